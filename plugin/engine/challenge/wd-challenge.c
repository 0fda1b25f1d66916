/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/challenge/wd-challenge.h"

#include <string.h>

#define HOUR_MS (60 * 60 * G_GINT64_CONSTANT(1000))

typedef struct {
	WdAsked asked;
	guint last_text; /* hash of the last wrong answer */
	GList link;      /* in the order of the windows' beginnings */
} Peer;

typedef struct {
	gint64 asked_ms;
	guint account;
} Stamp;

typedef struct {
	char *peer;
	gint64 since_ms;
	GList link;
} Silent;

struct WdChallenge {
	GHashTable *peers; /* pseudonym -> Peer */
	GQueue order;
	GArray *stamps;     /* of Stamp: the questions of the last hour, in order */
	GHashTable *silent; /* pseudonym -> Silent */
	GQueue silent_order;
};

static void
free_peer(gpointer data)
{
	Peer *peer = data;

	g_free(peer->asked.peer);
	g_free(peer->asked.account);
	g_free(peer);
}

static void
free_silent(gpointer data)
{
	Silent *silent = data;

	g_free(silent->peer);
	g_free(silent);
}

/**
 * wd_challenge_new:
 *
 * Returns: (transfer full): the books of somebody who has asked nobody yet
 */
WdChallenge *
wd_challenge_new(void)
{
	WdChallenge *challenge = g_new0(WdChallenge, 1);

	challenge->peers = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_peer);
	challenge->stamps = g_array_new(FALSE, FALSE, sizeof(Stamp));
	challenge->silent = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_silent);
	return challenge;
}

/**
 * wd_challenge_free:
 * @challenge: (nullable) (transfer full): the books
 */
void
wd_challenge_free(WdChallenge *challenge)
{
	if (challenge == NULL)
		return;
	/* The links are part of what the tables free. */
	g_hash_table_unref(challenge->peers);
	g_hash_table_unref(challenge->silent);
	g_array_unref(challenge->stamps);
	g_free(challenge);
}

/**
 * wd_challenge_get_caps:
 * @policy: the settings
 *
 * Returns: how often may be asked by them
 */
WdChallengeCaps
wd_challenge_get_caps(const WdPolicy *policy)
{
	const WdChallengeCaps caps = {
		.per_peer =
			(guint)wd_policy_get_integer(policy, WD_KEY_CONTACTS_CHALLENGE_PER_PEER),
		.per_account_hour = (guint)wd_policy_get_integer(
			policy, WD_KEY_CONTACTS_CHALLENGE_PER_ACCOUNT_PER_HOUR),
		.per_hour =
			(guint)wd_policy_get_integer(policy, WD_KEY_CONTACTS_CHALLENGE_PER_HOUR),
		.window_ms = wd_policy_get_integer(policy, WD_KEY_CONTACTS_CHALLENGE_WINDOW),
	};

	return caps;
}

/* A clock that was set back must not open a window anew, nor keep one open for ever. */
static gboolean
is_within(gint64 then_ms, gint64 span_ms, gint64 now_ms)
{
	return ABS(now_ms - then_ms) < span_ms;
}

static void
forget_peer(WdChallenge *challenge, Peer *peer)
{
	g_queue_unlink(&challenge->order, &peer->link);
	g_hash_table_remove(challenge->peers, peer->asked.peer);
}

static Peer *
add_peer(WdChallenge *challenge, const WdAsked *row)
{
	Peer *peer = g_new0(Peer, 1);

	peer->asked = *row;
	peer->asked.peer = g_strdup(row->peer);
	peer->asked.account = g_strdup(row->account);
	peer->link.data = peer;
	g_hash_table_insert(challenge->peers, peer->asked.peer, peer);
	g_queue_push_tail_link(&challenge->order, &peer->link);
	return peer;
}

static void
add_stamp(WdChallenge *challenge, const WdAsked *asked)
{
	const Stamp stamp = {asked->asked_ms, g_str_hash(asked->account)};

	g_array_append_val(challenge->stamps, stamp);
}

/**
 * wd_challenge_load:
 * @challenge: the books
 * @row: what an earlier run kept; copied. In the order of their beginnings
 * @now_ms: Unix time
 *
 * Every question of a peer is counted as if asked with the last one: a restart frees nobody early.
 */
void
wd_challenge_load(WdChallenge *challenge, const WdAsked *row, gint64 now_ms)
{
	if (g_hash_table_size(challenge->peers) >= WD_CHALLENGE_MAX_PEERS ||
	    g_hash_table_contains(challenge->peers, row->peer))
		return;
	(void)add_peer(challenge, row);
	for (guint i = 0; i < MIN(row->n_asked, 100) && is_within(row->asked_ms, HOUR_MS, now_ms);
	     i++)
		add_stamp(challenge, row);
}

