/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-queue.h"

#include <string.h>

#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"
#include "engine/wd-error.h"
#include "store/wd-peer-token.h"
#include "store/wd-queue-bounds.h"
#include "store/wd-queue-content.h"
#include "store/wd-queue-payload.h"
#include "store/wd-state-db.h"
#include "store/wd-state-watch.h"

#define ID_BYTES   16
#define MS_PER_DAY (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)

struct WdQueue {
	WdStateDb *db;
	WdKeys *keys;
	char *base;
	WdQueueContent *content;
	WdQueueChanged changed;
	gpointer changed_data;
	WdStateWatch *watch; /* NULL while nobody asked */
	guint n_dropped;     /* undecided rows, since last asked */
	WdQueueSize size;    /* when last measured, and what was added since: never too small */
};

static const WdQueueBounds bounds = {
	.max_rows = WD_QUEUE_MAX_ROWS,
	.max_bytes = WD_QUEUE_MAX_BYTES,
	.waiting_ms = WD_QUEUE_WAITING_DAYS * MS_PER_DAY,
	.finished_ms = WD_QUEUE_FINISHED_DAYS * MS_PER_DAY,
};

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

#define SELECT_ROWS                                                                                \
	"SELECT id, kind, direction, state, n_repeats, held_ms, decided_ms, sealed FROM held "

enum {
	COLUMN_ID,
	COLUMN_KIND,
	COLUMN_DIRECTION,
	COLUMN_STATE,
	COLUMN_N_REPEATS,
	COLUMN_HELD_MS,
	COLUMN_DECIDED_MS,
	COLUMN_SEALED,
};

static const char *
get_text(sqlite3_stmt *statement, int column)
{
	return (const char *)sqlite3_column_text(statement, column);
}

static void
tell(gpointer data)
{
	WdQueue *queue = data;

	if (queue->changed != NULL)
		queue->changed(queue, queue->changed_data);
}

/* Nothing is lost without a word: a row whose content does not open is listed all the same. */
static WdHeld *
new_unreadable(const char *id, sqlite3_stmt *row)
{
	WdEvent fields = {.file_size = -1, .time_ms = sqlite3_column_int64(row, COLUMN_HELD_MS)};
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	g_autoptr(WdEvent) event = NULL;

	(void)wd_event_kind_parse(get_text(row, COLUMN_KIND), &fields.kind); /* else the first */
	(void)wd_direction_parse(get_text(row, COLUMN_DIRECTION), &fields.direction);
	event = wd_event_new(&fields);
	wd_verdict_add(verdict,
		       wd_finding_new(WD_QUEUE_CODE_UNREADABLE, WD_ACTION_HOLD, 0, 0, 0, NULL));
	return wd_held_new(id, event, verdict, fields.time_ms);
}

static WdHeld *
read_row(WdQueue *queue, sqlite3_stmt *row, GError **error)
{
	const char *id = get_text(row, COLUMN_ID);
	const guint8 *sealed = sqlite3_column_blob(row, COLUMN_SEALED);
	gsize len = (gsize)sqlite3_column_bytes(row, COLUMN_SEALED);
	g_autoptr(GError) failure = NULL;
	WdHeld *held = wd_queue_content_open(queue->content, id, sealed, len, &failure);

	if (g_error_matches(failure, WD_ERROR, WD_ERROR_LOCKED)) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return NULL;
	}
	if (held == NULL)
		held = new_unreadable(id, row);
	held->n_repeats = (guint)sqlite3_column_int(row, COLUMN_N_REPEATS);
	held->decided_ms = sqlite3_column_int64(row, COLUMN_DECIDED_MS);
	/* A word that is no state came from another hand; such a row asks for a decision again. */
	if (!wd_held_state_parse(get_text(row, COLUMN_STATE), &held->state))
		held->state = WD_HELD_WAITING;
	return held;
}

static gboolean
read_rows(WdQueue *queue, sqlite3_stmt *statement, GPtrArray *rows, GError **error)
{
	for (;;) {
		WdStep step = wd_state_db_step(queue->db, statement, error);
		WdHeld *held;

		if (step != WD_STEP_ROW)
			return step == WD_STEP_DONE;
		held = read_row(queue, statement, error);
		if (held == NULL) {
			(void)sqlite3_reset(statement); /* stopped early, nothing failed there */
			return FALSE;
		}
		g_ptr_array_add(rows, held);
	}
}

static sqlite3_stmt *
prepare_for_id(WdQueue *queue, const char *sql, const char *id, GError **error)
{
	sqlite3_stmt *statement = wd_state_db_prepare(queue->db, sql, error);

	if (statement != NULL)
		(void)sqlite3_bind_text(statement, 1, id, -1, SQLITE_TRANSIENT);
	return statement;
}

