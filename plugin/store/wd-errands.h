/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * For what may take seconds and has an end that somebody waits for: a file is copied, synced,
 * moved. wd-io-worker.h is for what is repeated and has none. Never for cryptography: libgcrypt
 * stays on the main thread.
 */

/* Runs errands one after the other on a thread, and comes back to the main loop with each. */
typedef struct WdErrands WdErrands;

typedef void (*WdErrandWork)(gpointer data); /* on the thread; may touch nothing but @data */
typedef void (*WdErrandDone)(gpointer data); /* on the main loop */

WdErrands *wd_errands_new(void);
void wd_errands_add(WdErrands *errands,
		    WdErrandWork work,
		    WdErrandDone done,
		    gpointer data,
		    GDestroyNotify free_data);
guint wd_errands_count(const WdErrands *errands);
void wd_errands_free(WdErrands *errands);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdErrands, wd_errands_free)
