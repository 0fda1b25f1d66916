/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/* What a trail tells, for people; and what many of them tell where they were collected. */
WdCtlExit wd_ctl_audit_report(WdCtl *ctl);
WdCtlExit wd_ctl_audit_check_collected(WdCtl *ctl, const char *path);
