/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-model.h"

#include <math.h>
#include <string.h>

#include "engine/data/wd-spim-shipped.h"
#include "engine/wd-error.h"

#define MAGIC         "WDSPIM1\n"
#define MAGIC_BYTES   8
#define AT_FEATURES   8
#define AT_BITS       12
#define AT_SCALE      16
#define AT_BIAS       24
#define AT_THRESHOLD  32
#define AT_SLOPE      40
#define AT_DIGEST     48
#define DIGEST_BYTES  32
#define MOST_OF_SCALE 1e6 /* beyond it a sum of weights would no longer be exact */

struct WdSpimModel {
	const gint8 *weights; /* borrowed, WD_SPIM_N_BUCKETS of them */
	double scale;
	double bias;
	double threshold;
	double slope;
};

static guint32
read_u32(const guint8 *at)
{
	guint32 value;

	memcpy(&value, at, sizeof value);
	return GUINT32_FROM_LE(value);
}

static double
read_double(const guint8 *at)
{
	guint64 bits;
	double value;

	memcpy(&bits, at, sizeof bits);
	bits = GUINT64_FROM_LE(bits);
	memcpy(&value, &bits, sizeof value);
	return value;
}

static void
write_u32(guint8 *at, guint32 value)
{
	value = GUINT32_TO_LE(value);
	memcpy(at, &value, sizeof value);
}

static void
write_double(guint8 *at, double value)
{
	guint64 bits;

	memcpy(&bits, &value, sizeof bits);
	bits = GUINT64_TO_LE(bits);
	memcpy(at, &bits, sizeof bits);
}

/* Over the header before it and the weights: a copy that was cut or changed is no model. */
static void
digest(const guint8 *bytes, guint8 out[DIGEST_BYTES])
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	gsize len = DIGEST_BYTES;

	g_checksum_update(sum, bytes, AT_DIGEST);
	g_checksum_update(sum, bytes + WD_SPIM_MODEL_HEADER, WD_SPIM_N_BUCKETS);
	g_checksum_get_digest(sum, out, &len);
}

static gboolean
refuse(GError **error, WdError code, const char *reason)
{
	g_set_error_literal(error, WD_ERROR, (gint)code, reason);
	return FALSE;
}

static gboolean
check_header(const guint8 *bytes, gsize len, GError **error)
{
	if (len < WD_SPIM_MODEL_HEADER || memcmp(bytes, MAGIC, MAGIC_BYTES) != 0)
		return refuse(error, WD_ERROR_MALFORMED, "this is no model of SPIM");
	if (read_u32(bytes + AT_FEATURES) != WD_SPIM_FEATURES_VERSION ||
	    read_u32(bytes + AT_BITS) != WD_SPIM_BUCKET_BITS)
		return refuse(error,
			      WD_ERROR_UNSUPPORTED,
			      "the model was trained by another version; train it again");
	if (len != WD_SPIM_MODEL_BYTES) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_DAMAGED,
			    "the model has %" G_GSIZE_FORMAT " bytes instead of %u",
			    len,
			    WD_SPIM_MODEL_BYTES);
		return FALSE;
	}
	return TRUE;
}

static gboolean
is_sane(const WdSpimModel *model)
{
	return isfinite(model->scale) && model->scale > 0 && model->scale < MOST_OF_SCALE &&
	       isfinite(model->bias) && fabs(model->bias) < MOST_OF_SCALE &&
	       isfinite(model->threshold) && fabs(model->threshold) < MOST_OF_SCALE &&
	       isfinite(model->slope) && model->slope > 0 && model->slope < MOST_OF_SCALE;
}

static WdSpimModel *
read_fields(const guint8 *bytes)
{
	WdSpimModel *model = g_new0(WdSpimModel, 1);

	model->weights = (const gint8 *)bytes + WD_SPIM_MODEL_HEADER;
	model->scale = read_double(bytes + AT_SCALE);
	model->bias = read_double(bytes + AT_BIAS);
	model->threshold = read_double(bytes + AT_THRESHOLD);
	model->slope = read_double(bytes + AT_SLOPE);
	return model;
}

/**
 * wd_spim_model_parse:
 * @bytes: (array length=len): untrusted bytes, which must outlive the model
 * @len: how many
 * @error: return location for a #WD_ERROR: MALFORMED, UNSUPPORTED or DAMAGED
 *
 * Reads every byte once, for the digest. What is accepted can be wrong, but scores are finite.
 *
 * Returns: (transfer full): the model, or NULL
 */
