/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "crypto/wd-crypto.h"
#include "store/wd-name-files.h"
#include "store/wd-policy-fixture.h"
#include "wd-rows.h"

static WdPolicy *
make_policy(const char *paths, WdPolicyLevel level)
{
	WdPolicySetting settings[WD_N_KEYS] = {0};

	settings[WD_KEY_CONTACTS_DENY_LISTS] =
		(WdPolicySetting){.text = (char *)paths, .level = level};
	return wd_policy_new(settings, NULL);
}

static WdNameRequest *
make_request(const PolicyFixture *fixture, const char *paths, WdPolicyLevel level)
{
	g_autoptr(WdPolicy) policy = make_policy(paths, level);
	g_autofree char *managed = g_build_filename(fixture->root, "etc", "lists", NULL);
	const WdNamePlaces places = {fixture->base, managed, &fixture->places};

	return wd_name_request_new(policy, WD_KEY_CONTACTS_DENY_LISTS, &places);
}

static WdNameResult *
read_lists(const PolicyFixture *fixture, const char *paths, WdPolicyLevel level)
{
	g_autoptr(WdNameRequest) request = make_request(fixture, paths, level);

	return wd_name_request_read(request, NULL);
}

static const char *
find(const WdNameResult *result, const char *peer)
{
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){.peer = peer});

	return wd_name_list_find(result->list, event, FALSE);
}

/* One file: how many names, which one is in it, and what is said about it. */
typedef struct {
	const char *name;
	const char *text;
	guint n_names;
	const char *peer; /* (nullable) is in it */
	guint n_problems;
	guint line; /* of the first problem */
} FileCase;

static const FileCase files[] = {
	{"one", "eve@spam.example\n", 1, "eve@spam.example", 0, 0},
	{"no-last-end", "a\neve", 2, "eve", 0, 0},
	{"windows", "a\r\neve\r\n", 2, "eve", 0, 0},
	{"byte-order-mark",
	 "\xef\xbb\xbf"
	 "eve\n",
	 1,
	 "eve",
	 0,
	 0},
	{"mark-and-remark", "\xef\xbb\xbf# names\neve\n", 1, "eve", 0, 0},
	{"empty-lines", "\n\n  \neve\n\n", 1, "eve", 0, 0},
	{"remarks", "# a\n  # b\neve # c\n", 1, "eve", 0, 0},
	{"empty", "", 0, NULL, 0, 0},
	{"domain", "@spam.example\n", 1, "bob@spam.example", 0, 0},
	{"broken-line", "a\n*\neve\n", 2, "eve", 1, 2},
	{"not-utf8", "a\nb\nev\xff\neve\n", 3, "eve", 1, 3},
	{"only-broken", "@\n", 0, NULL, 1, 1},
};

static void
test_file(gconstpointer data)
{
	const FileCase *row = data;
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autofree char *path = wd_policy_fixture_write(fixture, "base/lists/l.txt", row->text);
	g_autoptr(WdNameResult) result = read_lists(fixture, "l.txt", WD_LEVEL_USER);

	g_assert_cmpuint(wd_name_list_count(result->list), ==, row->n_names);
	g_assert_cmpuint(result->problems->len, ==, row->n_problems);
	g_assert_false(result->is_missing);
	if (row->peer != NULL)
		g_assert_cmpstr(find(result, row->peer), ==, "l.txt");
	if (row->n_problems > 0) {
		const WdPolicyProblem *problem = g_ptr_array_index(result->problems, 0);

		g_assert_cmpuint(problem->line, ==, row->line);
		g_assert_cmpstr(problem->path, ==, path);
	}
}

/* Lines fall on both sides of what is read at once, and one is longer than that. */
static void
test_pieces(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *path = NULL;
	g_autoptr(WdNameResult) result = NULL;

	for (guint i = 0; i < 20000; i++)
		g_string_append_printf(text, "user%u@spam.example\n", i);
	for (guint i = 0; i < 500000; i++)
		g_string_append_c(text, 'x');
	g_string_append(text, "\neve\n");
	path = wd_policy_fixture_write(fixture, "base/lists/l.txt", text->str);
	result = read_lists(fixture, "l.txt", WD_LEVEL_USER);
	g_assert_cmpuint(wd_name_list_count(result->list), ==, 20001);
	g_assert_cmpuint(result->problems->len, ==, 1); /* the long one */
	for (guint i = 0; i < 20000; i += 7) {
		g_autofree char *name = g_strdup_printf("user%u@spam.example", i);

		g_assert_nonnull(find(result, name));
	}
	g_assert_nonnull(find(result, "eve"));
}

static void
test_folder(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autofree char *b = wd_policy_fixture_write(fixture, "base/lists/d/b.txt", "eve\nbob\n");
	g_autofree char *a = wd_policy_fixture_write(fixture, "base/lists/d/a.list", "eve\n");
	g_autofree char *other = wd_policy_fixture_write(fixture, "base/lists/d/c.md", "carl\n");
	g_autofree char *hidden = wd_policy_fixture_write(fixture, "base/lists/d/.d.txt", "dora\n");
	g_autofree char *deep = wd_policy_fixture_write(fixture, "base/lists/d/e/f.txt", "finn\n");
	g_autoptr(WdNameResult) result = read_lists(fixture, "d", WD_LEVEL_USER);

	g_assert_cmpuint(result->problems->len, ==, 0);
	g_assert_cmpstr(find(result, "eve"), ==, "a.list"); /* sorted */
	g_assert_cmpstr(find(result, "bob"), ==, "b.txt");
	g_assert_null(find(result, "carl"));
	g_assert_null(find(result, "dora"));
	g_assert_null(find(result, "finn"));
}

