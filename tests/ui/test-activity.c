/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "ui/wd-activity-text.h"
#include "ui/wd-activity.h"

#define DAY_MS (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)
#define NOW_MS G_GINT64_CONSTANT(1795348800000) /* 2026-11-22T12:00:00Z */

static void
add(WdDeeds *deeds, guint days_ago, WdDeedKind kind, const char *event, const char *protocol)
{
	wd_deeds_add(
		deeds,
		&(const WdDeed){NOW_MS - days_ago * DAY_MS, kind, event, protocol, "spim.text"});
}

/* Seven within thirty days, one before. */
static WdActivity *
make(void)
{
	WdDeeds *deeds = wd_deeds_new(100);

	add(deeds, 30, WD_DEED_HELD, "spam.flagged", "prpl-jabber");
	add(deeds, 29, WD_DEED_HELD, "spam.flagged", "prpl-jabber");
	add(deeds, 2, WD_DEED_BLOCKED, "file.blocked", "prpl-irc");
	add(deeds, 2, WD_DEED_HELD, "spam.flagged", "prpl-jabber");
	add(deeds, 2, WD_DEED_HELD, "spam.flagged", "prpl-jabber");
	add(deeds, 1, WD_DEED_WARNED, "link.warned", NULL);
	add(deeds, 1, WD_DEED_PASSED_OVER, "link.clicked_through", NULL);
	add(deeds, 0, WD_DEED_HELD, "spam.flagged", "prpl-jabber");
	return wd_activity_new(deeds, NOW_MS, WD_ACTIVITY_N_DAYS);
}

static void
test_counts(void)
{
	g_autoptr(WdActivity) activity = make();

	g_assert_cmpuint(wd_activity_get_n_days(activity), ==, 30);
	g_assert_cmpuint(wd_activity_count(activity, WD_ACTIVITY_ALL, WD_ACTIVITY_ALL), ==, 7);
	g_assert_cmpuint(wd_activity_count(activity, 0, WD_ACTIVITY_ALL), ==, 1);
	g_assert_cmpuint(wd_activity_count(activity, 27, WD_ACTIVITY_ALL), ==, 3);
	g_assert_cmpuint(wd_activity_count(activity, 29, WD_ACTIVITY_ALL), ==, 1);
	g_assert_cmpuint(wd_activity_get_highest(activity), ==, 3);
	g_assert_cmpuint(wd_activity_get_n_series(activity), ==, 3);
	g_assert_cmpstr(wd_activity_get_series_name(activity, 0), ==, "Unwanted");
	g_assert_cmpuint(wd_activity_count(activity, WD_ACTIVITY_ALL, 0), ==, 4);
	g_assert_cmpuint(wd_activity_count(activity, 27, 0), ==, 2);
}

typedef struct {
	const char *name;
	WdActivitySplit split;
	const char *first;
	guint n_first;
	guint n_series;
} SplitCase;

static const SplitCase split_cases[] = {
	{"subject", WD_SPLIT_SUBJECT, "Unwanted", 4, 3},
	{"protocol", WD_SPLIT_PROTOCOL, "XMPP", 4, 3},
	{"deed", WD_SPLIT_DEED, "Held", 4, 4},
};

static void
test_split(gconstpointer data)
{
	const SplitCase *row = data;
	g_autoptr(WdActivity) activity = make();

	wd_activity_divide(activity, row->split);
	g_assert_cmpuint(wd_activity_get_n_series(activity), ==, row->n_series);
	g_assert_cmpstr(wd_activity_get_series_name(activity, 0), ==, row->first);
	g_assert_cmpuint(wd_activity_count(activity, WD_ACTIVITY_ALL, 0), ==, row->n_first);
	g_assert_cmpuint(wd_activity_count(activity, WD_ACTIVITY_ALL, WD_ACTIVITY_ALL), ==, 7);
}

/* What is drawn and what is listed are the same. */
static void
test_list_is_what_is_counted(void)
{
	g_autoptr(WdActivity) activity = make();

	for (guint split = 0; split < WD_N_SPLITS; split++) {
		wd_activity_divide(activity, (WdActivitySplit)split);
		for (int day = WD_ACTIVITY_ALL; day < 30; day++) {
			for (int i = WD_ACTIVITY_ALL; i < (int)wd_activity_get_n_series(activity);
			     i++) {
				g_autoptr(GPtrArray) list = wd_activity_list(activity, day, i);

				g_assert_cmpuint(
					list->len, ==, wd_activity_count(activity, day, i));
			}
		}
	}
}

static void
test_list_newest_first(void)
{
	g_autoptr(WdActivity) activity = make();
	g_autoptr(GPtrArray) list = wd_activity_list(activity, WD_ACTIVITY_ALL, WD_ACTIVITY_ALL);
	const WdDeed *first = g_ptr_array_index(list, 0);

	g_assert_cmpint(first->time_ms, ==, NOW_MS);
}

