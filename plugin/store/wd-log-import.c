/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* strcasestr */
#include "config.h"

#include "store/wd-log-import.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "crypto/wd-hash.h"
#include "engine/wd-error.h"
#include "store/wd-io-worker.h"
#include "store/wd-log-reader.h"
#include "store/wd-stock-log.h"

#define MAX_LOG_BYTES   (256 * 1024 * 1024)
#define MAX_IMAGE_BYTES (16 * 1024 * 1024)
#define DEPTH           4 /* PROTOCOL/ACCOUNT/PEER/FILE */

/* A log that was converted: the thread's until it is settled. */
typedef struct {
	char *old_path;
	char *new_path;
	gboolean is_kept;
	gint is_settled; /* 1: well, -1: not on the disk, so the old one stays */
} Settling;

struct WdLogImport {
	char *stock_folder;
	WdLogHome home;
	gboolean is_kept;
	GPtrArray *files; /* of char *: below the folder */
	guint next;
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

/* One log between its two forms. */
typedef struct {
	WdLogImport *import;
	WdLogWriter *writer;
	char *folder;       /* of the old log, with its pictures */
	GChecksum *written; /* of all that was given to the writer */
	GPtrArray *images;  /* of char *: paths of pictures in it */
	guint n_messages;
	GError *error;
} Converting;

static void
update(GChecksum *sum, const char *text)
{
	g_checksum_update(sum, (const guchar *)(text != NULL ? text : ""), -1);
	g_checksum_update(sum, (const guchar *)"", 1);
}

static void
add_to_sum(GChecksum *sum, const WdLogMessage *message)
{
	g_autofree char *head = g_strdup_printf(
		"%" G_GINT64_FORMAT " %u %u", message->time_ms, message->flags, message->n_images);

	update(sum, head);
	update(sum, message->sender);
	update(sum, message->body);
	for (guint i = 0; i < message->n_images; i++)
		g_checksum_update(sum, message->images[i].bytes, (gssize)message->images[i].len);
}

/* (nullable): the name in <img src="NAME">, where it is a file beside the log and nothing else. */
static char *
find_image_name(const char *tag, const char *end)
{
	const char *value = g_strstr_len(tag, end - tag, "=\"");
	const char *close = value != NULL ? memchr(value + 2, '"', (gsize)(end - value - 2)) : NULL;
	char *name;

	if (close == NULL)
		return NULL;
	name = g_strndup(value + 2, (gsize)(close - value - 2));
	if (name[0] != '\0' && name[0] != '.' && strchr(name, '/') == NULL)
		return name;
	g_free(name);
	return NULL;
}

/* (nullable): the bytes of a picture that is there and not too large. */
static GBytes *
load_image(const Converting *converting, const char *name, char **path)
{
	char *bytes = NULL;
	gsize len = 0;
	GStatBuf status;

	*path = g_build_filename(converting->folder, name, NULL);
	if (g_lstat(*path, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0 &&
	    status.st_size <= MAX_IMAGE_BYTES && g_file_get_contents(*path, &bytes, &len, NULL))
		return g_bytes_new_take(bytes, len);
	g_clear_pointer(path, g_free);
	return NULL;
}

/* The body with its pictures numbered, and those; what cannot be loaded keeps its tag as text. */
static char *
take_images(Converting *converting, const char *body, GPtrArray *images)
{
	GString *out = g_string_new(NULL);
	const char *at = body;

	for (;;) {
		const char *tag = strcasestr(at, "<img ");
		const char *end = tag != NULL ? strchr(tag, '>') : NULL;
		g_autofree char *name = end != NULL ? find_image_name(tag, end) : NULL;
		char *path = NULL;
		GBytes *bytes = NULL;

		if (end == NULL)
			break;
		if (name != NULL && images->len < WD_LOG_MAX_IMAGES)
			bytes = load_image(converting, name, &path);
		g_string_append_len(out, at, tag - at);
		if (bytes != NULL) {
			g_ptr_array_add(images, bytes);
			g_ptr_array_add(converting->images, path);
			g_string_append_printf(
				out, "<img src=\"" WD_LOG_IMAGE_SCHEME "%u\">", images->len);
		} else {
			g_string_append(out, "&lt;");
			g_string_append_len(out, tag + 1, end - tag - 1);
			g_string_append(out, "&gt;");
		}
		at = end + 1;
	}
	g_string_append(out, at);
	return g_string_free(out, FALSE);
}

static void
convert_message(const WdLogMessage *old, gpointer data)
{
	Converting *converting = data;
	g_autoptr(GPtrArray) bytes = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	g_autofree char *body = take_images(converting, old->body, bytes);
	WdLogImage images[WD_LOG_MAX_IMAGES];
	WdLogMessage message = *old;

	for (guint i = 0; i < bytes->len; i++)
		images[i].bytes = g_bytes_get_data(g_ptr_array_index(bytes, i), &images[i].len);
	message.body = body;
	message.images = images;
	message.n_images = bytes->len;
	if (converting->error != NULL ||
	    wd_log_writer_append(converting->writer, &message, &converting->error) < 0)
		return;
	add_to_sum(converting->written, &message);
	converting->n_messages++;
}

static gboolean
sum_message(const WdLogMessage *message, gpointer sum)
{
	add_to_sum(sum, message);
	return TRUE;
}

/* Reads the new log to its end and compares it with what was in the old one. */
static gboolean
is_same(Converting *converting, const char *path, WdKeys *keys)
{
	g_autoptr(GChecksum) read = g_checksum_new(G_CHECKSUM_SHA256);
	WdLogReport report;

	return wd_log_read(path, keys, sum_message, read, &report, NULL) &&
	       report.condition == WD_LOG_COMPLETE && report.n_messages == converting->n_messages &&
	       g_str_equal(g_checksum_get_string(read), g_checksum_get_string(converting->written));
}

/* In the thread: no cryptography, only the disk. */
static void
settle(gpointer data)
{
	Settling *settling = data;
	g_autofree char *folder = g_path_get_dirname(settling->new_path);
	int fd = open(settling->new_path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	int folder_fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	gboolean is_on_disk = fd >= 0 && folder_fd >= 0 && fsync(fd) == 0 && fsync(folder_fd) == 0;

	if (fd >= 0)
		(void)close(fd); /* only for fsync() */
	if (folder_fd >= 0)
		(void)close(folder_fd); /* the same */
	if (is_on_disk && !settling->is_kept)
		is_on_disk = g_unlink(settling->old_path) == 0;
	g_atomic_int_set(&settling->is_settled, is_on_disk ? 1 : -1);
}

static void
note_failure(WdLogImport *import, const char *file, const char *why)
{
	import->progress.n_failed++;
	if (import->progress.problem == NULL)
		import->progress.problem = g_strdup_printf("%s: %s", file, why);
}

static void
hand_over(WdLogImport *import, Converting *converting, const char *old_path, char *new_path)
{
	Settling *settling = g_new0(Settling, 1);

	settling->old_path = g_strdup(old_path);
	settling->new_path = new_path;
	settling->is_kept = import->is_kept;
	g_ptr_array_add(import->settling, settling);
	wd_io_worker_push(import->worker, 0, settle, settling);
	import->progress.n_messages += converting->n_messages;
	import->progress.n_images += converting->images->len;
	for (guint i = 0; i < converting->images->len; i++)
		g_hash_table_add(import->images,
				 g_strdup(g_ptr_array_index(converting->images, i)));
}

static void
convert(WdLogImport *import,
	const char *file,
	const WdStockLogName *name,
	const char *raw,
	gsize len)
{
	g_autofree char *old_path = g_build_filename(import->stock_folder, file, NULL);
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	g_autoptr(GPtrArray) images = g_ptr_array_new_with_free_func(g_free);
	WdLogMeta meta = {.log_class = name->log_class,
			  .protocol = name->protocol,
			  .account = name->account,
			  .peer = name->peer,
			  .time_ms = name->time_ms};
	Converting converting = {.import = import, .written = sum, .images = images};
	g_autofree char *new_path = NULL;

	converting.writer = wd_log_writer_open(&import->home, &meta, &converting.error);
	if (converting.writer != NULL) {
		converting.folder = g_path_get_dirname(old_path);
		new_path = g_strdup(wd_log_writer_get_path(converting.writer));
		wd_stock_log_parse(raw, len, name, convert_message, &converting);
		wd_log_writer_close(converting.writer, name->time_ms, "imported");
		g_free(converting.folder);
	}
	if (converting.error == NULL &&
	    is_same(&converting, new_path, (WdKeys *)import->home.keys)) {
		hand_over(import, &converting, old_path, g_steal_pointer(&new_path));
		return;
	}
	note_failure(import,
		     file,
		     converting.error != NULL ? converting.error->message
					      : "what was written is not what was there");
	if (new_path != NULL)
		(void)g_unlink(new_path); /* the old one stays */
	g_clear_error(&converting.error);
}

static void
import_file(WdLogImport *import, const char *file)
{
	g_autofree char *path = g_build_filename(import->stock_folder, file, NULL);
	g_autoptr(WdStockLogName) name = wd_stock_log_name_parse(file);
	g_autofree char *raw = NULL;
	g_autoptr(GError) error = NULL;
	GStatBuf status;
	gsize len = 0;

	if (name == NULL)
		note_failure(import, file, "not named as a log is");
	else if (g_lstat(path, &status) != 0 || status.st_size > MAX_LOG_BYTES)
		note_failure(import, file, "too large");
	else if (!g_file_get_contents(path, &raw, &len, &error))
		note_failure(import, file, error->message);
	else
		convert(import, file, name, raw, len);
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
		gint is_settled = g_atomic_int_get(&settling->is_settled);

		if (is_settled == 0)
			continue;
		if (is_settled > 0)
			note_sealed(import, settling->new_path);
		else
			note_failure(import, settling->old_path, "the disk did not take it");
		g_ptr_array_remove_index_fast(import->settling, i);
	}
	return import->settling->len == 0;
}

/**
 * wd_log_import_step:
 * @import: an import
 *
 * Converts one log, or looks how far the disk is.
 *
 * Returns: whether there is more to do
 */
gboolean
wd_log_import_step(WdLogImport *import)
{
	gboolean is_settled;

	if (import->next < import->files->len) {
		import_file(import, g_ptr_array_index(import->files, import->next++));
		import->progress.n_done = import->next;
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
	g_ptr_array_unref(import->settling);
	g_ptr_array_unref(import->files);
	g_hash_table_unref(import->images);
	g_free(import->stock_folder);
	g_free(import->progress.problem);
	g_free(import);
}
