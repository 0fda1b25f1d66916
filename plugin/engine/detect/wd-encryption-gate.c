/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: a message to somebody on [Encryption] RequireEndToEnd that nothing has encrypted, and
 * one in the clear to whom the last one went encrypted: the session ended unseen. Misses: a plug-in
 * that encrypts without saying so; its messages are then stopped, not leaked. May accuse wrongly:
 * such a plug-in's messages. Unknown counts as not encrypted: it fails closed.
 */
#include "config.h"

#include "engine/detect/wd-encryption-gate.h"

#include <string.h>

#include "engine/wd-peer-group.h"
#include "engine/wd-peer-pattern.h"

#define WEIGHT      5.0
#define WEIGHT_BACK 4.0
#define OTR_DATA    "?OTR:"
#define OTR_BASE64  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
#define OTR_NAME    "Off-the-Record" /* in what libotr says for those who have it not */

static gboolean
is_otr_data(const char *text)
{
	const char *end;

	if (!g_str_has_prefix(text, OTR_DATA))
		return FALSE;
	end = text + strlen(OTR_DATA) + strspn(text + strlen(OTR_DATA), OTR_BASE64);
	return end[0] == '.' && end[1] == '\0';
}

/* "?OTR?", "?OTRv23?" or "?OTR?v2?", alone or with libotr's own explanation behind it. */
static gboolean
is_otr_query(const char *text)
{
	const char *end;

	if (!g_str_has_prefix(text, "?OTR"))
		return FALSE;
	end = text + strlen("?OTR") + strspn(text + strlen("?OTR"), "?v0123456789");
	return end[-1] == '?' && (*end == '\0' || strstr(end, OTR_NAME) != NULL);
}

/* A client that encrypts at the last moment sends its own protocol messages through the same door:
 * an OTR data message is one word in Base64, a query starts a private conversation. */
static gboolean
is_otr(const char *text)
{
	return is_otr_data(text) || is_otr_query(text);
}

static gboolean
is_end_to_end(WdEncryption encryption)
{
	return encryption == WD_ENCRYPTION_OTR || encryption == WD_ENCRYPTION_OMEMO ||
	       encryption == WD_ENCRYPTION_OPENPGP;
}

static void
add(const WdPolicy *policy, WdPolicyKey key, const char *code, WdVerdict *verdict)
{
	WdAction action = (WdAction)wd_policy_get_choice(policy, key);

	if (action == WD_ACTION_ALLOW)
		return;
	wd_verdict_add(
		verdict,
		wd_finding_new(
			code, action, action > WD_ACTION_NOTE ? WEIGHT_BACK : 0, 0, 0, NULL));
}

/* A person's own groups do not say whom the company's list means. */
static const char *const *
get_groups(const WdPolicy *policy)
{
	static const char *const none[] = {NULL};
	gboolean may_use = wd_policy_is_locked(policy, WD_KEY_CONTACTS_GROUPS) ||
			   !wd_policy_is_locked(policy, WD_KEY_ENCRYPTION_REQUIRE_END_TO_END);

	return may_use ? wd_policy_get_list(policy, WD_KEY_CONTACTS_GROUPS) : none;
}

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	const char *const *required =
		wd_policy_get_list(policy, WD_KEY_ENCRYPTION_REQUIRE_END_TO_END);

	if (is_otr(event->text))
		return;
	if (event->kind == WD_EVENT_IM && context->has_new_key)
		add(policy, WD_KEY_ENCRYPTION_ON_NEW_KEY, "encryption.new-key", verdict);
	if (is_end_to_end(event->encryption))
		return;
	if (event->kind == WD_EVENT_IM && context->was_encrypted)
		add(policy, WD_KEY_ENCRYPTION_ON_FALLBACK, "encryption.fallback", verdict);
	if (wd_peer_pattern_find(required, event) == NULL &&
	    !wd_peer_group_matches(required, event, context->group, get_groups(policy)))
		return;
	wd_verdict_add(verdict,
		       wd_finding_new("encryption.required", WD_ACTION_BLOCK, WEIGHT, 0, 0, NULL));
}

static const char *const codes[] = {
	"encryption.required", "encryption.fallback", "encryption.new-key", NULL};

const WdDetector wd_encryption_gate = {
	.id = "encryption-gate",
	.kinds = WD_ON(WD_EVENT_IM) | WD_ON(WD_EVENT_CHAT) | WD_ON(WD_EVENT_FILE),
	.directions = WD_OUT,
	.codes = codes,
	.inspect = inspect,
};
