/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "ui/wd-locale.h"

/* No language of anybody: nothing that is installed can have it. */
#define LANGUAGE_OF_TEST "xx_TEST"

static char *data_folder;

static void
make_catalogue(const char *language)
{
	g_autofree char *folder =
		g_build_filename(data_folder, "locale", language, "LC_MESSAGES", NULL);
	g_autofree char *path = g_build_filename(folder, GETTEXT_PACKAGE ".mo", NULL);
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_true(g_file_set_contents(path, "", 0, &error));
	g_assert_no_error(error);
}

static void
remove_catalogue(const char *language)
{
	g_autofree char *messages =
		g_build_filename(data_folder, "locale", language, "LC_MESSAGES", NULL);
	g_autofree char *path = g_build_filename(messages, GETTEXT_PACKAGE ".mo", NULL);
	g_autofree char *folder = g_path_get_dirname(messages);

	g_assert_cmpint(g_remove(path), ==, 0);
	g_assert_cmpint(g_rmdir(messages), ==, 0);
	g_assert_cmpint(g_rmdir(folder), ==, 0);
}

typedef struct {
	const char *name;
	const char *language; /* of the catalogue in the person's folder, or none */
	gboolean is_own;
} PlaceCase;

static const PlaceCase cases[] = {
	{"nothing-anywhere", NULL, FALSE},
	{"own-language", LANGUAGE_OF_TEST, TRUE},
	{"own-language-without-its-country", "xx", TRUE},
	{"own-of-another-language", "yy", FALSE},
};

static void
test_place(gconstpointer data)
{
	const PlaceCase *row = data;
	g_autofree char *own = g_build_filename(data_folder, "locale", NULL);

	if (row->language != NULL)
		make_catalogue(row->language);
	wd_locale_bind();
	g_assert_cmpstr(
		bindtextdomain(GETTEXT_PACKAGE, NULL), ==, row->is_own ? own : WD_LOCALE_DIR);
	g_assert_cmpstr(bind_textdomain_codeset(GETTEXT_PACKAGE, NULL), ==, "UTF-8");
	if (row->language != NULL)
		remove_catalogue(row->language);
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *locales = NULL;
	int status;

	data_folder = g_dir_make_tmp("warden-test-XXXXXX", &error);
	g_assert_no_error(error);
	locales = g_build_filename(data_folder, "locale", NULL);
	g_setenv("XDG_DATA_HOME", data_folder, TRUE);
	g_setenv("LANGUAGE", LANGUAGE_OF_TEST, TRUE);
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/locale/place/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_place);
	}
	status = g_test_run();
	(void)g_rmdir(locales);
	g_assert_cmpint(g_rmdir(data_folder), ==, 0);
	g_free(data_folder);
	return status;
}
