/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-shield.h"

#include <glib/gi18n-lib.h>

typedef struct {
	WdShieldLevel level;
	const char *text;
} Saying;

static const Saying peers[] = {
	[WD_SHIELD_PEER_UNKNOWN] = {WD_SHIELD_PLAIN,
				    N_("Your contact list is not here yet, so nobody can be told "
				       "from a stranger.")},
	[WD_SHIELD_PEER_CONTACT] = {WD_SHIELD_GOOD, N_("In your contact list.")},
	[WD_SHIELD_PEER_TRUSTED] = {WD_SHIELD_GOOD,
				    N_("Not in your contact list, but you trust them.")},
	[WD_SHIELD_PEER_WRITTEN_TO] = {WD_SHIELD_PLAIN,
				       N_("Not in your contact list. You wrote to them first.")},
	[WD_SHIELD_PEER_STRANGER] = {WD_SHIELD_CARE,
				     N_("A stranger: not in your contact list, and they wrote "
					"first. Be careful with links, files and questions.")},
	[WD_SHIELD_PEER_ROOM] = {WD_SHIELD_PLAIN,
				 N_("A chat room: everybody in it reads what you write.")},
};

static const Saying connections[] = {
	[WD_SHIELD_CONNECTION_UNKNOWN] = {WD_SHIELD_PLAIN,
					  N_("Not known: this protocol does not say how it "
					     "connects.")},
	[WD_SHIELD_CONNECTION_OFFLINE] = {WD_SHIELD_PLAIN, N_("You are not signed on here.")},
	[WD_SHIELD_CONNECTION_TLS] = {WD_SHIELD_GOOD,
				      N_("Encrypted up to the server (TLS), by the account's "
					 "settings. The server can read it.")},
	[WD_SHIELD_CONNECTION_LOOSE] = {WD_SHIELD_CARE,
					N_("May be open: this account does not insist on "
					   "encryption.")},
	[WD_SHIELD_CONNECTION_PLAIN] = {WD_SHIELD_CARE,
					N_("Open: anybody on the way can read it.")},
	[WD_SHIELD_CONNECTION_SEEN_TLS] = {WD_SHIELD_GOOD, NULL}, /* with a name in it */
	[WD_SHIELD_CONNECTION_SEEN_CLEAR] = {WD_SHIELD_CARE,
					     N_("Open: no encryption was seen on this connection. "
						"Anybody on the way can read it.")},
};

static const Saying ends[] = {
	[FALSE] = {WD_SHIELD_PLAIN, N_("Not encrypted from end to end, as far as was seen.")},
	[TRUE] = {WD_SHIELD_GOOD,
		  N_("The last message you sent was encrypted from end to end: only the other "
		     "side can read it.")},
};

static const Saying logs[] = {
	[WD_SHIELD_LOGS_NONE] = {WD_SHIELD_PLAIN, N_("Nothing is kept of this conversation.")},
	[WD_SHIELD_LOGS_ENCRYPTED] = {WD_SHIELD_GOOD, N_("Kept, encrypted with your key.")},
	[WD_SHIELD_LOGS_CLEAR] = {WD_SHIELD_CARE,
				  N_("Kept as plain text that every program of yours can read.")},
};

static void
free_line(gpointer data)
{
	WdShieldLine *line = data;

	g_free(line->text);
	g_free(line);
}

static void
add(GPtrArray *lines, const char *title, WdShieldLevel level, char *text)
{
	WdShieldLine *line = g_new0(WdShieldLine, 1);

	line->title = title;
	line->text = text;
	line->level = level;
	g_ptr_array_add(lines, line);
}

static void
add_saying(GPtrArray *lines, const char *title, const Saying *saying)
{
	add(lines, title, saying->level, g_strdup(_(saying->text)));
}

