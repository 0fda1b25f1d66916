/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "engine/data/wd-spim-shipped.h"
#include "engine/spim/wd-spim-model.h"
#include "engine/spim/wd-spim-reasons.h"
#include "engine/wd-error.h"
#include "wd-rows.h"

static guint8 *
copy_shipped(void)
{
	return g_memdup2(wd_spim_shipped, sizeof wd_spim_shipped);
}

/* What is written over the shipped model, where, and how long it is then. */
typedef struct {
	const char *name;
	gsize at;
	const char *bytes;
	gsize n_bytes;
	gsize len;
	WdError code;
} BadCase;

#define WHOLE sizeof wd_spim_shipped

static const BadCase bad_cases[] = {
	{"empty", 0, "", 0, 0, WD_ERROR_MALFORMED},
	{"only-magic", 0, "", 0, 8, WD_ERROR_MALFORMED},
	{"other-magic", 0, "X", 1, WHOLE, WD_ERROR_MALFORMED},
	{"other-version", 8, "\377", 1, WHOLE, WD_ERROR_UNSUPPORTED},
	{"other-size-of-table", 12, "\377", 1, WHOLE, WD_ERROR_UNSUPPORTED},
	{"truncated", 0, "", 0, WHOLE - 1, WD_ERROR_DAMAGED},
	{"header-alone", 0, "", 0, 80, WD_ERROR_DAMAGED},
	{"changed-scale", 16, "\1", 1, WHOLE, WD_ERROR_DAMAGED},
	{"changed-digest", 48, "\1\2", 2, WHOLE, WD_ERROR_DAMAGED},
	{"changed-weight", 100000, "\177\201", 2, WHOLE, WD_ERROR_DAMAGED},
};

static void
test_bad(gconstpointer data)
{
	const BadCase *row = data;
	g_autofree guint8 *bytes = copy_shipped();
	g_autoptr(GError) error = NULL;
	g_autoptr(WdSpimModel) model = NULL;

	memcpy(bytes + row->at, row->bytes, row->n_bytes);
	model = wd_spim_model_parse(bytes, row->len, &error);
	g_assert_null(model);
	g_assert_error(error, WD_ERROR, (gint)row->code);
}

/* Numbers that a hostile but well-formed file could hold. */
typedef struct {
	const char *name;
	double scale, bias, threshold, slope;
} NumberCase;

static const NumberCase numbers[] = {
	{"scale-of-zero", 0, 0, 0, 1},
	{"scale-below-zero", -1, 0, 0, 1},
	{"scale-is-no-number", NAN, 0, 0, 1},
	{"endless-bias", 1, INFINITY, 0, 1},
	{"huge-threshold", 1, 0, -1e300, 1},
	{"slope-that-turns-it-round", 1, 0, 0, -1},
	{"endless-slope", 1, 0, 0, INFINITY},
};

static void
test_numbers(gconstpointer data)
{
	const NumberCase *row = data;
	g_autofree gint8 *weights = g_new0(gint8, WD_SPIM_N_BUCKETS);
	const WdSpimModelFields fields = {
		weights, row->scale, row->bias, row->threshold, row->slope};
	g_autoptr(GBytes) bytes = wd_spim_model_format(&fields);
	g_autoptr(GError) error = NULL;
	gsize len;
	const guint8 *data_ = g_bytes_get_data(bytes, &len);

	g_assert_null(wd_spim_model_parse(data_, len, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
}

static void
test_round_trip(void)
{
	g_autofree gint8 *weights = g_new0(gint8, WD_SPIM_N_BUCKETS);
	const WdSpimModelFields fields = {weights, 0.5, 0.25, -1, 2};
	static const guint32 buckets[] = {3, 70000};
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(WdSpimModel) model = NULL;
	gsize len;
	const guint8 *start;

	weights[3] = 100;
	weights[70000] = -128;
	bytes = wd_spim_model_format(&fields);
	start = g_bytes_get_data(bytes, &len);
	g_assert_cmpuint(len, ==, WD_SPIM_MODEL_BYTES);
	g_assert_cmpuint(len, <=, 1024 * 1024);
	model = wd_spim_model_parse(start, len, NULL);
	g_assert_nonnull(model);
	g_assert_cmpfloat_with_epsilon(
		wd_spim_model_score(model, buckets, 2), 2 * (0.25 + 1 + 0.5 * -28 / sqrt(2)), 1e-9);
	g_assert_cmpfloat_with_epsilon(wd_spim_model_weigh(model, 3, 4), 2 * 0.5 * 100 / 2, 1e-9);
	g_assert_cmpfloat(wd_spim_model_score(model, NULL, 0), ==, 2.5);
}

/* The build takes the model as it lies in data/: here its digest is looked at. */
static void
test_shipped(void)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdSpimModel) model =
		wd_spim_model_parse(wd_spim_shipped, sizeof wd_spim_shipped, &error);
	const char *text = "Claim your prize now, call 09061700000 http://win.example/";

	g_assert_no_error(error);
	g_assert_cmpfloat(wd_spim_model_judge_text(model, text),
			  ==,
			  wd_spim_model_judge_text(wd_spim_model_get_shipped(), text));
}

typedef struct {
	const char *name;
	const char *text;
	const char *reason; /* among the words that are named */
} ReasonCase;

static const ReasonCase reasons[] = {
	{"prize", "hello my friend, URGENT! You have won a prize, call 09061700000", "09061700000"},
	{"as-it-was-written", "hi, cl\u0430im your prize, call 09061700000 now", "cl\u0430im"},
};

static void
test_reasons(gconstpointer data)
{
	const ReasonCase *row = data;
	g_auto(WdSpimTokens) tokens;
	g_autofree char *words = NULL;

	wd_spim_tokens_init(&tokens, row->text);
	words = wd_spim_reasons_find(wd_spim_model_get_shipped(), &tokens, row->text);
	g_test_message("%s", words);
	g_assert_nonnull(strstr(words, row->reason));
}

static void
test_no_reasons(void)
{
	g_auto(WdSpimTokens) tokens;

	wd_spim_tokens_init(&tokens, "");
	g_assert_null(wd_spim_reasons_find(wd_spim_model_get_shipped(), &tokens, ""));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/spim-model/refuses/", bad_cases, test_bad);
	WD_ADD_ROWS("/spim-model/refuses/", numbers, test_numbers);
	g_test_add_func("/spim-model/round-trip", test_round_trip);
	g_test_add_func("/spim-model/shipped", test_shipped);
	WD_ADD_ROWS("/spim-model/reasons/", reasons, test_reasons);
	g_test_add_func("/spim-model/no-reasons", test_no_reasons);
	return g_test_run();
}
