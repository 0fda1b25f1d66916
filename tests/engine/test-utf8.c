/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/text/wd-utf8.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *text;
	guint max_chars;
	const char *shown;
} ShowCase;

static const ShowCase shown[] = {
	{"plain", "bob", 10, "bob"},
	{"empty", "", 10, ""},
	{"exactly-the-bound", "abcde", 5, "abcde"},
	{"one-over-the-bound", "abcdef", 5, "abcde\u2026"},
	{"counts-characters-not-bytes", "\u00e4\u00f6\u00fc", 3, "\u00e4\u00f6\u00fc"},
	{"override", "a\u202eb", 10, "a[U+202E]b"},
	{"isolate", "\u2067x\u2069", 10, "[U+2067]x[U+2069]"},
	{"zero-width-space", "pay\u200bpal", 10, "pay[U+200B]pal"},
	{"line-break-becomes-space", "a\nb\tc\u2028d", 10, "a b c d"},
	{"escape-character", "a\x1b[31m", 10, "a[U+001B][31m"},
	{"joiner-in-persian-stays", "\u0645\u06cc\u200c\u062e", 10, "\u0645\u06cc\u200c\u062e"},
	{"tag-character", "\U000e0041", 10, "[U+E0041]"},
	{"nothing-at-all", "abc", 0, "\u2026"},
};

static void
test_show(gconstpointer data)
{
	const ShowCase *row = data;
	g_autofree char *text = wd_utf8_show(row->text, row->max_chars);

	g_assert_cmpstr(text, ==, row->shown);
	g_assert_false(wd_utf8_has_direction_control(text));
}

typedef struct {
	const char *name;
	const char *text;
	gboolean is_blank;
	gboolean has_control;
} TextCase;

static const TextCase texts[] = {
	{"empty", "", TRUE, FALSE},
	{"spaces", " \t\u00a0\u3000", TRUE, FALSE},
	{"zero-width", "\u200b\u2060\ufeff", TRUE, FALSE},
	{"braille-blank", "\u2800", TRUE, FALSE},
	{"hangul-filler", "\u3164", TRUE, FALSE},
	{"override-only", "\u202e", TRUE, TRUE},
	{"a-letter", " x ", FALSE, FALSE},
	{"letters-reversed", "fdp\u202eexe", FALSE, TRUE},
	{"plain-mark-is-no-override", "\u05d0\u200f1", FALSE, FALSE},
	{"emoji", "\U0001f600", FALSE, FALSE},
};

static void
test_text(gconstpointer data)
{
	const TextCase *row = data;

	g_assert_cmpint(wd_utf8_is_blank(row->text), ==, row->is_blank);
	g_assert_cmpint(wd_utf8_has_direction_control(row->text), ==, row->has_control);
}

static void
test_characters(void)
{
	g_assert_true(wd_utf8_is_invisible(0x200b));
	g_assert_true(wd_utf8_is_invisible(0xad));
	g_assert_false(wd_utf8_is_invisible(' '));
	g_assert_false(wd_utf8_is_invisible('a'));
	for (gunichar c = 0x202a; c <= 0x202e; c++)
		g_assert_true(wd_utf8_is_direction_control(c));
	g_assert_false(wd_utf8_is_direction_control(0x2029));
	g_assert_false(wd_utf8_is_direction_control(0x200f));
}

typedef struct {
	const char *name;
	const char *text;
	const char *isolated;
} IsolateCase;

static const IsolateCase isolates[] = {
	{"empty", "", ""},
	{"latin", "Check the address.", "Check the address."},
	{"japanese", "\u78ba\u8a8d", "\u78ba\u8a8d"},
	{"arabic", "\u0631\u0627\u0628\u0637", "\u2068\u0631\u0627\u0628\u0637\u2069"},
	{"hebrew-after-latin", "paypal.com \u05d0", "\u2068paypal.com \u05d0\u2069"},
	{"digits-have-no-direction-of-their-own", "192.0.2.77", "192.0.2.77"},
};

static void
test_isolate(gconstpointer data)
{
	const IsolateCase *row = data;
	g_autofree char *text = wd_utf8_isolate(row->text);

	g_assert_cmpstr(text, ==, row->isolated);
}

static void
test_isolate_in(void)
{
	g_autofree char *arabic = wd_utf8_isolate_in(".exe", "\u064a\u0646\u062a\u0647\u064a");
	g_autofree char *english = wd_utf8_isolate_in(".exe", "ends in");
	g_autofree char *nothing = wd_utf8_isolate_in("", "\u064a");

	g_assert_cmpstr(arabic, ==, "\u2068.exe\u2069");
	g_assert_cmpstr(english, ==, ".exe");
	g_assert_cmpstr(nothing, ==, "");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/utf8/show/", shown, test_show);
	WD_ADD_ROWS("/utf8/text/", texts, test_text);
	WD_ADD_ROWS("/utf8/isolate/", isolates, test_isolate);
	g_test_add_func("/utf8/isolate-in", test_isolate_in);
	g_test_add_func("/utf8/characters", test_characters);
	return g_test_run();
}
