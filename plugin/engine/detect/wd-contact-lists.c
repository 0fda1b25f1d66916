/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: anything from somebody on [Contacts] Deny, as "*@spam.example", or in a file of
 * DenyLists; and from whom the person would rather look at first, on [Contacts] Hold. While a
 * company's list cannot be read nobody knows who is on it, so strangers wait.
 * Misses: the same person under a new name.
 * May accuse wrongly: whoever a pattern takes in by accident; the pattern, or the name of the file,
 * is shown for that.
 */
#include "config.h"

#include "engine/detect/wd-contact-lists.h"

#include "engine/detect/wd-screening.h"
#include "engine/names/wd-name-list.h"
#include "engine/wd-peer-pattern.h"

#define WEIGHT 10.0

static const char *
find_denied(const WdEvent *event, const WdKnowledge *knowledge, const WdPolicy *policy)
{
	const char *found =
		wd_peer_pattern_find(wd_policy_get_list(policy, WD_KEY_CONTACTS_DENY), event);

	if (found == NULL && knowledge != NULL)
		found = wd_name_list_find(knowledge->deny_list, event, FALSE);
	return found;
}

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	const WdKnowledge *knowledge = context->knowledge;
	const char *found = find_denied(event, knowledge, policy);
	const char *waits =
		wd_peer_pattern_find(wd_policy_get_list(policy, WD_KEY_CONTACTS_HOLD), event);

	if (waits != NULL)
		wd_verdict_add(
			verdict,
			wd_finding_new("contact.always-held", WD_ACTION_HOLD, WEIGHT, 0, 0, waits));
	if (found != NULL)
		wd_verdict_add(
			verdict,
			wd_finding_new("contact.denied", WD_ACTION_BLOCK, WEIGHT, 0, 0, found));
	else if (knowledge != NULL && knowledge->is_deny_list_missing &&
		 wd_screening_applies(event, context, policy))
		wd_verdict_add(
			verdict,
			wd_finding_new("contact.list-missing", WD_ACTION_HOLD, 0, 0, 0, NULL));
}

static const char *const codes[] = {
	"contact.denied", "contact.always-held", "contact.list-missing", NULL};

const WdDetector wd_contact_lists = {
	.id = "contact-lists",
	.kinds = WD_ON_APPROACH | WD_ON(WD_EVENT_CHAT) | WD_ON(WD_EVENT_FILE),
	.directions = WD_IN,
	.codes = codes,
	.inspect = inspect,
};
