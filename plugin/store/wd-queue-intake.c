/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-queue-intake.h"

#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"
#include "engine/wd-error.h"
#include "store/wd-io-worker.h"
#include "store/wd-queue-crowd.h"
#include "store/wd-queue-journal.h"

#define TICK_MS 20 /* rows that come within it share a transaction */
#define CHUNK_ROWS                                                                                 \
	256 /* of one transaction: some milliseconds, which a decision may have to wait */
#define RELEASE_TICK 64 /* entries that are freed at one tick, so that no turn is long */
#define RELEASE_ADD  4  /* and with each row that comes */
#define RETRY_US     (G_USEC_PER_SEC)   /* after a failure */
#define MAX_BYTES    (16 * 1024 * 1024) /* in memory */
#define NAME_BYTES   16

/* One journal, and how many of its rows are not yet in the table. */
typedef struct {
	WdQueueJournal *journal; /* (nullable): closed */
	guint n_rows;
} Book;

typedef enum {
	ENTRY_READY,   /* for a transaction */
	ENTRY_CARRIED, /* by one */
	ENTRY_ARRIVED, /* in the table: to be freed */
} EntryState;

typedef struct {
	WdQueueRow *row;
	Book *book; /* (nullable): in no journal */
	EntryState state;
	GList link; /* in `waiting` */
} Entry;

/* One transaction. The main thread makes it, the worker alone touches it until it is done. */
typedef struct {
	GPtrArray *entries; /* of Entry *, whose rows are only read */
	WdQueueBounds bounds;
	gboolean is_carried;
	GPtrArray *dropped_ids; /* of char * */
	guint n_undecided;
	GError *failure; /* (nullable) */
	gint is_done;    /* atomic: the main thread may look at the rest */
} Job;

struct WdQueueIntake {
	char *base;
	WdQueueIntakeEnded ended;
	gpointer ended_data;
	WdIoWorker *worker;
	WdStateDb *db;     /* the worker's; (nullable) until it is needed */
	WdQueueSize size;  /* the worker's; when last measured, and what was added since */
	gboolean has_size; /* the worker's */
	Job *job;          /* (nullable): under way; the worker reads this pointer */
	/* From here on the main thread's alone. */
	GQueue waiting; /* of Entry *: those that arrived, that are carried, that are ready */
	guint n_arrived;
	GHashTable *by_id;   /* id -> Entry */
	WdQueueCrowd *crowd; /* of what waits, for choosing what goes */
	gint64 n_bytes;      /* of what is carried and ready */
	Book *current;       /* (nullable): where the next row is written */
	WdQueueBounds bounds;
	guint tick_id;          /* 0: nothing waits */
	gint64 retry_us;        /* monotonic: no transaction before; 0: none has failed */
	guint n_dropped;        /* undecided rows */
	GPtrArray *dropped_ids; /* of char * */
	GError *failure;        /* (nullable): of the last transaction */
};

static void
free_book(Book *book)
{
	wd_queue_journal_remove(book->journal);
	g_free(book);
}

static void
put_in(WdQueueIntake *intake, Entry *entry)
{
	const WdQueueRow *row = entry->row;

	entry->link.data = entry;
	g_queue_push_tail_link(&intake->waiting, &entry->link);
	g_hash_table_insert(intake->by_id, row->id, entry);
	wd_queue_crowd_add(intake->crowd, row->id, row->same, row->held_ms);
	intake->n_bytes += (gint64)row->n_bytes;
	if (entry->book != NULL)
		entry->book->n_rows++;
}

/* Frees an entry, and a journal that nobody needs any more. */
static void
take_out(WdQueueIntake *intake, Entry *entry)
{
	Book *book = entry->book;

	g_queue_unlink(&intake->waiting, &entry->link);
	(void)g_hash_table_remove(intake->by_id, entry->row->id); /* it is there */
	wd_queue_crowd_remove(intake->crowd, entry->row->id);
	if (entry->state == ENTRY_ARRIVED)
		intake->n_arrived--;
	else
		intake->n_bytes -= (gint64)entry->row->n_bytes;
	if (book != NULL && --book->n_rows == 0 && book != intake->current)
		free_book(book);
	wd_queue_row_free(entry->row);
	g_free(entry);
}

