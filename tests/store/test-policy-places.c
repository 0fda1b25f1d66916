/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-limits.h"
#include "store/wd-policy-fixture.h"

#define LINE "[Links]\nAction=plain\n"

static GPtrArray *
load(const PolicyFixture *fixture, gboolean is_managed, GPtrArray *problems)
{
	GPtrArray *files = g_ptr_array_new_with_free_func((GDestroyNotify)wd_policy_file_free);

	wd_policy_places_load(&fixture->places, is_managed, files, problems);
	return files;
}

static void
put(PolicyFixture *fixture, const char *path, const char *text)
{
	g_free(wd_policy_fixture_write(fixture, path, text));
}

static void
test_order(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(GPtrArray) files = NULL;
	const struct {
		const char *name;
		WdPolicyLevel level;
	} expected[] = {
		{"vendor/managed.d/70-c.conf", WD_LEVEL_VENDOR_MANAGED},
		{"etc/managed.d/10-a.conf", WD_LEVEL_IT_MANAGED},
		{"run/managed.d/20-mdm.conf", WD_LEVEL_IT_MANAGED},
		{"etc/managed.d/50-b.conf", WD_LEVEL_IT_MANAGED},
	};

	put(fixture, "etc/managed.d/50-b.conf", LINE);
	put(fixture, "etc/managed.d/10-a.conf", LINE);
	put(fixture, "run/managed.d/20-mdm.conf", LINE);
	put(fixture, "run/managed.d/10-a.conf", LINE);    /* hidden by /etc's */
	put(fixture, "vendor/managed.d/50-b.conf", LINE); /* hidden by /etc's */
	put(fixture, "vendor/managed.d/70-c.conf", LINE);
	put(fixture, "etc/managed.d/README", "not a policy");
	put(fixture, "etc/managed.d/.hidden.conf", "not a policy");
	put(fixture, "etc/managed.d/50-b.conf~", "not a policy");
	put(fixture, "etc/recommended.d/99-z.conf", LINE);
	files = load(fixture, TRUE, problems);
	g_assert_cmpuint(files->len, ==, G_N_ELEMENTS(expected));
	for (guint i = 0; i < files->len; i++) {
		const WdPolicyFile *file = g_ptr_array_index(files, i);

		g_assert_true(g_str_has_suffix(file->path, expected[i].name));
		g_assert_cmpuint(file->level, ==, expected[i].level);
		g_assert_true(file->is_readable);
	}
	g_assert_cmpuint(problems->len, ==, 0);
}

static void
test_no_folder_is_no_policy(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(GPtrArray) files = load(fixture, TRUE, problems);

	g_assert_cmpuint(files->len, ==, 0);
	g_assert_cmpuint(problems->len, ==, 0);
}

/* In a container /etc may belong to anybody: that alone is no policy. */
static void
test_distrust_needs_a_policy(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(GPtrArray) files = NULL;

	put(fixture, "etc/other.conf", LINE);
	fixture->places.owner++;
	files = load(fixture, TRUE, problems);
	g_assert_cmpuint(files->len, ==, 0);
	g_assert_cmpuint(problems->len, ==, 0);
}

typedef struct {
	const char *name;
	void (*spoil)(PolicyFixture *fixture, const char *path);
	const char *expected;
} TrustCase;

static void
make_writable(PolicyFixture *fixture, const char *path)
{
	g_assert_cmpint(g_chmod(path, 0664), ==, 0);
}

static void
make_folder_writable(PolicyFixture *fixture, const char *path)
{
	g_autofree char *folder = g_build_filename(fixture->it, "managed.d", NULL);

	g_assert_cmpint(g_chmod(folder, 0777), ==, 0);
}

static void
make_parent_writable(PolicyFixture *fixture, const char *path)
{
	g_assert_cmpint(g_chmod(fixture->it, 0775), ==, 0);
}

static void
make_link(PolicyFixture *fixture, const char *path)
{
	g_autofree char *target = wd_policy_fixture_write(fixture, "elsewhere.conf", LINE);

	g_assert_cmpint(g_remove(path), ==, 0);
	g_assert_cmpint(symlink(target, path), ==, 0);
}

