/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * A worker each for the audit trail, the logs and every connection to the database, so that a slow
 * sync of one does not hold up another. Tasks that wait are merged: a hundred lines within the
 * delay cost one sync.
 */

/* A thread that waits for the disk so that the main loop need not. Never for cryptography: libotr
 * swaps libgcrypt's allocator, so libgcrypt stays on the main thread. */
typedef struct WdIoWorker WdIoWorker;

typedef void (*WdIoTask)(gpointer data);

WdIoWorker *wd_io_worker_new(const char *name);
void wd_io_worker_push(WdIoWorker *worker, guint delay_ms, WdIoTask task, gpointer data);
void wd_io_worker_flush(WdIoWorker *worker);
void wd_io_worker_free(WdIoWorker *worker);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdIoWorker, wd_io_worker_free)
