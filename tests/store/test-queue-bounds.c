/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "store-fixture.h"
#include "store/wd-queue-bounds.h"

/* Rows in short: id, peer, state, and age: the first is the oldest. */
typedef struct {
	const char *id;
	const char *peer;
	const char *state;
	gint64 n_bytes;
} Row;

static void
insert_row(WdStateDb *db, const Row *row, gint64 held_ms)
{
	sqlite3_stmt *insert = wd_state_db_prepare(
		db,
		"INSERT INTO held(id, kind, direction, state, decision, is_handled, held_ms, "
		"decided_ms, same, n_bytes) VALUES(?1, 'im', 'in', ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
		NULL);
	gboolean is_decided = !g_str_equal(row->state, "waiting");

	(void)sqlite3_bind_text(insert, 1, row->id, -1, SQLITE_STATIC);
	(void)sqlite3_bind_text(insert, 2, row->state, -1, SQLITE_STATIC);
	if (is_decided)
		(void)sqlite3_bind_text(insert, 3, "delete", -1, SQLITE_STATIC);
	(void)sqlite3_bind_int(insert, 4, is_decided);
	(void)sqlite3_bind_int64(insert, 5, held_ms);
	(void)sqlite3_bind_int64(insert, 6, is_decided ? held_ms : 0);
	(void)sqlite3_bind_text(insert, 7, row->peer, -1, SQLITE_STATIC);
	(void)sqlite3_bind_int64(insert, 8, row->n_bytes);
	g_assert_true(wd_state_db_run(db, insert, NULL));
}

typedef struct {
	const char *name;
	Row rows[8];
	guint max_rows;
	gint64 max_bytes;
	const char *dropped; /* ids in order */
	guint n_undecided;
} RoomCase;

static const RoomCase rooms[] = {
	{"within", {{"a", "x", "waiting", 1}, {"b", "x", "waiting", 1}}, 2, 2, "", 0},
	{"empty", {{NULL, NULL, NULL, 0}}, 0, 0, "", 0},
	{"oldest-first", {{"a", "x", "waiting", 1}, {"b", "x", "waiting", 1}}, 1, 9, "a", 1},
	{"decided-first",
	 {{"a", "x", "waiting", 1}, {"b", "y", "deleted", 1}, {"c", "x", "waiting", 1}},
	 2,
	 9,
	 "b",
	 0},
	{"decided-first-then-oldest",
	 {{"a", "x", "waiting", 1}, {"b", "y", "deleted", 1}, {"c", "x", "waiting", 1}},
	 1,
	 9,
	 "ba",
	 1},
	{"a-flood-drowns-itself",
	 {{"a", "friend", "waiting", 1},
	  {"b", "bot", "waiting", 1},
	  {"c", "bot", "waiting", 1},
	  {"d", "bot", "waiting", 1}},
	 3,
	 9,
	 "b",
	 1},
	{"bytes-count-too",
	 {{"a", "x", "waiting", 60}, {"b", "x", "waiting", 30}, {"c", "x", "waiting", 30}},
	 9,
	 65,
	 "a",
	 1},
	{"one-too-large-alone", {{"a", "x", "waiting", 100}}, 9, 99, "a", 1},
};

static WdStateDb *
open_db(const StoreFixture *fixture, const Row *rows)
{
	g_autoptr(GError) error = NULL;
	WdStateDb *db = wd_state_db_open(fixture->base, &error);

	g_assert_no_error(error);
	for (guint i = 0; i < 8 && rows[i].id != NULL; i++)
		insert_row(db, &rows[i], 100 + i);
	return db;
}

static char *
join(const GPtrArray *ids)
{
	g_autoptr(GString) all = g_string_new(NULL);

	for (guint i = 0; i < ids->len; i++)
		g_string_append(all, g_ptr_array_index(ids, i));
	return g_string_free(g_steal_pointer(&all), FALSE);
}

static void
test_make_room(StoreFixture *fixture, gconstpointer data)
{
	const RoomCase *row = data;
	const WdQueueBounds bounds = {.max_rows = row->max_rows, .max_bytes = row->max_bytes};
	g_autoptr(WdStateDb) db = open_db(fixture, row->rows);
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *dropped = NULL;
	guint n_undecided = 0;
	WdQueueSize size;

	g_assert_true(wd_state_db_begin(db, NULL));
	g_assert_true(wd_queue_bounds_make_room(db, &bounds, ids, &n_undecided, NULL));
	g_assert_true(wd_state_db_commit(db, NULL));
	dropped = join(ids);
	g_assert_cmpstr(dropped, ==, row->dropped);
	g_assert_cmpuint(n_undecided, ==, row->n_undecided);
	g_assert_true(wd_queue_bounds_measure(db, &size, NULL));
	g_assert_false(wd_queue_bounds_is_over(&bounds, &size));
}

