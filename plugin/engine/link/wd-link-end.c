/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-link-end.h"

/* Punctuation that rather ends the sentence than the link, of several scripts. */
static gboolean
is_trailing(gunichar c)
{
	static const gunichar marks[] = {'.',    ',',    ';',    ':',    '!',    '?',    '\'',
					 '*',    '_',    '~',    '`',    0x3002, 0xff0c, 0xff01,
					 0xff1f, 0x2026, 0x2019, 0x201c, 0x201d, 0xbb};

	for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
		if (marks[i] == c)
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_opened(const char *start, const char *end, char open, char close)
{
	int depth = 0;

	for (; start < end; start++)
		depth += (*start == open) - (*start == close);
	return depth >= 0;
}

/* A closing bracket belongs to the link only if it was opened inside it. */
static gboolean
is_foreign_bracket(const char *start, const char *end, gunichar c)
{
	switch (c) {
	case ')':
		return !is_opened(start, end, '(', ')');
	case ']':
		return !is_opened(start, end, '[', ']');
	case '}':
		return !is_opened(start, end, '{', '}');
	default:
		return FALSE;
	}
}

/**
 * wd_link_end_trim:
 * @start: valid UTF-8: where a link begins
 * @end: behind the last byte of its word
 *
 * Returns: where the link ends: without the punctuation of the sentence and without brackets that
 * were opened before it
 */
const char *
wd_link_end_trim(const char *start, const char *end)
{
	/* Bounded, so that a megabyte of brackets costs no square. */
	for (guint i = 0; end > start && i < 64; i++) {
		const char *last = g_utf8_prev_char(end);
		gunichar c = g_utf8_get_char(last);

		if (!is_trailing(c) && !is_foreign_bracket(start, end, c))
			break;
		end = last;
	}
	return end;
}
