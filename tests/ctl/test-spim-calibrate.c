/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <math.h>

#include "ctl/wd-spim-calibrate.h"

#define N_EACH      60
#define SPIM_BUCKET 11u /* only SPIM has it */
#define HAM_BUCKET  12u /* only ham has it */

/* The corpora of the test, in the order of the recipe. */
enum { FOLDED, ALWAYS, POOL };

typedef struct {
	WdSpimRecipe *recipe;
	GArray *samples;
	WdSpimCalibration calibration;
} Fixture;

static void
add_ingredient(WdSpimRecipe *recipe, gboolean is_folded, gboolean is_pool)
{
	WdSpimIngredient *ingredient = g_new0(WdSpimIngredient, 1);

	ingredient->is_folded = is_folded;
	ingredient->is_pool = is_pool;
	ingredient->false_alarms = -1;
	g_ptr_array_add(recipe->ingredients, ingredient);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->recipe = g_new0(WdSpimRecipe, 1);
	fixture->recipe->training = (WdSpimTraining){.seed = 1, .cost = 10, .power = 0.5};
	fixture->recipe->n_folds = 3;
	fixture->recipe->n_repeats = 2;
	fixture->recipe->ingredients = g_ptr_array_new_with_free_func(g_free);
	add_ingredient(fixture->recipe, TRUE, FALSE);
	add_ingredient(fixture->recipe, FALSE, FALSE);
	add_ingredient(fixture->recipe, FALSE, TRUE);
	fixture->samples = wd_spim_samples_new();
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_spim_calibration_clear(&fixture->calibration);
	g_array_unref(fixture->samples);
	wd_spim_recipe_free(fixture->recipe);
}

static void
add(Fixture *fixture, guint source, guint32 bucket, gboolean is_spim)
{
	WdSpimSample sample = {
		.buckets = g_new(guint32, 2),
		.n = 2,
		.is_spim = is_spim,
		.weight = source == POOL ? 0 : 1,
		.is_folded = source == FOLDED,
		.cluster = fixture->samples->len * 7919,
		.fold = WD_SPIM_NO_FOLD,
		.source = source,
	};

	sample.buckets[0] = bucket;
	sample.buckets[1] = 1000 + fixture->samples->len; /* nobody else's */
	g_array_append_val(fixture->samples, sample);
}

static void
add_usual(Fixture *fixture)
{
	for (guint i = 0; i < N_EACH; i++) {
		add(fixture, FOLDED, SPIM_BUCKET, TRUE);
		add(fixture, FOLDED, HAM_BUCKET, FALSE);
		add(fixture, POOL, HAM_BUCKET, FALSE);
	}
}

static double
get_score(const Fixture *fixture, guint i)
{
	return g_array_index(fixture->calibration.scores, WdSpimScore, i).score;
}

static void
test_separates(Fixture *fixture, gconstpointer data)
{
	WdSpimFigures figures;

	add_usual(fixture);
	wd_spim_calibrate(&fixture->calibration, fixture->recipe, fixture->samples);
	figures = wd_spim_measure(fixture->calibration.scores, fixture->calibration.threshold);
	g_assert_cmpuint(figures.n_spim, ==, N_EACH);
	g_assert_cmpuint(figures.n_ham, ==, 2 * N_EACH); /* with the pool's */
	g_assert_cmpfloat(figures.auc, ==, 1);
	g_assert_cmpuint(figures.n_found, ==, N_EACH);
	g_assert_cmpuint(figures.n_false_alarms, ==, 0);
	g_assert_cmpfloat(fixture->calibration.line.weights[SPIM_BUCKET], >, 0);
	g_assert_cmpfloat(fixture->calibration.line.weights[HAM_BUCKET], <, 0);
	g_assert_cmpfloat(fixture->calibration.slope, >, 0.1);
	g_assert_cmpfloat(fixture->calibration.slope, <=, 50);
}

/* What is in every training set says nothing of itself: no score of it is counted. */
static void
test_always_trained(Fixture *fixture, gconstpointer data)
{
	add_usual(fixture);
	for (guint i = 0; i < 10; i++)
		add(fixture, ALWAYS, SPIM_BUCKET, TRUE);
	wd_spim_calibrate(&fixture->calibration, fixture->recipe, fixture->samples);
	g_assert_cmpuint(fixture->calibration.scores->len, ==, 3 * N_EACH);
	for (guint i = 0; i < fixture->calibration.scores->len; i++)
		g_assert_cmpuint(g_array_index(fixture->calibration.scores, WdSpimScore, i).source,
				 !=,
				 ALWAYS);
}

