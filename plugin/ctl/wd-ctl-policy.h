/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/*
 * `policy`: what holds on this machine and who says so, as the client would see it. `template`
 * needs no policy at all, it comes from the schema. Mistakes are for `policy lint`, in
 * wd-ctl-lint.h.
 */
WdCtlExit wd_ctl_policy_show(WdCtl *ctl);
WdCtlExit wd_ctl_policy_explain(WdCtl *ctl);
WdCtlExit wd_ctl_policy_template(WdCtl *ctl);
