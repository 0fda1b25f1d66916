/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-rewrap.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypto/wd-age.h"
#include "engine/wd-error.h"
#include "store/wd-log-chain.h"
#include "store/wd-log-prune.h"
#include "store/wd-log-reader.h"

#define COPY_BYTES (128 * 1024)

static gboolean
fail_errno(GError **error, const char *path)
{
	int saved = errno;

	g_set_error(error, WD_ERROR, WD_ERROR_IO, "%s: %s", path, g_strerror(saved));
	return FALSE;
}

static gboolean
read_exactly(int fd, guint8 *bytes, gsize len)
{
	while (len > 0) {
		gssize n = read(fd, bytes, len);

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

/* The new head of the file: what binds the frames as it was, and another envelope. */
static GByteArray *
make_head(int fd, WdKeys *keys, const char *const *recipients, const char *path, GError **error)
{
	guint8 preamble[WD_LOG_PREAMBLE_LEN];
	g_autofree guint8 *envelope = NULL;
	g_autoptr(GBytes) file_key = NULL;
	g_autoptr(GBytes) sealed = NULL;
	guint32 len;
	GByteArray *head;

	if (read_exactly(fd, preamble, sizeof preamble)) {
		memcpy(&len, preamble + WD_LOG_BOUND_LEN, sizeof len);
		len = GUINT32_FROM_BE(len);
		if (memcmp(preamble, WD_LOG_MAGIC, strlen(WD_LOG_MAGIC)) == 0 &&
		    len <= WD_LOG_ENVELOPE_MAX)
			envelope = g_malloc(len + 1);
	}
	if (envelope == NULL || !read_exactly(fd, envelope, len)) {
		g_set_error(error, WD_ERROR, WD_ERROR_DAMAGED, "%s: has no envelope", path);
		return NULL;
	}
	file_key = wd_keys_open_sealed(keys, envelope, len, error);
	if (file_key == NULL)
		return NULL;
	sealed = wd_age_seal(
		recipients, g_bytes_get_data(file_key, NULL), g_bytes_get_size(file_key), error);
	if (sealed == NULL)
		return NULL;
	len = GUINT32_TO_BE((guint32)g_bytes_get_size(sealed));
	head = g_byte_array_new();
	g_byte_array_append(head, preamble, WD_LOG_BOUND_LEN);
	g_byte_array_append(head, (const guint8 *)&len, sizeof len);
	g_byte_array_append(head, g_bytes_get_data(sealed, NULL), (guint)g_bytes_get_size(sealed));
	return head;
}

static gboolean
copy_rest(int from, int to)
{
	g_autofree guint8 *bytes = g_malloc(COPY_BYTES);

	for (;;) {
		gssize n = read(from, bytes, COPY_BYTES);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == 0;
		if (!write_all(to, bytes, (gsize)n))
			return FALSE;
	}
}

/* A second file with the new head, durable. Locked while it is written: see
 * wd_log_remove_copies(). */
static char *
write_beside(const char *path, int from, const GByteArray *head, GError **error)
{
	g_autofree char *temporary = g_strconcat(path, WD_LOG_COPY_SUFFIX, NULL);
	int to = g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC, 0600);
	gboolean is_written;

	if (to < 0) {
		fail_errno(error, temporary);
		return NULL;
	}
	(void)flock(to, LOCK_EX | LOCK_NB); /* not every file system knows locks */
	is_written = write_all(to, head->data, head->len) && copy_rest(from, to) && fsync(to) == 0;
	if (!is_written)
		fail_errno(error, temporary);
	if (close(to) == 0 && is_written)
		return g_steal_pointer(&temporary);
	(void)g_unlink(temporary); /* the log itself is as it was */
	return NULL;
}

static gboolean
replace(const char *path, const char *temporary, GError **error)
{
	if (g_rename(temporary, path) == 0)
		return TRUE;
	fail_errno(error, path);
	(void)g_unlink(temporary);
	return FALSE;
}

/* The keys that opened the old one need not be among the new recipients, so what is compared is the
 * frames, not whether it opens. */
static gboolean
is_same_length(const char *path, const char *temporary, gsize old_head, gsize new_head)
{
	GStatBuf before;
	GStatBuf after;

	return g_stat(path, &before) == 0 && g_stat(temporary, &after) == 0 &&
	       (gsize)before.st_size - old_head == (gsize)after.st_size - new_head;
}

/**
 * wd_log_rewrap:
 * @path: a log that nobody writes to
 * @keys: unlocked keys that open it
 * @recipients: (array zero-terminated=1): all who shall open it from now on
 * @error: return location for a #WD_ERROR: %WD_ERROR_BUSY while a client writes to it
 *
 * Whole or not at all: a crash leaves the old file or the new one, and what it leaves beside them
 * goes with the next call, or with the log.
 *
 * Returns: whether it is sealed to @recipients now; on error the log is as it was
 */
gboolean
wd_log_rewrap(const char *path, WdKeys *keys, const char *const *recipients, GError **error)
{
	int fd;
	g_autoptr(GByteArray) head = NULL;
	g_autofree char *temporary = NULL;
	gsize old_head;

	if (wd_log_is_in_use(path)) {
		g_set_error(error, WD_ERROR, WD_ERROR_BUSY, "%s: is being written", path);
		return FALSE;
	}
	wd_log_remove_copies(path);
	fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return fail_errno(error, path);
	head = make_head(fd, keys, recipients, path, error);
	old_head = (gsize)lseek(fd, 0, SEEK_CUR);
	if (head != NULL)
		temporary = write_beside(path, fd, head, error);
	(void)close(fd); /* only read from */
	if (temporary == NULL)
		return FALSE;
	if (!is_same_length(path, temporary, old_head, head->len)) {
		(void)g_unlink(temporary);
		g_set_error(error, WD_ERROR, WD_ERROR_BUSY, "%s: has changed meanwhile", path);
		return FALSE;
	}
	return replace(path, temporary, error);
}
