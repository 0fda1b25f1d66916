/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "finch/wd-text-lines.h"

typedef struct {
	const char *name;
	const char *part; /* of which the text is made */
	guint n_parts;
	guint n_lines;
	guint n_columns; /* of the longest */
} LineCase;

static const LineCase cases[] = {
	{"empty", "", 1, 0, 0},
	{"fits", "a", 74, 1, 74},
	{"one-too-many", "a", 75, 2, 74},
	{"at-spaces", "four ", 20, 2, 74},
	{"own-lines", "a\n", 3, 4, 1},
	{"wide", "日本", 40, 3, 74},
	{"wide-at-an-odd-end", "日a日", 16, 2, 72},
	{"marks", "a\u0301\u0323", 74, 1, 74},
	{"marks-alone", "\u0301", 500, 1, 0},
	{"markup", "<&", 37, 1, 74},
};

static guint
count_columns(const char *line)
{
	guint n = 0;

	for (const char *p = line; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		n += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
	}
	return n;
}

static char *
unescape(const char *html)
{
	g_auto(GStrv) less = g_strsplit(html, "&lt;", -1);
	g_autofree char *half = g_strjoinv("<", less);
	g_auto(GStrv) ampersands = g_strsplit(half, "&amp;", -1);

	return g_strjoinv("&", ampersands);
}

static void
test_lines(gconstpointer data)
{
	const LineCase *row = data;
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GString) html = g_string_new(NULL);
	g_auto(GStrv) lines = NULL;
	guint n_columns = 0;
	guint n_lines;

	for (guint i = 0; i < row->n_parts; i++)
		g_string_append(text, row->part);
	wd_text_lines_append(html, text->str);
	lines = g_strsplit(html->str, "<br>", -1);
	n_lines = MAX(g_strv_length(lines), 1) - 1; /* each ends in one */
	for (guint i = 0; i < n_lines; i++) {
		g_autofree char *plain = unescape(lines[i]);

		n_columns = MAX(n_columns, count_columns(plain));
	}
	g_assert_cmpuint(n_lines, ==, row->n_lines);
	g_assert_cmpuint(n_columns, ==, row->n_columns);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/text-lines/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_lines);
	}
	return g_test_run();
}
