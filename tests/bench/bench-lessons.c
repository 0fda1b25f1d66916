/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "bench.h"
#include "engine/spim/wd-spim-features.h"
#include "engine/spim/wd-spim-model.h"
#include "engine/spim/wd-spim-overlay.h"

#define N_ROUNDS 60
#define N_CLICKS 20

/* Ordinary talk, of which each round calls some SPIM by mistake. */
typedef struct {
	GPtrArray *buckets; /* of GArray *, of each line */
	double *odds;       /* before anything was taught */
} Talk;

static GStrv
load_lines(const char *path)
{
	g_autofree char *text = NULL;

	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	g_strchomp(text);
	return g_strsplit(text, "\n", -1);
}

static const guint32 *
get_buckets(const Talk *talk, guint i, gsize *n)
{
	const GArray *buckets = g_ptr_array_index(talk->buckets, i);

	*n = buckets->len;
	return (const guint32 *)(gconstpointer)buckets->data;
}

static void
prepare(Talk *talk, char **lines)
{
	guint n_lines = g_strv_length(lines);

	talk->buckets = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	talk->odds = g_new(double, n_lines + 1);
	for (guint i = 0; i < n_lines; i++) {
		gsize n;
		const guint32 *buckets;

		g_ptr_array_add(talk->buckets, wd_spim_features_get(lines[i]));
		buckets = get_buckets(talk, i, &n);
		talk->odds[i] = wd_spim_model_score(wd_spim_model_get_shipped(), buckets, n);
	}
}

static WdSpimOverlay *
click(const Talk *talk, GRand *chance, GHashTable *clicked)
{
	g_autofree WdSpimLesson *lessons = g_new0(WdSpimLesson, N_CLICKS);
	const WdSpimLesson *list[N_CLICKS];
	guint n = 0;

	while (n < N_CLICKS) {
		guint i = (guint)g_rand_int_range(chance, 0, (gint32)talk->buckets->len);
		gsize n_buckets;
		const guint32 *buckets = get_buckets(talk, i, &n_buckets);

		lessons[n].is_spim = TRUE;
		lessons[n].time_ms = n;
		list[n] = &lessons[n];
		if (wd_spim_lesson_fill(&lessons[n], buckets, n_buckets) &&
		    g_hash_table_add(clicked, GUINT_TO_POINTER(i)))
			n++;
	}
	return wd_spim_overlay_new(list, n);
}

/* Among the lines that nobody clicked on. */
static guint
count_new_alarms(const Talk *talk, const WdSpimOverlay *overlay, GHashTable *clicked)
{
	guint n_alarms = 0;

	for (guint i = 0; i < talk->buckets->len; i++) {
		gsize n;
		const guint32 *buckets = get_buckets(talk, i, &n);

		if (talk->odds[i] < 0 && !g_hash_table_contains(clicked, GUINT_TO_POINTER(i)) &&
		    talk->odds[i] + wd_spim_overlay_weigh(overlay, buckets, n) >= 0)
			n_alarms++;
	}
	return n_alarms;
}

/* bench-lessons FILE: what twenty mistaken clicks on lines of FILE do to its other lines. */
int
main(int argc, char **argv)
{
	g_auto(GStrv) lines = argc < 2 ? NULL : load_lines(argv[1]);
	g_autoptr(GRand) chance = g_rand_new_with_seed(1);
	Talk talk;
	guint worst = 0;
	guint sum = 0;
	double start_us;

	if (lines == NULL || g_strv_length(lines) < 10 * N_CLICKS)
		return 0; /* there is nothing to measure on */
	prepare(&talk, lines);
	start_us = bench_time_us();
	for (guint round = 0; round < N_ROUNDS; round++) {
		g_autoptr(GHashTable) clicked = g_hash_table_new(NULL, NULL);
		g_autoptr(WdSpimOverlay) overlay = click(&talk, chance, clicked);
		guint n = count_new_alarms(&talk, overlay, clicked);

		worst = MAX(worst, n);
		sum += n;
	}
	bench_print("lessons.weigh",
		    (bench_time_us() - start_us) / N_ROUNDS / talk.buckets->len,
		    "us for each message beside 20 lessons");
	bench_print("lessons.worst", worst, "new false alarms, worst of 60 rounds (bar: 2)");
	bench_print("lessons.mean", (double)sum / N_ROUNDS, "new false alarms of a round");
	g_ptr_array_unref(talk.buckets);
	g_free(talk.odds);
	return 0;
}
