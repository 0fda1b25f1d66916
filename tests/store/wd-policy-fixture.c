/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-policy-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "wd-tree.h"

/**
 * wd_policy_fixture_new:
 *
 * Returns: (transfer full): empty folders; it, run and vendor do not exist yet, base does
 */
PolicyFixture *
wd_policy_fixture_new(void)
{
	PolicyFixture *fixture = g_new0(PolicyFixture, 1);
	g_autoptr(GError) error = NULL;

	fixture->root = g_dir_make_tmp("warden-policy-XXXXXX", &error);
	g_assert_no_error(error);
	fixture->base = g_build_filename(fixture->root, "base", NULL);
	fixture->it = g_build_filename(fixture->root, "etc", NULL);
	fixture->run = g_build_filename(fixture->root, "run", NULL);
	fixture->vendor = g_build_filename(fixture->root, "vendor", NULL);
	g_assert_cmpint(g_mkdir(fixture->base, 0700), ==, 0);
	fixture->places = (WdPolicyPlaces){
		.it = fixture->it,
		.run = fixture->run,
		.vendor = fixture->vendor,
		.owner = (gint64)geteuid(),
		.trusted_above = fixture->root,
	};
	return fixture;
}

/**
 * wd_policy_fixture_free:
 * @fixture: (transfer full): a fixture
 *
 * Removes its folders.
 */
void
wd_policy_fixture_free(PolicyFixture *fixture)
{
	wd_test_remove_tree(fixture->root);
	g_free(fixture->root);
	g_free(fixture->base);
	g_free(fixture->it);
	g_free(fixture->run);
	g_free(fixture->vendor);
	g_free(fixture);
}

/**
 * wd_policy_fixture_write:
 * @fixture: a fixture
 * @path: below its root, such as "etc/managed.d/50-a.conf"
 * @text: what it shall hold
 *
 * Returns: (transfer full): the whole path
 */
char *
wd_policy_fixture_write(PolicyFixture *fixture, const char *path, const char *text)
{
	g_autofree char *full = g_build_filename(fixture->root, path, NULL);
	g_autofree char *folder = g_path_get_dirname(full);
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(g_mkdir_with_parents(folder, 0755), ==, 0);
	g_file_set_contents_full(full, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &error);
	g_assert_no_error(error);
	g_assert_cmpint(g_chmod(full, 0644), ==, 0);
	return g_steal_pointer(&full);
}
