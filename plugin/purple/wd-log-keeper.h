/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Deletes logs that policy keeps no longer, a minute after the start and once a day, in a thread:
 * no key is needed, and the main loop does not wait for the disk. Each deletion is in the audit
 * trail. A hold goes before retention.
 */
typedef struct WdLogKeeper WdLogKeeper;

WdLogKeeper *wd_log_keeper_start(WdSession *session);
void wd_log_keeper_stop(WdLogKeeper *keeper); /* waits for the thread */
void wd_log_keeper_run(WdLogKeeper *keeper);  /* now, and waits: for tests */

/* A line about one log, by its id; never by whom it is of. */
void
wd_log_keeper_audit(WdSession *session, const char *event, const char *reason, const char *path);
