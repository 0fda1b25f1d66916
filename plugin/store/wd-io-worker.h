/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* A thread that waits for the disk so that the main loop need not. Never for cryptography: libotr
 * swaps libgcrypt's allocator, so libgcrypt stays on the main thread. */
typedef struct WdIoWorker WdIoWorker;

typedef void (*WdIoTask)(gpointer data);

WdIoWorker *wd_io_worker_new(const char *name);
void wd_io_worker_push(WdIoWorker *worker, guint delay_ms, WdIoTask task, gpointer data);
void wd_io_worker_flush(WdIoWorker *worker);
void wd_io_worker_free(WdIoWorker *worker);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdIoWorker, wd_io_worker_free)
