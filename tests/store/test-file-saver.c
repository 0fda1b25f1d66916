/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "engine/wd-error.h"
#include "store/wd-file-saver.h"
#include "store/wd-policy-fixture.h"

static void
test_last_text_wins(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autofree char *path = g_build_filename(fixture->base, "saved", NULL);
	WdFileSaver *saver = wd_file_saver_new(path);
	g_autofree char *text = NULL;
	GStatBuf status;

	for (guint i = 0; i < 50; i++) {
		g_autofree char *number = g_strdup_printf("%u", i);

		wd_file_saver_save(saver, number);
	}
	wd_file_saver_free(saver);
	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	g_assert_cmpstr(text, ==, "49");
	g_assert_cmpint(g_stat(path, &status), ==, 0);
	g_assert_cmpuint(status.st_mode & 0777, ==, 0600);
}

static void
test_nothing_saved_is_nothing_written(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autofree char *path = g_build_filename(fixture->base, "saved", NULL);
	WdFileSaver *saver = wd_file_saver_new(path);

	g_assert_true(wd_file_saver_check(saver, NULL));
	g_assert_true(wd_file_saver_is_done(saver));
	wd_file_saver_free(saver);
	wd_file_saver_free(NULL);
	g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

/* The writer runs in a thread; what went wrong there is told to the next who asks. */
static void
test_failure_is_told(void)
{
	WdFileSaver *saver = wd_file_saver_new("/nonexistent/folder/saved");
	g_autoptr(GError) error = NULL;
	gint64 guard_us = g_get_monotonic_time() + 20 * G_USEC_PER_SEC;

	wd_file_saver_save(saver, "text");
	while (wd_file_saver_check(saver, &error)) {
		g_assert_cmpint(g_get_monotonic_time(), <, guard_us);
		g_thread_yield();
	}
	g_assert_nonnull(error);
	g_assert_true(wd_file_saver_check(saver, NULL)); /* told once */
	g_assert_true(error->domain == WD_ERROR);
	wd_file_saver_free(saver);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/file-saver/last-text-wins", test_last_text_wins);
	g_test_add_func("/file-saver/nothing-saved", test_nothing_saved_is_nothing_written);
	g_test_add_func("/file-saver/failure-is-told", test_failure_is_told);
	return g_test_run();
}
