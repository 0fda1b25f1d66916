/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

WdCtlExit wd_ctl_policy_show(WdCtl *ctl);
WdCtlExit wd_ctl_policy_explain(WdCtl *ctl);
WdCtlExit wd_ctl_policy_template(WdCtl *ctl);
