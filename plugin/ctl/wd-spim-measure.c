/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-spim-measure.h"

#include <float.h>

static gint
compare_scores(gconstpointer a, gconstpointer b)
{
	double first = ((const WdSpimScore *)a)->score;
	double second = ((const WdSpimScore *)b)->score;

	return (first > second) - (first < second);
}

static double
divide(double part, double whole)
{
	return whole > 0 ? part / whole : 0;
}

/* By ranks (Mann-Whitney), equal scores sharing theirs. */
static double
measure_auc(GArray *scores, double n_spim, double n_ham)
{
	double rank_sum = 0;

	g_array_sort(scores, compare_scores);
	for (guint i = 0; i < scores->len;) {
		guint end = i;
		guint n = 0;

		while (end < scores->len && g_array_index(scores, WdSpimScore, end).score ==
						    g_array_index(scores, WdSpimScore, i).score)
			n += g_array_index(scores, WdSpimScore, end++).is_spim != FALSE;
		rank_sum += n * (i + 1 + end) / 2.0;
		i = end;
	}
	return divide(rank_sum - n_spim * (n_spim + 1) / 2, n_spim * n_ham);
}

/**
 * wd_spim_measure:
 * @scores: (element-type WdSpimScore): brought into the order of the scores
 * @threshold: the least score that counts as found
 *
 * Returns: the figures; a rate of nothing is 0
 */
WdSpimFigures
wd_spim_measure(GArray *scores, double threshold)
{
	WdSpimFigures figures = {0};

	for (guint i = 0; i < scores->len; i++) {
		const WdSpimScore *score = &g_array_index(scores, WdSpimScore, i);
		gboolean is_over = score->score >= threshold;

		*(score->is_spim ? &figures.n_spim : &figures.n_ham) += 1;
		*(score->is_spim ? &figures.n_found : &figures.n_false_alarms) += is_over != FALSE;
	}
	figures.recall = divide(figures.n_found, figures.n_spim);
	figures.false_positive_rate = divide(figures.n_false_alarms, figures.n_ham);
	figures.precision = divide(figures.n_found, figures.n_found + figures.n_false_alarms);
	figures.f1 =
		divide(2 * figures.precision * figures.recall, figures.precision + figures.recall);
	figures.auc = measure_auc(scores, figures.n_spim, figures.n_ham);
	return figures;
}

/**
 * wd_spim_find_threshold:
 * @scores: (element-type WdSpimScore): scores
 * @source: whose ham is looked at
 * @false_positive_rate: how much of it may be accused, 0..1
 *
 * Returns: the least threshold at which no more is accused; -%DBL_MAX without ham of @source
 */
double
wd_spim_find_threshold(const GArray *scores, guint source, double false_positive_rate)
{
	g_autoptr(GArray) ham = g_array_new(FALSE, FALSE, sizeof(WdSpimScore));
	guint n_allowed;

	for (guint i = 0; i < scores->len; i++) {
		const WdSpimScore *score = &g_array_index(scores, WdSpimScore, i);

		if (score->source == source && !score->is_spim)
			g_array_append_val(ham, *score);
	}
	n_allowed = (guint)(false_positive_rate * ham->len);
	if (n_allowed >= ham->len)
		return -DBL_MAX;
	g_array_sort(ham, compare_scores);
	/* Just above the best-scored one that may not be accused. */
	return g_array_index(ham, WdSpimScore, ham->len - 1 - n_allowed).score + 1e-9;
}
