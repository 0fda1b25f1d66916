/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-features.h"

#include <string.h>

#define SHORT_RUN    3 /* letters */
#define LONG_RUN     5
#define N_RUNS       2 /* that end with one letter */
#define PAIR_WINDOW  2 /* words: a pair may have one word between */
#define N_SHAPES     16
#define MIN_SHOUTING 10 /* letters: of less no share of capitals is taken */

/* A letter takes so many bits of the key of a run; those of most alphabets fit as they are. */
#define LETTER_BITS 12
#define LETTER_MASK ((1u << LETTER_BITS) - 1)
#define IDEOGRAPHS  0x22e80 /* from here on, as next_letter() has them, two letters are a word */

/* Multiplicative hashing (Knuth, volume 3, 6.4): the upper bits of a product with an odd number
 * without a pattern, another for each sort of feature. */
#define RUN_OF_2 G_GUINT64_CONSTANT(0xa2f9836e4e44152b)
#define RUN_OF_3 G_GUINT64_CONSTANT(0x517cc1b727220a95)
#define RUN_OF_5 G_GUINT64_CONSTANT(0xf476452575661fbf)
#define WORD     G_GUINT64_CONSTANT(0xc6a4a7935bd1e995)
#define SHAPE    G_GUINT64_CONSTANT(0x9fb21c651e98df25)
#define SECOND   G_GUINT64_CONSTANT(0xd6e8feb86659fd93) /* the word that ends a pair */

#define MIN_SLOTS 256
#define OWN_SLOTS 8192
#define SPARSE    8 /* slots for each feature: that two share one shall be rare */
#define PER_SLOT  8 /* buckets are marked by their upper bits: so many to a mark, to fit in 16 */

/* Where features go. Functions below copy it, so that it is in registers and not in memory that
 * every feature written might have changed, and return how many features there are now. */
typedef struct {
	guint32 *buckets;
	guint32 *tokens; /* (nullable) */
	guint16 *slots;  /* an open table of what was seen; 0: nothing */
	guint32 mask;
} Collector;

G_ALWAYS_INLINE static inline gsize
collect(Collector into, gsize n, guint64 product, guint32 token)
{
	guint32 bucket = (guint32)(product >> (64 - WD_SPIM_BUCKET_BITS));
	guint32 at = bucket & into.mask;
	guint16 mark = (guint16)(bucket / PER_SLOT + 1);
	guint16 seen = into.slots[at];

	into.slots[at] = mark;
	into.buckets[n] = bucket;
	if (into.tokens != NULL)
		into.tokens[n] = token;
	/* No branch: whether a run repeats cannot be foretold. A look for another slot would be
	 * one, too, so a repeat is overlooked when something else took its slot meanwhile. */
	return n + (seen != mark);
}

/* The last letters of a text as it is read. */
typedef struct {
	guint64 key;
	guint n; /* how many there were, as far as it matters */
} Runs;

static inline guint64
last(Runs runs, guint n)
{
	return runs.key & ((G_GUINT64_CONSTANT(1) << n * LETTER_BITS) - 1);
}

/* The runs that end with a letter of @token, the one after @before others of it. A run belongs to
 * the token that its second letter is of. */
G_ALWAYS_INLINE static inline gsize
collect_runs(Collector into, gsize n, Runs runs, guint32 token, guint before)
{
	if (runs.n >= SHORT_RUN)
		n = collect(into, n, last(runs, SHORT_RUN) * RUN_OF_3, token - (before < 1));
	if (runs.n >= LONG_RUN)
		n = collect(into, n, last(runs, LONG_RUN) * RUN_OF_5, token - (before < 3));
	return n;
}

static inline void
push(Runs *runs, guint32 letter)
{
	runs->key = runs->key << LETTER_BITS | ((letter ^ letter >> LETTER_BITS) & LETTER_MASK);
	runs->n++;
}

/* One letter of UTF-8; steps over it. The length of the form has a part in it, which is as good. */
static inline guint32
next_letter(const char **at, const char *end)
{
	guint32 letter = (guchar) * (*at)++;

	if (letter < 0x80)
		return letter;
	letter &= 0x3f;
	while (*at < end && ((guchar) * *at & 0xc0) == 0x80)
		letter = letter << 6 | ((guchar) * (*at)++ & 0x3f);
	return letter;
}

/* The runs of letters of all tokens, with one blank around each: where a word begins and ends is
 * part of its runs. */
G_ALWAYS_INLINE static inline gsize
collect_all_runs(Collector into, gsize n, const WdSpimTokens *tokens)
{
	Runs runs = {' ', 1};

	for (guint32 i = 0; i < tokens->n_tokens; i++) {
		const char *at = tokens->letters + tokens->tokens[i].offset;
		const char *end = at + tokens->tokens[i].len;
		guint before = 0;

		while (at < end) {
			guint32 letter = next_letter(&at, end);

			push(&runs, letter);
			n = collect_runs(into, n, runs, i, before++);
			if (G_UNLIKELY(letter >= IDEOGRAPHS))
				n = collect(into, n, last(runs, 2) * RUN_OF_2, i);
		}
		push(&runs, ' ');
		n = collect_runs(into, n, runs, i, before);
	}
	return n;
}

G_ALWAYS_INLINE static inline gsize
collect_words(Collector into, gsize n, const WdSpimTokens *tokens)
{
	for (guint i = 0; i < tokens->n_tokens; i++) {
		guint64 hash = tokens->tokens[i].hash;
		guint n_pairs = MIN(PAIR_WINDOW, tokens->n_tokens - 1 - i);

		n = collect(into, n, hash * WORD, i);
		for (guint k = 1; k <= n_pairs; k++) {
			guint64 other = tokens->tokens[i + k].hash * (SECOND + 2 * k);

			n = collect(into, n, (hash + other) * WORD, i);
		}
	}
	return n;
}

