/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The way into the queue: what is acknowledged is never lost, whatever the database does. */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store-fixture.h"
#include "store/wd-queue-intake.h"
#include "store/wd-queue-journal.h"
#include "store/wd-queue.h"

#define NOW_MS G_GINT64_CONSTANT(1700000000000)
#define N_ROWS 2000

typedef struct {
	StoreFixture store;
	WdQueue *queue; /* (nullable) */
} Fixture;

static void
open_queue(Fixture *fixture)
{
	g_autoptr(GError) error = NULL;

	fixture->queue = wd_queue_open(fixture->store.base, fixture->store.keys, &error);
	g_assert_no_error(error);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	store_fixture_set_up(&fixture->store, data);
	open_queue(fixture);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_queue_close(fixture->queue);
	store_fixture_tear_down(&fixture->store, data);
}

static gboolean
hold(WdQueue *queue, guint i, gsize text_len)
{
	g_autofree char *peer = g_strdup_printf("bot%u@elsewhere.example", i);
	g_autofree char *text = g_strnfill(text_len, 'q');
	const WdEvent fields = {
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = peer,
		.text = text,
		.time_ms = NOW_MS,
	};
	g_autoptr(WdHeld) held = store_fixture_new_held(&fields, NOW_MS + i);

	return wd_queue_add(queue, held, NULL);
}

static guint
count_rows(Fixture *fixture)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows = wd_queue_list(fixture->queue, &error);

	g_assert_no_error(error);
	return rows->len;
}

static guint
count_journals(const Fixture *fixture)
{
	g_autoptr(GPtrArray) paths = wd_queue_journal_list(fixture->store.base);

	return paths->len;
}