/* Says why an update changed no row: it is gone, or somebody was faster. */
static gboolean
explain_unchanged(WdQueue *queue, const char *id, GError **error)
{
	sqlite3_stmt *statement =
		prepare_for_id(queue, "SELECT state FROM held WHERE id=?1", id, error);
	WdStep step =
		statement == NULL ? WD_STEP_FAILED : wd_state_db_step(queue->db, statement, error);

	if (step == WD_STEP_DONE)
		g_set_error(error, WD_ERROR, WD_ERROR_NOT_FOUND, "no row %s in the queue", id);
	if (step != WD_STEP_ROW)
		return FALSE;
	g_set_error(
		error, WD_ERROR, WD_ERROR_BUSY, "row %s is %s already", id, get_text(statement, 0));
	(void)sqlite3_reset(statement); /* one row was asked for */
	return FALSE;
}

/* One UPDATE, which is atomic between processes: of two that try, one changes the row. */
static gboolean
update_row(WdQueue *queue, sqlite3_stmt *statement, const char *id, GError **error)
{
	if (statement == NULL || !wd_state_db_run(queue->db, statement, error))
		return FALSE;
	if (wd_state_db_get_n_changed(queue->db) == 0)
		return explain_unchanged(queue, id, error);
	wd_state_watch_touch(queue->watch);
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

static char *
get_same(WdQueue *queue, const WdEvent *event)
{
	g_autofree char *kind = g_strdup_printf("queue %s %s",
						wd_event_kind_to_string(event->kind),
						wd_direction_to_string(event->direction));
	g_autofree char *asker = get_asker(event);

	return wd_peer_token_new(queue->keys, kind, event->protocol, event->account, asker);
}

static gboolean
has_row(WdQueue *queue, const char *id)
{
	sqlite3_stmt *statement = prepare_for_id(queue, "SELECT 1 FROM held WHERE id=?1", id, NULL);
	WdStep step =
		statement == NULL ? WD_STEP_FAILED : wd_state_db_step(queue->db, statement, NULL);

	if (step == WD_STEP_ROW)
		(void)sqlite3_reset(statement); /* one row was asked for */
	return step != WD_STEP_DONE;            /* when in doubt the file stays */
}

/* A crash between writing a file and its row leaves a file that nobody knows. */
static void
remove_orphans(WdQueue *queue)
{
	g_autoptr(GPtrArray) ids = wd_queue_payload_list(queue->base);

	for (guint i = 0; i < ids->len; i++) {
		const char *id = g_ptr_array_index(ids, i);

		if (!has_row(queue, id))
			wd_queue_payload_remove(queue->base, id);
	}
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
	/* When it cannot be measured, the first row that is added says so. */
	(void)wd_queue_bounds_measure(db, &queue->size, NULL);
	/* After damage the files are what is left of their rows: keep them for rescue. */
	if (wd_state_db_get_damaged_path(db) == NULL)
		remove_orphans(queue);
	return queue;
}

/**
 * wd_queue_close:
 * @queue: (nullable) (transfer full): the queue
 *
 * Blocks until what was committed is on the disk.
 */
void
wd_queue_close(WdQueue *queue)
{
	if (queue == NULL)
		return;
	wd_state_watch_free(queue->watch);
	wd_queue_content_free(queue->content);
	wd_state_db_close(queue->db);
	g_free(queue->base);
	g_free(queue);
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

static gboolean
insert_row(WdQueue *queue, const WdHeld *held, GBytes *sealed, GError **error)
{
	g_autofree char *same = get_same(queue, held->event);
	gsize len;
	const guint8 *bytes = g_bytes_get_data(sealed, &len);
	sqlite3_stmt *insert = prepare_for_id(
		queue,
		"INSERT INTO held(id, kind, direction, state, n_repeats, held_ms, same, n_bytes, "
		"sealed) VALUES(?1, ?2, ?3, 'waiting', ?4, ?5, ?6, ?7, ?8)",
		held->id,
		error);

	if (insert == NULL)
		return FALSE;
	(void)sqlite3_bind_text(
		insert, 2, wd_event_kind_to_string(held->event->kind), -1, SQLITE_STATIC);
	(void)sqlite3_bind_text(
		insert, 3, wd_direction_to_string(held->event->direction), -1, SQLITE_STATIC);
	(void)sqlite3_bind_int64(insert, 4, held->n_repeats);
	(void)sqlite3_bind_int64(insert, 5, held->held_ms);
	(void)sqlite3_bind_text(insert, 6, same, -1, SQLITE_TRANSIENT);
	(void)sqlite3_bind_int64(insert, 7, (gint64)len);
	if (len <= WD_QUEUE_PAYLOAD_MAX_INLINE)
		(void)sqlite3_bind_blob64(insert, 8, bytes, len, SQLITE_TRANSIENT);
	return wd_state_db_run(queue->db, insert, error);
}

static void
forget_rows(WdQueue *queue, const GPtrArray *ids)
{
	for (guint i = 0; i < ids->len; i++)
		wd_queue_content_forget(queue->content, g_ptr_array_index(ids, i));
}

/* Other processes only take from the queue, so what is counted here is never too small. */
static gboolean
make_room(WdQueue *queue, gsize len, GPtrArray *dropped, guint *n_undecided, GError **error)
{
	queue->size.n_rows++;
	queue->size.n_bytes += (gint64)len;
	if (!wd_queue_bounds_is_over(&bounds, &queue->size))
		return TRUE;
	return wd_queue_bounds_make_room(queue->db, &bounds, dropped, n_undecided, error) &&
	       wd_queue_bounds_measure(queue->db, &queue->size, error);
}

static gboolean
insert_within_bounds(WdQueue *queue, const WdHeld *held, GBytes *sealed, GError **error)
{
	g_autoptr(GPtrArray) dropped = g_ptr_array_new_with_free_func(g_free);
	guint n_undecided = 0;

	if (!wd_state_db_begin(queue->db, error))
		return FALSE;
	if (!insert_row(queue, held, sealed, error) ||
	    !make_room(queue, g_bytes_get_size(sealed), dropped, &n_undecided, error)) {
		wd_state_db_roll_back(queue->db);
		return FALSE;
	}
	if (!wd_state_db_commit(queue->db, error))
		return FALSE;
	queue->n_dropped += n_undecided;
	forget_rows(queue, dropped);
	return TRUE;
}

/**
 * wd_queue_add:
 * @queue: the queue
 * @held: a row with an id of wd_queue_new_id()
 * @error: return location for a #WD_ERROR
 *
 * Seals the content and keeps the row. Needs no unlocked key and never waits for the disk. When the
 * queue is full, another row goes: see wd_queue_take_n_dropped().
 *
 * Returns: whether the row is kept; when not, the caller still has the only copy
 */
gboolean
wd_queue_add(WdQueue *queue, const WdHeld *held, GError **error)
{
	g_autoptr(GBytes) sealed = wd_queue_content_seal(queue->content, held, error);

	if (sealed == NULL)
		return FALSE;
	if (!insert_within_bounds(queue, held, sealed, error)) {
		wd_queue_payload_remove(queue->base, held->id);
		return FALSE;
	}
	wd_state_watch_touch(queue->watch);
	return TRUE;
}

static int
compare_age(gconstpointer a, gconstpointer b)
{
	const WdHeld *first = *(const WdHeld *const *)a;
	const WdHeld *second = *(const WdHeld *const *)b;

	if (first->held_ms != second->held_ms)
		return first->held_ms < second->held_ms ? -1 : 1;
	return strcmp(first->id, second->id);
}

/**
 * wd_queue_list:
 * @queue: the queue
 * @error: return location for a #WD_ERROR; %WD_ERROR_LOCKED when the key is locked
 *
 * Returns: (transfer full) (element-type WdHeld): what asks for the person: waiting and expired
 * rows, the oldest first
 */
GPtrArray *
wd_queue_list(WdQueue *queue, GError **error)
{
	return wd_queue_list_states(queue, WD_QUEUE_OPEN, error);
}

/**
 * wd_queue_list_states:
 * @queue: the queue
 * @states: WD_HELD_IN() bits
 * @error: return location for a #WD_ERROR; %WD_ERROR_LOCKED when the key is locked
 *
 * Returns: (transfer full) (element-type WdHeld): the rows in these states, the oldest first
 */
GPtrArray *
wd_queue_list_states(WdQueue *queue, guint states, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)wd_held_free);

	for (guint state = WD_HELD_WAITING; state <= WD_HELD_EXPIRED; state++) {
		const char *word = wd_held_state_to_string((WdHeldState)state);
		sqlite3_stmt *select;

		if ((states & WD_HELD_IN(state)) == 0)
			continue;
		select = prepare_for_id(queue, SELECT_ROWS "WHERE state=?1", word, error);
		if (select == NULL || !read_rows(queue, select, rows, error))
			return NULL;
	}
	g_ptr_array_sort(rows, compare_age);
	return g_steal_pointer(&rows);
}

