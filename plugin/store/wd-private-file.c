/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-private-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypto/wd-hash.h"
#include "engine/wd-error.h"

#define FILE_MODE  0600
#define NEW_SUFFIX ".new-" /* then six letters: a name that is nobody's, and is seen to be ours */
#define N_UNIQUE   6

static gboolean
fail_errno(GError **error, const char *what, const char *path)
{
	int saved = errno;
	WdError code = saved == ENOENT ? WD_ERROR_NOT_FOUND : WD_ERROR_IO;

	if (saved == ELOOP)
		code = WD_ERROR_UNTRUSTED;
	g_set_error(error, WD_ERROR, code, "%s %s: %s", what, path, g_strerror(saved));
	return FALSE;
}

static gboolean
is_private(int fd, const char *path, gsize max_bytes, GError **error)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return fail_errno(error, "cannot look at", path);
	if (!S_ISREG(status.st_mode) || status.st_uid != geteuid() ||
	    (status.st_mode & 0077) != 0) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_UNTRUSTED,
			    "%s is no plain file of yours with mode 0600 (it has %04o)",
			    path,
			    status.st_mode & 07777u);
		return FALSE;
	}
	if ((guint64)status.st_size > max_bytes) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_TOO_LONG,
			    "%s is over %" G_GSIZE_FORMAT " bytes",
			    path,
			    max_bytes);
		return FALSE;
	}
	return TRUE;
}

/* Reads what is there, at most @max_bytes: the file may grow under our hands. */
static gboolean
read_all(int fd, char *bytes, gsize max_bytes, gsize *len)
{
	*len = 0;
	while (*len < max_bytes) {
		gssize n = read(fd, bytes + *len, max_bytes - *len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		*len += (gsize)n;
	}
	return TRUE;
}

/**
 * wd_private_file_load:
 * @path: a file
 * @max_bytes: the most it may hold
 * @len: (out) (optional): length of the result
 * @error: return location for a #WD_ERROR: %WD_ERROR_NOT_FOUND, %WD_ERROR_UNTRUSTED when another
 *   user could have read or made it or @path is a link, %WD_ERROR_TOO_LONG, %WD_ERROR_IO
 *
 * Returns: (transfer full) (nullable): what it holds, a nul after it; may be a secret: wipe it
 */
char *
wd_private_file_load(const char *path, gsize max_bytes, gsize *len, GError **error)
{
	g_autofree char *bytes = NULL;
	gsize n_read = 0;
	gboolean is_read;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0) {
		fail_errno(error, "cannot open", path);
		return NULL;
	}
	if (!is_private(fd, path, max_bytes, error)) {
		(void)close(fd); /* only read from */
		return NULL;
	}
	bytes = g_malloc0(max_bytes + 1);
	is_read = read_all(fd, bytes, max_bytes, &n_read);
	if (!is_read)
		fail_errno(error, "cannot read", path);
	(void)close(fd); /* only read from */
	if (!is_read) {
		wd_hash_wipe(bytes, n_read);
		return NULL;
	}
	if (len != NULL)
		*len = n_read;
	return g_steal_pointer(&bytes);
}

static gboolean
write_all(int fd, const char *bytes, gsize len)
{
	while (len > 0) {
		gssize n = write(fd, bytes, len);

		if (n < 0 && errno != EINTR)
			return FALSE;
		if (n > 0) {
			bytes += n;
			len -= (gsize)n;
		}
	}
	return fsync(fd) == 0;
}

/* A complete, durable file beside @path, under a name that is nobody's. */
static char *
write_beside(const char *path, const char *bytes, gsize len, GError **error)
{
	g_autofree char *temporary = g_strconcat(path, NEW_SUFFIX "XXXXXX", NULL);
	int fd = g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC, FILE_MODE);
	gboolean is_written;

	if (fd < 0) {
		fail_errno(error, "cannot write beside", path);
		return NULL;
	}
	is_written = write_all(fd, bytes, len);
	if (close(fd) != 0)
		is_written = FALSE;
	if (!is_written) {
		fail_errno(error, "cannot write", temporary);
		(void)unlink(temporary); /* half a file is of no use */
		return NULL;
	}
	return g_steal_pointer(&temporary);
}

/* A rename is durable once its folder is. */
static void
sync_folder_of(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	(void)fsync(fd); /* some file systems cannot; the file itself is safe */
	(void)close(fd);
}

