/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "inspect-fixture.h"
#include "inspect/wd-examiner.h"

static WdPolicy *
make_policy(const char *inspect, const char *command)
{
	WdPolicySetting settings[WD_N_KEYS] = {0};

	settings[WD_KEY_FILES_INSPECT] =
		(WdPolicySetting){.text = (char *)inspect, .level = WD_LEVEL_USER};
	settings[WD_KEY_FILES_SCANNER] =
		(WdPolicySetting){.text = (char *)"none", .level = WD_LEVEL_USER};
	settings[WD_KEY_FILES_SCANNER_COMMAND] =
		(WdPolicySetting){.text = (char *)command, .level = WD_LEVEL_USER};
	return wd_policy_new(settings, NULL);
}

static void
keep(const WdFileFacts *facts, gpointer data)
{
	*(WdFileFacts **)data = wd_file_facts_ref(facts);
}

static WdFileFacts *
examine(WdExaminer *examiner)
{
	WdFileFacts *facts = NULL;
	int fd = wd_test_file("hello", 5);

	(void)wd_examiner_examine(examiner, fd, "a.txt", keep, &facts);
	(void)close(fd);
	g_assert_null(facts);
	while (facts == NULL)
		(void)g_main_context_iteration(NULL, TRUE);
	return facts;
}

static void
test_both(void)
{
	g_autoptr(WdPolicy) policy = make_policy("true", "grep;-q;other");
	g_autoptr(WdExaminer) examiner = wd_examiner_new(policy);
	g_autoptr(WdFileFacts) facts = examine(examiner);

	g_assert_cmpint(facts->inspection, ==, WD_INSPECTION_DONE);
	g_assert_cmpstr(facts->text, ==, "hello");
	g_assert_cmpint(facts->scan.result, ==, WD_SCAN_INFECTED);
}

static void
test_policy_changes(void)
{
	g_autoptr(WdPolicy) first = make_policy("true", "");
	g_autoptr(WdPolicy) second = make_policy("false", "grep;-q;hello");
	g_autoptr(WdExaminer) examiner = wd_examiner_new(first);
	g_autoptr(WdFileFacts) before = examine(examiner);
	g_autoptr(WdFileFacts) after = NULL;

	wd_examiner_set_policy(examiner, second);
	after = examine(examiner);
	g_assert_cmpint(before->scan.result, ==, WD_SCAN_NONE);
	g_assert_cmpint(after->inspection, ==, WD_INSPECTION_NONE);
	g_assert_cmpstr(after->name, ==, "a.txt");
	g_assert_cmpint(after->scan.result, ==, WD_SCAN_CLEAN);
}

static void
on_never(const WdFileFacts *facts, gpointer data)
{
	g_assert_not_reached();
}

static void
test_cancel(void)
{
	g_autoptr(WdPolicy) policy = make_policy("true", "grep;-q;other");
	g_autoptr(WdExaminer) examiner = wd_examiner_new(policy);
	int fd = wd_test_file("hello", 5);
	WdExamination *examination = wd_examiner_examine(examiner, fd, "a", on_never, NULL);
	g_autoptr(WdFileFacts) facts = NULL;

	(void)g_main_context_iteration(NULL, FALSE);
	wd_examination_cancel(examination);
	(void)close(fd);
	facts = examine(examiner);
	g_assert_cmpint(facts->inspection, ==, WD_INSPECTION_DONE);
}

static void
assert_refused(const char *path, WdError code)
{
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(wd_examiner_open(path, &error), ==, -1);
	g_assert_error(error, WD_ERROR, (gint)code);
}

static void
test_open(void)
{
	g_autofree char *folder = g_dir_make_tmp("warden-test-XXXXXX", NULL);
	g_autofree char *file = g_build_filename(folder, "file", NULL);
	g_autofree char *link = g_build_filename(folder, "link", NULL);
	g_autofree char *pipe = g_build_filename(folder, "pipe", NULL);
	int fd;

	g_assert_true(g_file_set_contents(file, "x", 1, NULL));
	g_assert_cmpint(symlink(file, link), ==, 0);
	g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
	fd = wd_examiner_open(file, NULL);
	g_assert_cmpint(fd, >=, 0);
	(void)close(fd);
	assert_refused(link, WD_ERROR_IO);
	assert_refused(pipe, WD_ERROR_REFUSED);
	assert_refused(folder, WD_ERROR_REFUSED);
	assert_refused("/dev/zero", WD_ERROR_REFUSED);
	assert_refused("/nonexistent", WD_ERROR_NOT_FOUND);
	(void)g_unlink(link);
	(void)g_unlink(pipe);
	(void)g_unlink(file);
	(void)g_rmdir(folder);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/examiner/both", test_both);
	g_test_add_func("/examiner/policy-changes", test_policy_changes);
	g_test_add_func("/examiner/cancel", test_cancel);
	g_test_add_func("/examiner/open", test_open);
	return g_test_run();
}
