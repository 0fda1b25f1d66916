/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-near-index.h"

#define N_WAYS 4  /* entries in one place; the newest push out the oldest */
#define N_BITS 17 /* 131072 places for 20 entries of each of 20,000 texts */

/* The rest of a band stands beside the id: in a full index each place holds four texts that have
 * nothing in common but the place, and to look at one of them costs more than all the rest. */
#define ID_BITS 18

G_STATIC_ASSERT(WD_NEAR_INDEX_MAX_ID + 1 < 1u << ID_BITS);

struct WdNearIndex {
	guint32 places[1u << N_BITS][N_WAYS]; /* the newest first; 0: free */
};

static guint32
place_of(guint32 band)
{
	return band & ((1u << N_BITS) - 1);
}

static guint32
entry_of(guint32 band, guint32 id)
{
	return band >> N_BITS << ID_BITS | (id + 1);
}

static gboolean
is_of(guint32 entry, guint32 band)
{
	return entry != 0 && entry >> ID_BITS == (band >> N_BITS & ((1u << (32 - ID_BITS)) - 1));
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
 * @id: what it is to be found as, at most %WD_NEAR_INDEX_MAX_ID
 */
void
wd_near_index_add(WdNearIndex *index, const WdFingerprint *print, guint32 id)
{
	for (guint band = 0; band < WD_FINGERPRINT_BANDS; band++) {
		guint32 *place = index->places[place_of(print->bands[band])];
		guint32 entry = entry_of(print->bands[band], id);

		if (print->bands[band] == 0 || place[0] == entry)
			continue;
		for (guint way = N_WAYS - 1; way > 0; way--)
			place[way] = place[way - 1];
		place[0] = entry;
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
		guint32 one = print->bands[band];
		const guint32 *place = index->places[place_of(one)];

		for (guint way = 0; one != 0 && way < N_WAYS; way++) {
			if (is_of(place[way], one))
				n = add_candidate(ids, n, (place[way] & ((1u << ID_BITS) - 1)) - 1);
		}
	}
	return n;
}
