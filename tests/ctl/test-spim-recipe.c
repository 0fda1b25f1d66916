/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "ctl/wd-spim-recipe.h"

typedef struct {
	char *folder;
	char *path;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->folder = g_dir_make_tmp("wd-recipe-XXXXXX", NULL);
	fixture->path = g_build_filename(fixture->folder, "recipe.conf", NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	(void)g_unlink(fixture->path);
	g_assert_cmpint(g_rmdir(fixture->folder), ==, 0);
	g_free(fixture->path);
	g_free(fixture->folder);
}

static WdSpimRecipe *
load(const Fixture *fixture, const char *text, const char *data_folder, GError **error)
{
	g_assert_true(g_file_set_contents(fixture->path, text, -1, NULL));
	return wd_spim_recipe_load(fixture->path, data_folder, error);
}

/* A recipe that cannot be meant, and a word of what is said about it. */
static const struct {
	const char *name;
	const char *text;
	const char *message;
} bad[] = {
	{"no-key-file", "Folds 5\n", "Key file"},
	{"no-path", "[sms]\nHam=1\n", "Path"},
	{"one-fold", "[Method]\nFolds=1\n", "2 to 100 Folds"},
	{"too-many-folds", "[Method]\nFolds=101\n", "2 to 100 Folds"},
	{"no-repeat", "[Method]\nRepeats=0\n", "1 to 100 Repeats"},
	{"no-cost", "[Method]\nCost=0\n", "Cost above 0"},
	{"negative-seed", "[Method]\nSeed=-1\n", "[Method] Seed"},
	{"negative-weight", "[sms]\nPath=a\nSpim=-0.5\n", "[sms] Spim"},
	{"huge-weight", "[sms]\nPath=a\nHam=1e7\n", "[sms] Ham"},
	{"no-number", "[sms]\nPath=a\nHam=much\n", "[sms] Ham"},
	{"half-a-number", "[sms]\nPath=a\nHam=1,5\n", "[sms] Ham"},
	{"not-a-number", "[sms]\nPath=a\nFalseAlarms=nan\n", "[sms] FalseAlarms"},
	{"infinite", "[Method]\nPower=inf\n", "[Method] Power"},
};

static void
test_bad(Fixture *fixture, gconstpointer data)
{
	const guint i = GPOINTER_TO_UINT(data);
	g_autoptr(GError) error = NULL;
	g_autoptr(WdSpimRecipe) recipe = load(fixture, bad[i].text, NULL, &error);

	g_assert_null(recipe);
	g_assert_nonnull(error);
	g_assert_nonnull(strstr(error->message, bad[i].message));
}

static void
test_missing(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_spim_recipe_load(fixture->path, NULL, &error));
	g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
test_defaults(Fixture *fixture, gconstpointer data)
{
	g_autoptr(WdSpimRecipe) recipe = load(fixture, "[sms]\nPath=sms.tsv\n", NULL, NULL);
	const WdSpimIngredient *sms;

	g_assert_nonnull(recipe);
	g_assert_cmpuint(recipe->n_folds, ==, 5);
	g_assert_cmpuint(recipe->n_repeats, ==, 1);
	g_assert_cmpuint(recipe->training.seed, ==, 1);
	g_assert_cmpfloat(recipe->training.cost, ==, 1);
	g_assert_cmpfloat(recipe->training.power, ==, 0);
	g_assert_cmpuint(recipe->ingredients->len, ==, 1);
	sms = g_ptr_array_index(recipe->ingredients, 0);
	g_assert_cmpstr(sms->name, ==, "sms");
	g_assert_cmpfloat(sms->spim_weight, ==, 1);
	g_assert_cmpfloat(sms->ham_weight, ==, 1);
	g_assert_cmpfloat(sms->false_alarms, <, 0); /* not asked */
	g_assert_false(sms->is_folded);
	g_assert_false(sms->is_pool);
}

static void
test_all_of_it(Fixture *fixture, gconstpointer data)
{
	g_autoptr(WdSpimRecipe) recipe =
		load(fixture,
		     "[Method]\nSeed=7\nFolds=10\nRepeats=3\nCost=0.5\nPower=0.25\n"
		     "[sms]\nPath=sms.tsv\nFolded=true\nSpim=2\nHam=0\nFalseAlarms=0.001\n"
		     "[pool]\nPath=pool.txt.gz\nPool=true\n",
		     NULL,
		     NULL);
	const WdSpimIngredient *sms;
	const WdSpimIngredient *pool;

	g_assert_nonnull(recipe);
	g_assert_cmpuint(recipe->training.seed, ==, 7);
	g_assert_cmpuint(recipe->n_folds, ==, 10);
	g_assert_cmpuint(recipe->n_repeats, ==, 3);
	g_assert_cmpfloat(recipe->training.cost, ==, 0.5);
	g_assert_cmpfloat(recipe->training.power, ==, 0.25);
	g_assert_cmpuint(recipe->ingredients->len, ==, 2);
	sms = g_ptr_array_index(recipe->ingredients, 0);
	pool = g_ptr_array_index(recipe->ingredients, 1);
	g_assert_true(sms->is_folded && !sms->is_pool);
	g_assert_cmpfloat(sms->spim_weight, ==, 2);
	g_assert_cmpfloat(sms->ham_weight, ==, 0);
	g_assert_cmpfloat(sms->false_alarms, ==, 0.001);
	g_assert_true(pool->is_pool && !pool->is_folded);
}

/* Beside the recipe first, else in the folder of data; without one the name beside it is told. */
static void
test_places(Fixture *fixture, gconstpointer data)
{
	static const char text[] = "[here]\nPath=recipe.conf\n[there]\nPath=sms.tsv\n";
	g_autoptr(WdSpimRecipe) both = load(fixture, text, "/srv/data", NULL);
	g_autoptr(WdSpimRecipe) alone = load(fixture, text, NULL, NULL);
	g_autofree char *beside = g_build_filename(fixture->folder, "sms.tsv", NULL);

	g_assert_cmpstr(((WdSpimIngredient *)both->ingredients->pdata[0])->path, ==, fixture->path);
	g_assert_cmpstr(
		((WdSpimIngredient *)both->ingredients->pdata[1])->path, ==, "/srv/data/sms.tsv");
	g_assert_cmpstr(((WdSpimIngredient *)alone->ingredients->pdata[1])->path, ==, beside);
}

#define ADD(path, data, test) g_test_add(path, Fixture, data, set_up, test, tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autofree char *path = g_strconcat("/spim-recipe/bad/", bad[i].name, NULL);

		ADD(path, GUINT_TO_POINTER(i), test_bad);
	}
	ADD("/spim-recipe/missing", NULL, test_missing);
	ADD("/spim-recipe/defaults", NULL, test_defaults);
	ADD("/spim-recipe/all-of-it", NULL, test_all_of_it);
	ADD("/spim-recipe/places", NULL, test_places);
	return g_test_run();
}
