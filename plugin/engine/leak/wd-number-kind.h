/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What a number of a person looks like in one country, as a row: its shape, what proves it, and how
 * much it takes to believe it. A single check digit is right by accident once in ten times, so most
 * numbers need a word beside them, or to be all that somebody answers.
 */

typedef enum {
	WD_NUMBER_ANYWHERE, /* shape and check leave next to nothing to accident */
	WD_NUMBER_ALONE,    /* the message is nothing but such numbers, or names it */
	WD_NUMBER_NAMED,    /* a word beside it says what it is */
} WdNumberNeed;

typedef enum {
	WD_NUMBER_PLAIN = 0,
	WD_NUMBER_CAPITALS = 1 << 0, /* in small letters only where it is alone or named */
	WD_NUMBER_MIXED = 1 << 1,    /* gaps may be of different kinds */
	WD_NUMBER_HYPHEN = 1 << 2,   /* no other sign is a gap */
} WdNumberFlags;

typedef struct {
	const char *id;     /* country and number: "de-tax-id" */
	const char *shapes; /* "|" between them: 9 a digit, A a letter, # either, _ a gap that may
			       be missing, - one that may not, anything else itself */
	WdNumberNeed need;
	gboolean (*is_valid)(const char *compact); /* digits and capitals without gaps */
	const char *names; /* (nullable) words beside it, lower case, "|" between them */
	WdNumberFlags flags;
} WdNumberKind;

extern const WdNumberKind wd_numbers_europe[];
extern const guint wd_n_numbers_europe;
extern const WdNumberKind wd_numbers_north[];
extern const guint wd_n_numbers_north;
extern const WdNumberKind wd_numbers_americas[];
extern const guint wd_n_numbers_americas;
extern const WdNumberKind wd_numbers_world[];
extern const guint wd_n_numbers_world;
extern const WdNumberKind wd_numbers_vat[];
extern const guint wd_n_numbers_vat;
extern const WdNumberKind wd_numbers_tax[];
extern const guint wd_n_numbers_tax;
extern const WdNumberKind wd_numbers_papers[];
extern const guint wd_n_numbers_papers;
extern const WdNumberKind wd_numbers_latin[];
extern const guint wd_n_numbers_latin;
extern const WdNumberKind wd_numbers_asia[];
extern const guint wd_n_numbers_asia;
