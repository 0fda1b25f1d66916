/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-source.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/**
 * wd_source_from_fd:
 * @source: (out): reads from @fd, which stays the caller's
 * @fd: a regular file, or anything else that can be read at an offset
 * @max_bytes: what stands behind them is not read
 * @is_longer: (out): whether there is more than that
 *
 * Asks for the size by seeking, which a sandbox without stat() allows.
 *
 * Returns: whether @fd can be read so
 */
gboolean
wd_source_from_fd(WdSource *source, int fd, guint64 max_bytes, gboolean *is_longer)
{
	off_t size = lseek(fd, 0, SEEK_END);

	*is_longer = FALSE;
	if (size < 0)
		return FALSE;
	*is_longer = (guint64)size > max_bytes;
	*source = (WdSource){.fd = fd, .size = *is_longer ? max_bytes : (guint64)size};
	return TRUE;
}

/**
 * wd_source_from_memory:
 * @source: (out): reads from @bytes
 * @bytes: (array length=len): borrowed
 * @len: length of @bytes
 */
void
wd_source_from_memory(WdSource *source, const guint8 *bytes, gsize len)
{
	*source = (WdSource){.fd = -1, .memory = bytes, .size = len};
}

/**
 * wd_source_read:
 * @source: a source
 * @offset: where to begin
 * @bytes: (out): filled
 * @size: how many there is room for
 *
 * Returns: how many there were, 0 at the end, or -1 where they cannot be read
 */
gssize
wd_source_read(const WdSource *source, guint64 offset, guint8 *bytes, gsize size)
{
	gssize n;

	if (offset >= source->size)
		return 0;
	if (size > source->size - offset)
		size = (gsize)(source->size - offset);
	if (source->fd < 0) {
		memcpy(bytes, source->memory + offset, size);
		return (gssize)size;
	}
	do
		n = pread(source->fd, bytes, size, (off_t)offset);
	while (n < 0 && errno == EINTR);
	return n;
}

/**
 * wd_source_read_all:
 * @source: a source
 * @max_bytes: no more than that
 *
 * Returns: (transfer full): its beginning, or all of it; shorter where it cannot be read
 */
GByteArray *
wd_source_read_all(const WdSource *source, gsize max_bytes)
{
	gsize size = (gsize)MIN(source->size, (guint64)max_bytes);
	GByteArray *bytes = g_byte_array_sized_new((guint)size);
	gsize n_read = 0;
	gssize n = 1;

	g_byte_array_set_size(bytes, (guint)size);
	while (n_read < size && n > 0) {
		n = wd_source_read(source, n_read, bytes->data + n_read, size - n_read);
		n_read += n > 0 ? (gsize)n : 0;
	}
	g_byte_array_set_size(bytes, (guint)n_read);
	return bytes;
}