static gboolean
is_over(const WdQueueIntake *intake)
{
	return intake->waiting.length - intake->n_arrived > intake->bounds.max_rows ||
	       intake->n_bytes > MIN(intake->bounds.max_bytes, MAX_BYTES);
}

/* What the table could not hold need not be carried there. */
static void
drop_over(WdQueueIntake *intake)
{
	while (is_over(intake)) {
		g_autofree char *id = wd_queue_crowd_take(intake->crowd);
		Entry *entry = id != NULL ? g_hash_table_lookup(intake->by_id, id) : NULL;

		if (entry == NULL)
			return; /* a transaction carries all of them */
		if (entry->state != ENTRY_READY)
			continue; /* the table's bounds are for it */
		take_out(intake, entry);
		intake->n_dropped++;
		g_ptr_array_add(intake->dropped_ids, g_steal_pointer(&id));
	}
}

/* The worker's. Other processes only take from the table, so the size is never too small. */
static gboolean
make_room(WdQueueIntake *intake, Job *job, GError **error)
{
	if (!intake->has_size && !wd_queue_bounds_measure(intake->db, &intake->size, error))
		return FALSE;
	for (guint i = 0; intake->has_size && i < job->entries->len; i++) {
		const Entry *entry = g_ptr_array_index(job->entries, i);

		intake->size.n_rows++;
		intake->size.n_bytes += (gint64)entry->row->n_bytes;
	}
	intake->has_size = TRUE;
	if (!wd_queue_bounds_is_over(&job->bounds, &intake->size))
		return TRUE;
	return wd_queue_bounds_make_room(
		       intake->db, &job->bounds, job->dropped_ids, &job->n_undecided, error) &&
	       wd_queue_bounds_measure(intake->db, &intake->size, error);
}

/* The worker's. */
static gboolean
insert_all(WdQueueIntake *intake, Job *job, GError **error)
{
	for (guint i = 0; i < job->entries->len; i++) {
		const Entry *entry = g_ptr_array_index(job->entries, i);

		if (!wd_queue_row_insert(entry->row, intake->db, error))
			return FALSE;
	}
	return make_room(intake, job, error);
}

/* The worker's. */
static gboolean
run_transaction(WdQueueIntake *intake, Job *job, GError **error)
{
	if (intake->db == NULL)
		intake->db = wd_state_db_open(intake->base, error);
	if (intake->db == NULL || !wd_state_db_begin(intake->db, error))
		return FALSE;
	if (!insert_all(intake, job, error)) {
		wd_state_db_roll_back(intake->db);
		return FALSE;
	}
	return wd_state_db_commit(intake->db, error);
}

/* The worker's. */
static void
carry(gpointer data)
{
	WdQueueIntake *intake = data;
	Job *job = intake->job;

	job->is_carried = run_transaction(intake, job, &job->failure);
	intake->has_size = intake->has_size && job->is_carried;
	g_atomic_int_set(&job->is_done, TRUE);
}

static void
free_job(Job *job)
{
	g_ptr_array_unref(job->entries);
	g_clear_pointer(&job->dropped_ids, g_ptr_array_unref);
	g_clear_error(&job->failure);
	g_free(job);
}

static void
note_arrived(WdQueueIntake *intake, Job *job)
{
	for (guint i = 0; i < job->entries->len; i++) {
		Entry *entry = g_ptr_array_index(job->entries, i);

		entry->state = ENTRY_ARRIVED;
		intake->n_bytes -= (gint64)entry->row->n_bytes;
	}
	intake->n_arrived += job->entries->len;
	intake->n_dropped += job->n_undecided;
	g_ptr_array_extend_and_steal(intake->dropped_ids, g_steal_pointer(&job->dropped_ids));
	intake->retry_us = 0;
}

static void
note_failed(WdQueueIntake *intake, Job *job)
{
	for (guint i = 0; i < job->entries->len; i++) {
		Entry *entry = g_ptr_array_index(job->entries, i);

		entry->state = ENTRY_READY;
		wd_queue_crowd_add(
			intake->crowd, entry->row->id, entry->row->same, entry->row->held_ms);
	}
	intake->retry_us = g_get_monotonic_time() + RETRY_US;
}

