/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * A huge message must not make every listing of the queue slow. The id becomes a file name: it must
 * be that of a row, never a word from outside.
 */

/* Where the sealed content of a large row lies: BASE/queue/ID.sealed. */
#define WD_QUEUE_PAYLOAD_MAX_INLINE                                                                \
	(64 * 1024) /* bytes; SQLite's rows of more are slow to list                               \
		     */

gboolean wd_queue_payload_save(const char *base, const char *id, GBytes *sealed, GError **error)
	G_GNUC_WARN_UNUSED_RESULT;
void wd_queue_payload_sync(const char *base, const char *id);
GBytes *wd_queue_payload_load(const char *base, const char *id, GError **error);
void wd_queue_payload_remove(const char *base, const char *id);
GPtrArray *wd_queue_payload_list_old(const char *base);
