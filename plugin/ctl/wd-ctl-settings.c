/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-settings.h"

#include <glib/gi18n-lib.h>

#include "store/wd-policy-places.h"

/**
 * wd_ctl_settings_open:
 * @ctl: the command
 * @policies: (nullable): policy files of the command line
 *
 * A file that was named and cannot be read ends the command: what holds in its place keeps every
 * log and knows no list, and whoever mistyped a name would be told that all is well.
 *
 * Returns: (transfer full) (nullable): the settings; NULL when a file cannot be read, which is said
 */
WdPolicyStore *
wd_ctl_settings_open(const WdCtl *ctl, char **policies)
{
	g_autofree char *base = wd_ctl_get_base(ctl);
	g_autoptr(WdPolicyStore) store = NULL;

	if (policies == NULL)
		return wd_policy_store_open_to_read(base, wd_policy_places_get_installed());
	store = wd_policy_store_open_files((const char *const *)policies);
	if (wd_policy_store_get_state(store) <= WD_POLICY_MANAGED)
		return g_steal_pointer(&store);
	wd_ctl_complain(ctl, _("the policy cannot be read"));
	return NULL;
}
