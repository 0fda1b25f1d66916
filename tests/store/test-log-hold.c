/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "store-fixture.h"
#include "store/wd-log-hold.h"

#define KEY  "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF"
#define LOG  "logs/2026-03/im/00ff.wdlog"
#define MARK "logs/2026-03/im/00ff.peer"

/* What policy holds, and whether the log of ANN@Corp.Example/desk in March 2026 is covered by it.
 */
typedef struct {
	const char *name;
	const char *key;       /* (nullable) */
	const char *marked_as; /* (nullable): the peer whose mark lies beside the log */
	const char *entries[4];
	gboolean is_covered;
} HoldCase;

static const HoldCase cases[] = {
	{"nothing", KEY, "ann@corp.example", {NULL}, FALSE},
	{"everything", NULL, NULL, {"*", NULL}, TRUE},
	{"month", NULL, NULL, {"2026-03", NULL}, TRUE},
	{"another-month", NULL, NULL, {"2026-04", NULL}, FALSE},
	{"peer", KEY, "ann@corp.example", {"ann@corp.example", NULL}, TRUE},
	{"peer-in-other-case", KEY, "ANN@Corp.Example", {"ann@corp.EXAMPLE", NULL}, TRUE},
	{"peer-with-a-resource", KEY, "ann@corp.example/desk", {"ann@corp.example", NULL}, TRUE},
	{"held-with-a-resource", KEY, "ann@corp.example", {"ann@corp.example/desk", NULL}, TRUE},
	{"another-peer", KEY, "ann@corp.example", {"bob@corp.example", NULL}, FALSE},
	{"longer-name", KEY, "ann@corp.example", {"ann@corp.example.org", NULL}, FALSE},
	{"second-entry", KEY, "ann@corp.example", {"2026-04", "ann@corp.example", NULL}, TRUE},
	/* Whoever cannot tell holds. */
	{"pattern", KEY, "ann@corp.example", {"bob*", NULL}, TRUE},
	{"pattern-of-one-letter", KEY, "ann@corp.example", {"b?b", NULL}, TRUE},
	{"no-key", NULL, "ann@corp.example", {"bob@corp.example", NULL}, TRUE},
	{"short-key", "0011", "ann@corp.example", {"bob@corp.example", NULL}, TRUE},
	{"no-mark", KEY, NULL, {"bob@corp.example", NULL}, TRUE},
	{"no-month", KEY, "ann@corp.example", {"2026-3", NULL}, FALSE}, /* a peer of that name */
};

static void
write_file(const StoreFixture *fixture, const char *name, const char *text)
{
	g_autofree char *path = store_fixture_path(fixture, name);
	g_autofree char *folder = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_true(
		g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
test_covers(StoreFixture *fixture, gconstpointer data)
{
	const HoldCase *row = data;
	g_autofree char *path = store_fixture_path(fixture, LOG);
	g_autoptr(WdLogHold) hold = wd_log_hold_new(row->entries, row->key);

	write_file(fixture, LOG, "");
	if (row->marked_as != NULL) {
		g_autofree char *hash = wd_log_hold_hash(KEY, row->marked_as);

		g_assert_true(wd_log_hold_mark(path, hash));
	}
	g_assert_cmpint(wd_log_hold_covers(hold, path), ==, row->is_covered);
	g_assert_cmpint(wd_log_hold_is_empty(hold), ==, row->entries[0] == NULL);
}

/* Who keeps no names in the policy writes hashes; in any case of letters. */
static void
test_hashes(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *path = store_fixture_path(fixture, LOG);
	g_autofree char *hash = wd_log_hold_hash(KEY, "ann@corp.example");
	g_autofree char *upper = g_ascii_strup(hash, -1);
	g_autofree char *entry = g_strconcat("hash:", upper, NULL);
	const char *entries[] = {entry, NULL};
	g_autoptr(WdLogHold) hold = wd_log_hold_new(entries, NULL);

	write_file(fixture, LOG, "");
	g_assert_true(wd_log_hold_mark(path, hash));
	g_assert_true(wd_log_hold_covers(hold, path));
	g_assert_null(wd_log_hold_hash(NULL, "ann@corp.example"));
	g_assert_null(wd_log_hold_hash(KEY "0", "ann@corp.example"));
	g_assert_null(wd_log_hold_hash("x" KEY, "ann@corp.example"));
}

/* Cutting a mark, or putting a link in its place, frees no log. */
static void
test_changed_mark(StoreFixture *fixture, gconstpointer data)
{
	static const char *const texts[] = {"", "00ff", KEY "0"};
	static const char *const entries[] = {"bob@corp.example", NULL};
	g_autofree char *path = store_fixture_path(fixture, LOG);
	g_autofree char *mark = store_fixture_path(fixture, MARK);
	g_autofree char *elsewhere = store_fixture_path(fixture, "elsewhere");
	g_autoptr(WdLogHold) hold = wd_log_hold_new(entries, KEY);

	write_file(fixture, LOG, "");
	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		write_file(fixture, MARK, texts[i]);
		g_assert_true(wd_log_hold_covers(hold, path));
	}
	write_file(fixture, "elsewhere", KEY);
	g_assert_cmpint(g_unlink(mark), ==, 0);
	g_assert_cmpint(symlink(elsewhere, mark), ==, 0);
	g_assert_true(wd_log_hold_covers(hold, path));
}

/* A mark is made once: who comes later cannot exchange it. */
static void
test_marks_once(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *path = store_fixture_path(fixture, LOG);
	g_autofree char *mark = wd_log_hold_get_mark_path(path);
	g_autofree char *expected = store_fixture_path(fixture, MARK);
	g_autofree char *text = NULL;

	g_assert_cmpstr(mark, ==, expected);
	g_assert_false(wd_log_hold_mark(path, "first")); /* no folder yet */
	write_file(fixture, LOG, "");
	g_assert_true(wd_log_hold_mark(path, "first"));
	g_assert_false(wd_log_hold_mark(path, "second"));
	g_assert_true(g_file_get_contents(mark, &text, NULL, NULL));
	g_assert_cmpstr(text, ==, "first");
}

#define ADD(path, data, test)                                                                      \
	g_test_add(path, StoreFixture, data, store_fixture_set_up, test, store_fixture_tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/log-hold/covers/", cases[i].name, NULL);

		ADD(path, &cases[i], test_covers);
	}
	ADD("/log-hold/hashes", NULL, test_hashes);
	ADD("/log-hold/changed-mark", NULL, test_changed_mark);
	ADD("/log-hold/marks-once", NULL, test_marks_once);
	return g_test_run();
}
