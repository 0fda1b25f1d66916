/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "finch/wd-text-lines.h"

#include "ui/wd-columns.h"

/* Where a line of a terminal ends: the last space that fits, or behind the last letter of a script
 * that has no spaces; else in the middle of a word. */
static const char *
find_end(const char *line)
{
	const char *end = NULL;
	const char *p = line;
	guint n_columns = 0;

	for (; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar letter = g_utf8_get_char(p);

		if (letter == ' ')
			end = p;
		n_columns += wd_columns_of(letter);
		if (n_columns > WD_TEXT_LINES_COLUMNS)
			break;
		if (g_unichar_iswide(letter))
			end = g_utf8_next_char(p);
	}
	return *p == '\0' || end == NULL ? p : end;
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
