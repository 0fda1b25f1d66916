/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-queue-private.h"
#include "store/wd-queue.h"

/*
 * What becomes of a row that is there: a decision and what follows it, the end of a connection, and
 * the same request once more. Each is one UPDATE that names the states it may start from.
 */

/* What a decision makes of a row; nothing when the row is past it. */
static const char *const decide_sql[] = {
	[WD_DECISION_RELEASE] =
		"UPDATE held SET state='released', decision='release', decided_ms=?2 "
		"WHERE id=?1 AND state='waiting'",
	[WD_DECISION_TRUST] = "UPDATE held SET state='released', decision='trust', decided_ms=?2 "
			      "WHERE id=?1 AND state='waiting'",
	/* A message nobody will answer is done at once; a request or an offer must be refused. */
	[WD_DECISION_DELETE] = "UPDATE held SET is_handled=(state='expired' OR direction='out' OR "
			       "kind NOT IN ('contact-request', 'chat-invite', 'file')), "
			       "state='deleted', decision='delete', decided_ms=?2 "
			       "WHERE id=?1 AND state IN ('waiting', 'released', 'expired')",
	[WD_DECISION_REPORT] = "UPDATE held SET state='deleted', decision='report', decided_ms=?2 "
			       "WHERE id=?1 AND state IN ('waiting', 'released', 'expired')",
};

/**
 * wd_queue_decide:
 * @queue: the queue
 * @id: a row's id; need not be one
 * @decision: what the person decided
 * @now_ms: when
 * @error: return location for a #WD_ERROR; %WD_ERROR_NOT_FOUND, or %WD_ERROR_BUSY when the row is
 *   decided already, or when it is expired and cannot be released
 *
 * Marks the row. Of two processes that decide at once, the first one's decision stands; only what
 * is released and not delivered yet can still be deleted. Delivering is the client's.
 *
 * Returns: whether this decision stands
 */
gboolean
wd_queue_decide(WdQueue *queue, const char *id, WdDecision decision, gint64 now_ms, GError **error)
{
	sqlite3_stmt *update;

	g_return_val_if_fail((guint)decision < G_N_ELEMENTS(decide_sql), FALSE);
	update = wd_queue_prepare_for_id(queue, decide_sql[decision], id, error);
	if (update != NULL)
		(void)sqlite3_bind_int64(update, 2, now_ms);
	return wd_queue_update_row(queue, update, id, error);
}

/**
 * wd_queue_restore:
 * @queue: the queue
 * @id: a row that was deleted
 * @error: return location for a #WD_ERROR; %WD_ERROR_BUSY when it is in another state, or when
 *   deleting it was more than that: a request that was denied, an offer, a sender that was reported
 *
 * Takes a deletion back. What was told to nobody can be: nothing is removed before its time.
 *
 * Returns: whether the row waits again
 */
gboolean
wd_queue_restore(WdQueue *queue, const char *id, GError **error)
{
	sqlite3_stmt *update = wd_queue_prepare_for_id(
		queue,
		"UPDATE held SET state='waiting', decision=NULL, decided_ms=0, is_handled=0 "
		"WHERE id=?1 AND state='deleted' AND decision='delete' AND direction='in' AND "
		"kind NOT IN ('contact-request', 'chat-invite', 'file')",
		id,
		error);

	return wd_queue_update_row(queue, update, id, error);
}

/**
 * wd_queue_take_back:
 * @queue: the queue
 * @id: a row that was released
 * @error: return location for a #WD_ERROR; %WD_ERROR_BUSY when it is in another state
 *
 * A release that could not be carried out: the disk was full, the folder is gone. The person is to
 * decide again.
 *
 * Returns: whether the row waits again
 */
gboolean
wd_queue_take_back(WdQueue *queue, const char *id, GError **error)
{
	sqlite3_stmt *update = wd_queue_prepare_for_id(
		queue,
		"UPDATE held SET state='waiting', decision=NULL, decided_ms=0, is_handled=0 "
		"WHERE id=?1 AND state='released'",
		id,
		error);

	return wd_queue_update_row(queue, update, id, error);
}

/**
 * wd_queue_get_decision:
 * @queue: the queue
 * @id: a row's id
 * @decision: (out): set only when there is one
 *
 * Returns: whether the row is decided
 */
gboolean
wd_queue_get_decision(WdQueue *queue, const char *id, WdDecision *decision)
{
	sqlite3_stmt *select =
		wd_queue_prepare_for_id(queue, "SELECT decision FROM held WHERE id=?1", id, NULL);
	gboolean is_decided;

	if (select == NULL || wd_state_db_step(queue->db, select, NULL) != WD_STEP_ROW)
		return FALSE;
	is_decided = wd_decision_parse(wd_queue_get_text(select, 0), decision);
	(void)sqlite3_reset(select); /* one row was asked for */
	return is_decided;
}

