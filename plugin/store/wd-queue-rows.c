/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>
#include <time.h>

#include "engine/wd-error.h"
#include "store/wd-queue-private.h"
#include "store/wd-queue.h"

/* The reading half of wd-queue.h: rows as values, in whatever state; nothing here changes one. */

#define SELECT_ROWS                                                                                \
	"SELECT id, kind, direction, state, n_repeats, held_ms, decided_ms, sealed FROM held "

#define CROWDED 4 /* times as long by the clock as of the processor, at most */

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

/* Nothing is lost without a word: a row whose content does not open is listed all the same. */
static WdHeld *
new_unreadable(const char *id, sqlite3_stmt *row)
{
	WdEvent fields = {.file_size = -1, .time_ms = sqlite3_column_int64(row, COLUMN_HELD_MS)};
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	g_autoptr(WdEvent) event = NULL;

	(void)wd_event_kind_parse(wd_queue_get_text(row, COLUMN_KIND),
				  &fields.kind); /* else the first */
	(void)wd_direction_parse(wd_queue_get_text(row, COLUMN_DIRECTION), &fields.direction);
	event = wd_event_new(&fields);
	wd_verdict_add(verdict,
		       wd_finding_new(WD_QUEUE_CODE_UNREADABLE, WD_ACTION_HOLD, 0, 0, 0, NULL));
	return wd_held_new(id, event, verdict, fields.time_ms);
}

static WdHeld *
read_row(WdQueue *queue, sqlite3_stmt *row, GError **error)
{
	const char *id = wd_queue_get_text(row, COLUMN_ID);
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
	if (!wd_held_state_parse(wd_queue_get_text(row, COLUMN_STATE), &held->state))
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

static void
free_news(gpointer news)
{
	wd_held_news_free(news);
}

/* Without the sealed content, which is most of a row. */
static gboolean
list_ids(WdQueue *queue, GPtrArray *all, GError **error)
{
	sqlite3_stmt *select = wd_state_db_prepare(queue->db,
						   "SELECT id, state, n_repeats FROM held WHERE "
						   "state IN ('waiting', 'expired') ORDER BY "
						   "held_ms DESC, id DESC",
						   error);
	WdStep step = WD_STEP_FAILED;

	while (select != NULL &&
	       (step = wd_state_db_step(queue->db, select, error)) == WD_STEP_ROW) {
		WdHeldNews *news = g_new0(WdHeldNews, 1);

		news->id = g_strdup(wd_queue_get_text(select, 0));
		if (!wd_held_state_parse(wd_queue_get_text(select, 1), &news->state))
			news->state = WD_HELD_WAITING;
		news->n_repeats = (guint)sqlite3_column_int(select, 2);
		g_ptr_array_add(all, news);
	}
	return step == WD_STEP_DONE;
}

/* What opening rows has taken: of the processor, and by the clock. */
typedef struct {
	gint64 processor_us;
	gint64 clock_us;
} Taken;

static Taken
look_at_clocks(void)
{
	struct timespec spent = {0};

	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent); /* else the clock alone counts */
	return (Taken){spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000,
		       g_get_monotonic_time()};
}

/* On a crowded machine most of the time by the clock is other people's: who only looked at that
 * would open a row at a time, and list all of them again for each. */
static gboolean
is_spent(const Taken *begin, gint64 budget_us)
{
	Taken now = look_at_clocks();

	return now.processor_us - begin->processor_us >= budget_us ||
	       now.clock_us - begin->clock_us >= CROWDED * budget_us;
}

/**
 * wd_queue_list_news:
 * @queue: the queue
 * @reader: what is known, and how long it may take; says how many rows come later
 * @error: return location for a #WD_ERROR; %WD_ERROR_LOCKED when the key is locked
 *
 * The same rows as wd_queue_list(), of which those that @reader knows come without content. At
 * least one that it does not know is opened, however little time there is.
 *
 * Returns: (transfer full) (element-type WdHeldNews): waiting and expired rows, the newest first
 */
