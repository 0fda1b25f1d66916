/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A conversation over several files, the thread that syncs them, and the list of all of them. */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store/wd-log-archive.h"
#include "store/wd-log-book.h"
#include "store/wd-log-fixture.h"

static void
collect_note(const char *event, const char *head, gpointer data)
{
	g_assert_cmpuint(strlen(head), >=, 32 + 1 + 1 + 1 + 32);
	g_ptr_array_add(data, g_strdup(event));
}

static WdLogBook *
new_book(GPtrArray *notes)
{
	WdLogMeta meta = wd_log_fixture_meta();
	WdLogBookNotes told = {collect_note, notes};

	return wd_log_book_new(&meta, &told);
}

static gssize
append(WdLogBook *book, WdLogFixture *fixture, const char *body)
{
	WdLogMessage message = {.time_ms = LOG_TIME_MS, .sender = "me", .body = body};

	return wd_log_book_append(book, &fixture->home, &message, LOG_TIME_MS, NULL);
}

static guint
count_notes(const GPtrArray *notes, const char *event)
{
	guint n = 0;

	for (guint i = 0; i < notes->len; i++)
		n += g_str_equal(g_ptr_array_index(notes, i), event);
	return n;
}

static guint
count_files(WdLogFixture *fixture)
{
	g_autoptr(WdLogArchive) archive = wd_log_archive_open(fixture->base, fixture->keys);
	g_autoptr(GPtrArray) listings = wd_log_archive_list(archive, NULL);

	return listings->len;
}

static void
test_lazy(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	WdLogBook *book = new_book(notes);

	g_assert_null(wd_log_book_get_path(book));
	wd_log_book_close(book, LOG_TIME_MS);
	g_assert_cmpuint(count_files(fixture), ==, 0);
	g_assert_cmpuint(notes->len, ==, 0);
}

static void
test_checkpoints(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	WdLogBook *book = new_book(notes);

	for (guint i = 0; i < 250; i++)
		g_assert_cmpint(append(book, fixture, "x"), >, 0);
	wd_log_book_close(book, LOG_TIME_MS);
	g_assert_cmpuint(count_notes(notes, "log.open"), ==, 1);
	g_assert_cmpuint(count_notes(notes, "log.checkpoint"), ==, 2);
	g_assert_cmpuint(count_notes(notes, "log.close"), ==, 1);
	g_assert_cmpuint(count_files(fixture), ==, 1);
}

static void
test_turns_page(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	WdLogBook *book = new_book(notes);

	g_assert_cmpint(append(book, fixture, "one"), >, 0);
	wd_log_book_turn_page(book, LOG_TIME_MS, "policy");
	wd_log_book_turn_page(book, LOG_TIME_MS, "policy"); /* there is none to turn */
	g_assert_cmpint(append(book, fixture, "two"), >, 0);
	wd_log_book_close(book, LOG_TIME_MS);
	g_assert_cmpuint(count_files(fixture), ==, 2);
	g_assert_cmpuint(count_notes(notes, "log.close"), ==, 2);
}

static gint sync_result;

static int
pretend_to_sync(int fd)
{
	return g_atomic_int_get(&sync_result);
}

/* The disk fails under an open file: the next message is in another one, and nothing is lost. */
static void
test_goes_on_elsewhere(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(WdLogSync) sync = wd_log_sync_new(0, pretend_to_sync);
	WdLogBook *book = new_book(notes);
	g_autofree char *first = NULL;

	fixture->home.sync = sync;
	g_atomic_int_set(&sync_result, -1);
	g_assert_cmpint(append(book, fixture, "one"), >, 0);
	first = g_strdup(wd_log_book_get_path(book));
	wd_log_sync_flush(sync);
	g_atomic_int_set(&sync_result, 0);
	g_assert_cmpint(append(book, fixture, "two"), >, 0);
	g_assert_cmpstr(wd_log_book_get_path(book), !=, first);
	wd_log_book_close(book, LOG_TIME_MS);
	g_assert_cmpuint(count_notes(notes, "log.gap"), ==, 0);
	g_assert_cmpuint(count_files(fixture), ==, 2);
}

static gboolean
find_gap(const WdLogMessage *message, gpointer data)
{
	if (message->n_lost > 0)
		*(guint *)data = message->n_lost;
	return TRUE;
}

