/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "pidgin/wd-gtk-text.h"

#include <string.h>

#include "engine/text/wd-utf8.h"

#define MAX_MARKS 4 /* combining marks on one letter: enough for any orthography */
#define ISOLATE   0x2068
#define POP       0x2069

typedef enum {
	KEEP_NOTHING = 0,
	KEEP_LINES = 1 << 0,
	KEEP_ISOLATES = 1 << 1, /* those that are closed in their line */
} Keep;

/* Joiners and variation selectors stand inside words of Persian, Indic scripts and emoji. */
static gboolean
is_harmless(gunichar character)
{
	return character == 0x200c || character == 0x200d ||
	       (character >= 0xfe00 && character <= 0xfe0f);
}

/* Does it draw nothing, and so hide itself or change how its neighbours look? */
static gboolean
is_deceptive(gunichar character)
{
	return g_unichar_iscntrl(character) ||
	       (wd_utf8_is_invisible(character) && !is_harmless(character));
}

static gboolean
is_line_break(gunichar character)
{
	return character == '\n' || character == '\r' || character == 0x2028 || character == 0x2029;
}

/* A space where a line would end. */
static gunichar
simplify(gunichar character, gboolean keep_lines)
{
	if (is_line_break(character))
		return keep_lines ? '\n' : ' ';
	return g_unichar_isspace(character) ? ' ' : character;
}

static void
append_shown(GString *out, gunichar character)
{
	if (character != '\n' && is_deceptive(character))
		g_string_append_printf(out, "[U+%04X]", character);
	else
		g_string_append_unichar(out, character);
}

static void
close_isolates(GString *out, guint *n_open)
{
	for (; *n_open > 0; (*n_open)--)
		g_string_append_unichar(out, POP);
}

/* Takes @character if it is an isolate, or what ends one. A line ends them all. */
static gboolean
keep_isolate(GString *out, gunichar character, guint *n_open)
{
	gboolean is_kept = character == ISOLATE || (character == POP && *n_open > 0);

	if (character == '\n')
		close_isolates(out, n_open);
	if (!is_kept)
		return FALSE;
	*n_open = character == ISOLATE ? *n_open + 1 : *n_open - 1;
	g_string_append_unichar(out, character);
	return TRUE;
}

static char *
clean(const char *text, gsize max_chars, Keep keep)
{
	gboolean keep_lines = (keep & KEEP_LINES) != 0;
	/* A message may be megabytes: look at no more bytes than max_chars can need. */
	gsize len = text != NULL ? strnlen(text, max_chars * 6 + 6) : 0;
	gboolean is_cut = text != NULL && text[len] != '\0';
	g_autofree char *valid = g_utf8_make_valid(text != NULL ? text : "", (gssize)len);
	GString *out = g_string_new(NULL);
	gsize n_chars = 0;
	guint n_marks = 0;
	guint n_open = 0;
	gunichar before = ' ';
	const char *at = valid;

	for (; *at != '\0' && n_chars < max_chars; at = g_utf8_next_char(at)) {
		gunichar character = simplify(g_utf8_get_char(at), keep_lines);

		n_marks = g_unichar_ismark(character) ? n_marks + 1 : 0;
		if (n_marks > MAX_MARKS || (!keep_lines && character == ' ' && before == ' '))
			continue;
		if ((keep & KEEP_ISOLATES) == 0 || !keep_isolate(out, character, &n_open))
			append_shown(out, character);
		before = character;
		n_chars++;
	}
	if (*at != '\0' || is_cut)
		g_string_append(out, "…");
	close_isolates(out, &n_open);
	return g_strchomp(g_string_free(out, FALSE));
}

/**
 * wd_gtk_text_line:
 * @text: (nullable): a peer's text; need not be UTF-8
 * @max_chars: characters kept, an ellipsis stands for the rest
 *
 * Makes one line of @text: runs of white space become one space, and characters that would reorder
 * or hide what stands around them are written out, as [U+202E].  The result is plain text, not
 * markup.
 *
 * Returns: (transfer full): valid UTF-8, perhaps empty
 */
char *
wd_gtk_text_line(const char *text, gsize max_chars)
{
	return clean(text, max_chars, KEEP_NOTHING);
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
	return clean(text, max_chars, KEEP_LINES);
}

/**
 * wd_gtk_text_sentence:
 * @text: (nullable): a sentence of ours, with words in it that are shown as wd_utf8_show() shows
 *   them; need not be UTF-8, should that be forgotten
 * @max_chars: characters kept, an ellipsis stands for the rest
 *
 * The same as wd_gtk_text_body(), but what keeps a name together in a sentence from right to left
 * (wd_utf8_isolate_in()) stays, as far as it ends where it began: it changes nothing around it.
 *
 * Returns: (transfer full): valid UTF-8, perhaps empty
 */
char *
wd_gtk_text_sentence(const char *text, gsize max_chars)
{
	return clean(text, max_chars, KEEP_LINES | KEEP_ISOLATES);
}

/* What formatting, smileys and line ends leave alone. */
static char *
letters_of(const char *text)
{
	GString *letters = g_string_new(NULL);

	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);

		if (g_unichar_isalnum(c))
			g_string_append_unichar(letters, c);
	}
	return g_string_free(letters, FALSE);
}

/**
 * wd_gtk_text_holds:
 * @entry: what stands in an entry box, valid UTF-8
 * @text: what is being sent, valid UTF-8
 *
 * Returns: whether @text may come from there; where lines are sent one by one it is a part of it
 */
gboolean
wd_gtk_text_holds(const char *entry, const char *text)
{
	g_autofree char *held = letters_of(entry);
	g_autofree char *sent = letters_of(text);

	/* Nothing but signs: smileys are pictures in the box. */
	if (*sent == '\0')
		return *entry != '\0';
	return strstr(held, sent) != NULL;
}
