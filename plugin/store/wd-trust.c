/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-trust.h"

#include "store/wd-peer-token.h"
#include "store/wd-state-db.h"
#include "store/wd-trust-writer.h"

#define PURPOSE "trust"

/* No pseudonym: its row counts the decisions, so that one of another process is seen without
 * reading all rows after each commit to the database. Trusted, so that it outlives a flood. */
#define COUNTER ""

typedef struct {
	char *token;
	gboolean is_trusted;
	gint64 i_wrote_ms;    /* 0: never */
	gint64 first_seen_ms; /* 0: never */
	GList link;           /* in `only_seen`, when that is all */
} Peer;

struct WdTrust {
	WdStateDb *db;
	const WdKeys *keys;
	WdTrustWriter *writer;
	GHashTable *peers;  /* token -> Peer: all rows */
	GQueue only_seen;   /* of Peer *: the longest ago first */
	gint64 change;      /* of the database when it was last looked at; -1: never */
	gint64 n_decisions; /* of all processes when @peers was read, and ours since */
	gboolean is_read;
	char *last[3];    /* (nullable): of whom was asked last: protocol, account, peer */
	char *last_token; /* (nullable) */
};

static const Peer nobody = {0};

typedef enum {
	COLUMN_IS_TRUSTED,
	COLUMN_I_WROTE,
} Column;

/* One column at a time: what another process wrote into the others meanwhile stays. When the peer
 * was first seen may not be written yet, and goes along. */
#define AND_FIRST_SEEN                                                                             \
	", first_seen_ms=CASE first_seen_ms WHEN 0 THEN excluded.first_seen_ms ELSE "              \
	"first_seen_ms END"

static const char *const upserts[] = {
	[COLUMN_IS_TRUSTED] =
		"INSERT INTO peers(peer, is_trusted, first_seen_ms) VALUES(?1, ?2, ?3) "
		"ON CONFLICT(peer) DO UPDATE SET is_trusted=excluded.is_trusted" AND_FIRST_SEEN,
	[COLUMN_I_WROTE] =
		"INSERT INTO peers(peer, i_wrote_ms, first_seen_ms) VALUES(?1, ?2, ?3) "
		"ON CONFLICT(peer) DO UPDATE SET i_wrote_ms=excluded.i_wrote_ms" AND_FIRST_SEEN,
};

static void
forget_last(WdTrust *trust)
{
	for (gsize i = 0; i < G_N_ELEMENTS(trust->last); i++)
		g_clear_pointer(&trust->last[i], g_free);
	g_clear_pointer(&trust->last_token, g_free);
}

/* Each message asks three times of the same peer, and an HMAC is most of what an answer costs.
 * Valid until the next call. */
static const char *
get_token(WdTrust *trust, const char *protocol, const char *account, const char *peer)
{
	const char *const names[] = {protocol, account, peer};
	gboolean is_same = trust->last_token != NULL;

	for (gsize i = 0; is_same && i < G_N_ELEMENTS(names); i++)
		is_same = g_str_equal(trust->last[i], names[i]);
	if (is_same)
		return trust->last_token;
	forget_last(trust);
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		trust->last[i] = g_strdup(names[i]);
	trust->last_token = wd_peer_token_new(trust->keys, PURPOSE, protocol, account, peer);
	return trust->last_token;
}

static void
free_peer(gpointer pointer)
{
	Peer *peer = pointer;

	g_free(peer->token);
	g_free(peer);
}

static gboolean
is_only_seen(const Peer *peer)
{
	return !peer->is_trusted && peer->i_wrote_ms == 0;
}

static Peer *
add_peer(WdTrust *trust, const char *token, const Peer *facts)
{
	Peer *peer = g_new0(Peer, 1);

	*peer = *facts;
	peer->token = g_strdup(token);
	peer->link = (GList){.data = peer};
	g_hash_table_insert(trust->peers, peer->token, peer);
	if (is_only_seen(peer))
		g_queue_push_tail_link(&trust->only_seen, &peer->link);
	return peer;
}

static void
forget_all(WdTrust *trust)
{
	g_queue_init(&trust->only_seen); /* its links are the peers' own */
	g_hash_table_remove_all(trust->peers);
}

