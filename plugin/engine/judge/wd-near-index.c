/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-near-index.h"

#define N_WAYS 4  /* ids in one place; the newest push out the oldest */
#define N_BITS 17 /* 131072 places for 20 entries of each of 20,000 texts */

struct WdNearIndex {
	guint32 places[1u << N_BITS][N_WAYS]; /* id + 1, the newest first; 0: free */
};

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
	for (guint band = 0; band < WD_FINGERPRINT_BANDS; band++) {
		guint32 *place = index->places[print->bands[band] & ((1u << N_BITS) - 1)];

		if (print->bands[band] == 0 || place[0] == id + 1)
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

	for (guint band = 0; band < WD_FINGERPRINT_BANDS; band++) {
		const guint32 *place = index->places[print->bands[band] & ((1u << N_BITS) - 1)];

		for (guint way = 0; print->bands[band] != 0 && way < N_WAYS && place[way] != 0;
		     way++)
			n = add_candidate(ids, n, place[way] - 1);
	}
	return n;
}
