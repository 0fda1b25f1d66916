/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/detect/wd-own-names.h"

static gpointer
build(const WdPolicy *policy)
{
	return wd_protected_names_new(wd_policy_get_list(policy, WD_KEY_LINKS_PROTECTED_DOMAINS));
}

static void
free_names(gpointer names)
{
	wd_protected_names_free(names);
}

/**
 * wd_own_names_get:
 * @policy: the settings
 *
 * Returns: (transfer none): the domains that @policy protects, perhaps none, for as long as @policy
 * lives
 */
const WdProtectedNames *
wd_own_names_get(const WdPolicy *policy)
{
	return wd_policy_derive(policy, WD_DERIVED_PROTECTED_NAMES, build, free_names);
}
