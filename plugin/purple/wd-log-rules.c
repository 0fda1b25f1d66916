/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-log-rules.h"

#include "engine/wd-peer-pattern.h"
#include "store/wd-log-policy.h"

static GPtrArray *
make_patterns(const char *const *texts)
{
	GPtrArray *patterns = g_ptr_array_new_with_free_func((GDestroyNotify)wd_peer_pattern_free);

	for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
		g_ptr_array_add(patterns, wd_peer_pattern_new(texts[i]));
	return patterns;
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
	rules->hold_key = wd_log_policy_get_hold_key(policy);
	rules->hold = wd_log_policy_make_hold(policy);
	rules->off_peers = make_patterns(wd_policy_get_list(policy, WD_KEY_LOGS_OFF_PEERS));
	if (own_recipient == NULL) {
		rules->escrow = g_new0(char *, 1);
		rules->is_refused = TRUE;
		return rules;
	}
	rules->escrow = wd_log_policy_get_escrow(policy, own_recipient, &rules->n_bad_escrow);
	rules->is_refused = !wd_log_policy_may_write(policy, rules->escrow, rules->n_bad_escrow);
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
	wd_log_hold_free(rules->hold);
	g_ptr_array_unref(rules->off_peers);
	g_free(rules);
}

/**
 * wd_log_rules_is_off:
 * @rules: rules
 * @protocol: a protocol's id
 * @account: the person's name there
 * @peer: a contact or room
 * @is_chat: whether it is a room
 *
 * Returns: whether policy says that nothing of it is logged
 */
gboolean
wd_log_rules_is_off(const WdLogRules *rules,
		    const char *protocol,
		    const char *account,
		    const char *peer,
		    gboolean is_chat)
{
	const char *const *protocols = wd_policy_get_list(rules->policy, WD_KEY_LOGS_OFF_PROTOCOLS);
	const WdEvent about = {
		.kind = is_chat ? WD_EVENT_CHAT : WD_EVENT_IM,
		.direction = WD_DIRECTION_OUT, /* a room is the peer of what goes to it */
		.protocol = protocol,
		.account = account,
		.peer = peer,
	};
	g_autoptr(WdEvent) event = NULL;
	g_autoptr(WdPeerSpellings) names = NULL;

	if (protocols != NULL && g_strv_contains(protocols, protocol))
		return TRUE;
	if (rules->off_peers->len == 0)
		return FALSE;
	event = wd_event_new(&about);
	names = wd_peer_spellings_new(event);
	for (guint i = 0; i < rules->off_peers->len; i++) {
		if (wd_peer_pattern_matches_names(
			    g_ptr_array_index(rules->off_peers, i), names, FALSE))
			return TRUE;
	}
	return FALSE;
}