static void
make_folder_link(PolicyFixture *fixture, const char *path)
{
	g_autofree char *target = g_build_filename(fixture->root, "moved", NULL);

	g_assert_cmpint(g_rename(fixture->it, target), ==, 0);
	g_assert_cmpint(symlink(target, fixture->it), ==, 0);
}

static void
make_folder(PolicyFixture *fixture, const char *path)
{
	g_assert_cmpint(g_remove(path), ==, 0);
	g_assert_cmpint(g_mkdir(path, 0755), ==, 0);
}

static void
make_pipe(PolicyFixture *fixture, const char *path)
{
	g_assert_cmpint(g_remove(path), ==, 0);
	g_assert_cmpint(mkfifo(path, 0644), ==, 0);
}

static void
make_somebody_elses(PolicyFixture *fixture, const char *path)
{
	fixture->places.owner++;
}

static void
make_too_big(PolicyFixture *fixture, const char *path)
{
	g_autofree char *text = g_strnfill(WD_LIMIT_POLICY_BYTES + 5000, '\n');

	put(fixture, "etc/managed.d/50-a.conf", text);
}

static const TrustCase trusts[] = {
	{"writable-file", make_writable, "may be written by others"},
	{"writable-folder", make_folder_writable, "may be written by others"},
	{"writable-parent", make_parent_writable, "/etc may be written by others (mode 0775)"},
	{"symbolic-link", make_link, "a symbolic link"},
	{"linked-folder", make_folder_link, "a symbolic link"},
	{"folder", make_folder, "is no file"},
	{"pipe", make_pipe, "is no file"},
	{"other-owner", make_somebody_elses, "belongs to user"},
	{"too-big", make_too_big, "at most 262144 are read"},
};

static void
test_trust(gconstpointer data)
{
	const TrustCase *row = data;
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autofree char *path = wd_policy_fixture_write(fixture, "etc/managed.d/50-a.conf", LINE);
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(GPtrArray) files = NULL;
	const WdPolicyProblem *problem;

	row->spoil(fixture, path);
	files = load(fixture, TRUE, problems);
	g_assert_cmpuint(files->len, ==, 1);
	g_assert_false(((const WdPolicyFile *)g_ptr_array_index(files, 0))->is_readable);
	g_assert_cmpuint(problems->len, ==, 1);
	problem = g_ptr_array_index(problems, 0);
	g_assert_nonnull(strstr(problem->message, row->expected));
	g_assert_cmpuint(problem->level, ==, WD_PROBLEM_ERROR);
	g_assert_true(problem->is_managed);
}

/* What an administrator names on the command line may lie anywhere. */
static void
test_named_file(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autofree char *path = wd_policy_fixture_write(fixture, "mine.conf", LINE);
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(WdPolicyFile) file = NULL;
	g_autoptr(WdPolicyFile) missing = NULL;

	make_writable(fixture, path);
	file = wd_policy_place_load(path, WD_LEVEL_IT_MANAGED, problems);
	g_assert_true(file->is_readable);
	g_assert_cmpuint(problems->len, ==, 0);
	missing = wd_policy_place_load("/nonexistent/p.conf", WD_LEVEL_IT_MANAGED, problems);
	g_assert_false(missing->is_readable);
	g_assert_cmpuint(problems->len, ==, 1);
}

static void
test_installed(void)
{
	const WdPolicyPlaces *places = wd_policy_places_get_installed();

	g_assert_cmpint(places->owner, ==, 0);
	g_assert_cmpstr(places->trusted_above, ==, "/");
	g_assert_true(g_path_is_absolute(places->it));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	umask(022);
	g_test_add_func("/policy-places/order", test_order);
	g_test_add_func("/policy-places/no-folder-is-no-policy", test_no_folder_is_no_policy);
	g_test_add_func("/policy-places/distrust-needs-a-policy", test_distrust_needs_a_policy);
	for (guint i = 0; i < G_N_ELEMENTS(trusts); i++) {
		g_autofree char *path = g_strconcat("/policy-places/trust/", trusts[i].name, NULL);

		g_test_add_data_func(path, &trusts[i], test_trust);
	}
	g_test_add_func("/policy-places/named-file", test_named_file);
	g_test_add_func("/policy-places/installed", test_installed);
	return g_test_run();
}
