/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "inspect-fixture.h"
#include "inspect/wd-inspect.h"
#include "wd-rows.h"

typedef struct {
	WdInspection inspection;
	const char *text; /* (nullable) expected words */
	guint *n_left;
} Expected;

static void
on_done(const WdFileFacts *facts, gpointer data)
{
	const Expected *expected = data;

	g_assert_cmpint(facts->inspection, ==, expected->inspection);
	if (expected->text != NULL)
		g_assert_cmpstr(facts->text, ==, expected->text);
	if (facts->inspection == WD_INSPECTION_FAILED)
		g_assert_nonnull(facts->failure);
	(*expected->n_left)--;
}

static void
wait_until_done(const guint *n_left)
{
	while (*n_left > 0)
		(void)g_main_context_iteration(NULL, TRUE);
}

/* Everything through the real program, in its sandbox. */
static void
test_looks(void)
{
	g_autoptr(WdInspect) inspect = wd_inspect_new(WD_TEST_INSPECT, 2);
	guint n_left = 20;
	const Expected expected = {WD_INSPECTION_DONE, "hello", &n_left};
	int fd = wd_test_file("hello", 5);

	for (guint i = 0; i < 20; i++)
		(void)wd_inspect_file(inspect, fd, "a.txt", NULL, on_done, (gpointer)&expected);
	g_assert_cmpuint(n_left, ==, 20);
	g_assert_cmpuint(wd_inspect_get_n_waiting(inspect), ==, 20);
	(void)close(fd);
	wait_until_done(&n_left);
	g_assert_cmpuint(wd_inspect_get_n_waiting(inspect), ==, 0);
}

/* More than there is room for, while those that have answered are still about to end. */
static void
test_many_at_once(void)
{
	g_autoptr(WdInspect) inspect = wd_inspect_new(WD_TEST_INSPECT, 16);
	guint n_left = 200;
	const Expected expected = {WD_INSPECTION_DONE, "hello", &n_left};
	int fd = wd_test_file("hello", 5);

	for (guint i = 0; i < 200; i++)
		(void)wd_inspect_file(inspect, fd, "a.txt", NULL, on_done, (gpointer)&expected);
	(void)close(fd);
	wait_until_done(&n_left);
}

/* One after the other: each is looked into by a process that was made ahead. */
static void
test_one_by_one(void)
{
	g_autoptr(WdInspect) inspect = wd_inspect_new(WD_TEST_INSPECT, 2);

	for (guint i = 0; i < 20; i++) {
		g_autofree char *text = g_strdup_printf("hello %u", i);
		guint n_left = 1;
		const Expected expected = {WD_INSPECTION_DONE, text, &n_left};
		int fd = wd_test_file(text, strlen(text));

		(void)wd_inspect_file(inspect, fd, "a.txt", NULL, on_done, (gpointer)&expected);
		(void)close(fd);
		wait_until_done(&n_left);
	}
}

typedef struct {
	const char *name;
	const char *path;
} Odd;

static const Odd odd_files[] = {
	{"device", "/dev/zero"},
	{"folder", "/"},
	{"process-file", "/dev/null"},
};

static void
test_odd(gconstpointer data)
{
	const Odd *row = data;
	g_autoptr(WdInspect) inspect = wd_inspect_new(WD_TEST_INSPECT, 1);
	guint n_left = 1;
	const Expected expected = {WD_INSPECTION_FAILED, NULL, &n_left};
	int fd = open(row->path, O_RDONLY);

	(void)wd_inspect_file(inspect, fd, row->name, NULL, on_done, (gpointer)&expected);
	(void)close(fd);
	wait_until_done(&n_left);
}

static void
test_no_file(void)
{
	g_autoptr(WdInspect) inspect = wd_inspect_new(WD_TEST_INSPECT, 1);
	guint n_left = 1;
	const Expected expected = {WD_INSPECTION_FAILED, NULL, &n_left};

	(void)wd_inspect_file(inspect, -1, NULL, NULL, on_done, (gpointer)&expected);
	wait_until_done(&n_left);
}

