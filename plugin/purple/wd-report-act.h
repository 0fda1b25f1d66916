/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-report-case.h"
#include "purple/wd-session.h"

/*
 * What "report and block" does, once it is sure that it is meant: the account's privacy list, the
 * server where it takes blocks and reports, else a report to whom policy names. In words first, for
 * the question that may go before.
 */
char *wd_report_act_describe(WdSession *session, const WdReportCase *report);
void wd_report_act(WdSession *session, const WdReportCase *report);
