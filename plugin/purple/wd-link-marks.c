/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-link-marks.h"

#include <glib/gi18n-lib.h>
#include <purple.h>
#include <string.h>

#include "engine/link/wd-url.h"
#include "engine/text/wd-utf8.h"
#include "purple/wd-purple-markup.h"
#include "purple/wd-purple-tag.h"
#include "purple/wd-safe-text.h"
#include "ui/wd-phrases.h"

#define MAX_SENTENCES 3   /* in one message; a message of links would drown in them */
#define MAX_URL_CHARS 300 /* of a target that is only shown */

/* Tags with which a sender could hide what follows: white letters, tiny ones, none. */
static const char *const hiding_tags[] = {"body",
					  "div",
					  "font",
					  "h1",
					  "h2",
					  "h3",
					  "h4",
					  "h5",
					  "h6",
					  "img",
					  "p",
					  "small",
					  "span",
					  "sub",
					  "sup",
					  "table",
					  "title",
					  NULL};

typedef struct {
	const WdVerdict *verdict;
	GString *html;
	GHashTable *risky;          /* a URL as a browser reads it -> const WdLinkReport * */
	GHashTable *marked;         /* set of const WdLinkReport *: those that bear a mark */
	const WdLinkReport *inside; /* (nullable) the risky link that is open */
	gsize start;                /* of its words in @html */
	char *href;                 /* (nullable) its target */
	guint n_sentences;
	gboolean can_hide;
} Marking;

/* One spelling for what two finders call the same link. */
static char *
spell(const char *url)
{
	g_autoptr(WdUrl) parsed = wd_url_parse(url);

	return parsed != NULL && parsed->host != NULL ? wd_url_format(parsed) : g_strdup(url);
}

static GHashTable *
index_risky(const GPtrArray *links)
{
	GHashTable *risky = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < links->len; i++) {
		const WdLinkReport *report = g_ptr_array_index(links, i);
		g_autofree char *url = spell(report->url);
		const WdLinkReport *other = g_hash_table_lookup(risky, url);

		if (report->risk > WD_RISK_SAFE && (other == NULL || other->risk < report->risk))
			g_hash_table_insert(risky, g_steal_pointer(&url), (gpointer)report);
	}
	return risky;
}

static gboolean
has_code(const WdLinkReport *report, const char *code)
{
	for (guint i = 0; i < report->codes->len; i++) {
		if (g_str_equal(g_ptr_array_index(report->codes, i), code))
			return TRUE;
	}
	return FALSE;
}

/* The worst that was found about this very link. */
static const WdFinding *
find_reason(const WdVerdict *verdict, const WdLinkReport *report)
{
	const WdFinding *reason = NULL;

	for (guint i = 0; i < verdict->findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(verdict->findings, i);

		if (finding->start != report->start || finding->end != report->end ||
		    !has_code(report, finding->code))
			continue;
		if (reason == NULL || finding->weight > reason->weight)
			reason = finding;
	}
	return reason;
}

static void
append_mark(Marking *marking, const WdLinkReport *report)
{
	const WdFinding *reason = find_reason(marking->verdict, report);
	g_autofree char *words =
		wd_utf8_isolate(reason != NULL ? wd_phrase_short(reason->code) : _("Risky link"));
	g_autofree char *mark = g_markup_escape_text(words, -1);

	g_string_append_printf(marking->html, " <b>[\u26a0 Purple Warden: %s]</b>", mark);
	if (reason != NULL && marking->n_sentences++ < MAX_SENTENCES) {
		g_autofree char *sentence = wd_phrase_for_finding(reason);
		g_autofree char *isolated = wd_utf8_isolate(sentence);
		g_autofree char *escaped = g_markup_escape_text(isolated, -1);

		g_string_append_printf(marking->html, " <i>%s</i>", escaped);
	}
	g_hash_table_add(marking->marked, (gpointer)report);
}

/* The target behind the words, and neither of them clickable: Pidgin's text widget makes links by
 * itself of whatever begins like one, so words that name a site would lead somewhere again. */
static void
defuse(Marking *marking)
{
	g_autofree char *shown = wd_safe_url(marking->href);
	g_autofree char *escaped = g_markup_escape_text(shown, -1);
	g_autofree char *broken = NULL;

	g_string_append_printf(marking->html, " [%s]", escaped);
	broken = wd_purple_markup_break_links(marking->html->str + marking->start);
	g_string_truncate(marking->html, marking->start);
	g_string_append(marking->html, broken);
}

