/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-deed.h"
#include "store/wd-audit-collected.h"

/*
 * What a trail tells about a period, counted: for a report, which is about days and kinds and never
 * about single people. Nothing is verified here, and a line that is none is counted as such.
 */

typedef struct {
	char *name; /* a day, "2026-11-22", or the name of an event or a reason */
	guint n[WD_N_DEEDS];
} WdSurveyRow;

typedef struct {
	GPtrArray *days;    /* of WdSurveyRow *, in order; days without anything are left out */
	GPtrArray *events;  /* of WdSurveyRow *, the most frequent first */
	GPtrArray *reasons; /* of WdSurveyRow *, the most frequent first */
	guint n_total[WD_N_DEEDS];
	guint n_lines;
	guint n_not_lines;
	guint n_desktops; /* of what a collector has; 0: it is one trail */
	guint n_gaps;
	guint n_runs;          /* starts of a client */
	guint n_conversations; /* logs that were opened */
	guint n_policy_mistakes;
	guint n_drills;
	char *first_day; /* (nullable) of a line that was counted */
	char *last_day;
} WdAuditSurvey;

WdAuditSurvey *wd_audit_survey_folder(const char *folder,
				      const char *from_day,
				      const char *to_day,
				      GError **error);
WdAuditSurvey *wd_audit_survey_collected(const char *path,
					 const char *from_day,
					 const char *to_day,
					 WdCollectedReport **report,
					 GError **error);
void wd_audit_survey_free(WdAuditSurvey *survey);
guint wd_survey_row_get_sum(const WdSurveyRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdAuditSurvey, wd_audit_survey_free)
