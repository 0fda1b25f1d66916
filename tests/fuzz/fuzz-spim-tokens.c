/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "engine/spim/wd-spim-lexicon.h"
#include "engine/spim/wd-spim-quotes.h"
#include "engine/spim/wd-spim-reasons.h"
#include "wd-fuzz.h"

/* Phrases lie inside the text, and are quoted in its own letters. */
static void
check_hits(const WdSpimTokens *tokens, const char *text)
{
	g_autoptr(GArray) hits = wd_spim_lexicon_find(tokens);
	g_autofree char *quotes = wd_spim_quotes_find(tokens, text);

	for (guint i = 0; i < hits->len; i++) {
		const WdSpimHit *hit = &g_array_index(hits, WdSpimHit, i);

		g_assert_cmpuint(hit->first, <=, hit->last);
		g_assert_cmpuint(hit->last, <, tokens->n_tokens);
		g_assert_cmpuint(hit->last - hit->first, <, WD_SPIM_PHRASE_WORDS);
		g_assert_cmpuint(hit->offset + hit->len, <=, tokens->n_letters);
	}
	g_assert_true((quotes == NULL) == (hits->len == 0));
	g_assert_true(quotes == NULL || g_utf8_validate(quotes, -1, NULL));
	g_assert_cmpfloat(wd_spim_lexicon_weigh(tokens).support, >=, 0);
}

/* Laws: tokens lie inside the text and in its order, buckets inside the table and the same
 * as those that are told each once,
 * reasons are words of the text. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = wd_fuzz_text(data, size);
	g_auto(WdSpimTokens) tokens;
	g_auto(WdSpimFeatures) features;
	g_autofree char *words = NULL;
	g_autoptr(GArray) distinct = NULL;
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	guint start = 0;

	wd_spim_tokens_init(&tokens, text);
	for (guint i = 0; i < tokens.n_tokens; i++) {
		const WdSpimToken *token = &tokens.tokens[i];

		g_assert_cmpuint(token->start, >=, start);
		g_assert_cmpuint(token->end, <=, strlen(text));
		g_assert_cmpuint(token->offset + token->len, <=, tokens.n_letters);
		start = token->start;
	}
	wd_spim_features_init(&features, &tokens);
	for (gsize i = 0; i < features.n; i++) {
		g_assert_cmpuint(features.buckets[i], <, WD_SPIM_N_BUCKETS);
		(void)g_hash_table_add(seen, GUINT_TO_POINTER(features.buckets[i]));
	}
	distinct = wd_spim_features_get(text);
	g_assert_cmpuint(g_hash_table_size(seen), ==, distinct->len);
	for (guint i = 0; i < distinct->len; i++)
		g_assert_true(g_hash_table_contains(
			seen, GUINT_TO_POINTER(g_array_index(distinct, guint32, i))));
	g_assert_true(isfinite(wd_spim_lexicon_score(&tokens)));
	check_hits(&tokens, text);
	words = wd_spim_reasons_find(wd_spim_model_get_shipped(), &tokens, text);
	g_assert_true((words == NULL) == (tokens.n_tokens == 0));
	g_assert_true(words == NULL || g_utf8_validate(words, -1, NULL));
	return 0;
}