typedef struct {
	const char *name;
	gint64 now_ms;
	const char *dropped; /* sorted */
	guint n_undecided;
} AgeCase;

static const Row aged[8] = {
	{"a", "x", "waiting", 1}, /* held at 100 */
	{"b", "x", "deleted", 1}, /* decided at 101 */
	{"c", "x", "delivered", 1},
	{"d", "x", "released", 1},
};

static const AgeCase ages[] = {
	{"nothing-is-old", 111, "", 0},
	{"decided-is-old", 112, "b", 0},
	{"all-that-is-decided", 113, "bc", 0},
	{"released-waits-longer", 150, "bc", 0},
	{"waiting-is-old-at-last", 201, "abc", 1},
	{"everything-is-old", 1000, "abcd", 1},
};

static int
compare_ids(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
test_drop_old(StoreFixture *fixture, gconstpointer data)
{
	const AgeCase *row = data;
	const WdQueueBounds bounds = {.finished_ms = 10, .waiting_ms = 100};
	g_autoptr(WdStateDb) db = open_db(fixture, aged);
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *dropped = NULL;
	guint n_undecided = 0;

	g_assert_true(wd_queue_bounds_drop_old(db, &bounds, row->now_ms, ids, &n_undecided, NULL));
	g_ptr_array_sort(ids, compare_ids);
	dropped = join(ids);
	g_assert_cmpstr(dropped, ==, row->dropped);
	g_assert_cmpuint(n_undecided, ==, row->n_undecided);
}

/* Received files: a letter each, the first is the oldest; its id is the letter 32 times. */
typedef struct {
	const char *name;
	const char *letters; /* which rows there are */
	const char *files;   /* of which the bytes lie in the quarantine, ten each */
	gint64 max_bytes;
	gint64 waiting_ms;
	const char *dropped; /* letters in order */
} FileCase;

#define FILE_NOW_MS 1000 /* rows are held at 0, 100, 200 … */

static const FileCase file_cases[] = {
	{"within", "abc", "abc", 30, 2000, ""},
	{"oldest-first", "abc", "abc", 20, 2000, "a"},
	{"all-too-large", "abc", "abc", 5, 2000, "cba"},
	{"too-old", "abc", "abc", 30, 850, "ba"},
	{"messages-do-not-count", "abc", "c", 10, 1, "c"},
	{"nobody-knows-them", "", "abc", 5, 1, ""},
};

static char *
make_id(char letter)
{
	return g_strnfill(32, letter);
}

static void
make_file(const StoreFixture *fixture, char letter)
{
	g_autofree char *id = make_id(letter);
	g_autofree char *path = g_strdup_printf("%s/quarantine/%s.file", fixture->base, id);

	g_assert_true(g_file_set_contents(path, "ten bytes!", 10, NULL));
}

static void
test_drop_files(StoreFixture *fixture, gconstpointer data)
{
	const FileCase *row = data;
	g_autoptr(WdStateDb) db = wd_state_db_open(fixture->base, NULL);
	const WdQueueFileBounds bounds = {row->max_bytes, row->waiting_ms};
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) dropped = g_string_new(NULL);
	guint n_undecided = 0;

	for (guint i = 0; row->letters[i] != '\0'; i++) {
		g_autofree char *id = make_id(row->letters[i]);

		insert_row(db, &(const Row){id, "x", "waiting", 1}, i * 100);
	}
	for (guint i = 0; row->files[i] != '\0'; i++)
		make_file(fixture, row->files[i]);
	g_assert_true(wd_queue_bounds_drop_files(
		db, fixture->base, &bounds, FILE_NOW_MS, ids, &n_undecided, NULL));
	for (guint i = 0; i < ids->len; i++)
		g_string_append_c(dropped, ((const char *)g_ptr_array_index(ids, i))[0]);
	g_assert_cmpstr(dropped->str, ==, row->dropped);
	g_assert_cmpuint(n_undecided, ==, ids->len);
}

#define ADD(path, data, test)                                                                      \
	g_test_add(path, StoreFixture, data, store_fixture_set_up, test, store_fixture_tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(rooms); i++) {
		g_autofree char *path =
			g_strconcat("/queue-bounds/make-room/", rooms[i].name, NULL);

		ADD(path, &rooms[i], test_make_room);
	}
	for (guint i = 0; i < G_N_ELEMENTS(ages); i++) {
		g_autofree char *path = g_strconcat("/queue-bounds/drop-old/", ages[i].name, NULL);

		ADD(path, &ages[i], test_drop_old);
	}
	for (guint i = 0; i < G_N_ELEMENTS(file_cases); i++) {
		g_autofree char *path =
			g_strconcat("/queue-bounds/drop-files/", file_cases[i].name, NULL);

		ADD(path, &file_cases[i], test_drop_files);
	}
	return g_test_run();
}