static Peer *
find_peer(const WdChallenge *challenge,
	  const WdChallengeCaps *caps,
	  const char *name,
	  gint64 now_ms)
{
	Peer *peer = g_hash_table_lookup(challenge->peers, name);

	return peer != NULL && is_within(peer->asked.window_ms, caps->window_ms, now_ms) ? peer
											 : NULL;
}

/* The oldest windows come first, so this costs nothing while none is over. */
static void
forget_old(WdChallenge *challenge, const WdChallengeCaps *caps, gint64 now_ms)
{
	guint n_old = 0;
	Peer *oldest;

	while ((oldest = g_queue_peek_head(&challenge->order)) != NULL &&
	       !is_within(oldest->asked.window_ms, caps->window_ms, now_ms))
		forget_peer(challenge, oldest);
	while (n_old < challenge->stamps->len &&
	       !is_within(g_array_index(challenge->stamps, Stamp, n_old).asked_ms, HOUR_MS, now_ms))
		n_old++;
	if (n_old > 0)
		g_array_remove_range(challenge->stamps, 0, n_old);
}

static guint
count_stamps(const WdChallenge *challenge, const char *account)
{
	guint wanted = g_str_hash(account);
	guint n = 0;

	for (guint i = 0; i < challenge->stamps->len; i++)
		n += g_array_index(challenge->stamps, Stamp, i).account == wanted;
	return n;
}

/* Whoever is silent is silent for a window. */
static gboolean
is_silent(const WdChallenge *challenge,
	  const WdChallengeCaps *caps,
	  const char *peer,
	  gint64 now_ms)
{
	const Silent *silent = g_hash_table_lookup(challenge->silent, peer);

	return silent != NULL && is_within(silent->since_ms, caps->window_ms, now_ms);
}

/**
 * wd_challenge_look:
 * @challenge: the books
 * @caps: what policy allows
 * @peer: a stranger's pseudonym
 * @account: the pseudonym of the person's account
 * @now_ms: Unix time
 *
 * Cheap whatever the answer: this is asked for every message of a flood.
 *
 * Returns: whether a question may go to @peer now, or why not
 */
WdChallengeState
wd_challenge_look(WdChallenge *challenge,
		  const WdChallengeCaps *caps,
		  const char *peer,
		  const char *account,
		  gint64 now_ms)
{
	const Peer *known;

	forget_old(challenge, caps, now_ms);
	known = find_peer(challenge, caps, peer, now_ms);
	if (challenge->stamps->len >= caps->per_hour)
		return WD_CHALLENGE_HOUR;
	if (is_silent(challenge, caps, peer, now_ms) ||
	    (known != NULL && known->asked.n_asked >= caps->per_peer))
		return WD_CHALLENGE_PEER;
	if (known != NULL && is_within(known->asked.asked_ms, WD_CHALLENGE_GAP_MS, now_ms))
		return WD_CHALLENGE_SOON;
	if (count_stamps(challenge, account) >= caps->per_account_hour)
		return WD_CHALLENGE_ACCOUNT;
	if (known == NULL && g_hash_table_size(challenge->peers) >= WD_CHALLENGE_MAX_PEERS)
		return WD_CHALLENGE_FULL;
	return WD_CHALLENGE_FREE;
}

/**
 * wd_challenge_note_asked:
 * @challenge: the books
 * @caps: what policy allows
 * @peer: a stranger's pseudonym, for whom wd_challenge_look() says %WD_CHALLENGE_FREE
 * @account: the pseudonym of the person's account
 * @seed: what the question was made from
 * @now_ms: Unix time
 *
 * Returns: (transfer none) (not nullable): what is to be kept of @peer; valid until the next call
 */
const WdAsked *
wd_challenge_note_asked(WdChallenge *challenge,
			const WdChallengeCaps *caps,
			const char *peer,
			const char *account,
			guint64 seed,
			gint64 now_ms)
{
	Peer *known = find_peer(challenge, caps, peer, now_ms);
	Peer *stale = known == NULL ? g_hash_table_lookup(challenge->peers, peer) : NULL;

	if (stale != NULL)
		forget_peer(challenge, stale);
	if (known == NULL) {
		const WdAsked row = {
			.peer = (char *)peer, .account = (char *)account, .window_ms = now_ms};

		known = add_peer(challenge, &row);
	}
	known->asked.asked_ms = now_ms;
	known->asked.n_asked++;
	known->asked.n_tries = 0;
	known->asked.seed = seed;
	add_stamp(challenge, &known->asked);
	return &known->asked;
}

/**
 * wd_challenge_find_open:
 * @challenge: the books
 * @caps: what policy allows
 * @peer: a stranger's pseudonym
 * @now_ms: Unix time
 *
 * Returns: (transfer none) (nullable): the question to which @peer may still answer
 */
