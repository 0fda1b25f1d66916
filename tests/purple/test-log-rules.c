/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "crypto/wd-crypto.h"
#include "purple/wd-log-rules.h"
#include "wd-rows.h"

#define OWN  "age1939up6rgssjewfzfvvjjwczms9a2exxqed0s3qzyhp2keuuj99ls6hn8zq"
#define IT   "age13l954dc8yz8fp77d3jqs0h0zas4sttmnpg99wjdwz2lysne304yscdzt2t"
#define LOUD "AGE13L954DC8YZ8FP77D3JQS0H0ZAS4STTMNPG99WJDWZ2LYSNE304YSCDZT2T"
#define WEAK "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z"
#define TORN "age1939up6rgssjewfzfvvjjwczms9a2exxqed0s3qzyhp2keuuj99ls6hn8zz"

/* Recovery keys of a policy, and what becomes of logging. */
typedef struct {
	const char *name;
	const char *escrow;   /* (nullable) */
	const char *required; /* (nullable) */
	const char *own;      /* (nullable) */
	guint n_good;
	guint n_bad;
	gboolean is_refused;
} EscrowCase;

static const EscrowCase escrows[] = {
	{"none", NULL, NULL, OWN, 0, 0, FALSE},
	{"good", IT, NULL, OWN, 1, 0, FALSE},
	{"good-and-required", IT, "true", OWN, 1, 0, FALSE},
	{"required-and-none", NULL, "true", OWN, 0, 0, TRUE},
	{"twice", IT ";" IT, "true", OWN, 1, 0, FALSE},
	/* A list with a mistake in it is no list. */
	{"capitals", IT ";" LOUD, NULL, OWN, 0, 1, FALSE},
	{"own-recovers-nothing", OWN, "true", OWN, 0, 1, TRUE},
	{"weak", WEAK, NULL, OWN, 0, 1, FALSE},
	{"weak-and-required", WEAK, "true", OWN, 0, 1, TRUE},
	{"torn", TORN, NULL, OWN, 0, 1, FALSE},
	{"one-of-two", IT ";" TORN, NULL, OWN, 1, 1, FALSE},
	/* One of two that a company requires is not what it requires. */
	{"one-of-two-required", IT ";" TORN, "true", OWN, 1, 1, TRUE},
	{"no-key-of-the-person", IT, NULL, NULL, 0, 0, TRUE},
};

static WdPolicy *
make_policy(WdPolicyKey first,
	    const char *first_value,
	    WdPolicyKey second,
	    const char *second_value)
{
	WdPolicySetting settings[WD_N_KEYS] = {0};

	settings[first] = (WdPolicySetting){(char *)first_value, WD_LEVEL_IT_MANAGED, NULL};
	settings[second] = (WdPolicySetting){(char *)second_value, WD_LEVEL_IT_MANAGED, NULL};
	return wd_policy_new(settings, NULL);
}

static void
test_escrow(gconstpointer data)
{
	const EscrowCase *row = data;
	g_autoptr(WdPolicy) policy = make_policy(WD_KEY_LOGS_ESCROW_RECIPIENTS,
						 row->escrow,
						 WD_KEY_LOGS_REQUIRE_ESCROW,
						 row->required);
	g_autoptr(WdLogRules) rules = wd_log_rules_new(policy, row->own);

	g_assert_cmpuint(g_strv_length(rules->escrow), ==, row->n_good);
	g_assert_cmpuint(rules->n_bad_escrow, ==, row->n_bad);
	g_assert_cmpint(rules->is_refused, ==, row->is_refused);
	if (row->n_good == 1)
		g_assert_cmpstr(rules->escrow[0], ==, IT);
}

/* Of whom nothing is logged. */
typedef struct {
	const char *name;
	const char *protocols; /* (nullable) */
	const char *peers;     /* (nullable) */
	const char *protocol;
	const char *peer;
	gboolean is_chat;
	gboolean is_off;
} OffCase;

static const OffCase offs[] = {
	{"nobody", NULL, NULL, "prpl-jabber", "ann@b.example", FALSE, FALSE},
	{"protocol", "prpl-irc;prpl-bonjour", NULL, "prpl-bonjour", "ann", FALSE, TRUE},
	{"another-protocol", "prpl-irc", NULL, "prpl-jabber", "ann@b.example", FALSE, FALSE},
	{"part-of-a-protocol", "prpl-irc-x", NULL, "prpl-irc", "ann", FALSE, FALSE},
	{"peer", NULL, "ann@b.example", "prpl-jabber", "ann@b.example", FALSE, TRUE},
	{"second-peer",
	 NULL,
	 "x@b.example;ann@b.example",
	 "prpl-jabber",
	 "ann@b.example",
	 FALSE,
	 TRUE},
	{"peer-in-capitals", NULL, "ann@b.example", "prpl-jabber", "Ann@B.example", FALSE, TRUE},
	{"peer-with-a-resource",
	 NULL,
	 "ann@b.example",
	 "prpl-jabber",
	 "ann@b.example/desk",
	 FALSE,
	 TRUE},
	{"pattern", NULL, "*@b.example", "prpl-jabber", "ann@b.example", FALSE, TRUE},
	{"another-peer", NULL, "*@b.example", "prpl-jabber", "ann@c.example", FALSE, FALSE},
	{"name-inside-another",
	 NULL,
	 "ann@b.example",
	 "prpl-jabber",
	 "joann@b.example",
	 FALSE,
	 FALSE},
	{"room", NULL, "works@rooms.example", "prpl-jabber", "works@rooms.example", TRUE, TRUE},
	{"another-room",
	 NULL,
	 "works@rooms.example",
	 "prpl-jabber",
	 "fun@rooms.example",
	 TRUE,
	 FALSE},
};

static void
test_off(gconstpointer data)
{
	const OffCase *row = data;
	g_autoptr(WdPolicy) policy = make_policy(
		WD_KEY_LOGS_OFF_PROTOCOLS, row->protocols, WD_KEY_LOGS_OFF_PEERS, row->peers);
	g_autoptr(WdLogRules) rules = wd_log_rules_new(policy, OWN);

	g_assert_cmpint(
		wd_log_rules_is_off(rules, row->protocol, "me@b.example", row->peer, row->is_chat),
		==,
		row->is_off);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_assert_true(wd_crypto_start(NULL));
	WD_ADD_ROWS("/log-rules/escrow/", escrows, test_escrow);
	WD_ADD_ROWS("/log-rules/off/", offs, test_off);
	return g_test_run();
}