/**
 * wd_private_file_create:
 * @path: where
 * @bytes: (array length=len): what
 * @len: length of @bytes
 * @error: return location for a #WD_ERROR; %WD_ERROR_BUSY when @path is there already
 *
 * Writes a new file, mode 0600. Of two processes that do so at once one wins, and the other is
 * told.
 *
 * Returns: whether the file is there, whole and durable
 */
gboolean
wd_private_file_create(const char *path, const char *bytes, gsize len, GError **error)
{
	g_autofree char *temporary = write_beside(path, bytes, len, error);
	gboolean is_linked;
	int saved;

	if (temporary == NULL)
		return FALSE;
	is_linked = link(temporary, path) == 0;
	saved = errno;
	(void)unlink(temporary); /* the file has its name, or is not wanted */
	if (!is_linked) {
		g_set_error(error,
			    WD_ERROR,
			    saved == EEXIST ? WD_ERROR_BUSY : WD_ERROR_IO,
			    "cannot create %s: %s",
			    path,
			    g_strerror(saved));
		return FALSE;
	}
	sync_folder_of(path);
	return TRUE;
}

/**
 * wd_private_file_replace:
 * @path: where
 * @bytes: (array length=len): what
 * @len: length of @bytes
 * @error: return location for a #WD_ERROR
 *
 * Writes a file, mode 0600, in the place of the one that may be there. A reader sees the old or the
 * new one, never a mixture.
 *
 * Returns: whether the new file is there, whole and durable
 */
gboolean
wd_private_file_replace(const char *path, const char *bytes, gsize len, GError **error)
{
	g_autofree char *temporary = write_beside(path, bytes, len, error);

	if (temporary == NULL)
		return FALSE;
	if (rename(temporary, path) != 0) {
		fail_errno(error, "cannot replace", path);
		(void)unlink(temporary); /* the old file stands */
		return FALSE;
	}
	sync_folder_of(path);
	return TRUE;
}

static gboolean
overwrite(int fd)
{
	static const char zeros[4096];
	struct stat status;
	gint64 left = fstat(fd, &status) == 0 ? (gint64)status.st_size : 0;

	for (; left > 0; left -= (gint64)sizeof zeros) {
		if (write(fd, zeros, (gsize)MIN(left, (gint64)sizeof zeros)) < 0)
			return FALSE;
	}
	return fsync(fd) == 0;
}

/**
 * wd_private_file_shred:
 * @path: a file; one that is not there is no error
 * @error: return location for a #WD_ERROR
 *
 * Removes a file, and then overwrites what it held: a disk may keep a file's bytes, but need not
 * keep these. The name goes first, and durably, for a power cut in between must not bring back a
 * file of zeros where a key was.
 *
 * Returns: whether the file is gone
 */
gboolean
wd_private_file_shred(const char *path, GError **error)
{
	int fd = open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (unlink(path) != 0 && errno != ENOENT) {
		fail_errno(error, "cannot remove", path);
		if (fd >= 0)
			(void)close(fd); /* nothing was written */
		return FALSE;
	}
	sync_folder_of(path);
	if (fd >= 0) {
		(void)overwrite(fd); /* as far as the disk obeys: the file is gone either way */
		(void)close(fd);
	}
	return TRUE;
}

static gboolean
is_leftover(const char *name, const char *of)
{
	g_autofree char *start = g_strconcat(of, NEW_SUFFIX, NULL);

	return g_str_has_prefix(name, start) && strlen(name) == strlen(start) + N_UNIQUE;
}

/**
 * wd_private_file_shred_leftovers:
 * @path: a file that held a secret
 * @error: return location for a #WD_ERROR
 *
 * A crash while it was written leaves the same bytes beside it, under a name that nobody knows.
 *
 * Returns: whether nothing of that kind is there any more
 */
gboolean
wd_private_file_shred_leftovers(const char *path, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *name = g_path_get_basename(path);
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *entry;

	while (dir != NULL && (entry = g_dir_read_name(dir)) != NULL) {
		if (is_leftover(entry, name))
			g_ptr_array_add(found, g_build_filename(folder, entry, NULL));
	}
	for (guint i = 0; i < found->len; i++) {
		if (!wd_private_file_shred(g_ptr_array_index(found, i), error))
			return FALSE;
	}
	return TRUE;
}
