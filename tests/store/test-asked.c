/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <sqlite3.h>

#include "store-fixture.h"
#include "store/wd-asked.h"
#include "store/wd-queue.h"

#define P     "prpl-jabber"
#define ME    "myself@corp.example"
#define OTHER "other@elsewhere.example"

typedef struct {
	StoreFixture store;
	WdAskedBook *book;
	GPtrArray *rows; /* of char *: what wd_asked_load() told */
} Fixture;

static void
open_again(Fixture *fixture)
{
	g_autoptr(GError) error = NULL;

	wd_asked_close(fixture->book);
	fixture->book = wd_asked_open(fixture->store.base, fixture->store.keys, &error);
	g_assert_no_error(error);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	store_fixture_set_up(&fixture->store, data);
	fixture->book = NULL;
	fixture->rows = g_ptr_array_new_with_free_func(g_free);
	open_again(fixture);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_asked_close(fixture->book);
	g_ptr_array_unref(fixture->rows);
	store_fixture_tear_down(&fixture->store, data);
}

static void
tell(const WdAsked *row, gpointer data)
{
	g_ptr_array_add(data,
			g_strdup_printf("%s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
					" %u %u %" G_GUINT64_FORMAT,
					row->peer,
					row->account,
					row->window_ms,
					row->asked_ms,
					row->n_asked,
					row->n_tries,
					row->seed));
}

static void
put(Fixture *fixture, const char *peer, gint64 window_ms, guint n_asked, guint64 seed)
{
	const WdAsked row = {
		(char *)peer, (char *)"me", window_ms, window_ms + 1, n_asked, 1, seed};
	g_autoptr(GError) error = NULL;

	g_assert_true(wd_asked_put(fixture->book, &row, &error));
	g_assert_no_error(error);
}

static const char *
load(Fixture *fixture, gint64 since_ms)
{
	static char text[256];
	g_autofree char *joined = NULL;

	g_ptr_array_set_size(fixture->rows, 0);
	wd_asked_load(fixture->book, since_ms, tell, fixture->rows);
	g_ptr_array_add(fixture->rows, NULL);
	joined = g_strjoinv("; ", (GStrv)fixture->rows->pdata);
	g_strlcpy(text, joined, sizeof text);
	return text;
}

static void
test_kept(Fixture *fixture, gconstpointer data)
{
	put(fixture, "b", 20, 1, G_MAXUINT64);
	put(fixture, "a", 10, 1, 7);
	put(fixture, "a", 30, 2, 8); /* in the place of the one before */
	open_again(fixture);
	g_assert_cmpstr(
		load(fixture, 0), ==, "b me 20 21 1 1 18446744073709551615; a me 30 31 2 1 8");
}

static void
test_old_ones_go(Fixture *fixture, gconstpointer data)
{
	put(fixture, "a", 10, 1, 7);
	put(fixture, "b", 20, 1, 8);
	g_assert_cmpstr(load(fixture, 20), ==, "b me 20 21 1 1 8");
	g_assert_cmpstr(load(fixture, 0), ==, "b me 20 21 1 1 8");
}

static void
test_names(Fixture *fixture, gconstpointer data)
{
	g_autofree char *peer = wd_asked_name_peer(fixture->book, P, ME, OTHER);
	g_autofree char *again = wd_asked_name_peer(fixture->book, P, ME, OTHER);
	g_autofree char *elsewhere = wd_asked_name_peer(fixture->book, "prpl-irc", ME, OTHER);
	g_autofree char *account = wd_asked_name_account(fixture->book, P, ME);

	put(fixture, peer, 10, 1, 7);
	g_assert_cmpstr(peer, ==, again);
	g_assert_cmpstr(peer, !=, elsewhere);
	g_assert_cmpstr(peer, !=, account);
	g_assert_false(store_fixture_is_on_disk(&fixture->store, "myself@"));
	g_assert_false(store_fixture_is_on_disk(&fixture->store, "elsewhere"));
}

/* The queue's tables may be older than this one, and younger. */
static void
test_beside_the_queue(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdQueue) queue = wd_queue_open(fixture->store.base, fixture->store.keys, &error);

	g_assert_no_error(error);
	put(fixture, "a", 10, 1, 7);
	g_assert_cmpuint(wd_queue_count_waiting(queue), ==, 0);
	open_again(fixture);
	g_assert_cmpstr(load(fixture, 0), ==, "a me 10 11 1 1 7");
}

#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/asked/kept", test_kept);
	ADD("/asked/old-ones-go", test_old_ones_go);
	ADD("/asked/names", test_names);
	ADD("/asked/beside-the-queue", test_beside_the_queue);
	return g_test_run();
}