static gboolean
read_peers(WdTrust *trust)
{
	sqlite3_stmt *select = wd_state_db_prepare(
		trust->db,
		"SELECT peer, is_trusted, i_wrote_ms, first_seen_ms FROM peers WHERE peer<>'' "
		"ORDER BY first_seen_ms",
		NULL);

	if (select == NULL)
		return FALSE;
	forget_all(trust);
	for (;;) {
		WdStep step = wd_state_db_step(trust->db, select, NULL);
		Peer facts = {0};

		if (step != WD_STEP_ROW)
			return step == WD_STEP_DONE;
		facts.is_trusted = sqlite3_column_int(select, 1) != 0;
		facts.i_wrote_ms = sqlite3_column_int64(select, 2);
		facts.first_seen_ms = sqlite3_column_int64(select, 3);
		(void)add_peer(trust, (const char *)sqlite3_column_text(select, 0), &facts);
	}
}

/* Returns how often somebody was trusted or written to, in whatever process; -1: cannot be read. */
static gint64
read_n_decisions(WdTrust *trust)
{
	sqlite3_stmt *select = wd_state_db_prepare(
		trust->db, "SELECT first_seen_ms FROM peers WHERE peer=?1", NULL);
	WdStep step = WD_STEP_FAILED;
	gint64 n_decisions = 0;

	if (select != NULL) {
		(void)sqlite3_bind_text(select, 1, COUNTER, -1, SQLITE_STATIC);
		step = wd_state_db_step(trust->db, select, NULL);
	}
	if (step == WD_STEP_ROW) {
		n_decisions = sqlite3_column_int64(select, 0);
		(void)sqlite3_reset(select); /* one row was asked for */
	}
	return step == WD_STEP_FAILED ? -1 : n_decisions;
}

/* Reads all rows at the first question, and again when another process has decided something. */
static void
refresh(WdTrust *trust)
{
	gint64 change = wd_state_db_get_change(trust->db);
	gint64 n_decisions;

	if (trust->is_read && change == trust->change)
		return;
	n_decisions = read_n_decisions(trust);
	trust->change = change;
	if (trust->is_read && n_decisions == trust->n_decisions)
		return;
	wd_trust_writer_flush(trust->writer);
	/* Half-read means some are strangers who are not: asks more, never less. */
	trust->is_read = read_peers(trust);
	trust->n_decisions = n_decisions;
}

static const Peer *
find_peer(WdTrust *trust, const char *token)
{
	const Peer *peer;

	refresh(trust);
	peer = g_hash_table_lookup(trust->peers, token);
	return peer == NULL ? &nobody : peer;
}

static gboolean
is_full(const WdTrust *trust)
{
	return g_hash_table_size(trust->peers) >= WD_TRUST_MAX_PEERS;
}

/* Who was only seen goes first, the longest ago: a flood of strangers cannot push a friend out. */
static void
forget_oldest_seen(WdTrust *trust)
{
	while (is_full(trust) && trust->only_seen.length > 0) {
		Peer *oldest = trust->only_seen.head->data;

		wd_trust_writer_forget(trust->writer, oldest->token);
		g_queue_unlink(&trust->only_seen, &oldest->link);
		(void)g_hash_table_remove(trust->peers, oldest->token); /* it is there */
	}
}

/* Then whom I wrote to, the longest ago first; who was trusted by hand goes last. */
static gboolean
make_room(WdTrust *trust, GError **error)
{
	sqlite3_stmt *drop;

	forget_oldest_seen(trust);
	if (!is_full(trust))
		return TRUE;
	drop = wd_state_db_prepare(
		trust->db,
		"DELETE FROM peers WHERE peer IN (SELECT peer FROM peers WHERE peer<>'' ORDER BY "
		"is_trusted, max(i_wrote_ms, first_seen_ms) LIMIT ?1)",
		error);
	if (drop == NULL)
		return FALSE;
	/* A tenth at once: the sort is paid once for two thousand newcomers. */
	(void)sqlite3_bind_int(drop, 1, WD_TRUST_MAX_PEERS / 10);
	if (!wd_state_db_run(trust->db, drop, error))
		return FALSE;
	trust->is_read = FALSE;
	refresh(trust);
	return TRUE;
}

static void
remember(WdTrust *trust, const char *token, Column column, gint64 value)
{
	Peer *peer = g_hash_table_lookup(trust->peers, token);
	gboolean was_only_seen;

	if (peer == NULL)
		peer = add_peer(trust, token, &nobody);
	was_only_seen = is_only_seen(peer);
	if (column == COLUMN_IS_TRUSTED)
		peer->is_trusted = value != 0;
	else
		peer->i_wrote_ms = value;
	if (was_only_seen && !is_only_seen(peer))
		g_queue_unlink(&trust->only_seen, &peer->link);
	else if (!was_only_seen && is_only_seen(peer))
		g_queue_push_tail_link(&trust->only_seen, &peer->link);
}

