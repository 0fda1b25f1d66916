/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store/wd-paths.h"

static const WdPath folders[] = {
	WD_PATH_BASE,
	WD_PATH_LOGS,
	WD_PATH_AUDIT,
	WD_PATH_KEYS,
	WD_PATH_QUEUE,
	WD_PATH_LISTS,
	WD_PATH_QUARANTINE,
};

/* Removes what wd_path_prepare() made. */
static void
remove_all(const char *parent, const char *base)
{
	for (gsize i = G_N_ELEMENTS(folders); i-- > 0;) {
		g_autofree char *path = wd_path_get(base, folders[i]);

		g_remove(path);
	}
	g_remove(parent);
}

static guint
get_mode(const char *path)
{
	struct stat status;

	g_assert_cmpint(g_lstat(path, &status), ==, 0);
	return status.st_mode & 07777;
}

static void
test_get(void)
{
	g_autofree char *base = wd_path_get("/x/warden", WD_PATH_BASE);
	g_autofree char *logs = wd_path_get("/x/warden", WD_PATH_LOGS);
	g_autofree char *db = wd_path_get("/x/warden", WD_PATH_STATE_DB);

	g_assert_cmpstr(base, ==, "/x/warden");
	g_assert_cmpstr(logs, ==, "/x/warden/logs");
	g_assert_cmpstr(db, ==, "/x/warden/state.db");
}

/* Whatever the umask was, and however often. */
static void
test_prepare(void)
{
	g_autofree char *parent = g_dir_make_tmp("warden-XXXXXX", NULL);
	g_autofree char *base = g_build_filename(parent, "warden", NULL);
	g_autoptr(GError) error = NULL;
	mode_t old_mask = umask(0);

	for (guint i = 0; i < 2; i++) {
		g_assert_true(wd_path_prepare(base, &error));
		g_assert_no_error(error);
	}
	umask(old_mask);
	for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *path = wd_path_get(base, folders[i]);

		g_assert_cmpuint(get_mode(path), ==, 0700);
	}
	remove_all(parent, base);
}

static void
test_tightens(void)
{
	g_autofree char *parent = g_dir_make_tmp("warden-XXXXXX", NULL);
	g_autofree char *base = g_build_filename(parent, "warden", NULL);
	g_autofree char *keys = NULL;

	g_assert_true(wd_path_prepare(base, NULL));
	keys = wd_path_get(base, WD_PATH_KEYS);
	g_assert_cmpint(g_chmod(keys, 0755), ==, 0);
	g_assert_true(wd_path_prepare(base, NULL));
	g_assert_cmpuint(get_mode(keys), ==, 0700);
	remove_all(parent, base);
}

static void
test_refuses_link(void)
{
	g_autofree char *parent = g_dir_make_tmp("warden-XXXXXX", NULL);
	g_autofree char *base = g_build_filename(parent, "warden", NULL);
	g_autofree char *elsewhere = g_dir_make_tmp("elsewhere-XXXXXX", NULL);
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(symlink(elsewhere, base), ==, 0);
	g_assert_false(wd_path_prepare(base, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_IO);
	g_remove(base);
	g_remove(elsewhere);
	g_remove(parent);
}

static void
test_refuses_file(void)
{
	g_autofree char *parent = g_dir_make_tmp("warden-XXXXXX", NULL);
	g_autofree char *base = g_build_filename(parent, "warden", NULL);
	g_autoptr(GError) error = NULL;

	g_assert_true(g_file_set_contents(base, "", 0, NULL));
	g_assert_false(wd_path_prepare(base, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_IO);
	g_remove(base);
	g_remove(parent);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/paths/get", test_get);
	g_test_add_func("/paths/prepare", test_prepare);
	g_test_add_func("/paths/tightens", test_tightens);
	g_test_add_func("/paths/refuses-link", test_refuses_link);
	g_test_add_func("/paths/refuses-file", test_refuses_file);
	return g_test_run();
}
