/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-queue-bounds.h"

#include "store/wd-quarantine.h"
#include "store/wd-queue-crowd.h"

/*
 * Runs a DELETE … RETURNING id, length(decision), and notes what it dropped. SQLite 3.40 answers
 * "decision IS NOT NULL" with 1 for every row there, also where it is NULL.
 */
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
 * wd_queue_bounds_measure:
 * @db: a connection
 * @size: (out): set on success
 * @error: return location for a #WD_ERROR
 *
 * Reads every row, some milliseconds for a full queue: not for each new one.
 *
 * Returns: whether it could be measured
 */
gboolean
wd_queue_bounds_measure(WdStateDb *db, WdQueueSize *size, GError **error)
{
	sqlite3_stmt *statement =
		wd_state_db_prepare(db, "SELECT count(*), total(n_bytes) FROM held", error);

	if (statement == NULL || wd_state_db_step(db, statement, error) != WD_STEP_ROW)
		return FALSE;
	size->n_rows = sqlite3_column_int64(statement, 0);
	size->n_bytes = sqlite3_column_int64(statement, 1);
	(void)sqlite3_reset(statement); /* one row was asked for */
	return TRUE;
}

/**
 * wd_queue_bounds_is_over:
 * @bounds: the bounds
 * @size: how much there is
 *
 * Returns: whether something must go
 */
gboolean
wd_queue_bounds_is_over(const WdQueueBounds *bounds, const WdQueueSize *size)
{
	return size->n_rows > bounds->max_rows || size->n_bytes > bounds->max_bytes;
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
 * Drops what is too old: soon what is done, late what was not decided, or not carried out.
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
				    "(state IN ('delivered', 'deleted') AND is_handled AND "
				    "decided_ms < ?1) "
				    "RETURNING id, length(decision)",
				    error);

	if (statement == NULL)
		return FALSE;
	(void)sqlite3_bind_int64(statement, 1, now_ms - bounds->finished_ms);
	(void)sqlite3_bind_int64(statement, 2, now_ms - bounds->waiting_ms);
	return drop(db, statement, dropped_ids, n_undecided, error);
}

/* Statements that name rows in the order in which they go. */
static const char *const decided_first =
	"SELECT id, n_bytes FROM held WHERE is_handled ORDER BY decided_ms, id";
static const char *const all_rows = "SELECT id, n_bytes, same, held_ms FROM held";

typedef struct {
	WdStateDb *db;
	const WdQueueBounds *bounds;
	WdQueueSize size; /* of what is left */
	GPtrArray *dropped_ids;
	guint *n_undecided;
} Sweep;

static gboolean
drop_row(Sweep *sweep, const char *id, gint64 n_bytes, GError **error)
{
	sqlite3_stmt *statement = wd_state_db_prepare(
		sweep->db, "DELETE FROM held WHERE id=?1 RETURNING id, length(decision)", error);

	if (statement == NULL)
		return FALSE;
	(void)sqlite3_bind_text(statement, 1, id, -1, SQLITE_TRANSIENT);
	if (!drop(sweep->db, statement, sweep->dropped_ids, sweep->n_undecided, error))
		return FALSE;
	sweep->size.n_rows--;
	sweep->size.n_bytes -= n_bytes;
	return TRUE;
}

/* What was decided goes first, the oldest decision of all. */
static gboolean
drop_decided(Sweep *sweep, GError **error)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(gint64));
	sqlite3_stmt *statement = wd_state_db_prepare(sweep->db, decided_first, error);
	WdStep step = WD_STEP_FAILED;

	while (statement != NULL &&
	       (step = wd_state_db_step(sweep->db, statement, error)) == WD_STEP_ROW) {
		gint64 n_bytes = sqlite3_column_int64(statement, 1);

		g_ptr_array_add(ids, g_strdup((const char *)sqlite3_column_text(statement, 0)));
		g_array_append_val(sizes, n_bytes);
	}
	if (step != WD_STEP_DONE)
		return FALSE;
	for (guint i = 0; i < ids->len && wd_queue_bounds_is_over(sweep->bounds, &sweep->size); i++)
		if (!drop_row(sweep,
			      g_ptr_array_index(ids, i),
			      g_array_index(sizes, gint64, i),
			      error))
			return FALSE;
	return TRUE;
}

static gboolean
read_crowd(Sweep *sweep, WdQueueCrowd *crowd, GHashTable *sizes, GError **error)
{
	sqlite3_stmt *statement = wd_state_db_prepare(sweep->db, all_rows, error);
	WdStep step = WD_STEP_FAILED;

	while (statement != NULL &&
	       (step = wd_state_db_step(sweep->db, statement, error)) == WD_STEP_ROW) {
		const char *id = (const char *)sqlite3_column_text(statement, 0);
		const char *same = (const char *)sqlite3_column_text(statement, 2);

		g_hash_table_insert(sizes,
				    g_strdup(id),
				    GSIZE_TO_POINTER((gsize)sqlite3_column_int64(statement, 1)));
		wd_queue_crowd_add(crowd, id, same, sqlite3_column_int64(statement, 3));
	}
	return step == WD_STEP_DONE;
}

/* Then the oldest row of the peer that has the most. So a flood of one sender drowns itself, not
 * what others sent before. All rows are read once, however many go. */
