/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#define WD_SPIM_PHRASE_WORDS 3 /* the longest phrase of the table */

/* One to three words in the spelling of wd_normalise_text(), and what they weigh (log-odds). */
typedef struct {
	const char *words;
	double weight;
} WdSpimPhrase;

const WdSpimPhrase *wd_spim_words_get(gsize *n_phrases);
