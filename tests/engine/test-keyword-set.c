/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-keyword-set.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *words; /* "|" between them; each has its place as its number */
	const char *text;
	const char *found; /* "NUMBER@START " for each */
} Case;

static const Case cases[] = {
	{"one", "falcon", "the falcon flies", "0@4 "},
	{"cases", "FalCon", "FALCON falcon", "0@0 0@7 "},
	{"inside-a-word", "key", "monkeys", "0@3 "},
	{"overlapping", "he|she|his|hers", "ushers", "1@1 0@2 3@2 "},
	{"one-ends-another", "abcd|bcd|cd|d", "abcd", "0@0 1@1 2@2 3@3 "},
	{"the-same-twice", "aa", "aaaa", "0@0 0@1 0@2 "},
	{"fails-back", "abab|babc", "ababc", "0@0 1@1 "},
	{"many-edges", "a|b|c|d|e|f|g|h", "hgx", "7@0 6@1 "},
	{"bytes-beyond-ascii", "пароль", "мой пароль", "0@7 "},
	{"two-with-one-number", "pwd|pwd", "pwd", "1@0 0@0 "},
	{"nothing", "falcon", "falco", ""},
	{"empty-text", "falcon", "", ""},
	{"empty-word", "", "abc", ""},
	{"no-words", NULL, "abc", ""},
};

static gboolean
note(guint id, gsize start, gsize end, gpointer data)
{
	g_string_append_printf(data, "%u@%" G_GSIZE_FORMAT " ", id, start);
	g_assert_cmpuint(start, <, end);
	return TRUE;
}

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdKeywordSet) set = wd_keyword_set_new();
	g_auto(GStrv) words = g_strsplit(row->words != NULL ? row->words : "", "|", -1);
	g_autoptr(GString) found = g_string_new(NULL);

	for (guint i = 0; words[i] != NULL; i++)
		wd_keyword_set_add(set, words[i], i);
	wd_keyword_set_seal(set);
	wd_keyword_set_scan(set, row->text, strlen(row->text), note, found);
	g_assert_cmpstr(found->str, ==, row->found);
}

static gboolean
count_one(guint id, gsize start, gsize end, gpointer data)
{
	guint *n = data;

	(*n)++;
	return FALSE;
}

static void
test_stops_when_told(void)
{
	g_autoptr(WdKeywordSet) set = wd_keyword_set_new();
	guint n = 0;

	wd_keyword_set_add_list(set, "a|b", 1);
	wd_keyword_set_seal(set);
	wd_keyword_set_scan(set, "abab", 4, count_one, &n);
	g_assert_cmpuint(n, ==, 1);
}

/* Every word of a text in which each differs from the last one by a letter: many states that fail
 * back a long way. */
static void
test_finds_all_of_many(void)
{
	g_autoptr(WdKeywordSet) set = wd_keyword_set_new();
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) found = g_string_new(NULL);
	guint n = 0;

	for (guint i = 0; i < 1000; i++) {
		g_autofree char *word = g_strdup_printf("aaaa%03u", i);

		wd_keyword_set_add(set, word, i);
		g_string_append(text, word);
	}
	wd_keyword_set_seal(set);
	wd_keyword_set_scan(set, text->str, text->len, note, found);
	for (const char *at = found->str; (at = strchr(at, '@')) != NULL; at++)
		n++;
	g_assert_cmpuint(n, ==, 1000);
	g_assert_cmpuint(wd_keyword_set_get_bytes(set), <, 400 * 1024);
}

/* The automaton against looking for each word by itself. */
static void
test_agrees_with_looking(void)
{
	static const char *const words[] = {"a", "ab", "bab", "bc", "bca", "c", "caa", "abc"};
	g_autoptr(WdKeywordSet) set = wd_keyword_set_new();

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		wd_keyword_set_add(set, words[i], i);
	wd_keyword_set_seal(set);
	for (guint n = 0; n < 3 * 3 * 3 * 3 * 3 * 3 * 3; n++) {
		g_autoptr(GString) found = g_string_new(NULL);
		g_autoptr(GString) expected = g_string_new(NULL);
		char text[8];
		guint n_found = 0;
		guint n_expected = 0;

		for (guint i = 0, rest = n; i < 7; i++, rest /= 3)
			text[i] = (char)('a' + rest % 3);
		text[7] = '\0';
		wd_keyword_set_scan(set, text, 7, note, found);
		for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
			for (const char *at = text; (at = strstr(at, words[i])) != NULL; at++) {
				g_autofree char *mark =
					g_strdup_printf("%u@%d ", i, (int)(at - text));

				g_assert_nonnull(strstr(found->str, mark));
				n_expected++;
			}
		}
		for (const char *at = found->str; (at = strchr(at, '@')) != NULL; at++)
			n_found++;
		g_assert_cmpuint(n_found, ==, n_expected);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/keyword-set/", cases, test_case);
	g_test_add_func("/keyword-set/stops-when-told", test_stops_when_told);
	g_test_add_func("/keyword-set/finds-all-of-many", test_finds_all_of_many);
	g_test_add_func("/keyword-set/agrees-with-looking", test_agrees_with_looking);
	return g_test_run();
}
