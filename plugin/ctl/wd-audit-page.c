/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-audit-page.h"

#include <glib/gi18n-lib.h>

#include "ui/wd-deed-text.h"
#include "ui/wd-phrases.h"

#define CHART_WIDTH  720 /* of the charts, in the units of SVG */
#define CHART_HEIGHT 180
#define MAX_DAYS     366 /* bars; the newest are shown */
#define MAX_ROWS     20  /* of a table */
#define MAX_BAR      36  /* of a day: a single one is no wall */
#define ROW_WIDTH    100 /* of the bar in a table */

static const char *const colours[] = {
	[WD_DEED_WARNED] = "#d9a400",
	[WD_DEED_HELD] = "#d96f00",
	[WD_DEED_BLOCKED] = "#b00020",
	[WD_DEED_PASSED_OVER] = "#5b5b8c",
};

static const char style[] =
	"body{font:15px/1.5 sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#222}"
	"h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em}"
	"table{border-collapse:collapse;width:100%}"
	"th,td{text-align:end;padding:.3em .6em;border-bottom:1px solid #ddd}"
	"th{font-size:.9em;white-space:nowrap;vertical-align:bottom}"
	"th:first-child,td:first-child{text-align:start}"
	".bar{width:7em}.none{color:#767676}"
	"small{display:block;color:#666;font:12px monospace}"
	".tiles{display:flex;gap:1em;flex-wrap:wrap}"
	".tile{flex:1;min-width:7em;border-inline-start:6px solid;padding:.3em "
	".8em;background:#f6f6f6}"
	".tile b{display:block;font-size:1.6em}"
	".good{color:#2e7d32}.bad{color:#b00020;font-weight:bold}"
	"svg{width:100%;height:auto}text{font:10px sans-serif;fill:#555}"
	"@media print{body{margin:0}}";

static void
append_escaped(GString *html, const char *text)
{
	g_autofree char *escaped = g_markup_escape_text(text, -1);

	g_string_append(html, escaped);
}

static void
append_heading(GString *html, const char *text)
{
	g_string_append(html, "<h2>");
	append_escaped(html, text);
	g_string_append(html, "</h2>\n");
}

static void
append_tiles(GString *html, const WdAuditSurvey *survey)
{
	g_string_append(html, "<div class=\"tiles\">");
	for (guint i = 0; i < WD_N_DEEDS; i++) {
		g_string_append_printf(html,
				       "<div class=\"tile\" style=\"border-color:%s\"><b>%u</b>",
				       colours[i],
				       survey->n_total[i]);
		append_escaped(html, wd_deed_text_for_kind((WdDeedKind)i));
		g_string_append(html, "</div>");
	}
	g_string_append(html, "</div>\n");
}

static guint
find_highest(const GPtrArray *rows, guint first)
{
	guint highest = 1;

	for (guint i = first; i < rows->len; i++) {
		guint sum = wd_survey_row_get_sum(g_ptr_array_index(rows, i));

		highest = MAX(highest, sum);
	}
	return highest;
}

/* One day from the bottom up; its numbers are shown by whoever points at it. */
static void
append_bar(GString *html, const WdSurveyRow *day, double x, double width, guint highest)
{
	double y = CHART_HEIGHT;

	g_string_append_printf(html, "<g><title>%s", day->name);
	for (guint i = 0; i < WD_N_DEEDS; i++) {
		g_string_append_printf(html, ", ");
		append_escaped(html, wd_deed_text_for_kind((WdDeedKind)i));
		g_string_append_printf(html, ": %u", day->n[i]);
	}
	g_string_append(html, "</title>");
	for (guint i = 0; i < WD_N_DEEDS; i++) {
		double height = (double)day->n[i] * CHART_HEIGHT / highest;

		y -= height;
		if (day->n[i] > 0)
			g_string_append_printf(html,
					       "<rect x=\"%d.%02d\" y=\"%d\" width=\"%d.%02d\" "
					       "height=\"%d\" fill=\"%s\"/>",
					       (int)x,
					       (int)(x * 100) % 100,
					       (int)y,
					       (int)width,
					       (int)(width * 100) % 100,
					       (int)(y + height) - (int)y,
					       colours[i]);
	}
	g_string_append(html, "</g>");
}

