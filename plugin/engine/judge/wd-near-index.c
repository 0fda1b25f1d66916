/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-near-index.h"

#define N_BANDS 20 /* ten by words, ten by grams */
#define N_ROWS  2  /* two texts with .64 in common share one of ten bands in 99.5 of 100 cases */
#define N_WAYS  4  /* ids in one place; the newest push out the oldest */
#define N_BITS  17 /* 131072 places for 20 entries of each of 20,000 texts */

struct WdNearIndex {
	guint32 places[1u << N_BITS][N_WAYS]; /* id + 1, the newest first; 0: free */
};

/* Odd, and otherwise of no meaning: each gives the hashes of a set another order. */
static guint64
get_multiplier(guint row)
{
	return (G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) * (2 * (guint64)row + 1)) | 1;
}

static guint32
find_minimum(const WdHashSet *set, guint row)
{
	guint64 multiplier = get_multiplier(row);
	guint32 minimum = G_MAXUINT32;

	for (guint i = 0; i < set->n; i++) {
		guint64 mixed = (set->hashes[i] + (guint64)row) * multiplier;

		minimum = MIN(minimum, (guint32)((mixed ^ mixed >> 29) * multiplier >> 32));
	}
	return minimum;
}

static guint32
find_place(const WdFingerprint *print, guint band)
{
	const WdHashSet *set = band % 2 == 0 ? &print->words : &print->grams;
	guint64 sum = band + 1;

	for (guint row = 0; row < N_ROWS; row++) {
		sum ^= find_minimum(set, band * N_ROWS + row);
		sum *= G_GUINT64_CONSTANT(0xff51afd7ed558ccd);
		sum ^= sum >> 32;
	}
	return (guint32)(sum >> 7) & ((1u << N_BITS) - 1);
}

/* A set without elements has no minima that could meet. */
static gboolean
has_band(const WdFingerprint *print, guint band)
{
	return (band % 2 == 0 ? print->words.n : print->grams.n) > 0;
}

/**
 * wd_near_index_new:
 *
 * Returns: (transfer full): an index that proposes nothing; two mebibytes, of which the system
 * gives what is used
 */
WdNearIndex *
wd_near_index_new(void)
{
	return g_new0(WdNearIndex, 1);
}

/**
 * wd_near_index_free:
 * @index: (transfer full): an index
 */
void
wd_near_index_free(WdNearIndex *index)
{
	g_free(index);
}

/**
 * wd_near_index_add:
 * @index: an index
 * @print: a text
 * @id: what it is to be found as
 */
void
wd_near_index_add(WdNearIndex *index, const WdFingerprint *print, guint32 id)
{
	for (guint band = 0; band < N_BANDS; band++) {
		guint32 *place = index->places[find_place(print, band)];

		if (!has_band(print, band) || place[0] == id + 1)
			continue;
		for (guint way = N_WAYS - 1; way > 0; way--)
			place[way] = place[way - 1];
		place[0] = id + 1;
	}
}

static guint
add_candidate(guint32 *ids, guint n, guint32 id)
{
	for (guint i = 0; i < n; i++) {
		if (ids[i] == id)
			return n;
	}
	ids[n] = id;
	return n + 1;
}

/**
 * wd_near_index_find:
 * @index: an index
 * @print: a text
 * @ids: (out): where to put what may nearly be the same, none twice
 *
 * An id may stand for another text by now: compare before believing.
 *
 * Returns: how many were put into @ids
 */
guint
wd_near_index_find(const WdNearIndex *index,
		   const WdFingerprint *print,
		   guint32 ids[WD_NEAR_INDEX_CANDIDATES])
{
	guint n = 0;

	for (guint band = 0; band < N_BANDS; band++) {
		const guint32 *place = index->places[find_place(print, band)];

		for (guint way = 0; has_band(print, band) && way < N_WAYS && place[way] != 0; way++)
			n = add_candidate(ids, n, place[way] - 1);
	}
	return n;
}
