/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-spim-trainer.h"

#include <math.h>

#include "engine/spim/wd-spim-features.h"

#define MAX_ROUNDS 25
#define TOLERANCE  0.01 /* of the largest projected gradient */
#define TINY       1e-9

/* One training in progress. */
typedef struct {
	const WdSpimTraining *training;
	GPtrArray *samples; /* of const WdSpimSample * */
	double *ratios;     /* of each bucket */
	double *weights;    /* of the weighted buckets */
	double bias;
	double *alphas; /* of each sample */
	double *norms;
} Solver;

static double
sign_of(const WdSpimSample *sample)
{
	return sample->is_spim ? 1 : -1;
}

/* |log| of how much more of one class than of the other has a bucket, smoothed so that a bucket
 * nobody has gets 0. */
static double *
measure_ratios(const GPtrArray *samples, double power)
{
	double *ratios = g_new0(double, WD_SPIM_N_BUCKETS);
	g_autofree double *in_spim = g_new0(double, WD_SPIM_N_BUCKETS);
	g_autofree double *in_ham = g_new0(double, WD_SPIM_N_BUCKETS);
	double n_spim = TINY;
	double n_ham = TINY;

	for (guint i = 0; i < samples->len; i++) {
		const WdSpimSample *sample = g_ptr_array_index(samples, i);
		double *in_class = sample->is_spim ? in_spim : in_ham;

		*(sample->is_spim ? &n_spim : &n_ham) += sample->weight;
		for (guint k = 0; k < sample->n; k++)
			in_class[sample->buckets[k]] += sample->weight;
	}
	for (guint bucket = 0; bucket < WD_SPIM_N_BUCKETS; bucket++) {
		double spim = in_spim[bucket] / n_spim + 1 / (n_spim + n_ham);
		double ham = in_ham[bucket] / n_ham + 1 / (n_spim + n_ham);

		ratios[bucket] = pow(fabs(log(spim / ham)), power);
	}
	return ratios;
}

static double
score(const Solver *solver, const WdSpimSample *sample)
{
	double sum = 0;

	for (guint k = 0; k < sample->n; k++)
		sum += solver->weights[sample->buckets[k]] * solver->ratios[sample->buckets[k]];
	return solver->bias + sum / sqrt(MAX(sample->n, 1));
}

static void
move(Solver *solver, const WdSpimSample *sample, double by)
{
	double step = by / sqrt(MAX(sample->n, 1));

	solver->bias += by;
	for (guint k = 0; k < sample->n; k++)
		solver->weights[sample->buckets[k]] += step * solver->ratios[sample->buckets[k]];
}

/* With the squared hinge loss every sample's alpha is only bounded from below. */
static double
get_slack(const Solver *solver, const WdSpimSample *sample)
{
	return 0.5 / (solver->training->cost * sample->weight);
}

static void
measure_norms(Solver *solver)
{
	for (guint i = 0; i < solver->samples->len; i++) {
		const WdSpimSample *sample = g_ptr_array_index(solver->samples, i);
		double sum = 0;

		for (guint k = 0; k < sample->n; k++) {
			double ratio = solver->ratios[sample->buckets[k]];

			sum += ratio * ratio;
		}
		solver->norms[i] = 1 + sum / MAX(sample->n, 1) + get_slack(solver, sample);
	}
}

/* Returns how far the sample was from its best place. */
static double
settle(Solver *solver, guint i)
{
	const WdSpimSample *sample = g_ptr_array_index(solver->samples, i);
	double sign = sign_of(sample);
	double alpha = solver->alphas[i];
	double gradient = sign * score(solver, sample) - 1 + alpha * get_slack(solver, sample);

	if (alpha <= 0 && gradient > 0)
		return 0;
	solver->alphas[i] = MAX(alpha - gradient / solver->norms[i], 0);
	if (fabs(gradient) > TINY)
		move(solver, sample, (solver->alphas[i] - alpha) * sign);
	return fabs(gradient);
}

static void
shuffle(guint *order, guint n, GRand *random)
{
	for (guint i = n; i > 1; i--) {
		guint k = g_rand_int(random) % i;
		guint other = order[i - 1];

		order[i - 1] = order[k];
		order[k] = other;
	}
}

static void
solve(Solver *solver)
{
	guint n = solver->samples->len;
	g_autofree guint *order = g_new(guint, n + 1);
	g_autoptr(GRand) random = g_rand_new_with_seed(solver->training->seed);

	for (guint i = 0; i < n; i++)
		order[i] = i;
	for (guint round = 0; round < MAX_ROUNDS; round++) {
		double worst = 0;

		shuffle(order, n, random);
		for (guint i = 0; i < n; i++) {
			double distance = settle(solver, order[i]);

			worst = MAX(worst, distance);
		}
		if (worst < TOLERANCE)
			break;
	}
}

static GPtrArray *
choose(const GArray *samples, int left_out_fold)
{
	GPtrArray *chosen = g_ptr_array_new();

	for (guint i = 0; i < samples->len; i++) {
		WdSpimSample *sample = &g_array_index(samples, WdSpimSample, i);

		if (sample->weight > 0 && (sample->fold != left_out_fold || sample->fold < 0))
			g_ptr_array_add(chosen, sample);
	}
	return chosen;
}

/**
 * wd_spim_line_train:
 * @line: (out caller-allocates): filled
 * @training: how
 * @samples: (element-type WdSpimSample): with weights above 0, else passed over
 * @left_out_fold: whose samples are not looked at; %WD_SPIM_NO_FOLD: all are
 *
 * Takes some seconds for a hundred thousand samples.
 */
void
wd_spim_line_train(WdSpimLine *line,
		   const WdSpimTraining *training,
		   const GArray *samples,
		   int left_out_fold)
{
	g_autoptr(GPtrArray) chosen = choose(samples, left_out_fold);
	g_autofree double *ratios = measure_ratios(chosen, training->power);
	g_autofree double *alphas = g_new0(double, chosen->len + 1);
	g_autofree double *norms = g_new0(double, chosen->len + 1);
	Solver solver = {
		.training = training,
		.samples = chosen,
		.ratios = ratios,
		.weights = g_new0(double, WD_SPIM_N_BUCKETS),
		.alphas = alphas,
		.norms = norms,
	};

	measure_norms(&solver);
	solve(&solver);
	for (guint bucket = 0; bucket < WD_SPIM_N_BUCKETS; bucket++)
		solver.weights[bucket] *= ratios[bucket];
	*line = (WdSpimLine){solver.weights, solver.bias};
}

/**
 * wd_spim_line_score:
 * @line: a trained line
 * @sample: a sample
 *
 * Returns: the score; above 0 on the side of SPIM
 */
double
wd_spim_line_score(const WdSpimLine *line, const WdSpimSample *sample)
{
	double sum = 0;

	for (guint k = 0; k < sample->n; k++)
		sum += line->weights[sample->buckets[k]];
	return line->bias + sum / sqrt(MAX(sample->n, 1));
}

/**
 * wd_spim_line_clear:
 * @line: a line, or zeroes
 */
void
wd_spim_line_clear(WdSpimLine *line)
{
	g_clear_pointer(&line->weights, g_free);
}