/**
 * wd_queue_list_released:
 * @queue: the queue
 * @error: return location for a #WD_ERROR; %WD_ERROR_LOCKED when the key is locked
 *
 * Returns: (transfer full) (element-type WdHeld): rows to deliver, the oldest first: claim each
 * with wd_queue_claim() before showing it
 */
GPtrArray *
wd_queue_list_released(WdQueue *queue, GError **error)
{
	return wd_queue_list_states(queue, WD_HELD_IN(WD_HELD_RELEASED), error);
}

/**
 * wd_queue_list_refused:
 * @queue: the queue
 * @error: return location for a #WD_ERROR; %WD_ERROR_LOCKED when the key is locked
 *
 * Returns: (transfer full) (element-type WdHeld): deleted rows about which somebody must still be
 * told no or be blocked: requests, invitations, offers, and whatever was reported. Claim each with
 * wd_queue_claim()
 */
GPtrArray *
wd_queue_list_refused(WdQueue *queue, GError **error)
{
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)wd_held_free);
	sqlite3_stmt *select = wd_state_db_prepare(
		queue->db, SELECT_ROWS "WHERE state='deleted' AND NOT is_handled", error);

	if (select == NULL || !read_rows(queue, select, rows, error))
		return NULL;
	g_ptr_array_sort(rows, compare_age);
	return g_steal_pointer(&rows);
}