GPtrArray *
wd_queue_list_news(WdQueue *queue, WdHeldReader *reader, GError **error)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(free_news);
	guint n_opened = 0;
	Taken begin;

	reader->n_left = 0;
	wd_queue_intake_settle(queue->intake); /* where nothing else can be */
	if (!list_ids(queue, all, error))
		return NULL;
	begin = look_at_clocks();
	for (guint i = 0; i < all->len; i++) {
		WdHeldNews *news = g_ptr_array_index(all, i);

		if (reader->is_known(news->id, reader->data))
			continue;
		if (n_opened > 0 && is_spent(&begin, reader->budget_us)) {
			reader->n_left++;
			continue;
		}
		news->held = wd_queue_find(queue, news->id, error);
		if (news->held == NULL)
			return NULL;
		n_opened++;
	}
	return g_steal_pointer(&all);
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

	if ((states & WD_HELD_IN(WD_HELD_WAITING)) != 0)
		wd_queue_intake_settle(queue->intake); /* where nothing else can be */
	for (guint state = WD_HELD_WAITING; state <= WD_HELD_EXPIRED; state++) {
		const char *word = wd_held_state_to_string((WdHeldState)state);
		sqlite3_stmt *select;

		if ((states & WD_HELD_IN(state)) == 0)
			continue;
		select = wd_queue_prepare_for_id(queue, SELECT_ROWS "WHERE state=?1", word, error);
		if (select == NULL || !read_rows(queue, select, rows, error))
			return NULL;
	}
	g_ptr_array_sort(rows, compare_age);
	return g_steal_pointer(&rows);
}

static GPtrArray *
list_ids_of(WdQueue *queue, const char *sql)
{
	GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
	sqlite3_stmt *select = wd_state_db_prepare(queue->db, sql, NULL);

	while (select != NULL && wd_state_db_step(queue->db, select, NULL) == WD_STEP_ROW)
		g_ptr_array_add(ids, g_strdup(wd_queue_get_text(select, 0)));
	return ids;
}

/**
 * wd_queue_list_released_ids:
 * @queue: the queue
 *
 * Names the rows to deliver: claim each with wd_queue_claim() before showing it. Opens none of
 * them: its account may be offline for long, and the question is asked with every change.
 *
 * Returns: (transfer full) (element-type utf8): ids, the oldest first; perhaps not all of them when
 * the database fails
 */
GPtrArray *
wd_queue_list_released_ids(WdQueue *queue)
{
	return list_ids_of(queue,
			   "SELECT id FROM held WHERE state='released' ORDER BY held_ms, id");
}

/**
 * wd_queue_list_refused_ids:
 * @queue: the queue
 *
 * Names deleted rows about which somebody must still be told no or be blocked: requests,
 * invitations, offers, and whatever was reported. Claim each with wd_queue_claim(). Opens none of
 * them: a report may wait long for its account, and the question is asked with every change.
 *
 * Returns: (transfer full) (element-type utf8): ids, the oldest first; perhaps not all of them when
 * the database fails
 */
GPtrArray *
wd_queue_list_refused_ids(WdQueue *queue)
{
	return list_ids_of(queue,
			   "SELECT id FROM held WHERE state='deleted' AND NOT is_handled "
			   "ORDER BY held_ms, id");
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
	sqlite3_stmt *select = wd_queue_prepare_for_id(
		queue,
		"SELECT min(id), count(*) FROM held WHERE substr(id, 1, length(?1))=?1 AND ?1<>''",
		prefix,
		error);
	g_autofree char *id = NULL;

	wd_queue_intake_settle(queue->intake);
	if (select == NULL || wd_state_db_step(queue->db, select, error) != WD_STEP_ROW)
		return NULL;
	if (sqlite3_column_int(select, 1) == 1)
		id = g_strdup(wd_queue_get_text(select, 0));
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
	sqlite3_stmt *select = wd_queue_prepare_for_id(queue, SELECT_ROWS "WHERE id=?1", id, error);
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

/* Counts the table anew, in one statement, so that the transaction that carries rows there has
 * ended for both numbers or for none. */
static void
count_table(WdQueue *queue, WdQueueIntakeCount *intake)
{
	const char *last = intake->last_carried != NULL ? intake->last_carried : "";
	sqlite3_stmt *select = wd_state_db_prepare(
		queue->db,
		"SELECT count(*), EXISTS(SELECT 1 FROM held WHERE id=?1) FROM held "
		"WHERE state='waiting'",
		NULL);

	queue->n_counted = 0;
	if (select == NULL)
		return;
	(void)sqlite3_bind_text(select, 1, last, -1, SQLITE_TRANSIENT);
	if (wd_state_db_step(queue->db, select, NULL) != WD_STEP_ROW)
		return;
	queue->n_counted = (guint)sqlite3_column_int(select, 0);
	if (sqlite3_column_int(select, 1) != 0) {
		intake->n_waiting -= intake->n_carried;
		queue->counted_change = -1; /* the next count may still have them on their way */
	}
	(void)sqlite3_reset(select); /* one row was asked for */
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
	WdQueueIntakeCount intake = wd_queue_intake_count(queue->intake);
	gint64 change = wd_state_db_get_change(queue->db);

	if (change < 0 || change != queue->counted_change) {
		queue->counted_change = change;
		count_table(queue, &intake);
	}
	return intake.n_waiting + queue->n_counted;
}
