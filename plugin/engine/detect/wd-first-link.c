/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: a link in the first thing that a stranger ever sends, where policy minds.
 * Misses: a link in the second one, and an address that is only described.
 * May accuse wrongly: whoever introduces themselves with their home page. So it is off unless a
 * company asks for it.
 */
#include "config.h"

#include "engine/detect/wd-first-link.h"

#include "engine/detect/wd-screening.h"
#include "engine/link/wd-finder.h"

#define WEIGHT 1.0

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	WdAction action = (WdAction)wd_policy_get_choice(policy, WD_KEY_CONTACTS_FIRST_LINKS);
	const WdFound *first;

	if (action == WD_ACTION_ALLOW || !context->is_first_message ||
	    !wd_screening_applies(event, context, policy))
		return;
	if (context->links == NULL || context->links->len == 0)
		return;
	first = g_ptr_array_index(context->links, 0);
	wd_verdict_add(
		verdict,
		wd_finding_new(
			"contact.first-link", action, WEIGHT, first->start, first->end, NULL));
}

static const char *const codes[] = {"contact.first-link", NULL};

const WdDetector wd_first_link = {
	.id = "first-link",
	.kinds = WD_ON_APPROACH,
	.directions = WD_IN,
	.codes = codes,
	.inspect = inspect,
};
