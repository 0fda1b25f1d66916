/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-leak-text.h"

#include <string.h>

#include "engine/text/wd-utf8.h"

#define FULL_WIDTH_FIRST 0xff01 /* "！", the copy of ASCII for East Asian type */
#define FULL_WIDTH_LAST  0xff5e

/* Capitals of other scripts that look like one of ASCII; numbers of accounts and of people are
 * written in capitals. Unicode's confusables.txt, Greek and Cyrillic. */
static const struct {
	gunichar c;
	char looks;
} capitals[] = {
	{0x391, 'A'}, {0x392, 'B'}, {0x395, 'E'}, {0x396, 'Z'}, {0x397, 'H'}, {0x399, 'I'},
	{0x39a, 'K'}, {0x39c, 'M'}, {0x39d, 'N'}, {0x39f, 'O'}, {0x3a1, 'P'}, {0x3a4, 'T'},
	{0x3a5, 'Y'}, {0x3a7, 'X'}, {0x405, 'S'}, {0x406, 'I'}, {0x408, 'J'}, {0x410, 'A'},
	{0x412, 'B'}, {0x415, 'E'}, {0x41a, 'K'}, {0x41c, 'M'}, {0x41d, 'H'}, {0x41e, 'O'},
	{0x420, 'P'}, {0x421, 'C'}, {0x422, 'T'}, {0x423, 'Y'}, {0x425, 'X'},
};

/* Digits that Unicode does not call decimal: in circles and above the line. */
static gunichar
plain_digit(gunichar c)
{
	if (c >= 0x2460 && c <= 0x2468)
		return c - 0x2460 + '1';
	if (c == 0x24ea || c == 0x2070)
		return '0';
	if (c == 0xb9)
		return '1';
	if (c == 0xb2 || c == 0xb3)
		return c - 0xb2 + '2';
	if (c >= 0x2074 && c <= 0x2079)
		return c - 0x2070 + '0';
	if (c >= 0x2080 && c <= 0x2089)
		return c - 0x2080 + '0';
	return c;
}

/* @c as the sign of ASCII that a person reads; 0 for what is not seen, @c itself for the rest. */
static gunichar
plain_sign(gunichar c)
{
	if (c < 0x80)
		return c == '\t' ? ' ' : c;
	if (g_unichar_isdigit(c))
		return (gunichar)('0' + g_unichar_digit_value(c));
	if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST)
		return c - FULL_WIDTH_FIRST + '!';
	if (wd_utf8_is_invisible(c))
		return 0;
	if (g_unichar_type(c) == G_UNICODE_SPACE_SEPARATOR)
		return ' ';
	if (g_unichar_type(c) == G_UNICODE_DASH_PUNCTUATION || c == 0x2212)
		return '-';
	return plain_digit(c);
}

/* A foreign capital counts as ours only beside letters and digits of ours: in a Russian word it is
 * what it is. */
static gunichar
plain_capital(gunichar c, char before, char after)
{
	if (c < 0x391 || c > 0x425 || (!g_ascii_isalnum(before) && !g_ascii_isalnum(after)))
		return c;
	for (guint i = 0; i < G_N_ELEMENTS(capitals); i++) {
		if (capitals[i].c == c)
			return (gunichar)capitals[i].looks;
	}
	return c;
}

static void
count(WdLeakText *view)
{
	guint n_word = 0;

	for (gsize i = 0; i < view->len; i++) {
		char c = view->plain[i];
		gboolean is_digit = c >= '0' && c <= '9';

		view->n_digits += is_digit;
		n_word = is_digit || (guint8)((c | 0x20) - 'a') < 26 ? n_word + 1 : 0;
		view->longest_word = n_word > view->longest_word ? n_word : view->longest_word;
	}
}

/* Most messages are plain already. */
static gboolean
needs_folding(const char *text)
{
	char before = '\0';

	for (; *text != '\0'; before = *text++) {
		if ((guchar)*text >= 0x80 || *text == '\t' || (*text == ' ' && before == ' '))
			return TRUE;
	}
	return FALSE;
}

static void
fold(WdLeakText *view)
{
	gsize room = strlen(view->text) + 1;
	GString *out = g_string_sized_new(room);
	gsize *offsets = g_new(gsize, room);

	for (const char *at = view->text; *at != '\0'; at = g_utf8_next_char(at)) {
		char before = out->len > 0 ? out->str[out->len - 1] : '\0';
		gunichar c = plain_capital(
			plain_sign(g_utf8_get_char(at)), before, *g_utf8_next_char(at));
		gsize first = out->len;

		if (c == 0 || (c == ' ' && before == ' '))
			continue;
		g_string_append_unichar(out, c);
		for (gsize i = first; i < out->len; i++)
			offsets[i] = (gsize)(at - view->text);
	}
	offsets[out->len] = strlen(view->text);
	view->len = out->len;
	view->offsets = offsets;
	view->plain = view->owned = g_string_free(out, FALSE);
}

/**
 * wd_leak_text_init:
 * @view: (out): to be cleared with wd_leak_text_clear()
 * @text: valid UTF-8; stays where it is while @view is used
 *
 * Digits, letters, gaps and hyphens of every kind become those of ASCII, a row of gaps becomes one.
 */
void
wd_leak_text_init(WdLeakText *view, const char *text)
{
	*view = (WdLeakText){.plain = text, .text = text};
	if (needs_folding(text))
		fold(view);
	else
		view->len = strlen(text);
	count(view);
}

/**
 * wd_leak_text_clear:
 * @view: a view
 */
void
wd_leak_text_clear(WdLeakText *view)
{
	g_clear_pointer(&view->owned, g_free);
	g_clear_pointer(&view->offsets, g_free);
}

/**
 * wd_leak_text_get_start:
 * @view: a view
 * @start: byte of its plain text
 *
 * Returns: the byte of the original where that character begins
 */
gsize
wd_leak_text_get_start(const WdLeakText *view, gsize start)
{
	return view->offsets != NULL ? view->offsets[start] : start;
}

/**
 * wd_leak_text_get_end:
 * @view: a view
 * @start: first byte of a range in its plain text
 * @end: byte behind it
 *
 * Returns: the byte of the original behind the last character of the range
 */
gsize
wd_leak_text_get_end(const WdLeakText *view, gsize start, gsize end)
{
	const char *last;

	if (view->offsets == NULL || end <= start)
		return wd_leak_text_get_start(view, end);
	last = view->text + view->offsets[end - 1];
	return (gsize)(g_utf8_next_char(last) - view->text);
}
