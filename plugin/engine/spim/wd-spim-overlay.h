/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/spim/wd-spim-lesson.h"

/*
 * What the person has taught, next to the shipped model and never into it: a lesson weighs on
 * messages that are like the one it was about, and on no others, so that no number of mistaken
 * clicks can spoil what the model knows. The most similar lesson decides; of two that are equally
 * similar, the later one.
 */
typedef struct WdSpimOverlay WdSpimOverlay;

#define WD_SPIM_OVERLAY_MAX_LESSONS 500  /* a click a day for more than a year */
#define WD_SPIM_OVERLAY_MAX_WEIGHT  24.0 /* log-odds, either way */

/* Immutable. The result of weighing depends on the lessons alone, not on how they came together. */
WdSpimOverlay *wd_spim_overlay_new(const WdSpimLesson *const *lessons, gsize n);
void wd_spim_overlay_free(WdSpimOverlay *overlay);
gsize wd_spim_overlay_get_n_lessons(const WdSpimOverlay *overlay);
double wd_spim_overlay_weigh(const WdSpimOverlay *overlay, const guint32 *buckets, gsize n);
double wd_spim_overlay_weigh_text(const WdSpimOverlay *overlay, const char *text);
/* How like a message is to its nearest lesson, from 0 to 1; @is_spim is what that one says. */
double wd_spim_overlay_find_nearest(const WdSpimOverlay *overlay,
				    const guint32 *buckets,
				    gsize n,
				    gboolean *is_spim);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdSpimOverlay, wd_spim_overlay_free)
