/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: whoever is no saved contact, was not written to first and is not trusted.
 * Misses: a contact whose account was taken over; the content detectors look after that.
 * May accuse wrongly: an honest first contact. So with the built-in settings it only notes, and in
 * an account without contacts it holds nobody back, unless an exception speaks of the peer.
 */
#include "config.h"

#include "engine/detect/wd-stranger-gate.h"

#include "engine/detect/wd-screening.h"

typedef struct {
	const char *code;
	WdAction action;
	WdTreatment treatment;
} Gate;

static const Gate gates[] = {
	[WD_STRANGERS_ALLOW] = {NULL, WD_ACTION_ALLOW, WD_TREATMENT_NONE},
	[WD_STRANGERS_SCREEN] = {"contact.stranger", WD_ACTION_NOTE, WD_TREATMENT_SCREEN},
	[WD_STRANGERS_CHALLENGE] = {"contact.challenge", WD_ACTION_HOLD, WD_TREATMENT_CHALLENGE},
	[WD_STRANGERS_HOLD] = {"contact.stranger-held", WD_ACTION_HOLD, WD_TREATMENT_NONE},
	[WD_STRANGERS_BLOCK] = {"contact.stranger-blocked", WD_ACTION_BLOCK, WD_TREATMENT_NONE},
};

static const struct {
	WdEventKind kind;
	WdPolicyKey key;
	const char *code;
} own_actions[] = {
	{WD_EVENT_CONTACT_REQUEST, WD_KEY_CONTACTS_REQUESTS, "contact.request"},
	{WD_EVENT_CHAT_INVITE, WD_KEY_CONTACTS_INVITATIONS, "contact.invitation"},
	{WD_EVENT_ATTENTION, WD_KEY_CONTACTS_ATTENTION, "contact.attention"},
};

/* A question can be asked only in a conversation; elsewhere a stranger waits. */
static const Gate *
find_gate(const WdEvent *event, const WdContext *context, const WdPolicy *policy)
{
	WdStrangers treatment = wd_screening_get_treatment(event, context, policy);

	g_return_val_if_fail((guint)treatment < G_N_ELEMENTS(gates), &gates[WD_STRANGERS_HOLD]);
	if (treatment == WD_STRANGERS_CHALLENGE && event->kind != WD_EVENT_IM)
		treatment = WD_STRANGERS_HOLD;
	return &gates[treatment];
}

static void
add(WdVerdict *verdict, const char *code, WdAction action)
{
	if (code != NULL && action > WD_ACTION_ALLOW)
		wd_verdict_add(verdict, wd_finding_new(code, action, 0, 0, 0, NULL));
}

/* The stricter one counts. These hold in an account without contacts, too: they speak of requests,
 * which nobody but strangers makes, and not of strangers. */
static void
add_own_action(const WdEvent *event, const WdPolicy *policy, WdVerdict *verdict)
{
	for (gsize i = 0; i < G_N_ELEMENTS(own_actions); i++) {
		WdAction action;

		if (own_actions[i].kind != event->kind)
			continue;
		action = (WdAction)wd_policy_get_choice(policy, own_actions[i].key);
		add(verdict, own_actions[i].code, action);
	}
}

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	const Gate *gate;

	if (!wd_screening_applies(event, context, policy))
		return;
	gate = find_gate(event, context, policy);
	add(verdict, gate->code, gate->action);
	verdict->treatment |= gate->treatment;
	add_own_action(event, policy, verdict);
}

static const char *const codes[] = {
	"contact.stranger",
	"contact.challenge",
	"contact.challenge-asked", /* of what purple/ has made of it once the question is out */
	"contact.stranger-held",
	"contact.stranger-blocked",
	"contact.request",
	"contact.invitation",
	"contact.attention",
	NULL,
};

const WdDetector wd_stranger_gate = {
	.id = "stranger-gate",
	.kinds = WD_ON_APPROACH | WD_ON(WD_EVENT_FILE),
	.directions = WD_IN,
	.codes = codes,
	.inspect = inspect,
};
