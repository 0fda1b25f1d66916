/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-lures.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *text;
	double with_link;
	double alone;
} Case;

static const Case cases[] = {
	{"empty", "", 0, 0},
	{"only-marks", "... !?! ---", 0, 0},
	{"talk", "shall we meet at the station at six", 0, 0},
	{"is-this-you", "Is this you?", 0.5, 0},
	{"at-the-end", "is this you", 0.5, 0},
	{"across-marks", "is, this... YOU", 0.5, 0},
	{"look", "you must see it", 0.3, 0},
	{"a-code-needs-no-link", "please send me the code", 0.5, 0.5},
	{"money-needs-no-link", "can you lend me something", 0.5, 0.5},
	{"each-counts-once", "lend me, lend me, borrow, gift card", 0.5, 0.5},
	{"two-of-them", "urgent: can you lend me something", 0.8, 0.8},
	{"no-more-than-so-much",
	 "omg is this you? check this video, free prize, earn bitcoin, send me the code, lend me, "
	 "urgent",
	 1.2,
	 1.2},
	{"where-a-word-begins", "fotos", 0.2, 0},
	{"not-inside-a-word", "telefoto", 0, 0},
	{"a-whole-word-where-it-ends", "freedom", 0, 0},
	{"accents", "regarde \u00e7a", 0.3, 0},
	{"cyrillic", "\u043f\u043e\u0441\u043c\u043e\u0442\u0440\u0438", 0.3, 0},
	{"disguised", "\uff55rgent", 0.3, 0.3},
	{"hostile-bytes-are-repaired-before", "\ufffd urgent \ufffd", 0.3, 0.3},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;

	g_assert_cmpfloat_with_epsilon(wd_lures_weigh(row->text, TRUE), row->with_link, 1e-9);
	g_assert_cmpfloat_with_epsilon(wd_lures_weigh(row->text, FALSE), row->alone, 1e-9);
}

typedef struct {
	const char *name;
	const char *host;
	gboolean is_luring;
} HostCase;

static const HostCase hosts[] = {
	{"gift", "free-gift.example", TRUE},
	{"inside-a-label", "mycasino.example", TRUE},
	{"below", "login.site.example", TRUE},
	{"ordinary", "corp.example", FALSE},
	{"empty", "", FALSE},
};

static void
test_host(gconstpointer data)
{
	const HostCase *row = data;

	g_assert_cmpint(wd_lures_is_in_name(row->host), ==, row->is_luring);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/lures/", cases, test_case);
	WD_ADD_ROWS("/lures/host/", hosts, test_host);
	return g_test_run();
}