WdSpimModel *
wd_spim_model_parse(const guint8 *bytes, gsize len, GError **error)
{
	guint8 sum[DIGEST_BYTES];
	g_autoptr(WdSpimModel) model = NULL;

	if (!check_header(bytes, len, error))
		return NULL;
	digest(bytes, sum);
	if (memcmp(sum, bytes + AT_DIGEST, DIGEST_BYTES) != 0) {
		(void)refuse(error, WD_ERROR_DAMAGED, "the model's digest is wrong");
		return NULL;
	}
	model = read_fields(bytes);
	if (!is_sane(model)) {
		(void)refuse(error, WD_ERROR_MALFORMED, "the model holds impossible numbers");
		return NULL;
	}
	return g_steal_pointer(&model);
}

/**
 * wd_spim_model_free:
 * @model: (nullable) (transfer full): a model; its bytes stay
 */
void
wd_spim_model_free(WdSpimModel *model)
{
	g_free(model);
}

/**
 * wd_spim_model_format:
 * @fields: what was trained
 *
 * Returns: (transfer full): the bytes of a model file; equal fields give equal bytes
 */
GBytes *
wd_spim_model_format(const WdSpimModelFields *fields)
{
	guint8 *bytes = g_malloc0(WD_SPIM_MODEL_BYTES);

	memcpy(bytes, MAGIC, MAGIC_BYTES);
	write_u32(bytes + AT_FEATURES, WD_SPIM_FEATURES_VERSION);
	write_u32(bytes + AT_BITS, WD_SPIM_BUCKET_BITS);
	write_double(bytes + AT_SCALE, fields->scale);
	write_double(bytes + AT_BIAS, fields->bias);
	write_double(bytes + AT_THRESHOLD, fields->threshold);
	write_double(bytes + AT_SLOPE, fields->slope);
	memcpy(bytes + WD_SPIM_MODEL_HEADER, fields->weights, WD_SPIM_N_BUCKETS);
	digest(bytes, bytes + AT_DIGEST);
	return g_bytes_new_take(bytes, WD_SPIM_MODEL_BYTES);
}

/**
 * wd_spim_model_get_shipped:
 *
 * Part of the program, so it is always there; what it was trained on stands in data/spim/ORIGIN.md.
 *
 * Returns: (transfer none): the shipped model
 */
const WdSpimModel *
wd_spim_model_get_shipped(void)
{
	static gsize once = 0;

	if (g_once_init_enter(&once)) {
		G_STATIC_ASSERT(sizeof wd_spim_shipped == WD_SPIM_MODEL_BYTES);
		/* A test compares its digest; here that would only cost time at the start. */
		g_once_init_leave(&once, (gsize)read_fields(wd_spim_shipped));
	}
	return (const WdSpimModel *)once;
}

/**
 * wd_spim_model_weigh:
 * @model: a model
 * @bucket: below %WD_SPIM_N_BUCKETS
 * @n: how many distinct buckets the text has, at least 1
 *
 * Returns: the part of a text's score that @bucket has, in log-odds
 */
double
wd_spim_model_weigh(const WdSpimModel *model, guint32 bucket, gsize n)
{
	return model->slope * model->scale * model->weights[bucket] / sqrt((double)n);
}

/**
 * wd_spim_model_score:
 * @model: a model
 * @buckets: (array length=n): distinct, each below %WD_SPIM_N_BUCKETS
 * @n: how many
 *
 * Returns: the log-odds that a text with these buckets is unwanted; 0 is where the model was
 * calibrated to act
 */
double
wd_spim_model_score(const WdSpimModel *model, const guint32 *buckets, gsize n)
{
	const gint8 *weights = model->weights;
	gint32 sum = 0; /* of at most 2^18 weights of eight bits */

	for (gsize i = 0; i < n; i++)
		sum += weights[buckets[i]];
	return model->slope * (model->bias - model->threshold +
			       model->scale * (double)sum / sqrt((double)MAX(n, 1)));
}

/**
 * wd_spim_model_judge_text:
 * @model: a model
 * @text: valid UTF-8
 *
 * Returns: the log-odds that @text is unwanted, as wd_spim_model_score()
 */
double
wd_spim_model_judge_text(const WdSpimModel *model, const char *text)
{
	g_auto(WdSpimTokens) tokens;
	g_auto(WdSpimFeatures) features;

	wd_spim_tokens_init(&tokens, text);
	wd_spim_features_init(&features, &tokens);
	return wd_spim_model_score(model, features.buckets, features.n);
}
