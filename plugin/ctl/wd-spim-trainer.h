/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-spim-samples.h"

/*
 * A linear support vector machine over buckets that are first weighted by how much more often they
 * come in one class than in the other (Wang and Manning, "Baselines and Bigrams", ACL 2012), solved
 * by dual coordinate descent (Hsieh et al., ICML 2008). Pure arithmetic in a fixed order: the same
 * samples and seed give the same weights, bit for bit.
 */

typedef struct {
	guint seed;
	double cost;  /* of one violated sample of weight 1 */
	double power; /* of a bucket's log ratio of the classes; 0: all buckets count alike */
} WdSpimTraining;

/* Weights of all buckets for a score of bias + (sum of weights) / sqrt(number of buckets). */
typedef struct {
	double *weights;
	double bias;
} WdSpimLine;

void wd_spim_line_train(WdSpimLine *line,
			const WdSpimTraining *training,
			const GArray *samples,
			int left_out_fold);
double wd_spim_line_score(const WdSpimLine *line, const WdSpimSample *sample);
void wd_spim_line_clear(WdSpimLine *line);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WdSpimLine, wd_spim_line_clear)
