/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/*
 * Signatures for policy files on their way: whoever installs them checks them first. On the desktop
 * itself root's ownership counts, and nothing looks for a signature there.
 */
WdCtlExit wd_ctl_policy_sign(WdCtl *ctl);
WdCtlExit wd_ctl_policy_verify(WdCtl *ctl);
