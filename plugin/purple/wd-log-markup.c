/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-log-markup.h"

#include <glib/gi18n-lib.h>
#include <purple.h>
#include <string.h>
#include <time.h>

#include "engine/wd-error.h"
#include "purple/wd-log-images.h"

#define MS_A_SECOND 1000

/* How a kind of message looks. The first row whose flag is set counts. */
typedef struct {
	PurpleMessageFlags flag;
	const char *colour; /* of the time and the sender */
	gboolean has_sender;
	gboolean is_bold;
} Look;

static const Look looks[] = {
	{PURPLE_MESSAGE_ERROR, "#b00000", FALSE, TRUE},
	{PURPLE_MESSAGE_SYSTEM, "#555555", FALSE, TRUE},
	{PURPLE_MESSAGE_RAW, "#555555", FALSE, FALSE},
	{PURPLE_MESSAGE_WHISPER, "#5a4a9c", TRUE, FALSE},
	{PURPLE_MESSAGE_SEND, "#1f5c99", TRUE, FALSE},
	{PURPLE_MESSAGE_RECV, "#99331f", TRUE, FALSE},
};

static const Look plain_look = {0, "#333333", TRUE, FALSE};

static const Look *
find_look(guint32 flags)
{
	for (gsize i = 0; i < G_N_ELEMENTS(looks); i++) {
		if (flags & looks[i].flag)
			return &looks[i];
	}
	return &plain_look;
}

/* With its date when the conversation has gone past midnight. */
static char *
format_time(gint64 time_ms, gint64 started_ms)
{
	time_t time = (time_t)(time_ms / MS_A_SECOND);
	time_t started = (time_t)(started_ms / MS_A_SECOND);
	struct tm when;
	struct tm start;

	if (localtime_r(&time, &when) == NULL || localtime_r(&started, &start) == NULL)
		return g_strdup("?"); /* a forged log may claim any time */
	if (when.tm_year == start.tm_year && when.tm_yday == start.tm_yday)
		return g_markup_escape_text(purple_time_format(&when), -1);
	return g_markup_escape_text(purple_date_format_long(&when), -1);
}

/* Twice over the pictures: closing the markup may make one of what was text in an attribute. */
static char *
format_body(const WdLogMessage *message, GArray *shelf)
{
	g_autofree char *ours = wd_log_images_keep_ours(message->body);
	g_autofree char *closed = NULL;
	char *shown;

	purple_markup_html_to_xhtml(ours != NULL ? ours : message->body, &closed, NULL);
	shown = wd_log_images_show(closed, message, shelf);
	return shown != NULL ? shown : g_steal_pointer(&closed);
}

/**
 * wd_log_markup_append:
 * @page: what a log viewer shows; one line is added
 * @message: a message of a log
 * @started_ms: when the log begins
 * @shelf: (nullable): of wd_log_images_new_shelf(), for pictures; NULL: a word stands for them
 *
 * Names and times are escaped. The body is markup, as it was shown once; it is closed again, so
 * that what a peer left open does not colour the next line.
 */
void
wd_log_markup_append(GString *page, const WdLogMessage *message, gint64 started_ms, GArray *shelf)
{
	const Look *look = find_look(message->flags);
	g_autofree char *time = format_time(message->time_ms, started_ms);
	g_autofree char *sender =
		g_markup_escape_text(message->sender != NULL ? message->sender : "", -1);
	g_autofree char *body = NULL;

	if (message->n_lost > 0) {
		g_string_append_printf(
			page,
			g_dngettext(GETTEXT_PACKAGE,
				    "<i>(%s) %u message could not be logged.</i><br/>\n",
				    "<i>(%s) %u messages could not be logged.</i><br/>\n",
				    message->n_lost),
			time,
			message->n_lost);
		return;
	}
	body = format_body(message, shelf);
	g_string_append_printf(
		page, "<font color=\"%s\"><font size=\"2\">(%s)</font>", look->colour, time);
	if (look->has_sender)
		g_string_append_printf(page, " <b>%s:</b>", sender);
	g_string_append_printf(
		page, look->is_bold ? "</font> <b>%s</b><br/>\n" : "</font> %s<br/>\n", body);
}

/**
 * wd_log_markup_append_condition:
 * @page: what a log viewer shows; a line is added where the log is not good to its end
 * @report: what reading found out
 */
void
wd_log_markup_append_condition(GString *page, const WdLogReport *report)
{
	if (report->condition == WD_LOG_DAMAGED)
		g_string_append(page,
				_("<b>This log was changed or damaged here. What follows "
				  "cannot be trusted and is not shown.</b><br/>\n"));
	else if (report->condition == WD_LOG_TORN)
		g_string_append(page,
				_("<i>The log ends here in the middle of a message, as "
				  "after a power cut.</i><br/>\n"));
}

/**
 * wd_log_markup_problem:
 * @error: why a log cannot be read
 *
 * Returns: (transfer full): what a log viewer shows instead
 */
char *
wd_log_markup_problem(const GError *error)
{
	g_autofree char *reason = g_markup_escape_text(error->message, -1);

	if (g_error_matches(error, WD_ERROR, WD_ERROR_LOCKED))
		return g_strdup(_("<i>The logs are encrypted and locked. Unlock them in Tools > "
				  "Purple Warden for Pidgin > Logs.</i>"));
	/* Translators: %s is the reason, in English. */
	return g_strdup_printf(_("<i>This log cannot be read: %s</i>"), reason);
}
