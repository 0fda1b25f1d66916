/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/spim/wd-spim-tokens.h"

/*
 * What a model of SPIM sees of a text: runs of three and five letters, which outlive misspelling;
 * words and orthogonal sparse bigrams of them (Siefkes et al., "Combining Winnow and Orthogonal
 * Sparse Bigrams", PKDD 2004), which tell phrases; and the shape of the whole. Each is hashed into
 * one of a fixed number of buckets, so a model is a plain table and needs no dictionary.
 */

#define WD_SPIM_BUCKET_BITS 18
#define WD_SPIM_N_BUCKETS   (1u << WD_SPIM_BUCKET_BITS)
/* Raised whenever the same text would get other buckets: a model is refused by another version. */
#define WD_SPIM_FEATURES_VERSION 2
#define WD_SPIM_WHOLE            G_MAXUINT32 /* the token of what the whole text is like */
#define WD_SPIM_OWN_FEATURES     768         /* of a text of some three hundred letters */

/* The buckets of one text, hardly any of them twice. It stays where it was initialised: those of a
 * short text lie in it. */
typedef struct {
	guint32 *buckets;
	guint32 *tokens; /* (nullable) which gave each first: an index, or WD_SPIM_WHOLE */
	gsize n;
	guint32 own[WD_SPIM_OWN_FEATURES]; /* private */
} WdSpimFeatures;

void wd_spim_features_init(WdSpimFeatures *features, const WdSpimTokens *tokens);
void wd_spim_features_init_with_tokens(WdSpimFeatures *features, const WdSpimTokens *tokens);
void wd_spim_features_clear(WdSpimFeatures *features);
GArray *wd_spim_features_get(const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WdSpimFeatures, wd_spim_features_clear)
