/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What two texts are compared by: runs of three to five letters and pairs of words, of the text as
 * wd_normalise_text() gives it, without digits and links. Each is hashed into one of a fixed number
 * of buckets, so that nothing of a text need be kept to know it again.
 */

#define WD_SPIM_N_BUCKETS (1u << 18)
/* Raised whenever the same text would get other buckets: what was stored is then of no use. */
#define WD_SPIM_FEATURES_VERSION 1

GArray *wd_spim_features_get(const char *text);
