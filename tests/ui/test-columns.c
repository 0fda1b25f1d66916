/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-columns.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *text;
	guint n_columns;
} Case;

static const Case cases[] = {
	{"empty", "", 0},
	{"latin", "Prüfung", 7},
	{"japanese", "誰が何を", 8},
	{"mixed", "Purple Warden が", 16},
	{"accent-of-its-own", "e\xcc\x81", 1},
	{"nothing-to-see",
	 "a\xe2\x80\x8b"
	 "b",
	 2},
	{"arabic", "سجل", 3},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;

	g_assert_cmpuint(wd_columns_count(row->text), ==, row->n_columns);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/columns/", cases, test_case);
	return g_test_run();
}
