/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/*
 * The audit trail from outside. `verify` follows the chain of hashes and says where it breaks;
 * `tail` is for a quick look, and vouches for nothing. Neither writes to the trail.
 */
WdCtlExit wd_ctl_audit_verify(WdCtl *ctl);
WdCtlExit wd_ctl_audit_tail(WdCtl *ctl);
