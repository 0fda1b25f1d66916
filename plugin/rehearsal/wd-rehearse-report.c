/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "rehearsal/wd-rehearse-report.h"

#include "rehearsal/wd-rehearse-outcome.h"

#define TITLE_WIDTH   46 /* characters */
#define OUTCOME_WIDTH 10
#define WHY_COLUMN    (9 + TITLE_WIDTH + 1 + OUTCOME_WIDTH)
#define WHY_WIDTH     70

/* Breaks a reason into lines at spaces; a word longer than a line stays whole. */
static void
print_why(const char *why)
{
	g_auto(GStrv) words = g_strsplit_set(why, " \n\t", -1);
	glong column = 0;

	for (guint i = 0; words[i] != NULL; i++) {
		glong width = g_utf8_strlen(words[i], -1);

		if (width == 0)
			continue;
		if (column > 0 && column + 1 + width > WHY_WIDTH) {
			g_print("\n%*s", WHY_COLUMN, "");
			column = 0;
		}
		g_print("%s%s", column > 0 ? " " : "", words[i]);
		column += (column > 0) + width;
	}
	g_print("\n");
}

static void
print_row(const WdRehearsalScene *scene,
	  const WdFact *start,
	  const WdRehearseResult *result,
	  WdRehearseTally *tally)
{
	gboolean is_good = result->outcome == scene->expected;

	if (is_good)
		tally->n_good++;
	else
		tally->n_bad++;
	g_print("%6.1f s %-*s %-*s",
		start != NULL ? (double)start->at_ms / 1000 : 0.0,
		TITLE_WIDTH,
		scene->title,
		OUTCOME_WIDTH,
		wd_outcome_to_string(result->outcome));
	print_why(result->why);
	if (!is_good)
		g_print("%*sDIFFERS: \"%s\" should have been %s\n",
			9,
			"",
			scene->id,
			wd_outcome_to_string(scene->expected));
}

/**
 * wd_rehearse_report_table:
 * @script: the script
 * @trace: what was seen
 * @rows: (nullable) (element-type WdRehearseRow): the review queue before anything was released
 * @tally: counts the scenes that came out as expected, and those that did not
 *
 * Prints a line for each scene: when, what happened, what Warden did, and why.
 */
void
wd_rehearse_report_table(const WdRehearsalScript *script,
			 const WdRehearseTrace *trace,
			 const GPtrArray *rows,
			 WdRehearseTally *tally)
{
	g_print("%8s %-*s %-*s%s\n",
		"time",
		TITLE_WIDTH,
		"what happened",
		OUTCOME_WIDTH,
		"Warden",
		"why");
	for (guint i = 0; i < script->scenes->len; i++) {
		const WdRehearsalScene *scene = g_ptr_array_index(script->scenes, i);
		g_autoptr(WdRehearseResult) result =
			wd_rehearse_outcome_find(script, scene, trace, rows);

		print_row(scene, wd_rehearse_trace_find_scene(trace, scene->id), result, tally);
	}
}

/**
 * wd_rehearse_report_check:
 * @title: what was looked at
 * @is_good: whether it is as it must be
 * @detail: (nullable): what was seen; its first line is printed
 * @tally: counts it
 *
 * Prints one line about the state that the rehearsal left on disk.
 */
void
wd_rehearse_report_check(const char *title,
			 gboolean is_good,
			 const char *detail,
			 WdRehearseTally *tally)
{
	g_auto(GStrv) lines = g_strsplit(detail != NULL ? detail : "", "\n", 2);

	if (is_good)
		tally->n_good++;
	else
		tally->n_bad++;
	g_print("%8s %-*s %s\n",
		is_good ? "ok" : "DIFFERS",
		TITLE_WIDTH,
		title,
		lines[0] != NULL ? lines[0] : "");
}
