/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/* What a trail tells, for people. */
WdCtlExit wd_ctl_audit_report(WdCtl *ctl);