/* Days without anything keep their place, or a quiet month would look like a busy week. */
static guint
get_day_number(const char *day)
{
	GDate date;

	g_date_clear(&date, 1);
	g_date_set_parse(&date, day);
	return g_date_valid(&date) ? g_date_get_julian(&date) : 0;
}

static void
append_days(GString *html, const WdAuditSurvey *survey)
{
	guint last = survey->days->len == 0 ? 0 : get_day_number(survey->last_day);
	guint first = survey->days->len == 0 ? 0 : get_day_number(survey->first_day);
	guint n_days = last < first ? 1 : MIN(last - first + 1, MAX_DAYS);
	double step = (double)CHART_WIDTH / n_days;
	double width = MIN(step * 0.8, MAX_BAR);
	guint highest = find_highest(survey->days, 0);

	append_heading(html, _("By day"));
	if (survey->days->len == 0) {
		g_string_append(html, "<p>");
		append_escaped(html, _("Nothing was warned of, held or blocked."));
		g_string_append(html, "</p>\n");
		return;
	}
	g_string_append_printf(html,
			       "<svg viewBox=\"-30 -12 %d %d\" role=\"img\">"
			       "<line x1=\"0\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#999\"/>"
			       "<text x=\"-4\" y=\"4\" text-anchor=\"end\">%u</text>"
			       "<text x=\"-4\" y=\"%d\" text-anchor=\"end\">0</text>",
			       CHART_WIDTH + 40,
			       CHART_HEIGHT + 34,
			       CHART_HEIGHT,
			       CHART_WIDTH,
			       CHART_HEIGHT,
			       highest,
			       CHART_HEIGHT);
	for (guint i = 0; i < survey->days->len; i++) {
		const WdSurveyRow *day = g_ptr_array_index(survey->days, i);
		guint place = last - get_day_number(day->name);

		if (place < n_days)
			append_bar(html,
				   day,
				   (n_days - 1 - place) * step + (step - width) / 2,
				   width,
				   highest);
	}
	g_string_append_printf(html,
			       "<text x=\"0\" y=\"%d\">%s</text>"
			       "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text></svg>\n",
			       CHART_HEIGHT + 14,
			       survey->first_day,
			       CHART_WIDTH,
			       CHART_HEIGHT + 14,
			       survey->last_day);
}

/* An event in words alone, a finding's code in words and as it stands in rules and trails; what a
 * trail has that is neither, as it is. */
static void
append_name(GString *html, const char *name)
{
	const char *words = wd_deed_text_for_event(name);

	if (words == NULL && wd_phrase_has(name)) {
		append_escaped(html, wd_phrase_short(name));
		g_string_append(html, "<small>");
		append_escaped(html, name);
		g_string_append(html, "</small>");
	} else {
		append_escaped(html, words != NULL ? words : name);
	}
}

/* What was done in its colours, like a day on its side. */
static void
append_row_bar(GString *html, const WdSurveyRow *row, guint highest)
{
	guint x = 0;
	guint sum = 0;

	g_string_append_printf(
		html, "</td><td class=\"bar\"><svg viewBox=\"0 0 %d 10\">", ROW_WIDTH);
	for (guint i = 0; i < WD_N_DEEDS; i++) {
		guint end;

		sum += row->n[i];
		end = MAX(sum * ROW_WIDTH / highest, x + (row->n[i] > 0 ? 1 : 0));
		if (row->n[i] > 0)
			g_string_append_printf(html,
					       "<rect x=\"%u\" width=\"%u\" height=\"10\" "
					       "fill=\"%s\"/>",
					       x,
					       end - x,
					       colours[i]);
		x = end;
	}
	g_string_append(html, "</svg></td>");
}

