/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/challenge/wd-challenge.h"
#include "wd-judging.h"
#include "wd-rows.h"

#define MINUTE (60 * G_GINT64_CONSTANT(1000))
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)
#define NOW    (1000 * DAY)

static const WdChallengeCaps caps = {
	.per_peer = 2,
	.per_account_hour = 3,
	.per_hour = 5,
	.window_ms = DAY,
};

/* Looks, and asks if it may. */
static WdChallengeState
ask(WdChallenge *challenge, const char *peer, const char *account, gint64 now_ms)
{
	WdChallengeState state = wd_challenge_look(challenge, &caps, peer, account, now_ms);

	if (state == WD_CHALLENGE_FREE)
		(void)wd_challenge_note_asked(challenge, &caps, peer, account, 7, now_ms);
	return state;
}

/* One call after another on the same books. */
typedef struct {
	const char *peer;
	const char *account;
	gint64 after_ms; /* since NOW */
	WdChallengeState state;
} Step;

typedef struct {
	const char *name;
	Step steps[8];
} BoundCase;

static const BoundCase bounds[] = {
	{"once-and-once-more",
	 {{"a", "me", 0, WD_CHALLENGE_FREE},
	  {"a", "me", MINUTE, WD_CHALLENGE_FREE},
	  {"a", "me", 2 * MINUTE, WD_CHALLENGE_PEER},
	  {"a", "me", DAY - 1, WD_CHALLENGE_PEER},
	  {"a", "me", DAY, WD_CHALLENGE_FREE}}},
	{"not-at-once",
	 {{"a", "me", 0, WD_CHALLENGE_FREE},
	  {"a", "me", 1, WD_CHALLENGE_SOON},
	  {"a", "me", WD_CHALLENGE_GAP_MS - 1, WD_CHALLENGE_SOON},
	  {"a", "me", WD_CHALLENGE_GAP_MS, WD_CHALLENGE_FREE}}},
	{"by-account",
	 {{"a", "me", 0, WD_CHALLENGE_FREE},
	  {"b", "me", 1, WD_CHALLENGE_FREE},
	  {"c", "me", 2, WD_CHALLENGE_FREE},
	  {"d", "me", 3, WD_CHALLENGE_ACCOUNT},
	  {"d", "other", 4, WD_CHALLENGE_FREE},
	  {"d", "me", HOUR + 5, WD_CHALLENGE_FREE}}},
	{"over-all",
	 {{"a", "me", 0, WD_CHALLENGE_FREE},
	  {"b", "me", 1, WD_CHALLENGE_FREE},
	  {"c", "me", 2, WD_CHALLENGE_FREE},
	  {"d", "other", 3, WD_CHALLENGE_FREE},
	  {"e", "other", 4, WD_CHALLENGE_FREE},
	  {"f", "other", 5, WD_CHALLENGE_HOUR},
	  {"f", "third", 6, WD_CHALLENGE_HOUR},
	  {"f", "third", HOUR, WD_CHALLENGE_FREE}}},
	{"clock-set-back",
	 {{"a", "me", 0, WD_CHALLENGE_FREE},
	  {"a", "me", -1, WD_CHALLENGE_SOON},
	  {"a", "me", -MINUTE, WD_CHALLENGE_FREE},
	  {"a", "me", -2 * MINUTE, WD_CHALLENGE_PEER}}},
};

static void
test_bound(gconstpointer data)
{
	const BoundCase *row = data;
	g_autoptr(WdChallenge) challenge = wd_challenge_new();

	for (guint i = 0; i < G_N_ELEMENTS(row->steps) && row->steps[i].peer != NULL; i++) {
		const Step *step = &row->steps[i];

		g_assert_cmpint(ask(challenge, step->peer, step->account, NOW + step->after_ms),
				==,
				step->state);
	}
}

static gboolean
is_open(WdChallenge *challenge, const char *peer, gint64 now_ms)
{
	return wd_challenge_find_open(challenge, &caps, peer, now_ms) != NULL;
}

