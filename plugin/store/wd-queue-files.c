/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-queue-files.h"

#include "store/wd-io-worker.h"
#include "store/wd-quarantine.h"
#include "store/wd-queue-payload.h"

struct WdQueueFiles {
	char *base;
	WdIoWorker *worker;
	GMutex mutex;
	GPtrArray *ids;   /* of char *; under the mutex: whose files are to go */
	GPtrArray *fresh; /* of char *; under the mutex: whose contents are not on the disk yet */
};

static GPtrArray *
take(WdQueueFiles *files, GPtrArray **ids)
{
	GPtrArray *taken;

	g_mutex_lock(&files->mutex);
	taken = g_steal_pointer(ids);
	*ids = g_ptr_array_new_with_free_func(g_free);
	g_mutex_unlock(&files->mutex);
	return taken;
}

/* The worker's. */
static void
remove_all(gpointer data)
{
	WdQueueFiles *files = data;
	g_autoptr(GPtrArray) ids = take(files, &files->ids);

	for (guint i = 0; i < ids->len; i++) {
		const char *id = g_ptr_array_index(ids, i);

		wd_queue_payload_remove(files->base, id);
		wd_quarantine_remove(files->base, id);
	}
}

/* The worker's. */
static void
sync_all(gpointer data)
{
	WdQueueFiles *files = data;
	g_autoptr(GPtrArray) ids = take(files, &files->fresh);

	for (guint i = 0; i < ids->len; i++)
		wd_queue_payload_sync(files->base, g_ptr_array_index(ids, i));
}

/**
 * wd_queue_files_new:
 * @base: the Warden folder of the client
 *
 * Returns: (transfer full): freed with wd_queue_files_free()
 */
WdQueueFiles *
wd_queue_files_new(const char *base)
{
	WdQueueFiles *files = g_new0(WdQueueFiles, 1);

	files->base = g_strdup(base);
	files->worker = wd_io_worker_new("wd-files");
	g_mutex_init(&files->mutex);
	files->ids = g_ptr_array_new_with_free_func(g_free);
	files->fresh = g_ptr_array_new_with_free_func(g_free);
	return files;
}

/**
 * wd_queue_files_remove:
 * @files: the files
 * @ids: (element-type utf8): rows that are in no journal and in no table any more
 *
 * Removes what lies under these ids, in the queue's folder and in the quarantine; most have
 * nothing. Never waits for the disk. What a crash leaves is found at the next start.
 */
void
wd_queue_files_remove(WdQueueFiles *files, const GPtrArray *ids)
{
	if (ids->len == 0)
		return;
	g_mutex_lock(&files->mutex);
	for (guint i = 0; i < ids->len; i++)
		g_ptr_array_add(files->ids, g_strdup(g_ptr_array_index(ids, i)));
	g_mutex_unlock(&files->mutex);
	wd_io_worker_push(files->worker, 0, remove_all, files);
}

/**
 * wd_queue_files_sync:
 * @files: the files
 * @id: a row whose content was just written into a file of its own
 *
 * Brings it onto the disk. Never waits for that.
 */
void
wd_queue_files_sync(WdQueueFiles *files, const char *id)
{
	g_mutex_lock(&files->mutex);
	g_ptr_array_add(files->fresh, g_strdup(id));
	g_mutex_unlock(&files->mutex);
	wd_io_worker_push(files->worker, 0, sync_all, files);
}

/**
 * wd_queue_files_free:
 * @files: (nullable) (transfer full): the files
 *
 * Blocks until all of them are removed, or on the disk.
 */
void
wd_queue_files_free(WdQueueFiles *files)
{
	if (files == NULL)
		return;
	wd_io_worker_free(files->worker);
	g_ptr_array_unref(files->ids);
	g_ptr_array_unref(files->fresh);
	g_mutex_clear(&files->mutex);
	g_free(files->base);
	g_free(files);
}