static gboolean
write_decision(WdTrust *trust, const char *token, Column column, gint64 value, GError **error)
{
	const Peer *peer = g_hash_table_lookup(trust->peers, token);
	sqlite3_stmt *upsert = wd_state_db_prepare(trust->db, upserts[column], error);
	sqlite3_stmt *count = wd_state_db_prepare(
		trust->db,
		"INSERT INTO peers(peer, is_trusted, first_seen_ms) VALUES(?1, 1, 1) "
		"ON CONFLICT(peer) DO UPDATE SET first_seen_ms=first_seen_ms + 1",
		error);

	if (upsert == NULL || count == NULL)
		return FALSE;
	(void)sqlite3_bind_text(upsert, 1, token, -1, SQLITE_TRANSIENT);
	(void)sqlite3_bind_int64(upsert, 2, value);
	(void)sqlite3_bind_int64(upsert, 3, peer != NULL ? peer->first_seen_ms : 0);
	(void)sqlite3_bind_text(count, 1, COUNTER, -1, SQLITE_STATIC);
	return wd_state_db_run(trust->db, upsert, error) &&
	       wd_state_db_run(trust->db, count, error);
}

/* Writes the row, then the copy in memory: what is not on disk is not believed. */
static gboolean
store(WdTrust *trust, const char *token, Column column, gint64 value, GError **error)
{
	if (!g_hash_table_contains(trust->peers, token) && is_full(trust) &&
	    !make_room(trust, error))
		return FALSE;
	if (!wd_state_db_begin(trust->db, error))
		return FALSE;
	if (!write_decision(trust, token, column, value, error)) {
		wd_state_db_roll_back(trust->db);
		return FALSE;
	}
	if (!wd_state_db_commit(trust->db, error))
		return FALSE;
	trust->n_decisions++;
	remember(trust, token, column, value);
	return TRUE;
}

/**
 * wd_trust_open:
 * @base: the Warden folder of the client; it must be there
 * @keys: (transfer none): must live as long as the result
 * @error: return location for a #WD_ERROR of wd_state_db_open()
 *
 * Returns: (transfer full): the trust of this profile, closed with wd_trust_close()
 */
WdTrust *
wd_trust_open(const char *base, const WdKeys *keys, GError **error)
{
	WdStateDb *db = wd_state_db_open(base, error);
	WdTrust *trust;

	if (db == NULL)
		return NULL;
	trust = g_new0(WdTrust, 1);
	trust->db = db;
	trust->keys = keys;
	trust->writer = wd_trust_writer_new(base);
	trust->peers = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_peer);
	g_queue_init(&trust->only_seen);
	return trust;
}

/**
 * wd_trust_close:
 * @trust: (nullable) (transfer full): the trust of a profile
 */
void
wd_trust_close(WdTrust *trust)
{
	if (trust == NULL)
		return;
	wd_trust_writer_free(trust->writer);
	wd_state_db_close(trust->db);
	g_hash_table_unref(trust->peers);
	forget_last(trust);
	g_free(trust);
}

/**
 * wd_trust_set:
 * @trust: the trust of a profile
 * @protocol: the protocol
 * @account: the person's own name there
 * @peer: the peer
 * @is_trusted: whether the person trusts the peer from now on
 * @error: return location for a #WD_ERROR
 *
 * Records what the person decided by hand. Never waits for the disk.
 *
 * Returns: whether it is recorded; when not, the old decision stands
 */
gboolean
wd_trust_set(WdTrust *trust,
	     const char *protocol,
	     const char *account,
	     const char *peer,
	     gboolean is_trusted,
	     GError **error)
{
	const char *token = get_token(trust, protocol, account, peer);

	if (find_peer(trust, token)->is_trusted == (is_trusted != FALSE))
		return TRUE;
	return store(trust, token, COLUMN_IS_TRUSTED, is_trusted != FALSE, error);
}

/**
 * wd_trust_is_trusted:
 * @trust: the trust of a profile
 * @protocol: the protocol
 * @account: the person's own name there
 * @peer: the peer
 *
 * Cheap: one HMAC and a look into memory. What cannot be read is not trusted.
 *
 * Returns: whether the person trusted the peer by hand
 */
