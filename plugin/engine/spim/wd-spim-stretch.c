/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-stretch.h"

#include <string.h>

#define FIRST_OF_EAST 0x2e80 /* from here on scripts put no blanks between words */
#define MAX_OF_EAST   8      /* letters of these in one token */

/* Most text is ASCII, and to call a function for each letter costs more than the rest. */
static gunichar
get(const char *at)
{
	return (guchar)*at < 0x80 ? (gunichar)*at : g_utf8_get_char(at);
}

static gboolean
is_letter(gunichar c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	return g_unichar_isalpha(c);
}

static gboolean
is_digit(gunichar c)
{
	return c >= '0' && c <= '9';
}

static gboolean
is_leet_sign(gunichar c)
{
	return c == '@' || c == '$' || c == '+';
}

static gboolean
is_quote(gunichar c)
{
	return c == '\'' || c == '`' || c == 0x2019;
}

/* The letter that a digit or sign stands for in "fr33" and "c@ll". */
static gunichar
unleet(gunichar c)
{
	static const char from[] = "013457@$+";
	static const char to[] = "oieastast";
	const char *at = c < 0x80 ? memchr(from, (int)c, sizeof from - 1) : NULL;

	return at != NULL ? (gunichar)to[at - from] : c;
}

/* "fr33" and "t00": no model of a phone is called like that. */
static gboolean
ends_in_vowels(const WdSpimStretch *stretch)
{
	return stretch->n_digits == 2 && stretch->n_letters >= 1 &&
	       stretch->end - stretch->start >= 3 &&
	       (memcmp(stretch->end - 2, "33", 2) == 0 || memcmp(stretch->end - 2, "00", 2) == 0);
}

/* Digits behind a word or before it are numbers ("mp3", "2nite"); inside one they are letters. */
static gboolean
is_leet(const WdSpimStretch *stretch)
{
	gboolean has_letter = FALSE;
	gboolean is_pending = FALSE;

	if (stretch->n_letters == 0 || stretch->n_digits + stretch->n_signs == 0)
		return FALSE;
	if (stretch->n_signs > 0)
		return TRUE;
	if (*stretch->start == '0' && is_letter(get(stretch->start + 1)))
		return TRUE;
	for (const char *at = stretch->start; at < stretch->end; at = g_utf8_next_char(at)) {
		gunichar c = get(at);

		if (is_letter(c) && is_pending)
			return TRUE;
		has_letter = has_letter || is_letter(c);
		is_pending = has_letter && unleet(c) != c;
	}
	return ends_in_vowels(stretch);
}

/**
 * wd_spim_stretch_begins:
 * @at: text in plain letters
 *
 * Returns: whether a stretch begins there; "+" and "$" begin one only before a letter
 */
gboolean
wd_spim_stretch_begins(const char *at)
{
	gunichar c = get(at);

	if (c == '+' || c == '$')
		return is_letter(get(at + 1));
	return is_letter(c) || is_digit(c);
}

/**
 * wd_spim_stretch_measure:
 * @start: text in plain letters, where wd_spim_stretch_begins()
 *
 * Where words have no blanks between them, a sentence is cut into stretches of eight letters.
 *
 * Returns: the stretch from there on; it has a letter or a digit at least when it begins with one
 */
WdSpimStretch
wd_spim_stretch_measure(const char *start)
{
	WdSpimStretch stretch = {.start = start, .end = start};
	guint n_of_east = 0;

	for (const char *at = start; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar c = get(at);

		n_of_east += c >= FIRST_OF_EAST;
		if (n_of_east > MAX_OF_EAST)
			break;
		if (is_letter(c))
			stretch.n_letters++;
		else if (is_digit(c))
			stretch.n_digits++;
		else if (is_leet_sign(c))
			stretch.n_signs++;
		else if (!is_quote(c))
			break;
		if (!is_quote(c))
			stretch.end = g_utf8_next_char(at);
	}
	stretch.is_leet = is_leet(&stretch);
	return stretch;
}

/**
 * wd_spim_stretch_write:
 * @out: (out caller-allocates): room for @max_bytes and one more character
 * @stretch: a stretch
 * @max_bytes: how much of it; what begins before the limit is written whole
 *
 * Writes the stretch as one token: without apostrophes, leet undone, every other digit a 9.
 *
 * Returns: how many bytes were written
 */
guint
wd_spim_stretch_write(char *out, const WdSpimStretch *stretch, guint max_bytes)
{
	guint len = 0;

	for (const char *at = stretch->start; at < stretch->end && len < max_bytes;
	     at = g_utf8_next_char(at)) {
		gunichar c = get(at);

		if (is_quote(c))
			continue;
		if (stretch->is_leet)
			c = unleet(c);
		/* Which number it is says nothing about the next message; how long it is, does. */
		if (c < 0x80)
			out[len++] = is_digit(c) ? '9' : (char)c;
		else
			len += (guint)g_unichar_to_utf8(c, out + len);
	}
	return len;
}
