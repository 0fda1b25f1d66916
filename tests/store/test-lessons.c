/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "engine/spim/wd-spim-features.h"
#include "engine/spim/wd-spim-overlay.h"
#include "engine/wd-error.h"
#include "store-fixture.h"
#include "store/wd-lesson-codec.h"
#include "store/wd-lessons.h"
#include "wd-rows.h"

#define TEXT "Hello Anna, we pay 300 dollars a day for liking videos at home, write to our manager"
#define ID_1 "11111111111111111111111111111111"
#define ID_2 "12222222222222222222222222222222"

typedef struct {
	StoreFixture store;
	WdLessons *lessons;
} Fixture;

static void
open_again(Fixture *fixture)
{
	g_autoptr(GError) error = NULL;

	wd_lessons_close(fixture->lessons);
	fixture->lessons = wd_lessons_open(fixture->store.base, fixture->store.keys, &error);
	g_assert_no_error(error);
	g_assert_true(wd_lessons_refresh(fixture->lessons, &error));
	g_assert_no_error(error);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	store_fixture_set_up(&fixture->store, data);
	fixture->lessons = NULL;
	open_again(fixture);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_lessons_close(fixture->lessons);
	store_fixture_tear_down(&fixture->store, data);
}

static WdSpimLesson
make(const char *id, guint part, gboolean is_spim, gint64 time_ms)
{
	g_autoptr(GArray) buckets = wd_spim_features_get(TEXT);
	WdSpimLesson lesson = {
		.part = part,
		.is_spim = is_spim,
		.source = WD_SPIM_FROM_QUEUE,
		.time_ms = time_ms,
	};

	g_strlcpy(lesson.id, id, sizeof lesson.id);
	g_assert_true(wd_spim_lesson_fill(&lesson, (const guint32 *)buckets->data, buckets->len));
	return lesson;
}

static void
add(Fixture *fixture, const char *id, guint part, gboolean is_spim, gint64 time_ms)
{
	const WdSpimLesson lesson = make(id, part, is_spim, time_ms);
	const WdSpimLesson *parts[] = {&lesson};
	g_autoptr(GError) error = NULL;

	g_assert_true(wd_lessons_add(fixture->lessons, parts, 1, &error));
	g_assert_no_error(error);
}

static guint
count_open(Fixture *fixture)
{
	g_autoptr(GPtrArray) open = wd_lessons_get_open(fixture->lessons);

	return open->len;
}

static void
test_restart(Fixture *fixture, gconstpointer data)
{
	const WdSpimLesson before = make(ID_1, 3, TRUE, 77);
	g_autoptr(GPtrArray) open = NULL;

	add(fixture, ID_1, 3, TRUE, 77);
	g_assert_cmpuint(count_open(fixture), ==, 1);
	open_again(fixture);
	g_assert_cmpuint(wd_lessons_get_n_rows(fixture->lessons), ==, 1);
	g_assert_cmpuint(count_open(fixture), ==, 0); /* nothing is opened by itself */
	g_assert_false(wd_lessons_open_some(fixture->lessons, 8));
	open = wd_lessons_get_open(fixture->lessons);
	g_assert_cmpuint(open->len, ==, 1);
	g_assert_cmpmem(&before, sizeof before, g_ptr_array_index(open, 0), sizeof before);
	g_assert_cmpuint(wd_lessons_take_n_damaged(fixture->lessons), ==, 0);
}

static void
test_few_at_a_time(Fixture *fixture, gconstpointer data)
{
	for (guint i = 0; i < 7; i++)
		add(fixture, ID_1, i, TRUE, i);
	open_again(fixture);
	g_assert_true(wd_lessons_open_some(fixture->lessons, 3));
	g_assert_cmpuint(count_open(fixture), ==, 3);
	g_assert_true(wd_lessons_open_some(fixture->lessons, 3));
	g_assert_false(wd_lessons_open_some(fixture->lessons, 3));
	g_assert_cmpuint(count_open(fixture), ==, 7);
}

