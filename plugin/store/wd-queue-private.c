/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-queue-private.h"

#include <string.h>

#include "engine/wd-error.h"
#include "store/wd-peer-token.h"

/**
 * wd_queue_get_text:
 * @statement: a statement that stands on a row
 * @column: which of its columns
 *
 * Returns: (transfer none) (nullable): its text, until the statement goes on; NULL for SQL's NULL
 */
const char *
wd_queue_get_text(sqlite3_stmt *statement, int column)
{
	return (const char *)sqlite3_column_text(statement, column);
}

/**
 * wd_queue_prepare_for_id:
 * @queue: the queue
 * @sql: a literal, for wd_state_db_prepare()
 * @id: what stands for ?1; copied, and need not be the id of a row
 * @error: return location for a #WD_ERROR
 *
 * When it is the id of a row that is not yet in the table, the table gets it first.
 *
 * Returns: (transfer none) (nullable): the statement; further parameters are the caller's
 */
sqlite3_stmt *
wd_queue_prepare_for_id(WdQueue *queue, const char *sql, const char *id, GError **error)
{
	sqlite3_stmt *statement = wd_state_db_prepare(queue->db, sql, error);

	if (wd_queue_intake_has_id(queue->intake, id) ||
	    wd_queue_intake_has_same(queue->intake, id))
		wd_queue_intake_settle(queue->intake);
	if (statement != NULL)
		(void)sqlite3_bind_text(statement, 1, id, -1, SQLITE_TRANSIENT);
	return statement;
}

/* Says why an update changed no row: it is gone, or somebody was faster. */
static gboolean
explain_unchanged(WdQueue *queue, const char *id, GError **error)
{
	sqlite3_stmt *statement =
		wd_queue_prepare_for_id(queue, "SELECT state FROM held WHERE id=?1", id, error);
	WdStep step =
		statement == NULL ? WD_STEP_FAILED : wd_state_db_step(queue->db, statement, error);

	if (step == WD_STEP_DONE)
		g_set_error(error, WD_ERROR, WD_ERROR_NOT_FOUND, "no row %s in the queue", id);
	if (step != WD_STEP_ROW)
		return FALSE;
	g_set_error(error,
		    WD_ERROR,
		    WD_ERROR_BUSY,
		    "row %s is %s already",
		    id,
		    wd_queue_get_text(statement, 0));
	(void)sqlite3_reset(statement); /* one row was asked for */
	return FALSE;
}

/**
 * wd_queue_note_change:
 * @queue: the queue
 *
 * To be called after every change of rows that this queue made: who watches is told.
 */
void
wd_queue_note_change(WdQueue *queue)
{
	queue->counted_change = -1;
	wd_state_watch_touch(queue->watch);
}

/**
 * wd_queue_update_row:
 * @queue: the queue
 * @statement: (nullable): an UPDATE that names the state it starts from; NULL when preparing it
 *   failed, and @error is set then
 * @id: the row it is about
 * @error: return location for a #WD_ERROR; %WD_ERROR_NOT_FOUND, or %WD_ERROR_BUSY when the row has
 *   left that state
 *
 * One UPDATE, which is atomic between processes: of two that try, one changes the row. Who watches
 * the queue is told.
 *
 * Returns: whether the row is changed
 */
gboolean
wd_queue_update_row(WdQueue *queue, sqlite3_stmt *statement, const char *id, GError **error)
{
	if (statement == NULL || !wd_state_db_run(queue->db, statement, error))
		return FALSE;
	if (wd_state_db_get_n_changed(queue->db) == 0)
		return explain_unchanged(queue, id, error);
	wd_queue_note_change(queue);
	return TRUE;
}

/* An invitation is the same one only to the same room; the length keeps the two names apart. */
static char *
get_asker(const WdEvent *event)
{
	if (event->kind != WD_EVENT_CHAT_INVITE || event->conversation == NULL)
		return g_strdup(event->peer);
	return g_strdup_printf(
		"%" G_GSIZE_FORMAT ":%s%s", strlen(event->peer), event->peer, event->conversation);
}

/**
 * wd_queue_new_same:
 * @queue: the queue
 * @event: an event
 *
 * Makes what the rows of one request have in common: kind, direction, account, peer, and the room
 * of an invitation. A pseudonym, so that it may lie in the database in clear.
 *
 * Returns: (transfer full): the token
 */
char *
wd_queue_new_same(WdQueue *queue, const WdEvent *event)
{
	g_autofree char *kind = g_strdup_printf("queue %s %s",
						wd_event_kind_to_string(event->kind),
						wd_direction_to_string(event->direction));
	g_autofree char *asker = get_asker(event);

	return wd_peer_token_new(queue->keys, kind, event->protocol, event->account, asker);
}
