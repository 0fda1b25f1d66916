/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store/wd-private-file.h"

typedef struct {
	char *folder;
	char *path;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->folder = g_dir_make_tmp("warden-XXXXXX", NULL);
	fixture->path = g_build_filename(fixture->folder, "file", NULL);
}

/* Whatever happened, no half-written file is left beside the one that was meant. */
static void
tear_down(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GDir) dir = g_dir_open(fixture->folder, 0, NULL);
	const char *name;

	while ((name = g_dir_read_name(dir)) != NULL)
		g_assert_cmpstr(name, ==, "file");
	g_remove(fixture->path);
	g_assert_cmpint(g_rmdir(fixture->folder), ==, 0);
	g_free(fixture->folder);
	g_free(fixture->path);
}

static void
assert_holds(Fixture *fixture, const char *text)
{
	g_autoptr(GError) error = NULL;
	gsize len = 0;
	g_autofree char *bytes = wd_private_file_load(fixture->path, 100, &len, &error);

	g_assert_no_error(error);
	g_assert_cmpmem(bytes, len, text, strlen(text));
	g_assert_cmpint(bytes[len], ==, '\0');
}

static void
test_create(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	mode_t old_mask = umask(0);
	struct stat status;

	g_assert_true(wd_private_file_create(fixture->path, "one", 3, &error));
	umask(old_mask);
	g_assert_no_error(error);
	g_stat(fixture->path, &status);
	g_assert_cmpuint(status.st_mode & 07777, ==, 0600);
	assert_holds(fixture, "one");
	g_assert_false(wd_private_file_create(fixture->path, "two", 3, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_BUSY);
	assert_holds(fixture, "one");
}

static void
test_replace(Fixture *fixture, gconstpointer data)
{
	struct stat status;

	g_assert_true(wd_private_file_replace(fixture->path, "one", 3, NULL));
	g_assert_cmpint(g_chmod(fixture->path, 0644), ==, 0);
	g_assert_true(wd_private_file_replace(fixture->path, "", 0, NULL));
	assert_holds(fixture, "");
	g_stat(fixture->path, &status);
	g_assert_cmpuint(status.st_mode & 07777, ==, 0600);
}

static void
test_missing_folder(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = g_build_filename(fixture->folder, "none", "file", NULL);
	g_autoptr(GError) error = NULL;

	g_assert_false(wd_private_file_replace(path, "x", 1, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_NOT_FOUND);
	g_clear_error(&error);
	g_assert_null(wd_private_file_load(path, 10, NULL, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_NOT_FOUND);
}

typedef struct {
	const char *name;
	guint mode;
	WdError code; /* 0 with mode 0600 or less: fine */
} ModeCase;

static const ModeCase modes[] = {
	{"group-reads", 0640, WD_ERROR_UNTRUSTED},
	{"others-read", 0604, WD_ERROR_UNTRUSTED},
	{"group-writes", 0620, WD_ERROR_UNTRUSTED},
	{"all", 0666, WD_ERROR_UNTRUSTED},
};

static void
test_mode(Fixture *fixture, gconstpointer data)
{
	const ModeCase *row = data;
	g_autoptr(GError) error = NULL;

	g_assert_true(wd_private_file_create(fixture->path, "x", 1, NULL));
	g_assert_cmpint(g_chmod(fixture->path, (int)row->mode), ==, 0);
	g_assert_null(wd_private_file_load(fixture->path, 10, NULL, &error));
	g_assert_error(error, WD_ERROR, (gint)row->code);
	g_chmod(fixture->path, 0400); /* less than 0600 is no risk */
	assert_holds(fixture, "x");
}

static void
test_refuses_what_is_no_file(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(symlink("/etc/passwd", fixture->path), ==, 0);
	g_assert_null(wd_private_file_load(fixture->path, 100000, NULL, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_UNTRUSTED);
	g_clear_error(&error);
	g_remove(fixture->path);
	g_assert_cmpint(mkfifo(fixture->path, 0600), ==, 0); /* would block a reader for ever */
	g_assert_null(wd_private_file_load(fixture->path, 100000, NULL, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_UNTRUSTED);
}

static void
test_bound(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *whole = NULL;

	g_assert_true(wd_private_file_create(fixture->path, "0123456789", 10, NULL));
	whole = wd_private_file_load(fixture->path, 10, NULL, &error);
	g_assert_cmpstr(whole, ==, "0123456789");
	g_assert_null(wd_private_file_load(fixture->path, 9, NULL, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_TOO_LONG);
}

static void
add(const char *path, gconstpointer data, void (*test)(Fixture *, gconstpointer))
{
	g_test_add(path, Fixture, data, set_up, test, tear_down);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	add("/private-file/create", NULL, test_create);
	add("/private-file/replace", NULL, test_replace);
	add("/private-file/missing-folder", NULL, test_missing_folder);
	add("/private-file/refuses-what-is-no-file", NULL, test_refuses_what_is_no_file);
	add("/private-file/bound", NULL, test_bound);
	for (gsize i = 0; i < G_N_ELEMENTS(modes); i++) {
		g_autofree char *path = g_strconcat("/private-file/mode/", modes[i].name, NULL);

		add(path, &modes[i], test_mode);
	}
	return g_test_run();
}