static void
test_no_program(void)
{
	g_autoptr(WdInspect) inspect = wd_inspect_new("/nonexistent/warden-inspect", 1);
	guint n_left = 2;
	const Expected expected = {WD_INSPECTION_FAILED, NULL, &n_left};
	int fd = wd_test_file("hello", 5);

	(void)wd_inspect_file(inspect, fd, "a", NULL, on_done, (gpointer)&expected);
	(void)wd_inspect_file(inspect, fd, "b", NULL, on_done, (gpointer)&expected);
	(void)close(fd);
	wait_until_done(&n_left);
}

static void
test_timeout(void)
{
	g_autoptr(WdInspect) inspect = wd_inspect_new(WD_TEST_INSPECT, 1);
	WdInspectLimits limits = wd_inspect_default_limits;
	guint n_left = 1;
	const Expected expected = {WD_INSPECTION_TIMED_OUT, NULL, &n_left};
	int fd = wd_test_file("", 0);

	limits.timeout_ms = 1;
	g_assert_cmpint(ftruncate(fd, 200 * 1024 * 1024), ==, 0);
	(void)wd_inspect_file(inspect, fd, "a.bin", &limits, on_done, (gpointer)&expected);
	(void)close(fd);
	wait_until_done(&n_left);
}

static void
test_long_name(void)
{
	g_autoptr(WdInspect) inspect = wd_inspect_new(WD_TEST_INSPECT, 1);
	g_autofree char *name = g_strnfill(200 * 1024, '\xff');
	guint n_left = 1;
	const Expected expected = {WD_INSPECTION_DONE, "hello", &n_left};
	int fd = wd_test_file("hello", 5);

	(void)wd_inspect_file(inspect, fd, name, NULL, on_done, (gpointer)&expected);
	(void)close(fd);
	wait_until_done(&n_left);
}

static void
on_never(const WdFileFacts *facts, gpointer data)
{
	g_assert_not_reached();
}

static void
test_cancel(void)
{
	g_autoptr(WdInspect) inspect = wd_inspect_new(WD_TEST_INSPECT, 1);
	WdInspectJob *jobs[4];
	guint n_left = 1;
	const Expected expected = {WD_INSPECTION_DONE, "hello", &n_left};
	int fd = wd_test_file("hello", 5);

	for (guint i = 0; i < G_N_ELEMENTS(jobs); i++)
		jobs[i] = wd_inspect_file(inspect, fd, "a", NULL, on_never, NULL);
	while (wd_inspect_get_n_waiting(inspect) == 4 && g_main_context_iteration(NULL, FALSE))
		; /* the first has started */
	for (guint i = 0; i < G_N_ELEMENTS(jobs); i++)
		wd_inspect_cancel(jobs[i]);
	(void)wd_inspect_file(inspect, fd, "b", NULL, on_done, (gpointer)&expected);
	(void)close(fd);
	wait_until_done(&n_left);
}

static void
test_free_while_running(void)
{
	WdInspect *inspect = wd_inspect_new(WD_TEST_INSPECT, 2);
	int fd = wd_test_file("hello", 5);

	for (guint i = 0; i < 4; i++)
		(void)wd_inspect_file(inspect, fd, "a", NULL, on_never, NULL);
	(void)g_main_context_iteration(NULL, FALSE);
	(void)close(fd);
	wd_inspect_free(inspect);
}

/* Whether nobody else has the file open: fcntl(2), F_SETLEASE. */
static gboolean
is_ours_alone(int fd)
{
	gboolean is_alone = fcntl(fd, F_SETLEASE, F_WRLCK) == 0;

	(void)fcntl(fd, F_SETLEASE, F_UNLCK);
	return is_alone;
}

