/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-outbreaks.h"

#include <glib/gi18n-lib.h>

#include "engine/text/wd-utf8.h"
#include "ui/wd-phrases.h"

#define STATE          "outbreaks"
#define PREFIX         "worm.outgoing-"
#define MAX_APPROVED   64 /* outbreaks at a time; of more the person is asked again */
#define MAX_NAMES      20 /* in one question */
#define MAX_NAME_CHARS 60

typedef struct {
	GHashTable *approved; /* outbreak -> gint64 *: when, Unix ms */
} Outbreaks;

static void
free_outbreaks(gpointer data)
{
	Outbreaks *outbreaks = data;

	g_hash_table_unref(outbreaks->approved);
	g_free(outbreaks);
}

/**
 * wd_purple_outbreaks_attach:
 * @session: the session
 */
void
wd_purple_outbreaks_attach(WdSession *session)
{
	Outbreaks *outbreaks = g_new0(Outbreaks, 1);

	outbreaks->approved = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
	wd_session_set_state(session, STATE, outbreaks, free_outbreaks);
}

/**
 * wd_purple_outbreaks_detach:
 * @session: the session
 */
void
wd_purple_outbreaks_detach(WdSession *session)
{
	wd_session_set_state(session, STATE, NULL, NULL);
}

static gboolean
is_of_worm(const WdFinding *finding)
{
	return g_str_has_prefix(finding->code, PREFIX);
}

static gboolean
has_worm(const WdVerdict *verdict)
{
	for (guint i = 0; i < verdict->findings->len; i++) {
		if (is_of_worm(g_ptr_array_index(verdict->findings, i)))
			return TRUE;
	}
	return FALSE;
}

/* Whether nothing else speaks against it. */
static gboolean
has_only_worm(const WdVerdict *verdict)
{
	for (guint i = 0; i < verdict->findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(verdict->findings, i);

		if (finding->action >= WD_ACTION_WARN && !is_of_worm(finding))
			return FALSE;
	}
	return verdict->action < WD_ACTION_BLOCK;
}

/**
 * wd_purple_outbreaks_find:
 * @session: the session
 * @event: what was about to leave
 * @verdict: what was decided about it
 *
 * Returns: the outbreak that @event is part of, as far as @verdict says that it is
 */
WdOutbreak
wd_purple_outbreaks_find(WdSession *session, const WdEvent *event, const WdVerdict *verdict)
{
	WdOutbreak outbreak = {0};

	if (!has_worm(verdict))
		return outbreak;
	for (WdSame which = 0; which < WD_N_SAME; which++)
		outbreak.ids[which] =
			wd_tracker_find_outbreak(wd_session_get_tracker(session), event, which);
	return outbreak;
}

/**
 * wd_purple_outbreaks_is_one:
 * @a: an outbreak
 * @b: another
 *
 * Returns: whether both are the same one, by their text, site or file
 */
gboolean
wd_purple_outbreaks_is_one(const WdOutbreak *a, const WdOutbreak *b)
{
	for (WdSame which = 0; which < WD_N_SAME; which++) {
		if (a->ids[which] != 0 && a->ids[which] == b->ids[which])
			return TRUE;
	}
	return FALSE;
}

static gint64
get_window_ms(WdSession *session)
{
	return wd_policy_get_integer(wd_session_get_policy(session), WD_KEY_WORMS_WINDOW);
}

/**
 * wd_purple_outbreaks_approve:
 * @session: the session
 * @outbreak: what the person wants to be sent
 *
 * For as long as the tracker counts it, more of the same goes out unasked: a person who sends an
 * invitation to twenty friends is asked once.
 */
