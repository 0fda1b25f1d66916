/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-safe-text.h"

#include <string.h>

#include "engine/link/wd-url.h"

#define ELLIPSIS      "\u2026"
#define MAX_END_BYTES 4096 /* of each end of a name that are looked at */

/*
 * Format characters (Cf) have no ink: the bidirectional controls of UAX #9 turn "fdp.exe" into
 * "exe.pdf", zero-width ones split words that a person would recognise.
 */
static gboolean
is_visible(gunichar character)
{
	switch (g_unichar_type(character)) {
	case G_UNICODE_CONTROL:
	case G_UNICODE_FORMAT:
	case G_UNICODE_LINE_SEPARATOR:
	case G_UNICODE_PARAGRAPH_SEPARATOR:
	case G_UNICODE_PRIVATE_USE:
	case G_UNICODE_SURROGATE:
	case G_UNICODE_UNASSIGNED:
		return FALSE;
	default:
		return TRUE;
	}
}

static gboolean
is_separator(gunichar character)
{
	/* U+2044 and U+2215 look like a slash, U+FF0F and U+FF3C are folded to one by some tools.
	 */
	static const gunichar separators[] = {'/', '\\', ':', 0x2044, 0x2215, 0xff0f, 0xff3c};

	for (guint i = 0; i < G_N_ELEMENTS(separators); i++) {
		if (character == separators[i])
			return TRUE;
	}
	return FALSE;
}

static char *
shorten_middle(const char *text, glong n_chars, glong max_chars)
{
	g_autofree char *head = NULL;
	g_autofree char *tail = NULL;
	glong n_tail = max_chars / 3;

	/* The end of a file name says what it is, so it is the middle that goes. */
	head = g_utf8_substring(text, 0, max_chars - n_tail - 1);
	tail = g_utf8_substring(text, n_chars - n_tail, n_chars);
	return g_strconcat(head, ELLIPSIS, tail, NULL);
}

static char *
bound(const char *text, glong max_chars)
{
	glong n_chars = g_utf8_strlen(text, -1);

	return n_chars <= max_chars ? g_strdup(text) : shorten_middle(text, n_chars, max_chars);
}

/* Every space becomes a plain one: a run of them could push an extension out of sight. */
static void
append_character(GString *line, gunichar character)
{
	gboolean is_after_space = line->len == 0 || line->str[line->len - 1] == ' ';

	if (!g_unichar_isspace(character))
		g_string_append_unichar(line, character);
	else if (!is_after_space)
		g_string_append_c(line, ' ');
}

/* The middle of a long name is not shown anyway, and a peer may send megabytes. */
static char *
read_ends(const char *raw)
{
	gsize len = strlen(raw);
	g_autofree char *ends = NULL;

	if (len <= 2 * MAX_END_BYTES)
		return g_utf8_make_valid(raw, (gssize)len);
	ends = g_strdup_printf("%.*s%s", MAX_END_BYTES, raw, raw + len - MAX_END_BYTES);
	return g_utf8_make_valid(ends, -1);
}

static GString *
make_line(const char *raw, gboolean is_file_name)
{
	g_autofree char *valid = read_ends(raw != NULL ? raw : "");
	GString *line = g_string_new(NULL);

	for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar character = g_utf8_get_char(at);

		if (is_file_name && is_separator(character))
			g_string_append_c(line, '_');
		else if (g_unichar_isspace(character) || is_visible(character))
			append_character(line, character);
	}
	while (line->len > 0 && line->str[line->len - 1] == ' ')
		g_string_truncate(line, line->len - 1);
	return line;
}

/**
 * wd_safe_text:
 * @raw: (nullable): a peer's bytes; need not be UTF-8
 * @max_chars: bound in characters, at least 4
 *
 * Makes one line of plain text that can stand in a dialog: nothing that hides, reorders or breaks
 * lines, runs of space folded, the middle cut out of what is too long. It is not markup; escape it
 * where markup is shown.
 *
 * Returns: (transfer full): never NULL, may be empty
 */
char *
wd_safe_text(const char *raw, glong max_chars)
{
	g_autoptr(GString) line = make_line(raw, FALSE);

	return bound(line->str, max_chars);
}

/**
 * wd_safe_file_name:
 * @raw: (nullable): a file name as a peer offered it; need not be UTF-8
 *
 * As wd_safe_text(), and fit to be proposed in a file chooser: no separator of any system, no
 * leading dot that would hide the file, no trailing dot or space that Windows drops (so that
 * "a.exe. " shows what it will be).
 *
 * Returns: (transfer full): never NULL, never empty, at most %WD_SAFE_NAME_CHARS characters
 */
char *
wd_safe_file_name(const char *raw)
{
	g_autoptr(GString) line = make_line(raw, TRUE);

	while (line->len > 0 && strchr(". ", line->str[line->len - 1]) != NULL)
		g_string_truncate(line, line->len - 1);
	while (line->len > 0 && strchr(". ", line->str[0]) != NULL)
		g_string_erase(line, 0, 1);
	if (line->len == 0)
		g_string_assign(line, "_");
	return bound(line->str, WD_SAFE_NAME_CHARS);
}

/**
 * wd_safe_url:
 * @raw: an address as a peer wrote it; need not be UTF-8
 *
 * As wd_safe_text(), and with the host that a browser would contact: letters of another script
 * would say again what they imitate.
 *
 * Returns: (transfer full): never NULL, at most %WD_SAFE_URL_CHARS characters
 */
char *
wd_safe_url(const char *raw)
{
	g_autofree char *valid = g_utf8_make_valid(raw, -1);
	g_autoptr(WdUrl) parsed = wd_url_parse(valid);
	g_autofree char *plain = NULL;

	if (parsed != NULL && parsed->host != NULL && !g_str_is_ascii(raw))
		plain = wd_url_format(parsed);
	return wd_safe_text(plain != NULL ? plain : raw, WD_SAFE_URL_CHARS);
}
