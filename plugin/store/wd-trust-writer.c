/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-trust-writer.h"

#include "store/wd-io-worker.h"
#include "store/wd-state-db.h"

#define DELAY_MS   100   /* what comes within it shares a transaction */
#define CHUNK_ROWS 256   /* of one transaction: some milliseconds, which a decision may wait for */
#define MAX_NOTES  50000 /* in memory, when nothing can be written; more are let go */

struct WdTrustWriter {
	char *base;
	WdIoWorker *worker;
	WdStateDb *db; /* the worker's; (nullable) until it is needed */
	GMutex mutex;
	GHashTable *notes; /* token -> gint64 *: when first seen, 0: to be forgotten */
	gboolean is_scheduled;
};

/* Who was trusted or written to meanwhile stays. */
static const char *const write_sql =
	"INSERT INTO peers(peer, first_seen_ms) VALUES(?1, ?2) ON CONFLICT(peer) DO UPDATE SET "
	"first_seen_ms=excluded.first_seen_ms WHERE first_seen_ms=0";
static const char *const forget_sql =
	"DELETE FROM peers WHERE peer=?1 AND NOT is_trusted AND i_wrote_ms=0 AND ?2=0";

static GHashTable *
new_notes(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

static gboolean
write_note(WdStateDb *db, const char *token, gint64 first_seen_ms)
{
	sqlite3_stmt *statement =
		wd_state_db_prepare(db, first_seen_ms != 0 ? write_sql : forget_sql, NULL);

	if (statement == NULL)
		return FALSE;
	(void)sqlite3_bind_text(statement, 1, token, -1, SQLITE_STATIC);
	(void)sqlite3_bind_int64(statement, 2, first_seen_ms);
	return wd_state_db_run(db, statement, NULL);
}

/* What could not be written is tried with the next. */
static void
give_back(WdTrustWriter *writer, GHashTable *notes)
{
	GHashTableIter iter;
	gpointer token, first_seen_ms;

	g_mutex_lock(&writer->mutex);
	g_hash_table_iter_init(&iter, notes);
	while (g_hash_table_iter_next(&iter, &token, &first_seen_ms)) {
		g_hash_table_iter_steal(&iter);
		if (g_hash_table_contains(writer->notes, token) ||
		    g_hash_table_size(writer->notes) >= MAX_NOTES) {
			g_free(token);
			g_free(first_seen_ms);
		} else
			g_hash_table_insert(writer->notes, token, first_seen_ms);
	}
	g_mutex_unlock(&writer->mutex);
}

/* Returns whether it is done; then those that were written are no longer in @notes. */
static gboolean
write_chunk(WdTrustWriter *writer, GHashTable *notes)
{
	g_autoptr(GPtrArray) written = g_ptr_array_new();
	GHashTableIter iter;
	gpointer token, first_seen_ms;

	if (!wd_state_db_begin(writer->db, NULL))
		return FALSE;
	g_hash_table_iter_init(&iter, notes);
	while (written->len < CHUNK_ROWS && g_hash_table_iter_next(&iter, &token, &first_seen_ms)) {
		if (!write_note(writer->db, token, *(gint64 *)first_seen_ms)) {
			wd_state_db_roll_back(writer->db);
			return FALSE;
		}
		g_ptr_array_add(written, token);
	}
	if (!wd_state_db_commit(writer->db, NULL))
		return FALSE;
	for (guint i = 0; i < written->len; i++)
		(void)g_hash_table_remove(notes, g_ptr_array_index(written, i)); /* it is there */
	return TRUE;
}

static void
write_notes(gpointer data)
{
	WdTrustWriter *writer = data;
	g_autoptr(GHashTable) notes = NULL;

	g_mutex_lock(&writer->mutex);
	notes = writer->notes;
	writer->notes = new_notes();
	writer->is_scheduled = FALSE;
	g_mutex_unlock(&writer->mutex);
	if (writer->db == NULL)
		writer->db = wd_state_db_open(writer->base, NULL);
	while (writer->db != NULL && g_hash_table_size(notes) > 0 && write_chunk(writer, notes))
		;
	give_back(writer, notes);
}

/**
 * wd_trust_writer_new:
 * @base: the Warden folder of the client
 *
 * Opens nothing until there is something to write.
 *
 * Returns: (transfer full): freed with wd_trust_writer_free()
 */
WdTrustWriter *
wd_trust_writer_new(const char *base)
{
	WdTrustWriter *writer = g_new0(WdTrustWriter, 1);

	writer->base = g_strdup(base);
	writer->worker = wd_io_worker_new("wd-trust");
	g_mutex_init(&writer->mutex);
	writer->notes = new_notes();
	return writer;
}

/**
 * wd_trust_writer_free:
 * @writer: (nullable) (transfer full): a writer
 *
 * Writes what waits.
 */
void
wd_trust_writer_free(WdTrustWriter *writer)
{
	if (writer == NULL)
		return;
	wd_io_worker_free(writer->worker);
	wd_state_db_close(writer->db);
	g_hash_table_unref(writer->notes);
	g_mutex_clear(&writer->mutex);
	g_free(writer->base);
	g_free(writer);
}

static void
put(WdTrustWriter *writer, const char *token, gint64 first_seen_ms)
{
	gboolean is_scheduled;

	g_mutex_lock(&writer->mutex);
	if (g_hash_table_size(writer->notes) < MAX_NOTES)
		g_hash_table_insert(writer->notes,
				    g_strdup(token),
				    g_memdup2(&first_seen_ms, sizeof first_seen_ms));
	is_scheduled = writer->is_scheduled;
	writer->is_scheduled = TRUE;
	g_mutex_unlock(&writer->mutex);
	if (!is_scheduled)
		wd_io_worker_push(writer->worker, DELAY_MS, write_notes, writer);
}

/**
 * wd_trust_writer_note:
 * @writer: a writer
 * @token: the peer
 * @first_seen_ms: when, never 0
 *
 * Never blocks.
 */
void
wd_trust_writer_note(WdTrustWriter *writer, const char *token, gint64 first_seen_ms)
{
	put(writer, token, first_seen_ms);
}

/**
 * wd_trust_writer_forget:
 * @writer: a writer
 * @token: a peer who was seen and nothing else
 *
 * Never blocks.
 */
void
wd_trust_writer_forget(WdTrustWriter *writer, const char *token)
{
	put(writer, token, 0);
}

/**
 * wd_trust_writer_flush:
 * @writer: a writer
 *
 * Blocks until what was noted is written, or has failed to be.
 */
void
wd_trust_writer_flush(WdTrustWriter *writer)
{
	wd_io_worker_flush(writer->worker);
}
