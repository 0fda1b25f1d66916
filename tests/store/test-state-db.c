/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store-fixture.h"
#include "store/wd-state-db.h"

#define N_PROCESSES 8
#define N_ROUNDS    30

#define NOBODY 65534 /* a user without rights, for tests that run as root */

static WdStateDb *
open_db(const StoreFixture *fixture)
{
	g_autoptr(GError) error = NULL;
	WdStateDb *db = wd_state_db_open(fixture->base, &error);

	g_assert_no_error(error);
	return db;
}

static void
put(WdStateDb *db, const char *peer)
{
	g_autoptr(GError) error = NULL;
	sqlite3_stmt *insert =
		wd_state_db_prepare(db, "INSERT INTO peers(peer) VALUES(?1)", &error);

	g_assert_no_error(error);
	g_assert_cmpint(sqlite3_bind_text(insert, 1, peer, -1, SQLITE_STATIC), ==, SQLITE_OK);
	g_assert_true(wd_state_db_run(db, insert, &error));
	g_assert_no_error(error);
}

static int
count(WdStateDb *db)
{
	sqlite3_stmt *select = wd_state_db_prepare(db, "SELECT count(*) FROM peers", NULL);
	int n_peers;

	g_assert_cmpint(wd_state_db_step(db, select, NULL), ==, WD_STEP_ROW);
	n_peers = sqlite3_column_int(select, 0);
	g_assert_cmpint(sqlite3_reset(select), ==, SQLITE_OK);
	return n_peers;
}

static int
read_number(WdStateDb *db, const char *pragma)
{
	sqlite3_stmt *select = wd_state_db_prepare(db, pragma, NULL);
	int number;

	g_assert_cmpint(wd_state_db_step(db, select, NULL), ==, WD_STEP_ROW);
	number = sqlite3_column_int(select, 0);
	g_assert_cmpint(sqlite3_reset(select), ==, SQLITE_OK);
	return number;
}

/* Changes the file behind our back, as another program would. */
static void
execute(const StoreFixture *fixture, const char *sql)
{
	g_autofree char *path = store_fixture_path(fixture, "state.db");
	sqlite3 *handle;

	g_assert_cmpint(sqlite3_open(path, &handle), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_close(handle), ==, SQLITE_OK);
}

static void
test_close_leaves_one_file(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *log = store_fixture_path(fixture, "state.db-wal");
	WdStateDb *db = open_db(fixture);

	put(db, "a");
	g_assert_true(g_file_test(log, G_FILE_TEST_EXISTS));
	wd_state_db_flush(db);
	wd_state_db_close(db);
	g_assert_false(g_file_test(log, G_FILE_TEST_EXISTS));
	db = open_db(fixture);
	g_assert_cmpint(count(db), ==, 1);
	g_assert_null(wd_state_db_get_damaged_path(db));
	wd_state_db_close(db);
}

typedef struct {
	const char *name;
	const char *bytes;
	gssize len;
} DamageCase;

static const DamageCase damages[] = {
	{"text",
	 "this is no database, but it is long enough to have a header of one, and that "
	 "is what is read first when a file is opened by the library",
	 -1},
	{"nul-bytes", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20},
	{"header-without-pages", "SQLite format 3\0\x10\0\x01\x01\0@  \0\0\0\x01\0\0\0\x01", 32},
};

static void
test_damaged_is_set_aside(StoreFixture *fixture, gconstpointer data)
{
	const DamageCase *row = data;
	g_autofree char *path = store_fixture_path(fixture, "state.db");
	g_autofree char *aside = store_fixture_path(fixture, "state.db.damaged-1");
	g_autofree char *kept = NULL;
	gsize len = row->len < 0 ? strlen(row->bytes) : (gsize)row->len;
	gsize kept_len;
	g_autoptr(WdStateDb) db = NULL;

	g_assert_true(g_file_set_contents(path, row->bytes, (gssize)len, NULL));
	db = open_db(fixture);
	g_assert_cmpstr(wd_state_db_get_damaged_path(db), ==, aside);
	put(db, "a");
	g_assert_cmpint(count(db), ==, 1);
	g_assert_true(g_file_get_contents(aside, &kept, &kept_len, NULL));
	g_assert_cmpmem(kept, kept_len, row->bytes, len);
}

