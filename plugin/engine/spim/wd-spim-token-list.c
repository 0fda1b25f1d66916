/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-token-list.h"

#include <string.h>

#define WORD_BYTES 8u
/* A token, the character that its limit fell into, and what a hash may read beyond. */
#define ROOM (WD_SPIM_TOKEN_BYTES + 4 + WORD_BYTES)
#define ODD  G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) /* 2^64 by the golden ratio */

/**
 * wd_spim_token_list_init:
 * @tokens: (out caller-allocates): an empty list; it must stay where it is
 */
void
wd_spim_token_list_init(WdSpimTokens *tokens)
{
	tokens->letters = tokens->own_letters;
	tokens->n_letters = 0;
	tokens->letters_size = sizeof tokens->own_letters;
	tokens->tokens = tokens->own_tokens;
	tokens->n_tokens = 0;
	tokens->tokens_size = G_N_ELEMENTS(tokens->own_tokens);
	memset(tokens->counts, 0, sizeof tokens->counts);
}

/**
 * wd_spim_token_list_clear:
 * @tokens: a list
 */
void
wd_spim_token_list_clear(WdSpimTokens *tokens)
{
	if (tokens->letters != tokens->own_letters)
		g_free(tokens->letters);
	if (tokens->tokens != tokens->own_tokens)
		g_free(tokens->tokens);
	tokens->letters = NULL;
	tokens->tokens = NULL;
}

static void
grow_letters(WdSpimTokens *tokens)
{
	gboolean is_own = tokens->letters == tokens->own_letters;

	tokens->letters_size *= 2;
	tokens->letters = g_realloc(is_own ? NULL : tokens->letters, tokens->letters_size);
	if (is_own)
		memcpy(tokens->letters, tokens->own_letters, sizeof tokens->own_letters);
}

static void
grow_tokens(WdSpimTokens *tokens)
{
	gboolean is_own = tokens->tokens == tokens->own_tokens;

	tokens->tokens_size *= 2;
	tokens->tokens = g_renew(WdSpimToken, is_own ? NULL : tokens->tokens, tokens->tokens_size);
	if (is_own)
		memcpy(tokens->tokens, tokens->own_tokens, sizeof tokens->own_tokens);
}

static guint64
mix(guint64 hash, guint64 word)
{
	hash = (hash ^ word) * ODD;
	return hash ^ hash >> 32;
}

/**
 * wd_spim_token_list_hash:
 * @tokens: a list
 * @offset: bytes of its letters
 * @len: how many from there
 *
 * Whoever attacks a shipped model knows its table anyway, so nothing would be gained by a secret
 * key.
 *
 * Returns: the hash of these letters, the same on every machine
 */
guint64
wd_spim_token_list_hash(const WdSpimTokens *tokens, guint offset, guint len)
{
	const char *at = tokens->letters + offset;
	guint64 hash = len;
	guint64 word;

	for (; len >= WORD_BYTES; len -= WORD_BYTES, at += WORD_BYTES) {
		memcpy(&word, at, WORD_BYTES);
		hash = mix(hash, GUINT64_FROM_LE(word));
	}
	if (len == 0)
		return hash;
	memcpy(&word, at, WORD_BYTES); /* there is always room behind the letters */
	return mix(hash, GUINT64_FROM_LE(word) & G_MAXUINT64 >> (64 - 8 * len));
}

/**
 * wd_spim_token_list_add:
 * @tokens: a list
 * @kind: what the token is
 * @len: bytes that stand behind the letters already, at most %WD_SPIM_TOKEN_BYTES and a character
 * @place: where in the text it came from
 *
 * Makes a token of them, and room for the next one.
 */
void
wd_spim_token_list_add(WdSpimTokens *tokens, WdSpimTokenKind kind, guint len, WdSpimPlace place)
{
	WdSpimToken *token;

	if (tokens->n_tokens == tokens->tokens_size)
		grow_tokens(tokens);
	token = &tokens->tokens[tokens->n_tokens++];
	token->kind = kind;
	token->offset = tokens->n_letters;
	token->len = len;
	token->start = place.start;
	token->end = place.end;
	token->hash = wd_spim_token_list_hash(tokens, token->offset, len);
	tokens->n_letters += len;
	if (tokens->n_letters + ROOM > tokens->letters_size)
		grow_letters(tokens);
}

/**
 * wd_spim_token_list_add_letters:
 * @tokens: a list
 * @kind: what the token is
 * @letters: (array length=len): its letters; those beyond %WD_SPIM_TOKEN_BYTES are left out
 * @len: how many bytes
 * @place: where in the text it came from
 */
void
wd_spim_token_list_add_letters(WdSpimTokens *tokens,
			       WdSpimTokenKind kind,
			       const char *letters,
			       gsize len,
			       WdSpimPlace place)
{
	guint n = (guint)MIN(len, WD_SPIM_TOKEN_BYTES);

	memcpy(tokens->letters + tokens->n_letters, letters, n);
	wd_spim_token_list_add(tokens, kind, n, place);
}