void
wd_purple_outbreaks_approve(WdSession *session, const WdOutbreak *outbreak)
{
	Outbreaks *outbreaks = wd_session_get_state(session, STATE);

	if (outbreaks == NULL)
		return;
	if (g_hash_table_size(outbreaks->approved) >= MAX_APPROVED)
		g_hash_table_remove_all(outbreaks->approved);
	for (WdSame which = 0; which < WD_N_SAME; which++) {
		gint64 now_ms = wd_session_now_ms(session);

		if (outbreak->ids[which] != 0)
			g_hash_table_insert(outbreaks->approved,
					    g_memdup2(&outbreak->ids[which], sizeof(guint64)),
					    g_memdup2(&now_ms, sizeof now_ms));
	}
}

/**
 * wd_purple_outbreaks_is_approved:
 * @session: the session
 * @event: what is about to leave
 * @verdict: what was decided about it
 *
 * Returns: whether the person has already said that this outbreak may go, and nothing else speaks
 * against @event
 */
gboolean
wd_purple_outbreaks_is_approved(WdSession *session, const WdEvent *event, const WdVerdict *verdict)
{
	Outbreaks *outbreaks = wd_session_get_state(session, STATE);
	const WdOutbreak outbreak = wd_purple_outbreaks_find(session, event, verdict);

	if (outbreaks == NULL || !has_only_worm(verdict))
		return FALSE;
	for (WdSame which = 0; which < WD_N_SAME; which++) {
		const gint64 *approved_ms =
			g_hash_table_lookup(outbreaks->approved, &outbreak.ids[which]);

		if (approved_ms != NULL && outbreak.ids[which] != 0 &&
		    wd_session_now_ms(session) - *approved_ms <= get_window_ms(session))
			return TRUE;
	}
	return FALSE;
}

/* Of the text if there is one, else of the site or the file: whichever reached most. */
static GPtrArray *
find_names(WdSession *session, const WdOutbreak *outbreak)
{
	GPtrArray *most = g_ptr_array_new_with_free_func(g_free);

	for (WdSame which = 0; which < WD_N_SAME; which++) {
		GPtrArray *names;

		if (outbreak->ids[which] == 0)
			continue;
		names = wd_tracker_list_recipients(wd_session_get_tracker(session),
						   outbreak->ids[which],
						   wd_session_now_ms(session));
		if (names->len > most->len)
			g_ptr_array_unref(g_steal_pointer(&most)), most = names;
		else
			g_ptr_array_unref(names);
	}
	return most;
}

static char *
list_names(WdSession *session, const WdOutbreak *outbreak)
{
	g_autoptr(GPtrArray) names = find_names(session, outbreak);
	GString *list = g_string_new(NULL);
	guint n_more = names->len > MAX_NAMES ? names->len - MAX_NAMES : 0;

	for (guint i = 0; i < names->len - n_more; i++) {
		g_autofree char *shown = wd_utf8_show(g_ptr_array_index(names, i), MAX_NAME_CHARS);

		/* Translators: between two names of a list. */
		g_string_append_printf(list, "%s%s", i > 0 ? _(", ") : "", shown);
	}
	if (n_more > 0) {
		g_autofree char *shown = g_string_free(list, FALSE);

		/* Translators: names with commas between them, then how many others. */
		return g_strdup_printf(
			g_dngettext(GETTEXT_PACKAGE, "%s and %u more", "%s and %u more", n_more),
			shown,
			n_more);
	}
	return g_string_free(list, FALSE);
}

/**
 * wd_purple_outbreaks_explain:
 * @session: the session
 * @outbreak: an outbreak, or none
 * @verdict: why something of it is stopped
 *
 * Returns: (transfer full): the reasons, one sentence a line, and whom it has gone to or was about
 * to go to; for showing, not markup
 */
char *
wd_purple_outbreaks_explain(WdSession *session,
			    const WdOutbreak *outbreak,
			    const WdVerdict *verdict)
{
	g_autofree char *reasons = wd_phrase_for_findings(verdict->findings);
	g_autofree char *names = list_names(session, outbreak);

	if (*names == '\0')
		return g_steal_pointer(&reasons);
	/* Translators: the first %s is one or more sentences, the second a list of names. */
	return g_strdup_printf(_("%s\nIt has gone to, or waits for: %s."), reasons, names);
}
