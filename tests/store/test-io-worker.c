/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-io-worker.h"

#define NEVER_MS 3600000 /* longer than any test */

static GString *order;
static GMutex order_mutex;

static void
note(gpointer data)
{
	g_mutex_lock(&order_mutex);
	g_string_append_c(order, *(const char *)data);
	g_mutex_unlock(&order_mutex);
}

static void
note_thread(gpointer data)
{
	*(GThread **)data = g_thread_self();
}

static void
test_runs_elsewhere(void)
{
	g_autoptr(WdIoWorker) worker = wd_io_worker_new("test");
	GThread *thread = NULL;

	wd_io_worker_push(worker, 0, note_thread, &thread);
	wd_io_worker_flush(worker);
	g_assert_nonnull(thread);
	g_assert_true(thread != g_thread_self());
}

static void
test_order_and_flush(void)
{
	WdIoWorker *worker = wd_io_worker_new("test");

	order = g_string_new(NULL);
	wd_io_worker_push(worker, NEVER_MS, note, (gpointer) "a");
	wd_io_worker_push(worker, NEVER_MS, note, (gpointer) "b");
	wd_io_worker_flush(worker);
	g_assert_cmpstr(order->str, ==, "ab");
	wd_io_worker_flush(worker);
	g_assert_cmpstr(order->str, ==, "ab");
	wd_io_worker_free(worker);
	g_string_free(order, TRUE);
}

/* What waits is run once, however often it was asked for, and at the earliest time asked. */
static void
test_same_task_once(void)
{
	WdIoWorker *worker = wd_io_worker_new("test");
	char name[] = "a";

	order = g_string_new(NULL);
	for (guint i = 0; i < 5; i++)
		wd_io_worker_push(worker, NEVER_MS, note, name);
	wd_io_worker_flush(worker);
	g_assert_cmpstr(order->str, ==, "a");
	wd_io_worker_push(worker, NEVER_MS, note, name);
	wd_io_worker_flush(worker);
	g_assert_cmpstr(order->str, ==, "aa");
	wd_io_worker_free(worker);
	g_string_free(order, TRUE);
}

static void
test_freeing_runs_what_waits(void)
{
	WdIoWorker *worker = wd_io_worker_new("test");

	order = g_string_new(NULL);
	wd_io_worker_push(worker, NEVER_MS, note, (gpointer) "z");
	wd_io_worker_free(worker);
	g_assert_cmpstr(order->str, ==, "z");
	g_string_free(order, TRUE);
}

static void
test_unused(void)
{
	WdIoWorker *worker = wd_io_worker_new("test");

	wd_io_worker_flush(worker);
	wd_io_worker_free(worker);
	wd_io_worker_free(NULL);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/io-worker/runs-elsewhere", test_runs_elsewhere);
	g_test_add_func("/io-worker/order-and-flush", test_order_and_flush);
	g_test_add_func("/io-worker/same-task-once", test_same_task_once);
	g_test_add_func("/io-worker/freeing-runs-what-waits", test_freeing_runs_what_waits);
	g_test_add_func("/io-worker/unused", test_unused);
	return g_test_run();
}