/**
 * wd_queue_claim:
 * @queue: the queue
 * @id: a row of wd_queue_list_released_ids() or wd_queue_list_refused_ids()
 * @now_ms: when
 * @error: return location for a #WD_ERROR; %WD_ERROR_BUSY when another was faster
 *
 * Who claims a row acts on it, and nobody else does: a released row becomes delivered, a refused
 * one is done with. Claim, then show: after a crash in between, the content still lies in the
 * queue for %WD_QUEUE_FINISHED_DAYS.
 *
 * Returns: whether the row is the caller's
 */
gboolean
wd_queue_claim(WdQueue *queue, const char *id, gint64 now_ms, GError **error)
{
	sqlite3_stmt *update = wd_queue_prepare_for_id(
		queue,
		"UPDATE held SET state=CASE state WHEN 'released' THEN 'delivered' ELSE state END, "
		"decided_ms=max(decided_ms, ?2), is_handled=1 "
		"WHERE id=?1 AND NOT is_handled AND state IN ('released', 'deleted')",
		id,
		error);

	if (update != NULL)
		(void)sqlite3_bind_int64(update, 2, now_ms);
	return wd_queue_update_row(queue, update, id, error);
}

/**
 * wd_queue_expire:
 * @queue: the queue
 * @id: a row's id
 * @now_ms: when
 * @error: return location for a #WD_ERROR
 *
 * Notes that the connection of an offer or request has ended. The row stays, and says what can
 * still be done.
 *
 * Returns: whether the row is expired now
 */
gboolean
wd_queue_expire(WdQueue *queue, const char *id, gint64 now_ms, GError **error)
{
	sqlite3_stmt *update = wd_queue_prepare_for_id(
		queue,
		"UPDATE held SET state='expired', decision=NULL, decided_ms=?2 "
		"WHERE id=?1 AND state IN ('waiting', 'released')",
		id,
		error);

	if (update != NULL)
		(void)sqlite3_bind_int64(update, 2, now_ms);
	return wd_queue_update_row(queue, update, id, error);
}

/**
 * wd_queue_find_same:
 * @queue: the queue
 * @event: an event
 *
 * Finds the row of an earlier request of the same kind, in the same direction, of the same peer to
 * the same account, and to the same room. A row whose connection ended is found, too: a server puts
 * an unanswered request again at every sign-on. Needs no unlocked key.
 *
 * Returns: (transfer full) (nullable): the id of such a row that nobody has decided, one that waits
 * before one that is expired, the oldest first
 */
char *
wd_queue_find_same(WdQueue *queue, const WdEvent *event)
{
	g_autofree char *same = wd_queue_new_same(queue, event);
	sqlite3_stmt *select = wd_queue_prepare_for_id(queue,
						       "SELECT id FROM held WHERE same=?1 AND "
						       "state IN ('waiting', 'expired') "
						       "ORDER BY state DESC, held_ms LIMIT 1",
						       same,
						       NULL);
	char *id;

	if (select == NULL || wd_state_db_step(queue->db, select, NULL) != WD_STEP_ROW)
		return NULL;
	id = g_strdup(wd_queue_get_text(select, 0));
	(void)sqlite3_reset(select); /* one row was asked for */
	return id;
}

/**
 * wd_queue_list_same:
 * @queue: the queue
 * @event: an event
 * @max: how many ids at most
 *
 * Finds what waits of the same kind, in the same direction, of the same peer to the same account.
 * Needs no unlocked key.
 *
 * Returns: (transfer full): ids in the order in which they were held; empty when nothing waits or
 * the database cannot be read
 */
char **
wd_queue_list_same(WdQueue *queue, const WdEvent *event, guint max)
{
	g_autofree char *same = wd_queue_new_same(queue, event);
	g_autoptr(GStrvBuilder) ids = g_strv_builder_new();
	sqlite3_stmt *select = wd_queue_prepare_for_id(queue,
						       "SELECT id FROM held WHERE same=?1 AND "
						       "state='waiting' "
						       "ORDER BY held_ms, id LIMIT ?2",
						       same,
						       NULL);

	if (select != NULL)
		(void)sqlite3_bind_int64(select, 2, max);
	while (select != NULL && wd_state_db_step(queue->db, select, NULL) == WD_STEP_ROW)
		g_strv_builder_add(ids, wd_queue_get_text(select, 0));
	return g_strv_builder_end(ids);
}

/**
 * wd_queue_note_repeat:
 * @queue: the queue
 * @id: a row of wd_queue_find_same()
 * @error: return location for a #WD_ERROR; when the row is decided meanwhile, the repeat is a row
 *   of its own
 *
 * Counts the same request again: it stays one row, and one question. A row that was expired waits
 * again: what it asks for can be answered once more.
 *
 * Returns: whether it is counted
 */
gboolean
wd_queue_note_repeat(WdQueue *queue, const char *id, GError **error)
{
	sqlite3_stmt *update =
		wd_queue_prepare_for_id(queue,
					"UPDATE held SET n_repeats=min(n_repeats + 1, 1000000), "
					"state='waiting', decided_ms=0, is_handled=0 "
					"WHERE id=?1 AND state IN ('waiting', 'expired')",
					id,
					error);

	return wd_queue_update_row(queue, update, id, error);
}
