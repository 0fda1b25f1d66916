/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "crypto/wd-crypto.h"
#include "store/wd-link-files.h"

typedef struct {
	char *folder;
} Fixture;

static char *
put(const Fixture *fixture, const char *name, const char *bytes, gssize len)
{
	char *path = g_build_filename(fixture->folder, name, NULL);

	g_assert_true(g_file_set_contents(path, bytes, len, NULL));
	return path;
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->folder = g_dir_make_tmp("wd-links-XXXXXX", NULL);
	g_assert_nonnull(fixture->folder);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GDir) dir = g_dir_open(fixture->folder, 0, NULL);
	const char *name;

	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(fixture->folder, name, NULL);

		g_assert_cmpint(g_unlink(path), ==, 0);
	}
	g_assert_cmpint(g_rmdir(fixture->folder), ==, 0);
	g_free(fixture->folder);
}

static WdNameRequest *
request_of(const char *list)
{
	WdPolicySetting settings[WD_N_KEYS] = {{0}};
	const WdNamePlaces places = {0};
	g_autoptr(WdPolicy) policy = NULL;

	settings[WD_KEY_LINKS_DENY_LISTS] =
		(WdPolicySetting){.text = (char *)list, .level = WD_LEVEL_USER};
	policy = wd_policy_new(settings, NULL);
	return wd_name_request_new(policy, WD_KEY_LINKS_DENY_LISTS, &places);
}

static WdLinkResult *
read_list(const char *list)
{
	g_autoptr(WdNameRequest) request = request_of(list);

	return wd_link_files_read(request, NULL);
}

static gboolean
has(const WdLinkResult *result, const char *written)
{
	g_autoptr(WdUrl) url = wd_url_parse(written);

	for (guint i = 0; i < result->lists->len; i++) {
		if (wd_link_list_find(g_ptr_array_index(result->lists, i), url, NULL, NULL))
			return TRUE;
	}
	return FALSE;
}

/* Mistakes are told with their lines, and the rest is used. */
static void
test_text(Fixture *fixture, gconstpointer data)
{
	const char text[] = "\xef\xbb\xbf# sites\r\nbad.example\r\nbro ken\r\n0.0.0.0 "
			    "h.example\nz\xff\nlast.example";
	g_autofree char *path = put(fixture, "a.txt", text, -1);
	g_autoptr(WdLinkResult) result = read_list(path);
	const WdPolicyProblem *problem;

	g_assert_cmpuint(result->n_lines, ==, 6);
	g_assert_false(result->is_missing);
	g_assert_cmpuint(result->problems->len, ==, 2);
	problem = g_ptr_array_index(result->problems, 0);
	g_assert_cmpuint(problem->line, ==, 3);
	g_assert_cmpstr(problem->path, ==, path);
	problem = g_ptr_array_index(result->problems, 1);
	g_assert_cmpuint(problem->line, ==, 5);
	g_assert_true(has(result, "http://x.bad.example/"));
	g_assert_true(has(result, "http://h.example/"));
	g_assert_true(has(result, "http://last.example/"));
	g_assert_false(has(result, "http://other.example/"));
}

/* A wrong file is wrong in every line: it is told fifty times and no more. */
static void
test_wrong_file(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *path = NULL;
	g_autoptr(WdLinkResult) result = NULL;

	for (guint i = 0; i < 1000; i++)
		g_string_append(text, "not a list\n");
	path = put(fixture, "a.txt", text->str, -1);
	result = read_list(path);
	g_assert_cmpuint(result->problems->len, ==, WD_NAME_FILE_MAX_PROBLEMS);
	g_assert_cmpuint(result->lists->len, ==, 0);
}

static char *
compile(const Fixture *fixture, const char *text, const char *name)
{
	g_autofree char *path = put(fixture, "source.txt", text, -1);
	const char *const paths[] = {path, NULL};
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	guint n_lines = 0;
	g_autoptr(GBytes) bytes = wd_link_files_compile(paths, problems, &n_lines);

	g_assert_nonnull(bytes);
	g_assert_cmpint(g_unlink(path), ==, 0);
	return put(fixture, name, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes));
}

/* Text and compiled lists of one folder, in one request. */
static void
test_folder(Fixture *fixture, gconstpointer data)
{
	g_autofree char *compiled = compile(fixture, "bad.example\n", "b.wdlinks");
	g_autofree char *text = put(fixture, "a.txt", "worse.example\n", -1);
	g_autofree char *other = put(fixture, "c.bak", "never.example\n", -1);
	g_autoptr(WdLinkResult) result = read_list(fixture->folder);

	g_assert_cmpuint(result->problems->len, ==, 0);
	g_assert_cmpuint(result->lists->len, ==, 2);
	g_assert_true(has(result, "http://bad.example/"));
	g_assert_true(has(result, "http://worse.example/"));
	g_assert_false(has(result, "http://never.example/"));
}

/* Whoever has a list read keeps it, whatever becomes of the file: it is replaced, written over, cut
 * off, deleted. */
