/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/text/wd-spim-features.h"

#include <string.h>

#include "engine/text/wd-normalise.h"

#define MIN_RUN     3 /* characters */
#define MAX_RUN     5
#define PAIR_WINDOW 2 /* words: a pair may have one word between */
#define LINK        "://"

/* FNV-1a, and a finish that spreads its upper bits. */
#define FNV_BASIS 2166136261u
#define FNV_PRIME 16777619u

static guint32
feed(guint32 hash, const char *bytes, gsize len)
{
	for (gsize i = 0; i < len; i++)
		hash = (hash ^ (guchar)bytes[i]) * FNV_PRIME;
	return hash;
}

static void
add(GArray *buckets, guint32 hash)
{
	guint32 bucket = (hash ^ hash >> 15) * 0x85ebca6bu;

	bucket = (bucket ^ bucket >> 13) % WD_SPIM_N_BUCKETS;
	g_array_append_val(buckets, bucket);
}

/* A sum, a number to call or a target is what a copy of a message has changed. */
static void
level_word(GString *out, const char *word, gsize len)
{
	g_string_append_c(out, ' ');
	if (g_strstr_len(word, (gssize)len, LINK) != NULL || strncmp(word, "www.", 4) == 0) {
		g_string_append(out, LINK);
		return;
	}
	for (gsize i = 0; i < len; i++)
		g_string_append_c(out, g_ascii_isdigit(word[i]) ? '9' : word[i]);
}

/* One space before each word and behind the last. */
static char *
level(const char *text)
{
	g_autofree char *normal = wd_normalise_text(text);
	GString *out = g_string_sized_new(strlen(normal) + 2);
	gsize len;

	for (const char *word = normal; *word != '\0'; word += len + (word[len] == ' ')) {
		len = strcspn(word, " ");
		if (len > 0)
			level_word(out, word, len);
	}
	g_string_append_c(out, ' ');
	return g_string_free(out, FALSE);
}

static void
add_runs(GArray *buckets, const char *start)
{
	const char *end = start;

	for (guint n = 1; n <= MAX_RUN && *end != '\0'; n++) {
		end = g_utf8_next_char(end);
		if (n >= MIN_RUN)
			add(buckets, feed(FNV_BASIS + n, start, (gsize)(end - start)));
	}
}

/* @word is behind its space. */
static void
add_pairs(GArray *buckets, const char *word)
{
	gsize len = strcspn(word, " ");
	guint32 hash = feed(FNV_BASIS, word, len);

	for (guint i = 1; i <= PAIR_WINDOW && word[len] != '\0' && word[len + 1] != '\0'; i++) {
		word += len + 1;
		len = strcspn(word, " ");
		add(buckets, feed(hash * FNV_PRIME + i, word, len));
	}
}

static int
compare_buckets(gconstpointer one, gconstpointer other)
{
	guint32 a = *(const guint32 *)one;
	guint32 b = *(const guint32 *)other;

	return (a > b) - (a < b);
}

static void
drop_repeated(GArray *buckets)
{
	guint n_kept = 0;

	for (guint i = 0; i < buckets->len; i++) {
		guint32 bucket = g_array_index(buckets, guint32, i);

		if (n_kept == 0 || g_array_index(buckets, guint32, n_kept - 1) != bucket)
			g_array_index(buckets, guint32, n_kept++) = bucket;
	}
	g_array_set_size(buckets, n_kept);
}

/**
 * wd_spim_features_get:
 * @text: valid UTF-8
 *
 * Linear in @text, but for sorting.
 *
 * Returns: (transfer full) (element-type guint32): the distinct buckets of @text, ascending; none
 *   for a text without letters
 */
GArray *
wd_spim_features_get(const char *text)
{
	g_autofree char *levelled = level(text);
	GArray *buckets = g_array_new(FALSE, FALSE, sizeof(guint32));

	for (const char *c = levelled; *c != '\0'; c = g_utf8_next_char(c)) {
		add_runs(buckets, c);
		if (*c == ' ' && c[1] != '\0')
			add_pairs(buckets, c + 1);
	}
	g_array_sort(buckets, compare_buckets);
	drop_repeated(buckets);
	return buckets;
}
