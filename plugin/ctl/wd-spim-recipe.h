/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-spim-trainer.h"

/*
 * What a model is made of, as a file: the corpora with their weights and the few numbers of the
 * method. With it and the same corpora anybody gets the same model, byte for byte.
 */

/* One corpus. */
typedef struct {
	char *name;
	char *path;
	double spim_weight;
	double ham_weight;
	gboolean is_folded;  /* takes part in cross-validation; else it is in every training set */
	gboolean is_pool;    /* for the threshold alone, never trained on */
	double false_alarms; /* share of its ham that the threshold may accuse; negative: not asked
			      */
} WdSpimIngredient;

typedef struct {
	WdSpimTraining training;
	guint n_folds;
	guint n_repeats;        /* of the cross-validation, dealt anew each time */
	GPtrArray *ingredients; /* of WdSpimIngredient * */
} WdSpimRecipe;

WdSpimRecipe *wd_spim_recipe_load(const char *path, const char *data_folder, GError **error);
void wd_spim_recipe_free(WdSpimRecipe *recipe);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdSpimRecipe, wd_spim_recipe_free)
