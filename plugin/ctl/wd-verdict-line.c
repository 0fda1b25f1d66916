/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-verdict-line.h"

#include <glib/gi18n-lib.h>

#include "ctl/wd-json-text.h"
#include "engine/text/wd-utf8.h"
#include "ui/wd-phrases.h"

#define MAX_PEER_CHARS 200
#define MAX_LINK_CHARS 1000

static void
append_size(GString *json, const char *key, gsize size)
{
	wd_json_text_key(json, key);
	g_string_append_printf(json, "%" G_GSIZE_FORMAT, size);
}

static void
append_finding(GString *json, const WdFinding *finding)
{
	g_autofree char *why = wd_phrase_for_finding(finding);

	g_string_append_c(json, '{');
	wd_json_text_member(json, "code", finding->code);
	wd_json_text_key(json, "weight");
	wd_json_text_number(json, finding->weight);
	append_size(json, "start", finding->start);
	append_size(json, "end", finding->end);
	wd_json_text_member(json, "why", why);
	g_string_append_c(json, '}');
}

static void
append_link(GString *json, const WdLinkReport *link)
{
	g_string_append_c(json, '{');
	wd_json_text_member(json, "url", link->url);
	wd_json_text_member(json, "host", link->host);
	wd_json_text_member(json, "registrable", link->registrable);
	wd_json_text_member(json, "risk", wd_risk_to_string(link->risk));
	wd_json_text_key(json, "codes");
	g_string_append_c(json, '[');
	for (guint i = 0; i < link->codes->len; i++) {
		if (i > 0)
			g_string_append_c(json, ',');
		wd_json_text_string(json, g_ptr_array_index(link->codes, i));
	}
	g_string_append(json, "]}");
}

static void
append_findings(GString *json, const GPtrArray *findings)
{
	wd_json_text_key(json, "findings");
	g_string_append_c(json, '[');
	for (guint i = 0; i < findings->len; i++) {
		if (i > 0)
			g_string_append_c(json, ',');
		append_finding(json, g_ptr_array_index(findings, i));
	}
	g_string_append_c(json, ']');
}

static void
append_links(GString *json, const GPtrArray *links)
{
	wd_json_text_key(json, "links");
	g_string_append_c(json, '[');
	for (guint i = 0; i < links->len; i++) {
		if (i > 0)
			g_string_append_c(json, ',');
		append_link(json, g_ptr_array_index(links, i));
	}
	g_string_append_c(json, ']');
}

/**
 * wd_verdict_line_append_json:
 * @json: text so far
 * @verdict: a verdict
 * @id: (nullable): JSON of the event's id, repeated as it is
 *
 * Appends @verdict as one line of JSON with its newline. "spim" stands there where SPIM was judged,
 * "redacted" where something leaked.
 */
void
wd_verdict_line_append_json(GString *json, const WdVerdict *verdict, const char *id)
{
	g_string_append_c(json, '{');
	if (id != NULL) {
		wd_json_text_key(json, "id");
		g_string_append(json, id);
	}
	wd_json_text_member(json, "action", wd_action_to_string(verdict->action));
	wd_json_text_key(json, "score");
	wd_json_text_number(json, verdict->score);
	append_findings(json, verdict->findings);
	if (verdict->spim_probability >= 0) {
		wd_json_text_key(json, "spim");
		g_string_append(json, "{\"probability\":");
		wd_json_text_number(json, verdict->spim_probability);
		g_string_append_c(json, '}');
	}
	append_links(json, verdict->links);
	if (verdict->redacted != NULL)
		wd_json_text_member(json, "redacted", verdict->redacted);
	g_string_append(json, "}\n");
}

static void
append_reasons(GString *text, const GPtrArray *findings)
{
	for (guint i = 0; i < findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(findings, i);
		g_autofree char *why = wd_phrase_for_finding(finding);

		g_string_append_printf(text, "    %s: %s\n", finding->code, why);
	}
}

/**
 * wd_verdict_line_append_text:
 * @text: text so far
 * @verdict: a verdict
 * @event: what was judged
 *
 * Appends @verdict for people: what happens, and one sentence for each reason. Nothing that the
 * peer chose commands a terminal.
 */
void
wd_verdict_line_append_text(GString *text, const WdVerdict *verdict, const WdEvent *event)
{
	g_autofree char *peer = wd_utf8_show(event->peer, MAX_PEER_CHARS);

	/* Translators: action, kind of event, direction; then an address. The words in the first
	 * three places are those of policies and are not translated. */
	g_string_append_printf(text,
			       _("%s: %s %s, “%s”\n"),
			       wd_action_to_string(verdict->action),
			       wd_event_kind_to_string(event->kind),
			       wd_direction_to_string(event->direction),
			       peer);
	append_reasons(text, verdict->findings);
	for (guint i = 0; i < verdict->links->len; i++) {
		const WdLinkReport *link = g_ptr_array_index(verdict->links, i);
		g_autofree char *url = wd_utf8_show(link->url, MAX_LINK_CHARS);
		g_autofree char *host =
			wd_utf8_show(link->host != NULL ? link->host : "-", MAX_LINK_CHARS);

		g_string_append_printf(
			text, "    %s -> %s (%s)\n", url, host, wd_risk_to_string(link->risk));
	}
}
