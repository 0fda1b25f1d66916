/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

WdCtlExit wd_ctl_queue_list(WdCtl *ctl);
WdCtlExit wd_ctl_queue_show(WdCtl *ctl);
WdCtlExit wd_ctl_queue_release(WdCtl *ctl);
WdCtlExit wd_ctl_queue_trust(WdCtl *ctl);
WdCtlExit wd_ctl_queue_delete(WdCtl *ctl);
WdCtlExit wd_ctl_queue_report(WdCtl *ctl);
