/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-io-worker.h"

typedef struct {
	WdIoTask run;
	gpointer data;
	gint64 due_us; /* monotonic */
} Task;

struct WdIoWorker {
	char *name;
	GThread *thread; /* NULL until the first task */
	GMutex mutex;
	GCond changed;  /* a task came, time to stop, or all is done */
	GQueue waiting; /* of Task *, in order of arrival */
	gboolean is_running;
	gboolean is_flushing; /* what waits is due now */
	gboolean is_stopping;
};

/* The first due task, or NULL and when to look again. The caller holds the mutex. */
static Task *
take_due(WdIoWorker *worker, gint64 *next_us)
{
	gint64 now_us = g_get_monotonic_time();

	*next_us = G_MAXINT64;
	for (GList *link = worker->waiting.head; link != NULL; link = link->next) {
		Task *task = link->data;

		if (worker->is_flushing || worker->is_stopping || task->due_us <= now_us) {
			g_queue_delete_link(&worker->waiting, link);
			return task;
		}
		*next_us = MIN(*next_us, task->due_us);
	}
	return NULL;
}

static void
run_task(WdIoWorker *worker, Task *task)
{
	worker->is_running = TRUE;
	g_mutex_unlock(&worker->mutex);
	task->run(task->data);
	g_free(task);
	g_mutex_lock(&worker->mutex);
	worker->is_running = FALSE;
	g_cond_broadcast(&worker->changed);
}

static gpointer
work(gpointer data)
{
	WdIoWorker *worker = data;

	g_mutex_lock(&worker->mutex);
	for (;;) {
		gint64 next_us;
		Task *task = take_due(worker, &next_us);

		if (task != NULL)
			run_task(worker, task);
		else if (worker->is_stopping)
			break;
		else if (next_us == G_MAXINT64)
			g_cond_wait(&worker->changed, &worker->mutex);
		else
			(void)g_cond_wait_until(&worker->changed, &worker->mutex, next_us);
	}
	g_mutex_unlock(&worker->mutex);
	return NULL;
}

static Task *
find_waiting(WdIoWorker *worker, WdIoTask run, gpointer data)
{
	for (GList *link = worker->waiting.head; link != NULL; link = link->next) {
		Task *task = link->data;

		if (task->run == run && task->data == data)
			return task;
	}
	return NULL;
}

/**
 * wd_io_worker_new:
 * @name: the thread's name in a debugger, at most 15 bytes
 *
 * The thread starts with the first task: who never writes pays nothing.
 *
 * Returns: (transfer full): a worker, freed with wd_io_worker_free()
 */
WdIoWorker *
wd_io_worker_new(const char *name)
{
	WdIoWorker *worker = g_new0(WdIoWorker, 1);

	worker->name = g_strdup(name);
	g_mutex_init(&worker->mutex);
	g_cond_init(&worker->changed);
	g_queue_init(&worker->waiting);
	return worker;
}

/**
 * wd_io_worker_push:
 * @worker: a worker
 * @delay_ms: how long the task may wait for more of its kind, in milliseconds; 0 is at once
 * @task: runs on the worker's thread
 * @data: (transfer none): for @task; must live until wd_io_worker_flush() or wd_io_worker_free()
 *
 * The same @task with the same @data that still waits is not queued twice; the earlier time holds.
 * Tasks that are due run in the order in which they came. Never blocks.
 */
void
wd_io_worker_push(WdIoWorker *worker, guint delay_ms, WdIoTask task, gpointer data)
{
	gint64 due_us = g_get_monotonic_time() + (gint64)delay_ms * 1000;
	Task *waiting;

	g_mutex_lock(&worker->mutex);
	waiting = find_waiting(worker, task, data);
	if (waiting == NULL) {
		waiting = g_new0(Task, 1);
		*waiting = (Task){task, data, G_MAXINT64};
		g_queue_push_tail(&worker->waiting, waiting);
	}
	if (due_us < waiting->due_us) {
		waiting->due_us = due_us;
		g_cond_broadcast(&worker->changed); /* a system call: not when it need not look */
	}
	if (worker->thread == NULL)
		worker->thread = g_thread_new(worker->name, work, worker);
	g_mutex_unlock(&worker->mutex);
}

/**
 * wd_io_worker_flush:
 * @worker: a worker
 *
 * Runs what waits, whatever its delay, and blocks until it is done. Not for the main loop: for
 * closing, for the tool and for tests.
 */
void
wd_io_worker_flush(WdIoWorker *worker)
{
	g_mutex_lock(&worker->mutex);
	worker->is_flushing = TRUE;
	g_cond_broadcast(&worker->changed);
	while (worker->is_running || !g_queue_is_empty(&worker->waiting))
		g_cond_wait(&worker->changed, &worker->mutex);
	worker->is_flushing = FALSE;
	g_mutex_unlock(&worker->mutex);
}

/**
 * wd_io_worker_free:
 * @worker: (nullable) (transfer full): a worker
 *
 * Runs what still waits, then ends the thread. Blocks until then.
 */
void
wd_io_worker_free(WdIoWorker *worker)
{
	if (worker == NULL)
		return;
	g_mutex_lock(&worker->mutex);
	worker->is_stopping = TRUE;
	g_cond_broadcast(&worker->changed);
	g_mutex_unlock(&worker->mutex);
	if (worker->thread != NULL)
		(void)g_thread_join(worker->thread); /* the thread returns nothing */
	g_mutex_clear(&worker->mutex);
	g_cond_clear(&worker->changed);
	g_free(worker->name);
	g_free(worker);
}
