/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/spim/wd-spim-token-list.h"
#include "wd-rows.h"

#define N_MANY 5000 /* far more than a list holds without asking for memory */

static const WdSpimPlace nowhere = {0, 0};

static void
add(WdSpimTokens *tokens, const char *letters)
{
	wd_spim_token_list_add_letters(
		tokens, WD_SPIM_TOKEN_WORD, letters, strlen(letters), nowhere);
}

static void
test_add(void)
{
	WdSpimTokens tokens;

	wd_spim_token_list_init(&tokens);
	g_assert_cmpuint(tokens.n_tokens, ==, 0);
	g_assert_cmpuint(tokens.counts[WD_SPIM_COUNT_CAPITALS], ==, 0);
	add(&tokens, "one");
	wd_spim_token_list_add_letters(&tokens, WD_SPIM_TOKEN_SIGN, "%", 1, (WdSpimPlace){7, 8});
	g_assert_cmpuint(tokens.n_tokens, ==, 2);
	g_assert_cmpmem(tokens.letters, tokens.n_letters, "one%", 4);
	g_assert_cmpuint(tokens.tokens[1].kind, ==, WD_SPIM_TOKEN_SIGN);
	g_assert_cmpuint(tokens.tokens[1].offset, ==, 3);
	g_assert_cmpuint(tokens.tokens[1].start, ==, 7);
	g_assert_cmpuint(tokens.tokens[1].end, ==, 8);
	wd_spim_token_list_clear(&tokens);
}

/* What was added first is still there when the list has grown, and there is room to write. */
static void
test_grows(void)
{
	WdSpimTokens tokens;

	wd_spim_token_list_init(&tokens);
	for (guint i = 0; i < N_MANY; i++) {
		char *room = tokens.letters + tokens.n_letters;

		memset(room, 'a' + (int)(i % 26), WD_SPIM_TOKEN_BYTES + 4);
		wd_spim_token_list_add(
			&tokens, WD_SPIM_TOKEN_WORD, 1 + i % WD_SPIM_TOKEN_BYTES, nowhere);
	}
	g_assert_cmpuint(tokens.n_tokens, ==, N_MANY);
	for (guint i = 0; i < N_MANY; i++) {
		const WdSpimToken *token = &tokens.tokens[i];

		g_assert_cmpuint(token->len, ==, 1 + i % WD_SPIM_TOKEN_BYTES);
		g_assert_cmpint(tokens.letters[token->offset], ==, 'a' + (int)(i % 26));
		g_assert_cmpint(
			tokens.letters[token->offset + token->len - 1], ==, 'a' + (int)(i % 26));
	}
	wd_spim_token_list_clear(&tokens);
}

typedef struct {
	const char *name;
	const char *one;
	const char *other;
	gboolean is_equal;
} HashCase;

static const HashCase hashes[] = {
	{"the-same", "prize", "prize", TRUE},
	{"another-letter", "prize", "price", FALSE},
	{"another-order", "ab", "ba", FALSE},
	{"longer", "prize", "prizes", FALSE},
	{"beyond-eight-letters", "congratulations", "congratulationz", FALSE},
	{"just-eight-letters", "casinoes", "casinoss", FALSE},
	{"the-limit-cuts", "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwx", TRUE},
};

/* Whatever stands behind the letters has no part in their hash. */
static void
test_hash(gconstpointer data)
{
	const HashCase *row = data;
	WdSpimTokens tokens;

	wd_spim_token_list_init(&tokens);
	memset(tokens.letters, 'x', tokens.letters_size);
	add(&tokens, row->one);
	add(&tokens, row->other);
	add(&tokens, row->one);
	g_assert_cmpint(tokens.tokens[0].hash == tokens.tokens[1].hash, ==, row->is_equal);
	g_assert_cmpuint(tokens.tokens[0].hash, ==, tokens.tokens[2].hash);
	wd_spim_token_list_clear(&tokens);
}

/* Models rely on it. */
static void
test_hash_stays(void)
{
	WdSpimTokens tokens;

	wd_spim_token_list_init(&tokens);
	add(&tokens, "congratulations");
	g_assert_cmphex(tokens.tokens[0].hash, ==, G_GUINT64_CONSTANT(0xb61ef14f9d10eb9d));
	wd_spim_token_list_clear(&tokens);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/spim-token-list/add", test_add);
	g_test_add_func("/spim-token-list/grows", test_grows);
	WD_ADD_ROWS("/spim-token-list/hash/", hashes, test_hash);
	g_test_add_func("/spim-token-list/hash-stays", test_hash_stays);
	return g_test_run();
}
