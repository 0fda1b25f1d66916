/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-spim-calibrate.h"

#include <float.h>
#include <math.h>

#include "engine/spim/wd-spim-features.h"

#define N_STEPS   60 /* of the search for the slope */
#define MIN_SLOPE 0.1
#define MAX_SLOPE 50

static const WdSpimIngredient *
get_ingredient(const WdSpimRecipe *recipe, guint source)
{
	return g_ptr_array_index(recipe->ingredients, source);
}

/* Every message gets the mean of all models that have not seen it. */
static void
add_scores(double *sums,
	   const WdSpimRecipe *recipe,
	   const GArray *samples,
	   const WdSpimLine *line,
	   int fold)
{
	for (guint i = 0; i < samples->len; i++) {
		const WdSpimSample *sample = &g_array_index(samples, WdSpimSample, i);

		if (get_ingredient(recipe, sample->source)->is_pool)
			sums[i] += wd_spim_line_score(line, sample) /
				   (recipe->n_folds * recipe->n_repeats);
		else if (sample->fold == fold)
			sums[i] += wd_spim_line_score(line, sample) / recipe->n_repeats;
	}
}

static void
add_line(WdSpimLine *mean, const WdSpimLine *line, double share)
{
	mean->bias += line->bias * share;
	for (guint i = 0; i < WD_SPIM_N_BUCKETS; i++)
		mean->weights[i] += line->weights[i] * share;
}

static void
run_fold(WdSpimCalibration *calibration,
	 double *sums,
	 const WdSpimRecipe *recipe,
	 const GArray *samples,
	 int fold)
{
	g_auto(WdSpimLine) line = {0};

	wd_spim_line_train(&line, &recipe->training, samples, fold);
	add_scores(sums, recipe, samples, &line, fold);
	add_line(&calibration->line, &line, 1.0 / (recipe->n_folds * recipe->n_repeats));
}

static GArray *
collect_scores(const double *sums, const WdSpimRecipe *recipe, const GArray *samples)
{
	GArray *scores = g_array_new(FALSE, FALSE, sizeof(WdSpimScore));

	for (guint i = 0; i < samples->len; i++) {
		const WdSpimSample *sample = &g_array_index(samples, WdSpimSample, i);
		WdSpimScore score = {sums[i], sample->is_spim, sample->source};

		if (sample->fold >= 0 || get_ingredient(recipe, sample->source)->is_pool)
			g_array_append_val(scores, score);
	}
	return scores;
}

/* Each corpus says how much of its ham may be accused; the strictest decides. */
static double
find_threshold(const GArray *scores, const WdSpimRecipe *recipe)
{
	double threshold = -DBL_MAX;

	for (guint source = 0; source < recipe->ingredients->len; source++) {
		double rate = get_ingredient(recipe, source)->false_alarms;

		if (rate >= 0)
			threshold = MAX(threshold, wd_spim_find_threshold(scores, source, rate));
	}
	return threshold > -DBL_MAX ? threshold : 0;
}

/* Mean log loss, both classes counting alike. */
static double
measure_loss(const GArray *scores, double threshold, double slope)
{
	double losses[2] = {0, 0};
	guint counts[2] = {0, 0};

	for (guint i = 0; i < scores->len; i++) {
		const WdSpimScore *score = &g_array_index(scores, WdSpimScore, i);
		double odds = slope * (score->score - threshold);
		guint class = score->is_spim != FALSE;

		losses[class] += log1p(exp(score->is_spim ? -odds : odds));
		counts[class]++;
	}
	return losses[0] / MAX(counts[0], 1) + losses[1] / MAX(counts[1], 1);
}

/* The loss has one minimum (Platt 1999, with the midpoint given): halve the range around it. */
static double
find_slope(const GArray *scores, double threshold)
{
	double low = MIN_SLOPE;
	double high = MAX_SLOPE;

	for (guint i = 0; i < N_STEPS; i++) {
		double third = (high - low) / 3;

		if (measure_loss(scores, threshold, low + third) <
		    measure_loss(scores, threshold, high - third))
			high -= third;
		else
			low += third;
	}
	return (low + high) / 2;
}

/**
 * wd_spim_calibrate:
 * @calibration: (out caller-allocates): filled
 * @recipe: its folds, and what each corpus allows
 * @samples: (element-type WdSpimSample): all of them; a pool's have weight 0; their folds are dealt
 *
 * Trains once for each fold of each repeat.
 */
void
wd_spim_calibrate(WdSpimCalibration *calibration, const WdSpimRecipe *recipe, GArray *samples)
{
	g_autofree double *sums = g_new0(double, samples->len + 1);

	calibration->line = (WdSpimLine){g_new0(double, WD_SPIM_N_BUCKETS), 0};
	for (guint repeat = 0; repeat < recipe->n_repeats; repeat++) {
		wd_spim_samples_deal(samples, recipe->n_folds, recipe->training.seed + repeat);
		for (guint fold = 0; fold < recipe->n_folds; fold++)
			run_fold(calibration, sums, recipe, samples, (int)fold);
	}
	calibration->scores = collect_scores(sums, recipe, samples);
	calibration->threshold = find_threshold(calibration->scores, recipe);
	calibration->slope = find_slope(calibration->scores, calibration->threshold);
}

/**
 * wd_spim_calibration_clear:
 * @calibration: what wd_spim_calibrate() filled, or zeroes
 */
void
wd_spim_calibration_clear(WdSpimCalibration *calibration)
{
	wd_spim_line_clear(&calibration->line);
	g_clear_pointer(&calibration->scores, g_array_unref);
}
