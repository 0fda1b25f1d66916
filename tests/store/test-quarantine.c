/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store-fixture.h"
#include "store/wd-paths.h"
#include "store/wd-quarantine.h"
#include "store/wd-queue.h"

#define PEER   "anna@corp.example"
#define NAME   "holiday.zip"
#define TARGET "/home/dana/Downloads/holiday.zip"

static WdHeld *
new_held(void)
{
	const WdEvent fields = {
		.kind = WD_EVENT_FILE,
		.direction = WD_DIRECTION_IN,
		.peer = PEER,
		.file_name = NAME,
		.file_path = TARGET,
		.file_size = 4711,
	};

	return store_fixture_new_held(&fields, 1);
}

static WdQuarantine *
begin(StoreFixture *fixture, char **id)
{
	g_autoptr(WdHeld) held = new_held();
	g_autoptr(GError) error = NULL;
	WdQuarantine *file = wd_quarantine_begin(fixture->base, fixture->keys, held, &error);

	g_assert_no_error(error);
	if (id != NULL)
		*id = g_strdup(held->id);
	return file;
}

/* As libpurple does. */
static void
write_by_name(const WdQuarantine *file, const char *text)
{
	FILE *stream = fopen(wd_quarantine_get_path(file), "wb");

	g_assert_nonnull(stream);
	g_assert_cmpuint(fwrite(text, 1, strlen(text), stream), ==, strlen(text));
	g_assert_cmpint(fclose(stream), ==, 0);
}

static guint
count_files(const StoreFixture *fixture)
{
	g_autofree char *path = wd_path_get(fixture->base, WD_PATH_QUARANTINE);
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	guint n = 0;

	while (g_dir_read_name(dir) != NULL)
		n++;
	return n;
}

static void
test_is_private(StoreFixture *fixture, gconstpointer data)
{
	mode_t old_mask = umask(0);
	g_autoptr(WdQuarantine) file = begin(fixture, NULL);
	g_autofree char *folder = wd_path_get(fixture->base, WD_PATH_QUARANTINE);
	struct stat status;

	umask(old_mask);
	write_by_name(file, "bytes");
	g_assert_cmpint(g_stat(wd_quarantine_get_path(file), &status), ==, 0);
	g_assert_cmpuint(status.st_mode & 07777, ==, 0600);
	g_assert_cmpint(g_stat(folder, &status), ==, 0);
	g_assert_cmpuint(status.st_mode & 07777, ==, 0700);
	g_assert_cmpint(wd_quarantine_get_size(file), ==, 5);
	g_assert_false(store_fixture_is_on_disk(fixture, PEER));
	g_assert_false(store_fixture_is_on_disk(fixture, NAME));
}

static void
test_way_through(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *id = NULL;
	WdQuarantine *file = begin(fixture, &id);
	char byte;

	write_by_name(file, "bytes");
	g_assert_true(wd_quarantine_has(fixture->base, id));
	g_assert_false(wd_quarantine_is_complete(file));
	g_assert_true(wd_quarantine_complete(file, NULL));
	g_assert_true(wd_quarantine_is_complete(file));
	g_assert_true(wd_quarantine_has(fixture->base, id));
	g_assert_cmpint(pread(wd_quarantine_get_fd(file), &byte, 1, 4), ==, 1);
	g_assert_cmpint(byte, ==, 's');
	g_assert_cmpint(wd_quarantine_measure(fixture->base, id), >, 5);
	wd_quarantine_discard(file);
	g_assert_cmpuint(count_files(fixture), ==, 0);
	g_assert_false(wd_quarantine_has(fixture->base, id));
}

static void
test_lock(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *id = NULL;
	WdQuarantine *file = begin(fixture, &id);
	g_autoptr(WdQuarantine) taken = NULL;
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_quarantine_take(fixture->base, id, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_BUSY);
	g_clear_error(&error);
	wd_quarantine_close(file); /* or its process was killed */
	taken = wd_quarantine_take(fixture->base, id, &error);
	g_assert_no_error(error);
	g_assert_false(wd_quarantine_is_complete(taken));
}

