/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-lexicon.h"

#include <string.h>

#include "engine/data/wd-spim-words.h"
#include "engine/spim/wd-spim-cut.h"

#define BIAS              (-6.7) /* log-odds of an empty message: three phrases outweigh it */
#define WEIGHT_MONEY      1.5    /* a sum with its currency */
#define WEIGHT_PREMIUM    2.5    /* a number that costs by the minute */
#define WEIGHT_SHORT_CODE 2.0    /* "text WIN to 87077" */
#define WEIGHT_NUMBER     1.0    /* any other telephone number */
#define WEIGHT_HANDLE     0.5    /* "@somebody" to write to instead */
#define WEIGHT_SHOUTING   1.0    /* most of a longer text in capitals */
#define MIN_LETTERS       20     /* shorter texts do not shout */
#define SHORT_CODE_DIGITS 5

#define N_SLOTS   2048 /* of the table of phrases; most stay empty */
#define N_PHRASES 1024 /* more than there are */
#define STEP      G_GUINT64_CONSTANT(0xff51afd7ed558ccd) /* odd, without a pattern */

typedef struct {
	guint64 hash;               /* of the phrase's tokens */
	const WdSpimPhrase *phrase; /* (nullable) NULL: an empty slot */
} Slot;

/* The phrases by the hash of their tokens, and which tokens one begins with: most begin none. */
typedef struct {
	const WdSpimPhrase *phrases;
	Slot slots[N_SLOTS];
	guint8 begins[N_SLOTS]; /* how many tokens the longest phrase has whose first one is here */
} Table;

static guint64
add_token(guint64 hash, const WdSpimTokens *tokens, guint i)
{
	return (hash + tokens->tokens[i].hash) * STEP;
}

static guint
get_slot(guint64 hash)
{
	return (guint)(hash >> 32) % N_SLOTS;
}

static void
add_phrase(Table *table, const WdSpimPhrase *phrase)
{
	g_auto(WdSpimTokens) tokens;
	guint64 hash = 0;
	guint8 *begins;
	guint at;

	wd_spim_tokens_init(&tokens, phrase->words);
	begins = &table->begins[get_slot(add_token(0, &tokens, 0))];
	*begins = (guint8)MAX(*begins, tokens.n_tokens);
	for (guint i = 0; i < tokens.n_tokens; i++)
		hash = add_token(hash, &tokens, i);
	at = get_slot(hash);
	while (table->slots[at].phrase != NULL && table->slots[at].hash != hash)
		at = (at + 1) % N_SLOTS;
	table->slots[at] = (Slot){hash, phrase};
}

/* Built once, never changed. */
static const Table *
get_table(void)
{
	static gsize once = 0;

	if (g_once_init_enter(&once)) {
		Table *table = g_new0(Table, 1);
		gsize n_phrases;

		table->phrases = wd_spim_words_get(&n_phrases);
		for (gsize i = 0; i < MIN(n_phrases, N_PHRASES); i++)
			add_phrase(table, &table->phrases[i]);
		g_once_init_leave(&once, (gsize)table);
	}
	return (const Table *)once;
}

static const WdSpimPhrase *
find_phrase(const Table *table, guint64 hash)
{
	guint at = get_slot(hash);

	while (table->slots[at].phrase != NULL && table->slots[at].hash != hash)
		at = (at + 1) % N_SLOTS;
	return table->slots[at].phrase;
}

/* The heaviest phrase that begins at @at, the longest among equals. */
static const WdSpimPhrase *
find_best_phrase(const Table *table, const WdSpimTokens *tokens, guint at)
{
	const WdSpimPhrase *best = NULL;
	guint64 hash = add_token(0, tokens, at);
	guint n_most = MIN(table->begins[get_slot(hash)], tokens->n_tokens - at);

	for (guint n = 1; n <= n_most; n++) {
		const WdSpimPhrase *phrase = find_phrase(table, hash);

		if (phrase != NULL && (best == NULL || phrase->weight >= best->weight))
			best = phrase;
		if (n < n_most)
			hash = add_token(hash, tokens, at + n);
	}
	return best;
}

static double
weigh_phrases(const WdSpimTokens *tokens)
{
	const Table *table = get_table();
	guint64 seen[N_PHRASES / 64] = {0};
	double sum = 0;

	for (guint i = 0; i < tokens->n_tokens; i++) {
		const WdSpimPhrase *phrase = find_best_phrase(table, tokens, i);
		guint64 bit;
		gsize which;

		if (phrase == NULL)
			continue;
		which = (gsize)(phrase - table->phrases);
		bit = G_GUINT64_CONSTANT(1) << which % 64;
		/* Each counts once, however often it is said. */
		sum += (seen[which / 64] & bit) == 0 ? phrase->weight : 0;
		seen[which / 64] |= bit;
	}
	return sum;
}

static gboolean
is_token(const WdSpimTokens *tokens, guint at, const char *letters)
{
	const WdSpimToken *token = &tokens->tokens[at];

	return token->len == strlen(letters) &&
	       memcmp(tokens->letters + token->offset, letters, token->len) == 0;
}

static gboolean
is_short_code(const WdSpimTokens *tokens, guint at)
{
	const WdSpimToken *token = &tokens->tokens[at];

	return at > 0 && token->kind == WD_SPIM_TOKEN_NUMBER && token->len == SHORT_CODE_DIGITS &&
	       is_token(tokens, at - 1, "to");
}

/* British numbers that begin so cost by the minute; the table's fraud is mostly British. */
static gboolean
is_premium(const WdSpimTokens *tokens, guint at)
{
	const WdSpimToken *token = &tokens->tokens[at];

	return token->kind == WD_SPIM_TOKEN_SIGN &&
	       (is_token(tokens, at, WD_SPIM_PHONE_SIGN "09") ||
		is_token(tokens, at, WD_SPIM_PHONE_SIGN "08"));
}

static double
weigh_numbers(const WdSpimTokens *tokens)
{
	gboolean has_premium = FALSE;
	gboolean has_short_code = FALSE;

	for (guint i = 0; i < tokens->n_tokens; i++) {
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