/* What is being looked at when the client goes is let go at once, and not when its time is up. */
static void
test_ends_with_client(void)
{
	WdInspect *inspect = wd_inspect_new(WD_TEST_INSPECT, 2);
	WdInspectLimits limits = wd_inspect_default_limits;
	gint64 end_us = g_get_monotonic_time() + 20 * G_USEC_PER_SEC;
	guint n_left = 1;
	const Expected expected = {WD_INSPECTION_DONE, NULL, &n_left};
	int small = wd_test_file("hello", 5);
	g_autofree char *path = NULL;
	int fd = g_file_open_tmp("warden-test-XXXXXX", &path, NULL); /* a memfd cannot be leased */

	(void)unlink(path);
	limits.timeout_ms = 60000;
	limits.max_bytes = G_GUINT64_CONSTANT(1) << 40;
	(void)wd_inspect_file(inspect, small, "a", NULL, on_done, (gpointer)&expected);
	wait_until_done(&n_left);
	g_assert_cmpint(ftruncate(fd, (off_t)1 << 40), ==, 0);
	if (!is_ours_alone(fd)) {
		g_test_skip("this file system has no leases");
		end_us = 0;
	}
	(void)wd_inspect_file(inspect, fd, "a.bin", &limits, on_never, NULL);
	(void)g_main_context_iteration(NULL, FALSE);
	g_assert_false(is_ours_alone(fd));
	wd_inspect_free(inspect);
	while (!is_ours_alone(fd) && g_get_monotonic_time() < end_us)
		g_usleep(1000);
	g_assert_true(end_us == 0 || is_ours_alone(fd));
	(void)close(fd);
	(void)close(small);
}

typedef struct {
	const char *name; /* what the false helper does */
	WdInspection inspection;
} False;

static const False falsehoods[] = {
	{"honest", WD_INSPECTION_DONE},
	{"stranger", WD_INSPECTION_DONE},
	{"lingers", WD_INSPECTION_DONE}, /* it has answered, and is not waited for */
	{"signal-11", WD_INSPECTION_CRASHED},
	{"signal-6", WD_INSPECTION_CRASHED},
	{"signal-9", WD_INSPECTION_CRASHED}, /* the kernel was out of memory */
	{"signal-14", WD_INSPECTION_TIMED_OUT},
	{"signal-24", WD_INSPECTION_TIMED_OUT},
	{"signal-31", WD_INSPECTION_FORBIDDEN},
	{"exit-2", WD_INSPECTION_FAILED},
	{"dies", WD_INSPECTION_FAILED},
	{"floods", WD_INSPECTION_FAILED},
	{"half", WD_INSPECTION_FAILED},
	{"nonsense", WD_INSPECTION_FAILED},
};

static void
test_false(gconstpointer data)
{
	const False *row = data;
	g_autoptr(WdInspect) inspect = wd_inspect_new(WD_TEST_FALSE_HELPER, 1);
	guint n_left = 2;
	const Expected expected = {row->inspection, NULL, &n_left};
	int fd = wd_test_file("hello", 5);

	/* Twice: after a helper that has died there is another. */
	(void)wd_inspect_file(inspect, fd, row->name, NULL, on_done, (gpointer)&expected);
	(void)wd_inspect_file(inspect, fd, row->name, NULL, on_done, (gpointer)&expected);
	(void)close(fd);
	wait_until_done(&n_left);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/inspect/looks", test_looks);
	g_test_add_func("/inspect/many-at-once", test_many_at_once);
	g_test_add_func("/inspect/one-by-one", test_one_by_one);
	WD_ADD_ROWS("/inspect/odd/", odd_files, test_odd);
	g_test_add_func("/inspect/no-file", test_no_file);
	g_test_add_func("/inspect/no-program", test_no_program);
	g_test_add_func("/inspect/timeout", test_timeout);
	g_test_add_func("/inspect/long-name", test_long_name);
	g_test_add_func("/inspect/cancel", test_cancel);
	g_test_add_func("/inspect/free-while-running", test_free_while_running);
	g_test_add_func("/inspect/ends-with-client", test_ends_with_client);
	WD_ADD_ROWS("/inspect/false/", falsehoods, test_false);
	return g_test_run();
}
