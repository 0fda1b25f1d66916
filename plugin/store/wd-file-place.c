/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-file-place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store/wd-file-bytes.h"

#define FILE_MODE      0600 /* never executable, whatever was sent */
#define MAX_NAMES      1000 /* "name (2).txt", "name (3).txt" … */
#define MAX_NAME_BYTES 255
#define NO_REPLACE     1 /* RENAME_NOREPLACE, for which glibc wants _GNU_SOURCE */
#define EXCHANGE       2 /* RENAME_EXCHANGE */

/* Where the file goes, by descriptor: nobody can exchange the folder while names are tried. */
typedef struct {
	const WdFileMove *move;
	char *folder_path;
	int folder;
} Job;

static gboolean
fail(GError **error, const char *what, const char *path)
{
	int saved = errno;

	g_set_error(error,
		    WD_ERROR,
		    saved == ENOENT ? WD_ERROR_NOT_FOUND : WD_ERROR_IO,
		    "%s %s: %s",
		    what,
		    path,
		    g_strerror(saved));
	return FALSE;
}

/* Which file it is and when it was last written. Not when it was last renamed, as we do. */
static char *
make_mark(const struct stat *status)
{
	return g_strdup_printf("%" G_GUINT64_FORMAT ".%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT
			       ".%09ld",
			       (guint64)status->st_ino,
			       (gint64)status->st_size,
			       (gint64)status->st_mtim.tv_sec,
			       status->st_mtim.tv_nsec);
}

static gboolean
look_at(int folder, const char *name, char **mark, GError **error)
{
	struct stat status;

	*mark = NULL;
	if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT || fail(error, "cannot look at", name);
	if (S_ISREG(status.st_mode)) {
		*mark = make_mark(&status);
		return TRUE;
	}
	g_set_error(error,
		    WD_ERROR,
		    WD_ERROR_UNTRUSTED,
		    "%s is no plain file, so nothing is saved there",
		    name);
	return FALSE;
}

/**
 * wd_file_place_check:
 * @path: an absolute path that the person chose
 * @mark: (out) (nullable) (transfer full): by what the file that is there is known again; NULL
 * where there is none
 * @error: return location for a #WD_ERROR: %WD_ERROR_UNTRUSTED for a link, device, pipe, socket or
 *   folder, %WD_ERROR_NOT_FOUND without a folder to hold it
 *
 * Cheap: one look, nothing is opened.
 *
 * Returns: whether a file can be saved there
 */
gboolean
wd_file_place_check(const char *path, char **mark, GError **error)
{
	g_autofree char *folder = g_path_get_dirname(path);
	struct stat status;

	*mark = NULL;
	if (!g_path_is_absolute(path) || g_str_has_suffix(path, "/")) {
		g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "%s names no file", path);
		return FALSE;
	}
	if (stat(folder, &status) != 0)
		return fail(error, "cannot save into", folder);
	return look_at(AT_FDCWD, path, mark, error);
}

/* Not every file system keeps them, and the file is none the worse without. */
static void
mark_origin(int fd, const char *origin)
{
	if (origin == NULL)
		return;
	(void)fsetxattr(fd, "user.xdg.origin.url", origin, strlen(origin), 0);
	(void)fsetxattr(fd, "user.xdg.referrer.url", origin, strlen(origin), 0);
}

/* The name that was chosen, then "name (2).txt" and so on; short enough for a folder. */
static char *
make_name(const char *wanted, guint n)
{
	const char *dot = strrchr(wanted, '.');
	gsize stem = dot == NULL || dot == wanted ? strlen(wanted) : (gsize)(dot - wanted);
	g_autofree char *ending =
		n == 1 ? g_strdup(wanted + stem) : g_strdup_printf(" (%u)%s", n, wanted + stem);
	gsize room = MAX_NAME_BYTES - MIN(strlen(ending), MAX_NAME_BYTES / 2);
	g_autofree char *start = NULL;

	stem = MIN(stem, room);
	while (stem > 0 && ((guchar)wanted[stem] & 0xc0) == 0x80)
		stem--; /* not within a character */
	start = g_strndup(wanted, stem);
	return g_strconcat(start, ending, NULL);
}

static gboolean
rename_without_replacing(int from_folder, const char *from, int folder, const char *name)
{
	if (syscall(SYS_renameat2, from_folder, from, folder, name, NO_REPLACE) == 0)
		return TRUE;
	if (errno != EINVAL && errno != ENOSYS)
		return FALSE;
	/* NFS and others: a second name, then one less. */
	if (linkat(from_folder, from, folder, name, 0) != 0)
		return FALSE;
	(void)unlinkat(from_folder, from, 0); /* it has the other name */
	return TRUE;
}

static gboolean
has_mark(int folder, const char *name, const char *wanted)
{
	g_autofree char *mark = NULL;

	return look_at(folder, name, &mark, NULL) && g_strcmp0(mark, wanted) == 0;
}

/*
 * Somebody may write at this very moment, so the two change places first and what comes out is
 * looked at: if that is not what the person agreed to lose, it goes back.
 */
static gboolean
exchange(const Job *job, int from_folder, const char *from, const char *name)
{
	if (syscall(SYS_renameat2, from_folder, from, job->folder, name, EXCHANGE) != 0)
		/* NFS and others: a rename replaces what has the name, it never follows it. */
		return (errno == EINVAL || errno == ENOSYS) &&
		       renameat(from_folder, from, job->folder, name) == 0;
	if (has_mark(from_folder, from, job->move->replaces)) {
		(void)unlinkat(from_folder, from, 0); /* as agreed */
		return TRUE;
	}
	(void)syscall(SYS_renameat2, from_folder, from, job->folder, name, EXCHANGE);
	errno = EEXIST;
	return FALSE;
}

