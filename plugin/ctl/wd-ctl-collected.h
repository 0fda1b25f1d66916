/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"
#include "store/wd-audit-collected.h"

/*
 * The trails of many desktops where they were collected: `verify --collector` looks at a file once,
 * `watch` stays and says at once what happens, and who does not say anything any more.
 */
WdCtlExit wd_ctl_audit_check_collected(const WdCtl *ctl, const char *path);
WdCtlExit wd_ctl_audit_watch(WdCtl *ctl);

/* Whose trail it is, and what is wrong with it, for a page. */
char *wd_ctl_collected_format(const WdCollectedFinding *finding);