static void
append_table(GString *html, const GPtrArray *rows, const char *heading)
{
	guint highest = find_highest(rows, 0);

	if (rows->len == 0)
		return;
	append_heading(html, heading);
	g_string_append(html, "<table><tr><th></th><th></th>");
	for (guint i = 0; i < WD_N_DEEDS; i++) {
		g_string_append(html, "<th>");
		append_escaped(html, wd_deed_text_for_kind((WdDeedKind)i));
		g_string_append(html, "</th>");
	}
	g_string_append(html, "</tr>\n");
	for (guint i = 0; i < MIN(rows->len, MAX_ROWS); i++) {
		const WdSurveyRow *row = g_ptr_array_index(rows, i);

		g_string_append(html, "<tr><td>");
		append_name(html, row->name);
		append_row_bar(html, row, highest);
		for (guint j = 0; j < WD_N_DEEDS; j++)
			g_string_append_printf(html,
					       "<td%s>%u</td>",
					       row->n[j] == 0 ? " class=\"none\"" : "",
					       row->n[j]);
		g_string_append(html, "</tr>\n");
	}
	g_string_append(html, "</table>\n");
}

static void
append_worth(GString *html, const WdAuditReport *report)
{
	g_string_append_printf(html, "<p class=\"%s\">", report->is_intact ? "good" : "bad");
	if (!report->is_intact)
		append_escaped(html, report->first_problem);
	else if (report->is_mac_checked)
		append_escaped(html, _("The trail is intact: no line was changed, moved or cut."));
	else
		append_escaped(html,
			       _("The trail's lines follow from each other; without a key nobody "
				 "can say that it was not written anew as a whole."));
	g_string_append(html, "</p>\n");
}

static void
append_rest(GString *html, const WdAuditSurvey *survey, const WdAuditReport *report)
{
	const struct {
		const char *name;
		guint count;
	} rows[] = {
		{N_("Desktops"), survey->n_desktops}, /* not of one trail */
		{N_("Audit lines"), survey->n_lines},
		{N_("Starts of a client"), survey->n_runs},
		{N_("Conversations logged"), survey->n_conversations},
		{N_("Mistakes in the company's rules"), survey->n_policy_mistakes},
		{N_("Rehearsals played"), survey->n_drills},
		{N_("Gaps that the trail tells itself"), survey->n_gaps},
		{N_("Bytes that are no line"), survey->n_not_lines},
	};

	append_heading(html, _("The trail"));
	append_worth(html, report);
	g_string_append(html, "<table>");
	for (guint i = survey->n_desktops == 0 ? 1 : 0; i < G_N_ELEMENTS(rows); i++) {
		g_string_append(html, "<tr><td>");
		append_escaped(html, _(rows[i].name));
		g_string_append_printf(html, "</td><td>%u</td></tr>\n", rows[i].count);
	}
	g_string_append(html, "</table>\n");
}

/**
 * wd_audit_page_format:
 * @survey: what is reported
 * @report: what the trail is worth
 * @title: whose trail; plain text
 *
 * Returns: (transfer full): the page
 */
char *
wd_audit_page_format(const WdAuditSurvey *survey, const WdAuditReport *report, const char *title)
{
	GString *html =
		g_string_new("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>");

	append_escaped(html, _("Purple Warden: audit report"));
	/* The direction of the first words, which are ours. */
	g_string_append_printf(
		html, "</title><style>%s</style></head><body dir=\"auto\">\n<h1>", style);
	append_escaped(html, _("Purple Warden: audit report"));
	g_string_append(html, "</h1>\n<p>");
	append_escaped(html, title);
	if (survey->first_day != NULL) {
		g_string_append(html, "<br>");
		g_string_append_printf(html, "%s – %s", survey->first_day, survey->last_day);
	}
	g_string_append(html, "</p>\n");
	append_tiles(html, survey);
	append_days(html, survey);
	append_table(html, survey->events, _("By kind"));
	append_table(html, survey->reasons, _("By reason"));
	append_rest(html, survey, report);
	g_string_append(html, "</body></html>\n");
	return g_string_free(html, FALSE);
}
