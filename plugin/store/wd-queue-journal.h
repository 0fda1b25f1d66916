/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-queue-row.h"

/*
 * Where a held thing is written before its caller hears that it is kept: one write(2), so that it
 * survives the death of the process as a committed row does. Each writer has files of its own and
 * holds a lock on them; one without a writer was left by a crash, and the next start takes its
 * rows.
 */

#define WD_QUEUE_JOURNAL_FULL_BYTES (4 * 1024 * 1024)  /* then another one is begun */
#define WD_QUEUE_JOURNAL_MAX_BYTES  (16 * 1024 * 1024) /* no writer makes one that large */

/* BASE/queue/NAME.journal, open and locked. */
typedef struct WdQueueJournal WdQueueJournal;

WdQueueJournal *wd_queue_journal_begin(const char *base, const char *name, GError **error);
gboolean wd_queue_journal_append(WdQueueJournal *journal,
				 const WdQueueRow *row,
				 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gsize wd_queue_journal_get_n_bytes(const WdQueueJournal *journal);
void wd_queue_journal_empty(WdQueueJournal *journal);
void wd_queue_journal_close(WdQueueJournal *journal);
void wd_queue_journal_remove(WdQueueJournal *journal);

/* What a crash left. */
GPtrArray *wd_queue_journal_list(const char *base);
WdQueueJournal *wd_queue_journal_adopt(const char *path, GPtrArray *rows);
void wd_queue_journal_parse(const guint8 *raw, gsize len, GPtrArray *rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdQueueJournal, wd_queue_journal_close)
