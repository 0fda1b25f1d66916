/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-report-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/link/wd-defang.h"
#include "engine/text/wd-utf8.h"
#include "ui/wd-phrases.h"

#define MAX_NAME_CHARS   120
#define MAX_QUOTE_CHARS  300 /* of a message: enough to know it again */
#define MAX_REASONS      5
#define MAX_MAILTO_BYTES 7000 /* of a body, escaped: some shells and mail programs end at 8 KiB */

static const char *
get_words(const WdEvent *event)
{
	return event->kind == WD_EVENT_FILE && event->file_name != NULL ? event->file_name
									: event->text;
}

/* In UTC: whoever reads it may sit anywhere. */
static char *
format_time(gint64 time_ms)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(time_ms / 1000);

	return time != NULL ? g_date_time_format(time, "%Y-%m-%d %H:%M UTC") : g_strdup("?");
}

static void
append_sender(GString *out, const WdHeld *first, guint n_held)
{
	g_autofree char *peer = wd_utf8_show(first->event->peer, MAX_NAME_CHARS);
	g_autofree char *protocol = wd_utf8_show(first->event->protocol, MAX_NAME_CHARS);
	g_autofree char *time = format_time(first->event->time_ms);

	/* Translators: the name of a sender, then of a protocol such as prpl-jabber. */
	g_string_append_printf(out, _("Sender: %s (%s)\n"), peer, protocol);
	/* Translators: a date and time; the kind of thing: message, contact request, file. */
	g_string_append_printf(
		out, _("When, what: %s, %s\n"), time, wd_phrase_for_kind(first->event->kind));
	if (n_held > 1)
		g_string_append_printf(out,
				       g_dngettext(GETTEXT_PACKAGE,
						   "%u more of the same sender\n",
						   "%u more of the same sender\n",
						   n_held - 1),
				       n_held - 1);
}

static void
append_reasons(GString *out, const WdHeld *held)
{
	for (guint i = 0; i < MIN(held->findings->len, MAX_REASONS); i++) {
		const WdFinding *finding = g_ptr_array_index(held->findings, i);

		g_string_append_printf(
			out, "- %s (%s)\n", wd_phrase_short(finding->code), finding->code);
	}
}

/**
 * wd_report_text_about:
 * @held: (element-type WdHeld): what one sender sent, at least one, the oldest first
 *
 * Who, when, what was seen in it, and the beginning of the newest text.
 *
 * Returns: (transfer full): a few lines of plain text without links
 */
char *
wd_report_text_about(const GPtrArray *held)
{
	const WdHeld *first = g_ptr_array_index(held, 0);
	const WdHeld *newest = g_ptr_array_index(held, held->len - 1);
	const char *words = get_words(newest->event);
	g_autoptr(GString) out = g_string_new(NULL);

	append_sender(out, first, held->len);
	append_reasons(out, newest);
	if (*words != '\0') {
		g_autofree char *quote = wd_utf8_show(words, MAX_QUOTE_CHARS);

		/* Translators: %s is the beginning of a message, or the name of a file. */
		g_string_append_printf(out, _("Quote: \u201c%s\u201d\n"), quote);
	}
	return wd_defang(out->str);
}

/**
 * wd_report_text_join:
 * @abouts: (element-type utf8): what wd_report_text_about() made, at least one
 *
 * Returns: (transfer full): the report, plain text
 */
char *
wd_report_text_join(const GPtrArray *abouts)
{
	guint n_shown = MIN(abouts->len, WD_REPORT_TEXT_MAX_PEERS);
	GString *out = g_string_new(_("Unwanted messages, reported with Purple Warden. Links and "
				      "addresses are written so that nobody clicks on them.\n"));

	for (guint i = 0; i < n_shown; i++)
		g_string_append_printf(out, "\n%s", (const char *)g_ptr_array_index(abouts, i));
	if (abouts->len > n_shown)
		g_string_append_printf(out,
				       g_dngettext(GETTEXT_PACKAGE,
						   "\nand %u more sender\n",
						   "\nand %u more senders\n",
						   abouts->len - n_shown),
				       abouts->len - n_shown);
	return g_string_free(out, FALSE);
}

/* A mail's lines end in two bytes (RFC 6068); cut at a line, so that no escape is cut in two. */
static char *
escape_body(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	GString *out = g_string_new(NULL);

	for (guint i = 0; lines[i] != NULL; i++) {
		g_autofree char *escaped = g_uri_escape_string(lines[i], NULL, FALSE);

		if (out->len + strlen(escaped) > MAX_MAILTO_BYTES)
			break;
		g_string_append_printf(out, "%s%s", i > 0 ? "%0D%0A" : "", escaped);
	}
	return g_string_free(out, FALSE);
}

/**
 * wd_report_text_mailto:
 * @address: a mail address
 * @text: valid UTF-8: the body
 *
 * Returns: (transfer full): a mailto: link that opens a mail with it; nothing is sent by it
 */
char *
wd_report_text_mailto(const char *address, const char *text)
{
	g_autofree char *to = g_uri_escape_string(address, "@", FALSE);
	g_autofree char *subject =
		g_uri_escape_string(_("Report of unwanted messages"), NULL, FALSE);
	g_autofree char *body = escape_body(text);

	return g_strdup_printf("mailto:%s?subject=%s&body=%s", to, subject, body);
}
