/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/spim/wd-spim-phrases.h"

/*
 * What can be said without having been trained: phrases and shapes that fraud and advertising share
 * in many languages, weighed by hand.  It speaks for languages of which no corpus may be used, and
 * beside the trained model, never against it.
 *
 * Of such a language the model knows too little to accuse anybody, and still enough to tell that
 * one message is more like SPIM than another.  So a text is judged by the phrases alone, and by
 * what the model says with a share of what they weigh: less of them is needed where both agree.
 */

typedef struct {
	double odds;    /* log-odds that the text is unwanted, by the table alone */
	double support; /* log-odds to add to what the model says; 0: none */
} WdSpimEvidence;

WdSpimEvidence wd_spim_lexicon_weigh(const WdSpimTokens *tokens);
double wd_spim_lexicon_score(const WdSpimTokens *tokens);
GArray *wd_spim_lexicon_find(const WdSpimTokens *tokens);
