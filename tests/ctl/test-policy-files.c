/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The policies that are installed as examples: that they are without mistakes, and keep their word.
 */
#include "config.h"

#include <string.h>

#include "engine/wd-policy-schema.h"
#include "store/wd-policy-store.h"

static char *
get_path(const char *name)
{
	return g_test_build_filename(G_TEST_DIST, "..", "plugin", "data", "policy", name, NULL);
}

static WdPolicyStore *
open_file(const char *name)
{
	g_autofree char *path = get_path(name);
	const char *const paths[] = {path, NULL};
	WdPolicyStore *store = wd_policy_store_open_files(paths);
	const GPtrArray *problems = wd_policy_store_get_problems(store);

	g_assert_cmpuint(wd_policy_store_get_state(store), ==, WD_POLICY_MANAGED);
	for (guint i = 0; i < problems->len; i++) {
		const WdPolicyProblem *problem = g_ptr_array_index(problems, i);
		g_autofree char *text = wd_policy_problem_format(problem);

		/* What a later version reads is no mistake. */
		if (problem->level > WD_PROBLEM_NOTICE)
			g_error("%s", text);
	}
	return store;
}

static void
test_small_business(void)
{
	g_autoptr(WdPolicyStore) store = open_file("small-business.conf");
	const WdPolicy *policy = wd_policy_store_get(store);

	g_assert_true(wd_policy_get_boolean(policy, WD_KEY_ACCOUNTS_REQUIRE_TLS));
	g_assert_cmpuint(wd_policy_get_choice(policy, WD_KEY_FILES_CONTACTS), ==, WD_ACTION_HOLD);
	g_assert_nonnull(strchr(wd_policy_get_string(policy, WD_KEY_NOTICE_TEXT), '\n'));
	g_assert_true(wd_policy_is_locked(policy, WD_KEY_SPIM_ENABLED));
	/* Nothing in it is weaker than what holds without a policy. */
	g_assert_true(wd_policy_get_boolean(policy, WD_KEY_AUDIT_ENABLED));
	g_assert_true(wd_policy_get_boolean(policy, WD_KEY_CONTACTS_KEEP_BLOCKED));
}

static void
test_monitor_only(void)
{
	g_autoptr(WdPolicyStore) store = open_file("monitor-only.conf");
	const WdPolicy *policy = wd_policy_store_get(store);

	for (guint i = 0; i < WD_N_KEYS; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)i);
		g_autofree char *value = wd_policy_format_value(policy, row->key);
		gboolean stops = g_str_equal(value, "hold") || g_str_equal(value, "block") ||
				 g_str_equal(value, "challenge");

		if (stops)
			g_error("[%s] %s=%s stops something", row->group, row->name, value);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/policy-files/small-business", test_small_business);
	g_test_add_func("/policy-files/monitor-only", test_monitor_only);
	return g_test_run();
}
