/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"
#include "store/wd-policy-store.h"

/* The policy that a command goes by: what --policy names, else this machine's and the person's. */
WdPolicyStore *wd_ctl_settings_open(const WdCtl *ctl, char **policies);
