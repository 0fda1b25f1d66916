/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What wd-spim-tokens.h makes of a text: its tokens, the plain letters they are spelt in, and what
 * was counted on the way. A message of ordinary length fits into the list itself, so that judging
 * it asks for no memory; therefore a list stays where it was initialised.
 */

#define WD_SPIM_TOKEN_BYTES 24 /* longer words differ in what comes before */
#define WD_SPIM_OWN_LETTERS 512
#define WD_SPIM_OWN_TOKENS  64

typedef enum {
	WD_SPIM_TOKEN_WORD,
	WD_SPIM_TOKEN_NUMBER,
	WD_SPIM_TOKEN_LINK,
	WD_SPIM_TOKEN_SIGN, /* a currency, an emoji, what a number is like */
} WdSpimTokenKind;

/* Where in the text a word stands, in bytes. */
typedef struct {
	guint start;
	guint end;
} WdSpimPlace;

typedef struct {
	WdSpimTokenKind kind;
	guint offset; /* bytes of WdSpimTokens.letters */
	guint len;
	guint start; /* bytes of the text that it was made of */
	guint end;
	guint64 hash; /* of its letters */
} WdSpimToken;

/* What is counted besides the tokens. */
typedef enum {
	WD_SPIM_COUNT_DIGITS,
	WD_SPIM_COUNT_LINKS,
	WD_SPIM_COUNT_SUMS,   /* signs of a currency */
	WD_SPIM_COUNT_PHONES, /* numbers of ten to thirteen digits */
	WD_SPIM_COUNT_EXCLAMATIONS,
	WD_SPIM_COUNT_HANDLES, /* "@somebody" */
	WD_SPIM_COUNT_EMOJI,
	WD_SPIM_COUNT_MIXED, /* words with letters of two scripts that look alike */
	WD_SPIM_COUNT_LETTERS,
	WD_SPIM_COUNT_CAPITALS,
	WD_SPIM_N_COUNTS,
} WdSpimCount;

typedef struct {
	char *letters;       /* the tokens' plain forms, one behind the other */
	guint n_letters;     /* bytes of them; behind them there is always room for a token */
	WdSpimToken *tokens; /* in the order of the text */
	guint n_tokens;
	guint counts[WD_SPIM_N_COUNTS];
	/* Private. */
	gsize letters_size;
	gsize tokens_size;
	char own_letters[WD_SPIM_OWN_LETTERS];
	WdSpimToken own_tokens[WD_SPIM_OWN_TOKENS];
} WdSpimTokens;

void wd_spim_token_list_init(WdSpimTokens *tokens);
void wd_spim_token_list_clear(WdSpimTokens *tokens);
void
wd_spim_token_list_add(WdSpimTokens *tokens, WdSpimTokenKind kind, guint len, WdSpimPlace place);
void wd_spim_token_list_add_letters(WdSpimTokens *tokens,
				    WdSpimTokenKind kind,
				    const char *letters,
				    gsize len,
				    WdSpimPlace place);
guint64 wd_spim_token_list_hash(const WdSpimTokens *tokens, guint offset, guint len);
