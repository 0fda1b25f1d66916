/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-queue-bounds.h"

/* Runs a DELETE … RETURNING id, is-decided, and notes what it dropped. */
static gboolean
drop(WdStateDb *db,
     sqlite3_stmt *statement,
     GPtrArray *dropped_ids,
     guint *n_undecided,
     GError **error)
{
	for (;;) {
		WdStep step = wd_state_db_step(db, statement, error);

		if (step != WD_STEP_ROW)
			return step == WD_STEP_DONE;
		g_ptr_array_add(dropped_ids,
				g_strdup((const char *)sqlite3_column_text(statement, 0)));
		if (sqlite3_column_int(statement, 1) == 0)
			(*n_undecided)++;
	}
}

/**
 * wd_queue_bounds_drop_old:
 * @db: a connection in a transaction
 * @bounds: the bounds
 * @now_ms: the time
 * @dropped_ids: (element-type utf8): the dropped rows' ids are added
 * @n_undecided: (inout): raised by each row that nobody had decided
 * @error: return location for a #WD_ERROR
 *
 * Drops what is too old: soon what was decided, late what was not.
 *
 * Returns: FALSE when the transaction must be rolled back
 */
gboolean
wd_queue_bounds_drop_old(WdStateDb *db,
			 const WdQueueBounds *bounds,
			 gint64 now_ms,
			 GPtrArray *dropped_ids,
			 guint *n_undecided,
			 GError **error)
{
	sqlite3_stmt *statement =
		wd_state_db_prepare(db,
				    "DELETE FROM held WHERE held_ms < ?2 OR "
				    "(state IN ('delivered', 'deleted') AND decided_ms < ?1) "
				    "RETURNING id, decision IS NOT NULL",
				    error);

	if (statement == NULL)
		return FALSE;
	(void)sqlite3_bind_int64(statement, 1, now_ms - bounds->finished_ms);
	(void)sqlite3_bind_int64(statement, 2, now_ms - bounds->waiting_ms);
	return drop(db, statement, dropped_ids, n_undecided, error);
}

static gboolean
is_full(WdStateDb *db, const WdQueueBounds *bounds, gboolean *result, GError **error)
{
	sqlite3_stmt *statement =
		wd_state_db_prepare(db, "SELECT count(*), total(n_bytes) FROM held", error);

	if (statement == NULL || wd_state_db_step(db, statement, error) != WD_STEP_ROW)
		return FALSE;
	*result = sqlite3_column_int64(statement, 0) > bounds->max_rows ||
		  sqlite3_column_int64(statement, 1) > bounds->max_bytes;
	(void)sqlite3_reset(statement); /* one row was asked for */
	return TRUE;
}

/*
 * First what is decided, the oldest of it; then the oldest row of the peer that has the most. So a
 * flood of one sender drowns itself, not what others sent before.
 */
static const char *const drop_one =
	"DELETE FROM held WHERE id = coalesce("
	" (SELECT id FROM held WHERE is_handled ORDER BY decided_ms, id LIMIT 1),"
	" (SELECT id FROM held WHERE same = (SELECT same FROM held GROUP BY same"
	"   ORDER BY count(*) DESC, min(held_ms) LIMIT 1) ORDER BY held_ms, id LIMIT 1)) "
	"RETURNING id, decision IS NOT NULL";

/**
 * wd_queue_bounds_make_room:
 * @db: a connection in a transaction
 * @bounds: the bounds
 * @dropped_ids: (element-type utf8): the dropped rows' ids are added
 * @n_undecided: (inout): raised by each row that nobody had decided
 * @error: return location for a #WD_ERROR
 *
 * Drops rows until the rest is within the bounds.
 *
 * Returns: FALSE when the transaction must be rolled back
 */
gboolean
wd_queue_bounds_make_room(WdStateDb *db,
			  const WdQueueBounds *bounds,
			  GPtrArray *dropped_ids,
			  guint *n_undecided,
			  GError **error)
{
	gboolean is_over;

	for (;;) {
		sqlite3_stmt *statement;
		guint n_before = dropped_ids->len;

		if (!is_full(db, bounds, &is_over, error))
			return FALSE;
		if (!is_over)
			return TRUE;
		statement = wd_state_db_prepare(db, drop_one, error);
		if (statement == NULL || !drop(db, statement, dropped_ids, n_undecided, error))
			return FALSE;
		if (dropped_ids->len == n_before)
			return TRUE; /* nothing left */
	}
}
