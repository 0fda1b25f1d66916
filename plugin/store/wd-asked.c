/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-asked.h"

#include "store/wd-peer-token.h"
#include "store/wd-state-db.h"

#define PURPOSE_PEER    "challenge"
#define PURPOSE_ACCOUNT "challenge account"

struct WdAskedBook {
	WdStateDb *db;
	const WdKeys *keys;
};

enum {
	COLUMN_PEER,
	COLUMN_ACCOUNT,
	COLUMN_WINDOW_MS,
	COLUMN_ASKED_MS,
	COLUMN_N_ASKED,
	COLUMN_N_TRIES,
	COLUMN_SEED,
};

static gboolean
make_table(WdAskedBook *book, GError **error)
{
	sqlite3_stmt *create = wd_state_db_prepare(book->db,
						   "CREATE TABLE IF NOT EXISTS asked("
						   " peer TEXT PRIMARY KEY NOT NULL,"
						   " account TEXT NOT NULL,"
						   " window_ms INTEGER NOT NULL,"
						   " asked_ms INTEGER NOT NULL,"
						   " n_asked INTEGER NOT NULL,"
						   " n_tries INTEGER NOT NULL,"
						   " seed INTEGER NOT NULL"
						   ") WITHOUT ROWID",
						   error);

	return create != NULL && wd_state_db_run(book->db, create, error);
}

/**
 * wd_asked_open:
 * @base: the Warden folder of the client; it must be there
 * @keys: (transfer none): must live as long as the result; may be locked
 * @error: return location for a #WD_ERROR of wd_state_db_open()
 *
 * Returns: (transfer full): the book of this profile, closed with wd_asked_close()
 */
WdAskedBook *
wd_asked_open(const char *base, const WdKeys *keys, GError **error)
{
	WdStateDb *db = wd_state_db_open(base, error);
	g_autoptr(WdAskedBook) book = NULL;

	if (db == NULL)
		return NULL;
	book = g_new0(WdAskedBook, 1);
	book->db = db;
	book->keys = keys;
	return make_table(book, error) ? g_steal_pointer(&book) : NULL;
}

/**
 * wd_asked_close:
 * @book: (nullable) (transfer full): the book of a profile
 */
void
wd_asked_close(WdAskedBook *book)
{
	if (book == NULL)
		return;
	wd_state_db_close(book->db);
	g_free(book);
}

/**
 * wd_asked_name_peer:
 * @book: the book of a profile
 * @protocol: the protocol
 * @account: the person's own name there
 * @peer: the peer
 *
 * Returns: (transfer full): the pseudonym under which @peer is kept
 */
char *
wd_asked_name_peer(const WdAskedBook *book,
		   const char *protocol,
		   const char *account,
		   const char *peer)
{
	return wd_peer_token_new(book->keys, PURPOSE_PEER, protocol, account, peer);
}

/**
 * wd_asked_name_account:
 * @book: the book of a profile
 * @protocol: the protocol
 * @account: the person's own name there
 *
 * Returns: (transfer full): the pseudonym under which @account is kept
 */
char *
wd_asked_name_account(const WdAskedBook *book, const char *protocol, const char *account)
{
	return wd_peer_token_new(book->keys, PURPOSE_ACCOUNT, protocol, account, "");
}

/**
 * wd_asked_put:
 * @book: the book of a profile
 * @row: what is to be kept of a peer, in the place of what was
 * @error: return location for a #WD_ERROR
 *
 * Returns: whether it is kept; when not, nobody may be asked
 */
gboolean
wd_asked_put(WdAskedBook *book, const WdAsked *row, GError **error)
{
	sqlite3_stmt *put = wd_state_db_prepare(
		book->db,
		"INSERT OR REPLACE INTO asked(peer, account, window_ms, asked_ms, n_asked, "
		"n_tries, seed) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
		error);

	if (put == NULL)
		return FALSE;
	(void)sqlite3_bind_text(put, 1 + COLUMN_PEER, row->peer, -1, SQLITE_TRANSIENT);
	(void)sqlite3_bind_text(put, 1 + COLUMN_ACCOUNT, row->account, -1, SQLITE_TRANSIENT);
	(void)sqlite3_bind_int64(put, 1 + COLUMN_WINDOW_MS, row->window_ms);
	(void)sqlite3_bind_int64(put, 1 + COLUMN_ASKED_MS, row->asked_ms);
	(void)sqlite3_bind_int64(put, 1 + COLUMN_N_ASKED, row->n_asked);
	(void)sqlite3_bind_int64(put, 1 + COLUMN_N_TRIES, row->n_tries);
	(void)sqlite3_bind_int64(put, 1 + COLUMN_SEED, (gint64)row->seed);
	return wd_state_db_run(book->db, put, error);
}

static void
forget_old(WdAskedBook *book, gint64 since_ms)
{
	sqlite3_stmt *forget =
		wd_state_db_prepare(book->db, "DELETE FROM asked WHERE window_ms < ?1", NULL);

	if (forget == NULL)
		return;
	(void)sqlite3_bind_int64(forget, 1, since_ms);
	(void)wd_state_db_run(book->db, forget, NULL); /* the next start tries again */
}

/**
 * wd_asked_load:
 * @book: the book of a profile
 * @since_ms: windows that began before are over; their rows go
 * @each: called for each row, in the order in which the windows began
 * @data: for @each
 *
 * What cannot be read is missing, and what came before it is told.
 */
void
wd_asked_load(WdAskedBook *book, gint64 since_ms, WdAskedRow each, gpointer data)
{
	sqlite3_stmt *select;

	forget_old(book, since_ms);
	select = wd_state_db_prepare(book->db,
				     "SELECT peer, account, window_ms, asked_ms, n_asked, n_tries, "
				     "seed FROM asked ORDER BY window_ms, peer",
				     NULL);
	while (select != NULL && wd_state_db_step(book->db, select, NULL) == WD_STEP_ROW) {
		const WdAsked row = {
			.peer = (char *)sqlite3_column_text(select, COLUMN_PEER),
			.account = (char *)sqlite3_column_text(select, COLUMN_ACCOUNT),
			.window_ms = sqlite3_column_int64(select, COLUMN_WINDOW_MS),
			.asked_ms = sqlite3_column_int64(select, COLUMN_ASKED_MS),
			.n_asked = (guint)MAX(sqlite3_column_int64(select, COLUMN_N_ASKED), 0),
			.n_tries = (guint)MAX(sqlite3_column_int64(select, COLUMN_N_TRIES), 0),
			.seed = (guint64)sqlite3_column_int64(select, COLUMN_SEED),
		};

		if (row.peer != NULL && row.account != NULL)
			each(&row, data);
	}
}
