/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-held-text.h"

#include <glib/gi18n-lib.h>

#include "ctl/wd-json-text.h"
#include "engine/text/wd-utf8.h"
#include "ui/wd-file-words.h"
#include "ui/wd-phrases.h"

#define MAX_PEER_CHARS 40
#define MAX_TEXT_CHARS 4000 /* of a message on a terminal; --json has all of it */
#define SHORT_ID_LEN   8    /* digits: enough to tell the rows of one queue apart */

static char *
format_time(gint64 time_ms)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_local(time_ms / 1000);

	return time == NULL ? g_strdup("-") : g_date_time_format(time, "%Y-%m-%d %H:%M");
}

/**
 * wd_held_text_format_line:
 * @held: a row
 *
 * Returns: (transfer full): one line for a list, with a newline; the peer's name made visible
 */
char *
wd_held_text_format_line(const WdHeld *held)
{
	const WdFinding *finding =
		held->findings->len > 0 ? g_ptr_array_index(held->findings, 0) : NULL;
	g_autofree char *time = format_time(held->held_ms);
	g_autofree char *peer = wd_utf8_show(held->event->peer, MAX_PEER_CHARS);

	return g_strdup_printf("%.*s  %s  %-9s  %-15s  %-30s  %s\n",
			       SHORT_ID_LEN,
			       held->id,
			       time,
			       wd_held_state_to_string(held->state),
			       wd_event_kind_to_string(held->event->kind),
			       *peer == '\0' ? "-" : peer,
			       finding == NULL ? "" : finding->code);
}

static void
append_row(GString *page, const char *label, const char *value)
{
	g_autofree char *shown = NULL;

	if (value == NULL || *value == '\0')
		return;
	shown = wd_utf8_show(value, MAX_TEXT_CHARS);
	g_string_append_printf(page, "%s %s\n", label, shown);
}

static void
append_file(GString *page, const WdEvent *event)
{
	g_autofree char *size = event->file_size < 0 ? NULL : g_format_size(event->file_size);

	append_row(page, _("File:"), event->file_name);
	if (event->file_name != NULL)
		append_row(page,
			   event->file_path != NULL ? _("Size:") : _("Size, as the sender says:"),
			   size);
}

/* Only a file whose bytes are here can be looked into. */
static void
append_inside(GString *page, const WdHeld *held)
{
	g_autofree char *type = NULL;
	g_autofree char *scan = NULL;
	g_autofree char *place = NULL;

	if (held->event->file_facts == NULL && !wd_file_words_is_here(held))
		return;
	type = wd_file_words_for_type(held->event->file_facts);
	scan = wd_file_words_for_scan(held->event->file_facts);
	append_row(page, _("Inside:"), type);
	append_row(page, _("Virus scanner:"), scan);
	if (!wd_file_words_is_here(held))
		return;
	place = g_filename_display_name(held->event->file_path);
	append_row(page, _("Release saves it as:"), place);
}

/**
 * wd_held_text_format_page:
 * @held: a row
 *
 * Returns: (transfer full): everything about it that a person may want to decide by
 */
char *
wd_held_text_format_page(const WdHeld *held)
{
	const WdEvent *event = held->event;
	GString *page = g_string_new(NULL);
	g_autofree char *held_time = format_time(held->held_ms);
	g_autofree char *reasons = wd_phrase_for_findings(held->findings);
	g_autofree char *repeats =
		held->n_repeats == 0 ? NULL : g_strdup_printf("%u", held->n_repeats);

	append_row(page, _("Id:"), held->id);
	append_row(page, _("What:"), wd_phrase_for_kind(event->kind));
	append_row(page, _("State:"), wd_phrase_for_state(held->state));
	append_row(page, _("Held:"), held_time);
	append_row(page, _("Asked again, times:"), repeats);
	append_row(page, _("Account:"), event->account);
	append_row(page, event->direction == WD_DIRECTION_IN ? _("From:") : _("To:"), event->peer);
	append_row(page, _("Room:"), event->conversation);
	append_file(page, event);
	append_inside(page, held);
	append_row(page, _("Address:"), event->url);
	append_row(page, _("Text:"), event->text);
	if (*reasons != '\0')
		g_string_append_printf(page, "\n%s\n", reasons);
	return g_string_free(page, FALSE);
}

static void
append_integer(GString *json, const char *key, gint64 number)
{
	wd_json_text_key(json, key);
	g_string_append_printf(json, "%" G_GINT64_FORMAT, number);
}

static void
append_present(GString *json, const char *key, const char *text)
{
	if (text != NULL)
		wd_json_text_member(json, key, text);
}

static void
append_facts(GString *json, const WdFileFacts *facts)
{
	g_autofree char *hash = wd_file_facts_format_hash(facts);

	append_present(json, "file_type", facts->type);
	wd_json_text_member(json, "file_class", wd_file_class_to_string(facts->file_class));
	wd_json_text_member(json, "inspection", wd_inspection_to_string(facts->inspection));
	append_present(json, "sha256", hash);
	wd_json_text_member(json, "scan", wd_scan_result_to_string(facts->scan.result));
	append_present(json, "virus", facts->scan.name);
}

static void
append_event(GString *json, const WdEvent *event)
{
	wd_json_text_member(json, "kind", wd_event_kind_to_string(event->kind));
	wd_json_text_member(json, "direction", wd_direction_to_string(event->direction));
	wd_json_text_member(json, "protocol", event->protocol);
	wd_json_text_member(json, "account", event->account);
	wd_json_text_member(json, "peer", event->peer);
	append_present(json, "conversation", event->conversation);
	wd_json_text_member(json, "text", event->text);
	append_present(json, "html", event->html);
	append_present(json, "url", event->url);
	append_present(json, "link_text", event->link_text);
	append_present(json, "file_name", event->file_name);
	if (event->file_size >= 0)
		append_integer(json, "file_size", event->file_size);
	if (event->file_facts != NULL)
		append_facts(json, event->file_facts);
	append_integer(json, "time_ms", event->time_ms);
}

static void
append_findings(GString *json, const GPtrArray *findings)
{
	wd_json_text_key(json, "findings");
	g_string_append_c(json, '[');
	for (guint i = 0; i < findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(findings, i);
		g_autofree char *why = wd_phrase_for_finding(finding);

		g_string_append(json, i == 0 ? "{" : ",{");
		wd_json_text_member(json, "code", finding->code);
		wd_json_text_key(json, "weight");
		wd_json_text_number(json, finding->weight);
		wd_json_text_member(json, "why", why);
		g_string_append_c(json, '}');
	}
	g_string_append_c(json, ']');
}

/**
 * wd_held_text_append_json:
 * @json: text so far
 * @held: a row
 *
 * Appends one object; its event has the names that `wardenctl judge` reads.
 */
void
wd_held_text_append_json(GString *json, const WdHeld *held)
{
	g_string_append_c(json, '{');
	wd_json_text_member(json, "id", held->id);
	wd_json_text_member(json, "state", wd_held_state_to_string(held->state));
	append_integer(json, "held_ms", held->held_ms);
	append_integer(json, "decided_ms", held->decided_ms);
	append_integer(json, "n_repeats", held->n_repeats);
	wd_json_text_member(json, "action", wd_action_to_string(held->action));
	wd_json_text_key(json, "score");
	wd_json_text_number(json, held->score);
	append_event(json, held->event);
	append_findings(json, held->findings);
	g_string_append_c(json, '}');
}
