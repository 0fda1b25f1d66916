/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Words are weighed and not forbidden: a phrase is a piece of evidence, and what honest people say
 * weighs little.
 */

#define WD_SPIM_PHRASE_WORDS 3 /* the longest phrase of the table */

/* One to three words in the spelling of wd_normalise_text(), and what they weigh (log-odds). */
typedef struct {
	const char *words;
	double weight;
} WdSpimPhrase;

/* The table is static: nothing of it is freed. */
const WdSpimPhrase *wd_spim_words_get(gsize *n_phrases);
