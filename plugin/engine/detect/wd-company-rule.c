/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: what a company's own rules in [Rules] name.
 * Misses: what they do not; an "allow" rule ends the search but overrules no other finding.
 * May accuse wrongly: whatever a rule is too wide for; its reason is shown for that.
 */
#include "config.h"

#include "engine/detect/wd-company-rule.h"

#include <string.h>

#define WEIGHT 5.0

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	const WdRule *rule = wd_rule_find(wd_policy_get_rules(policy), event, context);
	gboolean is_risk;

	if (rule == NULL || rule->action == WD_ACTION_ALLOW)
		return;
	is_risk = rule->action > WD_ACTION_NOTE;
	wd_verdict_add(verdict,
		       wd_finding_new("rule.matched",
				      rule->action,
				      is_risk ? WEIGHT : 0,
				      0,
				      strlen(event->text),
				      rule->reason != NULL ? rule->reason : rule->id));
}

static const char *const codes[] = {"rule.matched", NULL};

const WdDetector wd_company_rule = {
	.id = "company-rule",
	.kinds = (1u << WD_EVENT_N_KINDS) - 1,
	.directions = WD_IN | WD_OUT,
	.codes = codes,
	.inspect = inspect,
};