/* 0, 1, 2, up to 4, up to 8, more. Sums and no branches: how long a text is cannot be foretold. */
static guint
step(guint n)
{
	return (n > 0) + (n > 1) + (n > 2) + (n > 4) + (n > 8);
}

static guint
step_of_length(guint n_tokens)
{
	return (n_tokens > 2) + (n_tokens > 5) + (n_tokens > 11) + (n_tokens > 19) +
	       (n_tokens > 39);
}

static gsize
collect_shape(Collector into, gsize n, guint which, guint value)
{
	return collect(into, n, (which * 16u + value + 1) * SHAPE, WD_SPIM_WHOLE);
}

static gsize
collect_shapes(Collector into, gsize n, const WdSpimTokens *tokens)
{
	const guint *counts = tokens->counts;
	gboolean has_link = counts[WD_SPIM_COUNT_LINKS] > 0;
	gboolean has_sum = counts[WD_SPIM_COUNT_SUMS] > 0;
	gboolean has_phone = counts[WD_SPIM_COUNT_PHONES] > 0;
	guint shape = 0;

	for (guint i = 0; i <= WD_SPIM_COUNT_MIXED; i++)
		n = collect_shape(into, n, shape++, step(counts[i]));
	n = collect_shape(into, n, shape++, step_of_length(tokens->n_tokens));
	n = collect_shape(into, n, shape++, has_link * 4u + has_sum * 2u + has_phone);
	if (counts[WD_SPIM_COUNT_LETTERS] < MIN_SHOUTING)
		return n;
	return collect_shape(into,
			     n,
			     shape,
			     counts[WD_SPIM_COUNT_CAPITALS] * 10 / counts[WD_SPIM_COUNT_LETTERS]);
}

/* Joined tokens share no letters, so there are no more than these; and one more is written, though
 * not counted, for a repeat. */
static gsize
count_most(const WdSpimTokens *tokens)
{
	return (tokens->n_letters + tokens->n_tokens) * N_RUNS +
	       tokens->n_tokens * (1 + PAIR_WINDOW) + N_SHAPES + 1;
}

/* Inlined, for who needs no tokens shall not pay for them. */
G_ALWAYS_INLINE static inline void
fill(WdSpimFeatures *features, guint32 *owners, const WdSpimTokens *tokens, gsize n_most)
{
	guint16 own_slots[OWN_SLOTS];
	g_autofree guint16 *slots = NULL;
	gsize n_slots = MIN_SLOTS;
	Collector into = {.buckets = features->buckets, .tokens = owners};

	while (n_slots < SPARSE * n_most && n_slots < WD_SPIM_N_BUCKETS)
		n_slots *= 2;
	if (n_slots <= OWN_SLOTS)
		memset(own_slots, 0, n_slots * sizeof *own_slots);
	else
		slots = g_new0(guint16, n_slots);
	into.slots = slots != NULL ? slots : own_slots;
	into.mask = (guint32)n_slots - 1;
	features->n = collect_all_runs(into, 0, tokens);
	features->n = collect_words(into, features->n, tokens);
	features->n = collect_shapes(into, features->n, tokens);
}

/**
 * wd_spim_features_init:
 * @features: (out caller-allocates): filled, but without their tokens; it must stay where it is
 * @tokens: of a text
 *
 * Linear in the number of tokens and their letters.  Of hundreds of buckets one may be there twice.
 */
void
wd_spim_features_init(WdSpimFeatures *features, const WdSpimTokens *tokens)
{
	gsize n_most = count_most(tokens);

	features->buckets = n_most <= WD_SPIM_OWN_FEATURES ? features->own : g_new(guint32, n_most);
	features->tokens = NULL;
	fill(features, NULL, tokens, n_most);
}

/**
 * wd_spim_features_init_with_tokens:
 * @features: (out caller-allocates): filled; it must stay where it is
 * @tokens: of a text
 *
 * As wd_spim_features_init(), and tells of each bucket which token it came from: what only those
 * texts are asked about that are accused.
 */
void
wd_spim_features_init_with_tokens(WdSpimFeatures *features, const WdSpimTokens *tokens)
{
	gsize n_most = count_most(tokens);

	features->buckets = g_new(guint32, n_most);
	features->tokens = g_new(guint32, n_most);
	fill(features, features->tokens, tokens, n_most);
}

/**
 * wd_spim_features_clear:
 * @features: filled before, or zeroes
 */
void
wd_spim_features_clear(WdSpimFeatures *features)
{
	if (features->buckets != features->own)
		g_free(features->buckets);
	g_free(features->tokens);
	features->buckets = features->tokens = NULL;
	features->n = 0;
}

static int
compare_buckets(gconstpointer a, gconstpointer b)
{
	guint32 first = *(const guint32 *)a;
	guint32 second = *(const guint32 *)b;

	return first < second ? -1 : first > second;
}

/**
 * wd_spim_features_get:
 * @text: valid UTF-8
 *
 * Returns: (transfer full) (element-type guint32): the distinct buckets of @text, ascending
 */
GArray *
wd_spim_features_get(const char *text)
{
	g_auto(WdSpimTokens) tokens;
	g_auto(WdSpimFeatures) features;
	GArray *buckets = g_array_new(FALSE, FALSE, sizeof(guint32));

	wd_spim_tokens_init(&tokens, text);
	wd_spim_features_init(&features, &tokens);
	qsort(features.buckets, features.n, sizeof *features.buckets, compare_buckets);
	for (gsize i = 0; i < features.n; i++) {
		if (i == 0 || features.buckets[i] != features.buckets[i - 1])
			g_array_append_val(buckets, features.buckets[i]);
	}
	return buckets;
}
