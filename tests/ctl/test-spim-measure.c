/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <float.h>

#include "ctl/wd-spim-measure.h"
#include "wd-rows.h"

#define MAX_SCORES 8

typedef struct {
	const char *name;
	WdSpimScore scores[MAX_SCORES];
	guint n_scores;
	double threshold;
	double recall;
	double false_positive_rate;
	double f1;
	double auc;
} Case;

static const Case cases[] = {
	{"nothing", {{0}}, 0, 0, 0, 0, 0, 0},
	{"perfect", {{1, TRUE, 0}, {-1, FALSE, 0}}, 2, 0, 1, 0, 1, 1},
	{"upside-down", {{-1, TRUE, 0}, {1, FALSE, 0}}, 2, 0, 0, 1, 0, 0},
	{"equal-scores-are-chance", {{1, TRUE, 0}, {1, FALSE, 0}}, 2, 0, 1, 1, 2.0 / 3, 0.5},
	{"on-the-threshold-counts", {{0, TRUE, 0}, {-1, FALSE, 0}}, 2, 0, 1, 0, 1, 1},
	{"mixed",
	 {{3, TRUE, 0}, {2, FALSE, 0}, {1, TRUE, 0}, {-1, TRUE, 0}, {-2, FALSE, 0}},
	 5,
	 0,
	 2.0 / 3,
	 0.5,
	 2.0 / 3,
	 4.0 / 6},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(GArray) scores = g_array_new(FALSE, FALSE, sizeof(WdSpimScore));
	WdSpimFigures figures;

	g_array_append_vals(scores, row->scores, row->n_scores);
	figures = wd_spim_measure(scores, row->threshold);
	g_assert_cmpfloat_with_epsilon(figures.recall, row->recall, 1e-9);
	g_assert_cmpfloat_with_epsilon(figures.false_positive_rate, row->false_positive_rate, 1e-9);
	g_assert_cmpfloat_with_epsilon(figures.f1, row->f1, 1e-9);
	g_assert_cmpfloat_with_epsilon(figures.auc, row->auc, 1e-9);
}

typedef struct {
	const char *name;
	guint source;
	double rate;
	guint n_over; /* ham of the source at or above the threshold */
} ThresholdCase;

static const ThresholdCase thresholds[] = {
	{"none", 1, 0, 0},
	{"a-quarter", 1, 0.25, 1},
	{"rounds-down", 1, 0.49, 1},
	{"half", 1, 0.5, 2},
};

static void
test_threshold(gconstpointer data)
{
	static const WdSpimScore all[] = {{9, TRUE, 1},
					  {8, FALSE, 2},
					  {4, FALSE, 1},
					  {3, FALSE, 1},
					  {2, FALSE, 1},
					  {1, FALSE, 1}};
	const ThresholdCase *row = data;
	g_autoptr(GArray) scores = g_array_new(FALSE, FALSE, sizeof(WdSpimScore));
	double threshold;
	guint n_over = 0;

	g_array_append_vals(scores, all, G_N_ELEMENTS(all));
	threshold = wd_spim_find_threshold(scores, row->source, row->rate);
	for (guint i = 0; i < G_N_ELEMENTS(all); i++)
		n_over += !all[i].is_spim && all[i].source == row->source &&
			  all[i].score >= threshold;
	g_assert_cmpuint(n_over, ==, row->n_over);
}

static void
test_threshold_without_ham(void)
{
	g_autoptr(GArray) scores = g_array_new(FALSE, FALSE, sizeof(WdSpimScore));

	g_assert_cmpfloat(wd_spim_find_threshold(scores, 0, 0.1), ==, -DBL_MAX);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/spim-measure/", cases, test_case);
	WD_ADD_ROWS("/spim-measure/threshold/", thresholds, test_threshold);
	g_test_add_func("/spim-measure/threshold/without-ham", test_threshold_without_ham);
	return g_test_run();
}
