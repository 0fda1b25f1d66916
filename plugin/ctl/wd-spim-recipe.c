/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-spim-recipe.h"

#include "engine/wd-error.h"

#define METHOD_GROUP "Method"
#define MAX_FOLDS    100

static void
free_ingredient(gpointer pointer)
{
	WdSpimIngredient *ingredient = pointer;

	g_free(ingredient->name);
	g_free(ingredient->path);
	g_free(ingredient);
}

/* @fallback where the key is missing; an error where it is there and no number in the range. */
static gboolean
read_number(GKeyFile *file,
	    const char *group,
	    const char *key,
	    double fallback,
	    double *number,
	    GError **error)
{
	g_autoptr(GError) no_number = NULL;

	*number = fallback;
	if (!g_key_file_has_key(file, group, key, NULL))
		return TRUE;
	*number = g_key_file_get_double(file, group, key, &no_number);
	if (no_number == NULL && *number >= 0 && *number <= 1e6)
		return TRUE;
	g_set_error(error,
		    WD_ERROR,
		    WD_ERROR_MALFORMED,
		    "[%s] %s is no number from 0 to 1000000",
		    group,
		    key);
	return FALSE;
}

static gboolean
read_method(GKeyFile *file, WdSpimRecipe *recipe, GError **error)
{
	double seed, n_folds, n_repeats;

	if (!read_number(file, METHOD_GROUP, "Seed", 1, &seed, error) ||
	    !read_number(file, METHOD_GROUP, "Folds", 5, &n_folds, error) ||
	    !read_number(file, METHOD_GROUP, "Repeats", 1, &n_repeats, error) ||
	    !read_number(file, METHOD_GROUP, "Cost", 1, &recipe->training.cost, error) ||
	    !read_number(file, METHOD_GROUP, "Power", 0, &recipe->training.power, error))
		return FALSE;
	if (n_folds < 2 || n_folds > MAX_FOLDS || n_repeats < 1 || n_repeats > MAX_FOLDS ||
	    recipe->training.cost <= 0) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_MALFORMED,
			    "[%s] needs 2 to %d Folds, 1 to %d Repeats and a Cost above 0",
			    METHOD_GROUP,
			    MAX_FOLDS,
			    MAX_FOLDS);
		return FALSE;
	}
	recipe->training.seed = (guint)seed;
	recipe->n_folds = (guint)n_folds;
	recipe->n_repeats = (guint)n_repeats;
	return TRUE;
}

/* Beside the recipe, else in the folder of data. */
static char *
find_file(const char *recipe_path, const char *data_folder, const char *name)
{
	g_autofree char *folder = g_path_get_dirname(recipe_path);
	g_autofree char *beside = g_build_filename(folder, name, NULL);

	if (data_folder == NULL || g_file_test(beside, G_FILE_TEST_EXISTS))
		return g_steal_pointer(&beside);
	return g_build_filename(data_folder, name, NULL);
}

static gboolean
read_flag(GKeyFile *file, const char *group, const char *key)
{
	return g_key_file_get_boolean(file, group, key, NULL);
}

static gboolean
read_ingredient(GKeyFile *file,
		const char *group,
		const char *recipe_path,
		const char *data_folder,
		WdSpimRecipe *recipe,
		GError **error)
{
	g_autofree char *name = g_key_file_get_string(file, group, "Path", error);
	WdSpimIngredient *ingredient = NULL;

	if (name == NULL)
		return FALSE;
	ingredient = g_new0(WdSpimIngredient, 1);
	g_ptr_array_add(recipe->ingredients, ingredient);
	ingredient->name = g_strdup(group);
	ingredient->path = find_file(recipe_path, data_folder, name);
	ingredient->is_folded = read_flag(file, group, "Folded");
	ingredient->is_pool = read_flag(file, group, "Pool");
	return read_number(file, group, "Spim", 1, &ingredient->spim_weight, error) &&
	       read_number(file, group, "Ham", 1, &ingredient->ham_weight, error) &&
	       read_number(file, group, "FalseAlarms", -1, &ingredient->false_alarms, error);
}

static gboolean
read_recipe(GKeyFile *file,
	    const char *path,
	    const char *data_folder,
	    WdSpimRecipe *recipe,
	    GError **error)
{
	g_auto(GStrv) groups = g_key_file_get_groups(file, NULL);

	if (!read_method(file, recipe, error))
		return FALSE;
	for (guint i = 0; groups[i] != NULL; i++) {
		if (!g_str_equal(groups[i], METHOD_GROUP) &&
		    !read_ingredient(file, groups[i], path, data_folder, recipe, error))
			return FALSE;
	}
	return TRUE;
}

/**
 * wd_spim_recipe_load:
 * @path: a recipe in the syntax of key files; data/spim/recipe.conf explains every key
 * @data_folder: (nullable): where corpora are that do not lie beside the recipe
 * @error: return location for an error of the system or the syntax, or a #WD_ERROR
 *
 * Returns: (transfer full): the recipe, or NULL
 */
WdSpimRecipe *
wd_spim_recipe_load(const char *path, const char *data_folder, GError **error)
{
	g_autoptr(GKeyFile) file = g_key_file_new();
	g_autoptr(WdSpimRecipe) recipe = g_new0(WdSpimRecipe, 1);

	recipe->ingredients = g_ptr_array_new_with_free_func(free_ingredient);
	if (!g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, error) ||
	    !read_recipe(file, path, data_folder, recipe, error))
		return NULL;
	return g_steal_pointer(&recipe);
}

/**
 * wd_spim_recipe_free:
 * @recipe: (nullable) (transfer full): a recipe
 */
void
wd_spim_recipe_free(WdSpimRecipe *recipe)
{
	if (recipe == NULL)
		return;
	g_ptr_array_unref(recipe->ingredients);
	g_free(recipe);
}
