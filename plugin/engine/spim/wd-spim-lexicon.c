/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-lexicon.h"

#include <string.h>

#include "engine/data/wd-spim-words.h"

#define BIAS              (-6.7) /* log-odds of an empty message: three phrases outweigh it */
#define WEIGHT_MONEY      1.5    /* a sum with its currency */
#define WEIGHT_PREMIUM    2.5    /* a number that costs by the minute */
#define WEIGHT_SHORT_CODE 2.0    /* "text WIN to 87077" */
#define WEIGHT_NUMBER     1.0    /* any other telephone number */
#define WEIGHT_HANDLE     0.5    /* "@somebody" to write to instead */
#define WEIGHT_SHOUTING   1.0    /* most of a longer text in capitals */
#define MIN_LETTERS       20     /* shorter texts do not shout */
#define SHORT_CODE_DIGITS 5
#define MAX_PHRASE_TOKENS 4 /* "gift-card" and the like are more tokens than words */

static gsize
hash_phrase(const WdSpimTokens *tokens, guint at, guint n)
{
	guint64 hash = G_GUINT64_CONSTANT(14695981039346656037); /* FNV-1a, 64 bits */

	for (guint i = at; i < at + n; i++) {
		const WdSpimToken *token = &g_array_index(tokens->tokens, WdSpimToken, i);

		for (guint k = 0; k <= token->len; k++)
			hash = (hash ^
				(k < token->len ? (guchar)tokens->letters->str[token->offset + k]
						: ' ')) *
			       G_GUINT64_CONSTANT(1099511628211);
	}
	return (gsize)hash;
}

static gsize
hash_words(const char *words)
{
	g_autoptr(WdSpimTokens) tokens = wd_spim_tokens_new(words);

	return hash_phrase(tokens, 0, tokens->tokens->len);
}

/* The phrases by the hash of their tokens; built once, never changed. */
static GHashTable *
get_phrases(void)
{
	static gsize once = 0;

	if (g_once_init_enter(&once)) {
		GHashTable *table = g_hash_table_new(NULL, NULL);
		gsize n_phrases;
		const WdSpimPhrase *phrases = wd_spim_words_get(&n_phrases);

		for (gsize i = 0; i < n_phrases; i++)
			g_hash_table_insert(table,
					    GSIZE_TO_POINTER(hash_words(phrases[i].words)),
					    (gpointer)&phrases[i]);
		g_once_init_leave(&once, (gsize)table);
	}
	return (GHashTable *)once;
}

static const WdSpimPhrase *
find_phrase(const WdSpimTokens *tokens, guint at, guint n)
{
	return g_hash_table_lookup(get_phrases(), GSIZE_TO_POINTER(hash_phrase(tokens, at, n)));
}

/* The heaviest phrase that begins at @at, the longest among equals. */
static const WdSpimPhrase *
find_best_phrase(const WdSpimTokens *tokens, guint at)
{
	const WdSpimPhrase *best = NULL;

	for (guint n = 1; n <= MAX_PHRASE_TOKENS && at + n <= tokens->tokens->len; n++) {
		const WdSpimPhrase *phrase = find_phrase(tokens, at, n);

		if (phrase != NULL && (best == NULL || phrase->weight >= best->weight))
			best = phrase;
	}
	return best;
}

static double
weigh_phrases(const WdSpimTokens *tokens)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	double sum = 0;

	for (guint i = 0; i < tokens->tokens->len; i++) {
		const WdSpimPhrase *phrase = find_best_phrase(tokens, i);

		/* Each counts once, however often it is said. */
		if (phrase != NULL && g_hash_table_add(seen, (gpointer)phrase))
			sum += phrase->weight;
	}
	return sum;
}

static gboolean
is_token(const WdSpimTokens *tokens, guint at, const char *letters)
{
	const WdSpimToken *token = &g_array_index(tokens->tokens, WdSpimToken, at);

	return token->len == strlen(letters) &&
	       memcmp(tokens->letters->str + token->offset, letters, token->len) == 0;
}

static gboolean
is_short_code(const WdSpimTokens *tokens, guint at)
{
	const WdSpimToken *token = &g_array_index(tokens->tokens, WdSpimToken, at);

	return at > 0 && token->kind == WD_SPIM_TOKEN_NUMBER && token->len == SHORT_CODE_DIGITS &&
	       is_token(tokens, at - 1, "to");
}

/* British numbers that begin so cost by the minute; the table's fraud is mostly British. */
static gboolean
is_premium(const WdSpimTokens *tokens, guint at)
{
	const WdSpimToken *token = &g_array_index(tokens->tokens, WdSpimToken, at);

	return token->kind == WD_SPIM_TOKEN_SIGN &&
	       (is_token(tokens, at, WD_SPIM_PHONE_SIGN "09") ||
		is_token(tokens, at, WD_SPIM_PHONE_SIGN "08"));
}

static double
weigh_numbers(const WdSpimTokens *tokens)
{
	gboolean has_premium = FALSE;
	gboolean has_short_code = FALSE;

	for (guint i = 0; i < tokens->tokens->len; i++) {
		has_premium = has_premium || is_premium(tokens, i);
		has_short_code = has_short_code || is_short_code(tokens, i);
	}
	if (has_short_code)
		return WEIGHT_SHORT_CODE + (has_premium ? WEIGHT_PREMIUM : 0);
	if (has_premium)
		return WEIGHT_PREMIUM;
	return tokens->counts[WD_SPIM_COUNT_PHONES] > 0 ? WEIGHT_NUMBER : 0;
}

static double
weigh_shape(const WdSpimTokens *tokens)
{
	const guint *counts = tokens->counts;
	double sum = weigh_numbers(tokens);

	if (counts[WD_SPIM_COUNT_SUMS] > 0 && counts[WD_SPIM_COUNT_DIGITS] > 0)
		sum += WEIGHT_MONEY;
	if (counts[WD_SPIM_COUNT_HANDLES] > 0)
		sum += WEIGHT_HANDLE;
	if (counts[WD_SPIM_COUNT_LETTERS] >= MIN_LETTERS &&
	    counts[WD_SPIM_COUNT_CAPITALS] * 10 >= counts[WD_SPIM_COUNT_LETTERS] * 7)
		sum += WEIGHT_SHOUTING;
	return sum;
}

/**
 * wd_spim_lexicon_score:
 * @tokens: of a text
 *
 * Returns: log-odds that the text is unwanted; 0 is where it is to be acted on
 */
double
wd_spim_lexicon_score(const WdSpimTokens *tokens)
{
	return BIAS + weigh_phrases(tokens) + weigh_shape(tokens);
}
