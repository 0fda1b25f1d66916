/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "rehearsal/wd-rehearsal-script.h"
#include "rehearsal/wd-rehearse-trace.h"

/*
 * What was seen of one scene, and the reason that the person was given. Kept apart from the report
 * that compares it with the script, so that finding cannot lean on expecting.
 */
typedef struct {
	WdOutcome outcome;
	char *why; /* never NULL */
} WdRehearseResult;

WdRehearseResult *wd_rehearse_outcome_find(const WdRehearsalScript *script,
					   const WdRehearsalScene *scene,
					   const WdRehearseTrace *trace,
					   const GPtrArray *rows);
void wd_rehearse_result_free(WdRehearseResult *result);

/* How an action looks in the queue: for whoever searches its row. */
const char *wd_rehearse_outcome_get_row_kind(WdRehearsalAction action);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdRehearseResult, wd_rehearse_result_free)
