/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/*
 * `logs prune`, `logs rewrap` and `logs import`: how long logs are kept, who can open them, and
 * what becomes of those in the clear. The first two leave alone what a client is writing to, and
 * change no record; the third leaves as it was what it could not convert.
 */
WdCtlExit wd_ctl_logs_prune(WdCtl *ctl);
WdCtlExit wd_ctl_logs_rewrap(WdCtl *ctl);
WdCtlExit wd_ctl_logs_import(WdCtl *ctl);
