/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/*
 * `wardenctl file`: what is seen inside files and what a scanner says of them, without a client.
 */

WdCtlExit wd_ctl_file_inspect(WdCtl *ctl);
WdCtlExit wd_ctl_file_scan(WdCtl *ctl);