/**
 * wd_queue_complete_id:
 * @queue: the queue
 * @prefix: the beginning of a row's id; need not be one
 * @error: return location for a #WD_ERROR; %WD_ERROR_NOT_FOUND when no row, or more than one,
 *   begins so
 *
 * For people who type ids. Needs no unlocked key.
 *
 * Returns: (transfer full): the id
 */
char *
wd_queue_complete_id(WdQueue *queue, const char *prefix, GError **error)
{
	sqlite3_stmt *select = prepare_for_id(
		queue,
		"SELECT min(id), count(*) FROM held WHERE substr(id, 1, length(?1))=?1 AND ?1<>''",
		prefix,
		error);
	g_autofree char *id = NULL;

	if (select == NULL || wd_state_db_step(queue->db, select, error) != WD_STEP_ROW)
		return NULL;
	if (sqlite3_column_int(select, 1) == 1)
		id = g_strdup(get_text(select, 0));
	else
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_NOT_FOUND,
			    "%d rows begin with this id",
			    sqlite3_column_int(select, 1));
	(void)sqlite3_reset(select); /* one row was asked for */
	return g_steal_pointer(&id);
}

/**
 * wd_queue_find:
 * @queue: the queue
 * @id: a row's id; need not be one
 * @error: return location for a #WD_ERROR; %WD_ERROR_NOT_FOUND, %WD_ERROR_LOCKED
 *
 * Returns: (transfer full): the row, in whatever state
 */
WdHeld *
wd_queue_find(WdQueue *queue, const char *id, GError **error)
{
	sqlite3_stmt *select = prepare_for_id(queue, SELECT_ROWS "WHERE id=?1", id, error);
	WdStep step = select == NULL ? WD_STEP_FAILED : wd_state_db_step(queue->db, select, error);
	WdHeld *held;

	if (step == WD_STEP_DONE)
		g_set_error(error, WD_ERROR, WD_ERROR_NOT_FOUND, "no such row in the queue");
	if (step != WD_STEP_ROW)
		return NULL;
	held = read_row(queue, select, error);
	(void)sqlite3_reset(select); /* one row was asked for */
	return held;
}

/**
 * wd_queue_count_waiting:
 * @queue: the queue
 *
 * Needs no unlocked key.
 *
 * Returns: how many rows wait for the person; 0 also when the database cannot be read
 */
guint
wd_queue_count_waiting(WdQueue *queue)
{
	sqlite3_stmt *select = wd_state_db_prepare(
		queue->db, "SELECT count(*) FROM held WHERE state='waiting'", NULL);
	guint n_waiting = 0;

	if (select != NULL && wd_state_db_step(queue->db, select, NULL) == WD_STEP_ROW) {
		n_waiting = (guint)sqlite3_column_int(select, 0);
		(void)sqlite3_reset(select); /* one row was asked for */
	}
	return n_waiting;
}

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
	update = prepare_for_id(queue, decide_sql[decision], id, error);
	if (update != NULL)
		(void)sqlite3_bind_int64(update, 2, now_ms);
	return update_row(queue, update, id, error);
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
		prepare_for_id(queue, "SELECT decision FROM held WHERE id=?1", id, NULL);
	gboolean is_decided;

	if (select == NULL || wd_state_db_step(queue->db, select, NULL) != WD_STEP_ROW)
		return FALSE;
	is_decided = wd_decision_parse(get_text(select, 0), decision);
	(void)sqlite3_reset(select); /* one row was asked for */
	return is_decided;
}

