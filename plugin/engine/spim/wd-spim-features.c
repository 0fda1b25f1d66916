/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-features.h"

#include <string.h>

#define MIN_RUN      3
#define MAX_RUN      5
#define PAIR_WINDOW  2 /* words: a pair may have one word between */
#define N_SHAPES     16
#define MIN_SHOUTING 10 /* letters: of less no share of capitals is taken */

/* FNV-1a, and a finish that spreads its upper bits (the fmix32 of MurmurHash3). Whoever attacks a
 * shipped table knows it anyway, so nothing would be gained by a secret key. */
#define FNV_BASIS 2166136261u
#define FNV_PRIME 16777619u

#define SEEN_BITS 64
#define N_SEEN    (WD_SPIM_N_BUCKETS / SEEN_BITS)

typedef struct {
	WdSpimFeatures *features;
	guint64 seen[N_SEEN]; /* a bit a bucket: a table with probing costs a mispredicted branch
				 each */
} Collector;

static guint32
feed(guint32 hash, guchar byte)
{
	return (hash ^ byte) * FNV_PRIME;
}

static guint32
finish(guint32 hash)
{
	hash ^= hash >> 16;
	hash *= 0x85ebca6bu;
	hash ^= hash >> 13;
	hash *= 0xc2b2ae35u;
	return hash ^ hash >> 16;
}

static void
collect(Collector *collector, guint32 hash, guint32 token)
{
	WdSpimFeatures *features = collector->features;
	guint32 bucket = finish(hash) & (WD_SPIM_N_BUCKETS - 1);
	guint64 bit = G_GUINT64_CONSTANT(1) << (bucket % SEEN_BITS);
	guint64 *seen = &collector->seen[bucket / SEEN_BITS];

	if ((*seen & bit) != 0)
		return;
	*seen |= bit;
	features->buckets[features->n] = bucket;
	features->tokens[features->n++] = token;
}

/* The runs that begin at @at; @left bytes are there. */
static void
collect_runs(Collector *collector, const char *at, gsize left, guint32 token)
{
	guint32 hash = FNV_BASIS;
	guint n_characters = 0;

	for (gsize i = 0; i < left;) {
		hash = feed(hash, (guchar)at[i++]);
		while (i < left && ((guchar)at[i] & 0xc0) == 0x80)
			hash = feed(hash, (guchar)at[i++]);
		if (++n_characters >= MIN_RUN)
			collect(collector, hash, token);
		if (n_characters == MAX_RUN)
			return;
	}
}

/* Tokens with one space around each: where a word begins and ends is part of its runs. */
static void
collect_all_runs(Collector *collector, const WdSpimTokens *tokens)
{
	gsize size = tokens->letters->len + tokens->tokens->len + 2;
	g_autofree char *stream = g_malloc(size);
	g_autofree guint32 *owners = g_new(guint32, size);
	gsize len = 0;

	stream[len] = ' ';
	owners[len++] = 0;
	for (guint32 i = 0; i < tokens->tokens->len; i++) {
		const WdSpimToken *token = &g_array_index(tokens->tokens, WdSpimToken, i);

		memcpy(stream + len, tokens->letters->str + token->offset, token->len);
		for (guint k = 0; k <= token->len; k++)
			owners[len + k] = i;
		len += token->len;
		stream[len++] = ' ';
	}
	for (gsize i = 0; i < len; i++) {
		/* The middle of a run is what it is about. */
		if (((guchar)stream[i] & 0xc0) != 0x80)
			collect_runs(collector, stream + i, len - i, owners[MIN(i + 1, len - 1)]);
	}
}

static guint32
hash_token(const WdSpimTokens *tokens, guint i)
{
	const WdSpimToken *token = &g_array_index(tokens->tokens, WdSpimToken, i);
	guint32 hash = feed(FNV_BASIS, 0xff); /* no run begins with such a byte */

	for (guint k = 0; k < token->len; k++)
		hash = feed(hash, (guchar)tokens->letters->str[token->offset + k]);
	return hash;
}

