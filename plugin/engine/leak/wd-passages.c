/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/leak/wd-passages.h"

#include <string.h>

/* A word, by what it hashes to and where it is. */
typedef struct {
	guint64 hash;
	gsize start;
	gsize end;
} Word;

/* Scripts without gaps have no words that we could know: every character is one. */
static gsize
get_word_length(const char *at)
{
	const char *end = at;

	if (g_unichar_iswide(g_utf8_get_char(at)))
		return (gsize)(g_utf8_next_char(at) - at);
	while (*end != ' ' && *end != '\0' && !g_unichar_iswide(g_utf8_get_char(end)))
		end = g_utf8_next_char(end);
	return (gsize)(end - at);
}

static GArray *
split(const WdHashKey *key, const WdLeakWords *row)
{
	GArray *words = g_array_new(FALSE, FALSE, sizeof(Word));
	gsize at = 0;

	while (at < row->len) {
		gsize len = row->text[at] == ' ' ? 0 : get_word_length(row->text + at);
		const Word word = {wd_keyed_hash(key, row->text + at, len), at, at + len};

		if (len > 0)
			g_array_append_val(words, word);
		at += len > 0 ? len : 1;
	}
	return words;
}

/* The same number on every machine. */
static void
put_number(guint8 *bytes, guint64 number)
{
	for (guint i = 0; i < sizeof number; i++)
		bytes[i] = (guint8)(number >> (8 * i));
}

/**
 * wd_passages_hash:
 * @key: the index's
 * @words: a text
 *
 * Linear in @words.
 *
 * Returns: (transfer full) (element-type WdPassage): every passage of %WD_PASSAGE_WORDS words, in
 *   the order of the text; none for a shorter one
 */
GArray *
wd_passages_hash(const WdHashKey *key, const WdLeakWords *words)
{
	g_autoptr(GArray) row = split(key, words);
	GArray *passages = g_array_new(FALSE, FALSE, sizeof(WdPassage));
	guint8 bytes[WD_PASSAGE_WORDS * sizeof(guint64)];

	for (guint i = 0; i + WD_PASSAGE_WORDS <= row->len; i++) {
		WdPassage passage;

		for (guint k = 0; k < WD_PASSAGE_WORDS; k++)
			put_number(bytes + k * sizeof(guint64),
				   g_array_index(row, Word, i + k).hash);
		passage.hash = wd_keyed_hash(key, bytes, sizeof bytes);
		passage.start = g_array_index(row, Word, i).start;
		passage.end = g_array_index(row, Word, i + WD_PASSAGE_WORDS - 1).end;
		g_array_append_val(passages, passage);
	}
	return passages;
}

/**
 * wd_passages_winnow:
 * @passages: (element-type WdPassage): of one text, in its order
 *
 * Keeps of every %WD_PASSAGE_WINDOW neighbours the one with the smallest hash, the last of equal
 * ones, and so about one in six; of a shorter text the smallest of all. Whoever copies
 * %WD_PASSAGE_SURE words copies one that was kept.
 */
void
wd_passages_winnow(GArray *passages)
{
	guint n_kept = 0;
	guint last = G_MAXUINT;
	guint window = MIN(passages->len, WD_PASSAGE_WINDOW);

	for (guint i = 0; window > 0 && i + window <= passages->len; i++) {
		guint best = i;

		for (guint k = i + 1; k < i + window; k++) {
			if (g_array_index(passages, WdPassage, k).hash <=
			    g_array_index(passages, WdPassage, best).hash)
				best = k;
		}
		if (best == last)
			continue;
		last = best;
		/* What is kept moves to the front, never over what is still to be looked at: n_kept
		 * is at most i. */
		g_array_index(passages, WdPassage, n_kept++) =
			g_array_index(passages, WdPassage, best);
	}
	g_array_set_size(passages, n_kept);
}
