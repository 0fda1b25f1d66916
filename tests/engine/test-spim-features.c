/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/spim/wd-spim-features.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *text;
	const char *other;
	gboolean is_equal;
} Case;

static const Case cases[] = {
	{"the-same-text", "win a prize today", "win a prize today", TRUE},
	{"full-width", "win a prize today", "\uff57in a prize today", TRUE},
	{"a-mixture-of-scripts-shows", "win a prize", "w\u0456n \u0430 prize", FALSE},
	{"other-digits", "call 07700900111 now", "call 07700900222 now", TRUE},
	{"other-host", "see http://a.example/x", "see http://b.example/y", TRUE},
	{"another-word", "win a prize today", "win a price today", FALSE},
	{"another-order", "prize win", "win prize", FALSE},
	{"capitals", "YOU HAVE WON IT", "you have won it", FALSE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(GArray) buckets = wd_spim_features_get(row->text);
	g_autoptr(GArray) others = wd_spim_features_get(row->other);

	g_assert_cmpint(buckets->len == others->len &&
				memcmp(buckets->data, others->data, 4 * buckets->len) == 0,
			==,
			row->is_equal);
}

/* What models and lessons on disk rely on: changing it needs another WD_SPIM_FEATURES_VERSION. */
static void
test_buckets_stay(void)
{
	static const guint32 expected[] = {2497,   8090,   10201,  11113,  12927,  25033,  25273,
					   37336,  38436,  39668,  51015,  54943,  64912,  66897,
					   68295,  71808,  124944, 128634, 133619, 137827, 138603,
					   143417, 143588, 148573, 158543, 183577, 227384, 248502};
	g_autoptr(GArray) buckets = wd_spim_features_get("win \u00a35");

	g_assert_cmpmem(buckets->data, 4 * buckets->len, expected, sizeof expected);
}

static void
test_distinct_and_ascending(void)
{
	g_autoptr(GArray) buckets =
		wd_spim_features_get("casino casino casino casino bonus bonus casino");

	for (guint i = 1; i < buckets->len; i++)
		g_assert_cmpuint(g_array_index(buckets, guint32, i - 1),
				 <,
				 g_array_index(buckets, guint32, i));
	g_assert_cmpuint(g_array_index(buckets, guint32, buckets->len - 1), <, WD_SPIM_N_BUCKETS);
}

/* Each bucket is told of the token that gave it, in the same order as without. */
static void
test_tokens(void)
{
	g_auto(WdSpimTokens) tokens;
	g_auto(WdSpimFeatures) features;
	g_auto(WdSpimFeatures) owned;
	gsize n_of_whole = 0;

	wd_spim_tokens_init(&tokens, "win a prize");
	wd_spim_features_init(&features, &tokens);
	wd_spim_features_init_with_tokens(&owned, &tokens);
	g_assert_null(features.tokens);
	g_assert_cmpmem(features.buckets, 4 * features.n, owned.buckets, 4 * owned.n);
	for (gsize i = 0; i < owned.n; i++) {
		n_of_whole += owned.tokens[i] == WD_SPIM_WHOLE;
		g_assert_true(owned.tokens[i] < 3 || owned.tokens[i] == WD_SPIM_WHOLE);
	}
	g_assert_cmpuint(n_of_whole, >=, 10);
	g_assert_cmpuint(owned.tokens[0], ==, 0);
}

/* Longer than what the features hold without asking for memory, and each bucket once. */
static void
test_long_text(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GArray) buckets = NULL;

	for (guint i = 0; i < 600; i++)
		g_string_append_printf(text, "%c%cx%c ", 'a' + i % 26, 'a' + i / 26, 'a' + i % 7);
	buckets = wd_spim_features_get(text->str);
	g_assert_cmpuint(buckets->len, >, 2 * WD_SPIM_OWN_FEATURES);
	for (guint i = 1; i < buckets->len; i++)
		g_assert_cmpuint(g_array_index(buckets, guint32, i - 1),
				 <,
				 g_array_index(buckets, guint32, i));
}

/* Writing without blanks between words shows itself in pairs of letters. */
static void
test_ideographs(void)
{
	g_autoptr(GArray) two = wd_spim_features_get("\u6211\u4eec");
	g_autoptr(GArray) others = wd_spim_features_get("\u043c\u044b");

	g_assert_cmpuint(two->len, ==, others->len + 2);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/spim-features/", cases, test_case);
	g_test_add_func("/spim-features/buckets-stay", test_buckets_stay);
	g_test_add_func("/spim-features/tokens", test_tokens);
	g_test_add_func("/spim-features/long-text", test_long_text);
	g_test_add_func("/spim-features/ideographs", test_ideographs);
	g_test_add_func("/spim-features/distinct-and-ascending", test_distinct_and_ascending);
	return g_test_run();
}
