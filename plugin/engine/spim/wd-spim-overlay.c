/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-overlay.h"

#include <math.h>
#include <string.h>

#include "engine/spim/wd-spim-features.h"

/*
 * Likeness is the cosine of the two sets of buckets, which needs no memory of how often anything
 * was seen. Talk about other things stays below NONE; a campaign's message with another name,
 * number and link stays above FULL. Between them a lesson gains weight evenly.
 *
 * What lets something pass may be as vague as that. What stops it may not: much of what is said in
 * a busy room is said to the next one in nearly the same words, and a click by mistake must not
 * stop that. So one lesson stops the message itself, and of its kind only what is doubtful anyway;
 * two lessons from different messages of a kind stop the whole kind.
 */
#define LIKENESS_NONE 0.66
#define LIKENESS_FULL 0.76
#define LIKENESS_COPY 0.985 /* from here on it is the message itself, ... */
#define LIKENESS_SAME 0.995 /* ... and here for sure */
#define WEIGHT_ALONE  1.2   /* log-odds; of ordinary talk hardly a line in a thousand is so near */

#define WORD_BITS 64
#define N_WORDS   (WD_SPIM_N_BUCKETS / WORD_BITS)

typedef struct {
	gboolean is_spim;
	gboolean is_copy; /* of an earlier one's message: it says the same once more */
	guint32 n_buckets;
	guint32 highest_rank; /* of the sample; G_MAXUINT32 when it is the whole text */
} Entry;

/*
 * Most buckets of a message are in no lesson, so that is what must be known fast: a bit for each
 * bucket there is. The number of bits set before it is the bucket's place in @starts.
 */
struct WdSpimOverlay {
	Entry *entries; /* later ones after earlier ones */
	guint n_entries;
	guint64 *bits;     /* of N_WORDS words */
	guint32 *n_before; /* set bits before each word */
	guint32 *
		starts; /* where the lessons of each set bit begin in @postings; one more ends it */
	guint16 *postings; /* indices into @entries */
};

static int
compare_lessons(gconstpointer one, gconstpointer other)
{
	return wd_spim_lesson_compare(*(const WdSpimLesson *const *)one,
				      *(const WdSpimLesson *const *)other);
}

/* Of a bucket whose bit is set. */
static guint32
get_place(const WdSpimOverlay *overlay, guint32 bucket)
{
	guint32 word = bucket / WORD_BITS;
	guint64 below = (G_GUINT64_CONSTANT(1) << (bucket % WORD_BITS)) - 1;

	return overlay->n_before[word] + (guint32)__builtin_popcountll(overlay->bits[word] & below);
}

static gboolean
has_bucket(const WdSpimOverlay *overlay, guint32 bucket)
{
	return (overlay->bits[bucket / WORD_BITS] >> (bucket % WORD_BITS) & 1) != 0;
}

static guint32
find_highest_rank(const WdSpimLesson *lesson)
{
	guint32 highest = 0;

	if (lesson->n_buckets == lesson->n_distinct)
		return G_MAXUINT32;
	for (guint32 i = 0; i < lesson->n_buckets; i++)
		highest = MAX(highest, wd_spim_lesson_rank(lesson->buckets[i]));
	return highest;
}

static guint32
set_bits(WdSpimOverlay *overlay, const WdSpimLesson *const *lessons, gsize n)
{
	guint32 n_set = 0;

	for (gsize i = 0; i < n; i++) {
		for (guint32 j = 0; j < lessons[i]->n_buckets; j++)
			overlay->bits[lessons[i]->buckets[j] / WORD_BITS] |=
				G_GUINT64_CONSTANT(1) << (lessons[i]->buckets[j] % WORD_BITS);
	}
	for (guint32 word = 0; word < N_WORDS; word++) {
		overlay->n_before[word] = n_set;
		n_set += (guint32)__builtin_popcountll(overlay->bits[word]);
	}
	return n_set;
}

/* How many lessons each bucket has, then where they begin, then who they are. */
static void
fill_postings(WdSpimOverlay *overlay, const WdSpimLesson *const *lessons, gsize n, guint32 n_set)
{
	g_autofree guint32 *next = NULL;

	overlay->starts = g_new0(guint32, (gsize)n_set + 1);
	for (gsize i = 0; i < n; i++) {
		for (guint32 j = 0; j < lessons[i]->n_buckets; j++)
			overlay->starts[get_place(overlay, lessons[i]->buckets[j]) + 1]++;
	}
	for (guint32 place = 0; place < n_set; place++)
		overlay->starts[place + 1] += overlay->starts[place];
	overlay->postings = g_new(guint16, overlay->starts[n_set]);
	next = g_memdup2(overlay->starts, n_set * sizeof *next);
	for (gsize i = 0; i < n; i++) {
		for (guint32 j = 0; j < lessons[i]->n_buckets; j++)
			overlay->postings[next[get_place(overlay, lessons[i]->buckets[j])]++] =
				(guint16)i;
	}
}

