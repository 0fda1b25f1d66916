/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-keys.h"

typedef enum { WD_LOG_IM, WD_LOG_CHAT, WD_LOG_SYSTEM } WdLogClass;

typedef struct {
	WdLogClass log_class;
	const char *protocol;
	const char *account;
	const char *peer; /* buddy, room, or the account for system logs */
	gint64 time_ms;
} WdLogMeta;

typedef struct {
	gint64 time_ms;
	guint32 flags;      /* PurpleMessageFlags as libpurple gave them */
	const char *sender; /* (nullable) */
	const char *body;   /* HTML */
} WdLogMessage;

/* One encrypted conversation log, WDLOG1: one write(2) a record, never reopened. */
typedef struct WdLogWriter WdLogWriter;

WdLogWriter *wd_log_writer_open(const char *base,
				const WdKeys *keys,
				const char *const *escrow,
				const WdLogMeta *meta,
				GError **error);
gssize wd_log_writer_append(WdLogWriter *writer,
			    const WdLogMessage *message,
			    GError **error);                       /* bytes written, -1 */
void wd_log_writer_close(WdLogWriter *writer, const char *reason); /* writes FINAL */
const char *wd_log_writer_get_path(const WdLogWriter *writer);
