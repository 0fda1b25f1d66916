/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/detect/wd-screening.h"

#include "engine/wd-peer-pattern.h"

/**
 * wd_screening_applies:
 * @event: an event
 * @known: what was known
 * @policy: the settings
 *
 * Returns: whether the peer is to be treated as a stranger: not known, and not on the allow list
 */
gboolean
wd_screening_applies(const WdEvent *event, const WdContext *known, const WdPolicy *policy)
{
	return event->kind != WD_EVENT_CHAT && wd_context_is_stranger(known) &&
	       wd_peer_pattern_find_sure(wd_policy_get_list(policy, WD_KEY_CONTACTS_ALLOW),
					 event) == NULL;
}
