/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Apart from wd-normalise.h, which keeps words readable enough to compare: here every letter goes
 * to the plainest one that looks like it, whatever the script, so that a word and its disguise are
 * one token; and each token knows where in the text it stood, so that a decision can show it.
 */

/* Begins the sign of a telephone number; its first two digits follow. */
#define WD_SPIM_PHONE_SIGN "\004"

typedef enum {
	WD_SPIM_TOKEN_WORD,
	WD_SPIM_TOKEN_NUMBER,
	WD_SPIM_TOKEN_LINK,
	WD_SPIM_TOKEN_SIGN, /* a currency, an emoji, what a number is like */
} WdSpimTokenKind;

typedef struct {
	WdSpimTokenKind kind;
	guint offset; /* bytes of WdSpimTokens.letters */
	guint len;
	guint start; /* bytes of the text that it was made of */
	guint end;
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
	GString *letters; /* the tokens' plain forms, one behind the other */
	GArray *tokens;   /* of WdSpimToken, in the order of the text */
	guint counts[WD_SPIM_N_COUNTS];
} WdSpimTokens;

WdSpimTokens *wd_spim_tokens_new(const char *text);
void wd_spim_tokens_free(WdSpimTokens *tokens);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdSpimTokens, wd_spim_tokens_free)
