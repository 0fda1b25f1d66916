/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "store-fixture.h"
#include "store/wd-queue-files.h"

#define GONE   "00112233445566778899aabbccddeeff"
#define STAYS  "ffeeddccbbaa99887766554433221100"
#define N_MANY 2000

typedef struct {
	const char *name;
	const char *file; /* below the profile, before anything is removed */
	gboolean is_gone; /* when GONE is */
} FileCase;

static const FileCase file_cases[] = {
	{"content-of-its-own", "queue/" GONE ".sealed", TRUE},
	{"half-a-file", "quarantine/" GONE ".part", TRUE},
	{"note", "quarantine/" GONE ".note", TRUE},
	{"content-of-another", "queue/" STAYS ".sealed", FALSE},
	{"file-of-another", "quarantine/" STAYS ".part", FALSE},
	{"foreign-name", "queue/" GONE ".txt", FALSE},
};

static void
write_file(const StoreFixture *fixture, const char *name)
{
	g_autofree char *path = store_fixture_path(fixture, name);
	g_autofree char *folder = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_true(g_file_set_contents(path, "x", 1, NULL));
}

static void
test_file(StoreFixture *fixture, gconstpointer data)
{
	const FileCase *row = data;
	g_autofree char *path = store_fixture_path(fixture, row->file);
	g_autoptr(GPtrArray) ids = g_ptr_array_new();
	WdQueueFiles *files = wd_queue_files_new(fixture->base);

	write_file(fixture, row->file);
	g_ptr_array_add(ids, (gpointer)GONE);
	wd_queue_files_remove(files, ids);
	wd_queue_files_free(files); /* waits */
	g_assert_true(g_file_test(path, G_FILE_TEST_EXISTS) != row->is_gone);
}

/* One after another, as a flood drops them, while the thread is at work. */
static void
test_many(StoreFixture *fixture, gconstpointer data)
{
	WdQueueFiles *files = wd_queue_files_new(fixture->base);
	g_autofree char *folder = store_fixture_path(fixture, "queue");
	g_autoptr(GDir) dir = NULL;

	for (guint i = 0; i < N_MANY; i++) {
		g_autofree char *id = g_strdup_printf("%032x", i);
		g_autofree char *name = g_strdup_printf("queue/%s.sealed", id);
		g_autoptr(GPtrArray) ids = g_ptr_array_new();

		write_file(fixture, name);
		g_ptr_array_add(ids, id);
		wd_queue_files_remove(files, ids);
	}
	wd_queue_files_free(files);
	dir = g_dir_open(folder, 0, NULL);
	g_assert_nonnull(dir);
	g_assert_null(g_dir_read_name(dir));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(file_cases); i++) {
		g_autofree char *path = g_strconcat("/queue-files/one/", file_cases[i].name, NULL);

		g_test_add(path,
			   StoreFixture,
			   &file_cases[i],
			   store_fixture_set_up,
			   test_file,
			   store_fixture_tear_down);
	}
	g_test_add("/queue-files/many",
		   StoreFixture,
		   NULL,
		   store_fixture_set_up,
		   test_many,
		   store_fixture_tear_down);
	return g_test_run();
}
