/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-trust.h"

#include "store/wd-peer-token.h"
#include "store/wd-state-db.h"

#define PURPOSE "trust"

typedef struct {
	gboolean is_trusted;
	gint64 i_wrote_ms;    /* 0: never */
	gint64 first_seen_ms; /* 0: never */
} Peer;

struct WdTrust {
	WdStateDb *db;
	const WdKeys *keys;
	GHashTable *peers; /* token -> Peer: all rows */
	gint64 change;     /* of the database when @peers was read; -1: not read yet */
	gboolean is_read;
};

static const Peer nobody = {0};

typedef enum {
	COLUMN_IS_TRUSTED,
	COLUMN_I_WROTE,
	COLUMN_FIRST_SEEN,
} Column;

/* One column at a time: what another process wrote into the others meanwhile stays. */
static const char *const upserts[] = {
	[COLUMN_IS_TRUSTED] = "INSERT INTO peers(peer, is_trusted) VALUES(?1, ?2) "
			      "ON CONFLICT(peer) DO UPDATE SET is_trusted=excluded.is_trusted",
	[COLUMN_I_WROTE] = "INSERT INTO peers(peer, i_wrote_ms) VALUES(?1, ?2) "
			   "ON CONFLICT(peer) DO UPDATE SET i_wrote_ms=excluded.i_wrote_ms",
	[COLUMN_FIRST_SEEN] =
		"INSERT INTO peers(peer, first_seen_ms) VALUES(?1, ?2) "
		"ON CONFLICT(peer) DO UPDATE SET first_seen_ms=excluded.first_seen_ms",
};

static gboolean
read_peers(WdTrust *trust)
{
	sqlite3_stmt *select = wd_state_db_prepare(
		trust->db, "SELECT peer, is_trusted, i_wrote_ms, first_seen_ms FROM peers", NULL);

	if (select == NULL)
		return FALSE;
	g_hash_table_remove_all(trust->peers);
	for (;;) {
		WdStep step = wd_state_db_step(trust->db, select, NULL);
		Peer *peer;

		if (step != WD_STEP_ROW)
			return step == WD_STEP_DONE;
		peer = g_new0(Peer, 1);
		peer->is_trusted = sqlite3_column_int(select, 1) != 0;
		peer->i_wrote_ms = sqlite3_column_int64(select, 2);
		peer->first_seen_ms = sqlite3_column_int64(select, 3);
		g_hash_table_insert(
			trust->peers, g_strdup((const char *)sqlite3_column_text(select, 0)), peer);
	}
}

/* Reads all rows at the first question, and again when another process has written. */
static void
refresh(WdTrust *trust)
{
	gint64 change = wd_state_db_get_change(trust->db);

	if (trust->is_read && change == trust->change)
		return;
	/* Half-read means some are strangers who are not: asks more, never less. */
	trust->is_read = read_peers(trust);
	trust->change = change;
}

static const Peer *
find_peer(WdTrust *trust, const char *token)
{
	const Peer *peer;

	refresh(trust);
	peer = g_hash_table_lookup(trust->peers, token);
	return peer == NULL ? &nobody : peer;
}

/*
 * Who was only seen goes first, then whom I wrote to; the longest ago first. Who was trusted by
 * hand goes last: a flood of strangers cannot push a friend out.
 */
static gboolean
make_room(WdTrust *trust, GError **error)
{
	sqlite3_stmt *drop = wd_state_db_prepare(
		trust->db,
		"DELETE FROM peers WHERE peer IN (SELECT peer FROM peers ORDER BY is_trusted, "
		"i_wrote_ms > 0, max(i_wrote_ms, first_seen_ms) LIMIT ?1)",
		error);

	if (drop == NULL)
		return FALSE;
	/* A tenth at once: the sort is paid once for two thousand newcomers. */
	(void)sqlite3_bind_int(drop, 1, WD_TRUST_MAX_PEERS / 10);
	if (!wd_state_db_run(trust->db, drop, error))
		return FALSE;
	trust->is_read = FALSE;
	return TRUE;
}

static void
remember(WdTrust *trust, const char *token, Column column, gint64 value)
{
	Peer *peer = g_hash_table_lookup(trust->peers, token);

	if (peer == NULL) {
		peer = g_new0(Peer, 1);
		g_hash_table_insert(trust->peers, g_strdup(token), peer);
	}
	if (column == COLUMN_IS_TRUSTED)
		peer->is_trusted = value != 0;
	else if (column == COLUMN_I_WROTE)
		peer->i_wrote_ms = value;
	else
		peer->first_seen_ms = value;
}

/* Writes the row, then the copy in memory: what is not on disk is not believed. */
static gboolean
store(WdTrust *trust, const char *token, Column column, gint64 value, GError **error)
{
	sqlite3_stmt *upsert;

	if (g_hash_table_size(trust->peers) >= WD_TRUST_MAX_PEERS &&
	    !g_hash_table_contains(trust->peers, token) && !make_room(trust, error))
		return FALSE;
	upsert = wd_state_db_prepare(trust->db, upserts[column], error);
	if (upsert == NULL)
		return FALSE;
	(void)sqlite3_bind_text(upsert, 1, token, -1, SQLITE_TRANSIENT);
	(void)sqlite3_bind_int64(upsert, 2, value);
	if (!wd_state_db_run(trust->db, upsert, error))
		return FALSE;
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
	trust->peers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
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
	wd_state_db_close(trust->db);
	g_hash_table_unref(trust->peers);
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
	g_autofree char *token = wd_peer_token_new(trust->keys, PURPOSE, protocol, account, peer);

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
	g_autofree char *token = wd_peer_token_new(trust->keys, PURPOSE, protocol, account, peer);

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
	g_autofree char *token = wd_peer_token_new(trust->keys, PURPOSE, protocol, account, peer);

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
	g_autofree char *token = wd_peer_token_new(trust->keys, PURPOSE, protocol, account, peer);

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
	g_autofree char *token = wd_peer_token_new(trust->keys, PURPOSE, protocol, account, peer);

	return find_peer(trust, token)->first_seen_ms;
}

/**
 * wd_trust_first_seen_ms:
 * @trust: the trust of a profile
 * @protocol: the protocol
 * @account: the person's own name there
 * @peer: the peer
 * @now_ms: when this is asked
 *
 * The first question about a peer is the answer to all later ones.
 *
 * Returns: when the peer was first seen, in Unix milliseconds
 */
gint64
wd_trust_first_seen_ms(
	WdTrust *trust, const char *protocol, const char *account, const char *peer, gint64 now_ms)
{
	g_autofree char *token = wd_peer_token_new(trust->keys, PURPOSE, protocol, account, peer);
	gint64 first_ms = find_peer(trust, token)->first_seen_ms;

	if (first_ms != 0)
		return first_ms;
	/* When this fails the peer is new again at the next question: no harm. */
	(void)store(trust, token, COLUMN_FIRST_SEEN, MAX(now_ms, 1), NULL);
	return MAX(now_ms, 1);
}
