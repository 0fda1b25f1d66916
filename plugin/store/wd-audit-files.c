/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-audit-files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "engine/wd-error.h"

#define SUFFIX       ".jsonl"
#define DATE_LEN     10                      /* "2026-11-22" */
#define MAX_LOADED   (2 * WD_AUDIT_MAX_FILE) /* more was not written by us */
#define LAST_TIME_MS G_GINT64_CONSTANT(253402300799999)
#define LAST_YEAR    9999
#define MAX_NUMBER   9999 /* files of one day: four digits keep the order of the names */

/* "2026-11-22-0001.jsonl", nothing else: the name goes into paths. */
static gboolean
is_name(const char *name)
{
	static const char pattern[] = "0000-00-00-0000" SUFFIX;

	if (strlen(name) != sizeof pattern - 1)
		return FALSE;
	for (gsize i = 0; i < sizeof pattern - 1; i++) {
		if (pattern[i] == '0' ? !g_ascii_isdigit(name[i]) : name[i] != pattern[i])
			return FALSE;
	}
	return TRUE;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/**
 * wd_audit_files_list:
 * @folder: the folder of the trail
 *
 * Returns: (transfer full) (element-type utf8): the names of its files, the oldest first; empty
 * when there is no folder
 */
GPtrArray *
wd_audit_files_list(const char *folder)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		if (is_name(name))
			g_ptr_array_add(names, g_strdup(name));
	}
	g_ptr_array_sort(names, compare_names);
	return names;
}

/* FALSE when there is none after it, or it is no day at all. */
static gboolean
go_to_next_day(char date[DATE_LEN + 1])
{
	guint year = (guint)g_ascii_strtoull(date, NULL, 10);
	guint month = (guint)g_ascii_strtoull(date + 5, NULL, 10);
	guint day = (guint)g_ascii_strtoull(date + 8, NULL, 10);
	GDate when;

	if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
		return FALSE;
	g_date_set_dmy(&when, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
	g_date_add_days(&when, 1);
	if (g_date_get_year(&when) > LAST_YEAR)
		return FALSE;
	(void)g_snprintf(date,
			 DATE_LEN + 1,
			 "%04u-%02u-%02u",
			 g_date_get_year(&when),
			 g_date_get_month(&when),
			 g_date_get_day(&when));
	return TRUE;
}

/**
 * wd_audit_files_next_name:
 * @last: (nullable): the name of the last file
 * @now_ms: the time
 *
 * Names grow even when the clock goes back: their order is the order of the chain. After 9999 files
 * of a day they go on with the day after it: a clock that was in the future once must not end the
 * trail for ever.
 *
 * Returns: (transfer full) (nullable): the name of the next file; NULL when no name can follow
 */
char *
wd_audit_files_next_name(const char *last, gint64 now_ms)
{
	time_t seconds = (time_t)(CLAMP(now_ms, 0, LAST_TIME_MS) / 1000);
	guint number = 1;
	char date[DATE_LEN + 1];
	struct tm parts;

	(void)gmtime_r(&seconds, &parts); /* cannot fail within the bounds */
	(void)strftime(date, sizeof date, "%Y-%m-%d", &parts);
	if (last != NULL && strncmp(last, date, DATE_LEN) >= 0) {
		memcpy(date, last, DATE_LEN);
		number = (guint)g_ascii_strtoull(last + DATE_LEN + 1, NULL, 10) + 1;
	}
	if (number > MAX_NUMBER) {
		number = 1;
		if (!go_to_next_day(date))
			return NULL;
	}
	return g_strdup_printf("%s-%04u" SUFFIX, date, number);
}

static char *
read_all(int fd, gsize max_bytes, gsize *len)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	guint8 block[16384];

	for (;;) {
		gssize n = read(fd, block, sizeof block);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return NULL;
		if (n == 0)
			break;
		g_byte_array_append(bytes, block, (guint)n);
		if (bytes->len > max_bytes) {
			errno = EFBIG;
			return NULL;
		}
	}
	*len = bytes->len;
	g_byte_array_append(bytes, (const guint8 *)"", 1);
	return (char *)g_byte_array_free(g_steal_pointer(&bytes), FALSE);
}

