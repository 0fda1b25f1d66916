/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-confusables.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *a;
	const char *b;
	gboolean is_alike;
} Case;

static const Case cases[] = {
	{"itself", "paypal", "paypal", TRUE},
	{"other", "paypal", "payroll", FALSE},
	{"digit-one", "paypal", "paypa1", TRUE},
	{"digit-zero", "google", "g00gle", TRUE},
	{"i-and-l", "apple", "appie", TRUE},
	{"rn-and-m", "microsoft", "rnicrosoft", TRUE},
	{"vv-and-w", "wikipedia", "vvikipedia", TRUE},
	{"cl-and-d", "rydercup", "ryclercup", TRUE},
	{"cl-of-ci", "continente", "cintinente", FALSE},
	{"accent", "paypal", "p\u00e0yp\u00e1l", TRUE},
	{"stroke", "tucarro", "\u0167ucarro", TRUE},
	{"cyrillic", "paypal", "\u0440\u0430\u0443\u0440\u0430l", TRUE},
	{"greek", "tiava", "\u03c4\u03b9\u03b1v\u03b1", TRUE},
	{"combining-mark", "digklmo", "dig\u0331klmo", TRUE},
	{"ligature", "aece", "\u00e6ce", TRUE},
	{"thorn", "phktb", "\u00fehktb", TRUE},
	{"thai", "wsu", "\u0e1f\u0e23\u0e1a", TRUE},
	{"empty", "", "", TRUE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *a = wd_confusable_skeleton(row->a);
	g_autofree char *b = wd_confusable_skeleton(row->b);

	if (row->is_alike)
		g_assert_cmpstr(a, ==, b);
	else
		g_assert_cmpstr(a, !=, b);
}

static void
test_digits(void)
{
	g_assert_cmpint(wd_confusable_digit(0x9e6), ==, '0');  /* Bengali zero */
	g_assert_cmpint(wd_confusable_digit(0x10d9), ==, '3'); /* Georgian kan */
	g_assert_cmpint(wd_confusable_digit(0x431), ==, '6');  /* Cyrillic be */
	g_assert_cmpint(wd_confusable_digit(0x6f5), ==, '5');  /* a digit of Persian, by value */
	g_assert_cmpint(wd_confusable_digit(0xe9), ==, 0);
	g_assert_cmpint(wd_confusable_digit('5'), ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/confusables/skeleton/", cases, test_case);
	g_test_add_func("/confusables/digits", test_digits);
	return g_test_run();
}
