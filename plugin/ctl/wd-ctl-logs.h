/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/*
 * `logs`: looks into the encrypted archive without the client, which may be running. Reads only.
 * What a log is worth (whole, open, torn, damaged) is said with whatever it holds.
 */
WdCtlExit wd_ctl_logs_list(WdCtl *ctl);
WdCtlExit wd_ctl_logs_show(WdCtl *ctl);
WdCtlExit wd_ctl_logs_verify(WdCtl *ctl);
