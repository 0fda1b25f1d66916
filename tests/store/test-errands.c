/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib.h>

#include "store/wd-errands.h"

typedef struct {
	GString *order; /* of all tasks */
	GThread *main;
	guint n_freed;
} Book;

typedef struct {
	Book *book;
	char name;
	GMutex *gate; /* (nullable) */
	gboolean is_worked;
} Task;

static void
work(gpointer data)
{
	Task *task = data;

	g_assert_true(g_thread_self() != task->book->main);
	if (task->gate != NULL) {
		g_mutex_lock(task->gate);
		g_mutex_unlock(task->gate);
	}
	task->is_worked = TRUE;
}

static void
done(gpointer data)
{
	Task *task = data;

	g_assert_true(g_thread_self() == task->book->main);
	g_assert_true(task->is_worked);
	g_string_append_c(task->book->order, task->name);
}

static void
free_task(gpointer data)
{
	((Task *)data)->book->n_freed++;
	g_free(data);
}

static void
add(WdErrands *errands, Book *book, char name, GMutex *gate)
{
	Task *task = g_new0(Task, 1);

	*task = (Task){.book = book, .name = name, .gate = gate};
	wd_errands_add(errands, work, done, task, free_task);
}

static void
test_order(void)
{
	g_autoptr(WdErrands) errands = wd_errands_new();
	Book book = {.order = g_string_new(NULL), .main = g_thread_self()};

	for (char name = 'a'; name <= 'z'; name++)
		add(errands, &book, name, NULL);
	g_assert_cmpuint(wd_errands_count(errands), ==, 26);
	g_assert_cmpstr(book.order->str, ==, ""); /* not before the main loop turns */
	while (wd_errands_count(errands) > 0)
		g_main_context_iteration(NULL, TRUE);
	g_assert_cmpstr(book.order->str, ==, "abcdefghijklmnopqrstuvwxyz");
	g_assert_cmpuint(book.n_freed, ==, 26);
	g_string_free(book.order, TRUE);
}

static void
test_ends_in_between(void)
{
	WdErrands *errands = wd_errands_new();
	Book book = {.order = g_string_new(NULL), .main = g_thread_self()};

	for (char name = 'a'; name <= 'd'; name++)
		add(errands, &book, name, NULL);
	wd_errands_free(errands);
	while (g_main_context_iteration(NULL, FALSE))
		; /* nobody is called back from the grave */
	g_assert_cmpstr(book.order->str, ==, "");
	g_assert_cmpuint(book.n_freed, ==, 4);
	g_string_free(book.order, TRUE);
}

typedef struct {
	WdErrands *errands;
	guint n_left;
} Chain;

static void
nothing(gpointer data)
{
}

static void
go_on(gpointer data)
{
	Chain *chain = data;

	if (--chain->n_left > 0)
		wd_errands_add(chain->errands, nothing, go_on, chain, NULL);
}

static void
test_adds_from_within(void)
{
	g_autoptr(WdErrands) errands = wd_errands_new();
	Chain chain = {errands, 5};

	wd_errands_add(errands, nothing, go_on, &chain, NULL);
	while (wd_errands_count(errands) > 0)
		g_main_context_iteration(NULL, TRUE);
	g_assert_cmpuint(chain.n_left, ==, 0);
}

static void
test_does_not_block(void)
{
	g_autoptr(WdErrands) errands = wd_errands_new();
	Book book = {.order = g_string_new(NULL), .main = g_thread_self()};
	GMutex gate;

	g_mutex_init(&gate);
	g_mutex_lock(&gate);
	add(errands, &book, 'a', &gate);
	add(errands, &book, 'b', NULL);
	g_main_context_iteration(NULL, FALSE);
	g_assert_cmpuint(wd_errands_count(errands), ==, 2); /* a slow disk stops nobody */
	g_mutex_unlock(&gate);
	while (wd_errands_count(errands) > 0)
		g_main_context_iteration(NULL, TRUE);
	g_assert_cmpstr(book.order->str, ==, "ab");
	g_mutex_clear(&gate);
	g_string_free(book.order, TRUE);
}

static void
test_unused(void)
{
	wd_errands_free(wd_errands_new());
	wd_errands_free(NULL);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/errands/keeps-the-order", test_order);
	g_test_add_func("/errands/ends-in-between", test_ends_in_between);
	g_test_add_func("/errands/adds-from-within", test_adds_from_within);
	g_test_add_func("/errands/does-not-block", test_does_not_block);
	g_test_add_func("/errands/unused", test_unused);
	return g_test_run();
}
