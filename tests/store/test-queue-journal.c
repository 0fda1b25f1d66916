/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store-fixture.h"
#include "store/wd-queue-journal.h"
#include "store/wd-queue-payload.h"

#define NAME "00112233445566778899aabbccddeeff"

typedef struct {
	StoreFixture store;
	WdQueueJournal *journal; /* (nullable) */
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;

	store_fixture_set_up(&fixture->store, data);
	fixture->journal = wd_queue_journal_begin(fixture->store.base, NAME, &error);
	g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_queue_journal_close(fixture->journal);
	store_fixture_tear_down(&fixture->store, data);
}

static WdQueueRow *
new_row(guint i, gsize n_bytes)
{
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){.kind = WD_EVENT_CHAT_INVITE});
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	g_autofree char *id = g_strdup_printf("%032x", i);
	g_autoptr(WdHeld) held = wd_held_new(id, event, verdict, 1000 + i);
	g_autofree char *content = g_strnfill(n_bytes, 'x');
	g_autoptr(GBytes) sealed = g_bytes_new(content, n_bytes);

	held->n_repeats = 7;
	return wd_queue_row_new(held, "5a3e", sealed);
}

static void
append(Fixture *fixture, guint i, gsize n_bytes)
{
	g_autoptr(WdQueueRow) row = new_row(i, n_bytes);
	g_autoptr(GError) error = NULL;

	g_assert_true(wd_queue_journal_append(fixture->journal, row, &error));
	g_assert_no_error(error);
}

static char *
get_path(const Fixture *fixture)
{
	return store_fixture_path(&fixture->store, "queue/" NAME ".journal");
}

/* Reads what the journal holds, as the next start does. */
static guint
count_adopted(Fixture *fixture)
{
	g_autofree char *path = get_path(fixture);
	g_autoptr(GPtrArray) rows =
		g_ptr_array_new_with_free_func((GDestroyNotify)wd_queue_row_free);
	WdQueueJournal *journal;

	g_clear_pointer(&fixture->journal, wd_queue_journal_close);
	journal = wd_queue_journal_adopt(path, rows);
	g_assert_nonnull(journal);
	wd_queue_journal_close(journal);
	return rows->len;
}