/* Pages in the middle are found when they are read; the next open sets the file aside. */
static void
test_damage_met_later(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *path = store_fixture_path(fixture, "state.db");
	g_autofree char *bytes = NULL;
	g_autoptr(GError) error = NULL;
	gsize len;
	WdStateDb *db = open_db(fixture);
	sqlite3_stmt *select;
	WdStep step = WD_STEP_ROW;

	for (guint i = 0; i < 1000; i++) {
		g_autofree char *peer = g_strdup_printf("%032u", i);

		put(db, peer);
	}
	wd_state_db_close(db);
	g_assert_true(g_file_get_contents(path, &bytes, &len, NULL));
	memset(bytes + 4096, 0xa5, len - 4096);
	g_assert_true(g_file_set_contents(path, bytes, (gssize)len, NULL));
	db = open_db(fixture);
	g_assert_null(wd_state_db_get_damaged_path(db));
	select = wd_state_db_prepare(db, "SELECT peer FROM peers", &error);
	while (select != NULL && step == WD_STEP_ROW)
		step = wd_state_db_step(db, select, &error);
	g_assert_error(error, WD_ERROR, WD_ERROR_DAMAGED);
	wd_state_db_close(db);
	db = open_db(fixture);
	g_assert_nonnull(wd_state_db_get_damaged_path(db));
	g_assert_cmpint(count(db), ==, 0);
	wd_state_db_close(db);
	db = open_db(fixture);
	g_assert_null(wd_state_db_get_damaged_path(db));
	wd_state_db_close(db);
}

static void
test_foreign_database(StoreFixture *fixture, gconstpointer data)
{
	const char *sql = data;
	g_autoptr(WdStateDb) db = NULL;

	execute(fixture, sql);
	db = open_db(fixture);
	g_assert_nonnull(wd_state_db_get_damaged_path(db));
	put(db, "a");
}

