/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <sqlite3.h>

#include "store-fixture.h"
#include "store/wd-trust-writer.h"
#include "store/wd-trust.h"

#define P  "prpl-jabber"
#define ME "myself@corp.example"

typedef struct {
	StoreFixture store;
	WdTrustWriter *writer;
	sqlite3 *other; /* another program's connection */
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = NULL;

	store_fixture_set_up(&fixture->store, data);
	wd_trust_close(wd_trust_open(fixture->store.base, fixture->store.keys, NULL));
	path = store_fixture_path(&fixture->store, "state.db");
	g_assert_cmpint(sqlite3_open(path, &fixture->other), ==, SQLITE_OK);
	fixture->writer = wd_trust_writer_new(fixture->store.base);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_trust_writer_free(fixture->writer);
	g_assert_cmpint(sqlite3_close(fixture->other), ==, SQLITE_OK);
	store_fixture_tear_down(&fixture->store, data);
}

static void
run(Fixture *fixture, const char *sql)
{
	g_assert_cmpint(sqlite3_exec(fixture->other, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* Returns -1 when there is no such peer. */
static gint64
get_first_seen(Fixture *fixture, const char *token)
{
	g_autofree char *sql =
		g_strdup_printf("SELECT first_seen_ms FROM peers WHERE peer='%s'", token);
	sqlite3_stmt *select;
	gint64 first_seen_ms = -1;

	g_assert_cmpint(sqlite3_prepare_v2(fixture->other, sql, -1, &select, NULL), ==, SQLITE_OK);
	if (sqlite3_step(select) == SQLITE_ROW)
		first_seen_ms = sqlite3_column_int64(select, 0);
	(void)sqlite3_finalize(select);
	return first_seen_ms;
}

static void
test_writes_behind(Fixture *fixture, gconstpointer data)
{
	for (guint i = 0; i < 1000; i++) { /* several transactions */
		g_autofree char *token = g_strdup_printf("t%u", i);

		wd_trust_writer_note(fixture->writer, token, 100 + i);
	}
	wd_trust_writer_flush(fixture->writer);
	g_assert_cmpint(get_first_seen(fixture, "t0"), ==, 100);
	g_assert_cmpint(get_first_seen(fixture, "t999"), ==, 1099);
}

static void
test_first_time_stays(Fixture *fixture, gconstpointer data)
{
	run(fixture, "INSERT INTO peers(peer, first_seen_ms) VALUES('known', 5), ('new', 0)");
	wd_trust_writer_note(fixture->writer, "known", 100);
	wd_trust_writer_note(fixture->writer, "new", 100);
	wd_trust_writer_flush(fixture->writer);
	g_assert_cmpint(get_first_seen(fixture, "known"), ==, 5);
	g_assert_cmpint(get_first_seen(fixture, "new"), ==, 100);
}

/* Who is a friend by now is not forgotten. */
static void
test_forgets_strangers_alone(Fixture *fixture, gconstpointer data)
{
	run(fixture,
	    "INSERT INTO peers(peer, is_trusted, i_wrote_ms, first_seen_ms) VALUES('stranger', 0, "
	    "0, 5), ('friend', 1, 0, 5), ('pen-pal', 0, 7, 5)");
	wd_trust_writer_note(fixture->writer, "gone", 9);
	wd_trust_writer_forget(fixture->writer, "gone");
	wd_trust_writer_forget(fixture->writer, "stranger");
	wd_trust_writer_forget(fixture->writer, "friend");
	wd_trust_writer_forget(fixture->writer, "pen-pal");
	wd_trust_writer_flush(fixture->writer);
	g_assert_cmpint(get_first_seen(fixture, "gone"), ==, -1);
	g_assert_cmpint(get_first_seen(fixture, "stranger"), ==, -1);
	g_assert_cmpint(get_first_seen(fixture, "friend"), ==, 5);
	g_assert_cmpint(get_first_seen(fixture, "pen-pal"), ==, 5);
}

static void
test_busy_database(Fixture *fixture, gconstpointer data)
{
	run(fixture, "BEGIN IMMEDIATE");
	wd_trust_writer_note(fixture->writer, "first", 1);
	wd_trust_writer_flush(fixture->writer);
	run(fixture, "ROLLBACK");
	g_assert_cmpint(get_first_seen(fixture, "first"), ==, -1);
	wd_trust_writer_note(fixture->writer, "second", 2);
	wd_trust_writer_flush(fixture->writer);
	g_assert_cmpint(get_first_seen(fixture, "first"), ==, 1);
	g_assert_cmpint(get_first_seen(fixture, "second"), ==, 2);
}

static void
test_end_writes(Fixture *fixture, gconstpointer data)
{
	wd_trust_writer_note(fixture->writer, "last", 3);
	g_clear_pointer(&fixture->writer, wd_trust_writer_free);
	g_assert_cmpint(get_first_seen(fixture, "last"), ==, 3);
}

/* A flood's commits are no reason to read everything again; another's decision is. */
static void
test_decision_in_a_flood(Fixture *fixture, gconstpointer data)
{
	g_autoptr(WdTrust) trust = wd_trust_open(fixture->store.base, fixture->store.keys, NULL);
	g_autoptr(WdTrust) tool = wd_trust_open(fixture->store.base, fixture->store.keys, NULL);

	for (guint i = 0; i < 3000; i++) {
		g_autofree char *peer = g_strdup_printf("bot%u", i);

		g_assert_cmpint(wd_trust_first_seen_ms(trust, P, ME, peer, 100 + i), ==, 100 + i);
	}
	g_assert_true(wd_trust_set(tool, P, ME, "bot7", TRUE, NULL));
	g_assert_true(wd_trust_is_trusted(trust, P, ME, "bot7"));
	g_assert_cmpint(wd_trust_find_first_seen_ms(trust, P, ME, "bot7"), ==, 107);
	g_assert_cmpint(wd_trust_find_first_seen_ms(trust, P, ME, "bot2999"), ==, 3099);
	g_assert_true(wd_trust_set(tool, P, ME, "bot7", FALSE, NULL));
	g_assert_false(wd_trust_is_trusted(trust, P, ME, "bot7"));
}

#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/trust-writer/writes-behind", test_writes_behind);
	ADD("/trust-writer/first-time-stays", test_first_time_stays);
	ADD("/trust-writer/forgets-strangers-alone", test_forgets_strangers_alone);
	ADD("/trust-writer/busy-database", test_busy_database);
	ADD("/trust-writer/end-writes", test_end_writes);
	ADD("/trust-writer/decision-in-a-flood", test_decision_in_a_flood);
	return g_test_run();
}
