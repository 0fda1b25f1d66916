/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-spim.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ctl/wd-json-text.h"
#include "ctl/wd-spim-calibrate.h"
#include "engine/spim/wd-spim-model.h"
#include "store/wd-spim-store.h"

#define STEPS 127 /* of a weight of one byte, to each side */

typedef struct {
	WdCtl *ctl;
	guint n_bad_lines;
} Reader;

static void
report_bad_line(const char *path, guint line, const char *reason, gpointer data)
{
	Reader *reader = data;

	reader->n_bad_lines++;
	wd_ctl_complain(reader->ctl, "%s:%u: %s", path, line, reason);
}

static gboolean
read_samples(Reader *reader, GArray *samples, const WdSpimFile *file)
{
	g_autoptr(GError) error = NULL;

	if (wd_spim_samples_read(samples, file, &error))
		return TRUE;
	wd_ctl_complain(reader->ctl, "%s", error->message);
	return FALSE;
}

static GArray *
read_ingredients(Reader *reader, const WdSpimRecipe *recipe)
{
	g_autoptr(GArray) samples = wd_spim_samples_new();

	for (guint i = 0; i < recipe->ingredients->len; i++) {
		const WdSpimIngredient *ingredient = g_ptr_array_index(recipe->ingredients, i);
		const WdSpimFile file = {
			.path = ingredient->path,
			.source = i,
			.spim_weight = ingredient->is_pool ? 0 : ingredient->spim_weight,
			.ham_weight = ingredient->is_pool ? 0 : ingredient->ham_weight,
			.is_folded = ingredient->is_folded,
			.bad_line = report_bad_line,
			.data = reader,
		};

		if (!read_samples(reader, samples, &file))
			return NULL;
	}
	return g_steal_pointer(&samples);
}

static void
print_figures(const WdCtl *ctl, const char *name, const WdSpimFigures *figures)
{
	/* Translators: the name of a file; then counts and rates. */
	wd_ctl_print(ctl,
		     _("%-28s found %u of %u (%.4f)  false alarms %u of %u (%.5f)  F1 %.4f  "
		       "AUC %.4f\n"),
		     name,
		     figures->n_found,
		     figures->n_spim,
		     figures->recall,
		     figures->n_false_alarms,
		     figures->n_ham,
		     figures->false_positive_rate,
		     figures->f1,
		     figures->auc);
}

/* What cross-validation promises for each corpus. */
static void
print_calibration(const WdCtl *ctl,
		  const WdSpimRecipe *recipe,
		  const WdSpimCalibration *calibration)
{
	for (guint source = 0; source < recipe->ingredients->len; source++) {
		const WdSpimIngredient *ingredient = g_ptr_array_index(recipe->ingredients, source);
		g_autoptr(GArray) scores = g_array_new(FALSE, FALSE, sizeof(WdSpimScore));
		WdSpimFigures figures;

		for (guint i = 0; i < calibration->scores->len; i++) {
			WdSpimScore score = g_array_index(calibration->scores, WdSpimScore, i);

			if (score.source == source)
				g_array_append_val(scores, score);
		}
		if (scores->len == 0)
			continue;
		figures = wd_spim_measure(scores, calibration->threshold);
		print_figures(ctl, ingredient->name, &figures);
	}
	wd_ctl_print(ctl,
		     _("threshold %.4f, slope %.3f, from %u folds\n"),
		     calibration->threshold,
		     calibration->slope,
		     recipe->n_folds);
}

static GBytes *
format_model(const WdSpimCalibration *calibration)
{
	const WdSpimLine *line = &calibration->line;
	g_autofree gint8 *weights = g_new(gint8, WD_SPIM_N_BUCKETS);
	WdSpimModelFields fields = {
		.weights = weights,
		.bias = line->bias,
		.threshold = calibration->threshold,
		.slope = calibration->slope,
	};
	double largest = 1e-12;

	for (guint i = 0; i < WD_SPIM_N_BUCKETS; i++)
		largest = MAX(largest, fabs(line->weights[i]));
	fields.scale = largest / STEPS;
	for (guint i = 0; i < WD_SPIM_N_BUCKETS; i++)
		weights[i] = (gint8)lround(line->weights[i] / fields.scale);
	return wd_spim_model_format(&fields);
}

static GBytes *
train(Reader *reader, const WdSpimRecipe *recipe)
{
	g_autoptr(GArray) samples = read_ingredients(reader, recipe);
	g_auto(WdSpimCalibration) calibration = {0};

	if (samples == NULL)
		return NULL;
	wd_spim_calibrate(&calibration, recipe, samples);
	print_calibration(reader->ctl, recipe, &calibration);
	return format_model(&calibration);
}

static WdCtlExit
train_into(WdCtl *ctl, const char *recipe_path, const char *data_folder, const char *output)
{
	Reader reader = {ctl, 0};
	g_autoptr(GError) error = NULL;
	g_autoptr(WdSpimRecipe) recipe = wd_spim_recipe_load(recipe_path, data_folder, &error);
	g_autoptr(GBytes) model = NULL;

	if (recipe == NULL) {
		wd_ctl_complain(ctl, "%s: %s", recipe_path, error->message);
		return WD_CTL_USAGE;
	}
	model = train(&reader, recipe);
	if (model == NULL)
		return WD_CTL_CANNOT;
	if (!g_file_set_contents(output,
				 g_bytes_get_data(model, NULL),
				 (gssize)g_bytes_get_size(model),
				 &error)) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	return reader.n_bad_lines > 0 ? WD_CTL_FOUND : WD_CTL_GOOD;
}

