/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-queue.h"

#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"
#include "store/wd-clock.h"
#include "store/wd-queue-journal.h"
#include "store/wd-queue-payload.h"
#include "store/wd-queue-private.h"

#define ID_BYTES   16
#define MS_PER_DAY (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)

#define BYTES_PER_MEGABYTE (G_GINT64_CONSTANT(1024) * 1024)

static void
tell(gpointer data)
{
	WdQueue *queue = data;

	if (queue->changed != NULL)
		queue->changed(queue, queue->changed_data);
}

static void
rows_have_come(gpointer data)
{
	WdQueue *queue = data;

	wd_state_watch_touch(queue->watch);
}

static gboolean
has_row(WdQueue *queue, const char *id)
{
	sqlite3_stmt *statement =
		wd_queue_prepare_for_id(queue, "SELECT 1 FROM held WHERE id=?1", id, NULL);
	WdStep step =
		statement == NULL ? WD_STEP_FAILED : wd_state_db_step(queue->db, statement, NULL);

	if (step == WD_STEP_ROW)
		(void)sqlite3_reset(statement); /* one row was asked for */
	return step != WD_STEP_DONE;            /* when in doubt the file stays */
}

/* A row may still stand in a journal alone: of another client, or one that could not be adopted. */
static gboolean
has_journals(const WdQueue *queue)
{
	g_autoptr(GPtrArray) paths = wd_queue_journal_list(queue->base);

	return paths->len > 0;
}

/* A crash between writing a file and its row leaves a file that nobody knows. */
static void
remove_orphans(WdQueue *queue)
{
	g_autoptr(GPtrArray) ids = wd_queue_payload_list_old(queue->base);

	if (has_journals(queue))
		return; /* the next start looks again */
	for (guint i = 0; i < ids->len; i++) {
		const char *id = g_ptr_array_index(ids, i);

		if (!has_row(queue, id))
			wd_queue_payload_remove(queue->base, id);
	}
}

static void
forget_rows(WdQueue *queue, const GPtrArray *ids)
{
	for (guint i = 0; i < ids->len; i++)
		wd_queue_content_forget(queue->content, g_ptr_array_index(ids, i));
	wd_queue_files_remove(queue->files, ids);
}

/* What a crash left between a journal and the table. */
static void
adopt_journals(WdQueue *queue)
{
	g_autoptr(GPtrArray) dropped = g_ptr_array_new_with_free_func(g_free);

	queue->n_dropped += wd_queue_intake_adopt(queue->intake, queue->db, dropped);
	forget_rows(queue, dropped);
}

/**
 * wd_queue_open:
 * @base: the Warden folder of the client; it must be there
 * @keys: (transfer none): must live as long as the result; may be locked
 * @error: return location for a #WD_ERROR of wd_state_db_open()
 *
 * Two processes may have the queue of one profile open at once.
 *
 * Returns: (transfer full): the queue, closed with wd_queue_close()
 */
WdQueue *
wd_queue_open(const char *base, WdKeys *keys, GError **error)
{
	WdStateDb *db = wd_state_db_open(base, error);
	WdQueue *queue;

	if (db == NULL)
		return NULL;
	queue = g_new0(WdQueue, 1);
	queue->db = db;
	queue->keys = keys;
	queue->base = g_strdup(base);
	queue->content = wd_queue_content_new(base, keys);
	queue->files = wd_queue_files_new(base);
	queue->intake = wd_queue_intake_new(base, rows_have_come, queue);
	queue->counted_change = -1;
	wd_queue_set_limits(
		queue, WD_QUEUE_MAX_ROWS, WD_QUEUE_MAX_MEGABYTES, WD_QUEUE_WAITING_DAYS);
	wd_queue_set_file_limits(queue, WD_QUEUE_FILE_MEGABYTES, WD_QUEUE_FILE_DAYS);
	adopt_journals(queue);
	/* After damage the files are what is left of their rows: keep them for rescue. */
	if (wd_state_db_get_damaged_path(db) == NULL)
		remove_orphans(queue);
	return queue;
}

