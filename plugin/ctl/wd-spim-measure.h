/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The figures by which classifiers of messages are compared. Plain arithmetic over scores, so that
 * training, evaluation and tests mean the same by a word.
 */

/* What one sample got, and what it was. */
typedef struct {
	double score;
	gboolean is_spim;
	guint source;
} WdSpimScore;

typedef struct {
	guint n_spim;
	guint n_found; /* SPIM with a score of the threshold or more */
	guint n_ham;
	guint n_false_alarms;
	double recall;
	double false_positive_rate;
	double precision;
	double f1;
	double auc; /* area under the ROC curve: how often SPIM scores above ham */
} WdSpimFigures;

WdSpimFigures wd_spim_measure(GArray *scores, double threshold);
double wd_spim_find_threshold(const GArray *scores, guint source, double false_positive_rate);