static void
collect_words(Collector *collector, const WdSpimTokens *tokens)
{
	guint n = tokens->tokens->len;
	g_autofree guint32 *hashes = g_new(guint32, n + 1);

	for (guint i = 0; i < n; i++)
		hashes[i] = hash_token(tokens, i);
	for (guint i = 0; i < n; i++) {
		collect(collector, hashes[i], i);
		for (guint k = 1; k <= PAIR_WINDOW && i + k < n; k++)
			collect(collector, finish(hashes[i]) * 31 + hashes[i + k] + k, i);
	}
}

/* 0, 1, 2, up to 4, up to 8, more. */
static guint
step(guint n)
{
	static const guint limits[] = {0, 1, 2, 4, 8};
	guint i = 0;

	while (i < G_N_ELEMENTS(limits) && n > limits[i])
		i++;
	return i;
}

static guint
step_of_length(guint n_tokens)
{
	static const guint limits[] = {2, 5, 11, 19, 39};
	guint i = 0;

	while (i < G_N_ELEMENTS(limits) && n_tokens > limits[i])
		i++;
	return i;
}

static void
collect_shape(Collector *collector, guint which, guint value)
{
	guint32 hash = feed(feed(feed(FNV_BASIS, 0xfe), (guchar)which), (guchar)value);

	collect(collector, hash, WD_SPIM_WHOLE);
}

static void
collect_shapes(Collector *collector, const WdSpimTokens *tokens)
{
	const guint *counts = tokens->counts;
	gboolean has_link = counts[WD_SPIM_COUNT_LINKS] > 0;
	gboolean has_sum = counts[WD_SPIM_COUNT_SUMS] > 0;
	gboolean has_phone = counts[WD_SPIM_COUNT_PHONES] > 0;
	guint shape = 0;

	for (guint i = 0; i <= WD_SPIM_COUNT_MIXED; i++)
		collect_shape(collector, shape++, step(counts[i]));
	collect_shape(collector, shape++, step_of_length(tokens->tokens->len));
	collect_shape(collector, shape++, has_link * 4u + has_sum * 2u + has_phone);
	if (counts[WD_SPIM_COUNT_LETTERS] >= MIN_SHOUTING)
		collect_shape(collector,
			      shape,
			      counts[WD_SPIM_COUNT_CAPITALS] * 10 / counts[WD_SPIM_COUNT_LETTERS]);
}

/**
 * wd_spim_features_init:
 * @features: (out caller-allocates): filled
 * @tokens: of a text
 *
 * Linear in the number of tokens and their letters.
 */
void
wd_spim_features_init(WdSpimFeatures *features, const WdSpimTokens *tokens)
{
	gsize n_tokens = tokens->tokens->len;
	gsize n_most = (tokens->letters->len + n_tokens + 1) * (MAX_RUN - MIN_RUN + 1) +
		       n_tokens * (1 + PAIR_WINDOW) + N_SHAPES;
	Collector collector = {.features = features};

	features->buckets = g_new(guint32, n_most);
	features->tokens = g_new(guint32, n_most);
	features->n = 0;
	collect_all_runs(&collector, tokens);
	collect_words(&collector, tokens);
	collect_shapes(&collector, tokens);
}

/**
 * wd_spim_features_clear:
 * @features: what wd_spim_features_init() filled, or zeroes
 */
void
wd_spim_features_clear(WdSpimFeatures *features)
{
	g_clear_pointer(&features->buckets, g_free);
	g_clear_pointer(&features->tokens, g_free);
	features->n = 0;
}

static gint
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
	g_autoptr(WdSpimTokens) tokens = wd_spim_tokens_new(text);
	g_auto(WdSpimFeatures) features = {0};
	GArray *buckets = g_array_new(FALSE, FALSE, sizeof(guint32));

	wd_spim_features_init(&features, tokens);
	g_array_append_vals(buckets, features.buckets, (guint)features.n);
	g_array_sort(buckets, compare_buckets);
	return buckets;
}
