/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-archive.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "engine/wd-error.h"
#include "store/wd-log-index.h"
#include "store/wd-log-prune.h"
#include "store/wd-paths.h"

#define FILE_SUFFIX ".wdlog"

#define SAVE_AFTER 256 /* logs that the index does not have: then it is worth the writing */

struct WdLogArchive {
	char *logs;
	WdKeys *keys;        /* borrowed */
	GHashTable *by_path; /* of WdLogListing *; a log's META never changes */
	gboolean has_looked; /* for the index */
	guint n_unsaved;     /* listings that the index does not have, or has too many */
};

/* A file that was found, before anything is known of it. */
typedef struct {
	char *path;
	gint64 size;
} Found;

static void
found_free(gpointer data)
{
	Found *found = data;

	g_free(found->path);
	g_free(found);
}

static void
listing_free(gpointer data)
{
	WdLogListing *listing = data;

	wd_log_entry_free(listing->entry);
	g_free(listing->path);
	g_free(listing->problem);
	g_free(listing);
}

/**
 * wd_log_archive_open:
 * @base: the plugin's folder
 * @keys: borrowed; outlive the archive
 *
 * Returns: (transfer full): the archive; nothing is read yet
 */
WdLogArchive *
wd_log_archive_open(const char *base, WdKeys *keys)
{
	WdLogArchive *archive = g_new0(WdLogArchive, 1);

	archive->logs = wd_path_get(base, WD_PATH_LOGS);
	archive->keys = keys;
	archive->by_path = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, listing_free);
	return archive;
}

/* The profile's own keys only: who reads with another's leaves nothing behind. */
static gboolean
has_index(const WdLogArchive *archive)
{
	return wd_keys_get_recipient(archive->keys) != NULL && !wd_keys_is_locked(archive->keys);
}

static void
save_index(WdLogArchive *archive)
{
	g_autoptr(GByteArray) rows = g_byte_array_new();
	GHashTableIter iter;
	gpointer value;

	archive->n_unsaved = 0;
	if (!has_index(archive))
		return;
	g_hash_table_iter_init(&iter, archive->by_path);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const WdLogListing *listing = value;

		if (listing->entry != NULL)
			wd_log_index_format(rows, listing->entry, archive->logs, listing->size);
	}
	wd_log_index_save(archive->logs, archive->keys, rows);
}

static void
take_index(WdLogArchive *archive)
{
	g_autoptr(GPtrArray) rows = NULL;

	if (archive->has_looked || !has_index(archive))
		return;
	archive->has_looked = TRUE;
	rows = wd_log_index_load(archive->logs, archive->keys);
	for (guint i = 0; rows != NULL && i < rows->len; i++) {
		WdLogIndexRow *row = g_ptr_array_index(rows, i);
		WdLogListing *listing = g_new0(WdLogListing, 1);

		listing->entry = g_steal_pointer(&row->entry);
		listing->path = g_strdup(listing->entry->path);
		listing->size = row->size;
		g_hash_table_replace(archive->by_path, listing->path, listing);
	}
}

/**
 * wd_log_archive_close:
 * @archive: (nullable) (transfer full): an archive
 */
void
wd_log_archive_close(WdLogArchive *archive)
{
	if (archive == NULL)
		return;
	if (archive->n_unsaved > 0)
		save_index(archive);
	g_hash_table_unref(archive->by_path);
	g_free(archive->logs);
	g_free(archive);
}

static WdLogListing *
look_at(WdLogArchive *archive, const char *path, gint64 size)
{
	WdLogListing *listing = g_new0(WdLogListing, 1);
	g_autoptr(GError) problem = NULL;

	listing->path = g_strdup(path);
	listing->size = size;
	listing->entry = wd_log_entry_read(path, archive->keys, &problem);
	if (problem != NULL)
		listing->problem = g_strdup(problem->message);
	return listing;
}

/* A file that could not be read is tried again when it has changed, and one that has become shorter
 * is not the log that was looked at. */
static gboolean
is_known(const WdLogListing *listing, gint64 size)
{
	return listing != NULL &&
	       (listing->entry != NULL ? size >= listing->size : size == listing->size);
}

static WdLogListing *
find_listing(WdLogArchive *archive, const char *path, gint64 size)
{
	WdLogListing *listing = g_hash_table_lookup(archive->by_path, path);

	if (!is_known(listing, size)) {
		listing = look_at(archive, path, size);
		g_hash_table_replace(archive->by_path, listing->path, listing);
		archive->n_unsaved++;
	}
	listing->size = size;
	return listing;
}

/* Calls @visit with the path of everything in @folder; what cannot be listed has nothing for us. */
static void
for_each_in(const char *folder, GFunc visit, gpointer data)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);

		visit(path, data);
	}
}

static void
collect_file(gpointer path, gpointer data)
{
	struct stat status;
	Found *found;

	if (!g_str_has_suffix(path, FILE_SUFFIX) || g_lstat(path, &status) != 0 ||
	    !S_ISREG(status.st_mode))
		return;
	found = g_new(Found, 1);
	found->path = g_strdup(path);
	found->size = status.st_size;
	g_ptr_array_add(data, found);
}

