/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * One click of the person: "this is SPIM", or "this is not". Holds nothing of the text but a
 * bounded sample of the buckets that its features fall into, which is enough to know the same
 * message again and not enough to read it.
 */

#define WD_SPIM_LESSON_ID_CHARS 32
#define WD_SPIM_LESSON_BUCKETS  256 /* of a sample: tells two texts apart to about 6 % */
#define WD_SPIM_LESSON_MAX_PART 15  /* one click on a contact teaches several messages */

/* Where the person clicked; for telling them later, never for weighing. */
typedef enum {
	WD_SPIM_FROM_MESSAGE, /* one that was shown */
	WD_SPIM_FROM_CONTACT, /* the last ones of somebody */
	WD_SPIM_FROM_QUEUE,   /* one that was held */
	WD_SPIM_N_SOURCES,
} WdSpimSource;

typedef struct {
	char id[WD_SPIM_LESSON_ID_CHARS + 1]; /* of the click, in lower-case hexadecimal digits */
	guint part;                           /* from 0: which of the click's messages */
	gboolean is_spim;
	WdSpimSource source;
	gint64 time_ms;
	guint32 n_distinct; /* different buckets of the whole text */
	guint32 n_buckets;  /* the sample: all of them, or %WD_SPIM_LESSON_BUCKETS */
	guint32 buckets[WD_SPIM_LESSON_BUCKETS]; /* ascending */
} WdSpimLesson;

gboolean wd_spim_lesson_fill(WdSpimLesson *lesson, const guint32 *buckets, gsize n);
gboolean wd_spim_lesson_is_valid(const WdSpimLesson *lesson);
int wd_spim_lesson_compare(const WdSpimLesson *one, const WdSpimLesson *other);
/* The order by which a sample is drawn: a part of every text is drawn by the same rule. */
guint32 wd_spim_lesson_rank(guint32 bucket);