static void
test_note(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *id = NULL;
	g_autoptr(WdQuarantine) file = begin(fixture, &id);
	g_autoptr(GError) error = NULL;
	g_autoptr(WdHeld) held = wd_quarantine_load_note(fixture->base, fixture->keys, id, &error);

	g_assert_no_error(error);
	g_assert_cmpstr(held->event->peer, ==, PEER);
	g_assert_cmpstr(held->event->file_path, ==, TARGET);
	g_assert_cmpint(held->event->file_size, ==, 4711);
	wd_quarantine_forget_note(fixture->base, id);
	g_assert_null(wd_quarantine_load_note(fixture->base, fixture->keys, id, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_NOT_FOUND);
	g_assert_cmpuint(count_files(fixture), ==, 1);
}

static char *
get_path(const StoreFixture *fixture, const char *id, const char *suffix)
{
	return g_strdup_printf("%s/quarantine/%s%s", fixture->base, id, suffix);
}

static void
test_note_of_another_file(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *one = NULL;
	g_autofree char *two = NULL;
	g_autoptr(WdQuarantine) first = begin(fixture, &one);
	g_autoptr(WdQuarantine) second = begin(fixture, &two);
	g_autofree char *from = get_path(fixture, one, ".note");
	g_autofree char *to = get_path(fixture, two, ".note");
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(g_rename(from, to), ==, 0);
	g_assert_null(wd_quarantine_load_note(fixture->base, fixture->keys, two, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_DAMAGED);
}

static void
test_torn_note(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *id = NULL;
	g_autoptr(WdQuarantine) file = begin(fixture, &id);
	g_autofree char *path = get_path(fixture, id, ".note");

	g_assert_cmpint(truncate(path, 100), ==, 0);
	g_assert_null(wd_quarantine_load_note(fixture->base, fixture->keys, id, NULL));
	g_assert_cmpint(truncate(path, 0), ==, 0);
	g_assert_null(wd_quarantine_load_note(fixture->base, fixture->keys, id, NULL));
}

static void
test_exchanged_while_arriving(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdQuarantine) file = begin(fixture, NULL);
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(g_unlink(wd_quarantine_get_path(file)), ==, 0);
	write_by_name(file, "other bytes");
	g_assert_false(wd_quarantine_complete(file, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_UNTRUSTED);
}

static void
test_link_in_the_way(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdHeld) held = new_held();
	g_autofree char *path = get_path(fixture, held->id, ".part");
	g_autofree char *victim = store_fixture_path(fixture, "victim");
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(symlink(victim, path), ==, 0);
	g_assert_null(wd_quarantine_begin(fixture->base, fixture->keys, held, &error));
	g_assert_nonnull(error);
	g_assert_false(g_file_test(victim, G_FILE_TEST_EXISTS));
}

static void
test_take_takes_files_only(StoreFixture *fixture, gconstpointer data)
{
	static const char id[] = "00112233445566778899aabbccddeeff";
	g_autofree char *path = get_path(fixture, id, ".file");
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(mkfifo(path, 0600), ==, 0);
	g_assert_null(wd_quarantine_take(fixture->base, id, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_UNTRUSTED);
	g_clear_error(&error);
	g_assert_cmpint(g_unlink(path), ==, 0);
	g_assert_cmpint(symlink("/etc/hostname", path), ==, 0);
	g_assert_null(wd_quarantine_take(fixture->base, id, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_UNTRUSTED);
}

typedef struct {
	const char *name;
	const char *id;
} IdCase;

static const IdCase id_cases[] = {
	{"id-empty", ""},
	{"id-short", "0011"},
	{"id-with-a-path", "../../../../../../../etc/passwd0"},
	{"id-upper-case", "00112233445566778899AABBCCDDEEFF"},
	{"id-unknown", "00112233445566778899aabbccddeeff"},
};

static void
test_id(StoreFixture *fixture, gconstpointer data)
{
	const IdCase *row = data;
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_quarantine_take(fixture->base, row->id, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_NOT_FOUND);
	g_assert_false(wd_quarantine_has(fixture->base, row->id));
	g_assert_cmpint(wd_quarantine_measure(fixture->base, row->id), ==, 0);
	wd_quarantine_remove(fixture->base, row->id);
}

static void
test_list(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *one = NULL;
	g_autofree char *two = NULL;
	g_autoptr(WdQuarantine) first = begin(fixture, &one);
	g_autoptr(WdQuarantine) second = begin(fixture, &two);
	g_autofree char *foreign = store_fixture_path(fixture, "quarantine/README");
	g_autoptr(GPtrArray) ids = NULL;

	g_assert_true(g_file_set_contents(foreign, "", -1, NULL));
	g_assert_true(wd_quarantine_complete(second, NULL));
	ids = wd_quarantine_list(fixture->base);
	g_assert_cmpuint(ids->len, ==, 2); /* each once, whatever lies there of it */
	g_assert_true(g_ptr_array_find_with_equal_func(ids, one, g_str_equal, NULL));
	g_assert_true(g_ptr_array_find_with_equal_func(ids, two, g_str_equal, NULL));
}

static void
test_copy(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *id = wd_queue_new_id();
	g_autofree char *source = store_fixture_path(fixture, "Report 2024.pdf");
	g_autofree char *content = NULL;
	g_autoptr(GError) error = NULL;
	g_autofree char *name = NULL;
	g_autofree char *copy = NULL;
	struct stat status;

	g_assert_true(g_file_set_contents(source, "synthetic", -1, NULL));
	copy = wd_quarantine_copy_in(fixture->base, id, source, -1, &error);
	g_assert_no_error(error);
	name = g_path_get_basename(copy);
	g_assert_cmpstr(name, ==, "Report 2024.pdf");
	g_assert_true(g_file_set_contents(source, "exchanged", -1, NULL));
	g_assert_true(g_file_get_contents(copy, &content, NULL, NULL));
	g_assert_cmpstr(content, ==, "synthetic");
	g_assert_cmpint(g_stat(copy, &status), ==, 0);
	g_assert_cmpuint(status.st_mode & 07777, ==, 0600);
	wd_quarantine_remove_copy(copy);
	g_assert_cmpuint(count_files(fixture), ==, 0);
}

static void
test_copy_of_a_link(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *id = wd_queue_new_id();
	g_autofree char *source = store_fixture_path(fixture, "real");
	g_autofree char *link = store_fixture_path(fixture, "link");
	g_autofree char *copy = NULL;

	g_assert_true(g_file_set_contents(source, "synthetic", -1, NULL));
	g_assert_cmpint(symlink(source, link), ==, 0);
	copy = wd_quarantine_copy_in(fixture->base, id, link, -1, NULL);
	g_assert_true(g_str_has_suffix(copy, "/link"));
	g_assert_false(g_file_test(copy, G_FILE_TEST_IS_SYMLINK));
}

static void
test_copy_of_no_file(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *pipe = store_fixture_path(fixture, "pipe");
	const char *const paths[] = {pipe, "/dev/zero", fixture->base, "/nowhere/at/all"};

	g_assert_cmpint(mkfifo(pipe, 0600), ==, 0);
	for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_autofree char *id = wd_queue_new_id();
		g_autoptr(GError) error = NULL;

		g_assert_null(wd_quarantine_copy_in(fixture->base, id, paths[i], -1, &error));
		g_assert_nonnull(error);
	}
	g_assert_cmpuint(count_files(fixture), ==, 0);
}

static void
test_copy_over_the_limit(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *id = wd_queue_new_id();
	g_autofree char *source = store_fixture_path(fixture, "large");
	g_autoptr(GError) error = NULL;

	g_assert_true(g_file_set_contents(source, "0123456789", -1, NULL));
	g_assert_null(wd_quarantine_copy_in(fixture->base, id, source, 9, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_TOO_LONG);
	g_assert_cmpuint(count_files(fixture), ==, 0);
}

static void
test_leftover_copies(StoreFixture *fixture, gconstpointer data)
{
	g_autofree char *dead = store_fixture_path(
		fixture, "quarantine/00112233445566778899aabbccddeeff-99999999.out");
	g_autofree char *alive =
		store_fixture_path(fixture, "quarantine/00112233445566778899aabbccddeeff-1.out");
	g_autofree char *inside = g_build_filename(dead, "report.pdf", NULL);

	g_assert_cmpint(g_mkdir(dead, 0700), ==, 0);
	g_assert_cmpint(g_mkdir(alive, 0700), ==, 0);
	g_assert_true(g_file_set_contents(inside, "x", -1, NULL));
	wd_quarantine_remove_copies(fixture->base);
	g_assert_false(g_file_test(dead, G_FILE_TEST_EXISTS));
	g_assert_true(g_file_test(alive, G_FILE_TEST_EXISTS)); /* process 1 is always there */
}

static void
test_two_names_for_one_id(StoreFixture *fixture, gconstpointer data)
{
	g_autoptr(WdHeld) held = new_held();
	g_autoptr(WdQuarantine) file =
		wd_quarantine_begin(fixture->base, fixture->keys, held, NULL);
	g_autoptr(GError) error = NULL;

	g_assert_nonnull(file);
	write_by_name(file, "first");
	g_assert_null(wd_quarantine_begin(fixture->base, fixture->keys, held, &error));
	g_assert_nonnull(error);
}

static void
add(const char *name, gconstpointer data, void (*test)(StoreFixture *, gconstpointer))
{
	g_autofree char *path = g_strconcat("/quarantine/", name, NULL);

	g_test_add(path, StoreFixture, data, store_fixture_set_up, test, store_fixture_tear_down);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	add("is-private", NULL, test_is_private);
	add("way-through", NULL, test_way_through);
	add("lock", NULL, test_lock);
	add("note", NULL, test_note);
	add("note-of-another-file", NULL, test_note_of_another_file);
	add("torn-note", NULL, test_torn_note);
	add("exchanged-while-arriving", NULL, test_exchanged_while_arriving);
	add("link-in-the-way", NULL, test_link_in_the_way);
	add("take-takes-files-only", NULL, test_take_takes_files_only);
	for (guint i = 0; i < G_N_ELEMENTS(id_cases); i++)
		add(id_cases[i].name, &id_cases[i], test_id);
	add("list", NULL, test_list);
	add("copy", NULL, test_copy);
	add("copy-of-a-link", NULL, test_copy_of_a_link);
	add("copy-of-no-file", NULL, test_copy_of_no_file);
	add("copy-over-the-limit", NULL, test_copy_over_the_limit);
	add("leftover-copies", NULL, test_leftover_copies);
	add("two-names-for-one-id", NULL, test_two_names_for_one_id);
	return g_test_run();
}
