/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-features.h"
#include "engine/spim/wd-spim-overlay.h"
#include "fuzz-target.h"
#include "store/wd-lesson-codec.h"

/* A lesson has one spelling; and whatever parses, weighs within its bound on itself and others. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GBytes) again = NULL;
	g_autoptr(WdSpimOverlay) overlay = NULL;
	g_autoptr(GArray) buckets = NULL;
	const WdSpimLesson *lessons[1];
	WdSpimLesson lesson;

	if (!wd_lesson_codec_parse(bytes, len, &lesson, &error)) {
		g_assert_nonnull(error);
		return 0;
	}
	g_assert_no_error(error);
	again = wd_lesson_codec_format(&lesson);
	g_assert_cmpmem(bytes, len, g_bytes_get_data(again, NULL), g_bytes_get_size(again));
	lessons[0] = &lesson;
	overlay = wd_spim_overlay_new(lessons, 1);
	g_assert_cmpfloat(ABS(wd_spim_overlay_weigh(overlay, lesson.buckets, lesson.n_buckets)),
			  <=,
			  WD_SPIM_OVERLAY_MAX_WEIGHT);
	buckets = wd_spim_features_get("Could you send me the minutes of the meeting, please?");
	g_assert_cmpfloat(
		ABS(wd_spim_overlay_weigh(overlay, (const guint32 *)buckets->data, buckets->len)),
		<=,
		WD_SPIM_OVERLAY_MAX_WEIGHT);
	return 0;
}
