/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <math.h>

#include "ctl/wd-spim-trainer.h"
#include "engine/spim/wd-spim-features.h"
#include "wd-rows.h"

#define N_BUCKETS_EACH 6
#define N_SAMPLES      60
#define SPIM_BUCKET    11u /* only SPIM has it */
#define HAM_BUCKET     12u /* only ham has it */
#define COMMON_BUCKET  13u /* all have it */

static const WdSpimTraining usual = {.seed = 1, .cost = 10, .power = 0.5};

static void
clear_sample(gpointer data)
{
	g_free(((WdSpimSample *)data)->buckets);
}

/* Buckets that nobody else has, and those that tell the classes apart. */
static void
add(GArray *samples, guint i, gboolean is_spim)
{
	WdSpimSample sample = {
		.buckets = g_new(guint32, N_BUCKETS_EACH),
		.n = N_BUCKETS_EACH,
		.is_spim = is_spim,
		.weight = 1,
		.fold = (int)(i % 3),
	};

	sample.buckets[0] = is_spim ? SPIM_BUCKET : HAM_BUCKET;
	sample.buckets[1] = COMMON_BUCKET;
	for (guint k = 2; k < N_BUCKETS_EACH; k++)
		sample.buckets[k] = 1000 + i * N_BUCKETS_EACH + k;
	g_array_append_val(samples, sample);
}

static GArray *
make_samples(void)
{
	GArray *samples = g_array_new(FALSE, FALSE, sizeof(WdSpimSample));

	g_array_set_clear_func(samples, clear_sample);
	for (guint i = 0; i < N_SAMPLES; i++)
		add(samples, i, i % 2 == 0);
	return samples;
}

static void
test_separates(void)
{
	g_autoptr(GArray) samples = make_samples();
	g_auto(WdSpimLine) line = {0};

	wd_spim_line_train(&line, &usual, samples, WD_SPIM_NO_FOLD);
	for (guint i = 0; i < samples->len; i++) {
		const WdSpimSample *sample = &g_array_index(samples, WdSpimSample, i);

		g_assert_cmpint(wd_spim_line_score(&line, sample) > 0, ==, sample->is_spim);
	}
	g_assert_cmpfloat(line.weights[SPIM_BUCKET], >, 0);
	g_assert_cmpfloat(line.weights[HAM_BUCKET], <, 0);
	g_assert_cmpfloat(fabs(line.weights[COMMON_BUCKET]), <, line.weights[SPIM_BUCKET]);
	g_assert_cmpfloat(line.weights[5], ==, 0); /* nobody has it */
}

/* A message of which nothing but what tells the classes apart was seen before. */
static void
test_generalises(void)
{
	g_autoptr(GArray) samples = make_samples();
	g_auto(WdSpimLine) line = {0};
	guint32 buckets[] = {SPIM_BUCKET, COMMON_BUCKET, 900000 % WD_SPIM_N_BUCKETS};
	WdSpimSample unseen = {.buckets = buckets, .n = G_N_ELEMENTS(buckets)};

	wd_spim_line_train(&line, &usual, samples, WD_SPIM_NO_FOLD);
	g_assert_cmpfloat(wd_spim_line_score(&line, &unseen), >, 0);
	buckets[0] = HAM_BUCKET;
	g_assert_cmpfloat(wd_spim_line_score(&line, &unseen), <, 0);
}

static void
test_same_bytes(void)
{
	g_autoptr(GArray) samples = make_samples();
	g_auto(WdSpimLine) once = {0};
	g_auto(WdSpimLine) twice = {0};

	wd_spim_line_train(&once, &usual, samples, WD_SPIM_NO_FOLD);
	wd_spim_line_train(&twice, &usual, samples, WD_SPIM_NO_FOLD);
	g_assert_cmpmem(once.weights,
			WD_SPIM_N_BUCKETS * sizeof(double),
			twice.weights,
			WD_SPIM_N_BUCKETS * sizeof(double));
	g_assert_cmpmem(&once.bias, sizeof once.bias, &twice.bias, sizeof twice.bias);
}

/* What is left out leaves no trace. */
static void
test_left_out(void)
{
	g_autoptr(GArray) samples = make_samples();
	g_auto(WdSpimLine) line = {0};

	wd_spim_line_train(&line, &usual, samples, 1);
	for (guint i = 0; i < samples->len; i++) {
		const WdSpimSample *sample = &g_array_index(samples, WdSpimSample, i);
		double own = line.weights[sample->buckets[2]];

		g_assert_cmpint(own == 0, ==, sample->fold == 1);
	}
}

static void
test_weight_of_nothing(void)
{
	g_autoptr(GArray) samples = make_samples();
	g_auto(WdSpimLine) line = {0};

	for (guint i = 0; i < samples->len; i += 2)
		g_array_index(samples, WdSpimSample, i).weight = 0; /* all the SPIM */
	wd_spim_line_train(&line, &usual, samples, WD_SPIM_NO_FOLD);
	g_assert_cmpfloat(line.weights[SPIM_BUCKET], ==, 0);
	g_assert_cmpfloat(line.bias, <=, 0);
}

/* A label that is wrong is outweighed, and pulls more the more it counts. */
static void
test_weight(void)
{
	double scores[2];

	for (guint round = 0; round < 2; round++) {
		g_autoptr(GArray) samples = make_samples();
		g_auto(WdSpimLine) line = {0};
		WdSpimSample *wrong = &g_array_index(samples, WdSpimSample, 0);

		wrong->is_spim = FALSE;
		wrong->weight = round == 0 ? 0.01 : 4;
		wd_spim_line_train(&line, &usual, samples, WD_SPIM_NO_FOLD);
		scores[round] = wd_spim_line_score(&line, wrong);
	}
	g_assert_cmpfloat(scores[0], >, 0);
	g_assert_cmpfloat(scores[1], <, scores[0]);
}

static void
test_no_samples(void)
{
	g_autoptr(GArray) samples = g_array_new(FALSE, FALSE, sizeof(WdSpimSample));
	g_auto(WdSpimLine) line = {0};
	const WdSpimSample empty = {0};

	wd_spim_line_train(&line, &usual, samples, WD_SPIM_NO_FOLD);
	g_assert_cmpfloat(wd_spim_line_score(&line, &empty), ==, 0);
	for (guint i = 0; i < WD_SPIM_N_BUCKETS; i++)
		g_assert_cmpfloat(line.weights[i], ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/spim-trainer/separates", test_separates);
	g_test_add_func("/spim-trainer/generalises", test_generalises);
	g_test_add_func("/spim-trainer/same-bytes", test_same_bytes);
	g_test_add_func("/spim-trainer/left-out", test_left_out);
	g_test_add_func("/spim-trainer/weight-of-nothing", test_weight_of_nothing);
	g_test_add_func("/spim-trainer/weight", test_weight);
	g_test_add_func("/spim-trainer/no-samples", test_no_samples);
	return g_test_run();
}
