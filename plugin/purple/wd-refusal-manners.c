/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-refusal-manners.h"

/* By which a company may block somebody who asks. */
static gboolean
has_company_rule(const WdPolicy *policy)
{
	static const WdPolicyKey keys[] = {
		WD_KEY_CONTACTS_DENY,
		WD_KEY_CONTACTS_DENY_LISTS,
		WD_KEY_CONTACTS_REQUESTS,
		WD_KEY_CONTACTS_INVITATIONS,
		WD_KEY_CONTACTS_STRANGERS,
		WD_KEY_CONTACTS_STRANGERS_FOR,
	};

	for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (wd_policy_is_locked(policy, keys[i]))
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_ignored(const WdPolicy *policy)
{
	return wd_policy_get_choice(policy, WD_KEY_CONTACTS_REFUSED_REQUESTS) == WD_REFUSAL_IGNORE;
}

/**
 * wd_refusal_is_silent:
 * @policy: the settings
 *
 * Returns: whether nothing goes out when the person refuses what was held
 */
gboolean
wd_refusal_is_silent(const WdPolicy *policy)
{
	return is_ignored(policy);
}

/**
 * wd_refusal_must_be_first:
 * @policy: the settings
 *
 * Returns: whether a block has to be answered before any other plugin can answer, which the peer
 * hears
 */
gboolean
wd_refusal_must_be_first(const WdPolicy *policy)
{
	if (!is_ignored(policy))
		return TRUE;
	return has_company_rule(policy) &&
	       !wd_policy_is_locked(policy, WD_KEY_CONTACTS_REFUSED_REQUESTS);
}