/* No place at all for a while: what was lost is counted in the next file. */
static void
test_gap(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *logs = g_build_filename(fixture->base, "logs", NULL);
	WdLogBook *book = new_book(notes);
	g_autofree char *path = NULL;
	guint n_lost = 0;

	g_assert_cmpint(g_rmdir(logs), ==, 0);
	for (guint i = 0; i < 3; i++)
		g_assert_cmpint(append(book, fixture, "lost"), ==, -1);
	g_assert_cmpint(g_mkdir(logs, 0700), ==, 0);
	g_assert_cmpint(append(book, fixture, "kept"), >, 0);
	path = g_strdup(wd_log_book_get_path(book));
	wd_log_book_close(book, LOG_TIME_MS);
	g_assert_true(wd_log_read(path, fixture->keys, find_gap, &n_lost, NULL, NULL));
	g_assert_cmpuint(n_lost, ==, 3);
	g_assert_cmpuint(count_notes(notes, "log.gap"), ==, 1);
}

static gint n_synced;

static int
count_sync(int fd)
{
	g_atomic_int_inc(&n_synced);
	return 0;
}

/* Many writes, few syncs; and a file that is closed is synced all the same. */
static void
test_sync_gathers(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
	WdLogSync *sync = wd_log_sync_new(600000, count_sync);
	WdLogBook *book = new_book(notes);

	g_atomic_int_set(&n_synced, 0);
	fixture->home.sync = sync;
	for (guint i = 0; i < 50; i++)
		g_assert_cmpint(append(book, fixture, "x"), >, 0);
	g_assert_cmpint(g_atomic_int_get(&n_synced), ==, 0); /* not due for ten minutes */
	wd_log_sync_flush(sync);
	g_assert_cmpint(g_atomic_int_get(&n_synced), ==, 1);
	g_assert_cmpint(append(book, fixture, "x"), >, 0);
	wd_log_book_close(book, LOG_TIME_MS);
	wd_log_sync_free(sync); /* does what is still to be done */
	g_assert_cmpint(g_atomic_int_get(&n_synced), ==, 2);
}

static void
test_archive(void)
{
	static const char *const bodies[] = {"x", NULL};
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *first = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autofree char *second = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autoptr(WdLogArchive) archive = wd_log_archive_open(fixture->base, fixture->keys);
	g_autofree char *garbage = NULL;
	g_autoptr(GPtrArray) listings = NULL;
	const WdLogListing *listing;
	gsize len;

	g_clear_pointer(&listings, g_ptr_array_unref);
	listings = wd_log_archive_list(archive, NULL);
	g_assert_cmpuint(listings->len, ==, 2);
	listing = g_ptr_array_index(listings, 0);
	g_assert_cmpstr(listing->entry->peer, ==, "colleague@corp.example");
	g_assert_cmpint(listing->size, >, 500);

	/* What is known is not read again, even if it could not be. */
	len = (gsize)listing->size;
	garbage = g_strnfill(len, 'x');
	g_assert_true(g_file_set_contents(first, garbage, (gssize)len, NULL));
	g_clear_pointer(&listings, g_ptr_array_unref);
	listings = wd_log_archive_list(archive, NULL);
	g_assert_cmpuint(listings->len, ==, 2);
	for (guint i = 0; i < 2; i++)
		g_assert_nonnull(((WdLogListing *)g_ptr_array_index(listings, i))->entry);

	g_assert_true(wd_log_archive_remove(archive, second, NULL));
	g_assert_false(wd_log_archive_remove(archive, second, NULL));
	g_assert_cmpint(g_remove(first), ==, 0);
	g_clear_pointer(&listings, g_ptr_array_unref);
	listings = wd_log_archive_list(archive, NULL);
	g_assert_cmpuint(listings->len, ==, 0);
}

static void
test_archive_of_strangers(void)
{
	static const char *const bodies[] = {"x", NULL};
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(WdLogFixture) other = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autoptr(WdLogArchive) archive = wd_log_archive_open(fixture->base, other->keys);
	g_autoptr(GPtrArray) listings = wd_log_archive_list(archive, NULL);
	const WdLogListing *listing = g_ptr_array_index(listings, 0);

	g_assert_cmpuint(listings->len, ==, 1);
	g_assert_null(listing->entry);
	g_assert_cmpstr(listing->path, ==, path);
	g_assert_nonnull(listing->problem);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/log-book/lazy", test_lazy);
	g_test_add_func("/log-book/checkpoints", test_checkpoints);
	g_test_add_func("/log-book/turns-page", test_turns_page);
	g_test_add_func("/log-book/goes-on-elsewhere", test_goes_on_elsewhere);
	g_test_add_func("/log-book/gap", test_gap);
	g_test_add_func("/log-book/sync-gathers", test_sync_gathers);
	g_test_add_func("/log-book/archive", test_archive);
	g_test_add_func("/log-book/archive-of-strangers", test_archive_of_strangers);
	return g_test_run();
}