/* Messages whose every word is their own are told apart by a model that has seen them, and by no
 * other: what is measured on them is as good as a coin. */
static void
test_is_blind(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GArray) blind = g_array_new(FALSE, FALSE, sizeof(WdSpimScore));
	g_autoptr(GArray) seen = g_array_new(FALSE, FALSE, sizeof(WdSpimScore));
	guint first;

	add_usual(fixture);
	first = fixture->samples->len;
	for (guint32 i = 0; i < 2 * N_EACH; i++)
		add(fixture, FOLDED, 500 + i, i % 2 == 0);
	wd_spim_calibrate(&fixture->calibration, fixture->recipe, fixture->samples);
	g_assert_cmpuint(fixture->calibration.scores->len, ==, fixture->samples->len);
	for (guint i = first; i < fixture->samples->len; i++) {
		const WdSpimSample *sample = &g_array_index(fixture->samples, WdSpimSample, i);
		const WdSpimScore score = {wd_spim_line_score(&fixture->calibration.line, sample),
					   sample->is_spim,
					   sample->source};

		g_array_append_val(seen, score);
		g_array_append_val(blind,
				   g_array_index(fixture->calibration.scores, WdSpimScore, i));
	}
	g_assert_cmpfloat(wd_spim_measure(seen, 0).auc, ==, 1);
	g_assert_cmpfloat(fabs(wd_spim_measure(blind, 0).auc - 0.5), <, 0.2);
}

/* The strictest corpus decides; where none asks, the middle holds. */
static void
test_threshold(Fixture *fixture, gconstpointer data)
{
	WdSpimIngredient *folded = g_ptr_array_index(fixture->recipe->ingredients, FOLDED);
	WdSpimIngredient *pool = g_ptr_array_index(fixture->recipe->ingredients, POOL);
	double of_the_folded;
	double of_both;
	guint n_accused = 0;

	add_usual(fixture);
	for (guint i = 0; i < 10; i++)
		add(fixture, POOL, SPIM_BUCKET, FALSE); /* talk that reads like SPIM */
	wd_spim_calibrate(&fixture->calibration, fixture->recipe, fixture->samples);
	g_assert_cmpfloat(fixture->calibration.threshold, ==, 0);
	wd_spim_calibration_clear(&fixture->calibration);

	folded->false_alarms = 0;
	wd_spim_calibrate(&fixture->calibration, fixture->recipe, fixture->samples);
	of_the_folded = fixture->calibration.threshold;
	wd_spim_calibration_clear(&fixture->calibration);

	pool->false_alarms = 0;
	wd_spim_calibrate(&fixture->calibration, fixture->recipe, fixture->samples);
	of_both = fixture->calibration.threshold;
	g_assert_cmpfloat(of_both, >, of_the_folded);
	for (guint i = 0; i < fixture->calibration.scores->len; i++) {
		const WdSpimScore *score =
			&g_array_index(fixture->calibration.scores, WdSpimScore, i);

		n_accused += !score->is_spim && score->score >= of_both;
	}
	g_assert_cmpuint(n_accused, ==, 0);
}

static void
test_repeats(Fixture *fixture, gconstpointer data)
{
	g_auto(WdSpimCalibration) again = {0};
	g_auto(WdSpimCalibration) other = {0};

	add_usual(fixture);
	wd_spim_calibrate(&fixture->calibration, fixture->recipe, fixture->samples);
	wd_spim_calibrate(&again, fixture->recipe, fixture->samples);
	fixture->recipe->training.seed = 2;
	wd_spim_calibrate(&other, fixture->recipe, fixture->samples);
	g_assert_cmpfloat(fixture->calibration.threshold, ==, again.threshold);
	g_assert_cmpfloat(fixture->calibration.slope, ==, again.slope);
	g_assert_cmpmem(fixture->calibration.scores->data,
			fixture->calibration.scores->len * sizeof(WdSpimScore),
			again.scores->data,
			again.scores->len * sizeof(WdSpimScore));
	g_assert_cmpfloat(
		get_score(fixture, 0), !=, g_array_index(other.scores, WdSpimScore, 0).score);
}

#define ADD(path, test) g_test_add(path, Fixture, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/spim-calibrate/separates", test_separates);
	ADD("/spim-calibrate/always-trained", test_always_trained);
	ADD("/spim-calibrate/is-blind", test_is_blind);
	ADD("/spim-calibrate/threshold", test_threshold);
	ADD("/spim-calibrate/repeats", test_repeats);
	return g_test_run();
}
