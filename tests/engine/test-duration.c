/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-duration.h"

#define DAY (24 * 60 * 60 * G_GINT64_CONSTANT(1000))

typedef struct {
	const char *name;
	const char *text;
	gint64 duration_ms; /* -1: refused */
	const char *canonical;
} DurationCase;

static const DurationCase cases[] = {
	{"none", "P0D", 0, "P0D"},
	{"seconds", "PT90S", 90000, "PT90S"},
	{"minutes", "PT30M", 1800000, "PT1800S"},
	{"months-are-not-minutes", "P1M", 30 * DAY, "P30D"},
	{"weeks", "P2W", 14 * DAY, "P14D"},
	{"years", "P3Y", 3 * 365 * DAY, "P1095D"},
	{"both", "P1DT1S", DAY + 1000, "P1DT1S"},
	{"all", "P1Y1M1W1DT1H1M1S", 403 * DAY + 3661000, "P403DT3661S"},
	{"most-of-each", "P100000Y", 100000 * 365 * DAY, "P36500000D"},
	{"empty", "", -1, NULL},
	{"no-p", "3D", -1, NULL},
	{"lower-case", "p3d", -1, NULL},
	{"bare", "P", -1, NULL},
	{"bare-t", "PT", -1, NULL},
	{"no-unit", "P3", -1, NULL},
	{"no-number", "PD", -1, NULL},
	{"fraction", "P1.5D", -1, NULL},
	{"negative", "P-3D", -1, NULL},
	{"space", "P3D ", -1, NULL},
	{"hours-before-t", "P3H", -1, NULL},
	{"days-after-t", "PT3D", -1, NULL},
	{"two-ts", "PT1HT1M", -1, NULL},
	{"too-much", "P100001Y", -1, NULL},
	{"twice-the-same", "P1Y1Y", -1, NULL},
	{"wrong-order", "P1D1Y", -1, NULL},
	{"sum-too-much", "P100000Y1D", -1, NULL},
	{"overflow", "P99999999999999999999Y", -1, NULL},
};

static void
test_duration(gconstpointer data)
{
	const DurationCase *row = data;
	gint64 duration_ms = -1;
	gint64 again_ms = -1;
	g_autofree char *canonical = NULL;

	g_assert_cmpint(wd_duration_parse(row->text, &duration_ms), ==, row->duration_ms >= 0);
	g_assert_cmpint(duration_ms, ==, row->duration_ms);
	if (row->duration_ms < 0)
		return;
	canonical = wd_duration_format(duration_ms);
	g_assert_cmpstr(canonical, ==, row->canonical);
	g_assert_true(wd_duration_parse(canonical, &again_ms));
	g_assert_cmpint(again_ms, ==, duration_ms);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/duration/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_duration);
	}
	return g_test_run();
}
