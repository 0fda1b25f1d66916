/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "store/wd-audit-survey.h"
#include "store/wd-audit-verify.h"

/*
 * A report that can be printed or sent: one file of HTML, its charts as SVG inside, nothing loaded
 * from anywhere and no script.
 */
char *
wd_audit_page_format(const WdAuditSurvey *survey, const WdAuditReport *report, const char *title);
