/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "audit-fixture.h"
#include "store/wd-audit-pulse.h"
#include "store/wd-collected-file.h"

typedef struct {
	StoreFixture store;
	GPtrArray *rows;
	char *path;
	char *aside;
	WdCollected *collected;
	WdCollectedFile *file;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	store_fixture_set_up(&fixture->store, data);
	audit_fixture_make(&fixture->store, 8, NOW_MS);
	fixture->rows = audit_fixture_collect(&fixture->store);
	fixture->path = store_fixture_path(&fixture->store, "events.jsonl");
	fixture->aside = store_fixture_path(&fixture->store, "events.jsonl.1");
	fixture->collected = wd_collected_new(WD_AUDIT_SILENT_S);
	fixture->file = wd_collected_file_new(fixture->path);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_collected_file_free(fixture->file);
	wd_collected_free(fixture->collected);
	g_ptr_array_unref(fixture->rows);
	g_free(fixture->path);
	g_free(fixture->aside);
	store_fixture_tear_down(&fixture->store, data);
}

static void
append(const Fixture *fixture, const char *bytes)
{
	FILE *stream = fopen(fixture->path, "ab");

	g_assert_nonnull(stream);
	g_assert_cmpuint(fwrite(bytes, 1, strlen(bytes), stream), ==, strlen(bytes));
	g_assert_cmpint(fclose(stream), ==, 0);
}

static void
append_rows(const Fixture *fixture, guint from, guint to)
{
	for (guint i = from; i < to; i++) {
		append(fixture, g_ptr_array_index(fixture->rows, i));
		append(fixture, "\n");
	}
}

/* Reads what is new; all that came until now are so many lines, and they fit. */
static void
assert_lines(Fixture *fixture, guint n_lines)
{
	const WdCollectedReport *report = wd_collected_get_report(fixture->collected);
	g_autoptr(GError) error = NULL;

	g_assert_true(
		wd_collected_file_read(fixture->file, fixture->collected, NOW_MS / 1000, &error));
	g_assert_no_error(error);
	g_assert_cmpuint(report->n_lines, ==, n_lines);
	g_assert_cmpuint(report->findings->len, ==, 0);
}

static void
test_grows(Fixture *fixture, gconstpointer data)
{
	append_rows(fixture, 0, 3);
	assert_lines(fixture, 3);
	assert_lines(fixture, 3);
	append_rows(fixture, 3, 5);
	assert_lines(fixture, 5);
}

/* The collector writes a row in two pieces, at every place. */
static void
test_every_piece(Fixture *fixture, gconstpointer data)
{
	const char *row = g_ptr_array_index(fixture->rows, 1);

	for (gsize i = 1; i < strlen(row); i += 7) {
		g_autofree char *piece = g_strndup(row, i);

		g_clear_pointer(&fixture->collected, wd_collected_free);
		g_clear_pointer(&fixture->file, wd_collected_file_free);
		g_assert_cmpint(i == 1 ? 0 : g_remove(fixture->path), ==, 0);
		fixture->collected = wd_collected_new(WD_AUDIT_SILENT_S);
		fixture->file = wd_collected_file_new(fixture->path);
		append_rows(fixture, 0, 1);
		append(fixture, piece);
		assert_lines(fixture, 1);
		append(fixture, row + i);
		assert_lines(fixture, 1);
		append(fixture, "\n");
		assert_lines(fixture, 2);
	}
}

/* logrotate's way: renamed, with lines that still come into the old one, and a new one begun. */
static void
test_renamed(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = g_strdup(fixture->path);

	append_rows(fixture, 0, 3);
	assert_lines(fixture, 3);
	g_assert_cmpint(g_rename(fixture->path, fixture->aside), ==, 0);
	g_free(fixture->path);
	fixture->path = g_strdup(fixture->aside);
	append_rows(fixture, 3, 4);
	assert_lines(fixture, 4);
	append_rows(fixture, 4, 5);
	g_free(fixture->path);
	fixture->path = g_steal_pointer(&path);
	append_rows(fixture, 5, 7);
	assert_lines(fixture, 7);
	append_rows(fixture, 7, 8);
	assert_lines(fixture, 8);
}

/* Its other way, copytruncate. */
static void
test_cut(Fixture *fixture, gconstpointer data)
{
	append_rows(fixture, 0, 6);
	assert_lines(fixture, 6);
	g_assert_true(g_file_set_contents_full(
		fixture->path, "", 0, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
	append_rows(fixture, 6, 7);
	assert_lines(fixture, 7);
}

static void
test_rows_without_end(Fixture *fixture, gconstpointer data)
{
	g_autofree char *noise = g_strnfill(3 * 1024 * 1024, '}');

	append_rows(fixture, 0, 1);
	append(fixture, "{\"v\":1,\"seq\":");
	append(fixture, noise);
	assert_lines(fixture, 1);
	append(fixture, "\n\n\n");
	append_rows(fixture, 1, 2);
	assert_lines(fixture, 2);
	g_assert_cmpuint(wd_collected_get_report(fixture->collected)->n_not_lines, ==, 1);
}

static void
test_no_file(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) missing = NULL;
	g_autoptr(GError) folder = NULL;

	g_assert_false(wd_collected_file_read(fixture->file, fixture->collected, 0, &missing));
	g_assert_error(missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
	g_assert_cmpint(g_mkdir(fixture->path, 0700), ==, 0);
	g_assert_false(wd_collected_file_read(fixture->file, fixture->collected, 0, &folder));
	g_assert_error(folder, G_FILE_ERROR, G_FILE_ERROR_INVAL);
}

/* A pipe that nobody writes into must not be waited for. */
static void
test_pipe(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(mkfifo(fixture->path, 0600), ==, 0);
	g_assert_false(wd_collected_file_read(fixture->file, fixture->collected, 0, &error));
	g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
}

static const struct {
	const char *path;
	void (*run)(Fixture *fixture, gconstpointer data);
} tests[] = {
	{"/collected-file/grows", test_grows},
	{"/collected-file/every-piece", test_every_piece},
	{"/collected-file/renamed", test_renamed},
	{"/collected-file/cut", test_cut},
	{"/collected-file/rows-without-end", test_rows_without_end},
	{"/collected-file/no-file", test_no_file},
	{"/collected-file/pipe", test_pipe},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
	return g_test_run();
}
