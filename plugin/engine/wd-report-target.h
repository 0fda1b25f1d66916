/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Where policy wants reports to go, as a value. Who has which account and which contact only the
 * shell knows, so an address that could be either stays open here.
 */
typedef enum {
	WD_REPORT_MAIL, /* by the person's own mail program */
	WD_REPORT_CHAT, /* by an account of one protocol */
	WD_REPORT_ANY,  /* by the account that knows the name; else by mail if it is an address */
} WdReportWay;

typedef struct {
	WdReportWay way;
	char *protocol; /* (nullable) chat: "prpl-jabber" */
	char *name;     /* the address, without a scheme */
} WdReportTarget;

WdReportTarget *wd_report_target_parse(const char *text);
void wd_report_target_free(WdReportTarget *target);
gboolean wd_report_target_is_mail(const WdReportTarget *target);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdReportTarget, wd_report_target_free)
