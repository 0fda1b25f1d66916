/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "store/wd-log-fixture.h"
#include "store/wd-log-search.h"

typedef struct {
	const char *name;
	const char *text;
	const char *words;
	int start; /* -1: not there */
	gsize len;
} FindCase;

static const FindCase finds[] = {
	{"first", "kestrel", "kestrel", 0, 7},
	{"inside", "a kestrel flew", "kestrel", 2, 7},
	{"other-case", "a KesTrel flew", "kEStrel", 2, 7},
	{"not-there", "a kestre flew", "kestrel", -1, 0},
	{"empty-text", "", "kestrel", -1, 0},
	{"nearly-then-there", "kkestrel", "kestrel", 1, 7},
	{"two-words-as-they-stand", "at  noon", "at noon", -1, 0},
	{"umlaut", "die ÜBUNG", "übung", 4, 6},
	{"composed-otherwise",
	 "die U\xcc\x88"
	 "bung",
	 "übung",
	 4,
	 7},
	{"umlaut-in-ascii", "die ubung", "übung", -1, 0},
	{"sharp-s", "STRASSE", "straße", -1, 0}, /* ASCII text, foreign words: said to be missed */
	{"emoji", "see \xf0\x9f\x90\xa6 there", "\xf0\x9f\x90\xa6", 4, 4},
	{"markup-is-text-here", "<b>", "<b>", 0, 3},
};

static void
test_find(gconstpointer data)
{
	const FindCase *row = data;
	gsize start = 0;
	gsize len = 0;
	gboolean is_found = wd_log_search_find(row->text, row->words, &start, &len);

	g_assert_cmpint(is_found, ==, row->start >= 0);
	if (!is_found)
		return;
	g_assert_cmpuint(start, ==, (gsize)row->start);
	g_assert_cmpuint(len, ==, row->len);
}

static void
collect(const WdLogMatch *match, gpointer found)
{
	g_assert_cmpstr(match->listing->entry->peer, ==, "colleague@corp.example");
	g_assert_cmpuint(match->start + match->len, <=, strlen(match->text));
	g_ptr_array_add(found, g_strdup(match->text));
}

/* Steps of one record and of all give the same; tags and entities are not in the way. */
static void
test_steps(gconstpointer data)
{
	static const char *const bodies[] = {
		"nothing", "a <b>kes</b>trel", "&lt;kestrel&gt;", "<img alt=\"kestrel\">", NULL};
	guint n_records = (guint)GPOINTER_TO_UINT(data);
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *first = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autofree char *second = wd_log_fixture_write(fixture, bodies, FALSE);
	g_autoptr(WdLogArchive) archive = wd_log_archive_open(fixture->base, fixture->keys);
	g_autoptr(GPtrArray) listings = wd_log_archive_list(archive, NULL);
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(WdLogSearch) search =
		wd_log_search_new(listings, fixture->keys, "KESTREL", collect, found);
	const WdLogProgress *progress = wd_log_search_get_progress(search);
	gint64 before = 0;

	while (wd_log_search_step(search, n_records)) {
		g_assert_cmpint(progress->n_bytes, >=, before);
		before = progress->n_bytes;
	}
	g_assert_cmpuint(found->len, ==, 4);
	g_assert_cmpstr(g_ptr_array_index(found, 0), ==, "a kestrel");
	g_assert_cmpstr(g_ptr_array_index(found, 1), ==, "<kestrel>");
	g_assert_cmpuint(progress->n_matches, ==, 4);
	g_assert_cmpuint(progress->n_messages, ==, 8);
	g_assert_cmpuint(progress->n_unreadable, ==, 0);
	g_assert_cmpint(progress->n_bytes, ==, progress->n_all_bytes);
	g_assert_false(wd_log_search_step(search, n_records));
}

/* What cannot be read is counted, and the good part of a damaged log is searched. */
/* What was taken apart against clicks is found, and shown, as it was. */
static void
test_link_that_was_taken_apart(void)
{
	static const char *const bodies[] = {"see https:\u2060//w\u2060ww.site.example now", NULL};
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autoptr(WdLogArchive) archive = wd_log_archive_open(fixture->base, fixture->keys);
	g_autoptr(GPtrArray) listings = wd_log_archive_list(archive, NULL);
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(WdLogSearch) search =
		wd_log_search_new(listings, fixture->keys, "//www.site.example", collect, found);

	while (wd_log_search_step(search, 100))
		continue;
	g_assert_nonnull(path);
	g_assert_cmpuint(found->len, ==, 1);
	g_assert_cmpstr(g_ptr_array_index(found, 0), ==, "see https://www.site.example now");
}

static void
test_damaged(void)
{
	static const char *const bodies[] = {"a kestrel", "another kestrel", NULL};
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autoptr(GBytes) bytes = wd_log_fixture_load(path);
	gsize len = g_bytes_get_size(bytes);
	g_autofree char *changed = g_memdup2(g_bytes_get_data(bytes, NULL), len);
	g_autoptr(WdLogArchive) archive = wd_log_archive_open(fixture->base, fixture->keys);
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) listings = NULL;
	g_autoptr(WdLogSearch) search = NULL;

	changed[len - 150] ^= 1; /* in the second message */
	g_assert_true(g_file_set_contents(path, changed, (gssize)len, NULL));
	listings = wd_log_archive_list(archive, NULL);
	search = wd_log_search_new(listings, fixture->keys, "kestrel", collect, found);
	while (wd_log_search_step(search, 100))
		continue;
	g_assert_cmpuint(found->len, ==, 1);
	g_assert_cmpuint(wd_log_search_get_progress(search)->n_unreadable, ==, 1);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(finds); i++) {
		g_autofree char *name = g_strconcat("/log-search/find/", finds[i].name, NULL);

		g_test_add_data_func(name, &finds[i], test_find);
	}
	g_test_add_data_func("/log-search/steps-of-one", GUINT_TO_POINTER(1), test_steps);
	g_test_add_data_func("/log-search/all-at-once", GUINT_TO_POINTER(1000), test_steps);
	g_test_add_func("/log-search/damaged", test_damaged);
	g_test_add_func("/log-search/link-that-was-taken-apart", test_link_that_was_taken_apart);
	return g_test_run();
}
