/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "finch/wd-text-lines.h"

/* Letters of East Asia take two places, marks on a letter none. */
static guint
get_width(gunichar character)
{
	if (g_unichar_iszerowidth(character))
		return 0;
	return g_unichar_iswide(character) ? 2 : 1;
}

/* Where a line of a terminal ends: the last space that fits, else in the middle of a word. */
static const char *
find_end(const char *line)
{
	const char *end = NULL;
	const char *p = line;
	guint width = 0;

	for (; *p != '\0'; p = g_utf8_next_char(p)) {
		width += get_width(g_utf8_get_char(p));
		if (width > WD_TEXT_LINES_COLUMNS)
			return end != NULL ? end : p;
		if (*p == ' ')
			end = p;
	}
	return p;
}

/**
 * wd_text_lines_append:
 * @html: what is shown
 * @text: valid UTF-8: plain text of one or more lines
 *
 * Appends @text, escaped, as lines that fit into a terminal.
 */
void
wd_text_lines_append(GString *html, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (guint i = 0; lines[i] != NULL; i++) {
		const char *p = lines[i];

		do {
			const char *end = find_end(p);
			g_autofree char *escaped = g_markup_escape_text(p, end - p);

			g_string_append_printf(html, "%s<br>", escaped);
			p = *end == ' ' ? end + 1 : end;
		} while (*p != '\0');
	}
}
