/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "store/wd-policy-strays.h"
#include "wd-policy-fixture.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *path;
	const char *words; /* (nullable) NULL: nothing is said */
} StrayCase;

static const StrayCase cases[] = {
	{"read", "etc/managed.d/50-base.conf", NULL},
	{"default", "etc/recommended.d/50-base.conf", NULL},
	{"mistyped-suffix", "etc/managed.d/50-base.cnf", "ends in .conf"},
	{"no-suffix", "etc/managed.d/50-base", "ends in .conf"},
	{"capital-suffix", "etc/managed.d/50-base.CONF", "ends in .conf"},
	{"other-format", "run/recommended.d/policy.json", "ends in .conf"},
	{"wrong-folder", "etc/50-base.conf", "belongs into managed.d"},
	{"wrong-folder-of-the-vendor", "vendor/50-base.conf", "belongs into managed.d"},
	{"signature", "etc/managed.d/50-base.conf.sig", NULL},
	{"backup", "etc/managed.d/50-base.conf~", NULL},
	{"of-the-package", "etc/managed.d/50-base.conf.dpkg-old", NULL},
	{"swap-file", "etc/managed.d/.50-base.conf.swp", NULL},
	{"remark", "etc/managed.d/README", NULL},
	{"switched-off", "etc/managed.d/50-base.conf.disabled", NULL},
	{"something-else", "etc/notes.txt", NULL},
};

static void
test_stray(gconstpointer data)
{
	const StrayCase *row = data;
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autofree char *path =
		wd_policy_fixture_write(fixture, row->path, "[Spim]\nEnabled=true\n");

	wd_policy_strays_find(&fixture->places, problems);
	g_assert_cmpuint(problems->len, ==, row->words == NULL ? 0 : 1);
	if (row->words != NULL) {
		const WdPolicyProblem *problem = g_ptr_array_index(problems, 0);

		g_assert_cmpuint(problem->level, ==, WD_PROBLEM_WARNING);
		g_assert_cmpstr(problem->path, ==, path);
		g_assert_nonnull(strstr(problem->message, row->words));
	}
}

static void
test_no_folders(void)
{
	const WdPolicyPlaces places = {.it = "/nonexistent/warden"};
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();

	wd_policy_strays_find(&places, problems);
	g_assert_cmpuint(problems->len, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/policy-strays/", cases, test_stray);
	g_test_add_func("/policy-strays/no-folders", test_no_folders);
	return g_test_run();
}