static void
add_connection(GPtrArray *lines, const WdShield *shield)
{
	const Saying *saying = &connections[shield->connection];
	const char *version = shield->tls_version != NULL ? shield->tls_version : "TLS";

	if (shield->connection == WD_SHIELD_CONNECTION_SEEN_TLS)
		add(lines,
		    _("Connection"),
		    saying->level,
		    /* Translators: %s is "TLS 1.3" or the like. */
		    g_strdup_printf(_("Encrypted up to the server: %s was seen. The server can "
				      "read it."),
				    version));
	else
		add_saying(lines, _("Connection"), saying);
}

static void
add_held(GPtrArray *lines, const WdShield *shield)
{
	if (shield->n_held > 0)
		add(lines,
		    _("Held"),
		    WD_SHIELD_CARE,
		    g_strdup_printf(g_dngettext(GETTEXT_PACKAGE,
						"%u thing of theirs waits for your review.",
						"%u things of theirs wait for your review.",
						shield->n_held),
				    shield->n_held));
	else if (shield->is_always_held)
		add(lines,
		    _("Held"),
		    WD_SHIELD_PLAIN,
		    g_strdup(_("You chose to look at everything from here first.")));
}

static void
add_pause(GPtrArray *lines, gint64 until_ms)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_local(until_ms / 1000);
	g_autofree char *shown =
		/* Translators: hour and minute of a day, for strftime(); such as %I:%M %p. */
		time != NULL ? g_date_time_format(time, _("%H:%M")) : g_strdup("?");

	add(lines,
	    _("Pause"),
	    WD_SHIELD_CARE,
	    /* Translators: %s is a time of day. */
	    g_strdup_printf(_("Until %s unwanted messages and risky links are not held, "
			      "but arrive with a mark."),
			    shown));
}

/**
 * wd_shield_describe:
 * @shield: facts about one conversation
 *
 * Returns: (transfer full) (element-type WdShieldLine): what to say, in the order of interest
 */
GPtrArray *
wd_shield_describe(const WdShield *shield)
{
	GPtrArray *lines = g_ptr_array_new_with_free_func(free_line);
	gboolean is_room = shield->peer == WD_SHIELD_PEER_ROOM;

	g_return_val_if_fail((guint)shield->peer < G_N_ELEMENTS(peers), lines);
	g_return_val_if_fail((guint)shield->connection < G_N_ELEMENTS(connections), lines);
	g_return_val_if_fail((guint)shield->logs < G_N_ELEMENTS(logs), lines);
	add_saying(lines, is_room ? _("Room") : _("Person"), &peers[shield->peer]);
	add_held(lines, shield);
	if (shield->paused_until_ms != 0)
		add_pause(lines, shield->paused_until_ms);
	add_connection(lines, shield);
	if (!is_room)
		add_saying(lines, _("End to end"), &ends[!!shield->is_end_to_end]);
	add_saying(lines, _("Logs"), &logs[shield->logs]);
	return lines;
}

/**
 * wd_shield_get_level:
 * @shield: facts about one conversation
 *
 * A message that is encrypted from end to end does not care who can listen on the way.
 *
 * Returns: what a glance at the shield should tell
 */
WdShieldLevel
wd_shield_get_level(const WdShield *shield)
{
	WdShieldLevel level =
		shield->is_end_to_end ? WD_SHIELD_GOOD : connections[shield->connection].level;

	level = MAX(level, peers[shield->peer].level);
	level = MAX(level,
		    logs[shield->logs].level == WD_SHIELD_CARE ? WD_SHIELD_CARE : WD_SHIELD_GOOD);
	return shield->n_held > 0 || shield->paused_until_ms != 0 ? WD_SHIELD_CARE : level;
}

/**
 * wd_shield_format:
 * @shield: facts about one conversation
 *
 * Returns: (transfer full): the same as text for a tooltip or a line in a conversation
 */
char *
wd_shield_format(const WdShield *shield)
{
	g_autoptr(GPtrArray) lines = wd_shield_describe(shield);
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < lines->len; i++) {
		const WdShieldLine *line = g_ptr_array_index(lines, i);

		/* Translators: a topic such as "Connection", and a sentence about it. */
		g_string_append_printf(
			text, i > 0 ? "\n%s: %s" : "%s: %s", line->title, line->text);
	}
	return g_string_free(text, FALSE);
}