/**
 * wd_queue_claim:
 * @queue: the queue
 * @id: a row of wd_queue_list_released() or wd_queue_list_refused()
 * @now_ms: when
 * @error: return location for a #WD_ERROR; %WD_ERROR_BUSY when another was faster
 *
 * Who claims a row acts on it, and nobody else does: a released row becomes delivered, a refused
 * one is done with. Claim, then show: after a crash in between, the content still lies in the
 * queue for %WD_QUEUE_FINISHED_DAYS. When showing fails, wd_queue_give_back().
 *
 * Returns: whether the row is the caller's
 */
gboolean
wd_queue_claim(WdQueue *queue, const char *id, gint64 now_ms, GError **error)
{
	sqlite3_stmt *update = prepare_for_id(
		queue,
		"UPDATE held SET state=CASE state WHEN 'released' THEN 'delivered' ELSE state END, "
		"decided_ms=max(decided_ms, ?2), is_handled=1 "
		"WHERE id=?1 AND NOT is_handled AND state IN ('released', 'deleted')",
		id,
		error);

	if (update != NULL)
		(void)sqlite3_bind_int64(update, 2, now_ms);
	return update_row(queue, update, id, error);
}

/**
 * wd_queue_give_back:
 * @queue: the queue
 * @id: a row that the caller has claimed
 * @error: return location for a #WD_ERROR
 *
 * Undoes wd_queue_claim(), when what was claimed could not be acted on.
 *
 * Returns: whether the row is as it was before
 */
gboolean
wd_queue_give_back(WdQueue *queue, const char *id, GError **error)
{
	sqlite3_stmt *update = prepare_for_id(
		queue,
		"UPDATE held SET state=CASE state WHEN 'delivered' THEN 'released' ELSE state END, "
		"is_handled=0 WHERE id=?1 AND is_handled AND state IN ('delivered', 'deleted')",
		id,
		error);

	return update_row(queue, update, id, error);
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
	sqlite3_stmt *update =
		prepare_for_id(queue,
			       "UPDATE held SET state='expired', decision=NULL, decided_ms=?2 "
			       "WHERE id=?1 AND state IN ('waiting', 'released')",
			       id,
			       error);

	if (update != NULL)
		(void)sqlite3_bind_int64(update, 2, now_ms);
	return update_row(queue, update, id, error);
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
	g_autofree char *same = get_same(queue, event);
	sqlite3_stmt *select = prepare_for_id(queue,
					      "SELECT id FROM held WHERE same=?1 AND "
					      "state IN ('waiting', 'expired') "
					      "ORDER BY state DESC, held_ms LIMIT 1",
					      same,
					      NULL);
	char *id;

	if (select == NULL || wd_state_db_step(queue->db, select, NULL) != WD_STEP_ROW)
		return NULL;
	id = g_strdup(get_text(select, 0));
	(void)sqlite3_reset(select); /* one row was asked for */
	return id;
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
		prepare_for_id(queue,
			       "UPDATE held SET n_repeats=min(n_repeats + 1, 1000000), "
			       "state='waiting', decided_ms=0, is_handled=0 "
			       "WHERE id=?1 AND state IN ('waiting', 'expired')",
			       id,
			       error);

	return update_row(queue, update, id, error);
}

/**
 * wd_queue_prune:
 * @queue: the queue
 * @now_ms: the time
 *
 * Drops what is over its age: call it at start and once a day. What fails is tried the next time.
 *
 * Returns: how many rows went that nobody had decided; they also count in
 * wd_queue_take_n_dropped()
 */
guint
wd_queue_prune(WdQueue *queue, gint64 now_ms)
{
	g_autoptr(GPtrArray) dropped = g_ptr_array_new_with_free_func(g_free);
	guint n_undecided = 0;

	if (!wd_state_db_begin(queue->db, NULL))
		return 0;
	if (!wd_queue_bounds_drop_old(queue->db, &bounds, now_ms, dropped, &n_undecided, NULL)) {
		wd_state_db_roll_back(queue->db);
		return 0;
	}
	if (!wd_state_db_commit(queue->db, NULL))
		return 0;
	forget_rows(queue, dropped);
	queue->n_dropped += n_undecided;
	if (dropped->len > 0)
		wd_state_watch_touch(queue->watch);
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
	guint n_dropped = queue->n_dropped;

	queue->n_dropped = 0;
	return n_dropped;
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
