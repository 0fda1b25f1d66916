/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "pidgin/wd-gtk-text.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *text;
	gsize max_chars;
	const char *line;
	const char *body;
} TextCase;

static const TextCase cases[] = {
	{"plain", "hello", 20, "hello", "hello"},
	{"null", NULL, 20, "", ""},
	{"empty", "", 20, "", ""},
	{"lines", "one\r\ntwo\n\nthree", 40, "one two three", "one\n\ntwo\n\nthree"},
	{"paragraph-separator", "a\u2029b", 20, "a b", "a\nb"},
	{"runs-of-space", "a \t\u00a0 b   ", 20, "a b", "a    b"},
	{"markup-is-text", "<b>&amp;</b>", 20, "<b>&amp;</b>", "<b>&amp;</b>"},
	{"override", "inv\u202efdp.exe", 20, "inv[U+202E]fdp.exe", "inv[U+202E]fdp.exe"},
	{"isolate", "\u2067a\u2069", 20, "[U+2067]a[U+2069]", "[U+2067]a[U+2069]"},
	{"arabic-mark", "a\u061cb", 20, "a[U+061C]b", "a[U+061C]b"},
	{"zero-width-space", "ev\u200bil", 20, "ev[U+200B]il", "ev[U+200B]il"},
	{"tag-letters", "a\U000e0041", 20, "a[U+E0041]", "a[U+E0041]"},
	{"control", "a\a\033[31mb", 20, "a[U+0007][U+001B][31mb", "a[U+0007][U+001B][31mb"},
	{"keeps-joiner-of-emoji",
	 "\U0001f469\u200d\U0001f4bb",
	 20,
	 "\U0001f469\u200d\U0001f4bb",
	 "\U0001f469\u200d\U0001f4bb"},
	{"keeps-right-to-left-letters", "\u05e9\u05dc", 20, "\u05e9\u05dc", "\u05e9\u05dc"},
	{"stacked-marks",
	 "a\u0301\u0302\u0303\u0304\u0305\u0306b",
	 20,
	 "a\u0301\u0302\u0303\u0304b",
	 "a\u0301\u0302\u0303\u0304b"},
	{"not-utf8",
	 "a\xff\xfe"
	 "b",
	 20,
	 "a\ufffd\ufffdb",
	 "a\ufffd\ufffdb"},
	{"cut", "abcdef", 3, "abc\u2026", "abc\u2026"},
	{"exact", "abc", 3, "abc", "abc"},
	{"cut-among-spaces", "a                              b", 3, "a \u2026", "a  \u2026"},
	{"cut-among-marks",
	 "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301z",
	 3,
	 "a\u0301\u0301\u2026",
	 "a\u0301\u0301\u2026"},
	{"cut-between-letters",
	 "\u00e4\u00f6\u00fc",
	 2,
	 "\u00e4\u00f6\u2026",
	 "\u00e4\u00f6\u2026"},
};

/* What stays in a sentence of ours, and what a peer could make of that. */
typedef struct {
	const char *name;
	const char *text;
	gsize max_chars;
	const char *shown;
} SentenceCase;

static const SentenceCase sentences[] = {
	{"plain", "it leads to a.test\nreally", 40, "it leads to a.test\nreally"},
	{"isolated", "\u0627 \u2068a.test\u2069 \u0628", 40, "\u0627 \u2068a.test\u2069 \u0628"},
	{"nested", "\u2068a \u2068b\u2069\u2069", 40, "\u2068a \u2068b\u2069\u2069"},
	{"not-closed", "\u2068a", 40, "\u2068a\u2069"},
	{"not-opened", "a\u2069b", 40, "a[U+2069]b"},
	{"closed-in-another-line", "\u2068a\nb\u2069", 40, "\u2068a\u2069\nb[U+2069]"},
	{"cut", "\u2068abcdef\u2069", 3, "\u2068ab\u2026\u2069"},
	{"other-direction", "\u2067a\u2069", 40, "[U+2067]a[U+2069]"},
	{"override-inside", "\u2068a\u202eb\u2069", 40, "\u2068a[U+202E]b\u2069"},
};

static void
test_sentence(gconstpointer data)
{
	const SentenceCase *row = data;
	g_autofree char *shown = wd_gtk_text_sentence(row->text, row->max_chars);

	g_assert_cmpstr(shown, ==, row->shown);
}

static void
test_case(gconstpointer data)
{
	const TextCase *row = data;
	g_autofree char *line = wd_gtk_text_line(row->text, row->max_chars);
	g_autofree char *body = wd_gtk_text_body(row->text, row->max_chars);

	g_assert_cmpstr(line, ==, row->line);
	g_assert_cmpstr(body, ==, row->body);
}

/* Ten megabytes must cost what a line costs; one that is all marks must end too. */
static void
test_huge(gconstpointer data)
{
	const char *piece = data;
	gsize len = strlen(piece);
	gsize n_pieces = 10 * 1024 * 1024 / len;
	g_autofree char *huge = g_malloc(n_pieces * len + 1);
	g_autofree char *line = NULL;

	for (gsize i = 0; i < n_pieces; i++)
		memcpy(huge + i * len, piece, len);
	huge[n_pieces * len] = '\0';
	line = wd_gtk_text_line(huge, 100);
	g_assert_true(g_utf8_validate(line, -1, NULL));
	g_assert_cmpint(g_utf8_strlen(line, -1), <=, 101);
}

/* What Pidgin itself does with its entry box is tested in the real Pidgin. */
static const struct {
	const char *name;
	const char *entry;
	const char *text;
	gboolean holds;
} entries[] = {
	{"same", "see you at ten", "see you at ten", TRUE},
	{"one-line-of-several", "first\nsecond line\nthird", "second line", TRUE},
	{"other-spaces", "see  you\tat ten ", "see you at ten", TRUE},
	{"smiley-is-a-picture", "fine \xef\xbf\xbc", "fine :-)", TRUE},
	{"only-a-smiley", "\xef\xbf\xbc", ":-)", TRUE},
	{"other-script",
	 "\u0434\u043e \u0437\u0430\u0432\u0442\u0440\u0430",
	 "\u0434\u043e \u0437\u0430\u0432\u0442\u0440\u0430",
	 TRUE},
	{"empty-box", "", "is this you? http://a.test/", FALSE},
	{"half-written-something-else", "see you at", "is this you? http://a.test/", FALSE},
	{"more-than-was-written", "see you", "see you at http://a.test/", FALSE},
	{"signs-from-an-empty-box", "", ":-)", FALSE},
};

static void
test_entry(gconstpointer data)
{
	guint i = GPOINTER_TO_UINT(data);

	g_assert_cmpint(wd_gtk_text_holds(entries[i].entry, entries[i].text), ==, entries[i].holds);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strdup_printf("/text/%s", cases[i].name);

		g_test_add_data_func(path, &cases[i], test_case);
	}
	WD_ADD_ROWS("/text/sentence/", sentences, test_sentence);
	for (guint i = 0; i < G_N_ELEMENTS(entries); i++) {
		g_autofree char *path = g_strconcat("/text/entry/", entries[i].name, NULL);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_entry);
	}
	g_test_add_data_func("/text/huge/letters", "a", test_huge);
	g_test_add_data_func("/text/huge/marks", "\xcc\x81", test_huge);
	g_test_add_data_func("/text/huge/invalid", "\xff", test_huge);
	g_test_add_data_func("/text/huge/spaces", " ", test_huge);
	return g_test_run();
}
