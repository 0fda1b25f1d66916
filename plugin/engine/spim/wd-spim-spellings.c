/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-spellings.h"

#include <string.h>

#define MAX_LETTER 8 /* bytes of a letter with the sign behind it */

/* What @habit has for the letter at @at, up to a blank or the end; NULL: the letter itself. */
static const char *
find_letter(const char *habit, const char *at)
{
	char key[MAX_LETTER] = "";
	gsize len = (gsize)(g_utf8_next_char(at) - at);
	const char *found;

	if ((guchar)*at < 0x80)
		return NULL;
	memcpy(key, at, len);
	key[len] = '=';
	found = strstr(habit, key);
	return found != NULL ? found + len + 1 : NULL;
}

static char *
apply(const char *habit, const char *phrase)
{
	GString *out = g_string_new(NULL);

	for (const char *at = phrase; *at != '\0'; at = g_utf8_next_char(at)) {
		const char *other = find_letter(habit, at);

		if (other != NULL)
			g_string_append_len(out, other, (gssize)strcspn(other, " "));
		else
			g_string_append_len(out, at, g_utf8_next_char(at) - at);
	}
	return g_string_free(out, FALSE);
}

/**
 * wd_spim_spellings_get:
 * @phrase: of the table of words
 * @habits: (nullable) (array zero-terminated=1): as those of #WdSpimWords
 *
 * Returns: (transfer full) (element-type utf8): @phrase, and what it is by each of the habits; none
 * of them twice
 */
GPtrArray *
wd_spim_spellings_get(const char *phrase, const char *const *habits)
{
	GPtrArray *spellings = g_ptr_array_new_with_free_func(g_free);

	g_ptr_array_add(spellings, g_strdup(phrase));
	for (; habits != NULL && *habits != NULL; habits++) {
		g_autofree char *other = apply(*habits, phrase);

		if (!g_ptr_array_find_with_equal_func(spellings, other, g_str_equal, NULL))
			g_ptr_array_add(spellings, g_steal_pointer(&other));
	}
	return spellings;
}
