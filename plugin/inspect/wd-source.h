/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Hostile bytes to read from anywhere: a descriptor, or a member of an archive that was unpacked
 * into memory. Every read is bounded by what is there, and a file that shrinks under the reader
 * only ends earlier.
 */

typedef struct {
	int fd;               /* -1: the bytes are in memory */
	const guint8 *memory; /* (nullable) borrowed */
	guint64 size;         /* of which at most this is read */
} WdSource;

gboolean wd_source_from_fd(WdSource *source, int fd, guint64 max_bytes, gboolean *is_longer);
void wd_source_from_memory(WdSource *source, const guint8 *bytes, gsize len);
gssize wd_source_read(const WdSource *source, guint64 offset, guint8 *bytes, gsize size);
GByteArray *wd_source_read_all(const WdSource *source, gsize max_bytes);
