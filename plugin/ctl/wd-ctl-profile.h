/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-ctl.h"
#include "store/wd-keys.h"

/* The plugin's folder of the profile that a command is about, and its keys. */
typedef struct {
	char *base;
	WdKeys *keys;
} WdCtlProfile;

gboolean wd_ctl_profile_open(const WdCtl *ctl, WdCtlProfile *profile, GError **error);
void wd_ctl_profile_clear(WdCtlProfile *profile);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WdCtlProfile, wd_ctl_profile_clear)
