/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-audit-target.h"

/*
 * The thread that brings the lines of the trail to one target, in order. It reads them from the
 * trail's own files, so the main loop gives it nothing but a nudge, and what it does is never
 * waited for. No libgcrypt here: see wd-io-worker.h.
 */

/* Where 0 stands the built-in value is taken. */
typedef struct {
	guint64 enterprise_number;
	guint64 max_waiting_bytes;
	guint patience_ms;    /* of one wait for the other end */
	guint first_delay_ms; /* after a failure; doubles up to the last */
	guint last_delay_ms;
} WdForwardOptions;

/* What is known about one target. */
typedef struct {
	char *target;
	guint64 n_sent;      /* lines of this run that are counted as arrived */
	guint64 n_missing;   /* lines that could not be sent any more */
	gint64 last_ms;      /* Unix time of the last success; 0: none yet */
	gboolean is_certain; /* the other end said that it has read the last of them */
	char *error;         /* (nullable) why nothing goes out at the moment */
} WdForwardStatus;

typedef struct WdForwardRunner WdForwardRunner;

WdForwardRunner *
wd_forward_runner_new(const char *folder, WdAuditTarget *target, const WdForwardOptions *options);
void wd_forward_runner_wake(WdForwardRunner *runner);
WdForwardStatus *wd_forward_runner_get_status(WdForwardRunner *runner);
void wd_forward_runner_ask_to_stop(WdForwardRunner *runner);
void wd_forward_runner_free(WdForwardRunner *runner, gint64 deadline_us);
void wd_forward_status_free(WdForwardStatus *status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdForwardStatus, wd_forward_status_free)
