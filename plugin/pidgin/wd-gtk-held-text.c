/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-held-text.h"

#include <glib/gi18n-lib.h>

#include "pidgin/wd-gtk-text.h"
#include "ui/wd-file-words.h"
#include "ui/wd-phrases.h"

/* What can still be done about a row that waits, and about one whose connection has ended. */
static const struct {
	const char *waiting;
	const char *expired;
} advice[WD_EVENT_N_KINDS] = {
	[WD_EVENT_IM] = {N_("Release shows it in its conversation, with its own time. "
			    "Release and trust also lets this sender through from now on."),
			 N_("It can no longer be shown. Trust the sender and ask for it again.")},
	[WD_EVENT_CHAT] = {N_("Release shows it in its room, with its own time."),
			   N_("It can no longer be shown: the room was left.")},
	[WD_EVENT_CONTACT_REQUEST] =
		{N_("Release asks you whether to accept, as if the request had just come."),
		 N_("The connection on which it came has ended, so it cannot be answered here any "
		    "more. Most networks repeat a request; trust the sender and it will be shown, "
		    "or add the contact yourself.")},
	[WD_EVENT_CHAT_INVITE] =
		{N_("Release asks you whether to join, as if the invitation had just come."),
		 N_("The connection on which it came has ended. Trust the sender and ask to be "
		    "invited again, or join the room yourself.")},
	[WD_EVENT_ATTENTION] = {N_("Release shows it in its conversation."),
				N_("It can no longer be shown.")},
	[WD_EVENT_FILE] = {N_("Nothing has been downloaded. Release asks you where to save it."),
			   N_("The offer ended with its connection; nothing was downloaded. If you "
			      "expect this file, ask the sender to offer it again.")},
};

static const struct {
	const char *waiting;
	const char *expired;
} received_advice = {
	N_("It waits on this computer, where nothing opens it. Release saves it where you chose; "
	   "Delete removes it."),
	N_("Only its beginning arrived. Delete it, and ask the sender for the file again."),
};

static const struct {
	const char *waiting;
	const char *expired;
} outgoing_advice = {
	N_("It has not been sent. Release sends it as it is."),
	N_("It was not sent, and its conversation is gone. Copy the text if you still need it."),
};

static gboolean
is_outgoing(const WdHeld *held)
{
	return held->event->direction == WD_DIRECTION_OUT;
}

/**
 * wd_gtk_held_format_peer:
 * @held: a row
 *
 * Returns: (transfer full): who it came from, or to whom it would go
 */
char *
wd_gtk_held_format_peer(const WdHeld *held)
{
	g_autofree char *peer = wd_gtk_text_line(held->event->peer, WD_GTK_TEXT_LINE_CHARS);

	if (!is_outgoing(held))
		return g_steal_pointer(&peer);
	/* Translators: %s is the contact to whom a held message would go. */
	return g_strdup_printf(_("to %s"), peer);
}

/**
 * wd_gtk_held_format_account:
 * @held: a row
 *
 * Returns: (transfer full): the person's own account
 */
char *
wd_gtk_held_format_account(const WdHeld *held)
{
	return wd_gtk_text_line(held->event->account, WD_GTK_TEXT_LINE_CHARS);
}

/**
 * wd_gtk_held_format_time:
 * @held: a row
 *
 * Returns: (transfer full): when it happened, in local time
 */
char *
wd_gtk_held_format_time(const WdHeld *held)
{
	g_autoptr(GDateTime) time =
		g_date_time_new_from_unix_local(held->event->time_ms / G_GINT64_CONSTANT(1000));

	/* Translators: a date and time, short and sortable; see g_date_time_format. */
	return time != NULL ? g_date_time_format(time, _("%Y-%m-%d %H:%M")) : g_strdup("");
}

static char *
format_file(const WdEvent *event)
{
	g_autofree char *name = wd_gtk_text_line(event->file_name, WD_GTK_TEXT_LINE_CHARS);
	g_autofree char *size = NULL;

	if (event->file_size < 0)
		return g_steal_pointer(&name);
	size = g_format_size((guint64)event->file_size);
	/* Translators: a file's name as its sender wrote it, then its size: "report.pdf (12 kB)".
	 */
	return g_strdup_printf(_("%s (%s)"), name, size);
}

