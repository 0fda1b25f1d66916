/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"
#include "engine/spim/wd-spim-overlay.h"

/*
 * What the person has taught about SPIM: how much, when, of which kind. The texts it was learned
 * from are not kept, so there is nothing else to show.
 */
WdCtlExit wd_ctl_lessons_list(WdCtl *ctl);
WdCtlExit wd_ctl_lessons_forget(WdCtl *ctl);

/* For other commands that judge as a profile does. */
gboolean wd_ctl_lessons_load(const WdCtl *ctl, WdSpimOverlay **overlay);
