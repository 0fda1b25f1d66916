/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-reasons.h"

#define MAX_WORD_CHARS 24 /* shown of one word */

/* One stretch of the text and its part of the score. */
typedef struct {
	guint start;
	guint end;
	double weight;
	gboolean
		is_link; /* named last: of a link the model knows hardly more than that it is one */
} Part;

/* Several tokens may come from one word of the text: they count together. */
static GArray *
weigh_parts(const WdSpimModel *model, const WdSpimTokens *tokens)
{
	g_auto(WdSpimFeatures) features;
	GArray *parts = g_array_sized_new(FALSE, FALSE, sizeof(Part), tokens->n_tokens);
	g_autofree guint *owners = g_new(guint, tokens->n_tokens + 1);

	for (guint i = 0; i < tokens->n_tokens; i++) {
		const WdSpimToken *token = &tokens->tokens[i];
		Part part = {token->start, token->end, 0, token->kind == WD_SPIM_TOKEN_LINK};

		if (parts->len == 0 ||
		    g_array_index(parts, Part, parts->len - 1).start != part.start)
			g_array_append_val(parts, part);
		owners[i] = parts->len - 1;
	}
	wd_spim_features_init_with_tokens(&features, tokens);
	for (gsize i = 0; i < features.n; i++) {
		if (features.tokens[i] != WD_SPIM_WHOLE)
			g_array_index(parts, Part, owners[features.tokens[i]]).weight +=
				wd_spim_model_weigh(model, features.buckets[i], features.n);
	}
	return parts;
}

static gint
compare_parts(gconstpointer a, gconstpointer b)
{
	const Part *first = a;
	const Part *second = b;

	if (first->is_link != second->is_link)
		return first->is_link ? 1 : -1;
	if (first->weight != second->weight)
		return first->weight > second->weight ? -1 : 1;
	return (first->start > second->start) - (first->start < second->start);
}

static char *
cut(const char *text, const Part *part)
{
	g_autofree char *word = g_strndup(text + part->start, part->end - part->start);

	if (g_utf8_strlen(word, -1) <= MAX_WORD_CHARS)
		return g_steal_pointer(&word);
	return g_utf8_substring(word, 0, MAX_WORD_CHARS);
}

/**
 * wd_spim_reasons_find:
 * @model: the model that judged
 * @tokens: of @text
 * @text: valid UTF-8
 *
 * Returns: (transfer full) (nullable): the words that weighed most towards SPIM, as they stand in
 * @text, with commas between; NULL when it has none at all
 */
char *
wd_spim_reasons_find(const WdSpimModel *model, const WdSpimTokens *tokens, const char *text)
{
	g_autoptr(GArray) parts = weigh_parts(model, tokens);
	g_autoptr(GString) words = g_string_new(NULL);

	g_array_sort(parts, compare_parts);
	for (guint i = 0; i < MIN(parts->len, WD_SPIM_REASONS); i++) {
		const Part *part = &g_array_index(parts, Part, i);
		g_autofree char *word = cut(text, part);

		if (i > 0 && part->weight <= 0)
			break;
		g_string_append_printf(words, "%s%s", words->len > 0 ? ", " : "", word);
	}
	return words->len > 0 ? g_string_free(g_steal_pointer(&words), FALSE) : NULL;
}
