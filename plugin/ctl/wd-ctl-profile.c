/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-profile.h"

#include "crypto/wd-crypto.h"

/**
 * wd_ctl_profile_open:
 * @ctl: the command
 * @profile: (out): to be cleared with wd_ctl_profile_clear(), whatever is returned
 * @error: return location for a #WD_ERROR
 *
 * Reads what is there: a profile that Warden never ran in gets no keys from looking at it.
 *
 * Returns: whether there are keys, locked or not
 */
gboolean
wd_ctl_profile_open(const WdCtl *ctl, WdCtlProfile *profile, GError **error)
{
	*profile = (WdCtlProfile){.base = wd_ctl_get_base(ctl)};
	if (wd_crypto_start(error))
		profile->keys = wd_keys_load(profile->base, error);
	return profile->keys != NULL;
}

/**
 * wd_ctl_profile_clear:
 * @profile: a profile, or zeroes
 */
void
wd_ctl_profile_clear(WdCtlProfile *profile)
{
	g_clear_pointer(&profile->keys, wd_keys_free);
	g_clear_pointer(&profile->base, g_free);
}
