/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-leak-words.h"

#include <string.h>

/* A small letter may take a byte more than its capital (Ⱥ, U+023A); never two. */
#define ROOM_FOR(len) ((len)*3 / 2 + 8)

static gboolean
is_in_word(gunichar c)
{
	return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

static void
append(WdLeakWords *words, gunichar c, gsize offset)
{
	char bytes[6];
	int n = g_unichar_to_utf8(c, bytes);

	memcpy(words->text + words->len, bytes, (gsize)n);
	for (int i = 0; i < n; i++)
		words->offsets[words->len++] = offset;
}

/**
 * wd_leak_words_init:
 * @words: (out): to be cleared with wd_leak_words_clear()
 * @plain: valid UTF-8
 *
 * Linear in @plain.
 */
void
wd_leak_words_init(WdLeakWords *words, const char *plain)
{
	gsize room = ROOM_FOR(strlen(plain));

	*words = (WdLeakWords){.text = g_malloc(room), .offsets = g_new(gsize, room)};
	append(words, ' ', 0);
	for (const char *at = plain; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);

		if (is_in_word(c))
			append(words, g_unichar_tolower(c), (gsize)(at - plain));
		else if (words->text[words->len - 1] != ' ')
			append(words, ' ', (gsize)(at - plain));
	}
	if (words->text[words->len - 1] != ' ')
		append(words, ' ', strlen(plain));
	words->text[words->len] = '\0';
}

/**
 * wd_leak_words_clear:
 * @words: words
 */
void
wd_leak_words_clear(WdLeakWords *words)
{
	g_clear_pointer(&words->text, g_free);
	g_clear_pointer(&words->offsets, g_free);
}

/* Scripts that put no gap between words. */
static gboolean
has_no_gaps(gunichar c)
{
	return g_unichar_iswide(c);
}

/**
 * wd_leak_words_make_key:
 * @phrase: a word or several, valid UTF-8
 *
 * Returns: (transfer full): what to look for in the text of #WdLeakWords to find @phrase as whole
 *   words; "" where there is no letter and no digit in it
 */
char *
wd_leak_words_make_key(const char *phrase)
{
	g_auto(WdLeakWords) words = {0};
	const char *last;
	gsize start = 0;

	wd_leak_words_init(&words, phrase);
	if (words.len < 2)
		return g_strdup("");
	last = g_utf8_prev_char(words.text + words.len - 1);
	if (has_no_gaps(g_utf8_get_char(last)))
		words.len--;
	if (has_no_gaps(g_utf8_get_char(words.text + 1)))
		start = 1;
	return g_strndup(words.text + start, words.len - start);
}
