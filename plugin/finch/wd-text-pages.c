/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "finch/wd-text-pages.h"

#include <glib/gi18n-lib.h>
#include <purple.h>
#include <string.h>

#include "engine/wd-fact.h"
#include "finch/wd-text-lines.h"
#include "ui/wd-activity-text.h"
#include "ui/wd-activity.h"
#include "ui/wd-fact-text.h"
#include "ui/wd-policy-table.h"
#include "ui/wd-status-text.h"

#define MS_A_DAY  (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)
#define MAX_LINES 200 /* of one list: more nobody scrolls through */
#define MAX_BAR   40  /* characters */

struct WdTextPages {
	const WdHost *host;
	gpointer plugin_handle;
	gboolean is_status_coming;
	gboolean is_activity_coming;
	char *words; /* (nullable) of the activity that is coming */
};

/**
 * wd_text_pages_new:
 * @host: what may be asked of the session; outlives the pages
 * @plugin_handle: under which libpurple keeps the notices
 *
 * Returns: (transfer full): nothing that is seen yet
 */
WdTextPages *
wd_text_pages_new(const WdHost *host, gpointer plugin_handle)
{
	WdTextPages *pages = g_new0(WdTextPages, 1);

	pages->host = host;
	pages->plugin_handle = plugin_handle;
	return pages;
}

/**
 * wd_text_pages_free:
 * @pages: (nullable) (transfer full): what was asked for and has not come, never comes
 */
void
wd_text_pages_free(WdTextPages *pages)
{
	if (pages == NULL)
		return;
	if (pages->is_status_coming || pages->is_activity_coming)
		pages->host->insight->forget(pages->host->session, pages);
	g_free(pages->words);
	g_free(pages);
}

static void
append_heading(GString *html, const char *text)
{
	g_autofree char *escaped = g_markup_escape_text(text, -1);

	g_string_append_printf(html, "<br><b>%s</b><br>", escaped);
}

static void
show(const WdTextPages *pages, const char *heading, const GString *html)
{
	(void)purple_notify_formatted(
		pages->plugin_handle, _("Purple Warden"), heading, NULL, html->str, NULL, NULL);
}

static void
status_seen(const GPtrArray *facts, gpointer data)
{
	WdTextPages *pages = data;
	g_autoptr(GPtrArray) sorted = wd_status_sort(facts);
	g_autofree char *summary = wd_status_format_summary(facts);
	g_autoptr(GString) html = g_string_new(NULL);

	pages->is_status_coming = FALSE;
	wd_text_lines_append(html, summary);
	for (guint i = 0; i < sorted->len; i++) {
		const WdFact *fact = g_ptr_array_index(sorted, i);
		g_autofree char *text = wd_fact_text(fact);
		g_autofree char *line =
			/* Translators: "good" or "not protected", then a sentence. */
			g_strdup_printf(_("%s: %s"), wd_fact_text_for_level(fact->level), text);

		wd_text_lines_append(html, line);
	}
	show(pages, _("How things are"), html);
}

/**
 * wd_text_pages_show_status:
 * @pages: the pages
 *
 * Shows how things are, as soon as the session has looked.
 */
void
wd_text_pages_show_status(WdTextPages *pages)
{
	if (pages->is_status_coming)
		return;
	pages->is_status_coming = TRUE;
	pages->host->insight->look_at_facts(pages->host->session, status_seen, pages);
}

static void
append_policy_line(GString *html, const WdPolicyLine *line)
{
	g_autofree char *text =
		/* Translators: a setting, its value, its status, who set it. */
		g_strdup_printf(_("%s = %s (%s: %s)"),
				line->name,
				line->value,
				wd_policy_table_format_status(line->status),
				line->set_by);

	wd_text_lines_append(html, text);
}

/**
 * wd_text_pages_show_policy:
 * @pages: the pages
 * @words: (nullable): only settings that have them somewhere
 *
 * Lists settings with who set them; what is but one is explained.
 */
void
wd_text_pages_show_policy(WdTextPages *pages, const char *words)
{
	const WdHost *host = pages->host;
	g_autoptr(GPtrArray) table = wd_policy_table_new(host->get_policy(host->session));
	g_autoptr(GString) html = g_string_new(NULL);
	const WdPolicyLine *only = NULL;
	guint n_shown = 0;

	for (guint i = 0; i < table->len; i++) {
		const WdPolicyLine *line = g_ptr_array_index(table, i);

		if (!wd_policy_line_matches(line, words))
			continue;
		append_policy_line(html, line);
		only = n_shown++ == 0 ? line : NULL;
	}
	if (only != NULL)
		wd_text_lines_append(html, only->sentence);
	else if (n_shown == 0)
		wd_text_lines_append(html, _("No setting has these words."));
	else
		wd_text_lines_append(
			html,
			_("Type /warden policy with some words for fewer, and for what a "
			  "single one means."));
	show(pages, _("Who set what"), html);
}

