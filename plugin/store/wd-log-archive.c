/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-archive.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "engine/wd-error.h"
#include "store/wd-paths.h"

#define FILE_SUFFIX ".wdlog"

struct WdLogArchive {
	char *logs;
	WdKeys *keys;        /* borrowed */
	GHashTable *by_path; /* of WdLogListing *; a log's META never changes */
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

/**
 * wd_log_archive_close:
 * @archive: (nullable) (transfer full): an archive
 */
void
wd_log_archive_close(WdLogArchive *archive)
{
	if (archive == NULL)
		return;
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

/* What is known of @path; a file that could not be read is tried again only when it has grown. */
static WdLogListing *
find_listing(WdLogArchive *archive, const char *path, gint64 size)
{
	WdLogListing *listing = g_hash_table_lookup(archive->by_path, path);

	if (listing == NULL || (listing->entry == NULL && listing->size != size)) {
		listing = look_at(archive, path, size);
		g_hash_table_replace(archive->by_path, listing->path, listing);
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

	if (g_str_has_suffix(path, FILE_SUFFIX) && g_lstat(path, &status) == 0 &&
	    S_ISREG(status.st_mode))
		g_ptr_array_add(data, g_strdup(path));
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

/**
 * wd_log_archive_list:
 * @archive: an archive
 * @error: return location for a #WD_ERROR; %WD_ERROR_LOCKED when nothing can be read
 *
 * Looks at the folders again and reads the META of files that are new since the last time.
 *
 * Returns: (transfer container) (element-type WdLogListing) (nullable): every log, newest first,
 * valid until the next call; NULL on error
 */
GPtrArray *
wd_log_archive_list(WdLogArchive *archive, GError **error)
{
	g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GHashTable) present = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *listings;

	if (wd_keys_is_locked(archive->keys)) {
		g_set_error(error, WD_ERROR, WD_ERROR_LOCKED, "the key for reading is not here");
		return NULL;
	}
	for_each_in(archive->logs, collect_month, paths);
	listings = g_ptr_array_new();
	for (guint i = 0; i < paths->len; i++) {
		const char *path = g_ptr_array_index(paths, i);
		struct stat status;

		if (g_lstat(path, &status) != 0)
			continue; /* removed since it was listed */
		g_hash_table_add(present, (gpointer)path);
		g_ptr_array_add(listings, find_listing(archive, path, status.st_size));
	}
	g_hash_table_foreach_remove(archive->by_path, has_vanished, present);
	g_ptr_array_sort(listings, compare);
	return listings;
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
	if (g_unlink(path) != 0) {
		g_set_error(error, WD_ERROR, WD_ERROR_IO, "%s: %s", path, g_strerror(errno));
		return FALSE;
	}
	g_hash_table_remove(archive->by_path, path);
	return TRUE;
}
