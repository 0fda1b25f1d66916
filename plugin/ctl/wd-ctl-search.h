/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/*
 * `logs search`: words over every log, with progress on the error stream where that is a terminal.
 * What it finds was written by peers: it is tamed as `logs show` does.
 */
WdCtlExit wd_ctl_logs_search(WdCtl *ctl);
