/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-columns.h"

/**
 * wd_columns_of:
 * @letter: a letter
 *
 * Returns: how many columns of a terminal it takes: 2 for a Chinese one, 0 for an accent
 */
guint
wd_columns_of(gunichar letter)
{
	if (g_unichar_iszerowidth(letter))
		return 0;
	return g_unichar_iswide(letter) ? 2 : 1;
}

/**
 * wd_columns_count:
 * @text: valid UTF-8
 *
 * Returns: how many columns of a terminal it takes
 */
guint
wd_columns_count(const char *text)
{
	guint n_columns = 0;

	for (; *text != '\0'; text = g_utf8_next_char(text))
		n_columns += wd_columns_of(g_utf8_get_char(text));
	return n_columns;
}
