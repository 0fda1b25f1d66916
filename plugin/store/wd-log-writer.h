/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-keys.h"
#include "store/wd-log-sync.h"
#include "store/wd-log.h"

/*
 * The side that needs no private key. The file key exists while the file is opened and is forgotten
 * then; what stays in memory is the ratchet, which opens nothing that was written before.
 */

#define WD_LOG_BODY_MAX_BYTES (64 * 1024 * 1024) /* of one message; no protocol carries as much */

/* What all logs of one session share; borrowed for the length of a call. */
typedef struct {
	const char *base;
	const WdKeys *keys;
	const char *const *escrow; /* (nullable) further recipients, each valid and different */
	const char *policy;        /* (nullable) digest of the policy in force, kept in META */
	const char *hold_key;      /* (nullable) of policy, for the hash of the peer */
	WdLogSync *sync;           /* (nullable) outlives the writer; NULL: nobody syncs */
} WdLogHome;

/* One encrypted conversation log, WDLOG1: one write(2) a record, never reopened. */
typedef struct WdLogWriter WdLogWriter;

WdLogWriter *wd_log_writer_open(const WdLogHome *home, const WdLogMeta *meta, GError **error);

/*
 * A writer that failed once stays failed: its file may end in half a frame. wd-log-book.h then
 * begins another file.
 */
gssize wd_log_writer_append(WdLogWriter *writer,
			    const WdLogMessage *message,
			    GError **error); /* bytes written, -1 */
void wd_log_writer_close(WdLogWriter *writer, gint64 now_ms, const char *reason); /* writes FINAL */
const char *wd_log_writer_get_path(const WdLogWriter *writer);
guint wd_log_writer_get_count(const WdLogWriter *writer); /* records so far */
char *wd_log_writer_get_head(const WdLogWriter *writer);  /* for the audit trail */
