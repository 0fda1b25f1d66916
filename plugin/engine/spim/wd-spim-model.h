/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/spim/wd-spim-features.h"
#include "engine/wd-knowledge.h"

/*
 * A linear model: one small weight a bucket. It lies in memory as it lies in its file, so a file is
 * mapped and not read, and a hostile one can give wrong weights but no wrong address. The format
 * stands in store/README.md.
 */

#define WD_SPIM_MODEL_HEADER 80u /* bytes before the weights */
#define WD_SPIM_MODEL_BYTES  (WD_SPIM_MODEL_HEADER + WD_SPIM_N_BUCKETS)

/* What a trainer has found, on its way into a file. */
typedef struct {
	const gint8 *weights; /* WD_SPIM_N_BUCKETS */
	double scale;         /* of one step of a weight */
	double bias;
	double threshold; /* the score at which the probability is one half */
	double slope;     /* log-odds for each unit of score */
} WdSpimModelFields;

/* Reading: the bytes stay the caller's and must outlive the model. */
WdSpimModel *wd_spim_model_parse(const guint8 *bytes, gsize len, GError **error);
void wd_spim_model_free(WdSpimModel *model);
GBytes *wd_spim_model_format(const WdSpimModelFields *fields);
const WdSpimModel *wd_spim_model_get_shipped(void);

double wd_spim_model_weigh(const WdSpimModel *model, guint32 bucket, gsize n);
double wd_spim_model_score(const WdSpimModel *model, const guint32 *buckets, gsize n);
double wd_spim_model_judge_text(const WdSpimModel *model, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdSpimModel, wd_spim_model_free)
