/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "engine/wd-held.h"

/*
 * All that is reported about one sender on one account, so that ten messages of his are one block
 * and one report. A value: what is done with it is written in wd-report-act.h.
 */
typedef enum {
	WD_CASE_NEW,     /* for a time when its account is connected */
	WD_CASE_LOOKING, /* the server is being asked what it can do */
	WD_CASE_ASKED,   /* the person is being asked whether this is meant */
} WdCaseStage;

typedef struct {
	char *key;
	GPtrArray *held;       /* of WdHeld *, the oldest first; one from a menu has no id */
	gboolean must_ask;     /* chosen in a menu, where the hand slips */
	gboolean is_confirmed; /* the person said that it is meant */
	WdCaseStage stage;
	guint features;    /* of WdXmppFeature, once looked */
	char *question_id; /* (nullable) while asked */
} WdReportCase;

char *wd_report_case_key(const WdEvent *event);
WdReportCase *wd_report_case_new(const WdEvent *event);
void wd_report_case_free(WdReportCase *report);
void wd_report_case_add(WdReportCase *report, const WdHeld *held);
gboolean wd_report_case_has(const WdReportCase *report, const char *held_id);
const WdEvent *wd_report_case_get_event(const WdReportCase *report);
PurpleAccount *wd_report_case_find_account(const WdReportCase *report);
gboolean wd_report_case_is_contact(const WdReportCase *report);
gboolean wd_report_case_needs_question(const WdReportCase *report);
gboolean wd_report_case_is_member(const WdReportCase *report);
GStrv wd_report_case_get_server_ids(const WdReportCase *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdReportCase, wd_report_case_free)
