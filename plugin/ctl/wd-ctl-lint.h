/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/*
 * `policy lint`: for the administrator, before a policy reaches machines. The parser is the
 * client's own, so what passes here is understood there; a client that meets a mistake takes the
 * strict value, and this is where it should have been found.
 */
WdCtlExit wd_ctl_policy_lint(WdCtl *ctl);
