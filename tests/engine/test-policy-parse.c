/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-limits.h"
#include "engine/wd-policy-parse.h"

/* Every trap of key files: what GLib would make of it stands in the name or beside it. */
typedef struct {
	const char *name;
	const char *bytes;
	gssize len; /* -1: up to the nul */
	gboolean is_readable;
	guint n_entries;
	guint line; /* of the first problem; 0: none */
	guint column;
	const char *expected; /* in its message */
} FileCase;

#define OK(name, bytes, n)                                                                         \
	{                                                                                          \
		name, bytes, -1, TRUE, n, 0, 0, NULL                                               \
	}
#define BAD(name, bytes, line, column, expected)                                                   \
	{                                                                                          \
		name, bytes, -1, FALSE, 0, line, column, expected                                  \
	}

static const FileCase files[] = {
	OK("empty", "", 0),
	OK("comments", "# one\n\n   # two\n", 0),
	OK("plain", "[Spim]\nEnabled=true\n", 1),
	OK("space-around", "  [Spim]  \n  Enabled = true  \n", 1),
	OK("crlf", "[Spim]\r\nEnabled=true\r\n", 1),
	OK("byte-order-mark", "\xef\xbb\xbf[Spim]\nEnabled=true\n", 1), /* GLib: rejected */
	OK("value-with-equals", "[Meta]\nContact=a=b\n", 1),
	OK("empty-value", "[Meta]\nContact=\n", 1),
	OK("group-twice", "[Spim]\nEnabled=true\n[Links]\n[Spim]\nAction=hold\n", 2),
	OK("unknown-is-no-syntax", "[Nothing]\nWhat=ever\n", 1),
	OK("utf8", "[Meta]\nOrganisation=Gr\xc3\xbc\xc3\x9f\n", 1),
	BAD("semicolon-comment", "[Spim]\n; note\nEnabled=true\n", 2, 1, "starts with “#”"),
	BAD("no-group", "Enabled=true\n", 1, 1, "expected a [Group]"),
	BAD("junk", "[Spim]\nEnabled\n", 2, 1, "expected [Group], Key=value"),
	BAD("truncated-line", "[Spim]\nEnabled=true\nAct", 3, 1, "expected [Group], Key=value"),
	BAD("open-group", "[Spim\nEnabled=true\n", 1, 6, "expected “]”"),
	BAD("empty-group", "[]\n", 1, 2, "the name of a group"),
	BAD("after-group", "[Spim] # note\n", 1, 7, "nothing after"),
	BAD("no-key", "[Spim]\n =true\n", 2, 2, "name of a key"),
	BAD("space-in-key", "[Spim]\nIs Enabled=true\n", 2, 4, "expected “=”"),
	BAD("localised-key", "[Spim]\nEnabled[de]=true\n", 2, 8, "expected “=”"),
	BAD("invalid-utf8", "[Meta]\nContact=a\xff\n", 2, 10, "UTF-8"),
	BAD("latin-1", "[Meta]\nContact=Gr\xfc\xdf\n", 2, 11, "UTF-8"),
	BAD("lone-cr", "[Spim]\rEnabled=true\n", 1, 7, "control character"),
	{"nul", "[Spim]\nEna\0bled=true\n", 21, FALSE, 0, 2, 4, "control character"},
	{"utf-16", "\xff\xfe[\0S\0", 6, FALSE, 0, 1, 4, "control character"},
	BAD("bad-rule", "[Rules]\n10-a=kind=im;action=explode\n", 2, 6, "an action"),
	BAD("rule-without-action", "[Rules]\n10-a=kind=im\n", 2, 6, "action=…"),
	{"no-last-newline", "[Spim]\nEnabled=true", -1, TRUE, 1, 2, 13, "was the file cut"},
};

