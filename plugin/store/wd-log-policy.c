/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-policy.h"

#include <string.h>

static const WdPolicyKey keys[] = {
	[WD_LOG_IM] = WD_KEY_LOGS_RETENTION,
	[WD_LOG_CHAT] = WD_KEY_LOGS_CHAT_RETENTION,
	[WD_LOG_SYSTEM] = WD_KEY_LOGS_SYSTEM_RETENTION,
};

/**
 * wd_log_policy_get_retention:
 * @policy: a snapshot
 *
 * Returns: how long logs of each class are kept; a class without a setting of its own as IMs
 */
WdLogRetention
wd_log_policy_get_retention(const WdPolicy *policy)
{
	WdLogRetention retention;
	gint64 all_ms = wd_policy_get_integer(policy, WD_KEY_LOGS_RETENTION);

	for (guint i = 0; i < WD_LOG_N_CLASSES; i++) {
		gint64 own_ms = wd_policy_get_integer(policy, keys[i]);

		retention.keep_ms[i] = own_ms > 0 ? own_ms : all_ms;
	}
	return retention;
}

/**
 * wd_log_policy_get_hold_key:
 * @policy: a snapshot
 *
 * Returns: (transfer none) (nullable): the key of peers' hashes; NULL when there is none, or what
 * stands there is none: then logs are held without being told apart
 */
const char *
wd_log_policy_get_hold_key(const WdPolicy *policy)
{
	const char *key = wd_policy_get_string(policy, WD_KEY_LOGS_HOLD_KEY);

	return key != NULL && strlen(key) == 64 && strspn(key, "0123456789abcdefABCDEF") == 64
		       ? key
		       : NULL;
}

/**
 * wd_log_policy_make_hold:
 * @policy: a snapshot
 *
 * Returns: (transfer full): what may not be deleted
 */
WdLogHold *
wd_log_policy_make_hold(const WdPolicy *policy)
{
	return wd_log_hold_new(wd_policy_get_list(policy, WD_KEY_LOGS_LEGAL_HOLD),
			       wd_log_policy_get_hold_key(policy));
}
