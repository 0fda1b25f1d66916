/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "rehearsal/wd-rehearsal-script.h"
#include "rehearsal/wd-rehearse-trace.h"

/*
 * The table and the checks that `dev run --headless` prints. Counts what differs: the tally is the
 * exit status, so whatever is found wrong anywhere has to pass here. English only, for developers.
 */
typedef struct {
	guint n_good;
	guint n_bad;
} WdRehearseTally;

void wd_rehearse_report_table(const WdRehearsalScript *script,
			      const WdRehearseTrace *trace,
			      const GPtrArray *rows,
			      WdRehearseTally *tally);
void wd_rehearse_report_check(const char *title,
			      gboolean is_good,
			      const char *detail,
			      WdRehearseTally *tally);