static void
collect_class(gpointer folder, gpointer data)
{
	for_each_in(folder, collect_file, data);
}

static void
collect_month(gpointer folder, gpointer data)
{
	for_each_in(folder, collect_class, data);
}

static gint64
get_time(const WdLogListing *listing)
{
	return listing->entry != NULL ? listing->entry->time_ms : 0;
}

/* Newest first; the path makes the order of equals certain. */
static gint
compare(gconstpointer a, gconstpointer b)
{
	const WdLogListing *first = *(const WdLogListing *const *)a;
	const WdLogListing *second = *(const WdLogListing *const *)b;

	if (get_time(first) != get_time(second))
		return get_time(first) < get_time(second) ? 1 : -1;
	return strcmp(first->path, second->path);
}

static gboolean
has_vanished(gpointer path, gpointer listing, gpointer data)
{
	return !g_hash_table_contains(data, path);
}

static GPtrArray *
find_files(WdLogArchive *archive, GError **error)
{
	GPtrArray *files;

	if (wd_keys_is_locked(archive->keys)) {
		g_set_error(error, WD_ERROR, WD_ERROR_LOCKED, "the key for reading is not here");
		return NULL;
	}
	take_index(archive);
	files = g_ptr_array_new_with_free_func(found_free);
	for_each_in(archive->logs, collect_month, files);
	return files;
}

/**
 * wd_log_archive_list:
 * @archive: an archive
 * @error: return location for a #WD_ERROR; %WD_ERROR_LOCKED when nothing can be read
 *
 * Looks at the folders again and reads the META of files that are new since the last time, which
 * takes a third of a millisecond each; what the index has is not read.
 *
 * Returns: (transfer container) (element-type WdLogListing) (nullable): every log, newest first,
 * valid until the next call; NULL on error
 */
GPtrArray *
wd_log_archive_list(WdLogArchive *archive, GError **error)
{
	g_autoptr(GPtrArray) files = find_files(archive, error);
	g_autoptr(GHashTable) present = NULL;
	GPtrArray *listings;

	if (files == NULL)
		return NULL;
	present = g_hash_table_new(g_str_hash, g_str_equal);
	listings = g_ptr_array_new();
	for (guint i = 0; i < files->len; i++) {
		const Found *found = g_ptr_array_index(files, i);

		g_hash_table_add(present, found->path);
		g_ptr_array_add(listings, find_listing(archive, found->path, found->size));
	}
	archive->n_unsaved += g_hash_table_foreach_remove(archive->by_path, has_vanished, present);
	g_ptr_array_sort(listings, compare);
	if (archive->n_unsaved >= SAVE_AFTER)
		save_index(archive);
	return listings;
}

/**
 * wd_log_archive_has_any:
 * @archive: an archive, locked or not
 *
 * Returns: whether there is a log at all
 */
gboolean
wd_log_archive_has_any(const WdLogArchive *archive)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(found_free);

	for_each_in(archive->logs, collect_month, files);
	return files->len > 0;
}

/**
 * wd_log_archive_warm:
 * @archive: an archive
 * @max_new: how many files to read at most
 *
 * A piece of what wd_log_archive_list() would do, for an idle moment: so that the first list does
 * not keep anybody waiting where there is no index.
 *
 * Returns: how many files are still to be read
 */
guint
wd_log_archive_warm(WdLogArchive *archive, guint max_new)
{
	g_autoptr(GPtrArray) files = find_files(archive, NULL);
	guint n_left = 0;

	for (guint i = 0; files != NULL && i < files->len; i++) {
		const Found *found = g_ptr_array_index(files, i);

		if (is_known(g_hash_table_lookup(archive->by_path, found->path), found->size))
			continue;
		if (max_new > 0) {
			(void)find_listing(archive, found->path, found->size);
			max_new--;
		} else {
			n_left++;
		}
	}
	if (n_left == 0 && archive->n_unsaved > 0)
		save_index(archive);
	return n_left;
}

/**
 * wd_log_archive_forget:
 * @archive: an archive
 *
 * Forgets what it knows of the logs, because the key is put away.
 */
void
wd_log_archive_forget(WdLogArchive *archive)
{
	if (archive->n_unsaved > 0)
		save_index(archive);
	g_hash_table_remove_all(archive->by_path);
	archive->has_looked = FALSE;
	archive->n_unsaved = 0;
}

/**
 * wd_log_archive_remove:
 * @archive: an archive
 * @path: a log of it
 * @error: return location for a #WD_ERROR
 *
 * Deletes a log. The disk may keep its bytes for a while; without its key they are noise.
 *
 * Returns: whether it is gone
 */
gboolean
wd_log_archive_remove(WdLogArchive *archive, const char *path, GError **error)
{
	if (!wd_log_remove_files(path)) {
		g_set_error(error, WD_ERROR, WD_ERROR_IO, "%s: %s", path, g_strerror(errno));
		return FALSE;
	}
	if (g_hash_table_remove(archive->by_path, path))
		archive->n_unsaved++;
	return TRUE;
}
