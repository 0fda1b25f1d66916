/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-log-hold.h"

/*
 * Deletes logs that are older than policy keeps them. The month in the folder's name is all that is
 * needed, so it works while locked and may run in a thread. A hold goes before retention.
 */

/* How long logs of each class are kept, in milliseconds after the end of their month; 0: for ever.
 */
typedef struct {
	gint64 keep_ms[WD_LOG_N_CLASSES];
} WdLogRetention;

typedef enum {
	WD_LOG_PRUNED,       /* deleted, or would be in a dry run */
	WD_LOG_PRUNE_HELD,   /* due, but on hold */
	WD_LOG_PRUNE_IN_USE, /* due, but a client writes to it still */
	WD_LOG_PRUNE_FAILED, /* due, but the system refused */
} WdLogPruned;

typedef void (*WdLogPruneVisit)(const char *path, WdLogPruned result, gpointer data);

void wd_log_prune(const char *base,
		  const WdLogRetention *retention,
		  const WdLogHold *hold,
		  gint64 now_ms,
		  gboolean is_dry_run,
		  WdLogPruneVisit visit,
		  gpointer data);

/* What is added to the name of a log that is written anew: "." and what mkstemp() makes of this. */
#define WD_LOG_COPY_SUFFIX     ".XXXXXX"
#define WD_LOG_COPY_SUFFIX_LEN 7

/* One log and what lies beside it; FALSE when it is still there. */
gboolean wd_log_remove_files(const char *path);
void wd_log_remove_copies(const char *path);
gboolean wd_log_is_in_use(const char *path);
