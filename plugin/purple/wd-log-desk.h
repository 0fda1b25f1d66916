/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-log-lock.h"
#include "purple/wd-log-rules.h"
#include "store/wd-log-archive.h"
#include "store/wd-log-writer.h"
#include "ui/wd-logs-port.h"

/*
 * Searches all logs and imports old ones for a window, a millisecond at a time. What it works with
 * belongs to the logger, which outlives it.
 */
typedef struct WdLogDesk WdLogDesk;

typedef struct {
	WdSession *session;
	WdLogArchive *archive; /* (nullable): no keys */
	WdLogLock *lock;
	/* The rules of now, and where and for whom logs are written. */
	const WdLogRules *(*get_rules)(gpointer data);
	WdLogHome (*get_home)(gpointer data);
	gpointer data;
} WdLogDeskParts;

WdLogDesk *wd_log_desk_new(const WdLogDeskParts *parts);
void wd_log_desk_free(WdLogDesk *desk);
void wd_log_desk_stop(WdLogDesk *desk); /* the key goes: nothing may go on */

/* (transfer none): for WdHost. */
const WdLogsPort *wd_log_desk_get_port(void);
