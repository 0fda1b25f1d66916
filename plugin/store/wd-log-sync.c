/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-sync.h"

#include <unistd.h>

#include "store/wd-io-worker.h"

/* What runs on the thread knows descriptors only: no libgcrypt, no libpurple. */

struct WdLogSyncFile {
	int fd;
	int folder_fd;      /* -1 once the file's name is durable; the thread's */
	gint is_dirty;      /* atomic: the thread will come, or is about to look */
	gint has_failed;    /* atomic */
	WdLogSyncCall call; /* set before the thread sees the file */
	gatomicrefcount n_refs;
};

struct WdLogSync {
	WdIoWorker *worker;
	guint delay_ms;
	WdLogSyncCall call;
};

static void
sync_file(gpointer data)
{
	WdLogSyncFile *file = data;

	/* Before the sync: what is written meanwhile makes the file dirty again. */
	g_atomic_int_set(&file->is_dirty, 0);
	if (file->call(file->fd) != 0)
		g_atomic_int_set(&file->has_failed, 1);
	if (file->folder_fd >= 0) {
		(void)fsync(file->folder_fd); /* some file systems cannot; the file is safe */
		(void)close(file->folder_fd);
		file->folder_fd = -1;
	}
	wd_log_sync_file_unref(file);
}

/**
 * wd_log_sync_new:
 * @delay_ms: how long a file gathers writes before it is synced: the most a power cut can take
 * @call: (nullable): what to call on the thread; NULL for fdatasync()
 *
 * Returns: (transfer full): something that syncs
 */
WdLogSync *
wd_log_sync_new(guint delay_ms, WdLogSyncCall call)
{
	WdLogSync *sync = g_new0(WdLogSync, 1);

	sync->worker = wd_io_worker_new("wd-log-sync");
	sync->delay_ms = delay_ms;
	sync->call = call != NULL ? call : fdatasync;
	return sync;
}

/**
 * wd_log_sync_flush:
 * @sync: something that syncs
 *
 * Brings all to the disk that is dirty and waits for it: not for the main loop.
 */
void
wd_log_sync_flush(WdLogSync *sync)
{
	wd_io_worker_flush(sync->worker);
}

/**
 * wd_log_sync_free:
 * @sync: (nullable) (transfer full): something that syncs
 *
 * Syncs what is still dirty and ends the thread. Blocks on the disk: only for unload and quit,
 * after which the thread's code may be gone.
 */
void
wd_log_sync_free(WdLogSync *sync)
{
	if (sync == NULL)
		return;
	wd_io_worker_free(sync->worker);
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
 * @sync: something that syncs
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
	if (file->call == NULL)
		file->call = sync->call; /* once: the thread may be reading it from then on */
	wd_io_worker_push(sync->worker, sync->delay_ms, sync_file, file);
}