/* FALSE with errno: EEXIST when it is another file by now. */
static gboolean
replace(const Job *job, int from_folder, const char *from, const char *name)
{
	g_autofree char *mark = NULL;

	if (!look_at(job->folder, name, &mark, NULL)) {
		errno = ELOOP;
		return FALSE;
	}
	if (g_strcmp0(mark, job->move->replaces) != 0) {
		errno = EEXIST;
		return FALSE;
	}
	return exchange(job, from_folder, from, name);
}

static gboolean
give_name(const Job *job, int from_folder, const char *from, const char *name, gboolean is_wanted)
{
	if (rename_without_replacing(from_folder, from, job->folder, name))
		return TRUE;
	return errno == EEXIST && is_wanted && job->move->replaces != NULL &&
	       replace(job, from_folder, from, name);
}

/* NULL with errno. */
static char *
give_free_name(const Job *job, int from_folder, const char *from)
{
	g_autofree char *wanted = g_path_get_basename(job->move->target);

	for (guint n = 1; n <= MAX_NAMES; n++) {
		g_autofree char *name = make_name(wanted, n);

		if (give_name(job, from_folder, from, name, n == 1)) {
			(void)fsync(job->folder); /* some file systems cannot; the file is safe */
			return g_build_filename(job->folder_path, name, NULL);
		}
		if (errno != EEXIST)
			return NULL;
	}
	return NULL;
}

static char *
finish(const Job *job, char *placed, GError **error)
{
	if (placed == NULL)
		(void)fail(error, "cannot save", job->move->target); /* the result is NULL */
	return placed;
}

/* To a name of its own beside the target, so that a crash never leaves half of the target. */
static char *
copy_beside(const Job *job, GError **error)
{
	g_autofree char *template = g_build_filename(job->folder_path, ".warden-XXXXXX", NULL);
	g_autofree char *name = NULL;
	int fd = g_mkstemp_full(template, O_RDWR | O_CLOEXEC, FILE_MODE);
	gboolean is_copied;
	char *placed = NULL;

	if (fd < 0)
		return finish(job, NULL, error);
	name = g_path_get_basename(template);
	is_copied = wd_file_bytes_copy(job->move->fd, fd, -1, error);
	mark_origin(fd, job->move->origin);
	if (is_copied && fsync(fd) != 0)
		is_copied = fail(error, "cannot save", job->move->target);
	if (close(fd) != 0 && is_copied)
		is_copied = fail(error, "cannot save", job->move->target);
	if (is_copied)
		placed = finish(job, give_free_name(job, job->folder, name), error);
	if (placed == NULL)
		(void)unlinkat(job->folder, name, 0); /* half a file is of no use */
	return placed;
}

static gboolean
is_still_the_same(const WdFileMove *move, GError **error)
{
	struct stat judged;
	struct stat named;

	if (fstat(move->fd, &judged) != 0 || lstat(move->source, &named) != 0)
		return fail(error, "cannot look at", move->source);
	if (judged.st_ino == named.st_ino && judged.st_dev == named.st_dev)
		return TRUE;
	g_set_error(error,
		    WD_ERROR,
		    WD_ERROR_UNTRUSTED,
		    "%s is not the file that was looked at",
		    move->source);
	return FALSE;
}

static char *
move_or_copy(const Job *job, GError **error)
{
	const WdFileMove *move = job->move;
	char *placed;

	if (fchmod(move->fd, FILE_MODE) != 0 || fsync(move->fd) != 0)
		return finish(job, NULL, error);
	mark_origin(move->fd, move->origin);
	placed = give_free_name(job, AT_FDCWD, move->source);
	if (placed != NULL || errno != EXDEV)
		return finish(job, placed, error);
	placed = copy_beside(job, error);
	if (placed != NULL)
		(void)unlink(move->source); /* it is safe at its place */
	return placed;
}

static gboolean
open_job(Job *job, const WdFileMove *move, GError **error)
{
	job->move = move;
	job->folder_path = g_path_get_dirname(move->target);
	job->folder = open(job->folder_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return job->folder >= 0 || fail(error, "cannot save into", job->folder_path);
}

static void
close_job(Job *job)
{
	if (job->folder >= 0)
		(void)close(job->folder); /* only named through it */
	g_free(job->folder_path);
}

/**
 * wd_file_place_move:
 * @move: what goes where
 * @error: return location for a #WD_ERROR: %WD_ERROR_UNTRUSTED when the name in the quarantine is
 *   another file by now, %WD_ERROR_IO when the target is no plain file or the disk is full
 *
 * Moves a file to its place, on the disk when this returns: mode 0600, origin marked. What the
 * person agreed to replace is replaced; where anything else stands, the file gets another name
 * beside it. Across file systems it
 * is copied. Blocks.
 *
 * Returns: (transfer full): where it is now, or NULL, and then it is still in the quarantine
 */
char *
wd_file_place_move(const WdFileMove *move, GError **error)
{
	Job job = {0};
	char *placed = NULL;

	if (!is_still_the_same(move, error))
		return NULL;
	if (open_job(&job, move, error))
		placed = move_or_copy(&job, error);
	close_job(&job);
	return placed;
}

/**
 * wd_file_place_copy:
 * @move: what goes where; its source need not have a name
 * @error: return location for a #WD_ERROR
 *
 * The same, and the file stays where it is. Blocks.
 *
 * Returns: (transfer full): where the copy is, or NULL
 */
char *
wd_file_place_copy(const WdFileMove *move, GError **error)
{
	Job job = {0};
	char *placed = NULL;

	if (open_job(&job, move, error))
		placed = copy_beside(&job, error);
	close_job(&job);
	return placed;
}
