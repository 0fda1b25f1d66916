/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-log-rules.h"

#include "crypto/wd-identity.h"

/* The person's own key recovers nothing that the person has lost. */
static gboolean
can_recover(const char *recipient, const char *own_recipient)
{
	return g_strcmp0(recipient, own_recipient) != 0 && wd_recipient_check(recipient, NULL);
}

/* The same key from two layers of policy is one key, not a mistake. */
static gboolean
is_listed(const GPtrArray *recipients, const char *recipient)
{
	for (guint i = 0; i < recipients->len; i++) {
		if (g_ascii_strcasecmp(g_ptr_array_index(recipients, i), recipient) == 0)
			return TRUE;
	}
	return FALSE;
}

static char **
check_escrow(const WdPolicy *policy, const char *own_recipient, guint *n_bad)
{
	const char *const *listed = wd_policy_get_list(policy, WD_KEY_LOGS_ESCROW_RECIPIENTS);
	GPtrArray *good = g_ptr_array_new();

	*n_bad = 0;
	for (gsize i = 0; listed != NULL && listed[i] != NULL; i++) {
		if (!can_recover(listed[i], own_recipient))
			(*n_bad)++;
		else if (!is_listed(good, listed[i]))
			g_ptr_array_add(good, g_strdup(listed[i]));
	}
	g_ptr_array_add(good, NULL);
	return (char **)g_ptr_array_free(good, FALSE);
}

/**
 * wd_log_rules_new:
 * @policy: the snapshot in force
 * @own_recipient: (nullable): the person's own "age1…"; NULL: there is no key, and no log either
 *
 * Looks at every recovery key once, 0.1 ms each.
 *
 * Returns: (transfer full): the rules
 */
WdLogRules *
wd_log_rules_new(const WdPolicy *policy, const char *own_recipient)
{
	WdLogRules *rules = g_new0(WdLogRules, 1);

	rules->policy = wd_policy_ref(policy);
	rules->mode = (WdLogsMode)wd_policy_get_choice(policy, WD_KEY_LOGS_MODE);
	rules->honours_no_log = wd_policy_get_boolean(policy, WD_KEY_LOGS_HONOUR_NO_LOG);
	rules->has_legal_hold = wd_policy_get_list(policy, WD_KEY_LOGS_LEGAL_HOLD)[0] != NULL;
	if (own_recipient == NULL) {
		rules->escrow = g_new0(char *, 1);
		rules->is_refused = TRUE;
		return rules;
	}
	rules->escrow = check_escrow(policy, own_recipient, &rules->n_bad_escrow);
	rules->is_refused = wd_policy_get_boolean(policy, WD_KEY_LOGS_REQUIRE_ESCROW) &&
			    (rules->escrow[0] == NULL || rules->n_bad_escrow > 0);
	return rules;
}

/**
 * wd_log_rules_free:
 * @rules: (nullable) (transfer full): rules
 */
void
wd_log_rules_free(WdLogRules *rules)
{
	if (rules == NULL)
		return;
	wd_policy_unref(rules->policy);
	g_strfreev(rules->escrow);
	g_free(rules);
}