static char *
draw_bar(guint n, guint highest)
{
	return g_strnfill(MAX(1, n * MAX_BAR / MAX(1, highest)), '#');
}

static void
append_days(GString *html, const WdActivity *activity)
{
	guint highest = wd_activity_get_highest(activity);

	append_heading(html, _("By day"));
	for (guint day = wd_activity_get_n_days(activity); day-- > 0;) {
		guint n = wd_activity_count(activity, (int)day, WD_ACTIVITY_ALL);
		g_autofree char *name = wd_activity_format_day(activity, day, FALSE);
		g_autofree char *bar = n > 0 ? draw_bar(n, highest) : NULL;
		g_autofree char *line = g_strdup_printf("%s  %s %u", name, bar, n);

		if (n > 0)
			wd_text_lines_append(html, line);
	}
}

static void
append_split(GString *html, WdActivity *activity, WdActivitySplit split)
{
	wd_activity_divide(activity, split);
	append_heading(html, wd_activity_get_split_name(split));
	for (guint i = 0; i < wd_activity_get_n_series(activity); i++) {
		g_autofree char *line =
			g_strdup_printf("%s: %u",
					wd_activity_get_series_name(activity, i),
					wd_activity_count(activity, WD_ACTIVITY_ALL, (int)i));

		wd_text_lines_append(html, line);
	}
}

static gboolean
has_words(const char *line, const char *words)
{
	g_autofree char *folded_line = g_utf8_casefold(line, -1);
	g_autofree char *folded_words = g_utf8_casefold(words, -1);

	return strstr(folded_line, folded_words) != NULL;
}

static void
append_deeds(GString *html, const WdActivity *activity, const char *words)
{
	g_autoptr(GPtrArray) list = wd_activity_list(activity, WD_ACTIVITY_ALL, WD_ACTIVITY_ALL);
	guint n_shown = 0;

	for (guint i = 0; i < list->len && n_shown < MAX_LINES; i++) {
		g_autofree char *line = wd_activity_format_deed(g_ptr_array_index(list, i));

		if (!has_words(line, words))
			continue;
		wd_text_lines_append(html, line);
		n_shown++;
	}
	if (n_shown == 0)
		wd_text_lines_append(html, _("Nothing has these words."));
}

static void
append_overview(GString *html, WdActivity *activity)
{
	append_days(html, activity);
	for (guint i = 0; i < WD_N_SPLITS; i++)
		append_split(html, activity, (WdActivitySplit)i);
	g_string_append(html, "<br>");
	wd_text_lines_append(
		html, _("Type /warden activity with a word, such as files or XMPP, for each one."));
}

static void
activity_seen(WdDeeds *deeds, const char *problem, gpointer data)
{
	WdTextPages *pages = data;
	const WdHost *host = pages->host;
	g_autofree char *words = g_steal_pointer(&pages->words);
	g_autoptr(GString) html = g_string_new(NULL);
	g_autoptr(WdActivity) activity = NULL;
	g_autofree char *summary = NULL;

	pages->is_activity_coming = FALSE;
	if (deeds == NULL) {
		wd_text_lines_append(html, problem);
		show(pages, _("What was stopped"), html);
		return;
	}
	activity = wd_activity_new(
		deeds, host->insight->get_now_ms(host->session), WD_ACTIVITY_N_DAYS);
	summary = wd_activity_format_summary(activity);
	wd_text_lines_append(html, summary);
	if (words != NULL && *words != '\0')
		append_deeds(html, activity, words);
	else if (wd_activity_get_highest(activity) > 0)
		append_overview(html, activity);
	show(pages, _("What was stopped"), html);
}

/**
 * wd_text_pages_show_activity:
 * @pages: the pages
 * @words: (nullable): lists single ones that have them; else numbers are shown
 *
 * Shows what was warned of, held and blocked in the last weeks, as soon as the session has looked.
 */
void
wd_text_pages_show_activity(WdTextPages *pages, const char *words)
{
	const WdHost *host = pages->host;
	gint64 now_ms = host->insight->get_now_ms(host->session);

	g_free(pages->words);
	pages->words = g_strdup(words);
	if (pages->is_activity_coming)
		return;
	pages->is_activity_coming = TRUE;
	host->insight->look_at_deeds(
		host->session, now_ms - WD_ACTIVITY_N_DAYS * MS_A_DAY, activity_seen, pages);
}