const WdAsked *
wd_challenge_find_open(const WdChallenge *challenge,
		       const WdChallengeCaps *caps,
		       const char *peer,
		       gint64 now_ms)
{
	const Peer *known = find_peer(challenge, caps, peer, now_ms);

	if (known == NULL || known->asked.n_tries >= WD_CHALLENGE_TRIES ||
	    is_silent(challenge, caps, peer, now_ms))
		return NULL;
	return &known->asked;
}

/**
 * wd_challenge_note_try:
 * @challenge: the books
 * @peer: a stranger's pseudonym, whose question is open
 * @text: what came back
 * @now_ms: Unix time
 *
 * What follows the question within a moment was on its way before, and is no answer. Nor is the
 * same text over and over: a robot that knows no other must not get another question for it.
 *
 * Returns: whether a wrong answer was counted
 */
gboolean
wd_challenge_note_try(WdChallenge *challenge, const char *peer, const char *text, gint64 now_ms)
{
	Peer *known = g_hash_table_lookup(challenge->peers, peer);

	if (known == NULL || is_within(known->asked.asked_ms, WD_CHALLENGE_GAP_MS, now_ms) ||
	    known->last_text == g_str_hash(text))
		return FALSE;
	known->last_text = g_str_hash(text);
	known->asked.n_tries++;
	return TRUE;
}

/**
 * wd_challenge_close:
 * @challenge: the books
 * @peer: a stranger's pseudonym
 *
 * After the right answer: the same question is not answered twice.
 *
 * Returns: (transfer none) (nullable): what is to be kept of @peer
 */
const WdAsked *
wd_challenge_close(WdChallenge *challenge, const char *peer)
{
	Peer *known = g_hash_table_lookup(challenge->peers, peer);

	if (known == NULL)
		return NULL;
	known->asked.n_tries = WD_CHALLENGE_TRIES;
	return &known->asked;
}

/**
 * wd_challenge_silence:
 * @challenge: the books
 * @peer: a stranger's pseudonym
 * @now_ms: Unix time
 *
 * Whoever sends what nobody wants is neither asked nor listened to for a window. Of a flood of such
 * peers the first are forgotten, which gives each of them a question again within the caps.
 */
void
wd_challenge_silence(WdChallenge *challenge, const char *peer, gint64 now_ms)
{
	Silent *silent = g_hash_table_lookup(challenge->silent, peer);

	if (silent != NULL) {
		silent->since_ms = now_ms;
		return;
	}
	if (g_queue_get_length(&challenge->silent_order) >= WD_CHALLENGE_MAX_PEERS) {
		Silent *oldest = g_queue_pop_head_link(&challenge->silent_order)->data;

		g_hash_table_remove(challenge->silent, oldest->peer);
	}
	silent = g_new0(Silent, 1);
	silent->peer = g_strdup(peer);
	silent->since_ms = now_ms;
	silent->link.data = silent;
	g_hash_table_insert(challenge->silent, silent->peer, silent);
	g_queue_push_tail_link(&challenge->silent_order, &silent->link);
}

static gboolean
is_challenge(const WdFinding *finding)
{
	return g_str_has_prefix(finding->code, "contact.challenge");
}

static gboolean
reads_unwanted(const WdFinding *finding)
{
	return g_str_has_prefix(finding->code, "spim.") || g_str_has_prefix(finding->code, "worm.");
}

/**
 * wd_challenge_is_only_reason:
 * @findings: (element-type WdFinding): of a verdict, or of a row of the review queue
 *
 * A question is a courtesy to people. What reads like SPIM, holds a risky link, or comes from a
 * deny list gets none, and a right answer does not release what was held for any of that.
 *
 * Returns: whether a stranger's being one is all that was found to be wrong
 */
gboolean
wd_challenge_is_only_reason(const GPtrArray *findings)
{
	gboolean is_asked_for = FALSE;

	for (guint i = 0; i < findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(findings, i);

		if (is_challenge(finding))
			is_asked_for = TRUE;
		else if (finding->action >= WD_ACTION_WARN || reads_unwanted(finding))
			return FALSE;
	}
	return is_asked_for;
}

/**
 * wd_challenge_is_unwanted:
 * @findings: (element-type WdFinding): of a verdict
 *
 * Returns: whether it would be held also if its sender were not a stranger who is to be asked, or
 * reads like SPIM: then its sender is asked nothing for a while
 */
gboolean
wd_challenge_is_unwanted(const GPtrArray *findings)
{
	for (guint i = 0; i < findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(findings, i);

		if (!is_challenge(finding) &&
		    (finding->action >= WD_ACTION_HOLD || reads_unwanted(finding)))
			return TRUE;
	}
	return FALSE;
}