/* Takes the result of a transaction that has ended. */
static void
collect(WdQueueIntake *intake)
{
	Job *job = intake->job;

	if (job == NULL || !g_atomic_int_get(&job->is_done))
		return;
	intake->job = NULL;
	g_clear_error(&intake->failure);
	intake->failure = g_steal_pointer(&job->failure);
	if (job->is_carried)
		note_arrived(intake, job);
	else
		note_failed(intake, job);
	free_job(job);
	intake->ended(intake->ended_data);
}

/* Freeing costs, and all of a chunk at once would be felt. */
static void
release(WdQueueIntake *intake, guint n_max)
{
	for (guint i = 0; i < n_max && intake->n_arrived > 0; i++)
		take_out(intake, intake->waiting.head->data); /* they stand before all others */
}

static guint
count_ready(const WdQueueIntake *intake)
{
	return intake->waiting.length - intake->n_arrived -
	       (intake->job != NULL ? intake->job->entries->len : 0);
}

/* Gives the worker the oldest of what is ready. */
static void
hand_out(WdQueueIntake *intake)
{
	GList *link = intake->waiting.head;
	Job *job;

	if (intake->job != NULL || count_ready(intake) == 0)
		return;
	job = g_new0(Job, 1);
	job->entries = g_ptr_array_sized_new(CHUNK_ROWS);
	job->dropped_ids = g_ptr_array_new_with_free_func(g_free);
	job->bounds = intake->bounds;
	for (; link != NULL && job->entries->len < CHUNK_ROWS; link = link->next) {
		Entry *entry = link->data;

		if (entry->state != ENTRY_READY)
			continue;
		entry->state = ENTRY_CARRIED;
		g_ptr_array_add(job->entries, entry);
	}
	intake->job = job;
	wd_io_worker_push(intake->worker, 0, carry, intake);
}

static gboolean
may_try(const WdQueueIntake *intake)
{
	return intake->retry_us == 0 || g_get_monotonic_time() >= intake->retry_us;
}

static gboolean
tick(gpointer data)
{
	WdQueueIntake *intake = data;

	collect(intake);
	release(intake, RELEASE_TICK);
	if (may_try(intake))
		hand_out(intake);
	if (intake->waiting.length > 0)
		return G_SOURCE_CONTINUE;
	intake->tick_id = 0;
	if (intake->current != NULL)
		wd_queue_journal_empty(intake->current->journal);
	return G_SOURCE_REMOVE;
}

/**
 * wd_queue_intake_new:
 * @base: the Warden folder of the client
 * @ended: told after each transaction
 * @data: for @ended
 *
 * Opens nothing until the first row comes.
 *
 * Returns: (transfer full): freed with wd_queue_intake_free()
 */
WdQueueIntake *
wd_queue_intake_new(const char *base, WdQueueIntakeEnded ended, gpointer data)
{
	WdQueueIntake *intake = g_new0(WdQueueIntake, 1);

	intake->base = g_strdup(base);
	intake->ended = ended;
	intake->ended_data = data;
	intake->worker = wd_io_worker_new("wd-intake");
	g_queue_init(&intake->waiting);
	intake->by_id = g_hash_table_new(g_str_hash, g_str_equal);
	intake->crowd = wd_queue_crowd_new();
	intake->dropped_ids = g_ptr_array_new_with_free_func(g_free);
	return intake;
}

/**
 * wd_queue_intake_settle:
 * @intake: an intake
 *
 * Blocks until what came is in the table, for who is to read or change it; some milliseconds at
 * most when there is no flood. What could not be carried before is tried again.
 */
void
wd_queue_intake_settle(WdQueueIntake *intake)
{
	/* Who is first here has seen no failure of this call yet. */
	for (gboolean has_failed = FALSE; intake->waiting.length > 0 && !has_failed;) {
		gboolean is_fresh = intake->job == NULL;

		hand_out(intake);
		wd_io_worker_flush(intake->worker);
		collect(intake);
		release(intake, G_MAXUINT);
		has_failed = is_fresh && intake->failure != NULL;
	}
}

/* What could not be carried waits in its journals for the next start. A journal stays with all that
 * was in it, also what has left it meanwhile. */
static void
leave_to_next_start(WdQueueIntake *intake)
{
	while (intake->waiting.length > 0) {
		Entry *entry = intake->waiting.head->data;

		if (entry->book != NULL)
			g_clear_pointer(&entry->book->journal, wd_queue_journal_close);
		take_out(intake, entry);
	}
}

