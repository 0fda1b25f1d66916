/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The cache of what META says: right when it is there, made again when it is not, never a secret.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "store/wd-log-archive.h"
#include "store/wd-log-fixture.h"
#include "store/wd-log-index.h"

static const char *const bodies[] = {"hello", NULL};

static char *
get_index(const WdLogFixture *fixture)
{
	return g_build_filename(fixture->base, "logs", "index", NULL);
}

/* Lists once with a new archive, whose closing writes the index. */
static guint
list_once(const WdLogFixture *fixture, const char *peer)
{
	g_autoptr(WdLogArchive) archive = wd_log_archive_open(fixture->base, fixture->keys);
	g_autoptr(GPtrArray) listings = wd_log_archive_list(archive, NULL);

	for (guint i = 0; i < listings->len; i++) {
		const WdLogListing *listing = g_ptr_array_index(listings, i);

		if (peer != NULL)
			g_assert_cmpstr(listing->entry->peer, ==, peer);
	}
	return listings->len;
}

static void
test_is_sealed(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autofree char *index = get_index(fixture);
	g_autofree char *bytes = NULL;
	gsize len;
	struct stat status;

	g_assert_cmpuint(list_once(fixture, "colleague@corp.example"), ==, 1);
	g_assert_true(g_file_get_contents(index, &bytes, &len, NULL));
	g_assert_null(g_strstr_len(bytes, (gssize)len, "colleague"));
	g_assert_null(g_strstr_len(bytes, (gssize)len, "jabber"));
	g_stat(index, &status);
	g_assert_cmpuint(status.st_mode & 0777, ==, 0600);
}

/* With the log's bytes gone but for their length, only the index can still know the peer. */
static void
test_is_used(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autoptr(GBytes) bytes = wd_log_fixture_load(path);
	gsize len = g_bytes_get_size(bytes);
	g_autofree char *zeros = g_malloc0(len);

	g_assert_cmpuint(list_once(fixture, NULL), ==, 1);
	g_assert_true(g_file_set_contents(path, zeros, (gssize)len, NULL));
	g_assert_cmpuint(list_once(fixture, "colleague@corp.example"), ==, 1);
	g_assert_true(g_file_set_contents(path, zeros, (gssize)len - 1, NULL)); /* shorter */
	{
		g_autoptr(WdLogArchive) archive = wd_log_archive_open(fixture->base, fixture->keys);
		g_autoptr(GPtrArray) listings = wd_log_archive_list(archive, NULL);
		const WdLogListing *listing = g_ptr_array_index(listings, 0);

		g_assert_null(listing->entry);
	}
}

static void
test_forgets_what_is_gone(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *first = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autofree char *second = wd_log_fixture_write(fixture, bodies, TRUE);

	g_assert_cmpuint(list_once(fixture, NULL), ==, 2);
	g_assert_cmpint(g_remove(second), ==, 0);
	g_assert_cmpuint(list_once(fixture, NULL), ==, 1);
	g_assert_cmpuint(list_once(fixture, NULL), ==, 1);
}

typedef struct {
	const char *name;
	gssize cut;          /* bytes kept, -1: all */
	gssize flip;         /* -1: none */
	const char *instead; /* (nullable) */
} WrongCase;

static const WrongCase wrong[] = {
	{"empty", 0, -1, NULL},
	{"head-only", 24, -1, NULL},
	{"cut", 60, -1, NULL},
	{"magic-flipped", -1, 0, NULL},
	{"salt-flipped", -1, 9, NULL},
	{"text-flipped", -1, 40, NULL},
	{"something-else", -1, -1, "WDINDEX1 but no more than that, and long enough to be read"},
};

/* An index that is not whole is no index: the list is the same. */
static void
test_wrong(gconstpointer data)
{
	const WrongCase *row = data;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autofree char *index = get_index(fixture);
	g_autofree char *bytes = NULL;
	gsize len;

	g_assert_cmpuint(list_once(fixture, NULL), ==, 1);
	g_assert_true(g_file_get_contents(index, &bytes, &len, NULL));
	if (row->flip >= 0)
		bytes[row->flip] ^= 1;
	if (row->instead != NULL)
		g_assert_true(g_file_set_contents(index, row->instead, -1, NULL));
	else
		g_assert_true(g_file_set_contents(
			index, bytes, row->cut >= 0 ? row->cut : (gssize)len, NULL));
	g_assert_cmpuint(list_once(fixture, "colleague@corp.example"), ==, 1);
}

typedef struct {
	const char *name;
	const char *path;
	gboolean is_good;
} PathCase;

static const PathCase paths[] = {
	{"ours", "/base/logs/2026-11/im/0123.wdlog", TRUE},
	{"up", "/base/logs/../im/0123.wdlog", FALSE},
	{"hidden", "/base/logs/.2026/im/0123.wdlog", FALSE},
	{"flat", "/base/logs/0123.wdlog", FALSE},
	{"deep", "/base/logs/2026-11/im/more/0123.wdlog", FALSE},
	{"empty-part", "/base/logs/2026-11//0123.wdlog", FALSE},
};

