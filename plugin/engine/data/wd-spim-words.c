/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-spim-words.h"

/*
 * What unwanted messages of strangers say, in the languages that they come in. The choice and the
 * weights are ours: chosen by hand, copied from no list. No single phrase reaches the threshold;
 * three of different kinds do.
 */
static const WdSpimWords *const words[] = {
	&wd_spim_words_english,
	&wd_spim_words_common,
	&wd_spim_words_german,
	&wd_spim_words_dutch,
	&wd_spim_words_swedish,
	&wd_spim_words_french,
	&wd_spim_words_romanian,
	&wd_spim_words_spanish,
	&wd_spim_words_portuguese,
	&wd_spim_words_italian,
	&wd_spim_words_polish,
	&wd_spim_words_czech,
	&wd_spim_words_russian,
	&wd_spim_words_ukrainian,
	&wd_spim_words_turkish,
	&wd_spim_words_indonesian,
	&wd_spim_words_vietnamese,
	&wd_spim_words_chinese,
	&wd_spim_words_japanese,
	&wd_spim_words_korean,
	&wd_spim_words_arabic,
	&wd_spim_words_persian,
	NULL,
};

/* A subject by itself stays below the 6.7 that an accusation takes, by more than a sum of money
 * weighs. */
static const double most[WD_SPIM_N_SUBJECTS] = {
	[WD_SPIM_ABOUT_ANYTHING] = G_MAXDOUBLE,
	[WD_SPIM_ABOUT_WORK] = 5,
	[WD_SPIM_ABOUT_INCOME] = 5,
	[WD_SPIM_ABOUT_COINS] = 5,
	[WD_SPIM_ABOUT_GAMES] = 5,
	[WD_SPIM_ABOUT_PRIZES] = 5,
	[WD_SPIM_ABOUT_LOANS] = 5,
	[WD_SPIM_ABOUT_PARCELS] = 5,
	[WD_SPIM_ABOUT_ACCOUNTS] = 5,
	[WD_SPIM_ABOUT_KIN] = 5,
	[WD_SPIM_ABOUT_LOVE] = 5,
	[WD_SPIM_ABOUT_GOODS] = 5,
	[WD_SPIM_ABOUT_FORTUNE] = 5,
	[WD_SPIM_ABOUT_TRICKS] = 5,
	[WD_SPIM_ABOUT_CALLS] = 3,
	[WD_SPIM_ABOUT_CHATS] = 3,
	[WD_SPIM_ABOUT_HASTE] = 2,
	[WD_SPIM_ABOUT_PRAISE] = 2.5,
	[WD_SPIM_ABOUT_SUMS] = 1,
};

/**
 * wd_spim_words_get:
 *
 * Returns: (transfer none) (array zero-terminated=1): the words of all languages
 */
const WdSpimWords *const *
wd_spim_words_get(void)
{
	return words;
}

/**
 * wd_spim_words_get_most:
 * @subject: a subject
 *
 * Returns: what all phrases about @subject weigh together at most
 */
double
wd_spim_words_get_most(WdSpimSubject subject)
{
	return most[subject];
}