/**
 * wd_ctl_spim_train:
 * @ctl: the command
 *
 * Trains a model after a recipe and writes it; prints what cross-validation found. The same recipe
 * and corpora give the same bytes. Takes some minutes.
 *
 * Returns: %WD_CTL_FOUND when lines of a corpus were passed over, %WD_CTL_USAGE for a bad recipe
 */
WdCtlExit
wd_ctl_spim_train(WdCtl *ctl)
{
	char *data = NULL;
	char *output = NULL;
	const GOptionEntry entries[] = {
		{"data", 0, 0, G_OPTION_ARG_FILENAME, &data, NULL, NULL},
		{"output", 0, 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	WdCtlExit result = WD_CTL_USAGE;

	if (wd_ctl_parse(ctl, entries, 1, 1)) {
		if (output == NULL)
			wd_ctl_complain(ctl, _("--output names no file"));
		else
			result = train_into(ctl, ctl->args[0], data, output);
	}
	g_free(data);
	g_free(output);
	return result;
}

static GArray *
score_samples(const WdSpimModel *model, const GArray *samples)
{
	GArray *scores = g_array_new(FALSE, FALSE, sizeof(WdSpimScore));

	for (guint i = 0; i < samples->len; i++) {
		const WdSpimSample *sample = &g_array_index(samples, WdSpimSample, i);
		WdSpimScore score = {
			wd_spim_model_score(model, sample->buckets, sample->n),
			sample->is_spim,
			sample->source,
		};

		g_array_append_val(scores, score);
	}
	return scores;
}

static void
print_json(const WdCtl *ctl, const char *name, const WdSpimFigures *figures)
{
	const struct {
		const char *key;
		double number;
	} members[] = {
		{"spim", figures->n_spim},
		{"found", figures->n_found},
		{"ham", figures->n_ham},
		{"false_alarms", figures->n_false_alarms},
		{"recall", figures->recall},
		{"false_positive_rate", figures->false_positive_rate},
		{"precision", figures->precision},
		{"f1", figures->f1},
		{"auc", figures->auc},
	};
	g_autoptr(GString) json = g_string_new("{");

	wd_json_text_member(json, "file", name);
	for (guint i = 0; i < G_N_ELEMENTS(members); i++) {
		wd_json_text_key(json, members[i].key);
		wd_json_text_number(json, members[i].number);
	}
	wd_ctl_print(ctl, "%s}\n", json->str);
}

static gboolean
measure_file(Reader *reader, const WdSpimModel *model, const char *path)
{
	const WdSpimFile file = {
		.path = path,
		.bad_line = report_bad_line,
		.data = reader,
	};
	g_autoptr(GArray) samples = wd_spim_samples_new();
	g_autoptr(GArray) scores = NULL;
	g_autofree char *name = g_path_get_basename(path);
	WdSpimFigures figures;

	if (!read_samples(reader, samples, &file))
		return FALSE;
	scores = score_samples(model, samples);
	figures = wd_spim_measure(scores, 0);
	if (reader->ctl->is_json)
		print_json(reader->ctl, name, &figures);
	else
		print_figures(reader->ctl, name, &figures);
	return TRUE;
}

static WdCtlExit
measure_files(WdCtl *ctl, const WdSpimModel *model)
{
	Reader reader = {ctl, 0};

	for (guint i = 0; ctl->args[i] != NULL; i++) {
		if (!measure_file(&reader, model, ctl->args[i]))
			return WD_CTL_CANNOT;
	}
	return reader.n_bad_lines > 0 ? WD_CTL_FOUND : WD_CTL_GOOD;
}

static WdCtlExit
measure_with(WdCtl *ctl, const char *path)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdSpimStore) store = NULL;

	if (path == NULL)
		return measure_files(ctl, wd_spim_model_get_shipped());
	store = wd_spim_store_open(path, FALSE, &error);
	if (store == NULL) {
		wd_ctl_complain(ctl, "%s", error->message);
		return WD_CTL_CANNOT;
	}
	return measure_files(ctl, wd_spim_store_get_model(store));
}

/**
 * wd_ctl_spim_eval:
 * @ctl: the command
 *
 * Prints how well a model tells SPIM from ham in labelled files, at the threshold that the model
 * was calibrated to.
 *
 * Returns: %WD_CTL_FOUND when lines were passed over
 */
WdCtlExit
wd_ctl_spim_eval(WdCtl *ctl)
{
	char *model = NULL;
	const GOptionEntry entries[] = {
		{"model", 0, 0, G_OPTION_ARG_FILENAME, &model, NULL, NULL},
		G_OPTION_ENTRY_NULL,
	};
	WdCtlExit result = WD_CTL_USAGE;

	if (wd_ctl_parse(ctl, entries, 1, G_MAXUINT))
		result = measure_with(ctl, model);
	g_free(model);
	return result;
}
