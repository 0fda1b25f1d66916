/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store-fixture.h"
#include "store/wd-trust.h"

#define P      "prpl-jabber"
#define ME     "myself@corp.example"
#define FRIEND "friend@elsewhere.example"
#define OTHER  "other@elsewhere.example"

typedef struct {
	StoreFixture store;
	WdTrust *trust;
} Fixture;

static void
open_again(Fixture *fixture)
{
	g_autoptr(GError) error = NULL;

	wd_trust_close(fixture->trust);
	fixture->trust = wd_trust_open(fixture->store.base, fixture->store.keys, &error);
	g_assert_no_error(error);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	store_fixture_set_up(&fixture->store, data);
	fixture->trust = NULL;
	open_again(fixture);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_trust_close(fixture->trust);
	store_fixture_tear_down(&fixture->store, data);
}

static void
test_nobody_is_trusted_at_first(Fixture *fixture, gconstpointer data)
{
	g_assert_false(wd_trust_is_trusted(fixture->trust, P, ME, FRIEND));
	g_assert_false(wd_trust_has_i_written(fixture->trust, P, ME, FRIEND));
}

static void
test_trust_by_hand(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(wd_trust_set(fixture->trust, P, ME, FRIEND, TRUE, &error));
	g_assert_no_error(error);
	g_assert_true(wd_trust_is_trusted(fixture->trust, P, ME, FRIEND));
	g_assert_false(wd_trust_is_trusted(fixture->trust, P, ME, OTHER));
	g_assert_false(wd_trust_is_trusted(fixture->trust, P, FRIEND, ME));
	g_assert_false(wd_trust_is_trusted(fixture->trust, "prpl-irc", ME, FRIEND));
	open_again(fixture);
	g_assert_true(wd_trust_is_trusted(fixture->trust, P, ME, FRIEND));
	g_assert_true(wd_trust_set(fixture->trust, P, ME, FRIEND, FALSE, &error));
	g_assert_false(wd_trust_is_trusted(fixture->trust, P, ME, FRIEND));
	open_again(fixture);
	g_assert_false(wd_trust_is_trusted(fixture->trust, P, ME, FRIEND));
}

static void
test_who_wrote_first(Fixture *fixture, gconstpointer data)
{
	g_assert_true(wd_trust_note_i_wrote(fixture->trust, P, ME, FRIEND, 0));
	g_assert_true(wd_trust_note_i_wrote(fixture->trust, P, ME, FRIEND, 7));
	g_assert_true(wd_trust_has_i_written(fixture->trust, P, ME, FRIEND));
	g_assert_false(wd_trust_has_i_written(fixture->trust, P, ME, OTHER));
	open_again(fixture);
	g_assert_true(wd_trust_has_i_written(fixture->trust, P, ME, FRIEND));
	g_assert_false(wd_trust_is_trusted(fixture->trust, P, ME, FRIEND));
}

static void
test_first_seen_stays(Fixture *fixture, gconstpointer data)
{
	g_assert_cmpint(wd_trust_find_first_seen_ms(fixture->trust, P, ME, FRIEND), ==, 0);
	g_assert_cmpint(wd_trust_first_seen_ms(fixture->trust, P, ME, FRIEND, 100), ==, 100);
	g_assert_cmpint(wd_trust_find_first_seen_ms(fixture->trust, P, ME, FRIEND), ==, 100);
	g_assert_cmpint(wd_trust_first_seen_ms(fixture->trust, P, ME, FRIEND, 200), ==, 100);
	open_again(fixture);
	g_assert_cmpint(wd_trust_first_seen_ms(fixture->trust, P, ME, FRIEND, 300), ==, 100);
	g_assert_cmpint(wd_trust_first_seen_ms(fixture->trust, P, ME, OTHER, 300), ==, 300);
}

static void
test_meet(Fixture *fixture, gconstpointer data)
{
	g_autoptr(WdTrust) tool = wd_trust_open(fixture->store.base, fixture->store.keys, NULL);
	WdTrustFacts facts;

	wd_trust_meet(fixture->trust, P, ME, FRIEND, 100, &facts);
	g_assert_false(facts.is_trusted);
	g_assert_false(facts.has_i_written);
	g_assert_cmpint(facts.first_seen_ms, ==, 100);
	g_assert_true(wd_trust_set(tool, P, ME, FRIEND, TRUE, NULL));
	g_assert_true(wd_trust_note_i_wrote(tool, P, ME, FRIEND, 150));
	wd_trust_meet(fixture->trust, P, ME, FRIEND, 200, &facts);
	g_assert_true(facts.is_trusted);
	g_assert_true(facts.has_i_written);
	g_assert_cmpint(facts.first_seen_ms, ==, 100);
	wd_trust_meet(fixture->trust, P, ME, OTHER, 300, &facts);
	g_assert_false(facts.is_trusted);
	g_assert_cmpint(facts.first_seen_ms, ==, 300);
}

