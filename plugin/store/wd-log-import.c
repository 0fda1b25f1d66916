/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* leases */
#include "config.h"

#include "store/wd-log-import.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

#include "store/wd-io-worker.h"
#include "store/wd-log-convert.h"
#include "store/wd-log-prune.h"

#define DEPTH 4 /* PROTOCOL/ACCOUNT/PEER/FILE */

/* A log that was converted: the thread's until it is settled. */
typedef struct {
	char *old_path;
	char *new_path;
	WdLogConvertSeen seen;
	gboolean is_kept;
	const char *problem; /* (nullable) why the old one stays; set before @is_settled */
	gint is_settled;     /* atomic */
} Settling;

struct WdLogImport {
	char *stock_folder;
	WdLogHome home;
	gboolean is_kept;
	GPtrArray *files; /* of char *: below the folder */
	guint next;
	WdLogConvert *convert; /* (nullable) of that file */
	WdIoWorker *worker;
	GPtrArray *settling;      /* of Settling * */
	GHashTable *images;       /* of char *: files that are sealed now */
	WdLogImportSealed sealed; /* (nullable) */
	gpointer sealed_data;
	WdLogImportProgress progress;
};

static void
settling_free(gpointer data)
{
	Settling *settling = data;

	g_free(settling->old_path);
	g_free(settling->new_path);
	g_free(settling);
}

static void
find_files(GPtrArray *files, const char *folder, const char *below, guint depth)
{
	g_autofree char *path = g_build_filename(folder, below, NULL);
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *entry;

	while (dir != NULL && (entry = g_dir_read_name(dir)) != NULL) {
		char *child =
			below[0] == '\0' ? g_strdup(entry) : g_build_filename(below, entry, NULL);
		g_autofree char *full = g_build_filename(folder, child, NULL);
		GStatBuf status;

		if (g_lstat(full, &status) != 0) {
			g_free(child);
		} else if (depth + 1 < DEPTH && S_ISDIR(status.st_mode)) {
			find_files(files, folder, child, depth + 1);
			g_free(child);
		} else if (depth + 1 == DEPTH && S_ISREG(status.st_mode) &&
			   (g_str_has_suffix(child, ".html") || g_str_has_suffix(child, ".txt"))) {
			g_ptr_array_add(files, child);
		} else {
			g_free(child);
		}
	}
}

/**
 * wd_log_import_new:
 * @stock_folder: "logs" in the client's user directory
 * @home: where and for whom; what it points to outlives the import
 * @is_kept: whether the old logs stay
 *
 * Returns: (transfer full): an import before its first step
 */
WdLogImport *
wd_log_import_new(const char *stock_folder, const WdLogHome *home, gboolean is_kept)
{
	WdLogImport *import = g_new0(WdLogImport, 1);

	import->stock_folder = g_strdup(stock_folder);
	import->home = *home;
	import->is_kept = is_kept;
	import->files = g_ptr_array_new_with_free_func(g_free);
	import->worker = wd_io_worker_new("warden-import");
	import->settling = g_ptr_array_new_with_free_func(settling_free);
	import->images = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	find_files(import->files, stock_folder, "", 0);
	import->progress.n_files = import->files->len;
	return import;
}

/**
 * wd_log_import_watch:
 * @import: an import before its first step
 * @sealed: told of each log that is sealed, on the disk, and whose old file is gone or kept
 * @data: for @sealed
 */
void
wd_log_import_watch(WdLogImport *import, WdLogImportSealed sealed, gpointer data)
{
	import->sealed = sealed;
	import->sealed_data = data;
}

static gboolean
bring_to_disk(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	int folder_fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	gboolean is_on_disk = fd >= 0 && folder_fd >= 0 && fsync(fd) == 0 && fsync(folder_fd) == 0;

	if (fd >= 0)
		(void)close(fd); /* only for fsync() */
	if (folder_fd >= 0)
		(void)close(folder_fd); /* the same */
	return is_on_disk;
}

/*
 * A client without Warden keeps the log of a conversation open, and would go on writing into a file
 * that has no name any more. The kernel tells by refusing a lease; where it knows none nobody can
 * tell. Whoever opens the file in that moment has us sent a signal, which must be a harmless one.
 */
static gboolean
is_written_to(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	gboolean is_refused = fd >= 0 && fcntl(fd, F_SETSIG, SIGURG) == 0 &&
			      fcntl(fd, F_SETLEASE, F_RDLCK) != 0 && errno == EAGAIN;

	if (fd >= 0)
		(void)close(fd); /* and the lease with it */
	return is_refused;
}

/* (nullable): why the old log stays. */
static const char *
replace_old(const Settling *settling)
{
	if (!bring_to_disk(settling->new_path))
		return "the disk did not take it";
	if (settling->is_kept)
		return NULL;
	if (is_written_to(settling->old_path) ||
	    !wd_log_convert_is_as_seen(&settling->seen, settling->old_path))
		return "another program writes it";
	return g_unlink(settling->old_path) == 0 ? NULL : "it cannot be deleted";
}

