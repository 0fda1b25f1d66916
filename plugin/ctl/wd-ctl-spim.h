/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/*
 * The two commands that make a model and say how good it is. They read corpora, which are nobody's
 * profile: what a person taught their own client is not in any of it.
 */

WdCtlExit wd_ctl_spim_train(WdCtl *ctl);
WdCtlExit wd_ctl_spim_eval(WdCtl *ctl);
