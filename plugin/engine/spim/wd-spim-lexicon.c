/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-lexicon.h"

#include <string.h>

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

/* Found by trying all on messages of strangers in sixteen languages: what lets nearly no ordinary
 * one pass the threshold, and most unwanted ones. */
#define FIRST         0.2  /* log-odds that are added to the model's for any phrase at all */
#define SHARE         0.25 /* and of the phrases' weight */
#define TALK          0.9  /* so much of it is in ordinary talk */
#define TALK_PER_WORD 0.04 /* and so much more for each word beyond */
#define SHORT_WORDS   24   /* so many */
#define SHARE_BEYOND  0.5  /* who says four strong things about one subject means it */
#define MOST_BEYOND   2.0
#define MOST_OF_ANY   4.5 /* that the phrases without a subject count for */

/* What was found so far: each phrase counts once, however often it is said. */
typedef struct {
	guint64 seen[WD_SPIM_MAX_PHRASES / 64];
	double sums[WD_SPIM_N_SUBJECTS];
	gboolean is_any; /* only then there is anything in the rest */
	GArray *hits;    /* (nullable) element-type WdSpimHit */
} Found;

static void
add_hit(const WdSpimHit *hit, gpointer user_data)
{
	Found *found = user_data;
	const WdSpimPhrase *phrase = wd_spim_phrases_get(hit->phrase);
	guint64 bit = G_GUINT64_CONSTANT(1) << hit->phrase % 64;

	if (!found->is_any) {
		memset(found->seen, 0, sizeof found->seen);
		memset(found->sums, 0, sizeof found->sums);
		found->is_any = TRUE;
	}
	if ((found->seen[hit->phrase / 64] & bit) != 0)
		return;
	found->seen[hit->phrase / 64] |= bit;
	found->sums[phrase->subject] += phrase->weight;
	if (found->hits != NULL)
		g_array_append_val(found->hits, *hit);
}

/* What the phrases of a text weigh together. */
typedef struct {
	double any;      /* those without a subject */
	double subjects; /* the others, none above its most */
	double beyond;   /* what was above it */
} Weight;

static Weight
weigh_phrases(const WdSpimTokens *tokens)
{
	Found found;
	Weight weight = {0, 0, 0};

	found.is_any = FALSE; /* nothing is cleared for a message that has none */
	found.hits = NULL;
	wd_spim_phrases_find(tokens, add_hit, &found);
	if (!found.is_any)
		return weight;
	weight.any = found.sums[WD_SPIM_ABOUT_ANYTHING];
	for (guint i = WD_SPIM_ABOUT_ANYTHING + 1; i < WD_SPIM_N_SUBJECTS; i++) {
		double most = wd_spim_words_get_most((WdSpimSubject)i);

		weight.subjects += MIN(found.sums[i], most);
		weight.beyond += MAX(found.sums[i] - most, 0);
	}
	return weight;
}

/* Where there is no phrase with a subject, the model was trained for the language and needs no
 * help.
 */
static double
get_support(const Weight *weight, guint n_tokens)
{
	double talk =
		TALK + (n_tokens > SHORT_WORDS ? TALK_PER_WORD * (n_tokens - SHORT_WORDS) : 0);
	double rest = weight->subjects + MIN(SHARE_BEYOND * weight->beyond, MOST_BEYOND) +
		      MIN(weight->any, MIN(weight->subjects, MOST_OF_ANY)) - talk;

	return weight->subjects > 0 && rest > 0 ? FIRST + SHARE * rest : 0;
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
 * wd_spim_lexicon_weigh:
 * @tokens: of a text
 *
 * Linear in the text.
 *
 * Returns: what the table says of it; odds of 0 are where it is to be acted on
 */
WdSpimEvidence
wd_spim_lexicon_weigh(const WdSpimTokens *tokens)
{
	Weight weight = weigh_phrases(tokens);

	return (WdSpimEvidence){BIAS + weight.any + weight.subjects + weigh_shape(tokens),
				get_support(&weight, tokens->n_tokens)};
}

/**
 * wd_spim_lexicon_score:
 * @tokens: of a text
 *
 * Returns: the odds of wd_spim_lexicon_weigh()
 */
double
wd_spim_lexicon_score(const WdSpimTokens *tokens)
{
	return wd_spim_lexicon_weigh(tokens).odds;
}

/**
 * wd_spim_lexicon_find:
 * @tokens: of a text
 *
 * Returns: (transfer full) (element-type WdSpimHit): the phrases that wd_spim_lexicon_score()
 * counts, in the order of the text
 */
GArray *
wd_spim_lexicon_find(const WdSpimTokens *tokens)
{
	Found found;

	found.is_any = FALSE;
	found.hits = g_array_new(FALSE, FALSE, sizeof(WdSpimHit));
	wd_spim_phrases_find(tokens, add_hit, &found);
	return found.hits;
}
