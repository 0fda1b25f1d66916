/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/data/wd-spim-words.h"
#include "engine/spim/wd-spim-tokens.h"

/*
 * Finds the phrases of the table of words in a text: by hash, so that their number costs nothing. A
 * word may be one with any ending, or follow a particle that Arabic writes without a blank; where a
 * script has no blanks at all, a phrase may stand anywhere.
 */

#define WD_SPIM_MAX_PHRASES 16384 /* more than there are */

typedef struct {
	WdSpimSubject subject;
	double weight;
} WdSpimPhrase;

/* Where a phrase was found. */
typedef struct {
	guint phrase; /* its number, below %WD_SPIM_MAX_PHRASES */
	guint first;  /* the tokens that it stands in */
	guint last;
	guint offset;     /* bytes of the letters from which on it stands */
	guint len;        /* of the last word, or of all where words have no blanks */
	gboolean is_part; /* of a token, where words have no blanks */
} WdSpimHit;

typedef void (*WdSpimHitFunc)(const WdSpimHit *hit, gpointer user_data);

void wd_spim_phrases_find(const WdSpimTokens *tokens, WdSpimHitFunc function, gpointer user_data);
const WdSpimPhrase *wd_spim_phrases_get(guint phrase);
