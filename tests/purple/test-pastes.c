/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "purple/wd-pastes.h"

static void
test_lines_are_joined(void)
{
	g_autoptr(WdPastes) pastes = wd_pastes_new();

	g_assert_cmpstr(wd_pastes_add(pastes, "a", "one", 0), ==, "one");
	g_assert_cmpstr(wd_pastes_add(pastes, "b", "another", 1), ==, "another");
	g_assert_cmpstr(wd_pastes_add(pastes, "a", "two", 5000), ==, "one two");
	wd_pastes_forget(pastes, "a");
	g_assert_cmpstr(wd_pastes_add(pastes, "a", "three", 5001), ==, "three");
}

/* Nor is it kept where nobody writes any more. */
static void
test_slow_lines_are_none(void)
{
	g_autoptr(WdPastes) pastes = wd_pastes_new();

	wd_pastes_add(pastes, "a", "one", 0);
	wd_pastes_add(pastes, "b", "another", 5001);
	g_assert_cmpuint(wd_pastes_count(pastes), ==, 1);
	g_assert_cmpstr(wd_pastes_add(pastes, "a", "two", 5002), ==, "two");
	/* A clock that was set back. */
	g_assert_cmpstr(wd_pastes_add(pastes, "a", "three", 1), ==, "three");
}

static void
test_is_bounded(void)
{
	g_autoptr(WdPastes) pastes = wd_pastes_new();
	g_autofree char *line = g_strnfill(1000, 'x');

	for (guint i = 0; i < 100; i++)
		g_assert_cmpuint(
			strlen(wd_pastes_add(pastes, "a", line, i)), <=, WD_PASTE_BYTES + 1001);
}

/* Otherwise a long paste would be the place to put a secret into. */
static void
test_nothing_hides_where_it_is_cut(void)
{
	g_autoptr(WdPastes) pastes = wd_pastes_new();
	g_autofree char *filler = g_strnfill(WD_PASTE_BYTES - 3, 'x');
	g_autofree char *letters = NULL;
	const char *paste;

	wd_pastes_add(pastes, "a", filler, 0);
	wd_pastes_add(pastes, "a", "4539 1488", 1);
	paste = wd_pastes_add(pastes, "a", "0343 6467", 2);
	g_assert_true(g_str_has_suffix(paste, " 4539 1488 0343 6467"));
	letters = g_strnfill(2 * WD_PASTE_BYTES + 1, '\xc3');
	for (gsize i = 1; letters[i] != '\0'; i += 2)
		letters[i] = '\xa4';
	letters[2 * WD_PASTE_BYTES] = 'x'; /* so that the cut is inside a letter */
	wd_pastes_add(pastes, "a", letters, 3);
	g_assert_true(g_utf8_validate(wd_pastes_add(pastes, "a", "end", 4), -1, NULL));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/pastes/lines-are-joined", test_lines_are_joined);
	g_test_add_func("/pastes/slow-lines-are-none", test_slow_lines_are_none);
	g_test_add_func("/pastes/is-bounded", test_is_bounded);
	g_test_add_func("/pastes/nothing-hides-where-it-is-cut",
			test_nothing_hides_where_it_is_cut);
	return g_test_run();
}
