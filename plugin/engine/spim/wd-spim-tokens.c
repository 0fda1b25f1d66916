/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-tokens.h"

#include <string.h>

#include "engine/spim/wd-spim-cut.h"

#define HALF_BYTES 4096 /* looked at from the beginning, and as much before the end */
#define MIN_JOINED 3    /* so many single letters in a row are one word that was pulled apart */

static gboolean
is_single(const WdSpimTokens *tokens, guint i)
{
	const WdSpimToken *token = &tokens->tokens[i];

	return i < tokens->n_tokens && token->kind <= WD_SPIM_TOKEN_NUMBER &&
	       (guint)g_utf8_skip[(guchar)tokens->letters[token->offset]] == token->len;
}

static gboolean
is_capital(const WdSpimTokens *tokens, const char *text, guint i)
{
	return is_single(tokens, i) &&
	       g_unichar_isupper(g_utf8_get_char(text + tokens->tokens[i].start));
}

static gboolean
is_alone(const WdSpimTokens *tokens, const char *text, guint i)
{
	const WdSpimToken *token = &tokens->tokens[i];

	return g_utf8_next_char(text + token->start) == text + token->end;
}

/* Letters with marks between are a word of their own; in "F R E E T e x t" a new one begins where a
 * small letter follows the next capital. */
static gboolean
begins_word(const WdSpimTokens *tokens, const char *text, guint i)
{
	if (tokens->tokens[i].start == tokens->tokens[i - 1].start)
		return FALSE;
	if (!is_alone(tokens, text, i) || !is_alone(tokens, text, i - 1))
		return TRUE;
	if (!is_capital(tokens, text, i))
		return FALSE;
	return !is_capital(tokens, text, i - 1) ||
	       (is_single(tokens, i + 1) && !is_capital(tokens, text, i + 1) &&
		tokens->tokens[i + 1].kind == WD_SPIM_TOKEN_WORD);
}

static guint
count_singles(const WdSpimTokens *tokens, const char *text, guint first)
{
	guint i = first;

	while (is_single(tokens, i) && (i == first || !begins_word(tokens, text, i)))
		i++;
	return i - first;
}

static gboolean
has_singles(const WdSpimTokens *tokens)
{
	guint n = 0;

	for (guint i = 0; i < tokens->n_tokens && n < MIN_JOINED; i++)
		n = is_single(tokens, i) ? n + 1 : 0;
	return n >= MIN_JOINED;
}

static void
join(WdSpimTokens *tokens, WdSpimToken *token, const WdSpimToken *last)
{
	token->len = MIN(last->offset + last->len - token->offset, WD_SPIM_TOKEN_BYTES);
	token->end = last->end;
	token->hash = wd_spim_token_list_hash(tokens, token->offset, token->len);
}

/* "f r e e" and "f-r-e-e" become "free": the letters lie side by side already. */
static void
join_singles(WdSpimTokens *tokens, const char *text)
{
	guint n_kept = 0;

	for (guint i = 0; i < tokens->n_tokens;) {
		WdSpimToken token = tokens->tokens[i];
		guint n = count_singles(tokens, text, i);

		if (n >= MIN_JOINED)
			join(tokens, &token, &tokens->tokens[i + n - 1]);
		tokens->tokens[n_kept++] = token;
		i += n >= MIN_JOINED ? n : 1;
	}
	tokens->n_tokens = n_kept;
}

/**
 * wd_spim_tokens_init:
 * @tokens: (out caller-allocates): filled; it must stay where it is
 * @text: valid UTF-8
 *
 * Cuts @text into tokens: words in plain letters, numbers by their length, links by their suffix,
 * signs. Of a text beyond 8 KiB its beginning and its end are looked at. Linear in that.
 */
void
wd_spim_tokens_init(WdSpimTokens *tokens, const char *text)
{
	gsize len = strlen(text);
	const char *head = text + len;

	wd_spim_token_list_init(tokens);
	if (len > 2 * HALF_BYTES)
		head = g_utf8_find_prev_char(text, text + HALF_BYTES + 1);
	wd_spim_cut(tokens, text, text, head);
	if (len > 2 * HALF_BYTES)
		wd_spim_cut(tokens,
			    text,
			    g_utf8_find_next_char(text + len - HALF_BYTES - 1, NULL),
			    text + len);
	if (has_singles(tokens))
		join_singles(tokens, text);
}

/**
 * wd_spim_tokens_clear:
 * @tokens: tokens
 */
void
wd_spim_tokens_clear(WdSpimTokens *tokens)
{
	wd_spim_token_list_clear(tokens);
}
