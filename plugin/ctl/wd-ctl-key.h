/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"

/*
 * `key`: the key pair of a profile. The client makes one by itself at its first start; `new` is for
 * whoever sets up machines and needs the public half before that.
 */
WdCtlExit wd_ctl_key_show(WdCtl *ctl);
WdCtlExit wd_ctl_key_new(WdCtl *ctl);
WdCtlExit wd_ctl_key_export(WdCtl *ctl);
WdCtlExit wd_ctl_key_import(WdCtl *ctl);
WdCtlExit wd_ctl_key_protect(WdCtl *ctl);
WdCtlExit wd_ctl_key_rotate(WdCtl *ctl);
