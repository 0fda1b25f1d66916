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
	static const guint32 expected[] = {3132,   4962,   24913,  38718,  41358,  44807,  58944,
					   79144,  82512,  90748,  90991,  101688, 106278, 109945,
					   109957, 111929, 123156, 126860, 129167, 145295, 167751,
					   172679, 184292, 197347, 200880, 206685, 209179, 213754,
					   219693, 222686, 231450, 232234, 234978, 250369};
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

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/spim-features/", cases, test_case);
	g_test_add_func("/spim-features/buckets-stay", test_buckets_stay);
	g_test_add_func("/spim-features/distinct-and-ascending", test_distinct_and_ascending);
	return g_test_run();
}
