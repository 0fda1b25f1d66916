/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-held.h"
#include "store/wd-state-db.h"

/*
 * A row on its way into the table: sealed already, so that whoever carries it needs no key and no
 * libgcrypt.
 */
typedef struct {
	char *id;
	WdEventKind kind;
	WdDirection direction;
	guint n_repeats;
	gint64 held_ms;
	char *same;
	gsize n_bytes;  /* of the sealed content, wherever it lies */
	GBytes *sealed; /* (nullable): in a file of its own */
} WdQueueRow;

WdQueueRow *wd_queue_row_new(const WdHeld *held, const char *same, GBytes *sealed);
void wd_queue_row_free(WdQueueRow *row);
gboolean
wd_queue_row_insert(const WdQueueRow *row, WdStateDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same in the bytes of a journal. */
void wd_queue_row_format(const WdQueueRow *row, GByteArray *out);
WdQueueRow *wd_queue_row_parse(const guint8 *raw, gsize len, gsize *n_used);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdQueueRow, wd_queue_row_free)