/**
 * wd_queue_intake_free:
 * @intake: (nullable) (transfer full): an intake
 *
 * Blocks until everything is in the table, or has failed to get there.
 */
void
wd_queue_intake_free(WdQueueIntake *intake)
{
	if (intake == NULL)
		return;
	wd_queue_intake_settle(intake);
	if (intake->tick_id != 0)
		(void)g_source_remove(intake->tick_id); /* it is there */
	wd_io_worker_free(intake->worker);
	leave_to_next_start(intake);
	if (intake->current != NULL)
		free_book(intake->current);
	wd_state_db_close(intake->db);
	wd_queue_crowd_free(intake->crowd);
	g_hash_table_unref(intake->by_id);
	g_ptr_array_unref(intake->dropped_ids);
	g_clear_error(&intake->failure);
	g_free(intake->base);
	g_free(intake);
}

/**
 * wd_queue_intake_set_bounds:
 * @intake: an intake
 * @bounds: from now on
 */
void
wd_queue_intake_set_bounds(WdQueueIntake *intake, const WdQueueBounds *bounds)
{
	intake->bounds = *bounds;
}

static Book *
begin_book(WdQueueIntake *intake, GError **error)
{
	guint8 bytes[NAME_BYTES];
	g_autofree char *name = NULL;
	WdQueueJournal *journal;
	Book *book;

	wd_crypto_nonce(bytes, sizeof bytes);
	name = wd_hash_to_hex(bytes, sizeof bytes);
	journal = wd_queue_journal_begin(intake->base, name, error);
	if (journal == NULL)
		return NULL;
	book = g_new0(Book, 1);
	book->journal = journal;
	return book;
}

/* Sees to it that there is a journal with room. */
static gboolean
prepare_book(WdQueueIntake *intake, GError **error)
{
	Book *old = intake->current;
	Book *book;

	if (old != NULL && wd_queue_journal_get_n_bytes(old->journal) < WD_QUEUE_JOURNAL_FULL_BYTES)
		return TRUE;
	book = begin_book(intake, error);
	if (book == NULL)
		return FALSE;
	intake->current = book;
	if (old != NULL && old->n_rows == 0)
		free_book(old); /* else it goes with the last of its rows */
	return TRUE;
}

/* Without a journal a row is kept when it stands in the table. */
static gboolean
carry_now(WdQueueIntake *intake, const char *id, GError **error)
{
	Entry *entry;

	wd_queue_intake_settle(intake);
	entry = g_hash_table_lookup(intake->by_id, id);
	if (entry == NULL)
		return TRUE;
	take_out(intake, entry);
	if (intake->failure != NULL)
		g_propagate_error(error, g_error_copy(intake->failure));
	else
		g_set_error(error, WD_ERROR, WD_ERROR_IO, "state database: not written");
	return FALSE;
}

/**
 * wd_queue_intake_add:
 * @intake: an intake
 * @row: (transfer full): a row
 * @error: return location for a #WD_ERROR; %WD_ERROR_BUSY when a row of that id waits already
 *
 * Costs one write(2). Where there can be no journal it waits for the row's own transaction.
 *
 * Returns: whether the row outlives this process
 */
gboolean
wd_queue_intake_add(WdQueueIntake *intake, WdQueueRow *row, GError **error)
{
	g_autofree char *id = g_strdup(row->id);
	gboolean is_written;
	Entry *entry;

	if (wd_queue_intake_has_id(intake, row->id)) {
		g_set_error(error, WD_ERROR, WD_ERROR_BUSY, "row %s is there already", row->id);
		wd_queue_row_free(row);
		return FALSE;
	}
	is_written = prepare_book(intake, NULL) &&
		     wd_queue_journal_append(intake->current->journal, row, NULL);
	entry = g_new0(Entry, 1);
	*entry = (Entry){.row = row, .book = is_written ? intake->current : NULL};
	put_in(intake, entry);
	drop_over(intake);
	collect(intake);
	release(intake, RELEASE_ADD);
	if (count_ready(intake) >= CHUNK_ROWS && may_try(intake))
		hand_out(intake);
	if (intake->tick_id == 0)
		intake->tick_id = g_timeout_add(TICK_MS, tick, intake);
	return is_written || carry_now(intake, id, error);
}

