/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-file-facts.h"

/*
 * The client's side of warden-inspect: gives it a descriptor, gets facts back. Nothing in this
 * process ever reads a byte of the file. All calls belong to one thread and one GMainContext, none
 * of them blocks, and an answer never comes before the call has returned.
 */

/* A helper process, and the files that wait for it. */
typedef struct WdInspect WdInspect;

/* One file that is being looked into; gone once its answer has come or it was cancelled. */
typedef struct WdInspectJob WdInspectJob;

/* How much of a file is looked at before looking counts as having failed. */
typedef struct {
	guint64 max_bytes;          /* of the file itself; what is behind them is not read */
	guint64 max_unpacked_bytes; /* that an archive and all archives in it may grow to */
	guint max_entries;          /* in an archive and all archives in it */
	guint max_depth;            /* of archives in archives */
	guint timeout_ms;           /* on the clock of the wall */
} WdInspectLimits;

/* What holds where nobody says otherwise. */
extern const WdInspectLimits wd_inspect_default_limits;

/* @facts are never NULL: what went wrong is among them, and lives as long as somebody refs it. */
typedef void (*WdInspectDone)(const WdFileFacts *facts, gpointer data);

WdInspect *wd_inspect_new(const char *program, guint max_children);
void wd_inspect_free(WdInspect *inspect);
WdInspectJob *wd_inspect_file(WdInspect *inspect,
			      int fd,
			      const char *name,
			      const WdInspectLimits *limits,
			      WdInspectDone done,
			      gpointer data);
void wd_inspect_cancel(WdInspectJob *job);
guint wd_inspect_get_n_waiting(const WdInspect *inspect);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdInspect, wd_inspect_free)
