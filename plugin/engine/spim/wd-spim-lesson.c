/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-lesson.h"

#include <string.h>

#include "engine/spim/wd-spim-features.h"

/*
 * "ok, thanks" means nothing whoever says it: of so few features half of all talk has as many in
 * common.
 */
#define MIN_DISTINCT 60

/**
 * wd_spim_lesson_rank:
 * @bucket: a bucket
 *
 * Scatters the buckets, so that the lowest ranks of a text are a fair sample of it, and the same
 * sample wherever they stand.
 *
 * Returns: a number that no other bucket has
 */
guint32
wd_spim_lesson_rank(guint32 bucket)
{
	return bucket * 2654435761u; /* odd, so it is one to one; 2^32 by the golden ratio */
}

static int
compare_ranks(gconstpointer one, gconstpointer other)
{
	guint32 a = wd_spim_lesson_rank(*(const guint32 *)one);
	guint32 b = wd_spim_lesson_rank(*(const guint32 *)other);

	return (a > b) - (a < b);
}

static int
compare_buckets(gconstpointer one, gconstpointer other)
{
	guint32 a = *(const guint32 *)one;
	guint32 b = *(const guint32 *)other;

	return (a > b) - (a < b);
}

/**
 * wd_spim_lesson_fill:
 * @lesson: a lesson, of which only the features are set
 * @buckets: (array length=n): the buckets of a text, ascending and distinct
 * @n: how many
 *
 * Draws the sample: those of the lowest ranks, so that the same text always gives the same one.
 *
 * Returns: FALSE when the text is too short to learn anything from; @lesson is then unchanged
 */
gboolean
wd_spim_lesson_fill(WdSpimLesson *lesson, const guint32 *buckets, gsize n)
{
	g_autofree guint32 *drawn = NULL;

	if (n < MIN_DISTINCT || n > WD_SPIM_N_BUCKETS)
		return FALSE;
	drawn = g_memdup2(buckets, n * sizeof *buckets);
	if (n > WD_SPIM_LESSON_BUCKETS)
		qsort(drawn, n, sizeof *drawn, compare_ranks);
	lesson->n_distinct = (guint32)n;
	lesson->n_buckets = (guint32)MIN(n, WD_SPIM_LESSON_BUCKETS);
	qsort(drawn, lesson->n_buckets, sizeof *drawn, compare_buckets);
	memset(lesson->buckets, 0, sizeof lesson->buckets);
	memcpy(lesson->buckets, drawn, lesson->n_buckets * sizeof *drawn);
	return TRUE;
}

static gboolean
has_valid_id(const WdSpimLesson *lesson)
{
	return lesson->id[WD_SPIM_LESSON_ID_CHARS] == '\0' &&
	       strspn(lesson->id, "0123456789abcdef") == WD_SPIM_LESSON_ID_CHARS;
}

static gboolean
has_valid_sample(const WdSpimLesson *lesson)
{
	if (lesson->n_distinct < MIN_DISTINCT || lesson->n_distinct > WD_SPIM_N_BUCKETS ||
	    lesson->n_buckets != MIN(lesson->n_distinct, WD_SPIM_LESSON_BUCKETS) ||
	    lesson->buckets[lesson->n_buckets - 1] >= WD_SPIM_N_BUCKETS)
		return FALSE;
	for (guint32 i = 1; i < lesson->n_buckets; i++) {
		if (lesson->buckets[i] <= lesson->buckets[i - 1])
			return FALSE;
	}
	return TRUE;
}

/**
 * wd_spim_lesson_is_valid:
 * @lesson: a lesson that was read from somewhere
 *
 * Returns: whether wd_spim_lesson_fill() could have made it
 */
gboolean
wd_spim_lesson_is_valid(const WdSpimLesson *lesson)
{
	return has_valid_id(lesson) && lesson->part <= WD_SPIM_LESSON_MAX_PART &&
	       (guint)lesson->source < WD_SPIM_N_SOURCES && has_valid_sample(lesson);
}

/**
 * wd_spim_lesson_compare:
 * @one: a lesson
 * @other: another
 *
 * Later ones come after earlier ones; of the same moment the id decides, so that there is one order
 * whatever the order of loading.
 *
 * Returns: as strcmp()
 */
int
wd_spim_lesson_compare(const WdSpimLesson *one, const WdSpimLesson *other)
{
	int by_id;

	if (one->time_ms != other->time_ms)
		return one->time_ms < other->time_ms ? -1 : 1;
	by_id = strcmp(one->id, other->id);
	return by_id != 0 ? by_id : (one->part > other->part) - (one->part < other->part);
}