/* Another program has the database to itself. */
static sqlite3 *
seize(const Fixture *fixture)
{
	g_autofree char *path = store_fixture_path(&fixture->store, "state.db");
	sqlite3 *handle;

	g_assert_cmpint(sqlite3_open(path, &handle), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(handle, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
	return handle;
}

static void
let_go(sqlite3 *handle)
{
	g_assert_cmpint(sqlite3_exec(handle, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_close(handle), ==, SQLITE_OK);
}

static void
test_counts_at_once(Fixture *fixture, gconstpointer data)
{
	for (guint i = 0; i < 700; i++) {
		g_assert_true(hold(fixture->queue, i, 20));
		g_assert_cmpuint(wd_queue_count_waiting(fixture->queue), ==, i + 1);
	}
	g_assert_cmpuint(count_rows(fixture), ==, 700);
	g_assert_cmpuint(wd_queue_count_waiting(fixture->queue), ==, 700);
}

static void
test_leaves_no_journal(Fixture *fixture, gconstpointer data)
{
	g_assert_cmpuint(count_journals(fixture), ==, 0);
	g_assert_true(hold(fixture->queue, 1, 20));
	g_assert_cmpuint(count_journals(fixture), ==, 1);
	wd_queue_close(fixture->queue);
	g_assert_cmpuint(count_journals(fixture), ==, 0);
	open_queue(fixture);
	g_assert_cmpuint(count_rows(fixture), ==, 1);
}

/* Four megabytes fill a journal. */
static void
test_goes_on_in_another_journal(Fixture *fixture, gconstpointer data)
{
	for (guint i = 0; i < 150; i++)
		g_assert_true(hold(fixture->queue, i, 20000)); /* as text and as markup */
	g_assert_cmpuint(count_rows(fixture), ==, 150);
	g_assert_cmpuint(count_journals(fixture), ==, 1);
}

/* A child that keeps rows as fast as it can, and is killed in the midst of it. */
static void
write_until_killed(const Fixture *fixture, int acknowledged)
{
	WdQueue *queue = wd_queue_open(fixture->store.base, fixture->store.keys, NULL);

	for (guint i = 0; queue != NULL; i++) {
		if (!hold(queue, i, i % 50 == 7 ? 40000 : 20) ||
		    write(acknowledged, &i, sizeof i) != sizeof i)
			break;
	}
	_exit(1);
}

static void
test_survives_kill(Fixture *fixture, gconstpointer data)
{
	guint kill_after = GPOINTER_TO_UINT(data);
	int ends[2];
	pid_t child;
	guint i = 0, n_kept = 0;
	int status;

	g_clear_pointer(&fixture->queue, wd_queue_close);
	g_assert_cmpint(pipe(ends), ==, 0);
	child = fork();
	if (child == 0)
		write_until_killed(fixture, ends[1]);
	close(ends[1]);
	while (read(ends[0], &i, sizeof i) == sizeof i) {
		n_kept = i + 1;
		if (n_kept == kill_after)
			(void)kill(child, SIGKILL);
	}
	close(ends[0]);
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	g_assert_true(WIFSIGNALED(status));
	open_queue(fixture);
	g_assert_cmpuint(n_kept, >=, kill_after);
	g_assert_cmpuint(count_rows(fixture), >=, n_kept);
	g_assert_cmpuint(count_rows(fixture), <=, n_kept + 1); /* written, not yet acknowledged */
	g_assert_cmpuint(count_journals(fixture), ==, 0);
}

/* Decided already when a crash left its journal: it is not delivered twice. */
static void
test_adopting_twice_changes_nothing(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) journals = NULL;
	g_autofree char *copy = store_fixture_path(&fixture->store, "queue/left.journal");
	g_autofree char *bytes = NULL;
	g_autoptr(GPtrArray) rows = NULL;
	gsize len;

	g_assert_true(hold(fixture->queue, 1, 20));
	journals = wd_queue_journal_list(fixture->store.base);
	g_assert_true(g_file_get_contents(g_ptr_array_index(journals, 0), &bytes, &len, NULL));
	rows = wd_queue_list(fixture->queue, NULL);
	{
		const WdHeld *held = g_ptr_array_index(rows, 0);

		g_assert_true(wd_queue_decide(
			fixture->queue, held->id, WD_DECISION_RELEASE, NOW_MS, NULL));
		g_assert_true(wd_queue_claim(fixture->queue, held->id, NOW_MS, NULL));
	}
	wd_queue_close(fixture->queue);
	g_assert_true(g_file_set_contents(copy, bytes, (gssize)len, NULL));
	open_queue(fixture);
	g_assert_cmpuint(count_rows(fixture), ==, 0);
	g_assert_false(g_file_test(copy, G_FILE_TEST_EXISTS));
}

/* The table cannot be written for long: rows wait, are counted, and come in later. */
static void
test_busy_database(Fixture *fixture, gconstpointer data)
{
	sqlite3 *other = seize(fixture);
	g_autoptr(GError) error = NULL;

	for (guint i = 0; i < 10; i++)
		g_assert_true(hold(fixture->queue, i, 20));
	g_assert_cmpuint(count_rows(fixture), ==, 0); /* looked, and could not bring them in */
	g_assert_cmpuint(wd_queue_count_waiting(fixture->queue), ==, 10);
	g_assert_false(wd_queue_is_up_to_date(fixture->queue, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_BUSY);
	let_go(other);
	g_assert_cmpuint(count_rows(fixture), ==, 10);
	g_assert_true(wd_queue_is_up_to_date(fixture->queue, NULL));
}

static void
test_busy_until_the_end(Fixture *fixture, gconstpointer data)
{
	sqlite3 *other = seize(fixture);

	for (guint i = 0; i < 10; i++)
		g_assert_true(hold(fixture->queue, i, 20));
	g_clear_pointer(&fixture->queue, wd_queue_close);
	g_assert_cmpuint(count_journals(fixture), ==, 1);
	let_go(other);
	open_queue(fixture);
	g_assert_cmpuint(count_rows(fixture), ==, 10);
	g_assert_cmpuint(count_journals(fixture), ==, 0);
}

/* A long message waits in a journal for days, its content in a file beside it, and the table cannot
 * be written at the next start either. */
static void
test_content_waits_with_its_journal(Fixture *fixture, gconstpointer data)
{
	const struct timespec long_ago[2] = {{.tv_sec = 1000000}, {.tv_sec = 1000000}};
	g_autofree char *folder = store_fixture_path(&fixture->store, "queue");
	sqlite3 *other = seize(fixture);
	g_autoptr(GPtrArray) rows = NULL;
	g_autoptr(GDir) dir = NULL;
	const WdHeld *held;
	const char *name;

	g_assert_true(hold(fixture->queue, 1, 100 * 1024));
	g_clear_pointer(&fixture->queue, wd_queue_close);
	dir = g_dir_open(folder, 0, NULL);
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);

		g_assert_cmpint(utimensat(AT_FDCWD, path, long_ago, 0), ==, 0);
	}
	open_queue(fixture);
	g_clear_pointer(&fixture->queue, wd_queue_close);
	let_go(other);
	open_queue(fixture);
	rows = wd_queue_list(fixture->queue, NULL);
	g_assert_cmpuint(rows->len, ==, 1);
	held = g_ptr_array_index(rows, 0);
	g_assert_cmpuint(strlen(held->event->text), ==, 100 * 1024);
}

/* A flood while nothing can be written: memory holds what the table could, and the rest is told. */
static void
test_is_bounded_in_memory(Fixture *fixture, gconstpointer data)
{
	sqlite3 *other = seize(fixture);

	wd_queue_set_limits(fixture->queue, 100, 64, 180);
	for (guint i = 0; i < 1000; i++)
		g_assert_true(hold(fixture->queue, i, 20));
	/* What a transaction was just carrying does not go. */
	g_assert_cmpuint(wd_queue_count_waiting(fixture->queue), <=, 100 + 256);
	g_assert_cmpuint(wd_queue_take_n_dropped(fixture->queue), >=, 1000 - 100 - 256);
	let_go(other);
	g_assert_cmpuint(count_rows(fixture), ==, 100);
}

/* Within the bounds also while rows come in faster than they are carried. */
static void
test_bounds_in_a_flood(Fixture *fixture, gconstpointer data)
{
	guint n_dropped = 0;

	wd_queue_set_limits(fixture->queue, 100, 64, 180);
	g_assert_true(hold(fixture->queue, 0, 20));
	for (guint i = 1; i < N_ROWS; i++) {
		g_assert_true(hold(fixture->queue, i, 20));
		n_dropped += wd_queue_take_n_dropped(fixture->queue);
	}
	g_assert_cmpuint(count_rows(fixture), ==, 100);
	n_dropped += wd_queue_take_n_dropped(fixture->queue);
	g_assert_cmpuint(n_dropped, ==, N_ROWS - 100);
}

/* No journal can be begun: then a row is kept when it stands in the table. */
static void
test_without_a_journal(Fixture *fixture, gconstpointer data)
{
	g_autofree char *folder = store_fixture_path(&fixture->store, "queue");
	sqlite3 *other;

	g_assert_cmpint(g_rmdir(folder), ==, 0);
	g_assert_true(g_file_set_contents(folder, "", 0, NULL));
	g_assert_true(hold(fixture->queue, 1, 20));
	g_assert_cmpuint(count_rows(fixture), ==, 1);
	other = seize(fixture);
	g_assert_false(hold(fixture->queue, 2, 20));
	let_go(other);
	g_assert_cmpuint(wd_queue_count_waiting(fixture->queue), ==, 1);
	g_assert_cmpuint(count_rows(fixture), ==, 1);
}

static void
test_decides_what_is_on_its_way(Fixture *fixture, gconstpointer data)
{
	g_autoptr(WdHeld) held = store_fixture_new_held(&(WdEvent){.kind = WD_EVENT_CONTACT_REQUEST,
								   .protocol = "p",
								   .account = "me",
								   .peer = "bot"},
							NOW_MS);
	g_autofree char *same = NULL;

	g_assert_true(wd_queue_add(fixture->queue, held, NULL));
	same = wd_queue_find_same(fixture->queue, held->event);
	g_assert_cmpstr(same, ==, held->id);
	g_assert_true(wd_queue_note_repeat(fixture->queue, held->id, NULL));
	g_assert_true(wd_queue_decide(fixture->queue, held->id, WD_DECISION_RELEASE, NOW_MS, NULL));
	g_assert_cmpuint(wd_queue_count_waiting(fixture->queue), ==, 0);
}

static int
refuse_commit(void *data)
{
	return 1;
}

static void
never_ended(gpointer data)
{
	g_assert_not_reached();
}

/* A full disk in the moment of the commit: the rows that were to go for the new ones stay, and so
 * must their files. */
static void
test_failed_adoption_drops_nothing(Fixture *fixture, gconstpointer data)
{
	const WdQueueBounds bounds = {.max_rows = 1, .max_bytes = G_MAXINT64};
	g_autoptr(GPtrArray) dropped = g_ptr_array_new_with_free_func(g_free);
	sqlite3 *other;
	WdQueueIntake *intake;
	WdStateDb *db;
	sqlite3 *handle;

	g_assert_true(hold(fixture->queue, 1, 20));
	g_assert_cmpuint(count_rows(fixture), ==, 1);
	other = seize(fixture);
	g_assert_true(hold(fixture->queue, 2, 20));
	g_clear_pointer(&fixture->queue, wd_queue_close);
	let_go(other);
	db = wd_state_db_open(fixture->store.base, NULL);
	handle = sqlite3_db_handle(wd_state_db_prepare(db, "SELECT 1", NULL));
	intake = wd_queue_intake_new(fixture->store.base, never_ended, NULL);
	wd_queue_intake_set_bounds(intake, &bounds);
	(void)sqlite3_commit_hook(handle, refuse_commit, NULL);
	g_assert_cmpuint(wd_queue_intake_adopt(intake, db, dropped), ==, 0);
	g_assert_cmpuint(dropped->len, ==, 0);
	(void)sqlite3_commit_hook(handle, NULL, NULL);
	g_assert_cmpuint(wd_queue_intake_adopt(intake, db, dropped), ==, 1);
	g_assert_cmpuint(dropped->len, ==, 1);
	wd_queue_intake_free(intake);
	wd_state_db_close(db);
}

#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/queue-intake/counts-at-once", test_counts_at_once);
	ADD("/queue-intake/leaves-no-journal", test_leaves_no_journal);
	ADD("/queue-intake/goes-on-in-another-journal", test_goes_on_in_another_journal);
	g_test_add("/queue-intake/survives-kill-at-once",
		   Fixture,
		   GUINT_TO_POINTER(1),
		   set_up,
		   test_survives_kill,
		   tear_down);
	g_test_add("/queue-intake/survives-kill-in-a-flood",
		   Fixture,
		   GUINT_TO_POINTER(1500),
		   set_up,
		   test_survives_kill,
		   tear_down);
	ADD("/queue-intake/adopting-twice-changes-nothing", test_adopting_twice_changes_nothing);
	ADD("/queue-intake/busy-database", test_busy_database);
	ADD("/queue-intake/busy-until-the-end", test_busy_until_the_end);
	ADD("/queue-intake/content-waits-with-its-journal", test_content_waits_with_its_journal);
	ADD("/queue-intake/is-bounded-in-memory", test_is_bounded_in_memory);
	ADD("/queue-intake/bounds-in-a-flood", test_bounds_in_a_flood);
	ADD("/queue-intake/without-a-journal", test_without_a_journal);
	ADD("/queue-intake/failed-adoption-drops-nothing", test_failed_adoption_drops_nothing);
	ADD("/queue-intake/decides-what-is-on-its-way", test_decides_what_is_on_its_way);
	return g_test_run();
}