gboolean
wd_trust_is_trusted(WdTrust *trust, const char *protocol, const char *account, const char *peer)
{
	const char *token = get_token(trust, protocol, account, peer);

	return find_peer(trust, token)->is_trusted;
}

/**
 * wd_trust_note_i_wrote:
 * @trust: the trust of a profile
 * @protocol: the protocol
 * @account: the person's own name there
 * @peer: the peer
 * @now_ms: when
 *
 * Records that the person wrote to the peer before the peer wrote to them. The first time counts;
 * later ones cost no write.
 *
 * Returns: FALSE when it could not be recorded: the peer is a stranger again after a restart
 */
gboolean
wd_trust_note_i_wrote(
	WdTrust *trust, const char *protocol, const char *account, const char *peer, gint64 now_ms)
{
	const char *token = get_token(trust, protocol, account, peer);

	if (find_peer(trust, token)->i_wrote_ms != 0)
		return TRUE;
	return store(trust, token, COLUMN_I_WROTE, MAX(now_ms, 1), NULL);
}

/**
 * wd_trust_has_i_written:
 * @trust: the trust of a profile
 * @protocol: the protocol
 * @account: the person's own name there
 * @peer: the peer
 *
 * Returns: whether the person wrote to the peer first, ever
 */
gboolean
wd_trust_has_i_written(WdTrust *trust, const char *protocol, const char *account, const char *peer)
{
	const char *token = get_token(trust, protocol, account, peer);

	return find_peer(trust, token)->i_wrote_ms != 0;
}

/**
 * wd_trust_find_first_seen_ms:
 * @trust: the trust of a profile
 * @protocol: the protocol
 * @account: the person's own name there
 * @peer: the peer
 *
 * Asks without remembering that it was asked.
 *
 * Returns: when the peer came as a stranger for the first time, in Unix milliseconds; 0: never
 */
gint64
wd_trust_find_first_seen_ms(WdTrust *trust,
			    const char *protocol,
			    const char *account,
			    const char *peer)
{
	const char *token = get_token(trust, protocol, account, peer);

	return find_peer(trust, token)->first_seen_ms;
}

/* After a refresh. */
static gint64
ensure_first_seen(WdTrust *trust, const char *token, gint64 now_ms)
{
	Peer *known = g_hash_table_lookup(trust->peers, token);
	gint64 first_ms = MAX(now_ms, 1);

	if (known != NULL && known->first_seen_ms != 0)
		return known->first_seen_ms;
	if (known == NULL && is_full(trust))
		forget_oldest_seen(trust);
	if (known == NULL && is_full(trust))
		return first_ms; /* all are friends: who is new stays new */
	if (known != NULL)
		known->first_seen_ms = first_ms;
	else
		(void)add_peer(trust, token, &(Peer){.first_seen_ms = first_ms});
	wd_trust_writer_note(trust->writer, token, first_ms);
	return first_ms;
}

/**
 * wd_trust_first_seen_ms:
 * @trust: the trust of a profile
 * @protocol: the protocol
 * @account: the person's own name there
 * @peer: the peer
 * @now_ms: when this is asked
 *
 * The first question about a peer is the answer to all later ones. It is written a tenth of a
 * second later, with others.
 *
 * Returns: when the peer was first seen, in Unix milliseconds
 */
gint64
wd_trust_first_seen_ms(
	WdTrust *trust, const char *protocol, const char *account, const char *peer, gint64 now_ms)
{
	const char *token = get_token(trust, protocol, account, peer);

	refresh(trust);
	return ensure_first_seen(trust, token, now_ms);
}

/**
 * wd_trust_meet:
 * @trust: the trust of a profile
 * @protocol: the protocol
 * @account: the person's own name there
 * @peer: the peer
 * @now_ms: when this is asked
 * @facts: (out): all that is known of the peer
 *
 * The three questions that each message asks, with one look at whether another process has decided
 * something since. The first question about a peer is remembered as in wd_trust_first_seen_ms().
 */
void
wd_trust_meet(WdTrust *trust,
	      const char *protocol,
	      const char *account,
	      const char *peer,
	      gint64 now_ms,
	      WdTrustFacts *facts)
{
	const char *token = get_token(trust, protocol, account, peer);
	const Peer *known = find_peer(trust, token);

	facts->is_trusted = known->is_trusted;
	facts->has_i_written = known->i_wrote_ms != 0;
	facts->first_seen_ms = ensure_first_seen(trust, token, now_ms);
}
