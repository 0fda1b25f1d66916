/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/*
 * `queue`: the review queue of a profile, while a client runs in it or not. A decision here is a
 * decision in the database; it is the client that delivers, answers or blocks, at once or at its
 * next start. Content needs the profile's key.
 */
WdCtlExit wd_ctl_queue_list(WdCtl *ctl);
WdCtlExit wd_ctl_queue_show(WdCtl *ctl);

/* Each takes ids, or as much of one as no other row has. */
WdCtlExit wd_ctl_queue_release(WdCtl *ctl);
WdCtlExit wd_ctl_queue_trust(WdCtl *ctl);
WdCtlExit wd_ctl_queue_delete(WdCtl *ctl);
WdCtlExit wd_ctl_queue_save(WdCtl *ctl);
WdCtlExit wd_ctl_queue_report(WdCtl *ctl);