static char *
format_content(const WdEvent *event)
{
	g_autofree char *text = NULL;

	if (event->kind == WD_EVENT_FILE)
		return format_file(event);
	text = wd_gtk_text_line(event->text, WD_GTK_TEXT_LINE_CHARS);
	if (*text != '\0')
		return g_steal_pointer(&text);
	return g_strdup(wd_phrase_for_kind(event->kind));
}

/**
 * wd_gtk_held_format_what:
 * @held: a row
 *
 * Returns: (transfer full): one line of its text, its file's name and size, or its kind; how often
 * it came when more than once
 */
char *
wd_gtk_held_format_what(const WdHeld *held)
{
	g_autofree char *content = format_content(held->event);
	g_autofree char *times = NULL;

	if (held->n_repeats == 0)
		return g_steal_pointer(&content);
	times = g_strdup_printf(
		g_dngettext(GETTEXT_PACKAGE, "%u time", "%u times", held->n_repeats + 1),
		held->n_repeats + 1);
	/* Translators: how often something came, then one line of it: "[3 times] Hello". */
	return g_strdup_printf(_("[%s] %s"), times, content);
}

static const WdFinding *
find_main_reason(const WdHeld *held)
{
	const WdFinding *best = NULL;

	for (guint i = 0; i < held->findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(held->findings, i);

		if (best == NULL || finding->action > best->action ||
		    (finding->action == best->action && finding->weight > best->weight))
			best = finding;
	}
	return best;
}

/**
 * wd_gtk_held_format_reason:
 * @held: a row
 *
 * Returns: (transfer full): the main reason in a few words
 */
char *
wd_gtk_held_format_reason(const WdHeld *held)
{
	const WdFinding *finding = find_main_reason(held);

	if (finding == NULL)
		return g_strdup(_("Held by a rule"));
	return g_strdup(wd_phrase_short(finding->code));
}

/**
 * wd_gtk_held_get_advice:
 * @held: a row
 *
 * Returns: (transfer none): what can be done about it, translated
 */
const char *
wd_gtk_held_get_advice(const WdHeld *held)
{
	gboolean is_expired = held->state == WD_HELD_EXPIRED;
	const char *text;

	if (is_outgoing(held))
		text = is_expired ? outgoing_advice.expired : outgoing_advice.waiting;
	else if (wd_file_words_is_here(held))
		text = is_expired ? received_advice.expired : received_advice.waiting;
	else
		text = is_expired ? advice[held->event->kind].expired
				  : advice[held->event->kind].waiting;
	return text != NULL ? _(text) : "";
}

/**
 * wd_gtk_held_teaches:
 * @held: a row
 *
 * Returns: whether it has a peer's words, from which something can be learned
 */
gboolean
wd_gtk_held_teaches(const WdHeld *held)
{
	return !is_outgoing(held) && *held->event->text != '\0';
}

/**
 * wd_gtk_held_allows:
 * @held: a row
 * @decision: what the person might want
 *
 * What has expired cannot be released, but its sender can be trusted for the next time.  What the
 * person wrote has no sender to trust or to report.
 *
 * Returns: whether @decision makes sense for this row
 */
gboolean
wd_gtk_held_allows(const WdHeld *held, WdDecision decision)
{
	gboolean is_waiting = held->state == WD_HELD_WAITING;
	const gboolean allowed[] = {
		[WD_DECISION_RELEASE] = is_waiting,
		[WD_DECISION_TRUST] = !is_outgoing(held),
		[WD_DECISION_DELETE] = TRUE,
		[WD_DECISION_REPORT] = !is_outgoing(held),
	};

	g_return_val_if_fail((guint)decision < G_N_ELEMENTS(allowed), FALSE);
	return allowed[decision] && (is_waiting || held->state == WD_HELD_EXPIRED);
}
