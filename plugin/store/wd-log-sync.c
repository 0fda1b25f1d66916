/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-sync.h"

#include <unistd.h>

/* No libgcrypt and no libpurple in here: the thread knows descriptors only. */

struct WdLogSyncFile {
	int fd;
	int folder_fd;   /* -1 once the file's name is durable */
	gint is_dirty;   /* atomic: queued, or to be queued by nobody else */
	gint has_failed; /* atomic */
	gint64 due_us;   /* monotonic; set when it is queued */
	gatomicrefcount n_refs;
};

struct WdLogSync {
	GThread *thread;
	GMutex mutex; /* held for moments, never during a sync */
	GCond cond;
	GQueue files; /* of WdLogSyncFile *, each with a reference; the first is due first */
	gboolean is_stopping;
	gint64 delay_us;
	WdLogSyncCall call;
};

static void
sync_file(WdLogSync *sync, WdLogSyncFile *file)
{
	/* Before the sync: what is written meanwhile makes the file dirty again. */
	g_atomic_int_set(&file->is_dirty, 0);
	if (sync->call(file->fd) != 0)
		g_atomic_int_set(&file->has_failed, 1);
	if (file->folder_fd >= 0) {
		(void)fsync(file->folder_fd); /* some file systems cannot; the file is safe */
		(void)close(file->folder_fd);
		file->folder_fd = -1;
	}
}

/* The next file to sync; waits until it is due. NULL: stopped, and all is on the disk. */
static WdLogSyncFile *
wait_for_file(WdLogSync *sync)
{
	WdLogSyncFile *file;

	g_mutex_lock(&sync->mutex);
	for (;;) {
		file = g_queue_peek_head(&sync->files);
		if (sync->is_stopping || (file != NULL && file->due_us <= g_get_monotonic_time()))
			break;
		if (file == NULL)
			g_cond_wait(&sync->cond, &sync->mutex);
		else
			(void)g_cond_wait_until(&sync->cond, &sync->mutex, file->due_us);
	}
	file = g_queue_pop_head(&sync->files);
	g_mutex_unlock(&sync->mutex);
	return file;
}

static gpointer
run(gpointer data)
{
	WdLogSync *sync = data;
	WdLogSyncFile *file;

	while ((file = wait_for_file(sync)) != NULL) {
		sync_file(sync, file);
		wd_log_sync_file_unref(file);
	}
	return NULL;
}

/**
 * wd_log_sync_new:
 * @delay_ms: how long a file gathers writes before it is synced: the most a power cut can take
 * @call: (nullable): what to call; NULL for fdatasync()
 *
 * Returns: (transfer full): a running thread
 */
WdLogSync *
wd_log_sync_new(guint delay_ms, WdLogSyncCall call)
{
	WdLogSync *sync = g_new0(WdLogSync, 1);

	g_mutex_init(&sync->mutex);
	g_cond_init(&sync->cond);
	g_queue_init(&sync->files);
	sync->delay_us = delay_ms * (gint64)G_TIME_SPAN_MILLISECOND;
	sync->call = call != NULL ? call : fdatasync;
	sync->thread = g_thread_new("wd-log-sync", run, sync);
	return sync;
}

/**
 * wd_log_sync_free:
 * @sync: (nullable) (transfer full): the thread
 *
 * Syncs what is still dirty and ends the thread. Blocks on the disk: only for unload and quit,
 * after which the thread's code may be gone.
 */
void
wd_log_sync_free(WdLogSync *sync)
{
	if (sync == NULL)
		return;
	g_mutex_lock(&sync->mutex);
	sync->is_stopping = TRUE;
	g_cond_signal(&sync->cond);
	g_mutex_unlock(&sync->mutex);
	g_thread_join(sync->thread);
	g_mutex_clear(&sync->mutex);
	g_cond_clear(&sync->cond);
	g_free(sync);
}

/**
 * wd_log_sync_file_new:
 * @fd: (transfer full): the file
 * @folder_fd: (transfer full): the folder that has its name, or -1
 *
 * Returns: (transfer full): the file, with one reference
 */
WdLogSyncFile *
wd_log_sync_file_new(int fd, int folder_fd)
{
	WdLogSyncFile *file = g_new0(WdLogSyncFile, 1);

	file->fd = fd;
	file->folder_fd = folder_fd;
	g_atomic_ref_count_init(&file->n_refs);
	return file;
}

/**
 * wd_log_sync_file_unref:
 * @file: (nullable) (transfer full): a file
 *
 * Closes the descriptors with the last reference.
 */
void
wd_log_sync_file_unref(WdLogSyncFile *file)
{
	if (file == NULL || !g_atomic_ref_count_dec(&file->n_refs))
		return;
	if (file->folder_fd >= 0)
		(void)close(file->folder_fd); /* was only for fsync() */
	(void)close(file->fd);                /* synced, or its failure was told */
	g_free(file);
}

/**
 * wd_log_sync_file_get_fd:
 * @file: a file
 *
 * Returns: its descriptor, open as long as @file
 */
int
wd_log_sync_file_get_fd(const WdLogSyncFile *file)
{
	return file->fd;
}

/**
 * wd_log_sync_file_has_failed:
 * @file: a file
 *
 * Returns: whether the disk refused to take what was written
 */
gboolean
wd_log_sync_file_has_failed(WdLogSyncFile *file)
{
	return g_atomic_int_get(&file->has_failed) != 0;
}

/**
 * wd_log_sync_mark_dirty:
 * @sync: the thread
 * @file: a file that was just written to
 *
 * The file is synced once the delay is over, counted from its first dirty byte. Does not block.
 */
void
wd_log_sync_mark_dirty(WdLogSync *sync, WdLogSyncFile *file)
{
	if (!g_atomic_int_compare_and_exchange(&file->is_dirty, 0, 1))
		return;
	g_atomic_ref_count_inc(&file->n_refs);
	g_mutex_lock(&sync->mutex);
	file->due_us = g_get_monotonic_time() + sync->delay_us;
	g_queue_push_tail(&sync->files, file);
	g_cond_signal(&sync->cond);
	g_mutex_unlock(&sync->mutex);
}
