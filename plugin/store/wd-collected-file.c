/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-collected-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/wd-audit-line.h"

#define BLOCK_BYTES 65536
#define MAX_ROW     (2 * WD_AUDIT_MAX_LINE) /* bytes; what a collector may write around a line */

struct WdCollectedFile {
	char *path;
	int fd;       /* -1: there is no file at the moment */
	GString *row; /* without its end yet */
	gboolean is_too_long;
};

/**
 * wd_collected_file_new:
 * @path: a collector's file; it need not be there yet
 *
 * Returns: (transfer full): at its beginning
 */
WdCollectedFile *
wd_collected_file_new(const char *path)
{
	WdCollectedFile *file = g_new0(WdCollectedFile, 1);

	file->path = g_strdup(path);
	file->fd = -1;
	file->row = g_string_new(NULL);
	return file;
}

static gboolean
fail(const WdCollectedFile *file, GError **error)
{
	int saved = errno;

	g_set_error(error,
		    G_FILE_ERROR,
		    g_file_error_from_errno(saved),
		    "%s: %s",
		    file->path,
		    g_strerror(saved));
	return FALSE;
}

/* A pipe would never end, and would have to be waited for. */
static gboolean
open_file(WdCollectedFile *file, GError **error)
{
	struct stat status;

	file->fd = open(file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (file->fd < 0)
		return fail(file, error);
	if (fstat(file->fd, &status) == 0 && S_ISREG(status.st_mode))
		return TRUE;
	(void)close(file->fd); /* nothing was written */
	file->fd = -1;
	errno = EINVAL;
	return fail(file, error);
}

static void
forget_row(WdCollectedFile *file)
{
	g_string_truncate(file->row, 0);
	file->is_too_long = FALSE;
}

/* What no trail can have is not kept until it ends: it may never. */
static void
grow_row(WdCollectedFile *file, const char *bytes, gsize len)
{
	if (file->row->len + len > MAX_ROW)
		file->is_too_long = TRUE;
	if (!file->is_too_long)
		g_string_append_len(file->row, bytes, (gssize)len);
}

static void
end_row(WdCollectedFile *file, WdCollected *collected, gint64 arrived_s)
{
	if (file->row->len > 0 || file->is_too_long)
		wd_collected_take(collected,
				  file->row->str,
				  file->is_too_long ? 0 : file->row->len,
				  arrived_s);
	forget_row(file);
}

static void
take_block(WdCollectedFile *file,
	   WdCollected *collected,
	   const char *bytes,
	   gsize len,
	   gint64 arrived_s)
{
	const char *end = bytes + len;

	while (bytes < end) {
		const char *newline = memchr(bytes, '\n', (gsize)(end - bytes));

		grow_row(file, bytes, (gsize)((newline != NULL ? newline : end) - bytes));
		if (newline == NULL)
			return;
		end_row(file, collected, arrived_s);
		bytes = newline + 1;
	}
}

static gboolean
read_to_end(WdCollectedFile *file, WdCollected *collected, gint64 arrived_s, GError **error)
{
	g_autofree char *block = g_malloc(BLOCK_BYTES);
	ssize_t n;

	while ((n = read(file->fd, block, BLOCK_BYTES)) != 0) {
		if (n > 0)
			take_block(file, collected, block, (gsize)n, arrived_s);
		else if (errno != EINTR)
			return fail(file, error);
	}
	return TRUE;
}

/* It was renamed or removed, or cut: the bytes that we stand behind are gone. */
static gboolean
is_another(WdCollectedFile *file)
{
	struct stat ours;
	struct stat named;
	off_t place = lseek(file->fd, 0, SEEK_CUR);

	if (fstat(file->fd, &ours) != 0 || stat(file->path, &named) != 0)
		return FALSE; /* until there is one to go on with */
	return ours.st_ino != named.st_ino || ours.st_dev != named.st_dev || ours.st_size < place;
}

/**
 * wd_collected_file_read:
 * @file: a collector's file
 * @collected: gets each whole row that is new
 * @arrived_s: Unix time at which it came, or 0; see wd_collected_take()
 * @error: return location for a #GFileError
 *
 * Blocks on the disk, and never for what is not there yet.
 *
 * Returns: whether it could be read; a file that is away because it is being exchanged can
 */
gboolean
wd_collected_file_read(WdCollectedFile *file,
		       WdCollected *collected,
		       gint64 arrived_s,
		       GError **error)
{
	if (file->fd < 0 && !open_file(file, error))
		return FALSE;
	if (!read_to_end(file, collected, arrived_s, error))
		return FALSE;
	if (!is_another(file))
		return TRUE;
	/* What came between the end and the exchange. */
	if (!read_to_end(file, collected, arrived_s, error))
		return FALSE;
	(void)close(file->fd); /* only read */
	file->fd = -1;
	forget_row(file);
	return open_file(file, error) && read_to_end(file, collected, arrived_s, error);
}

/**
 * wd_collected_file_free:
 * @file: (nullable) (transfer full): a collector's file
 */
void
wd_collected_file_free(WdCollectedFile *file)
{
	if (file == NULL)
		return;
	if (file->fd >= 0)
		(void)close(file->fd);        /* only read */
	(void)g_string_free(file->row, TRUE); /* nothing is left of it */
	g_free(file->path);
	g_free(file);
}
