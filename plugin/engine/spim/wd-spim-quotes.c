/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-quotes.h"

#include <string.h>

#include "engine/spim/wd-spim-lexicon.h"
#include "engine/spim/wd-spim-reasons.h"
#include "engine/spim/wd-spim-skeleton.h"

#define MAX_CHARS 40 /* shown of one phrase */

static gint
compare_hits(gconstpointer a, gconstpointer b)
{
	const WdSpimHit *first = a;
	const WdSpimHit *second = b;
	double heavier = wd_spim_phrases_get(second->phrase)->weight -
			 wd_spim_phrases_get(first->phrase)->weight;

	if (heavier > 0 || heavier < 0)
		return heavier > 0 ? 1 : -1;
	return (first->offset > second->offset) - (first->offset < second->offset);
}

static gboolean
is_letter(const char *at)
{
	return g_unichar_isalnum(g_utf8_get_char(at));
}

/* Without the marks around it. */
static char *
trim(const char *start, const char *end)
{
	while (start < end && !is_letter(start))
		start = g_utf8_next_char(start);
	while (start < end && !is_letter(g_utf8_prev_char(end)))
		end = g_utf8_prev_char(end);
	return g_strndup(start, (gsize)(end - start));
}

/* Whether the letters of a phrase stand at @at, however they are drawn there; if so, their end. */
static const char *
match_letters(const char *at, const char *end, const char *letters, gsize len)
{
	g_autoptr(GString) plain = g_string_new(NULL);

	while (at < end && plain->len < len) {
		if (is_letter(at))
			wd_spim_skeleton_append(plain, g_utf8_get_char(at));
		at = g_utf8_next_char(at);
	}
	return plain->len >= len && memcmp(plain->str, letters, len) == 0 ? at : NULL;
}

/* Where words have no blanks, a token's place is the whole sentence: the phrase is looked for. */
static char *
quote_part(const WdSpimTokens *tokens, const WdSpimHit *hit, const char *text)
{
	const WdSpimToken *token = &tokens->tokens[hit->first];
	const char *end = text + token->end;

	for (const char *at = text + token->start; at < end; at = g_utf8_next_char(at)) {
		const char *behind =
			is_letter(at)
				? match_letters(at, end, tokens->letters + hit->offset, hit->len)
				: NULL;

		if (behind != NULL)
			return trim(at, behind);
	}
	return trim(text + token->start, end);
}

static char *
quote(const WdSpimTokens *tokens, const WdSpimHit *hit, const char *text)
{
	const WdSpimToken *first = &tokens->tokens[hit->first];
	const WdSpimToken *last = &tokens->tokens[hit->last];
	g_autofree char *words = hit->is_part ? quote_part(tokens, hit, text)
					      : trim(text + first->start, text + last->end);

	if (g_utf8_strlen(words, -1) <= MAX_CHARS)
		return g_steal_pointer(&words);
	return g_utf8_substring(words, 0, MAX_CHARS);
}

/* One may stand inside another that is named already. */
static void
add_quote(GPtrArray *quotes, char *words)
{
	for (guint i = 0; i < quotes->len; i++) {
		if (strstr(g_ptr_array_index(quotes, i), words) != NULL) {
			g_free(words);
			return;
		}
	}
	g_ptr_array_add(quotes, words);
}

/**
 * wd_spim_quotes_find:
 * @tokens: of @text
 * @text: valid UTF-8
 *
 * Returns: (transfer full) (nullable): the phrases that weighed most in wd_spim_lexicon_score(), as
 * they stand in @text, with commas between; NULL when there are none
 */
char *
wd_spim_quotes_find(const WdSpimTokens *tokens, const char *text)
{
	g_autoptr(GArray) hits = wd_spim_lexicon_find(tokens);
	g_autoptr(GPtrArray) quotes = g_ptr_array_new_with_free_func(g_free);

	g_array_sort(hits, compare_hits);
	for (guint i = 0; i < hits->len && quotes->len < WD_SPIM_REASONS; i++)
		add_quote(quotes, quote(tokens, &g_array_index(hits, WdSpimHit, i), text));
	if (quotes->len == 0)
		return NULL;
	g_ptr_array_add(quotes, NULL);
	return g_strjoinv(", ", (char **)quotes->pdata);
}
