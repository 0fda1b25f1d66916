/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/*
 * `judge`: the engine on events from standard input. The way to try a policy, to measure the
 * detectors on a collection of messages, and to use them from another program. No profile is
 * touched, and no queue: what would be held is only said.
 */
WdCtlExit wd_ctl_judge(WdCtl *ctl);