/* One fact about a peer must not undo another that a second process wrote meanwhile. */
static void
test_two_processes(Fixture *fixture, gconstpointer data)
{
	g_autoptr(WdTrust) tool = wd_trust_open(fixture->store.base, fixture->store.keys, NULL);

	g_assert_cmpint(wd_trust_first_seen_ms(fixture->trust, P, ME, FRIEND, 100), ==, 100);
	g_assert_false(wd_trust_is_trusted(fixture->trust, P, ME, FRIEND));
	g_assert_true(wd_trust_set(tool, P, ME, FRIEND, TRUE, NULL));
	g_assert_true(wd_trust_note_i_wrote(fixture->trust, P, ME, FRIEND, 150));
	g_assert_true(wd_trust_is_trusted(fixture->trust, P, ME, FRIEND));
	g_assert_true(wd_trust_has_i_written(tool, P, ME, FRIEND));
	g_assert_cmpint(wd_trust_first_seen_ms(tool, P, ME, FRIEND, 200), ==, 100);
}

static void
test_names_are_not_on_disk(Fixture *fixture, gconstpointer data)
{

	g_assert_true(wd_trust_set(fixture->trust, P, ME, FRIEND, TRUE, NULL));
	g_assert_false(store_fixture_is_on_disk(&fixture->store, "friend@"));
	g_assert_false(store_fixture_is_on_disk(&fixture->store, "myself@"));
	g_assert_false(store_fixture_is_on_disk(&fixture->store, "elsewhere"));
}

/* A flood of strangers is forgotten first; friends stay. */
static void
test_is_bounded(Fixture *fixture, gconstpointer data)
{
	g_assert_true(wd_trust_set(fixture->trust, P, ME, FRIEND, TRUE, NULL));
	g_assert_true(wd_trust_note_i_wrote(fixture->trust, P, ME, OTHER, 1));
	for (guint i = 0; i < WD_TRUST_MAX_PEERS + 10; i++) {
		g_autofree char *peer = g_strdup_printf("bot%u@elsewhere.example", i);

		(void)wd_trust_first_seen_ms(fixture->trust, P, ME, peer, 1000 + i);
	}
	g_assert_true(wd_trust_is_trusted(fixture->trust, P, ME, FRIEND));
	g_assert_true(wd_trust_has_i_written(fixture->trust, P, ME, OTHER));
	/* The first bot is gone, so it is new again; the last one is known. */
	g_assert_cmpint(
		wd_trust_first_seen_ms(fixture->trust, P, ME, "bot0@elsewhere.example", 5), ==, 5);
	g_assert_cmpint(
		wd_trust_first_seen_ms(fixture->trust, P, ME, "bot20000@elsewhere.example", 5),
		==,
		21000);
}

static void
test_hostile_names(Fixture *fixture, gconstpointer data)
{
	static const char *const names[] = {"", "'; DROP TABLE peers; --", "\xff\xfe", "a\nb"};

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_assert_true(wd_trust_set(fixture->trust, P, ME, names[i], TRUE, NULL));
		g_assert_true(wd_trust_is_trusted(fixture->trust, P, ME, names[i]));
	}
	g_assert_false(wd_trust_is_trusted(fixture->trust, P, ME, "a"));
}

#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/trust/nobody-at-first", test_nobody_is_trusted_at_first);
	ADD("/trust/by-hand", test_trust_by_hand);
	ADD("/trust/who-wrote-first", test_who_wrote_first);
	ADD("/trust/first-seen-stays", test_first_seen_stays);
	ADD("/trust/meet", test_meet);
	ADD("/trust/two-processes", test_two_processes);
	ADD("/trust/names-are-not-on-disk", test_names_are_not_on_disk);
	ADD("/trust/is-bounded", test_is_bounded);
	ADD("/trust/hostile-names", test_hostile_names);
	return g_test_run();
}