/**
 * wd_queue_intake_has_id:
 * @intake: an intake
 * @id: a row's id
 *
 * Returns: whether the row may not yet be in the table
 */
gboolean
wd_queue_intake_has_id(const WdQueueIntake *intake, const char *id)
{
	return g_hash_table_contains(intake->by_id, id);
}

/**
 * wd_queue_intake_has_same:
 * @intake: an intake
 * @same: what the rows of one peer have in common
 *
 * Returns: whether such a row may not yet be in the table
 */
gboolean
wd_queue_intake_has_same(const WdQueueIntake *intake, const char *same)
{
	return wd_queue_crowd_has(intake->crowd, same);
}

/**
 * wd_queue_intake_count:
 * @intake: an intake
 *
 * Returns: what is not yet in the table, and what may just be getting there
 */
WdQueueIntakeCount
wd_queue_intake_count(WdQueueIntake *intake)
{
	WdQueueIntakeCount count = {0};

	collect(intake);
	count.n_waiting = intake->waiting.length - intake->n_arrived;
	if (intake->job != NULL) {
		const GPtrArray *entries = intake->job->entries;
		const Entry *last = g_ptr_array_index(entries, entries->len - 1);

		count.n_carried = entries->len;
		count.last_carried = last->row->id;
	}
	return count;
}

/**
 * wd_queue_intake_get_failure:
 * @intake: an intake
 *
 * Returns: (transfer none) (nullable): why the last transaction did not stand; NULL when it did
 */
const GError *
wd_queue_intake_get_failure(const WdQueueIntake *intake)
{
	return intake->failure;
}

/**
 * wd_queue_intake_take_dropped:
 * @intake: an intake
 * @ids: (element-type utf8): the ids of rows that went for the bounds are added
 *
 * Returns: how many of them nobody had decided
 */
guint
wd_queue_intake_take_dropped(WdQueueIntake *intake, GPtrArray *ids)
{
	guint n_dropped = intake->n_dropped;

	intake->n_dropped = 0;
	g_ptr_array_extend_and_steal(ids, intake->dropped_ids);
	intake->dropped_ids = g_ptr_array_new_with_free_func(g_free);
	return n_dropped;
}

static gboolean
insert_adopted(const GPtrArray *rows,
	       const WdQueueBounds *bounds,
	       WdStateDb *db,
	       GPtrArray *dropped_ids,
	       guint *n_undecided)
{
	if (!wd_state_db_begin(db, NULL))
		return FALSE;
	for (guint i = 0; i < rows->len; i++) {
		if (!wd_queue_row_insert(g_ptr_array_index(rows, i), db, NULL)) {
			wd_state_db_roll_back(db);
			return FALSE;
		}
	}
	if (!wd_queue_bounds_make_room(db, bounds, dropped_ids, n_undecided, NULL)) {
		wd_state_db_roll_back(db);
		return FALSE;
	}
	return wd_state_db_commit(db, NULL);
}

/**
 * wd_queue_intake_adopt:
 * @intake: an intake
 * @db: the caller's connection
 * @dropped_ids: (element-type utf8): the ids of rows that went for the bounds are added
 *
 * Takes what a crash left in journals into the table. What fails is tried at the next start.
 *
 * Returns: how many undecided rows went for the bounds
 */
guint
wd_queue_intake_adopt(WdQueueIntake *intake, WdStateDb *db, GPtrArray *dropped_ids)
{
	g_autoptr(GPtrArray) paths = wd_queue_journal_list(intake->base);
	guint n_dropped = 0;

	for (guint i = 0; i < paths->len; i++) {
		g_autoptr(GPtrArray) rows =
			g_ptr_array_new_with_free_func((GDestroyNotify)wd_queue_row_free);
		g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
		WdQueueJournal *journal = wd_queue_journal_adopt(g_ptr_array_index(paths, i), rows);
		guint n_undecided = 0;

		if (journal == NULL)
			continue;
		/* What was rolled back has dropped nothing. */
		if (!insert_adopted(rows, &intake->bounds, db, ids, &n_undecided)) {
			wd_queue_journal_close(journal);
			continue;
		}
		wd_queue_journal_remove(journal);
		g_ptr_array_extend_and_steal(dropped_ids, g_steal_pointer(&ids));
		n_dropped += n_undecided;
	}
	return n_dropped;
}
