/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "inspect/wd-words.h"

#define ROOM 300

/* What begins so is read as UTF-16. */
static gboolean
is_wide(const uint8_t *data, size_t size)
{
	return size >= 2 && data[0] >= 0xfe;
}

/* Laws: never more than there is room for, never a nul; XML in UTF-8 without "<" and "&" is its own
 * text. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	WdWords words;

	wd_words_init(&words, ROOM);
	wd_words_add_xml(&words, data, size);
	g_assert_cmpuint(words.text->len, <=, ROOM);
	g_assert_cmpuint(strlen(words.text->str), ==, words.text->len);
	if (!is_wide(data, size) && memchr(data, '<', size) == NULL &&
	    memchr(data, '&', size) == NULL && memchr(data, '\0', size) == NULL)
		g_assert_cmpmem(words.text->str, words.text->len, data, MIN(size, (size_t)ROOM));
	wd_words_clear(&words);
	wd_words_init(&words, ROOM);
	wd_words_add_plain(&words, data, size);
	g_assert_cmpuint(words.text->len, <=, ROOM);
	g_assert_cmpuint(strlen(words.text->str), ==, words.text->len);
	wd_words_clear(&words);
	return 0;
}