static void
leave(Marking *marking, const char *p, const WdPurpleTag *tag)
{
	const WdLinkReport *report = g_steal_pointer(&marking->inside);
	g_autofree char *href = NULL;

	if (report == NULL)
		return;
	if (report->risk == WD_RISK_DANGEROUS)
		defuse(marking);
	else if (tag != NULL && tag->is_closing)
		g_string_append_len(marking->html, p, tag->end - p);
	else
		g_string_append(marking->html, "</a>");
	href = g_steal_pointer(&marking->href);
	append_mark(marking, report);
}

/* The target as it is once the escapes are undone. */
static char *
read_target(const WdPurpleTag *tag)
{
	g_autofree char *escaped = wd_purple_tag_read_href(tag);

	return escaped != NULL ? purple_unescape_html(escaped) : NULL;
}

/* The worst that was found about the site that @href leads to. */
static const WdLinkReport *
find_site(const Marking *marking, const char *href)
{
	g_autoptr(WdUrl) url = wd_url_parse(href);
	const WdLinkReport *worst = NULL;
	GHashTableIter rows;
	gpointer row;

	g_hash_table_iter_init(&rows, marking->risky);
	while (url != NULL && url->host != NULL && g_hash_table_iter_next(&rows, NULL, &row)) {
		const WdLinkReport *report = row;

		if (g_strcmp0(report->host, url->host) == 0 &&
		    (worst == NULL || worst->risk < report->risk))
			worst = report;
	}
	return worst;
}

/* Clients and people end a link in different places; its site is the same. */
static const WdLinkReport *
find_risky(const Marking *marking, const char *href)
{
	g_autofree char *url = spell(href);
	const WdLinkReport *report = g_hash_table_lookup(marking->risky, url);

	return report != NULL ? report : find_site(marking, href);
}

/* Returns whether the tag itself is to be written, too. */
static gboolean
enter(Marking *marking, const WdPurpleTag *tag)
{
	g_autofree char *href = read_target(tag);

	if (href != NULL)
		marking->inside = find_risky(marking, href);
	if (marking->inside == NULL)
		return TRUE;
	marking->href = g_steal_pointer(&href);
	marking->start = marking->html->len;
	return marking->inside->risk < WD_RISK_DANGEROUS;
}

static void
take_anchor(Marking *marking, const char *p, const WdPurpleTag *tag)
{
	gboolean was_inside = marking->inside != NULL;

	leave(marking, p, tag);
	if (tag->is_closing ? !was_inside : enter(marking, tag))
		g_string_append_len(marking->html, p, tag->end - p);
}

static void
walk(Marking *marking, const char *html)
{
	gsize n_failures = 0;
	WdPurpleTag tag;

	for (const char *p = html; *p != '\0';) {
		if (*p != '<' || !wd_purple_tag_read(p, &n_failures, &tag)) {
			g_string_append_c(marking->html, *p++);
			continue;
		}
		if (strcmp(tag.name, "a") == 0)
			take_anchor(marking, p, &tag);
		else
			g_string_append_len(marking->html, p, tag.end - p);
		marking->can_hide |= g_strv_contains(hiding_tags, tag.name);
		p = tag.end;
	}
	leave(marking, html, NULL);
}

static gboolean
are_all_marked(const Marking *marking)
{
	GHashTableIter rows;
	gpointer report;

	g_hash_table_iter_init(&rows, marking->risky);
	while (g_hash_table_iter_next(&rows, NULL, &report)) {
		if (!g_hash_table_contains(marking->marked, report))
			return FALSE;
	}
	return !marking->can_hide;
}

/**
 * wd_link_marks_add:
 * @raw_html: a message as a protocol gave it, valid UTF-8
 * @verdict: what was found in it
 * @is_complete: (out): whether every risky link bears its mark, where nothing in the message can
 *               hide it; otherwise the message needs one that stands in front
 *
 * Makes the links that libpurple would make, so whoever shows the result must not do it again.
 * Linear in the length of the message.
 *
 * Returns: (transfer full): the same message with its risky links marked and the dangerous among
 * them not clickable
 */
char *
wd_link_marks_add(const char *raw_html, const WdVerdict *verdict, gboolean *is_complete)
{
	g_autofree char *tame = wd_purple_markup_tame(raw_html);
	g_autofree char *linked = purple_markup_linkify(tame);
	g_autoptr(GHashTable) risky = index_risky(verdict->links);
	g_autoptr(GHashTable) marked = g_hash_table_new(NULL, NULL);
	Marking marking = {
		.verdict = verdict,
		.html = g_string_sized_new(strlen(linked) + 256),
		.risky = risky,
		.marked = marked,
	};

	walk(&marking, linked);
	*is_complete = are_all_marked(&marking);
	return g_string_free(marking.html, FALSE);
}
