/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-fact.h"
#include "ui/wd-status-text.h"

typedef struct {
	const char *name;
	WdFactLevel levels[4];
	const char *summary;
} SummaryCase;

static const SummaryCase cases[] = {
	{"good", {WD_FACT_GOOD, WD_FACT_NOTE, WD_FACT_GOOD, WD_FACT_NOTE}, "Protection works."},
	{"one-warning",
	 {WD_FACT_GOOD, WD_FACT_WARNING, WD_FACT_GOOD, WD_FACT_NOTE},
	 "Protection works; look at 1 thing."},
	{"two-warnings",
	 {WD_FACT_WARNING, WD_FACT_WARNING, WD_FACT_GOOD, WD_FACT_NOTE},
	 "Protection works; look at 2 things."},
	{"bad",
	 {WD_FACT_WARNING, WD_FACT_BAD, WD_FACT_GOOD, WD_FACT_NOTE},
	 "1 thing is not protected."},
};

static GPtrArray *
make(const WdFactLevel levels[4])
{
	GPtrArray *facts = wd_facts_new();

	for (guint i = 0; i < 4; i++) {
		g_autofree char *detail = g_strdup_printf("detail-%u", i);

		wd_facts_add(facts, "rules.mistake", levels[i], detail);
	}
	return facts;
}

static void
test_summary(gconstpointer data)
{
	const SummaryCase *row = data;
	g_autoptr(GPtrArray) facts = make(row->levels);
	g_autofree char *summary = wd_status_format_summary(facts);

	g_assert_cmpstr(summary, ==, row->summary);
}

static void
test_worst_first(void)
{
	const WdFactLevel levels[4] = {WD_FACT_GOOD, WD_FACT_BAD, WD_FACT_WARNING, WD_FACT_BAD};
	static const char *const order[] = {"detail-1", "detail-3", "detail-2", "detail-0"};
	g_autoptr(GPtrArray) facts = make(levels);
	g_autoptr(GPtrArray) sorted = wd_status_sort(facts);
	g_autofree char *all = wd_status_format_all(facts);

	g_assert_cmpuint(sorted->len, ==, 4);
	for (guint i = 0; i < 4; i++)
		g_assert_cmpstr(
			((const WdFact *)g_ptr_array_index(sorted, i))->detail, ==, order[i]);
	g_assert_true(strstr(all, "detail-1") < strstr(all, "detail-0"));
}

static void
test_nothing(void)
{
	g_autoptr(GPtrArray) facts = wd_facts_new();
	g_autofree char *summary = wd_status_format_summary(facts);

	g_assert_cmpstr(summary, ==, "Protection works.");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/status-text/summary/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_summary);
	}
	g_test_add_func("/status-text/worst-first", test_worst_first);
	g_test_add_func("/status-text/nothing", test_nothing);
	return g_test_run();
}
