/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-prune.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/wd-paths.h"

#define LOG_SUFFIX ".wdlog"

typedef struct {
	const WdLogRetention *retention;
	const WdLogHold *hold;
	gint64 now_ms;
	gboolean is_dry_run;
	WdLogPruneVisit visit;
	gpointer data;
} Pruning;

/**
 * wd_log_is_in_use:
 * @path: a log
 *
 * Returns: whether a living process writes to it: the writer holds a lock
 */
gboolean
wd_log_is_in_use(const char *path)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	gboolean is_locked;

	if (fd < 0)
		return FALSE;
	is_locked = flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
	(void)close(fd); /* the lock goes with it */
	return is_locked;
}

/* "ID.wdlog.Xy12Ab": the name under which a log of this name is written anew. */
static gboolean
is_copy_name(const char *name, const char *log_name)
{
	gsize len = strlen(log_name);

	return strncmp(name, log_name, len) == 0 && name[len] == '.' &&
	       strlen(name + len) == WD_LOG_COPY_SUFFIX_LEN;
}

/**
 * wd_log_remove_copies:
 * @path: a log, or where one was
 *
 * Deletes what wd_log_rewrap() left when it was killed: a whole copy that nothing else would ever
 * find. One that is being written stays.
 */
void
wd_log_remove_copies(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *log_name = g_path_get_basename(path);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		if (is_copy_name(name, log_name))
			g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
	}
	for (guint i = 0; i < paths->len; i++) {
		const char *copy = g_ptr_array_index(paths, i);

		if (!wd_log_is_in_use(copy))
			(void)g_unlink(copy); /* the next time, then */
	}
}

/**
 * wd_log_remove_files:
 * @path: a log
 *
 * Deletes a log, copies of it, and the mark beside it. The disk may keep the bytes for a while;
 * without the key in its envelope they are noise.
 *
 * Returns: whether the log is gone
 */
gboolean
wd_log_remove_files(const char *path)
{
	g_autofree char *mark = wd_log_hold_get_mark_path(path);

	if (g_unlink(path) != 0)
		return FALSE;
	(void)g_unlink(mark); /* most logs have none */
	wd_log_remove_copies(path);
	return TRUE;
}

static void
prune_log(const Pruning *pruning, const char *path)
{
	WdLogPruned result = WD_LOG_PRUNED;

	if (wd_log_hold_covers(pruning->hold, path))
		result = WD_LOG_PRUNE_HELD;
	else if (wd_log_is_in_use(path))
		result = WD_LOG_PRUNE_IN_USE;
	else if (!pruning->is_dry_run && !wd_log_remove_files(path))
		result = WD_LOG_PRUNE_FAILED;
	pruning->visit(path, result, pruning->data);
}

static void
prune_class(const Pruning *pruning, const char *folder)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	/* All names first: deleting while a folder is read may skip some. */
	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		if (g_str_has_suffix(name, LOG_SUFFIX))
			g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
	}
	for (guint i = 0; i < paths->len; i++)
		prune_log(pruning, g_ptr_array_index(paths, i));
	if (!pruning->is_dry_run)
		(void)g_rmdir(folder); /* stays while there is something in it */
}

/* When the month is over everywhere on earth; FALSE when the name is no month. */
static gboolean
find_end(const char *month, gint64 *end_ms)
{
	g_autoptr(GDateTime) start = NULL;
	g_autoptr(GDateTime) end = NULL;
	g_auto(GStrv) parts = g_strsplit(month, "-", 3);
	guint64 year;
	guint64 number;

	if (g_strv_length(parts) != 2 ||
	    !g_ascii_string_to_unsigned(parts[0], 10, 1970, 9998, &year, NULL) ||
	    !g_ascii_string_to_unsigned(parts[1], 10, 1, 12, &number, NULL))
		return FALSE;
	start = g_date_time_new_utc((int)year, (int)number, 1, 0, 0, 0);
	end = start != NULL ? g_date_time_add_months(start, 1) : NULL;
	if (end == NULL)
		return FALSE;
	*end_ms = g_date_time_to_unix(end) * 1000;
	return TRUE;
}

static void
prune_month(const Pruning *pruning, const char *logs, const char *month)
{
	g_autofree char *folder = g_build_filename(logs, month, NULL);
	gint64 end_ms;

	if (!find_end(month, &end_ms))
		return;
	for (guint i = 0; i < WD_LOG_N_CLASSES; i++) {
		g_autofree char *class_folder =
			g_build_filename(folder, wd_log_class_to_string((WdLogClass)i), NULL);
		gint64 keep_ms = pruning->retention->keep_ms[i];

		if (keep_ms > 0 && pruning->now_ms >= end_ms && pruning->now_ms - end_ms >= keep_ms)
			prune_class(pruning, class_folder);
	}
	if (!pruning->is_dry_run)
		(void)g_rmdir(folder); /* stays while there is something in it */
}

/**
 * wd_log_prune:
 * @base: the plugin's folder
 * @retention: how long logs are kept
 * @hold: what may not be deleted
 * @now_ms: Unix time
 * @is_dry_run: only says what would be deleted
 * @visit: told about every log that is due, on this thread
 * @data: for @visit
 *
 * Blocks on the disk; uses no cryptography.
 */
void
wd_log_prune(const char *base,
	     const WdLogRetention *retention,
	     const WdLogHold *hold,
	     gint64 now_ms,
	     gboolean is_dry_run,
	     WdLogPruneVisit visit,
	     gpointer data)
{
	Pruning pruning = {retention, hold, now_ms, is_dry_run, visit, data};
	g_autofree char *logs = wd_path_get(base, WD_PATH_LOGS);
	g_autoptr(GDir) dir = g_dir_open(logs, 0, NULL);
	g_autoptr(GPtrArray) months = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
		g_ptr_array_add(months, g_strdup(name));
	for (guint i = 0; i < months->len; i++)
		prune_month(&pruning, logs, g_ptr_array_index(months, i));
}
