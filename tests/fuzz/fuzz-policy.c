/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Laws: what is said to be wrong has a place in the file; a snapshot written out and read again is
 * the same snapshot; a managed file with a mistake in it never unlocks what it locked. */
#include "config.h"

#include <string.h>

#include "engine/wd-policy-format.h"
#include "engine/wd-policy-merge.h"
#include "fuzz-target.h"

static WdPolicy *
merge_one(const char *bytes, size_t size, gboolean *is_readable, GPtrArray *problems)
{
	g_autoptr(GPtrArray) files =
		g_ptr_array_new_with_free_func((GDestroyNotify)wd_policy_file_free);
	WdPolicyFile *file = wd_policy_file_parse("p", WD_LEVEL_IT_MANAGED, bytes, size, problems);

	g_ptr_array_add(files, file);
	*is_readable = file->is_readable;
	return wd_policy_merge(files, FALSE, problems);
}

static guint
count_lines(const uint8_t *data, size_t size)
{
	guint n = 1;

	for (size_t i = 0; i < size; i++)
		n += data[i] == '\n';
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(GPtrArray) later_problems = wd_policy_problems_new();
	g_autoptr(WdPolicy) policy = NULL;
	g_autoptr(WdPolicy) again = NULL;
	g_autofree char *text = NULL;
	gboolean is_readable = FALSE;

	policy = merge_one((const char *)data, size, &is_readable, problems);
	g_assert_true(is_readable || wd_policy_problems_count(problems, WD_PROBLEM_ERROR) > 0);
	for (guint i = 0; i < problems->len; i++) {
		const WdPolicyProblem *problem = g_ptr_array_index(problems, i);

		g_assert_cmpuint(problem->line, <=, count_lines(data, size));
		g_assert_true(g_utf8_validate(problem->message, -1, NULL));
	}
	text = wd_policy_format_managed(policy);
	again = merge_one(text, strlen(text), &is_readable, later_problems);
	g_assert_true(is_readable);
	g_assert_cmpuint(wd_policy_problems_count(later_problems, WD_PROBLEM_ERROR), ==, 0);
	g_assert_cmpstr(wd_policy_get_digest(again), ==, wd_policy_get_digest(policy));
	for (guint i = 0; i < WD_N_KEYS; i++)
		g_assert_cmpint(wd_policy_is_locked(again, (WdPolicyKey)i),
				==,
				wd_policy_is_locked(policy, (WdPolicyKey)i));
	return 0;
}
