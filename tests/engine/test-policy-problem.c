/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-problem.h"

static void
add(GPtrArray *problems, const char *path, guint line, guint column, WdProblemLevel level)
{
	WdPolicySpot spot = {path, line, column, TRUE};

	wd_policy_problems_add(problems, &spot, level, "number %u", line);
}

typedef struct {
	const char *name;
	WdPolicyProblem problem;
	const char *text;
} FormatCase;

static const FormatCase formats[] = {
	{"column",
	 {(char *)"a.conf", 3, 7, WD_PROBLEM_ERROR, TRUE, (char *)"is wrong"},
	 "a.conf:3:7: error: is wrong"},
	{"line",
	 {(char *)"a.conf", 3, 0, WD_PROBLEM_WARNING, TRUE, (char *)"is odd"},
	 "a.conf:3: warning: is odd"},
	{"file",
	 {(char *)"a.conf", 0, 0, WD_PROBLEM_NOTICE, FALSE, (char *)"is there"},
	 "a.conf: notice: is there"},
};

static void
test_format(gconstpointer data)
{
	const FormatCase *row = data;
	g_autofree char *text = wd_policy_problem_format(&row->problem);

	g_assert_cmpstr(text, ==, row->text);
}

static void
test_count(void)
{
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();

	add(problems, "a", 1, 1, WD_PROBLEM_NOTICE);
	add(problems, "a", 2, 1, WD_PROBLEM_WARNING);
	add(problems, "a", 3, 1, WD_PROBLEM_ERROR);
	add(problems, "a", 4, 1, WD_PROBLEM_ERROR);
	g_assert_cmpuint(wd_policy_problems_count(problems, WD_PROBLEM_NOTICE), ==, 4);
	g_assert_cmpuint(wd_policy_problems_count(problems, WD_PROBLEM_WARNING), ==, 3);
	g_assert_cmpuint(wd_policy_problems_count(problems, WD_PROBLEM_ERROR), ==, 2);
}

static void
test_sort(void)
{
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	const char *const order[] = {"a:2:1", "a:2:9", "a:10:1", "b:1:1"};

	add(problems, "b", 1, 1, WD_PROBLEM_ERROR);
	add(problems, "a", 10, 1, WD_PROBLEM_ERROR);
	add(problems, "a", 2, 9, WD_PROBLEM_ERROR);
	add(problems, "a", 2, 1, WD_PROBLEM_ERROR);
	wd_policy_problems_sort(problems);
	for (guint i = 0; i < problems->len; i++) {
		g_autofree char *text = wd_policy_problem_format(g_ptr_array_index(problems, i));

		g_assert_true(g_str_has_prefix(text, order[i]));
	}
}

static void
test_append_copies(void)
{
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(GPtrArray) more = wd_policy_problems_new();
	const WdPolicyProblem *copy;

	add(more, "a", 5, 6, WD_PROBLEM_WARNING);
	wd_policy_problems_append(problems, more);
	g_clear_pointer(&more, g_ptr_array_unref);
	copy = g_ptr_array_index(problems, 0);
	g_assert_cmpstr(copy->path, ==, "a");
	g_assert_cmpstr(copy->message, ==, "number 5");
	g_assert_cmpuint(copy->column, ==, 6);
	g_assert_cmpuint(copy->level, ==, WD_PROBLEM_WARNING);
	g_assert_true(copy->is_managed);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
		g_autofree char *path =
			g_strconcat("/policy-problem/format/", formats[i].name, NULL);

		g_test_add_data_func(path, &formats[i], test_format);
	}
	g_test_add_func("/policy-problem/count", test_count);
	g_test_add_func("/policy-problem/sort", test_sort);
	g_test_add_func("/policy-problem/append-copies", test_append_copies);
	return g_test_run();
}
