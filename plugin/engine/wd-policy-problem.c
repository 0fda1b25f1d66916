/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-problem.h"

static const char *const levels[] = {
	[WD_PROBLEM_NOTICE] = "notice",
	[WD_PROBLEM_WARNING] = "warning",
	[WD_PROBLEM_ERROR] = "error",
};

static void
free_problem(gpointer pointer)
{
	WdPolicyProblem *problem = pointer;

	g_free(problem->path);
	g_free(problem->message);
	g_free(problem);
}

/**
 * wd_policy_problems_new:
 *
 * Returns: (transfer full) (element-type WdPolicyProblem): an empty list
 */
GPtrArray *
wd_policy_problems_new(void)
{
	return g_ptr_array_new_with_free_func(free_problem);
}

/**
 * wd_policy_problems_add:
 * @problems: (element-type WdPolicyProblem): a list
 * @spot: where it stands; copied
 * @level: how bad it is
 * @format: a sentence in printf() style
 * @...: its arguments
 */
void
wd_policy_problems_add(GPtrArray *problems,
		       const WdPolicySpot *spot,
		       WdProblemLevel level,
		       const char *format,
		       ...)
{
	WdPolicyProblem *problem = g_new0(WdPolicyProblem, 1);
	va_list arguments;

	problem->path = g_strdup(spot->path);
	problem->line = spot->line;
	problem->column = spot->column;
	problem->is_managed = spot->is_managed;
	problem->level = level;
	va_start(arguments, format);
	problem->message = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_ptr_array_add(problems, problem);
}

/**
 * wd_policy_problems_append:
 * @problems: (element-type WdPolicyProblem): a list
 * @more: (element-type WdPolicyProblem): another one; copied
 */
void
wd_policy_problems_append(GPtrArray *problems, const GPtrArray *more)
{
	for (guint i = 0; i < more->len; i++) {
		const WdPolicyProblem *problem = g_ptr_array_index(more, i);
		WdPolicyProblem *copy = g_memdup2(problem, sizeof *problem);

		copy->path = g_strdup(problem->path);
		copy->message = g_strdup(problem->message);
		g_ptr_array_add(problems, copy);
	}
}

static int
compare_problems(gconstpointer a, gconstpointer b)
{
	const WdPolicyProblem *x = *(const WdPolicyProblem *const *)a;
	const WdPolicyProblem *y = *(const WdPolicyProblem *const *)b;
	int order = g_strcmp0(x->path, y->path);

	if (order != 0)
		return order;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return g_strcmp0(x->message, y->message);
}

/**
 * wd_policy_problems_sort:
 * @problems: (element-type WdPolicyProblem): a list
 *
 * Puts it in the order in which somebody who mends the files reads them.
 */
void
wd_policy_problems_sort(GPtrArray *problems)
{
	g_ptr_array_sort(problems, compare_problems);
}

/**
 * wd_policy_problems_count:
 * @problems: (element-type WdPolicyProblem): a list
 * @at_least: the mildest level that counts
 *
 * Returns: how many are that bad or worse
 */
guint
wd_policy_problems_count(const GPtrArray *problems, WdProblemLevel at_least)
{
	guint n = 0;

	for (guint i = 0; i < problems->len; i++) {
		const WdPolicyProblem *problem = g_ptr_array_index(problems, i);

		if (problem->level >= at_least)
			n++;
	}
	return n;
}

/**
 * wd_policy_problem_format:
 * @problem: a problem
 *
 * Returns: (transfer full): "path:line:column: level: message", as compilers and editors write it
 */
char *
wd_policy_problem_format(const WdPolicyProblem *problem)
{
	GString *text = g_string_new(problem->path);

	if (problem->line > 0)
		g_string_append_printf(text, ":%u", problem->line);
	if (problem->column > 0)
		g_string_append_printf(text, ":%u", problem->column);
	g_string_append_printf(
		text, ": %s: %s", wd_problem_level_to_string(problem->level), problem->message);
	return g_string_free(text, FALSE);
}

/**
 * wd_problem_level_to_string:
 * @level: a level
 *
 * Returns: (transfer none): its word in lint's output; never translated
 */
const char *
wd_problem_level_to_string(WdProblemLevel level)
{
	g_return_val_if_fail((guint)level < G_N_ELEMENTS(levels), NULL);
	return levels[level];
}