static gboolean
drop_crowded(Sweep *sweep, GError **error)
{
	g_autoptr(WdQueueCrowd) crowd = wd_queue_crowd_new();
	g_autoptr(GHashTable) sizes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	if (!read_crowd(sweep, crowd, sizes, error))
		return FALSE;
	while (wd_queue_bounds_is_over(sweep->bounds, &sweep->size)) {
		g_autofree char *id = wd_queue_crowd_take(crowd);

		if (id == NULL)
			return TRUE; /* nothing left */
		if (!drop_row(sweep,
			      id,
			      (gint64)GPOINTER_TO_SIZE(g_hash_table_lookup(sizes, id)),
			      error))
			return FALSE;
	}
	return TRUE;
}

/**
 * wd_queue_bounds_make_room:
 * @db: a connection in a transaction
 * @bounds: the bounds
 * @dropped_ids: (element-type utf8): the dropped rows' ids are added
 * @n_undecided: (inout): raised by each row that nobody had decided
 * @error: return location for a #WD_ERROR
 *
 * Drops rows until the rest is within the bounds. Reads every row once when something must go, so
 * that it is called for many new rows together.
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
	Sweep sweep = {db, bounds, {0}, dropped_ids, n_undecided};

	if (!wd_queue_bounds_measure(db, &sweep.size, error))
		return FALSE;
	if (!wd_queue_bounds_is_over(bounds, &sweep.size))
		return TRUE;
	if (!drop_decided(&sweep, error))
		return FALSE;
	return !wd_queue_bounds_is_over(bounds, &sweep.size) || drop_crowded(&sweep, error);
}

/* A row whose file lies in the quarantine. */
typedef struct {
	char *id;
	gint64 held_ms;
	gint64 n_bytes;
} FileRow;

static void
free_file_row(gpointer pointer)
{
	FileRow *row = pointer;

	g_free(row->id);
	g_free(row);
}

static gboolean
add_file_row(WdStateDb *db, const char *base, const char *id, GPtrArray *rows, GError **error)
{
	sqlite3_stmt *select =
		wd_state_db_prepare(db, "SELECT held_ms FROM held WHERE id=?1", error);
	FileRow *row;
	WdStep step;

	if (select == NULL)
		return FALSE;
	(void)sqlite3_bind_text(select, 1, id, -1, SQLITE_TRANSIENT);
	step = wd_state_db_step(db, select, error);
	if (step != WD_STEP_ROW)
		return step == WD_STEP_DONE; /* it has not arrived yet */
	row = g_new0(FileRow, 1);
	row->id = g_strdup(id);
	row->held_ms = sqlite3_column_int64(select, 0);
	row->n_bytes = wd_quarantine_measure(base, id);
	(void)sqlite3_reset(select); /* one row was asked for */
	g_ptr_array_add(rows, row);
	return TRUE;
}

static int
compare_newest_first(gconstpointer a, gconstpointer b)
{
	gint64 first = (*(const FileRow *const *)a)->held_ms;
	gint64 second = (*(const FileRow *const *)b)->held_ms;

	return first == second ? 0 : first > second ? -1 : 1;
}

static gboolean
drop_file_row(WdStateDb *db,
	      const FileRow *row,
	      GPtrArray *dropped_ids,
	      guint *n_undecided,
	      GError **error)
{
	sqlite3_stmt *statement = wd_state_db_prepare(
		db, "DELETE FROM held WHERE id=?1 RETURNING id, length(decision)", error);

	if (statement == NULL)
		return FALSE;
	(void)sqlite3_bind_text(statement, 1, row->id, -1, SQLITE_TRANSIENT);
	return drop(db, statement, dropped_ids, n_undecided, error);
}

/**
 * wd_queue_bounds_drop_files:
 * @db: a connection in a transaction
 * @base: the Warden folder of the client
 * @bounds: the bounds
 * @now_ms: the time
 * @dropped_ids: (element-type utf8): the dropped rows' ids are added
 * @n_undecided: (inout): raised by each row that nobody had decided
 * @error: return location for a #WD_ERROR
 *
 * Drops the rows of received files that have waited too long, then the oldest until the rest of
 * them is within the bounds. The files are the caller's to remove.
 *
 * Returns: FALSE when the transaction must be rolled back
 */
gboolean
wd_queue_bounds_drop_files(WdStateDb *db,
			   const char *base,
			   const WdQueueFileBounds *bounds,
			   gint64 now_ms,
			   GPtrArray *dropped_ids,
			   guint *n_undecided,
			   GError **error)
{
	g_autoptr(GPtrArray) ids = wd_quarantine_list(base);
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(free_file_row);
	gint64 n_bytes = 0;

	for (guint i = 0; i < ids->len; i++) {
		if (!add_file_row(db, base, g_ptr_array_index(ids, i), rows, error))
			return FALSE;
	}
	g_ptr_array_sort(rows, compare_newest_first);
	for (guint i = 0; i < rows->len; i++) {
		const FileRow *row = g_ptr_array_index(rows, i);

		n_bytes += row->n_bytes;
		if (row->held_ms >= now_ms - bounds->waiting_ms && n_bytes <= bounds->max_bytes)
			continue;
		if (!drop_file_row(db, row, dropped_ids, n_undecided, error))
			return FALSE;
	}
	return TRUE;
}