/**
 * wd_queue_close:
 * @queue: (nullable) (transfer full): the queue
 *
 * Blocks until what was committed is on the disk, and what was dropped has left it.
 */
void
wd_queue_close(WdQueue *queue)
{
	if (queue == NULL)
		return;
	g_clear_pointer(&queue->watch, wd_state_watch_free);
	wd_queue_intake_settle(queue->intake);
	(void)wd_queue_take_n_dropped(queue); /* their files go; nobody is left to be told */
	wd_queue_intake_free(queue->intake);
	wd_queue_files_free(queue->files);
	wd_queue_content_free(queue->content);
	wd_state_db_close(queue->db);
	g_free(queue->base);
	g_free(queue);
}

/**
 * wd_queue_set_limits:
 * @queue: the queue
 * @max_rows: how many rows are kept
 * @max_megabytes: how much of the disk they take
 * @max_days: how long a row waits that nobody decides
 *
 * What is over a lower limit goes at the next wd_queue_add() or wd_queue_prune().
 */
void
wd_queue_set_limits(WdQueue *queue, guint max_rows, guint max_megabytes, guint max_days)
{
	queue->bounds = (WdQueueBounds){
		.max_rows = max_rows,
		.max_bytes = max_megabytes * BYTES_PER_MEGABYTE,
		.waiting_ms = max_days * MS_PER_DAY,
		/* What was decided never outlasts what was not. */
		.finished_ms = MIN(max_days, WD_QUEUE_FINISHED_DAYS) * MS_PER_DAY,
	};
	wd_queue_intake_set_bounds(queue->intake, &queue->bounds);
}

/**
 * wd_queue_set_file_limits:
 * @queue: the queue
 * @max_megabytes: how much of the disk the files in the quarantine take
 * @max_days: how long one waits that nobody decides about
 *
 * As wd_queue_set_limits(), at the next wd_queue_prune().
 */
void
wd_queue_set_file_limits(WdQueue *queue, guint max_megabytes, guint max_days)
{
	queue->file_bounds = (WdQueueFileBounds){
		.max_bytes = max_megabytes * BYTES_PER_MEGABYTE,
		.waiting_ms = max_days * MS_PER_DAY,
	};
}

/**
 * wd_queue_get_damaged_path:
 * @queue: the queue
 *
 * Returns: (transfer none) (nullable): where a damaged database was moved to when this queue was
 * opened: the person must be told
 */
const char *
wd_queue_get_damaged_path(const WdQueue *queue)
{
	return wd_state_db_get_damaged_path(queue->db);
}

/**
 * wd_queue_new_id:
 *
 * Returns: (transfer full): 32 random hexadecimal digits
 */
char *
wd_queue_new_id(void)
{
	guint8 bytes[ID_BYTES];

	wd_crypto_nonce(bytes, sizeof bytes);
	return wd_hash_to_hex(bytes, sizeof bytes);
}

/**
 * wd_queue_add:
 * @queue: the queue
 * @held: a row with an id of wd_queue_new_id(), used for no other
 * @error: return location for a #WD_ERROR
 *
 * Seals the content and keeps the row: in a journal at once, in the table within a tenth of a
 * second, and whoever asks this queue for it before is answered all the same. Needs no unlocked key
 * and never waits for the disk. When the queue is full, another row goes: see
 * wd_queue_take_n_dropped().
 *
 * Returns: whether the row is kept, also over the death of the process; when not, the caller still
 * has the only copy
 */
gboolean
wd_queue_add(WdQueue *queue, const WdHeld *held, GError **error)
{
	g_autofree char *same = wd_queue_new_same(queue, held->event);
	g_autoptr(GBytes) sealed = NULL;
	gboolean has_file;

	sealed = wd_queue_content_seal(queue->content, held, error);
	if (sealed == NULL)
		return FALSE;
	has_file = g_bytes_get_size(sealed) > WD_QUEUE_PAYLOAD_MAX_INLINE;
	if (!wd_queue_intake_add(queue->intake, wd_queue_row_new(held, same, sealed), error)) {
		wd_queue_payload_remove(queue->base, held->id);
		return FALSE;
	}
	if (has_file)
		wd_queue_files_sync(queue->files, held->id);
	wd_state_watch_touch(queue->watch);
	return TRUE;
}