static void
test_tries(void)
{
	g_autoptr(WdChallenge) challenge = wd_challenge_new();

	g_assert_false(is_open(challenge, "a", NOW));
	g_assert_cmpint(ask(challenge, "a", "me", NOW), ==, WD_CHALLENGE_FREE);
	g_assert_false(wd_challenge_note_try(challenge, "a", "early", NOW + 100));
	g_assert_true(wd_challenge_note_try(challenge, "a", "one", NOW + MINUTE));
	g_assert_false(wd_challenge_note_try(challenge, "a", "one", NOW + MINUTE)); /* again */
	g_assert_true(is_open(challenge, "a", NOW + MINUTE));
	g_assert_true(wd_challenge_note_try(challenge, "a", "two", NOW + MINUTE));
	g_assert_false(is_open(challenge, "a", NOW + MINUTE));
	g_assert_cmpint(ask(challenge, "a", "me", NOW + MINUTE), ==, WD_CHALLENGE_FREE);
	g_assert_true(is_open(challenge, "a", NOW + 2 * MINUTE));
	g_assert_false(is_open(challenge, "a", NOW + DAY)); /* too late to answer */
}

static void
test_closed(void)
{
	g_autoptr(WdChallenge) challenge = wd_challenge_new();

	g_assert_null(wd_challenge_close(challenge, "a"));
	(void)ask(challenge, "a", "me", NOW);
	g_assert_nonnull(wd_challenge_close(challenge, "a"));
	g_assert_false(is_open(challenge, "a", NOW + MINUTE));
}

static void
test_silence(void)
{
	g_autoptr(WdChallenge) challenge = wd_challenge_new();

	(void)ask(challenge, "a", "me", NOW);
	wd_challenge_silence(challenge, "a", NOW + MINUTE);
	wd_challenge_silence(challenge, "b", NOW);
	g_assert_false(is_open(challenge, "a", NOW + MINUTE)); /* its answer is not heard */
	g_assert_cmpint(ask(challenge, "a", "me", NOW + MINUTE), ==, WD_CHALLENGE_PEER);
	g_assert_cmpint(ask(challenge, "b", "me", NOW + MINUTE), ==, WD_CHALLENGE_PEER);
	g_assert_cmpint(ask(challenge, "c", "me", NOW + MINUTE), ==, WD_CHALLENGE_FREE);
	g_assert_cmpint(ask(challenge, "b", "me", NOW + DAY), ==, WD_CHALLENGE_FREE);
}

