/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-text.h"

#include <string.h>

#define MAX_MARKS 4 /* combining marks on one letter: enough for any orthography */

/* First and last of each range that is shown as U+FFFD: it changes how other text looks. */
static const struct {
	gunichar first;
	gunichar last;
} deceptive[] = {
	{0x0000, 0x0008},   /* controls; tab and line feed are handled as space */
	{0x000e, 0x001f},   /* controls */
	{0x007f, 0x009f},   /* delete, C1 controls */
	{0x061c, 0x061c},   /* Arabic letter mark */
	{0x200b, 0x200b},   /* zero width space */
	{0x200e, 0x200f},   /* left-to-right and right-to-left mark */
	{0x202a, 0x202e},   /* embeddings and overrides: exe.fdp turned into pdf.exe */
	{0x2060, 0x206f},   /* word joiner, isolates, deprecated shaping controls */
	{0xfeff, 0xfeff},   /* zero width no-break space */
	{0xfff9, 0xfffb},   /* interlinear annotation */
	{0xe0000, 0xe007f}, /* tags */
};

static gboolean
is_deceptive(gunichar character)
{
	for (guint i = 0; i < G_N_ELEMENTS(deceptive); i++) {
		if (character >= deceptive[i].first && character <= deceptive[i].last)
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_line_break(gunichar character)
{
	return character == '\n' || character == '\r' || character == 0x2028 || character == 0x2029;
}

/* What one character becomes on the screen; a space where a line would end. */
static gunichar
shown_as(gunichar character, gboolean keep_lines)
{
	if (is_line_break(character))
		return keep_lines ? '\n' : ' ';
	if (g_unichar_isspace(character))
		return ' ';
	return is_deceptive(character) ? 0xfffd : character;
}

static char *
clean(const char *text, gsize max_chars, gboolean keep_lines)
{
	/* A message may be megabytes: look at no more bytes than max_chars can need. */
	gsize len = text != NULL ? strnlen(text, max_chars * 6 + 6) : 0;
	g_autofree char *valid = g_utf8_make_valid(text != NULL ? text : "", (gssize)len);
	GString *out = g_string_new(NULL);
	gsize n_chars = 0;
	guint n_marks = 0;
	gunichar before = ' ';
	const char *at = valid;

	for (; *at != '\0' && n_chars < max_chars; at = g_utf8_next_char(at)) {
		gunichar character = shown_as(g_utf8_get_char(at), keep_lines);

		n_marks = g_unichar_ismark(character) ? n_marks + 1 : 0;
		if (n_marks > MAX_MARKS || (!keep_lines && character == ' ' && before == ' '))
			continue;
		g_string_append_unichar(out, character);
		before = character;
		n_chars++;
	}
	if (*at != '\0')
		g_string_append(out, "…");
	return g_strchomp(g_string_free(out, FALSE));
}

/**
 * wd_gtk_text_line:
 * @text: (nullable): a peer's text; need not be UTF-8
 * @max_chars: characters kept, an ellipsis stands for the rest
 *
 * Makes one line of @text: runs of white space become one space, and characters that would reorder
 * or hide what stands around them become U+FFFD.  The result is plain text, not markup.
 *
 * Returns: (transfer full): valid UTF-8, perhaps empty
 */
char *
wd_gtk_text_line(const char *text, gsize max_chars)
{
	return clean(text, max_chars, FALSE);
}

/**
 * wd_gtk_text_body:
 * @text: (nullable): a peer's text; need not be UTF-8
 * @max_chars: characters kept, an ellipsis stands for the rest
 *
 * The same as wd_gtk_text_line(), but lines and indentation stay.
 *
 * Returns: (transfer full): valid UTF-8, perhaps empty
 */
char *
wd_gtk_text_body(const char *text, gsize max_chars)
{
	return clean(text, max_chars, TRUE);
}
