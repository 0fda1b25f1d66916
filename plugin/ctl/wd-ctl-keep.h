/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/*
 * `logs prune` and `logs rewrap`: how long logs are kept, and who can open them. Both leave alone
 * what a client is writing to. Neither changes a record.
 */
WdCtlExit wd_ctl_logs_prune(WdCtl *ctl);
WdCtlExit wd_ctl_logs_rewrap(WdCtl *ctl);
