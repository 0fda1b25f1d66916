/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"
#include "store/wd-link-files.h"

/*
 * Lists of sites for commands: compiling one, and asking which of them mean an address.
 */

WdCtlExit wd_ctl_link_lists_compile(const WdCtl *ctl, const char *output);
WdUrl *wd_ctl_link_lists_parse(const char *text);
