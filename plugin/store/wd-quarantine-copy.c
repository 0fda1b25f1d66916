/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store/wd-file-bytes.h"
#include "store/wd-paths.h"
#include "store/wd-quarantine.h"

/*
 * What is about to be sent is copied first, so that what was looked at is what leaves. The copy has
 * the same name, because protocols tell the peer the name of what they read; so it lies in a folder
 * of its own.
 */

#define SUFFIX    ".out" /* after the process that sends it: ID-PID.out */
#define FILE_MODE 0600

static gboolean
fail(GError **error, const char *what)
{
	g_set_error(error, WD_ERROR, WD_ERROR_IO, "%s: %s", what, g_strerror(errno));
	return FALSE;
}

/* Non-blocking, or a pipe would stop the thread; a link is the person's own way to name a file. */
static int
open_source(const char *source, GError **error)
{
	int fd = open(source, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	struct stat status;

	if (fd < 0) {
		(void)fail(error, "cannot read the file"); /* the result says so */
		return -1;
	}
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
		return fd;
	g_set_error(error, WD_ERROR, WD_ERROR_UNTRUSTED, "this is no plain file");
	(void)close(fd); /* nothing was read */
	return -1;
}

static gboolean
copy_to(int from, const char *path, gint64 max_bytes, GError **error)
{
	int to = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
	gboolean is_copied;

	if (to < 0)
		return fail(error, "cannot make a copy");
	is_copied = wd_file_bytes_copy(from, to, max_bytes, error);
	if (close(to) != 0 && is_copied)
		is_copied = fail(error, "cannot make a copy");
	return is_copied;
}

/**
 * wd_quarantine_copy_in:
 * @base: the Warden folder of the client
 * @id: an id of wd_queue_new_id()
 * @source: the file that is to be sent
 * @max_bytes: how many of its bytes at most, -1 for any
 * @error: return location for a #WD_ERROR: %WD_ERROR_UNTRUSTED when it is no plain file,
 *   %WD_ERROR_TOO_LONG, %WD_ERROR_IO
 *
 * Copies a file under its own name into a private folder. Blocks.
 *
 * Returns: (transfer full): the copy's path
 */
char *
wd_quarantine_copy_in(
	const char *base, const char *id, const char *source, gint64 max_bytes, GError **error)
{
	g_autofree char *parent = wd_path_get(base, WD_PATH_QUARANTINE);
	g_autofree char *folder = g_strdup_printf("%s/%s-%ld" SUFFIX, parent, id, (long)getpid());
	g_autofree char *name = g_path_get_basename(source);
	g_autofree char *path = g_build_filename(folder, name, NULL);
	int from = open_source(source, error);
	gboolean is_copied;

	if (from < 0)
		return NULL;
	is_copied = wd_path_make_folder(folder, error) && copy_to(from, path, max_bytes, error);
	(void)close(from); /* only read from */
	if (is_copied)
		return g_steal_pointer(&path);
	wd_quarantine_remove_copy(path);
	return NULL;
}

/**
 * wd_quarantine_remove_copy:
 * @path: what wd_quarantine_copy_in() gave
 */
void
wd_quarantine_remove_copy(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);

	(void)g_unlink(path);  /* perhaps it was never made */
	(void)g_rmdir(folder); /* as above */
}

static void
remove_folder(const char *path)
{
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *child = g_build_filename(path, name, NULL);

		(void)g_unlink(child); /* what stays is tried at the next start */
	}
	(void)g_rmdir(path); /* as above */
}

/* Another client of the same profile may be sending it just now. */
static gboolean
is_in_use(const char *name)
{
	const char *dash = strrchr(name, '-');
	gint64 process = dash == NULL ? 0 : g_ascii_strtoll(dash + 1, NULL, 10);
	g_autofree char *path = g_strdup_printf("/proc/%" G_GINT64_FORMAT, process);

	return process > 0 && process != getpid() && access(path, F_OK) == 0;
}

/**
 * wd_quarantine_remove_copies:
 * @base: the Warden folder of the client
 *
 * Removes what an earlier run left behind: the files themselves lie where they always did.
 */
void
wd_quarantine_remove_copies(const char *base)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_QUARANTINE);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);

		if (g_str_has_suffix(name, SUFFIX) && !is_in_use(name))
			remove_folder(path);
	}
}
