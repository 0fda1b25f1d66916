/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "pidgin/wd-gtk-text.h"

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
	{"paragraph-separator",
	 "a\xe2\x80\xa9"
	 "b",
	 20,
	 "a b",
	 "a\nb"},
	{"runs-of-space", "a \t\xc2\xa0 b   ", 20, "a b", "a    b"},
	{"markup-is-text", "<b>&amp;</b>", 20, "<b>&amp;</b>", "<b>&amp;</b>"},
	{"override",
	 "inv\xe2\x80\xae"
	 "fdp.exe",
	 20,
	 "inv\xef\xbf\xbd"
	 "fdp.exe",
	 "inv\xef\xbf\xbd"
	 "fdp.exe"},
	{"isolate",
	 "\xe2\x81\xa7"
	 "a\xe2\x81\xa9",
	 20,
	 "\xef\xbf\xbd"
	 "a\xef\xbf\xbd",
	 "\xef\xbf\xbd"
	 "a\xef\xbf\xbd"},
	{"arabic-mark",
	 "a\xd8\x9c"
	 "b",
	 20,
	 "a\xef\xbf\xbd"
	 "b",
	 "a\xef\xbf\xbd"
	 "b"},
	{"zero-width-space", "ev\xe2\x80\x8bil", 20, "ev\xef\xbf\xbdil", "ev\xef\xbf\xbdil"},
	{"tag-letters", "a\xf3\xa0\x81\x81", 20, "a\xef\xbf\xbd", "a\xef\xbf\xbd"},
	{"control",
	 "a\x07\x1b[31mb",
	 20,
	 "a\xef\xbf\xbd\xef\xbf\xbd[31mb",
	 "a\xef\xbf\xbd\xef\xbf\xbd[31mb"},
	{"keeps-joiner-of-emoji",
	 "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
	 20,
	 "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
	 "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb"},
	{"keeps-right-to-left-letters",
	 "\xd7\xa9\xd7\x9c",
	 20,
	 "\xd7\xa9\xd7\x9c",
	 "\xd7\xa9\xd7\x9c"},
	{"stacked-marks",
	 "a\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86"
	 "b",
	 20,
	 "a\xcc\x81\xcc\x82\xcc\x83\xcc\x84"
	 "b",
	 "a\xcc\x81\xcc\x82\xcc\x83\xcc\x84"
	 "b"},
	{"not-utf8",
	 "a\xff\xfe"
	 "b",
	 20,
	 "a\xef\xbf\xbd\xef\xbf\xbd"
	 "b",
	 "a\xef\xbf\xbd\xef\xbf\xbd"
	 "b"},
	{"cut", "abcdef", 3, "abc\xe2\x80\xa6", "abc\xe2\x80\xa6"},
	{"exact", "abc", 3, "abc", "abc"},
	{"cut-between-letters",
	 "\xc3\xa4\xc3\xb6\xc3\xbc",
	 2,
	 "\xc3\xa4\xc3\xb6\xe2\x80\xa6",
	 "\xc3\xa4\xc3\xb6\xe2\x80\xa6"},
};

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

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strdup_printf("/text/%s", cases[i].name);

		g_test_add_data_func(path, &cases[i], test_case);
	}
	g_test_add_data_func("/text/huge/letters", "a", test_huge);
	g_test_add_data_func("/text/huge/marks", "\xcc\x81", test_huge);
	g_test_add_data_func("/text/huge/invalid", "\xff", test_huge);
	g_test_add_data_func("/text/huge/spaces", " ", test_huge);
	return g_test_run();
}