static void
test_keeps_rows(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = get_path(fixture);
	g_autoptr(GPtrArray) rows =
		g_ptr_array_new_with_free_func((GDestroyNotify)wd_queue_row_free);
	g_autoptr(GPtrArray) paths = NULL;
	const WdQueueRow *row;
	WdQueueJournal *journal;

	append(fixture, 1, 10);
	append(fixture, 2, WD_QUEUE_PAYLOAD_MAX_INLINE);
	append(fixture, 3, WD_QUEUE_PAYLOAD_MAX_INLINE + 1); /* its content has a file */
	g_clear_pointer(&fixture->journal, wd_queue_journal_close);
	paths = wd_queue_journal_list(fixture->store.base);
	g_assert_cmpuint(paths->len, ==, 1);
	g_assert_cmpstr(g_ptr_array_index(paths, 0), ==, path);
	journal = wd_queue_journal_adopt(path, rows);
	g_assert_cmpuint(rows->len, ==, 3);
	row = g_ptr_array_index(rows, 1);
	g_assert_cmpstr(row->id, ==, "00000000000000000000000000000002");
	g_assert_cmpint(row->kind, ==, WD_EVENT_CHAT_INVITE);
	g_assert_cmpint(row->direction, ==, WD_DIRECTION_IN);
	g_assert_cmpuint(row->n_repeats, ==, 7);
	g_assert_cmpint(row->held_ms, ==, 1002);
	g_assert_cmpstr(row->same, ==, "5a3e");
	g_assert_cmpuint(g_bytes_get_size(row->sealed), ==, WD_QUEUE_PAYLOAD_MAX_INLINE);
	row = g_ptr_array_index(rows, 2);
	g_assert_null(row->sealed);
	g_assert_cmpuint(row->n_bytes, ==, WD_QUEUE_PAYLOAD_MAX_INLINE + 1);
	wd_queue_journal_remove(journal);
	g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

static void
test_is_private(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = get_path(fixture);
	GStatBuf status;

	g_assert_cmpint(g_stat(path, &status), ==, 0);
	g_assert_cmpuint(status.st_mode & 0777, ==, 0600);
}

/* While its writer lives nobody else takes it, also not within one process. */
static void
test_is_locked(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = get_path(fixture);
	g_autoptr(GPtrArray) rows =
		g_ptr_array_new_with_free_func((GDestroyNotify)wd_queue_row_free);

	append(fixture, 1, 10);
	g_assert_null(wd_queue_journal_adopt(path, rows));
	g_assert_cmpuint(rows->len, ==, 0);
	g_assert_cmpuint(count_adopted(fixture), ==, 1);
}

static void
test_emptied(Fixture *fixture, gconstpointer data)
{
	append(fixture, 1, 10);
	wd_queue_journal_empty(fixture->journal);
	append(fixture, 2, 10);
	g_assert_cmpuint(count_adopted(fixture), ==, 1);
}

/* A crash in the middle of a write: all rows before are there. */
static void
test_torn(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = get_path(fixture);
	gsize n_first;

	append(fixture, 1, 100);
	n_first = wd_queue_journal_get_n_bytes(fixture->journal);
	append(fixture, 2, 100);
	for (gsize len = wd_queue_journal_get_n_bytes(fixture->journal) - 1; len >= 8; len--) {
		g_assert_cmpint(truncate(path, (off_t)len), ==, 0);
		g_assert_cmpuint(count_adopted(fixture), ==, len >= n_first ? 1 : 0);
	}
}

typedef struct {
	const char *name;
	gsize at; /* in the first record */
	guint8 value;
	guint n_rows; /* that are left of two */
} GarbageCase;

static const GarbageCase garbage[] = {
	{"magic", 0, 'X', 0},
	{"length-beyond-the-end", 8 + 3, 0x7f, 0},
	{"id-with-a-path", 8 + 4 + 1 + 5, '/', 1},
	{"id-cut-short", 8 + 4, 31, 1},
	{"kind", 8 + 4 + 33 + 1, 'x', 1},
};

static void
test_garbage(Fixture *fixture, gconstpointer data)
{
	const GarbageCase *row = data;
	g_autofree char *path = get_path(fixture);
	FILE *file;

	append(fixture, 1, 100);
	append(fixture, 2, 100);
	file = g_fopen(path, "r+");
	g_assert_cmpint(fseek(file, (long)row->at, SEEK_SET), ==, 0);
	g_assert_cmpint(fputc(row->value, file), ==, row->value);
	g_assert_cmpint(fclose(file), ==, 0);
	g_assert_cmpuint(count_adopted(fixture), ==, row->n_rows);
}

static void
test_link_is_refused(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = get_path(fixture);
	g_autofree char *link_path = store_fixture_path(&fixture->store, "queue/other.journal");
	g_autoptr(GPtrArray) rows =
		g_ptr_array_new_with_free_func((GDestroyNotify)wd_queue_row_free);

	append(fixture, 1, 10);
	g_clear_pointer(&fixture->journal, wd_queue_journal_close);
	g_assert_cmpint(symlink(path, link_path), ==, 0);
	g_assert_null(wd_queue_journal_adopt(link_path, rows));
}

static void
test_too_large_is_refused(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = get_path(fixture);
	g_autoptr(GPtrArray) rows =
		g_ptr_array_new_with_free_func((GDestroyNotify)wd_queue_row_free);

	g_clear_pointer(&fixture->journal, wd_queue_journal_close);
	g_assert_cmpint(truncate(path, WD_QUEUE_JOURNAL_MAX_BYTES + 1), ==, 0);
	g_assert_null(wd_queue_journal_adopt(path, rows));
}

static void
test_name_is_taken(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_queue_journal_begin(fixture->store.base, NAME, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_IO);
}

#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/queue-journal/keeps-rows", test_keeps_rows);
	ADD("/queue-journal/is-private", test_is_private);
	ADD("/queue-journal/is-locked", test_is_locked);
	ADD("/queue-journal/emptied", test_emptied);
	ADD("/queue-journal/torn", test_torn);
	for (guint i = 0; i < G_N_ELEMENTS(garbage); i++) {
		g_autofree char *path =
			g_strconcat("/queue-journal/garbage/", garbage[i].name, NULL);

		g_test_add(path, Fixture, &garbage[i], set_up, test_garbage, tear_down);
	}
	ADD("/queue-journal/link-is-refused", test_link_is_refused);
	ADD("/queue-journal/too-large-is-refused", test_too_large_is_refused);
	ADD("/queue-journal/name-is-taken", test_name_is_taken);
	return g_test_run();
}
