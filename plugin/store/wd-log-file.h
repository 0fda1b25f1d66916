/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-keys.h"
#include "store/wd-log-record.h"

/*
 * Between the chain, which knows one frame, and the reader, which knows what records mean. Lengths
 * in the file are claims: no buffer grows by them. Blocks on the disk.
 */

/* One WDLOG1 file, record by record, in constant memory. Every byte of it is untrusted. */
typedef struct WdLogFile WdLogFile;

/*
 * A cut and a change are told apart: the first happens in a crash, the second takes a bad disk or a
 * hand.
 */
typedef enum {
	WD_LOG_STEP_RECORD,  /* one more authentic record */
	WD_LOG_STEP_END,     /* the file ends behind a record */
	WD_LOG_STEP_TORN,    /* the file ends inside a frame, or in zeros */
	WD_LOG_STEP_DAMAGED, /* this frame is not authentic or no record */
	WD_LOG_STEP_FAILED,  /* it could not be read: see the error */
} WdLogStep;

WdLogFile *wd_log_file_open(const char *path, WdKeys *keys, GError **error);
WdLogFile *wd_log_file_open_bytes(GBytes *raw_bytes, WdKeys *keys, GError **error);
void wd_log_file_free(WdLogFile *file);
WdLogStep wd_log_file_next(WdLogFile *file, WdLogRecord *record, GError **error);
gboolean wd_log_file_skip(WdLogFile *file);
guint wd_log_file_get_count(const WdLogFile *file);
const guint8 *wd_log_file_get_tag(const WdLogFile *file);
/* Around many steps within one call: see WdAeadBatch. */
void wd_log_file_begin_batch(WdLogFile *file);
void wd_log_file_end_batch(WdLogFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLogFile, wd_log_file_free)
