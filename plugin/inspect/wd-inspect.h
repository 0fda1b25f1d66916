/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-file-facts.h"
#include "inspect/wd-inspect-limits.h"

/*
 * The client's side of warden-inspect: gives it a descriptor, gets facts back. Nothing in this
 * process ever reads a byte of the file. All calls belong to one thread and one GMainContext, none
 * of them blocks, and an answer never comes before the call has returned.
 */

/* A helper process, and the files that wait for it. */
typedef struct WdInspect WdInspect;

/* One file that is being looked into; gone once its answer has come or it was cancelled. */
typedef struct WdInspectJob WdInspectJob;

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