/* A hundred networks are six colours, and nothing is lost on the way. */
static void
test_many_series(void)
{
	WdDeeds *deeds = wd_deeds_new(1000);
	g_autoptr(WdActivity) activity = NULL;
	g_autoptr(GPtrArray) rest = NULL;

	for (guint i = 0; i < 100; i++) {
		g_autofree char *protocol = g_strdup_printf("prpl-%03u", i);

		add(deeds, 0, WD_DEED_HELD, "spam.flagged", protocol);
		if (i < 5)
			add(deeds, 0, WD_DEED_HELD, "spam.flagged", protocol);
	}
	activity = wd_activity_new(deeds, NOW_MS, 30);
	wd_activity_divide(activity, WD_SPLIT_PROTOCOL);
	g_assert_cmpuint(wd_activity_get_n_series(activity), ==, WD_ACTIVITY_MAX_SERIES);
	g_assert_cmpstr(wd_activity_get_series_name(activity, 0), ==, "000");
	g_assert_cmpstr(wd_activity_get_series_name(activity, 5), ==, "Other");
	g_assert_cmpuint(wd_activity_count(activity, WD_ACTIVITY_ALL, 5), ==, 95);
	g_assert_cmpuint(wd_activity_count(activity, WD_ACTIVITY_ALL, WD_ACTIVITY_ALL), ==, 105);
	rest = wd_activity_list(activity, WD_ACTIVITY_ALL, 5);
	g_assert_cmpuint(rest->len, ==, 95);
}

static void
test_empty(void)
{
	g_autoptr(WdActivity) activity = wd_activity_new(wd_deeds_new(2), NOW_MS, 30);
	g_autofree char *summary = wd_activity_format_summary(activity);
	g_autofree char *day = wd_activity_describe_day(activity, 0);

	g_assert_cmpuint(wd_activity_get_highest(activity), ==, 0);
	g_assert_cmpuint(wd_activity_get_n_series(activity), ==, 0);
	g_assert_cmpstr(summary, ==, "Nothing was warned of, held or blocked in the last 30 days.");
	g_assert_true(g_str_has_suffix(day, ": 0"));
}

/* A clock that went back leaves lines of tomorrow. */
static void
test_future(void)
{
	WdDeeds *deeds = wd_deeds_new(10);
	g_autoptr(WdActivity) activity = NULL;

	wd_deeds_add(
		deeds,
		&(const WdDeed){NOW_MS + 3 * DAY_MS, WD_DEED_HELD, "spam.flagged", NULL, NULL});
	wd_deeds_add(deeds, &(const WdDeed){G_MAXINT64, WD_DEED_HELD, "spam.flagged", NULL, NULL});
	activity = wd_activity_new(deeds, NOW_MS, 30);
	g_assert_cmpuint(wd_activity_count(activity, WD_ACTIVITY_ALL, WD_ACTIVITY_ALL), ==, 0);
}

static void
test_words(void)
{
	g_autoptr(WdActivity) activity = make();
	g_autofree char *summary = wd_activity_format_summary(activity);
	g_autofree char *day = wd_activity_describe_day(activity, 27);
	g_autoptr(GPtrArray) list = wd_activity_list(activity, 27, WD_ACTIVITY_ALL);
	g_autofree char *deed = wd_activity_format_deed(g_ptr_array_index(list, 2));

	g_assert_cmpstr(summary,
			==,
			"In the last 30 days: 4 held, 1 blocked, 1 warned of, 1 done after all.");
	g_assert_nonnull(strstr(day, "20 November: 3 (Unwanted 2, Files 1)"));
	g_assert_nonnull(strstr(deed, "Blocked: Files, IRC ("));
}

/* Ten thousand a day for a month, as an attack would leave them. */
static void
test_flood(void)
{
	WdDeeds *deeds = wd_deeds_new(50000);
	g_autoptr(WdActivity) activity = NULL;
	g_autofree char *summary = NULL;
	gint64 begin;

	for (guint day = 30; day-- > 0;) {
		for (guint i = 0; i < 10000; i++)
			add(deeds, day, WD_DEED_HELD, "spam.flagged", "prpl-jabber");
	}
	begin = g_get_monotonic_time();
	activity = wd_activity_new(deeds, NOW_MS, 30);
	wd_activity_divide(activity, WD_SPLIT_PROTOCOL);
	g_test_message("counted in %" G_GINT64_FORMAT " us", g_get_monotonic_time() - begin);
	summary = wd_activity_format_summary(activity);
	g_assert_nonnull(strstr(summary, "250000 older ones are not counted."));
}

int
main(int argc, char **argv)
{
	g_setenv("TZ", "UTC", TRUE);
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/activity/counts", test_counts);
	for (gsize i = 0; i < G_N_ELEMENTS(split_cases); i++) {
		g_autofree char *path = g_strconcat("/activity/split/", split_cases[i].name, NULL);

		g_test_add_data_func(path, &split_cases[i], test_split);
	}
	g_test_add_func("/activity/list-is-what-is-counted", test_list_is_what_is_counted);
	g_test_add_func("/activity/list-newest-first", test_list_newest_first);
	g_test_add_func("/activity/many-series", test_many_series);
	g_test_add_func("/activity/empty", test_empty);
	g_test_add_func("/activity/future", test_future);
	g_test_add_func("/activity/words", test_words);
	g_test_add_func("/activity/flood", test_flood);
	return g_test_run();
}
