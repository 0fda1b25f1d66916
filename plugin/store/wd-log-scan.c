/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-scan.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_SUFFIX   ".wdlog"
#define FOLDERS_ABOVE 2 /* the month's and the class's */

struct WdLogScan {
	char *logs;
	GThread *thread;
	GPtrArray *found; /* the thread's until it is done */
	gint is_done;
};

static void
found_free(gpointer data)
{
	WdLogFound *found = data;

	g_free(found->path);
	g_free(found);
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
	WdLogFound *found;

	if (!g_str_has_suffix(path, FILE_SUFFIX) || g_lstat(path, &status) != 0 ||
	    !S_ISREG(status.st_mode))
		return;
	found = g_new(WdLogFound, 1);
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

/* The month is what their paths differ in first. */
static gint
compare(gconstpointer a, gconstpointer b)
{
	const WdLogFound *first = *(const WdLogFound *const *)a;
	const WdLogFound *second = *(const WdLogFound *const *)b;

	return strcmp(second->path, first->path);
}

/**
 * wd_log_scan:
 * @logs: the folder of logs
 *
 * Returns: (transfer full) (element-type WdLogFound): what lies there, the newest month first
 */
GPtrArray *
wd_log_scan(const char *logs)
{
	GPtrArray *found = g_ptr_array_new_with_free_func(found_free);

	for_each_in(logs, collect_month, found);
	g_ptr_array_sort(found, compare);
	return found;
}

/* @depth: folders between this one and the logs. */
static gboolean
has_any_below(const char *folder, guint depth)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);

		if (depth > 0 ? has_any_below(path, depth - 1)
			      : g_str_has_suffix(name, FILE_SUFFIX))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_log_scan_has_any:
 * @logs: the folder of logs
 *
 * Stops at the first.
 *
 * Returns: whether there is a log at all
 */
gboolean
wd_log_scan_has_any(const char *logs)
{
	return has_any_below(logs, FOLDERS_ABOVE);
}

static gpointer
scan_in_thread(gpointer data)
{
	WdLogScan *scan = data;

	scan->found = wd_log_scan(scan->logs);
	g_atomic_int_set(&scan->is_done, TRUE);
	return NULL;
}

/**
 * wd_log_scan_start:
 * @logs: the folder of logs
 *
 * Returns: (transfer full): a scan that is under way
 */
WdLogScan *
wd_log_scan_start(const char *logs)
{
	WdLogScan *scan = g_new0(WdLogScan, 1);

	scan->logs = g_strdup(logs);
	scan->thread = g_thread_new("warden-scan", scan_in_thread, scan);
	return scan;
}

/**
 * wd_log_scan_take:
 * @scan: a scan
 *
 * Never waits.
 *
 * Returns: (transfer full) (element-type WdLogFound) (nullable): what wd_log_scan() returns, once;
 * NULL while it goes on
 */
GPtrArray *
wd_log_scan_take(WdLogScan *scan)
{
	return g_atomic_int_get(&scan->is_done) ? g_steal_pointer(&scan->found) : NULL;
}

/**
 * wd_log_scan_free:
 * @scan: (nullable) (transfer full): a scan
 *
 * Waits for the thread, which nothing can stop and which ends soon.
 */
void
wd_log_scan_free(WdLogScan *scan)
{
	if (scan == NULL)
		return;
	g_thread_join(scan->thread);
	g_clear_pointer(&scan->found, g_ptr_array_unref);
	g_free(scan->logs);
	g_free(scan);
}