/**
 * wd_audit_files_load:
 * @folder: the folder of the trail
 * @name: a file of it
 * @len: (out): length of the result in bytes
 * @error: return location for a #WD_ERROR
 *
 * Returns: (transfer full): what it holds, a nul after it; need not be text
 */
char *
wd_audit_files_load(const char *folder, const char *name, gsize *len, GError **error)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	char *bytes = fd < 0 ? NULL : read_all(fd, MAX_LOADED, len);

	if (bytes == NULL)
		g_set_error(error,
			    WD_ERROR,
			    errno == ENOENT ? WD_ERROR_NOT_FOUND : WD_ERROR_IO,
			    "%s: %s",
			    name,
			    g_strerror(errno));
	if (fd >= 0)
		(void)close(fd); /* only read from */
	return bytes;
}

/* Whether all of a file was written before that day: the next one was begun before it, too. */
static gboolean
is_older(const GPtrArray *names, guint i, const char *day)
{
	return day != NULL && i + 1 < names->len &&
	       strncmp(g_ptr_array_index(names, i + 1), day, DATE_LEN) < 0;
}

/**
 * wd_audit_files_each_line:
 * @folder: the folder of the trail
 * @from_day: (nullable): "2026-11-22": files that end before that day in UTC are not read
 * @each: called for every line, in the order of the trail
 * @data: for @each
 * @error: return location for a #WD_ERROR
 *
 * One file at a time is in memory.
 *
 * Returns: FALSE when a file cannot be read; those before it were handed out
 */
gboolean
wd_audit_files_each_line(const char *folder,
			 const char *from_day,
			 WdAuditEachLine each,
			 gpointer data,
			 GError **error)
{
	g_autoptr(GPtrArray) names = wd_audit_files_list(folder);

	for (guint i = 0; i < names->len; i++) {
		gsize len = 0;
		g_autofree char *bytes = NULL;
		const char *p;
		const char *newline;

		if (is_older(names, i, from_day))
			continue;
		bytes = wd_audit_files_load(folder, g_ptr_array_index(names, i), &len, error);
		if (bytes == NULL)
			return FALSE;
		for (p = bytes; (newline = memchr(p, '\n', len - (gsize)(p - bytes))) != NULL;
		     p = newline + 1) {
			if (!each(p, (gsize)(newline - p), data))
				return TRUE;
		}
	}
	return TRUE;
}

/* Puts the last lines of @text before those that are there, until there are @n_lines. */
static void
prepend_lines(GPtrArray *lines, const char *text, guint n_lines)
{
	g_auto(GStrv) split = g_strsplit(text, "\n", -1);

	for (guint i = g_strv_length(split); i > 0 && lines->len < n_lines; i--) {
		if (split[i - 1][0] != '\0')
			g_ptr_array_insert(lines, 0, g_strdup(split[i - 1]));
	}
}

/**
 * wd_audit_files_tail:
 * @folder: the folder of the trail
 * @n_lines: how many
 * @error: return location for a #WD_ERROR
 *
 * Returns: (transfer full) (element-type utf8): the last lines of the trail, in order, unverified
 */
GPtrArray *
wd_audit_files_tail(const char *folder, guint n_lines, GError **error)
{
	g_autoptr(GPtrArray) names = wd_audit_files_list(folder);
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);

	for (guint i = names->len; i > 0 && lines->len < n_lines; i--) {
		gsize len;
		g_autofree char *text =
			wd_audit_files_load(folder, g_ptr_array_index(names, i - 1), &len, error);

		if (text == NULL)
			return NULL;
		prepend_lines(lines, text, n_lines);
	}
	return g_steal_pointer(&lines);
}
