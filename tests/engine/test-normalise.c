/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/text/wd-normalise.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *text;
	const char *normal;
} Case;

static const Case cases[] = {
	{"keeps-plain-words", "see you there", "see you there"},
	{"lower-cases", "FREE Entry", "free entry"},
	{"empty", "", ""},
	{"only-spaces", " \t\n ", ""},
	{"one-space-between-words", "  a\u00a0 lot\tof \n space ", "a lot of space"},
	{"full-width", "\uff26\uff32\uff25\uff25", "free"},
	{"mathematical-letters", "\U0001d41f\U0001d42b\U0001d41e\U0001d41e", "free"},
	{"ligature", "o\ufb03ce", "office"},
	{"zero-width-space", "t\u200bickets", "tickets"},
	{"soft-hyphen", "cas\u00adino", "casino"},
	{"variation-selector", "win\ufe0f", "win"},
	{"cyrillic-inside-latin", "c\u0430sin\u043e", "casino"},
	{"greek-inside-latin", "pr\u03b9ze", "prize"},
	{"accents", "pr\u00efz\u00e9", "prize"},
	{"combining-accents", "p\u0300r\u0301i\u0302ze", "prize"},
	{"whole-cyrillic-word-stays",
	 "\u041f\u0440\u0438\u0432\u0435\u0442",
	 "\u043f\u0440\u0438\u0432\u0435\u0442"},
	{"sharp-s", "Stra\u00dfe", "strasse"},
	{"joins-spaced-letters", "F r e e tickets", "free tickets"},
	{"joins-at-the-end", "get it f r e e", "get it free"},
	{"joins-letters-of-two-scripts", "f r \u0435 \u0435", "free"}, /* found by fuzz-normalise */
	{"two-letters-are-words", "plan a b now", "plan a b now"},
	{"keeps-punctuation", "Win! \u00a31,000", "win! \u00a31,000"},
	{"joiner-of-emoji", "\U0001f469\u200d\U0001f467", "\U0001f469\U0001f467"},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *normal = wd_normalise_text(row->text);
	g_autofree char *twice = wd_normalise_text(normal);

	g_assert_cmpstr(normal, ==, row->normal);
	g_assert_cmpstr(twice, ==, normal);
}

typedef struct {
	const char *name;
	gunichar c;
	gunichar plain;
} LetterCase;

static const LetterCase letters[] = {
	{"ascii-stays", 'Q', 'Q'},
	{"cyrillic-a", 0x430, 'a'},
	{"cyrillic-es", 0x441, 'c'},
	{"dotless-i", 0x131, 'i'},
	{"accented", 0xe9, 'e'},
	{"capital-accented", 0xc9, 'e'},
	{"cyrillic-zhe-looks-like-none", 0x436, 0x436},
	{"chinese", 0x4e2d, 0x4e2d},
	{"emoji", 0x1f384, 0x1f384},
};

static void
test_letter(gconstpointer data)
{
	const LetterCase *row = data;

	g_assert_cmphex(wd_normalise_confusable(row->c), ==, row->plain);
}

/* Only the beginning counts, and it ends between two characters. */
static void
test_long_text_is_cut(void)
{
	g_autoptr(GString) text = g_string_new("x");
	g_autofree char *normal = NULL;

	for (guint i = 0; i < 60000; i++)
		g_string_append(text, "\u0436");
	normal = wd_normalise_text(text->str);
	g_assert_cmpuint(strlen(normal), ==, 32 * 1024 - 1);
	g_assert_true(g_utf8_validate(normal, -1, NULL));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/normalise/text/", cases, test_case);
	WD_ADD_ROWS("/normalise/letter/", letters, test_letter);
	g_test_add_func("/normalise/long-text-is-cut", test_long_text_is_cut);
	return g_test_run();
}