static void
test_missing(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autofree char *path = wd_policy_fixture_write(fixture, "base/lists/l.txt", "eve\n");
	g_autoptr(WdNameResult) result = read_lists(fixture, "gone.txt;l.txt", WD_LEVEL_USER);

	g_assert_true(result->is_missing);
	g_assert_cmpuint(wd_policy_problems_count(result->problems, WD_PROBLEM_ERROR), ==, 1);
	g_assert_nonnull(find(result, "eve")); /* the rest is used */
}

/* What binds the person must come from somebody else. */
static void
test_managed(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autofree char *path = wd_policy_fixture_write(fixture, "etc/lists/l.txt", "eve\n");
	g_autofree char *link = g_build_filename(fixture->root, "etc", "lists", "link.txt", NULL);
	g_autoptr(WdNameResult) good = read_lists(fixture, "l.txt", WD_LEVEL_IT_MANAGED);
	g_autoptr(WdNameResult) writable = NULL;
	g_autoptr(WdNameResult) linked = NULL;
	g_autoptr(WdNameResult) elsewhere = NULL;
	g_autoptr(WdNameResult) foreign = NULL;

	g_assert_nonnull(find(good, "eve"));
	g_assert_cmpint(symlink(path, link), ==, 0);
	linked = read_lists(fixture, "link.txt", WD_LEVEL_IT_MANAGED);
	g_assert_true(linked->is_missing);
	g_assert_null(find(linked, "eve"));
	elsewhere = read_lists(fixture, "/etc/hostname", WD_LEVEL_IT_MANAGED);
	g_assert_true(elsewhere->is_missing);
	g_assert_cmpint(g_chmod(path, 0666), ==, 0);
	writable = read_lists(fixture, "l.txt", WD_LEVEL_IT_MANAGED);
	g_assert_true(writable->is_missing);
	g_assert_null(find(writable, "eve"));
	g_assert_cmpint(g_chmod(path, 0644), ==, 0);
	fixture->places.owner++;
	foreign = read_lists(fixture, "l.txt", WD_LEVEL_IT_MANAGED);
	g_assert_true(foreign->is_missing);
	g_assert_null(find(foreign, "eve"));
}

static void
test_cancelled(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autofree char *path = wd_policy_fixture_write(fixture, "base/lists/l.txt", "eve\n");
	g_autoptr(WdNameRequest) request = make_request(fixture, "l.txt", WD_LEVEL_USER);
	const gint is_cancelled = 1;
	g_autoptr(WdNameResult) result = wd_name_request_read(request, &is_cancelled);

	g_assert_cmpuint(result->n_lines, ==, 0);
}

static void
test_many_mistakes(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autofree char *text = g_strnfill(2000, '\n');
	g_autofree char *path = NULL;
	g_autoptr(WdNameResult) result = NULL;

	for (guint i = 0; i < 2000; i += 2)
		text[i] = '@';
	path = wd_policy_fixture_write(fixture, "base/lists/l.txt", text);
	result = read_lists(fixture, "l.txt", WD_LEVEL_USER);
	g_assert_cmpuint(result->problems->len, ==, WD_NAME_FILE_MAX_PROBLEMS);
}

static void
note_line(const char *path, guint line, const char *text, gpointer data)
{
	g_string_append_printf(data, "%u:%s ", line, text);
}

static void
test_search(void)
{
	g_autoptr(PolicyFixture) fixture = wd_policy_fixture_new();
	g_autofree char *path =
		wd_policy_fixture_write(fixture,
					"base/lists/l.txt",
					"bob\n@spam.example # all\n*\neve*\nEve@Spam.Example\n");
	g_autoptr(WdNameRequest) request = make_request(fixture, "l.txt", WD_LEVEL_USER);
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){.peer = "eve@spam.example"});
	g_autoptr(GString) lines = g_string_new(NULL);

	wd_name_request_search(request, event, FALSE, note_line, lines);
	g_assert_cmpstr(lines->str, ==, "2:@spam.example # all 4:eve* 5:Eve@Spam.Example ");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_assert_true(wd_crypto_start(NULL));
	WD_ADD_ROWS("/name-files/file/", files, test_file);
	g_test_add_func("/name-files/pieces", test_pieces);
	g_test_add_func("/name-files/folder", test_folder);
	g_test_add_func("/name-files/missing", test_missing);
	g_test_add_func("/name-files/managed", test_managed);
	g_test_add_func("/name-files/cancelled", test_cancelled);
	g_test_add_func("/name-files/many-mistakes", test_many_mistakes);
	g_test_add_func("/name-files/search", test_search);
	return g_test_run();
}