static void
test_path(gconstpointer data)
{
	const PathCase *row = data;
	g_autoptr(GByteArray) out = g_byte_array_new();
	WdLogEntry entry = {.path = (char *)row->path,
			    .protocol = (char *)"p",
			    .account = (char *)"a",
			    .peer = (char *)"x",
			    .zone = (char *)"",
			    .escrow = (char *)"",
			    .time_ms = -5};
	g_autoptr(GPtrArray) rows = NULL;

	wd_log_index_format(out, &entry, "/base/logs", 7);
	rows = wd_log_index_parse(out->data, out->len, "/base/logs");
	g_assert_cmpint(rows != NULL, ==, row->is_good);
	if (rows == NULL)
		return;
	g_assert_cmpuint(rows->len, ==, 1);
	g_assert_cmpstr(((WdLogIndexRow *)g_ptr_array_index(rows, 0))->entry->path, ==, row->path);
	g_assert_cmpint(((WdLogIndexRow *)g_ptr_array_index(rows, 0))->entry->time_ms, ==, -5);
	for (guint cut = 1; cut < out->len; cut++) {
		g_autoptr(GPtrArray) half = wd_log_index_parse(out->data, cut, "/base/logs");

		g_assert_null(half);
	}
}

/* The thread is quick, but nobody knows how quick. */
static void
wait_for_scan(WdLogArchive *archive)
{
	while (wd_log_archive_warm(archive, 0) && wd_log_archive_get_n_left(archive) == 0)
		g_thread_yield();
}

/* In pieces, and then all of it is known. */
static void
test_warm(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(WdLogArchive) archive = wd_log_archive_open(fixture->base, fixture->keys);
	g_autofree char *index = get_index(fixture);

	g_assert_false(wd_log_archive_has_any(archive));
	for (guint i = 0; i < 5; i++)
		g_free(wd_log_fixture_write(fixture, bodies, TRUE));
	g_assert_true(wd_log_archive_has_any(archive));
	wait_for_scan(archive);
	g_assert_cmpuint(wd_log_archive_get_n_left(archive), ==, 5);
	g_assert_true(wd_log_archive_warm(archive, 2));
	g_assert_cmpuint(wd_log_archive_get_n_left(archive), ==, 3);
	g_assert_false(g_file_test(index, G_FILE_TEST_EXISTS));
	g_assert_true(wd_log_archive_warm(archive, 2));
	g_assert_false(wd_log_archive_warm(archive, 2));
	g_assert_cmpuint(wd_log_archive_get_n_left(archive), ==, 0);
	g_assert_true(g_file_test(index, G_FILE_TEST_EXISTS));
	g_assert_cmpuint(list_once(fixture, "colleague@corp.example"), ==, 5);
}

/* Who cannot wait gets the newest, and hears that there are more. */
static void
test_list_some(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autoptr(WdLogArchive) archive = wd_log_archive_open(fixture->base, fixture->keys);
	g_autofree char *month = g_build_filename(fixture->base, "logs", "2020-01", "im", NULL);
	g_autofree char *old = g_build_filename(month, "0123.wdlog", NULL);
	g_autofree char *moved = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autofree char *newest = wd_log_fixture_write(fixture, bodies, TRUE);
	g_autoptr(GPtrArray) some = NULL;
	g_autoptr(GPtrArray) more = NULL;
	g_autoptr(GPtrArray) all = NULL;

	g_assert_cmpint(g_mkdir_with_parents(month, 0700), ==, 0);
	g_assert_cmpint(g_rename(moved, old), ==, 0);
	some = wd_log_archive_list_some(archive, 1, NULL);
	g_assert_cmpuint(some->len, ==, 1);
	g_assert_cmpstr(((WdLogListing *)g_ptr_array_index(some, 0))->path, ==, newest);
	g_assert_cmpuint(wd_log_archive_get_n_left(archive), ==, 1);
	more = wd_log_archive_list_some(archive, 0, NULL);
	g_assert_cmpuint(more->len, ==, 1);
	g_assert_cmpuint(wd_log_archive_get_n_left(archive), ==, 1);
	all = wd_log_archive_list(archive, NULL);
	g_assert_cmpuint(all->len, ==, 2);
	g_assert_cmpuint(wd_log_archive_get_n_left(archive), ==, 0);
}

/* Closed in the middle of it: the thread is waited for, and nothing is left behind. */
static void
test_closed_while_warming(void)
{
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	g_autofree char *path = wd_log_fixture_write(fixture, bodies, TRUE);

	for (guint i = 0; i < 50; i++) {
		WdLogArchive *archive = wd_log_archive_open(fixture->base, fixture->keys);

		(void)wd_log_archive_warm(archive, 0);
		if (i % 2 == 0)
			wd_log_archive_forget(archive);
		wd_log_archive_close(archive);
	}
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/log-index/is-sealed", test_is_sealed);
	g_test_add_func("/log-index/is-used", test_is_used);
	g_test_add_func("/log-index/forgets-what-is-gone", test_forgets_what_is_gone);
	g_test_add_func("/log-index/warm", test_warm);
	g_test_add_func("/log-index/list-some", test_list_some);
	g_test_add_func("/log-index/closed-while-warming", test_closed_while_warming);
	for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
		g_autofree char *name = g_strconcat("/log-index/wrong/", wrong[i].name, NULL);

		g_test_add_data_func(name, &wrong[i], test_wrong);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_autofree char *name = g_strconcat("/log-index/path/", paths[i].name, NULL);

		g_test_add_data_func(name, &paths[i], test_path);
	}
	return g_test_run();
}