static void
test_replaced(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = compile(fixture, "bad.example\n", "a.wdlinks");
	g_autoptr(WdLinkResult) old = read_list(path);
	g_autofree char *second = compile(fixture, "worse.example\n", "b.wdlinks");
	g_autoptr(WdLinkResult) new = NULL;
	FILE *file;

	g_assert_cmpint(g_rename(second, path), ==, 0);
	new = read_list(path);
	g_assert_true(has(old, "http://bad.example/"));
	g_assert_false(has(old, "http://worse.example/"));
	g_assert_true(has(new, "http://worse.example/"));
	file = g_fopen(path, "w"); /* cut off in place, as "cp" does */
	g_assert_nonnull(file);
	g_assert_cmpint(fclose(file), ==, 0);
	g_assert_true(has(new, "http://worse.example/"));
}

static void
test_bad_compiled(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = compile(fixture, "bad.example\n", "a.wdlinks");
	g_autofree char *bytes = NULL;
	g_autofree char *cut = NULL;
	g_autofree char *version = NULL;
	gsize len;

	g_assert_true(g_file_get_contents(path, &bytes, &len, NULL));
	cut = put(fixture, "b.wdlinks", bytes, (gssize)len - 1);
	bytes[7] = '2';
	version = put(fixture, "c.wdlinks", bytes, (gssize)len);
	for (guint i = 0; i < 2; i++) {
		g_autoptr(WdLinkResult) result = read_list(i == 0 ? cut : version);

		g_assert_true(result->is_missing);
		g_assert_cmpuint(result->lists->len, ==, 0);
		g_assert_cmpuint(result->problems->len, ==, 1);
	}
}

static void
test_missing(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = g_build_filename(fixture->folder, "none.txt", NULL);
	const char *const paths[] = {path, NULL};
	g_autoptr(WdLinkResult) result = read_list(path);
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	guint n_lines = 0;

	g_assert_true(result->is_missing);
	g_assert_cmpuint(result->problems->len, ==, 1);
	g_assert_null(wd_link_files_compile(paths, problems, &n_lines));
	g_assert_cmpuint(problems->len, ==, 1);
}

static void
test_compiled_again(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = compile(fixture, "bad.example\n", "a.wdlinks");
	const char *const paths[] = {path, NULL};
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	guint n_lines = 0;

	g_assert_null(wd_link_files_compile(paths, problems, &n_lines));
	g_assert_cmpuint(problems->len, ==, 1);
}

/* `lists compile <(curl …)`: what comes is not known by its length. */
static void
test_compiled_from_a_pipe(Fixture *fixture, gconstpointer data)
{
	static const char text[] = "bad.example\n";
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autofree char *path = NULL;
	guint n_lines = 0;
	int ends[2];

	g_assert_cmpint(pipe(ends), ==, 0);
	g_assert_cmpint(write(ends[1], text, sizeof text - 1), ==, sizeof text - 1);
	g_assert_cmpint(close(ends[1]), ==, 0);
	path = g_strdup_printf("/dev/fd/%d", ends[0]);
	g_assert_null(wd_link_files_compile((const char *const[]){path, NULL}, problems, &n_lines));
	g_assert_cmpuint(problems->len, ==, 1);
	g_assert_cmpint(close(ends[0]), ==, 0);
}

typedef struct {
	GString *seen;
} Seen;

static void
see(const char *path, guint line, const char *text, gpointer data)
{
	Seen *seen = data;

	g_string_append_printf(seen->seen, "%u:%s;", line, text);
}

static void
test_search(Fixture *fixture, gconstpointer data)
{
	g_autofree char *compiled = compile(fixture, "bad.example\n", "b.wdlinks");
	g_autofree char *text = put(
		fixture, "a.txt", "x.example\n*.bad.example # why\n0.0.0.0 www.bad.example\n", -1);
	g_autoptr(WdNameRequest) request = request_of(fixture->folder);
	g_autoptr(WdUrl) url = wd_url_parse("http://www.bad.example/a");
	g_autoptr(GString) out = g_string_new(NULL);
	Seen seen = {out};

	wd_link_files_search(request, url, see, &seen);
	g_assert_cmpstr(
		out->str, ==, "2:*.bad.example # why;3:0.0.0.0 www.bad.example;0:bad.example;");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_assert_true(wd_crypto_start(NULL));
	g_test_add("/link-files/text", Fixture, NULL, set_up, test_text, tear_down);
	g_test_add("/link-files/wrong-file", Fixture, NULL, set_up, test_wrong_file, tear_down);
	g_test_add("/link-files/folder", Fixture, NULL, set_up, test_folder, tear_down);
	g_test_add("/link-files/replaced", Fixture, NULL, set_up, test_replaced, tear_down);
	g_test_add("/link-files/bad-compiled", Fixture, NULL, set_up, test_bad_compiled, tear_down);
	g_test_add("/link-files/missing", Fixture, NULL, set_up, test_missing, tear_down);
	g_test_add("/link-files/compiled-again",
		   Fixture,
		   NULL,
		   set_up,
		   test_compiled_again,
		   tear_down);
	g_test_add("/link-files/compiled-from-a-pipe",
		   Fixture,
		   NULL,
		   set_up,
		   test_compiled_from_a_pipe,
		   tear_down);
	g_test_add("/link-files/search", Fixture, NULL, set_up, test_search, tear_down);
	return g_test_run();
}