/* In the thread: no cryptography, only the disk. What stays in the clear is not there twice. */
static void
settle(gpointer data)
{
	Settling *settling = data;

	settling->problem = replace_old(settling);
	if (settling->problem != NULL)
		(void)wd_log_remove_files(settling->new_path); /* the next import makes it again */
	g_atomic_int_set(&settling->is_settled, TRUE);
}

/* (transfer none): the one that is converted now. */
static const char *
get_file(const WdLogImport *import)
{
	return g_ptr_array_index(import->files, import->next);
}

static void
note_failure(WdLogImport *import, const char *file, const char *why)
{
	import->progress.n_failed++;
	if (import->progress.problem == NULL)
		import->progress.problem = g_strdup_printf("%s: %s", file, why);
}

static void
hand_over(WdLogImport *import)
{
	const GPtrArray *images = wd_log_convert_get_images(import->convert);
	Settling *settling = g_new0(Settling, 1);

	settling->old_path = g_build_filename(import->stock_folder, get_file(import), NULL);
	settling->new_path = wd_log_convert_take_path(import->convert);
	settling->seen = wd_log_convert_get_seen(import->convert);
	settling->is_kept = import->is_kept;
	g_ptr_array_add(import->settling, settling);
	wd_io_worker_push(import->worker, 0, settle, settling);
	import->progress.n_messages += wd_log_convert_get_n_messages(import->convert);
	import->progress.n_images += images->len;
	for (guint i = 0; i < images->len; i++)
		g_hash_table_add(import->images, g_strdup(g_ptr_array_index(images, i)));
}

/* On to the next file, whatever came of this one. */
static void
end_file(WdLogImport *import, const GError *error)
{
	if (error != NULL)
		note_failure(import, get_file(import), error->message);
	g_clear_pointer(&import->convert, wd_log_convert_free);
	import->next++;
	import->progress.n_done = import->next;
}

static void
import_on(WdLogImport *import)
{
	g_autoptr(GError) error = NULL;
	gboolean is_done = FALSE;

	if (import->convert == NULL)
		import->convert = wd_log_convert_new(
			import->stock_folder, get_file(import), &import->home, &error);
	else if (wd_log_convert_step(import->convert, &is_done, &error) && is_done)
		hand_over(import);
	if (error != NULL || is_done)
		end_file(import, error);
}

/* A picture goes when no log in the clear is left that might show it. */
static void
remove_images(WdLogImport *import)
{
	GHashTableIter iter;
	gpointer path;

	g_hash_table_iter_init(&iter, import->images);
	while (!import->is_kept && g_hash_table_iter_next(&iter, &path, NULL)) {
		g_autofree char *folder = g_path_get_dirname(path);
		g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
		const char *entry;
		gboolean is_used = FALSE;

		while (dir != NULL && (entry = g_dir_read_name(dir)) != NULL)
			is_used |= g_str_has_suffix(entry, ".html");
		if (!is_used)
			(void)g_unlink(path); /* else it stays with its log */
	}
}

static void
note_sealed(WdLogImport *import, const char *path)
{
	import->progress.n_sealed++;
	if (import->sealed != NULL)
		import->sealed(path, import->is_kept, import->sealed_data);
}

/* Counts what the thread has done; FALSE while it works. */
static gboolean
collect_settled(WdLogImport *import)
{
	for (guint i = import->settling->len; i-- > 0;) {
		Settling *settling = g_ptr_array_index(import->settling, i);

		if (!g_atomic_int_get(&settling->is_settled))
			continue;
		if (settling->problem == NULL)
			note_sealed(import, settling->new_path);
		else
			note_failure(import, settling->old_path, settling->problem);
		g_ptr_array_remove_index_fast(import->settling, i);
	}
	return import->settling->len == 0;
}

/**
 * wd_log_import_step:
 * @import: an import
 *
 * Converts a piece of one log, or looks how far the disk is: half a millisecond.
 *
 * Returns: whether there is more to do
 */
gboolean
wd_log_import_step(WdLogImport *import)
{
	gboolean is_settled;

	if (import->next < import->files->len) {
		import_on(import);
		(void)collect_settled(import);
		return TRUE;
	}
	is_settled = collect_settled(import);
	if (is_settled)
		remove_images(import);
	return !is_settled;
}

/**
 * wd_log_import_get_progress:
 * @import: an import
 *
 * Returns: (transfer none): how far it is
 */
const WdLogImportProgress *
wd_log_import_get_progress(const WdLogImport *import)
{
	return &import->progress;
}

/**
 * wd_log_import_free:
 * @import: (nullable) (transfer full): an import, done or not
 */
void
wd_log_import_free(WdLogImport *import)
{
	if (import == NULL)
		return;
	wd_io_worker_free(import->worker); /* first: it uses what is settling */
	(void)collect_settled(import);     /* whoever watches hears of all that was done */
	wd_log_convert_free(import->convert);
	g_ptr_array_unref(import->settling);
	g_ptr_array_unref(import->files);
	g_hash_table_unref(import->images);
	g_free(import->stock_folder);
	g_free(import->progress.problem);
	g_free(import);
}
