/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/leak/wd-leak-words.h"
#include "engine/text/wd-keyed-hash.h"

/*
 * What tells a passage from others: a hash of every few words that follow each other, and of those
 * a choice that falls the same way wherever the passage stands. S. Schleimer, D. Wilkerson, A.
 * Aiken, "Winnowing: local algorithms for document fingerprinting", SIGMOD 2003. From a hash nobody
 * reads the words.
 */

#define WD_PASSAGE_WORDS  8  /* hashed together; as many are rarely the same by accident */
#define WD_PASSAGE_WINDOW 12 /* of so many hashes that follow each other at least one is kept */
#define WD_PASSAGE_SURE   (WD_PASSAGE_WORDS + WD_PASSAGE_WINDOW - 1) /* words found for certain */

typedef struct {
	guint64 hash;
	gsize start; /* bytes of the row of words */
	gsize end;
} WdPassage;

GArray *wd_passages_hash(const WdHashKey *key, const WdLeakWords *words);
void wd_passages_winnow(GArray *passages);
