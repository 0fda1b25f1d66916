/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-rule-time.h"
#include "wd-rows.h"

#define MINUTE G_GINT64_CONSTANT(60000)
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)
#define FRIDAY (20784 * DAY) /* 2026-11-27, a Friday */

typedef struct {
	const char *name;
	const char *hours; /* with commas; "" is any time */
	const char *days;
	gint64 time_ms;
	int utc_offset_s;
	gboolean is_match;
} Case;

static const Case cases[] = {
	{"any-time", "", "", FRIDAY, 0, TRUE},
	{"first-minute", "08:00-18:00", "", FRIDAY + 8 * HOUR, 0, TRUE},
	{"before", "08:00-18:00", "", FRIDAY + 8 * HOUR - 1, 0, FALSE},
	{"last-minute", "08:00-18:00", "", FRIDAY + 18 * HOUR - 1, 0, TRUE},
	{"end-is-out", "08:00-18:00", "", FRIDAY + 18 * HOUR, 0, FALSE},
	{"midnight-end", "18:00-24:00", "", FRIDAY + DAY - 1, 0, TRUE},
	{"over-midnight-late", "22:00-06:00", "", FRIDAY + 23 * HOUR, 0, TRUE},
	{"over-midnight-early", "22:00-06:00", "", FRIDAY + 5 * HOUR, 0, TRUE},
	{"over-midnight-noon", "22:00-06:00", "", FRIDAY + 12 * HOUR, 0, FALSE},
	{"second-range", "08:00-12:00,13:00-17:00", "", FRIDAY + 13 * HOUR, 0, TRUE},
	{"lunch", "08:00-12:00,13:00-17:00", "", FRIDAY + 12 * HOUR, 0, FALSE},
	{"friday", "", "mon-fri", FRIDAY, 0, TRUE},
	{"saturday", "", "mon-fri", FRIDAY + DAY, 0, FALSE},
	{"over-the-weekend", "", "fri-mon", FRIDAY + 3 * DAY, 0, TRUE},
	{"tuesday", "", "fri-mon", FRIDAY + 4 * DAY, 0, FALSE},
	{"capitals", "", "SAT,Sun", FRIDAY + DAY, 0, TRUE},
	{"zone-makes-it-saturday", "", "sat", FRIDAY + 23 * HOUR, 3600, TRUE},
	{"zone-makes-it-thursday", "", "thu", FRIDAY + HOUR, -2 * 3600, TRUE},
	{"zone-moves-hours", "08:00-18:00", "", FRIDAY + 17 * HOUR, 3600, FALSE},
	{"before-1970", "23:00-24:00", "wed", -30 * MINUTE, 0, TRUE},
	{"end-of-time", "", "", G_MAXINT64, 14 * 3600, TRUE},
	{"beginning-of-time", "", "", G_MININT64, -12 * 3600, TRUE},
};

static void
parse_all(WdRuleTime *when, const Case *row)
{
	g_auto(GStrv) hours = g_strsplit(row->hours, ",", -1);
	g_auto(GStrv) days = g_strsplit(row->days, ",", -1);

	for (guint i = 0; hours[i] != NULL; i++)
		g_assert_true(wd_rule_time_parse_hours(when, hours[i]));
	for (guint i = 0; days[i] != NULL; i++)
		g_assert_true(wd_rule_time_parse_days(when, days[i]));
}

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	WdRuleTime when = {0};

	parse_all(&when, row);
	g_assert_cmpint(
		wd_rule_time_matches(&when, row->time_ms, row->utc_offset_s), ==, row->is_match);
}

static void
test_refused(void)
{
	static const char *const hours[] = {"",
					    "08:00",
					    "8:00-18:00",
					    "08:00-08:00",
					    "08:60-09:00",
					    "24:01-25:00",
					    "a-b",
					    "08:00-18:00-20:00",
					    "0800-1800",
					    "99:99-00:00"};
	static const char *const days[] = {"", "mo", "mon-", "-mon", "mon-tue-wed", "monday"};
	WdRuleTime when = {0};

	for (guint i = 0; i < G_N_ELEMENTS(hours); i++)
		g_assert_false(wd_rule_time_parse_hours(&when, hours[i]));
	for (guint i = 0; i < G_N_ELEMENTS(days); i++)
		g_assert_false(wd_rule_time_parse_days(&when, days[i]));
	g_assert_cmpuint(when.n_hours, ==, 0);
	g_assert_cmpuint(when.days, ==, 0);
	for (guint i = 0; i < WD_RULE_MAX_HOURS; i++)
		g_assert_true(wd_rule_time_parse_hours(&when, "08:00-09:00"));
	g_assert_false(wd_rule_time_parse_hours(&when, "08:00-09:00"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/rule-time/", cases, test_case);
	g_test_add_func("/rule-time/refused", test_refused);
	return g_test_run();
}
