/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/leak/wd-leak-text.h"
#include "engine/leak/wd-leak-words.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *text;
	const char *plain;
	guint n_digits;
	guint longest_word;
} Case;

static const Case cases[] = {
	{"plain", "pay 4111 now", "pay 4111 now", 4, 4},
	{"full-width", "\uff14\uff11 \uff21\uff22", "41 AB", 2, 2},
	{"arabic-digits", "\u0664\u0661", "41", 2, 2},
	{"in-circles", "\u2463\u2460\u24ea", "410", 3, 3},
	{"above-the-line", "\u2074\u00b9\u2070", "410", 3, 3},
	{"mathematical", "\U0001d7d2\U0001d7cf", "41", 2, 2},
	{"invisible", "4\u200b1\u00ad1", "411", 3, 3},
	{"gaps", "4  \t 1\u00a0\u00a01", "4 1 1", 3, 1},
	{"dashes", "4\u20131\u22121", "4-1-1", 3, 1},
	{"foreign-capital-beside-ours", "D\u041589", "DE89", 2, 4},
	{"foreign-capital-in-its-word", "\u041d\u0415\u0422", "\u041d\u0415\u0422", 0, 0},
	{"foreign-small-letters", "пароль", "пароль", 0, 0},
	{"new-lines-stay", "a\n\nb", "a\n\nb", 0, 1},
	{"empty", "", "", 0, 0},
};

static void
test_fold(gconstpointer data)
{
	const Case *row = data;
	g_auto(WdLeakText) view = {0};

	wd_leak_text_init(&view, row->text);
	g_assert_cmpstr(view.plain, ==, row->plain);
	g_assert_cmpuint(view.len, ==, strlen(row->plain));
	g_assert_cmpuint(view.n_digits, ==, row->n_digits);
	g_assert_cmpuint(view.longest_word, ==, row->longest_word);
	g_assert_cmpuint(wd_leak_text_get_start(&view, 0), <=, strlen(row->text));
	g_assert_cmpuint(wd_leak_text_get_end(&view, 0, view.len), <=, strlen(row->text));
}

/* A range of the plain text is a range of whole characters of the original. */
static void
test_ranges(void)
{
	g_auto(WdLeakText) view = {0};

	wd_leak_text_init(&view, "x\u200b \uff14\uff11\uff11 y");
	g_assert_cmpstr(view.plain, ==, "x 411 y");
	g_assert_cmpuint(wd_leak_text_get_start(&view, 2), ==, 5);
	g_assert_cmpuint(wd_leak_text_get_end(&view, 2, 5), ==, 14);
}

typedef struct {
	const char *name;
	const char *text;
	const char *words;
	const char *key;
} WordsCase;

static const WordsCase words_cases[] = {
	{"one", "Falcon", " falcon ", " falcon "},
	{"signs-between", "Project -- \"Falcon\"!", " project falcon ", " project falcon "},
	{"umlaut", "GEHEIM Größe", " geheim größe ", " geheim größe "},
	{"no-gaps-in-the-script", "项目猎鹰", " 项目猎鹰 ", "项目猎鹰"},
	{"mixed", "项目 X", " 项目 x ", "项目 x "},
	{"letter-that-grows", "\u023a", " \u2c65 ", " \u2c65 "},
	{"only-signs", "--- !", " ", ""},
	{"nothing", "", " ", ""},
};

static void
test_words(gconstpointer data)
{
	const WordsCase *row = data;
	g_auto(WdLeakWords) words = {0};
	g_autofree char *key = wd_leak_words_make_key(row->text);

	wd_leak_words_init(&words, row->text);
	g_assert_cmpstr(words.text, ==, row->words);
	g_assert_cmpstr(key, ==, row->key);
	for (gsize i = 0; i < words.len; i++)
		g_assert_cmpuint(words.offsets[i], <=, strlen(row->text));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/leak-text/fold/", cases, test_fold);
	g_test_add_func("/leak-text/ranges", test_ranges);
	WD_ADD_ROWS("/leak-text/words/", words_cases, test_words);
	return g_test_run();
}
