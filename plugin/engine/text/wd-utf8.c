/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/text/wd-utf8.h"

#include <string.h>
#include <unicode/uchar.h>

/**
 * wd_utf8_is_direction_control:
 * @c: a character
 *
 * Returns: whether @c changes the order in which its neighbours are drawn (UAX #9: embeddings,
 * overrides, isolates). The plain marks LRM, RLM and ALM are not among them: honest text in
 * right-to-left scripts needs them, and alone they reorder little
 */
gboolean
wd_utf8_is_direction_control(gunichar c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/**
 * wd_utf8_is_invisible:
 * @c: a character
 *
 * Returns: whether @c draws nothing and takes no place: format characters, variation selectors,
 * fillers and everything else that Unicode ignores by default
 */
gboolean
wd_utf8_is_invisible(gunichar c)
{
	return u_charType((UChar32)c) == U_FORMAT_CHAR ||
	       u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/**
 * wd_utf8_has_direction_control:
 * @text: valid UTF-8
 *
 * Returns: whether any character of @text is a direction control
 */
gboolean
wd_utf8_has_direction_control(const char *text)
{
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		if (wd_utf8_is_direction_control(g_utf8_get_char(text)))
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_utf8_is_blank:
 * @text: valid UTF-8
 *
 * Returns: whether a person sees nothing of @text
 */
gboolean
wd_utf8_is_blank(const char *text)
{
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		/* U+2800, the empty Braille pattern, is a symbol by type and blank by design. */
		if (!g_unichar_isspace(c) && !g_unichar_iscntrl(c) && !wd_utf8_is_invisible(c) &&
		    c != 0x2800)
			return FALSE;
	}
	return TRUE;
}

/* Joiners stand inside words of Persian, Indic scripts and emoji, and change nothing elsewhere. */
static gboolean
is_harmless_joiner(gunichar c)
{
	return c == 0x200c || c == 0x200d || (c >= 0xfe00 && c <= 0xfe0f);
}

static void
append_shown(GString *out, gunichar c)
{
	if (g_unichar_isspace(c))
		g_string_append_c(out, ' ');
	else if (g_unichar_iscntrl(c) || (wd_utf8_is_invisible(c) && !is_harmless_joiner(c)))
		g_string_append_printf(out, "[U+%04X]", c);
	else
		g_string_append_unichar(out, c);
}

/**
 * wd_utf8_show:
 * @text: valid UTF-8 that a peer chose
 * @max_chars: how many characters of it to show at most
 *
 * Makes what cannot be seen visible, as [U+202E], and every kind of space and line break one
 * space, so that a name cannot reorder, hide or push away what stands around it. It is plain text:
 * a caller that needs markup escapes it.
 *
 * Returns: (transfer full): at most @max_chars characters of @text, then an ellipsis if it went on
 */
char *
wd_utf8_show(const char *text, guint max_chars)
{
	GString *out = g_string_new(NULL);

	for (guint n = 0; *text != '\0'; n++, text = g_utf8_next_char(text)) {
		if (n == max_chars) {
			g_string_append(out, "\u2026");
			break;
		}
		append_shown(out, g_utf8_get_char(text));
	}
	return g_string_free(out, FALSE);
}

/**
 * wd_utf8_has_right_to_left:
 * @text: valid UTF-8
 *
 * Returns: whether any letter of it is written from right to left
 */
gboolean
wd_utf8_has_right_to_left(const char *text)
{
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		UCharDirection direction = u_charDirection((UChar32)g_utf8_get_char(text));

		if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC)
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_utf8_isolate:
 * @text: valid UTF-8 of our own: a sentence that is put between somebody else's
 *
 * In an Arabic interface the reason for a mark stands in the middle of an English message, whose
 * direction would pull the words of the reason apart. An isolate keeps them together, whatever
 * stands around them.
 *
 * Returns: (transfer full): @text, isolated if any of it runs from right to left
 */
char *
wd_utf8_isolate(const char *text)
{
	return wd_utf8_has_right_to_left(text) ? g_strdup_printf("\u2068%s\u2069", text)
					       : g_strdup(text);
}

/**
 * wd_utf8_isolate_in:
 * @text: what is put into a sentence, as it is shown
 * @sentence: that sentence, or the form of it
 *
 * A file's ending begins with a point, which would stand behind it in the middle of Arabic words.
 *
 * Returns: (transfer full): @text, isolated if there is any and @sentence runs from right to left
 */
char *
wd_utf8_isolate_in(const char *text, const char *sentence)
{
	return *text != '\0' && wd_utf8_has_right_to_left(sentence)
		       ? g_strdup_printf("\u2068%s\u2069", text)
		       : g_strdup(text);
}
