/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Words are weighed and not forbidden: a phrase is a piece of evidence, and what honest people say
 * weighs little.  A subject is one kind of evidence, and has a most that it can weigh, so that who
 * talks of nothing but his coins is not accused by the table alone: that takes several kinds.
 */

typedef enum {
	WD_SPIM_ABOUT_ANYTHING, /* without a most; weighed together with what a corpus shows */
	WD_SPIM_ABOUT_WORK,
	WD_SPIM_ABOUT_INCOME, /* what shall be earned, and how fast */
	WD_SPIM_ABOUT_COINS,  /* and whoever knows which will rise */
	WD_SPIM_ABOUT_GAMES,  /* with money */
	WD_SPIM_ABOUT_PRIZES,
	WD_SPIM_ABOUT_LOANS,
	WD_SPIM_ABOUT_PARCELS,  /* that cannot be delivered */
	WD_SPIM_ABOUT_ACCOUNTS, /* that will be blocked */
	WD_SPIM_ABOUT_KIN,      /* "mum, this is my new number" */
	WD_SPIM_ABOUT_LOVE,
	WD_SPIM_ABOUT_GOODS,
	WD_SPIM_ABOUT_FORTUNE, /* an inheritance, a gift of somebody dying */
	WD_SPIM_ABOUT_TRICKS,  /* "is this you?", chain letters, codes for somebody else */
	WD_SPIM_ABOUT_CALLS,   /* click, register, open */
	WD_SPIM_ABOUT_CHATS,   /* "write to me over there" */
	WD_SPIM_ABOUT_HASTE,
	WD_SPIM_ABOUT_PRAISE, /* free, without risk, guaranteed */
	WD_SPIM_ABOUT_SUMS,
	WD_SPIM_N_SUBJECTS,
} WdSpimSubject;

#define WD_SPIM_PHRASE_WORDS 4 /* of the longest phrase */

/*
 * Phrases of one weight.  In them a star behind a word stands for any end of it, and a "#" for any
 * number.  Accents and capitals say nothing.  A phrase in a script that has no blanks between its
 * words is found anywhere.
 */
typedef struct {
	WdSpimSubject subject;
	double weight;       /* log-odds */
	const char *phrases; /* with ", " between two */
} WdSpimGroup;

/* What is said in a language.  A habit names letters for which people write others, as "ä=ae ö=oe";
 * who has one has it throughout a phrase. */
typedef struct {
	const char *name;
	const WdSpimGroup *groups;
	gsize n_groups;
	const char *const *habits; /* (nullable) (array zero-terminated=1) */
} WdSpimWords;

const WdSpimWords *const *wd_spim_words_get(void);
double wd_spim_words_get_most(WdSpimSubject subject);

extern const WdSpimWords wd_spim_words_arabic;
extern const WdSpimWords wd_spim_words_chinese;
extern const WdSpimWords wd_spim_words_common;
extern const WdSpimWords wd_spim_words_czech;
extern const WdSpimWords wd_spim_words_dutch;
extern const WdSpimWords wd_spim_words_english;
extern const WdSpimWords wd_spim_words_french;
extern const WdSpimWords wd_spim_words_german;
extern const WdSpimWords wd_spim_words_indonesian;
extern const WdSpimWords wd_spim_words_italian;
extern const WdSpimWords wd_spim_words_japanese;
extern const WdSpimWords wd_spim_words_korean;
extern const WdSpimWords wd_spim_words_persian;
extern const WdSpimWords wd_spim_words_polish;
extern const WdSpimWords wd_spim_words_portuguese;
extern const WdSpimWords wd_spim_words_romanian;
extern const WdSpimWords wd_spim_words_russian;
extern const WdSpimWords wd_spim_words_spanish;
extern const WdSpimWords wd_spim_words_swedish;
extern const WdSpimWords wd_spim_words_turkish;
extern const WdSpimWords wd_spim_words_ukrainian;
extern const WdSpimWords wd_spim_words_vietnamese;