static void
test_file(gconstpointer data)
{
	const FileCase *row = data;
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	gsize len = row->len < 0 ? strlen(row->bytes) : (gsize)row->len;
	g_autoptr(WdPolicyFile) file =
		wd_policy_file_parse("p.conf", WD_LEVEL_IT_MANAGED, row->bytes, len, problems);
	const WdPolicyProblem *problem;

	g_assert_cmpint(file->is_readable, ==, row->is_readable);
	if (row->is_readable)
		g_assert_cmpuint(file->entries->len, ==, row->n_entries);
	if (row->line == 0) {
		g_assert_cmpuint(problems->len, ==, 0);
		return;
	}
	g_assert_cmpuint(problems->len, >, 0);
	problem = g_ptr_array_index(problems, 0);
	g_assert_cmpstr(problem->path, ==, "p.conf");
	g_assert_cmpuint(problem->line, ==, row->line);
	g_assert_cmpuint(problem->column, ==, row->column);
	g_assert_true(problem->is_managed);
	g_assert_nonnull(strstr(problem->message, row->expected));
}

static void
test_entry(void)
{
	const char text[] =
		"# head\n[Links]\n\tAction =\tplain \n[Rules]\n10-a=kind=im;action=warn\n";
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(WdPolicyFile) file =
		wd_policy_file_parse("p", WD_LEVEL_USER, text, strlen(text), problems);
	const WdPolicyEntry *entry = g_ptr_array_index(file->entries, 0);
	const WdPolicyEntry *rule = g_ptr_array_index(file->entries, 1);

	g_assert_cmpuint(problems->len, ==, 0);
	g_assert_cmpstr(entry->group, ==, "Links");
	g_assert_cmpstr(entry->name, ==, "Action");
	g_assert_cmpstr(entry->value, ==, "plain");
	g_assert_cmpuint(entry->line, ==, 3);
	g_assert_cmpuint(entry->group_line, ==, 2);
	g_assert_cmpuint(entry->name_column, ==, 2);
	g_assert_cmpuint(entry->value_column, ==, 11);
	g_assert_null(entry->rule);
	g_assert_cmpstr(rule->rule->source, ==, "p:5");
	g_assert_cmpuint(rule->rule->level, ==, WD_LEVEL_USER);
}

/* Whoever mends a file wants all of it named at once. */
static void
test_names_every_mistake(void)
{
	const char text[] = "[Spim]\n; one\nEnabled=true\ntwo\n[three\n";
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(WdPolicyFile) file =
		wd_policy_file_parse("p", WD_LEVEL_USER, text, strlen(text), problems);
	const guint lines[] = {2, 4, 5};

	g_assert_cmpuint(problems->len, ==, 3);
	for (guint i = 0; i < 3; i++) {
		const WdPolicyProblem *problem = g_ptr_array_index(problems, i);

		g_assert_cmpuint(problem->line, ==, lines[i]);
	}
	g_assert_false(file->is_readable);
}

/* A broken [Group line must not leave its keys to the group before it. */
static void
test_broken_group_takes_nothing(void)
{
	const char text[] = "[Spim]\nEnabled=true\n[Links\nEnabled=false\n";
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(WdPolicyFile) file =
		wd_policy_file_parse("p", WD_LEVEL_USER, text, strlen(text), problems);

	g_assert_cmpuint(file->entries->len, ==, 1);
	g_assert_cmpuint(problems->len, ==, 2);
}

static void
test_bound(void)
{
	g_autofree char *big = g_strnfill(WD_LIMIT_POLICY_BYTES + 1, '\n');
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(WdPolicyFile) fits =
		wd_policy_file_parse("p", WD_LEVEL_USER, big, WD_LIMIT_POLICY_BYTES, problems);
	g_autoptr(WdPolicyFile) over = NULL;

	g_assert_true(fits->is_readable);
	g_assert_cmpuint(problems->len, ==, 0);
	over = wd_policy_file_parse("p", WD_LEVEL_USER, big, WD_LIMIT_POLICY_BYTES + 1, problems);
	g_assert_false(over->is_readable);
	g_assert_cmpuint(problems->len, ==, 1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path = g_strconcat("/policy-parse/", files[i].name, NULL);

		g_test_add_data_func(path, &files[i], test_file);
	}
	g_test_add_func("/policy-parse/entry", test_entry);
	g_test_add_func("/policy-parse/names-every-mistake", test_names_every_mistake);
	g_test_add_func("/policy-parse/broken-group-takes-nothing",
			test_broken_group_takes_nothing);
	g_test_add_func("/policy-parse/bound", test_bound);
	return g_test_run();
}
