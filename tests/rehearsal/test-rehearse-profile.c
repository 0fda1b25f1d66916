/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "rehearsal/wd-rehearse-profile.h"

typedef struct {
	char *path;
} Fixture;

static const char *const modules[] = {"/build/warden.so", "/build/warden-pidgin.so", NULL};

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->path = g_dir_make_tmp("warden-test-XXXXXX", NULL);
	g_assert_nonnull(fixture->path);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_rehearse_profile_remove(fixture->path);
	g_assert_false(g_file_test(fixture->path, G_FILE_TEST_EXISTS));
	g_free(fixture->path);
}

static void
put(Fixture *fixture, const char *name, const char *content)
{
	g_autofree char *path = g_build_filename(fixture->path, name, NULL);
	g_autofree char *folder = g_path_get_dirname(path);

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_true(g_file_set_contents(path, content, -1, NULL));
}

static char *
get_prefs(Fixture *fixture)
{
	g_autofree char *path = g_build_filename(fixture->path, "prefs.xml", NULL);
	char *content = NULL;

	g_assert_true(g_file_get_contents(path, &content, NULL, NULL));
	return content;
}

static guint
count(const char *text, const char *part)
{
	guint n = 0;

	for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part))
		n++;
	return n;
}

static void
test_new_profile(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *prefs = NULL;

	g_assert_true(wd_rehearse_profile_prepare(fixture->path, "pidgin", modules, 40, &error));
	g_assert_no_error(error);
	prefs = get_prefs(fixture);
	g_assert_cmpuint(count(prefs, "/build/warden.so"), ==, 1);
	g_assert_true(strstr(prefs, "/build/warden.so") < strstr(prefs, "/build/warden-pidgin.so"));
	g_assert_cmpuint(count(prefs, "name='rehearsal' type='bool' value='1'"), ==, 1);
	g_assert_cmpuint(count(prefs, "name='rehearsal_pace' type='int' value='40'"), ==, 1);
	g_assert_cmpuint(count(prefs, "log_ims"), ==, 1);
}

/* A profile of one's own: what stands there stays, and what was added goes away again. */
static void
test_own_profile(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *prepared = NULL;
	g_autofree char *tidied = NULL;

	put(fixture,
	    "prefs.xml",
	    "<?xml version='1.0'?><pref version='1' name='/'><pref name='pidgin'>"
	    "<pref name='plugins'><pref name='loaded' type='pathlist'><item value='/mine.so'/>"
	    "</pref></pref></pref><pref name='other' type='string' value='kept'/></pref>");
	g_assert_true(wd_rehearse_profile_prepare(fixture->path, "pidgin", modules, 40, &error));
	g_assert_true(wd_rehearse_profile_prepare(fixture->path, "pidgin", modules, 40, &error));
	prepared = get_prefs(fixture);
	g_assert_cmpuint(count(prepared, "/build/warden.so"), ==, 1);
	g_assert_cmpuint(count(prepared, "log_ims"), ==, 0);
	g_assert_true(wd_rehearse_profile_tidy(fixture->path, "pidgin", modules, &error));
	g_assert_no_error(error);
	tidied = get_prefs(fixture);
	g_assert_cmpuint(count(tidied, "/build/"), ==, 0);
	g_assert_cmpuint(count(tidied, "/mine.so"), ==, 1);
	g_assert_cmpuint(count(tidied, "kept"), ==, 1);
	g_assert_cmpuint(count(tidied, "name='rehearsal' type='bool' value='0'"), ==, 1);
}

static void
test_broken_prefs_are_left_alone(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *prefs = NULL;

	put(fixture, "prefs.xml", "<pref name='/");
	g_assert_false(wd_rehearse_profile_prepare(fixture->path, "pidgin", modules, 40, &error));
	g_assert_nonnull(error);
	prefs = get_prefs(fixture);
	g_assert_cmpstr(prefs, ==, "<pref name='/");
}

typedef struct {
	const char *name;
	const char *file;
	const char *content;
	gboolean is_found;
} Plaintext;

static const Plaintext plaintexts[] = {
	{"in-the-clients-log", "logs/r/x/1.html", "<b>Good</b> we meet at the old bridge", TRUE},
	{"in-wardens-log", "warden/logs/2026-11/im/1.wdlog", "a we meet at the old bridge", TRUE},
	{"a-name-in-a-log", "warden/logs/1.wdlog", "from mole@y.example", TRUE},
	{"a-name-in-a-folders-name", "logs/r/you@rehearsal.example/1.html", "nothing", TRUE},
	{"at-the-end-after-a-nul", "warden/logs/1.wdlog", "mmole@y.example", TRUE},
	{"ciphertext", "warden/logs/2026-11/im/1.wdlog", "WDLOG1 8f1c", FALSE},
	{"elsewhere-is-not-looked-at", "blist.xml", "mole@y.example", FALSE},
};

static void
test_plaintext(Fixture *fixture, gconstpointer data)
{
	const Plaintext *row = data;
	g_autoptr(WdRehearsalScript) script = wd_rehearsal_script_parse(
		"{\"contacts\":[],\"scenes\":[{\"id\":\"a\",\"actor\":\"mole@y.example\","
		"\"title\":\"t\",\"action\":\"message\",\"expect\":\"shown\","
		"\"text\":\"we meet at the <i>old</i> bridge\"}]}",
		-1,
		NULL);
	g_autofree char *found = NULL;

	put(fixture, row->file, row->content);
	found = wd_rehearse_profile_find_plaintext(fixture->path, script);
	g_assert_cmpint(found != NULL, ==, row->is_found);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/profile/new-profile", Fixture, NULL, set_up, test_new_profile, tear_down);
	g_test_add("/profile/own-profile", Fixture, NULL, set_up, test_own_profile, tear_down);
	g_test_add("/profile/broken-prefs-are-left-alone",
		   Fixture,
		   NULL,
		   set_up,
		   test_broken_prefs_are_left_alone,
		   tear_down);
	for (guint i = 0; i < G_N_ELEMENTS(plaintexts); i++) {
		g_autofree char *path =
			g_strconcat("/profile/plaintext/", plaintexts[i].name, NULL);

		g_test_add(path, Fixture, &plaintexts[i], set_up, test_plaintext, tear_down);
	}
	return g_test_run();
}