/**
 * wd_queue_prune:
 * @queue: the queue
 * @now_ms: the time
 *
 * Drops what is over its age, and over the other limits: call it at start, when limits change, and
 * once a day. What fails is tried the next time. While wd_clock_is_steady() doubts the time,
 * nothing is too old.
 *
 * Returns: how many rows went that nobody had decided; they also count in
 * wd_queue_take_n_dropped()
 */
guint
wd_queue_prune(WdQueue *queue, gint64 now_ms)
{
	g_autoptr(GPtrArray) dropped = g_ptr_array_new_with_free_func(g_free);
	guint n_undecided = 0;
	/* Before everything, nothing is old. */
	gint64 age_ms = wd_clock_is_steady(queue->base, now_ms) ? now_ms : 0;

	wd_queue_intake_settle(queue->intake);
	if (!wd_state_db_begin(queue->db, NULL))
		return 0;
	if (!wd_queue_bounds_drop_old(
		    queue->db, &queue->bounds, age_ms, dropped, &n_undecided, NULL) ||
	    !wd_queue_bounds_drop_files(queue->db,
					queue->base,
					&queue->file_bounds,
					age_ms,
					dropped,
					&n_undecided,
					NULL) ||
	    !wd_queue_bounds_make_room(queue->db, &queue->bounds, dropped, &n_undecided, NULL)) {
		wd_state_db_roll_back(queue->db);
		return 0;
	}
	if (!wd_state_db_commit(queue->db, NULL))
		return 0;
	forget_rows(queue, dropped);
	queue->n_dropped += n_undecided;
	if (dropped->len > 0)
		wd_queue_note_change(queue);
	return n_undecided;
}

/**
 * wd_queue_take_n_dropped:
 * @queue: the queue
 *
 * Dropping is said: ask after wd_queue_add() and wd_queue_prune(), and write an audit line.
 *
 * Returns: how many undecided rows were dropped since this was last asked
 */
guint
wd_queue_take_n_dropped(WdQueue *queue)
{
	g_autoptr(GPtrArray) dropped = g_ptr_array_new_with_free_func(g_free);
	guint n_dropped = queue->n_dropped + wd_queue_intake_take_dropped(queue->intake, dropped);

	forget_rows(queue, dropped);
	queue->n_dropped = 0;
	return n_dropped;
}

/**
 * wd_queue_is_up_to_date:
 * @queue: the queue
 * @error: return location for the #WD_ERROR of the last attempt
 *
 * What is kept lies in a journal while the table cannot be written, and comes into it with the next
 * row, when somebody looks, or at the next start.
 *
 * Returns: FALSE when rows could not be brought into the table
 */
gboolean
wd_queue_is_up_to_date(WdQueue *queue, GError **error)
{
	const GError *failure = wd_queue_intake_get_failure(queue->intake);

	if (failure == NULL)
		return TRUE;
	g_propagate_error(error, g_error_copy(failure));
	return FALSE;
}

/**
 * wd_queue_watch:
 * @queue: the queue
 * @changed: (nullable): called from the default main loop after changes, ours and those of other
 *   processes, within a second; never from within a call into the queue. NULL: no more
 * @data: for @changed
 */
void
wd_queue_watch(WdQueue *queue, WdQueueChanged changed, gpointer data)
{
	queue->changed = changed;
	queue->changed_data = data;
	if (changed == NULL)
		g_clear_pointer(&queue->watch, wd_state_watch_free);
	else if (queue->watch == NULL)
		queue->watch = wd_state_watch_new(queue->db, tell, queue);
}
