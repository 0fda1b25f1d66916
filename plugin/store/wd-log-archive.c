/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-archive.h"

#include <errno.h>
#include <string.h>

#include "engine/wd-error.h"
#include "store/wd-log-index.h"
#include "store/wd-log-prune.h"
#include "store/wd-log-scan.h"
#include "store/wd-paths.h"

#define LOOKS_A_FILE 100 /* of reading one, in what it costs to see that one is known */
#define SAVE_AFTER   256 /* logs that the index does not have: then it is worth the writing */

struct WdLogArchive {
	char *logs;
	WdKeys *keys;        /* borrowed */
	GHashTable *by_path; /* of WdLogListing *; a log's META never changes */
	gboolean has_looked; /* for the index */
	guint n_unsaved;     /* listings that the index does not have, or has too many */
	WdLogScan *scan;     /* (nullable) for who reads in pieces */
	GPtrArray *to_read;  /* (nullable) of WdLogFound *: what it found */
	guint n_read;        /* of @to_read */
	guint n_left;        /* that nobody has read yet, as far as is known */
};

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
	g_clear_pointer(&archive->scan, wd_log_scan_free);
	g_clear_pointer(&archive->to_read, g_ptr_array_unref);
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

static gboolean
check_unlocked(const WdLogArchive *archive, GError **error)
{
	if (!wd_keys_is_locked(archive->keys))
		return TRUE;
	g_set_error(error, WD_ERROR, WD_ERROR_LOCKED, "the key for reading is not here");
	return FALSE;
}

static gboolean
is_read(const WdLogArchive *archive, const WdLogFound *found)
{
	return is_known(g_hash_table_lookup(archive->by_path, found->path), found->size);
}

/**
 * wd_log_archive_list_some:
 * @archive: an archive
 * @max_new: how many files to read at most
 * @error: return location for a #WD_ERROR; %WD_ERROR_LOCKED when nothing can be read
 *
 * As wd_log_archive_list(), for who must not wait: files beyond @max_new that are new since the
 * last time are left out, and wd_log_archive_get_n_left() says how many those are. The newest come
 * first.
 *
 * Returns: (transfer container) (element-type WdLogListing) (nullable): logs, newest first, valid
 * until the next call; NULL on error
 */
GPtrArray *
wd_log_archive_list_some(WdLogArchive *archive, guint max_new, GError **error)
{
	g_autoptr(GPtrArray) files = NULL;
	g_autoptr(GHashTable) present = NULL;
	GPtrArray *listings;

	if (!check_unlocked(archive, error))
		return NULL;
	take_index(archive);
	files = wd_log_scan(archive->logs);
	present = g_hash_table_new(g_str_hash, g_str_equal);
	listings = g_ptr_array_new();
	archive->n_left = 0;
	for (guint i = 0; i < files->len; i++) {
		const WdLogFound *found = g_ptr_array_index(files, i);
		gboolean is_new = !is_read(archive, found);

		g_hash_table_add(present, found->path);
		if (is_new && max_new == 0) {
			archive->n_left++;
			continue;
		}
		max_new -= is_new ? 1 : 0;
		g_ptr_array_add(listings, find_listing(archive, found->path, found->size));
	}
	archive->n_unsaved += g_hash_table_foreach_remove(archive->by_path, has_vanished, present);
	g_ptr_array_sort(listings, compare);
	if (archive->n_unsaved >= SAVE_AFTER && archive->n_left == 0)
		save_index(archive);
	return listings;
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
	return wd_log_archive_list_some(archive, G_MAXUINT, error);
}

/**
 * wd_log_archive_get_n_left:
 * @archive: an archive
 *
 * Returns: how many logs were not read when it was last listed or warmed
 */
guint
wd_log_archive_get_n_left(const WdLogArchive *archive)
{
	return archive->n_left;
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
	return wd_log_scan_has_any(archive->logs);
}

static void
stop_warming(WdLogArchive *archive)
{
	g_clear_pointer(&archive->scan, wd_log_scan_free);
	g_clear_pointer(&archive->to_read, g_ptr_array_unref);
	archive->n_read = 0;
}

/* Whether a thread has found out what there is. */
static gboolean
is_scanned(WdLogArchive *archive)
{
	if (archive->to_read != NULL)
		return TRUE;
	if (archive->scan == NULL)
		archive->scan = wd_log_scan_start(archive->logs);
	archive->to_read = wd_log_scan_take(archive->scan);
	if (archive->to_read == NULL)
		return FALSE;
	g_clear_pointer(&archive->scan, wd_log_scan_free);
	take_index(archive);
	return TRUE;
}

/* Those that the index has cost a look only, so that there are more of them at once. */
static void
read_some(WdLogArchive *archive, guint max_new)
{
	guint max_looks = max_new * LOOKS_A_FILE;

	for (; archive->n_read < archive->to_read->len && max_new > 0 && max_looks > 0;
	     archive->n_read++, max_looks--) {
		const WdLogFound *found = g_ptr_array_index(archive->to_read, archive->n_read);

		if (is_read(archive, found))
			continue;
		(void)find_listing(archive, found->path, found->size);
		max_new--;
	}
	archive->n_left = archive->to_read->len - archive->n_read;
}

/**
 * wd_log_archive_warm:
 * @archive: an archive
 * @max_new: how many files to read at most
 *
 * A piece of what wd_log_archive_list() would do, for an idle moment, so that the first list does
 * not keep anybody waiting where there is no index: a thread looks what there is, and what the
 * index has not is read a few at a time, the newest first.
 *
 * Returns: whether there is more to do
 */
gboolean
wd_log_archive_warm(WdLogArchive *archive, guint max_new)
{
	if (!check_unlocked(archive, NULL)) {
		stop_warming(archive);
		return FALSE;
	}
	if (!is_scanned(archive))
		return TRUE;
	read_some(archive, max_new);
	if (archive->n_left > 0)
		return TRUE;
	stop_warming(archive);
	if (archive->n_unsaved > 0)
		save_index(archive);
	return FALSE;
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
	stop_warming(archive);
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