static gboolean
is_same_message(const WdSpimLesson *one, const WdSpimLesson *other)
{
	return one->n_distinct == other->n_distinct &&
	       memcmp(one->buckets, other->buckets, one->n_buckets * sizeof *one->buckets) == 0;
}

static Entry
make_entry(const WdSpimLesson *const *lessons, gsize i)
{
	const WdSpimLesson *lesson = lessons[i];
	gboolean is_copy = FALSE;

	for (gsize k = 0; k < i && !is_copy; k++)
		is_copy = lessons[k]->is_spim == lesson->is_spim &&
			  is_same_message(lessons[k], lesson);
	return (Entry){
		.is_spim = lesson->is_spim,
		.is_copy = is_copy,
		.n_buckets = lesson->n_buckets,
		.highest_rank = find_highest_rank(lesson),
	};
}

/**
 * wd_spim_overlay_new:
 * @lessons: (array length=n): valid lessons in any order; not needed any more afterwards
 * @n: how many; beyond %WD_SPIM_OVERLAY_MAX_LESSONS the oldest do not count
 *
 * Returns: (transfer full): what they weigh together, freed with wd_spim_overlay_free()
 */
WdSpimOverlay *
wd_spim_overlay_new(const WdSpimLesson *const *lessons, gsize n)
{
	WdSpimOverlay *overlay = g_new0(WdSpimOverlay, 1);
	g_autofree const WdSpimLesson **sorted = g_memdup2(lessons, n * sizeof *lessons);
	gsize n_kept = MIN(n, WD_SPIM_OVERLAY_MAX_LESSONS);
	const WdSpimLesson *const *kept = (const WdSpimLesson *const *)sorted + (n - n_kept);

	if (n > 0)
		qsort(sorted, n, sizeof *sorted, compare_lessons);
	overlay->entries = g_new(Entry, n_kept);
	overlay->n_entries = (guint)n_kept;
	for (gsize i = 0; i < n_kept; i++)
		overlay->entries[i] = make_entry(kept, i);
	overlay->bits = g_new0(guint64, N_WORDS);
	overlay->n_before = g_new(guint32, N_WORDS);
	fill_postings(overlay, kept, n_kept, set_bits(overlay, kept, n_kept));
	return overlay;
}

/**
 * wd_spim_overlay_free:
 * @overlay: (nullable) (transfer full): an overlay
 */
void
wd_spim_overlay_free(WdSpimOverlay *overlay)
{
	if (overlay == NULL)
		return;
	g_free(overlay->entries);
	g_free(overlay->bits);
	g_free(overlay->n_before);
	g_free(overlay->starts);
	g_free(overlay->postings);
	g_free(overlay);
}

/**
 * wd_spim_overlay_get_n_lessons:
 * @overlay: an overlay
 *
 * Returns: how many lessons count in it
 */
gsize
wd_spim_overlay_get_n_lessons(const WdSpimOverlay *overlay)
{
	return overlay->n_entries;
}

/* How many buckets of a message each lesson has, too. */
static void
count_shared(const WdSpimOverlay *overlay, const guint32 *buckets, gsize n, guint16 *counts)
{
	for (gsize i = 0; i < n; i++) {
		guint32 place;

		if (!has_bucket(overlay, buckets[i]))
			continue;
		place = get_place(overlay, buckets[i]);
		for (guint32 at = overlay->starts[place]; at < overlay->starts[place + 1]; at++)
			counts[overlay->postings[at]]++;
	}
}

/* Of a message, that part which the lesson's sample was drawn from. */
static gsize
count_comparable(const Entry *entry, const guint32 *buckets, gsize n)
{
	gsize n_comparable = 0;

	if (entry->highest_rank == G_MAXUINT32)
		return n;
	for (gsize i = 0; i < n; i++)
		n_comparable += wd_spim_lesson_rank(buckets[i]) <= entry->highest_rank ? 1 : 0;
	return n_comparable;
}

