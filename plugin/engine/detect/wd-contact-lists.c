/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: anything from somebody on [Contacts] Deny, as "*@spam.example".
 * Misses: the same person under a new name.
 * May accuse wrongly: whoever a pattern takes in by accident; the pattern is shown for that.
 */
#include "config.h"

#include "engine/detect/wd-contact-lists.h"

#include "engine/detect/wd-screening.h"
#include "engine/wd-peer-pattern.h"

#define WEIGHT 10.0

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	const char *pattern =
		wd_peer_pattern_find(wd_policy_get_list(policy, WD_KEY_CONTACTS_DENY), event);

	if (pattern != NULL)
		wd_verdict_add(
			verdict,
			wd_finding_new("contact.denied", WD_ACTION_BLOCK, WEIGHT, 0, 0, pattern));
}

static const char *const codes[] = {"contact.denied", NULL};

const WdDetector wd_contact_lists = {
	.id = "contact-lists",
	.kinds = WD_ON_APPROACH | WD_ON(WD_EVENT_CHAT) | WD_ON(WD_EVENT_FILE),
	.directions = WD_IN,
	.codes = codes,
	.inspect = inspect,
};