static void
test_remove(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;

	add(fixture, ID_1, 0, TRUE, 1);
	add(fixture, ID_1, 1, TRUE, 1);
	add(fixture, ID_2, 0, FALSE, 2);
	g_assert_true(wd_lessons_remove(fixture->lessons, ID_1, &error));
	g_assert_no_error(error);
	g_assert_cmpuint(count_open(fixture), ==, 1);
	g_assert_false(wd_lessons_remove(fixture->lessons, ID_1, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_NOT_FOUND);
	open_again(fixture);
	g_assert_cmpuint(wd_lessons_get_n_rows(fixture->lessons), ==, 1);
}

static void
test_remove_all(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	guint n_removed = 99;

	g_assert_true(wd_lessons_remove_all(fixture->lessons, &n_removed, &error));
	g_assert_cmpuint(n_removed, ==, 0);
	add(fixture, ID_1, 0, TRUE, 1);
	add(fixture, ID_2, 0, FALSE, 2);
	g_assert_true(wd_lessons_remove_all(fixture->lessons, &n_removed, &error));
	g_assert_no_error(error);
	g_assert_cmpuint(n_removed, ==, 2);
	g_assert_cmpuint(count_open(fixture), ==, 0);
}

static void
test_ids(Fixture *fixture, gconstpointer data)
{
	g_autofree char *whole = NULL;
	g_autoptr(GError) error = NULL;

	add(fixture, ID_1, 0, TRUE, 1);
	add(fixture, ID_1, 1, TRUE, 1);
	add(fixture, ID_2, 0, TRUE, 2);
	whole = wd_lessons_complete_id(fixture->lessons, "11", &error);
	g_assert_cmpstr(whole, ==, ID_1);
	g_assert_null(wd_lessons_complete_id(fixture->lessons, "1", &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_BUSY);
	g_clear_error(&error);
	g_assert_null(wd_lessons_complete_id(fixture->lessons, "", &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_NOT_FOUND);
}

static void
test_all_or_none(Fixture *fixture, gconstpointer data)
{
	const WdSpimLesson lesson = make(ID_1, 0, TRUE, 1);
	const WdSpimLesson *parts[] = {&lesson, &lesson}; /* two rows of one key */
	g_autoptr(GError) error = NULL;

	g_assert_false(wd_lessons_add(fixture->lessons, parts, 2, &error));
	g_assert_nonnull(error);
	g_assert_cmpuint(count_open(fixture), ==, 0);
	open_again(fixture);
	g_assert_cmpuint(wd_lessons_get_n_rows(fixture->lessons), ==, 0);
}

static void
test_bounded(Fixture *fixture, gconstpointer data)
{
	g_autofree char *first = NULL;
	g_autofree char *second = NULL;

	for (guint i = 0; i <= WD_SPIM_OVERLAY_MAX_LESSONS; i++) {
		g_autofree char *id = g_strdup_printf("%032x", i);

		add(fixture, id, 0, TRUE, 1000 + i);
	}
	g_assert_cmpuint(count_open(fixture), ==, WD_SPIM_OVERLAY_MAX_LESSONS);
	first = wd_lessons_complete_id(fixture->lessons, "00000000000000000000000000000000", NULL);
	second = wd_lessons_complete_id(fixture->lessons, "00000000000000000000000000000001", NULL);
	g_assert_null(first); /* the oldest went */
	g_assert_nonnull(second);
}

static void
test_sealed(Fixture *fixture, gconstpointer data)
{
	const WdSpimLesson lesson = make(ID_1, 0, TRUE, 1);
	guint32 big_endian = GUINT32_TO_BE(lesson.buckets[0]);
	guint32 beside = GUINT32_TO_BE(lesson.buckets[1]);
	guint8 bytes[2 * sizeof big_endian];
	g_autofree char *path = store_fixture_path(&fixture->store, "state.db");
	g_autofree char *file = NULL;
	gsize len;

	memcpy(bytes, &big_endian, sizeof big_endian);
	memcpy(bytes + sizeof big_endian, &beside, sizeof beside);
	add(fixture, ID_1, 0, TRUE, 1);
	wd_lessons_close(g_steal_pointer(&fixture->lessons)); /* the log comes home */
	g_assert_false(store_fixture_is_on_disk(&fixture->store, "Anna"));
	g_assert_false(store_fixture_is_on_disk(&fixture->store, "WDLESSON"));
	g_assert_true(store_fixture_is_on_disk(&fixture->store, "age-encryption.org/v1"));
	g_assert_true(g_file_get_contents(path, &file, &len, NULL));
	for (gsize i = 0; i + sizeof bytes <= len; i++)
		g_assert_true(memcmp(file + i, bytes, sizeof bytes) != 0);
}

static void
lock(Fixture *fixture)
{
	g_autofree char *path = store_fixture_path(&fixture->store, "keys/identity.txt");
	g_autoptr(GError) error = NULL;

	wd_lessons_close(g_steal_pointer(&fixture->lessons));
	wd_keys_free(fixture->store.keys);
	g_assert_cmpint(g_unlink(path), ==, 0);
	fixture->store.keys = wd_keys_open(fixture->store.base, &error);
	g_assert_no_error(error);
	g_assert_true(wd_keys_is_locked(fixture->store.keys));
	open_again(fixture);
}

static void
test_locked(Fixture *fixture, gconstpointer data)
{
	add(fixture, ID_1, 0, TRUE, 1);
	lock(fixture);
	g_assert_false(wd_lessons_open_some(fixture->lessons, 8));
	g_assert_cmpuint(count_open(fixture), ==, 0);
	add(fixture, ID_2, 0, TRUE, 2); /* learning needs no secret */
	g_assert_cmpuint(count_open(fixture), ==, 1);
	g_assert_cmpuint(wd_lessons_get_n_rows(fixture->lessons), ==, 2);
	g_assert_cmpuint(wd_lessons_take_n_damaged(fixture->lessons), ==, 0);
	g_assert_true(wd_lessons_remove(fixture->lessons, ID_1, NULL));
}

static void
execute(Fixture *fixture, const char *sql, const guint8 *bytes, gsize len)
{
	g_autofree char *path = store_fixture_path(&fixture->store, "state.db");
	sqlite3 *handle = NULL;
	sqlite3_stmt *statement = NULL;

	g_assert_cmpint(sqlite3_open(path, &handle), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_prepare_v2(handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
	if (bytes != NULL)
		g_assert_cmpint(sqlite3_bind_blob(statement, 1, bytes, (int)len, SQLITE_TRANSIENT),
				==,
				SQLITE_OK);
	g_assert_cmpint(sqlite3_step(statement), ==, SQLITE_DONE);
	(void)sqlite3_finalize(statement);
	(void)sqlite3_close(handle);
}

/* The one whose row is spoilt goes, and is told; the other counts. */
static void
assert_first_is_dropped(Fixture *fixture)
{
	open_again(fixture);
	(void)wd_lessons_open_some(fixture->lessons, 8);
	g_assert_cmpuint(wd_lessons_take_n_damaged(fixture->lessons), ==, 1);
	g_assert_cmpuint(wd_lessons_take_n_damaged(fixture->lessons), ==, 0);
	g_assert_cmpuint(count_open(fixture), ==, 1);
	open_again(fixture);
	(void)wd_lessons_open_some(fixture->lessons, 8);
	g_assert_cmpuint(wd_lessons_take_n_damaged(fixture->lessons), ==, 0);
	g_assert_cmpuint(wd_lessons_get_n_rows(fixture->lessons), ==, 1);
}

static void
test_damaged(Fixture *fixture, gconstpointer data)
{
	add(fixture, ID_1, 0, TRUE, 1);
	add(fixture, ID_2, 0, TRUE, 2);
	execute(fixture,
		"UPDATE lessons SET sealed=substr(sealed, 1, length(sealed)-1)||x'00' "
		"WHERE id='" ID_1 "'",
		NULL,
		0);
	assert_first_is_dropped(fixture);
}

static void
test_moved(Fixture *fixture, gconstpointer data)
{
	add(fixture, ID_1, 0, TRUE, 1);
	add(fixture, ID_2, 0, TRUE, 2);
	execute(fixture,
		"UPDATE lessons SET sealed=(SELECT sealed FROM lessons WHERE id='" ID_2
		"') WHERE id='" ID_1 "'",
		NULL,
		0);
	assert_first_is_dropped(fixture);
}

static void
test_hostile(Fixture *fixture, gconstpointer data)
{
	const WdSpimLesson lesson = make(ID_1, 0, TRUE, 1);
	g_autoptr(GBytes) plain = wd_lesson_codec_format(&lesson);
	gsize len = g_bytes_get_size(plain);
	g_autofree guint8 *bytes = g_memdup2(g_bytes_get_data(plain, NULL), len);
	g_autoptr(GBytes) sealed = NULL;

	bytes[44] = 0xff; /* claims four thousand million buckets */
	sealed = wd_keys_seal(fixture->store.keys, NULL, bytes, len, NULL);
	add(fixture, ID_1, 0, TRUE, 1);
	add(fixture, ID_2, 0, TRUE, 2);
	execute(fixture,
		"UPDATE lessons SET sealed=?1 WHERE id='" ID_1 "'",
		g_bytes_get_data(sealed, NULL),
		g_bytes_get_size(sealed));
	assert_first_is_dropped(fixture);
}

static void
test_later_version(Fixture *fixture, gconstpointer data)
{
	const WdSpimLesson lesson = make(ID_1, 0, TRUE, 1);
	g_autoptr(GBytes) plain = wd_lesson_codec_format(&lesson);
	gsize len = g_bytes_get_size(plain);
	g_autofree guint8 *bytes = g_memdup2(g_bytes_get_data(plain, NULL), len);
	g_autoptr(GBytes) sealed = NULL;

	bytes[11] = WD_SPIM_FEATURES_VERSION + 1;
	sealed = wd_keys_seal(fixture->store.keys, NULL, bytes, len, NULL);
	add(fixture, ID_1, 0, TRUE, 1);
	execute(fixture,
		"UPDATE lessons SET sealed=?1",
		g_bytes_get_data(sealed, NULL),
		g_bytes_get_size(sealed));
	open_again(fixture);
	(void)wd_lessons_open_some(fixture->lessons, 8);
	g_assert_cmpuint(count_open(fixture), ==, 0);
	g_assert_cmpuint(wd_lessons_take_n_damaged(fixture->lessons), ==, 0);
	g_assert_cmpuint(wd_lessons_get_n_rows(fixture->lessons), ==, 1); /* left alone */
}

static void
test_two_processes(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdLessons) other =
		wd_lessons_open(fixture->store.base, fixture->store.keys, &error);

	g_assert_no_error(error);
	add(fixture, ID_1, 0, TRUE, 1);
	g_assert_true(wd_lessons_refresh(other, &error));
	g_assert_cmpuint(wd_lessons_get_n_rows(other), ==, 1);
	g_assert_true(wd_lessons_remove(other, ID_1, &error));
	g_assert_true(wd_lessons_refresh(fixture->lessons, &error));
	g_assert_cmpuint(count_open(fixture), ==, 0);
}

static void
test_codec(void)
{
	const WdSpimLesson lesson = make(ID_2, 4, FALSE, G_GINT64_CONSTANT(1700000000123));
	g_autoptr(GBytes) plain = wd_lesson_codec_format(&lesson);
	WdSpimLesson parsed = {.part = 0};
	g_autoptr(GError) error = NULL;
	gsize len;
	const guint8 *bytes = g_bytes_get_data(plain, &len);

	g_assert_cmpuint(len, ==, WD_LESSON_CODEC_LEN);
	g_assert_true(wd_lesson_codec_parse(bytes, len, &parsed, &error));
	g_assert_no_error(error);
	g_assert_cmpmem(&lesson, sizeof lesson, &parsed, sizeof parsed);
	g_assert_false(wd_lesson_codec_parse(bytes, len - 1, &parsed, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
	g_clear_error(&error);
	g_assert_false(wd_lesson_codec_parse(NULL, 0, &parsed, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
}

static const struct {
	const char *name;
	void (*run)(Fixture *fixture, gconstpointer data);
} tests[] = {
	{"restart", test_restart},
	{"few-at-a-time", test_few_at_a_time},
	{"remove", test_remove},
	{"remove-all", test_remove_all},
	{"ids", test_ids},
	{"all-or-none", test_all_or_none},
	{"bounded", test_bounded},
	{"sealed", test_sealed},
	{"locked", test_locked},
	{"damaged", test_damaged},
	{"moved", test_moved},
	{"hostile", test_hostile},
	{"later-version", test_later_version},
	{"two-processes", test_two_processes},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++) {
		g_autofree char *path = g_strconcat("/lessons/", tests[i].name, NULL);

		g_test_add(path, Fixture, NULL, set_up, tests[i].run, tear_down);
	}
	g_test_add_func("/lessons/codec", test_codec);
	return g_test_run();
}
