/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-policy.h"

#include <string.h>

#include "crypto/wd-identity.h"

static const WdPolicyKey keys[] = {
	[WD_LOG_IM] = WD_KEY_LOGS_RETENTION,
	[WD_LOG_CHAT] = WD_KEY_LOGS_CHAT_RETENTION,
	[WD_LOG_SYSTEM] = WD_KEY_LOGS_SYSTEM_RETENTION,
};

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

/**
 * wd_log_policy_get_escrow:
 * @policy: a snapshot
 * @own_recipient: (nullable): the person's own "age1…"
 * @n_bad: (out): how many of the policy's recovery keys cannot be used
 *
 * Looks at every recovery key, 0.1 ms each. The person's own is none: it recovers nothing.
 *
 * Returns: (transfer full) (array zero-terminated=1): those that can be used, each once
 */
char **
wd_log_policy_get_escrow(const WdPolicy *policy, const char *own_recipient, guint *n_bad)
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
 * wd_log_policy_may_write:
 * @policy: a snapshot
 * @escrow: (array zero-terminated=1): its recovery keys that can be used
 * @n_bad: how many cannot
 *
 * Returns: whether a log may be written at all: where recovery is required, every key must work
 */
gboolean
wd_log_policy_may_write(const WdPolicy *policy, char *const *escrow, guint n_bad)
{
	return !wd_policy_get_boolean(policy, WD_KEY_LOGS_REQUIRE_ESCROW) ||
	       (escrow[0] != NULL && n_bad == 0);
}

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
