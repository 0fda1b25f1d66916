/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/text/wd-keyed-hash.h"
#include "engine/wd-event.h"

/*
 * Apart from the tracker, which counts: this says what "the same or nearly the same" means. A worm
 * changes the name in its greeting, a word, the order, the letters; equal bytes would be too
 * strict. What was said cannot be read from a fingerprint: it holds keyed hashes only.
 */

#define WD_FINGERPRINT_WORDS 32 /* of a text; of more, those with the smallest hashes */
#define WD_FINGERPRINT_GRAMS 48
#define WD_FINGERPRINT_BANDS 20 /* ten by words, ten by grams */
#define WD_FINGERPRINT_SITES 4  /* a worm may put an honest link before its own */
#define WD_FINGERPRINT_FILES 4

/* Ascending hashes, none twice: the smallest of all that the text has. */
typedef struct {
	guint n;
	guint32 hashes[WD_FINGERPRINT_GRAMS];
} WdHashSet;

typedef struct {
	/* The text without names, greetings, numbers, links and disguise. */
	WdHashSet words; /* in any order: survives another word or another order */
	WdHashSet grams; /* four letters in a row, spaces left out: survives other spelling */
	guint n_words;   /* 0: too short to be compared */
	guint32 bands[WD_FINGERPRINT_BANDS]; /* near texts share some; 0: none */
	gboolean is_disguised;               /* written so that people read it and filters do not */

	guint64 sites[WD_FINGERPRINT_SITES]; /* whose links it carries, by registrable domain */
	guint n_sites;
	guint64 urls; /* all of its links together, as they are spelled; 0: none */
	guint64 files[WD_FINGERPRINT_FILES]; /* ways in which the file may be the same one */
	guint n_files;
} WdFingerprint;

void wd_fingerprint_take(WdFingerprint *print, const WdEvent *event, const WdHashKey *key);
gboolean wd_fingerprint_is_same_text(const WdHashSet *words,
				     const WdHashSet *grams,
				     const WdFingerprint *other);
