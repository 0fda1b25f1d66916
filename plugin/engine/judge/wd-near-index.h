/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/judge/wd-fingerprint.h"

/*
 * Finds, among many texts, those that may nearly be a given one, without comparing it to each
 * (locality-sensitive hashing: Indyk and Motwani 1998, over minima as in Broder 1997). It only
 * proposes: who asks compares. Of fixed size and fixed cost, whatever is put in; what is crowded
 * out is found no more.
 */

#define WD_NEAR_INDEX_CANDIDATES 80 /* proposed at most */
#define WD_NEAR_INDEX_MAX_ID     200000

typedef struct WdNearIndex WdNearIndex;

WdNearIndex *wd_near_index_new(void);
void wd_near_index_free(WdNearIndex *index);
void wd_near_index_add(WdNearIndex *index, const WdFingerprint *print, guint32 id);
guint wd_near_index_find(const WdNearIndex *index,
			 const WdFingerprint *print,
			 guint32 ids[WD_NEAR_INDEX_CANDIDATES]);