/* What a run kept, the next one is bound by. */
static void
test_load(void)
{
	g_autoptr(WdChallenge) challenge = wd_challenge_new();
	const WdAsked rows[] = {
		{"a", "me", NOW - MINUTE, NOW - MINUTE, 2, 1, 5},
		{"b", "other", NOW - DAY, NOW - DAY, 2, 0, 6},
		{"c", "me", NOW - HOUR, NOW - MINUTE, 1, 0, 7},
		{"a", "me", NOW, NOW, 1, 0, 8}, /* twice: not counted twice */
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		wd_challenge_load(challenge, &rows[i], NOW);
	g_assert_cmpint(ask(challenge, "a", "me", NOW), ==, WD_CHALLENGE_PEER);
	g_assert_cmpuint(wd_challenge_find_open(challenge, &caps, "a", NOW)->seed, ==, 5);
	g_assert_cmpint(ask(challenge, "c", "me", NOW), ==, WD_CHALLENGE_ACCOUNT); /* 3 this hour */
	g_assert_false(is_open(challenge, "b", NOW));
	g_assert_cmpint(ask(challenge, "b", "other", NOW), ==, WD_CHALLENGE_FREE);
	g_assert_cmpint(ask(challenge, "d", "other", NOW), ==, WD_CHALLENGE_FREE);
	g_assert_cmpint(ask(challenge, "e", "other", NOW), ==, WD_CHALLENGE_HOUR);
}

/* A million senders: no more questions than one hour allows, and no memory beyond the bound. */
static void
test_flood(void)
{
	const WdChallengeCaps wide = {
		.per_peer = 5, .per_account_hour = 1000, .per_hour = 1000, .window_ms = 90 * DAY};
	g_autoptr(WdChallenge) challenge = wd_challenge_new();
	guint n_asked = 0;
	guint n_full = 0;

	for (guint i = 0; i < 1000000; i++) {
		char peer[16];
		WdChallengeState state;

		g_snprintf(peer, sizeof peer, "p%u", i);
		if (i % 2 == 0)
			wd_challenge_silence(challenge, peer, NOW + i * 20);
		state = wd_challenge_look(challenge, &wide, peer, "me", NOW + i * 20);
		if (state == WD_CHALLENGE_FREE) {
			n_asked++;
			(void)wd_challenge_note_asked(
				challenge, &wide, peer, "me", i, NOW + i * 20);
		}
		n_full += state == WD_CHALLENGE_FULL;
	}
	/* 1,000,000 * 20 ms are 5.6 hours; the books are full in the fifth. */
	g_assert_cmpuint(n_asked, ==, WD_CHALLENGE_MAX_PEERS);
	g_assert_cmpuint(n_full, >, 0);
}

static void
test_caps_of_policy(void)
{
	const WdTestSetting none = {0};
	g_autoptr(WdPolicy) policy = wd_test_policy(none);
	const WdChallengeCaps built_in = wd_challenge_get_caps(policy);

	g_assert_cmpuint(built_in.per_peer, ==, 2);
	g_assert_cmpuint(built_in.per_account_hour, ==, 10);
	g_assert_cmpuint(built_in.per_hour, ==, 20);
	g_assert_cmpint(built_in.window_ms, ==, DAY);
}

typedef struct {
	const char *name;
	struct {
		const char *code;
		WdAction action;
	} findings[3];
	gboolean is_only_reason;
	gboolean is_unwanted;
} ReasonCase;

#define CHALLENGE                                                                                  \
	{                                                                                          \
		"contact.challenge", WD_ACTION_HOLD                                                \
	}

static const ReasonCase reasons[] = {
	{"nothing", {{NULL, 0}}, FALSE, FALSE},
	{"challenge", {CHALLENGE}, TRUE, FALSE},
	{"asked-before", {{"contact.challenge-asked", WD_ACTION_HOLD}}, TRUE, FALSE},
	{"held-for-being-strange", {{"contact.stranger-held", WD_ACTION_HOLD}}, FALSE, TRUE},
	{"with-a-note", {CHALLENGE, {"rule.matched", WD_ACTION_NOTE}}, TRUE, FALSE},
	{"with-spim", {CHALLENGE, {"spim.text", WD_ACTION_HOLD}}, FALSE, TRUE},
	{"with-spim-that-is-noted", {CHALLENGE, {"spim.text", WD_ACTION_NOTE}}, FALSE, TRUE},
	{"with-a-worm", {CHALLENGE, {"worm.incoming-text", WD_ACTION_WARN}}, FALSE, TRUE},
	{"with-a-risky-link", {CHALLENGE, {"link.userinfo", WD_ACTION_WARN}}, FALSE, FALSE},
	{"with-a-held-link", {CHALLENGE, {"link.userinfo", WD_ACTION_HOLD}}, FALSE, TRUE},
	{"denied", {CHALLENGE, {"contact.denied", WD_ACTION_BLOCK}}, FALSE, TRUE},
};

static void
test_reason(gconstpointer data)
{
	const ReasonCase *row = data;
	g_autoptr(GPtrArray) findings =
		g_ptr_array_new_with_free_func((GDestroyNotify)wd_finding_free);

	for (guint i = 0; i < G_N_ELEMENTS(row->findings) && row->findings[i].code != NULL; i++)
		g_ptr_array_add(
			findings,
			wd_finding_new(
				row->findings[i].code, row->findings[i].action, 0, 0, 0, NULL));
	g_assert_cmpint(wd_challenge_is_only_reason(findings), ==, row->is_only_reason);
	g_assert_cmpint(wd_challenge_is_unwanted(findings), ==, row->is_unwanted);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/challenge/bound/", bounds, test_bound);
	WD_ADD_ROWS("/challenge/reason/", reasons, test_reason);
	g_test_add_func("/challenge/tries", test_tries);
	g_test_add_func("/challenge/closed", test_closed);
	g_test_add_func("/challenge/silence", test_silence);
	g_test_add_func("/challenge/load", test_load);
	g_test_add_func("/challenge/flood", test_flood);
	g_test_add_func("/challenge/caps-of-policy", test_caps_of_policy);
	return g_test_run();
}
