/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

WdCtlExit wd_ctl_logs_list(WdCtl *ctl);
WdCtlExit wd_ctl_logs_show(WdCtl *ctl);
WdCtlExit wd_ctl_logs_verify(WdCtl *ctl);
