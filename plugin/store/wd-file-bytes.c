/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-file-bytes.h"

#include <errno.h>
#include <unistd.h>

#include "engine/wd-error.h"

#define BLOCK_BYTES (256 * 1024) /* one read; more is no faster */

static gboolean
write_all(int fd, const guint8 *bytes, gsize len)
{
	while (len > 0) {
		gssize n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return FALSE;
		bytes += n;
		len -= (gsize)n;
	}
	return TRUE;
}

static gboolean
fail(GError **error, const char *what)
{
	g_set_error(error, WD_ERROR, WD_ERROR_IO, "%s: %s", what, g_strerror(errno));
	return FALSE;
}

/**
 * wd_file_bytes_copy:
 * @from: an open file; read from its beginning, its own position stays
 * @to: an open file, written from where it stands
 * @max_bytes: the most that is copied, -1 for all
 * @error: return location for a #WD_ERROR; %WD_ERROR_TOO_LONG when there is more
 *
 * A file that grows meanwhile is copied as far as it is when its end is met.
 *
 * Returns: whether all of it is copied
 */
gboolean
wd_file_bytes_copy(int from, int to, gint64 max_bytes, GError **error)
{
	g_autofree guint8 *block = g_malloc(BLOCK_BYTES);
	gint64 n_copied = 0;

	for (;;) {
		gssize n = pread(from, block, BLOCK_BYTES, (off_t)n_copied);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail(error, "cannot read the file");
		if (n == 0)
			return TRUE;
		n_copied += n;
		if (max_bytes >= 0 && n_copied > max_bytes) {
			g_set_error(error,
				    WD_ERROR,
				    WD_ERROR_TOO_LONG,
				    "it has more than the allowed %" G_GINT64_FORMAT " bytes",
				    max_bytes);
			return FALSE;
		}
		if (!write_all(to, block, (gsize)n))
			return fail(error, "cannot write the file");
	}
}