/* The square of the cosine: one that is low by any account is not worked out. */
static double
get_likeness(const Entry *entry, guint n_shared, const guint32 *buckets, gsize n)
{
	double at_most = MIN((double)n_shared / entry->n_buckets, 1);
	double of_text;

	if (at_most <= LIKENESS_NONE * LIKENESS_NONE)
		return 0;
	of_text = (double)n_shared / (double)count_comparable(entry, buckets, n);
	return at_most * MIN(of_text, 1);
}

/* The squares of how like a message is to lessons. */
typedef struct {
	double nearest;
	gboolean is_spim;    /* what the nearest one says */
	double nearest_spim; /* of those that say SPIM, and ... */
	double next_spim;    /* ... the nearest one from another message */
} Likeness;

static void
compare(Likeness *found, const Entry *entry, double likeness)
{
	if (likeness <= LIKENESS_NONE * LIKENESS_NONE)
		return;
	if (likeness >= found->nearest) { /* of equals the later one */
		found->nearest = likeness;
		found->is_spim = entry->is_spim;
	}
	if (!entry->is_spim || entry->is_copy)
		return;
	found->next_spim = MAX(found->next_spim, MIN(likeness, found->nearest_spim));
	found->nearest_spim = MAX(found->nearest_spim, likeness);
}

static void
find(Likeness *found, const WdSpimOverlay *overlay, const guint32 *buckets, gsize n)
{
	guint16 counts[WD_SPIM_OVERLAY_MAX_LESSONS] = {0};

	count_shared(overlay, buckets, n, counts);
	for (guint i = 0; i < overlay->n_entries; i++)
		compare(found,
			&overlay->entries[i],
			get_likeness(&overlay->entries[i], counts[i], buckets, n));
}

/**
 * wd_spim_overlay_find_nearest:
 * @overlay: an overlay
 * @buckets: (array length=n): the buckets of a message, in any order and hardly any twice
 * @n: how many
 * @is_spim: (out): what the nearest lesson says; FALSE when no lesson is near
 *
 * Returns: the likeness of the nearest lesson, from 0 to 1; 0 for all that are not near at all
 */
double
wd_spim_overlay_find_nearest(const WdSpimOverlay *overlay,
			     const guint32 *buckets,
			     gsize n,
			     gboolean *is_spim)
{
	Likeness found = {0};

	find(&found, overlay, buckets, n);
	*is_spim = found.is_spim;
	return sqrt(found.nearest);
}

/* 0 below @none, 1 from @full on. */
static double
rise(double likeness, double none, double full)
{
	return CLAMP((likeness - none) / (full - none), 0, 1);
}

static double
weigh_spim(const Likeness *found)
{
	double alone = rise(sqrt(found->nearest), LIKENESS_NONE, LIKENESS_FULL) * WEIGHT_ALONE;
	double itself = rise(sqrt(found->nearest), LIKENESS_COPY, LIKENESS_SAME);
	double kind = rise(sqrt(found->next_spim), LIKENESS_NONE, LIKENESS_FULL);
	double sure = MAX(itself, kind) * WD_SPIM_OVERLAY_MAX_WEIGHT;

	return MAX(alone, sure);
}

/**
 * wd_spim_overlay_weigh:
 * @overlay: an overlay
 * @buckets: (array length=n): the buckets of a message, in any order and hardly any twice
 * @n: how many
 *
 * Linear in the message and in what the lessons have of it; holds no state.
 *
 * Returns: log-odds to add to the model's, at most %WD_SPIM_OVERLAY_MAX_WEIGHT either way; exactly
 * 0 for a message that is like no lesson
 */
double
wd_spim_overlay_weigh(const WdSpimOverlay *overlay, const guint32 *buckets, gsize n)
{
	Likeness found = {0};

	find(&found, overlay, buckets, n);
	if (found.is_spim)
		return weigh_spim(&found);
	return -rise(sqrt(found.nearest), LIKENESS_NONE, LIKENESS_FULL) *
	       WD_SPIM_OVERLAY_MAX_WEIGHT;
}

/**
 * wd_spim_overlay_weigh_text:
 * @overlay: an overlay
 * @text: valid UTF-8
 *
 * Returns: as wd_spim_overlay_weigh(), for who has only the text
 */
double
wd_spim_overlay_weigh_text(const WdSpimOverlay *overlay, const char *text)
{
	g_auto(WdSpimTokens) tokens;
	g_auto(WdSpimFeatures) features;

	wd_spim_tokens_init(&tokens, text);
	wd_spim_features_init(&features, &tokens);
	return wd_spim_overlay_weigh(overlay, features.buckets, features.n);
}