static void
test_damaged_files_are_bounded(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *path = store_fixture_path(fixture, "state.db");
	g_autoptr(GError) error = NULL;

	for (guint i = 1; i <= 9; i++) {
		g_autoptr(WdStateDb) db = NULL;

		g_assert_true(g_file_set_contents(path, "not a database", -1, NULL));
		db = open_db(fixture);
		g_assert_nonnull(wd_state_db_get_damaged_path(db));
	}
	g_assert_true(g_file_set_contents(path, "not a database", -1, NULL));
	g_assert_null(wd_state_db_open(fixture->base, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_DAMAGED);
}

static void
test_newer_is_left_alone(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *path = store_fixture_path(fixture, "state.db");
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;
	g_autoptr(GError) error = NULL;
	gsize before_len;
	gsize after_len;

	wd_state_db_close(open_db(fixture));
	execute(fixture, "PRAGMA user_version=2; CREATE TABLE later(x)");
	g_assert_true(g_file_get_contents(path, &before, &before_len, NULL));
	g_assert_null(wd_state_db_open(fixture->base, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_UNSUPPORTED);
	g_assert_nonnull(strstr(error->message, "later version"));
	g_assert_true(g_file_get_contents(path, &after, &after_len, NULL));
	g_assert_cmpmem(before, before_len, after, after_len);
}

static void
test_mode_is_tightened(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *path = store_fixture_path(fixture, "state.db");
	GStatBuf status;

	wd_state_db_close(open_db(fixture));
	g_assert_cmpint(g_chmod(path, 0644), ==, 0);
	wd_state_db_close(open_db(fixture));
	g_assert_cmpint(g_stat(path, &status), ==, 0);
	g_assert_cmpint(status.st_mode & 07777, ==, 0600);
}

static void
test_link_is_refused(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *path = store_fixture_path(fixture, "state.db");
	g_autofree char *target = store_fixture_path(fixture, "elsewhere.db");
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(symlink(target, path), ==, 0);
	g_assert_null(wd_state_db_open(fixture->base, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_UNTRUSTED);
	g_assert_false(g_file_test(target, G_FILE_TEST_EXISTS));
}

/* ~/.purple on another disk, or /home itself: the person's own links are followed. */
static void
test_folder_behind_a_link(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *parent = g_path_get_dirname(fixture->base);
	g_autofree char *name = g_path_get_basename(fixture->base);
	g_autofree char *link = store_fixture_path(fixture, "link");
	g_autofree char *base = g_build_filename(link, name, NULL);
	g_autoptr(GError) error = NULL;
	WdStateDb *db;

	g_assert_cmpint(symlink(parent, link), ==, 0);
	db = wd_state_db_open(base, &error);
	g_assert_no_error(error);
	put(db, "a");
	wd_state_db_flush(db);
	wd_state_db_close(db);
	g_assert_cmpint(unlink(link), ==, 0);
	db = open_db(fixture);
	g_assert_cmpint(count(db), ==, 1);
	wd_state_db_close(db);
}

/* BASE itself, and the file, are never reached through one. */
static void
test_linked_base_is_refused(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *link = store_fixture_path(fixture, "link");
	g_autoptr(GError) error = NULL;
	g_autoptr(WdStateDb) db = NULL;

	g_assert_cmpint(symlink(fixture->base, link), ==, 0);
	db = wd_state_db_open(link, &error);
	g_assert_nonnull(error);
	g_assert_null(db);
	g_assert_cmpint(unlink(link), ==, 0);
}

static void
test_no_folder(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *base = store_fixture_path(fixture, "missing");
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_state_db_open(base, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_IO);
}

/* Root may write everywhere, so the test steps down for a moment. */
static void
test_read_only_folder(StoreFixture *fixture, gconstpointer data)
{
	gboolean is_root = geteuid() == 0;
	g_autoptr(GError) error = NULL;
	WdStateDb *db;

	if (is_root)
		g_assert_cmpint(chown(fixture->base, NOBODY, NOBODY), ==, 0);
	g_assert_cmpint(g_chmod(fixture->base, 0500), ==, 0);
	if (is_root)
		g_assert_cmpint(seteuid(NOBODY), ==, 0);
	db = wd_state_db_open(fixture->base, &error);
	if (is_root)
		g_assert_cmpint(seteuid(0), ==, 0);
	g_assert_cmpint(g_chmod(fixture->base, 0700), ==, 0);
	g_assert_null(db);
	g_assert_error(error, WD_ERROR, WD_ERROR_IO);
}

static void
test_another_writer_is_busy(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdStateDb) first = open_db(fixture);
	g_autoptr(WdStateDb) second = open_db(fixture);
	g_autoptr(GError) error = NULL;
	gint64 change = wd_state_db_get_change(second);

	g_assert_true(wd_state_db_begin(first, NULL));
	put(first, "a");
	g_assert_false(wd_state_db_begin(second, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_BUSY);
	g_assert_cmpint(count(second), ==, 0);
	g_assert_cmpint(wd_state_db_get_change(second), ==, change);
	g_assert_true(wd_state_db_commit(first, NULL));
	g_assert_cmpint(wd_state_db_get_change(second), !=, change);
	g_assert_cmpint(count(second), ==, 1);
}

static void
test_rolls_back(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdStateDb) db = open_db(fixture);

	wd_state_db_roll_back(db);
	g_assert_true(wd_state_db_begin(db, NULL));
	put(db, "a");
	wd_state_db_roll_back(db);
	g_assert_cmpint(count(db), ==, 0);
}

/* The write-ahead log of a long session is emptied by the worker, and nothing is lost by it. */
static void
test_log_is_bounded(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *log = store_fixture_path(fixture, "state.db-wal");
	g_autoptr(WdStateDb) db = open_db(fixture);
	GStatBuf status;

	for (guint i = 0; i < 6000; i++) {
		g_autofree char *peer = g_strdup_printf("%u", i);

		put(db, peer);
	}
	wd_state_db_flush(db);
	put(db, "last");
	g_assert_cmpint(g_stat(log, &status), ==, 0);
	g_assert_cmpint(status.st_size, <, 20 * 1024 * 1024);
	g_assert_cmpint(count(db), ==, 6001);
}

/* Only then may a commit not wait for the disk: a log that is torn ends early, a page does not. */
static void
test_syncs_without_a_log(StoreFixture *fixture, gconstpointer data)
{
	sqlite3_vfs *usual = sqlite3_vfs_find(NULL);
	WdStateDb *db = open_db(fixture);

	g_assert_cmpint(read_number(db, "PRAGMA synchronous"), ==, 0);
	wd_state_db_close(db);
	execute(fixture, "PRAGMA journal_mode=DELETE");
	/* Like a file system that cannot share memory: it knows no write-ahead log. */
	g_assert_cmpint(sqlite3_vfs_register(sqlite3_vfs_find("unix-dotfile"), 1), ==, SQLITE_OK);
	db = open_db(fixture);
	g_assert_cmpint(read_number(db, "PRAGMA synchronous"), ==, 1);
	put(db, "a");
	g_assert_cmpint(count(db), ==, 1);
	wd_state_db_close(db);
	g_assert_cmpint(sqlite3_vfs_register(usual, 1), ==, SQLITE_OK);
}

/* Opens at the same moment as its siblings: the parent closes the other end of the pipe. */
static int
open_when_told(const StoreFixture *fixture, int told)
{
	g_autofree char *name = g_strdup_printf("%d", (int)getpid());
	WdStateDb *db;
	char byte;

	(void)!read(told, &byte, 1); /* the end of the file is the sign */
	db = open_db(fixture);
	put(db, name);
	wd_state_db_close(db);
	return 0;
}

static void
open_at_once(const StoreFixture *fixture)
{
	pid_t children[N_PROCESSES];
	int ends[2];

	g_assert_cmpint(pipe(ends), ==, 0);
	for (guint i = 0; i < N_PROCESSES; i++) {
		children[i] = fork();
		if (children[i] == 0) {
			(void)close(ends[1]);
			_exit(open_when_told(fixture, ends[0]));
		}
	}
	(void)close(ends[1]);
	for (guint i = 0; i < N_PROCESSES; i++) {
		int status;

		g_assert_cmpint(waitpid(children[i], &status, 0), ==, children[i]);
		g_assert_cmpint(status, ==, 0);
	}
	(void)close(ends[0]);
}

/* @data: what lies there before; NULL: nothing. A new database is nobody's to move aside. */
static void
test_opened_at_once(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *path = store_fixture_path(fixture, "state.db");
	g_autofree char *first = store_fixture_path(fixture, "state.db.damaged-1");
	g_autofree char *second = store_fixture_path(fixture, "state.db.damaged-2");

	for (guint i = 0; i < N_ROUNDS; i++) {
		WdStateDb *db;

		if (data != NULL)
			g_assert_true(g_file_set_contents(path, data, -1, NULL));
		else
			(void)g_unlink(path);
		open_at_once(fixture);
		db = open_db(fixture);
		g_assert_cmpint(count(db), ==, N_PROCESSES);
		wd_state_db_close(db);
		g_assert_cmpint(g_unlink(first), ==, data != NULL ? 0 : -1);
		g_assert_false(g_file_test(second, G_FILE_TEST_EXISTS));
	}
}

#define ADD(path, data, test)                                                                      \
	g_test_add(path, StoreFixture, data, store_fixture_set_up, test, store_fixture_tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(damages); i++) {
		g_autofree char *path = g_strconcat("/state-db/damaged/", damages[i].name, NULL);

		ADD(path, &damages[i], test_damaged_is_set_aside);
	}
	ADD("/state-db/close-leaves-one-file", NULL, test_close_leaves_one_file);
	ADD("/state-db/syncs-without-a-log", NULL, test_syncs_without_a_log);
	ADD("/state-db/opened-at-once/new", NULL, test_opened_at_once);
	ADD("/state-db/opened-at-once/damaged", damages[0].bytes, test_opened_at_once);
	ADD("/state-db/damaged/met-later", NULL, test_damage_met_later);
	ADD("/state-db/damaged/bounded", NULL, test_damaged_files_are_bounded);
	ADD("/state-db/foreign/tables", "CREATE TABLE cookies(x)", test_foreign_database);
	ADD("/state-db/foreign/application",
	    "PRAGMA application_id=7; PRAGMA user_version=1",
	    test_foreign_database);
	ADD("/state-db/newer-is-left-alone", NULL, test_newer_is_left_alone);
	ADD("/state-db/mode-is-tightened", NULL, test_mode_is_tightened);
	ADD("/state-db/link-is-refused", NULL, test_link_is_refused);
	ADD("/state-db/folder-behind-a-link", NULL, test_folder_behind_a_link);
	ADD("/state-db/linked-base-is-refused", NULL, test_linked_base_is_refused);
	ADD("/state-db/no-folder", NULL, test_no_folder);
	ADD("/state-db/read-only-folder", NULL, test_read_only_folder);
	ADD("/state-db/another-writer-is-busy", NULL, test_another_writer_is_busy);
	ADD("/state-db/rolls-back", NULL, test_rolls_back);
	ADD("/state-db/log-is-bounded", NULL, test_log_is_bounded);
	return g_test_run();
}
