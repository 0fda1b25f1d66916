/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "engine/data/wd-spim-shipped.h"
#include "engine/wd-error.h"
#include "store/wd-spim-store.h"

typedef struct {
	char *folder;
	char *path;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->folder = g_dir_make_tmp("wd-spim-store-XXXXXX", NULL);
	fixture->path = g_build_filename(fixture->folder, "own.model", NULL);
	g_assert_true(g_file_set_contents(
		fixture->path, (const char *)wd_spim_shipped, sizeof wd_spim_shipped, NULL));
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	(void)g_unlink(fixture->path);
	g_assert_cmpint(g_rmdir(fixture->folder), ==, 0);
	g_free(fixture->path);
	g_free(fixture->folder);
}

static void
test_opens(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdSpimStore) store = wd_spim_store_open(fixture->path, FALSE, &error);

	g_assert_no_error(error);
	/* Whoever cuts the file short meanwhile harms nobody. */
	g_assert_true(g_file_set_contents(fixture->path, "", 0, NULL));
	g_assert_cmpfloat(wd_spim_model_judge_text(wd_spim_store_get_model(store), "win a prize"),
			  ==,
			  wd_spim_model_judge_text(wd_spim_model_get_shipped(), "win a prize"));
}

static void
assert_refused(const Fixture *fixture, gboolean needs_root, WdError code)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_spim_store_open(fixture->path, needs_root, &error));
	g_assert_error(error, WD_ERROR, (gint)code);
	g_assert_nonnull(strstr(error->message, fixture->path));
}

static void
test_missing(Fixture *fixture, gconstpointer data)
{
	g_assert_cmpint(g_unlink(fixture->path), ==, 0);
	assert_refused(fixture, FALSE, WD_ERROR_NOT_FOUND);
}

static void
test_truncated(Fixture *fixture, gconstpointer data)
{
	g_assert_true(g_file_set_contents(
		fixture->path, (const char *)wd_spim_shipped, sizeof wd_spim_shipped - 1, NULL));
	assert_refused(fixture, FALSE, WD_ERROR_DAMAGED);
}

static void
test_too_long(Fixture *fixture, gconstpointer data)
{
	g_autofree char *bytes = g_malloc0(2 * sizeof wd_spim_shipped);

	g_assert_true(g_file_set_contents(fixture->path, bytes, 2 * sizeof wd_spim_shipped, NULL));
	assert_refused(fixture, FALSE, WD_ERROR_MALFORMED);
}

/* It must not wait for somebody to write. */
static void
test_pipe(Fixture *fixture, gconstpointer data)
{
	g_assert_cmpint(g_unlink(fixture->path), ==, 0);
	g_assert_cmpint(mkfifo(fixture->path, 0600), ==, 0);
	assert_refused(fixture, FALSE, WD_ERROR_MALFORMED);
}

static void
test_of_a_company(Fixture *fixture, gconstpointer data)
{
	g_assert_cmpint(g_chmod(fixture->path, 0666), ==, 0);
	assert_refused(fixture, TRUE, WD_ERROR_UNTRUSTED);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/spim-store/opens", Fixture, NULL, set_up, test_opens, tear_down);
	g_test_add("/spim-store/missing", Fixture, NULL, set_up, test_missing, tear_down);
	g_test_add("/spim-store/truncated", Fixture, NULL, set_up, test_truncated, tear_down);
	g_test_add("/spim-store/too-long", Fixture, NULL, set_up, test_too_long, tear_down);
	g_test_add("/spim-store/pipe", Fixture, NULL, set_up, test_pipe, tear_down);
	g_test_add("/spim-store/of-a-company", Fixture, NULL, set_up, test_of_a_company, tear_down);
	return g_test_run();
}
