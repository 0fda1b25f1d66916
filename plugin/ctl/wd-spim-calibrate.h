/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ctl/wd-spim-measure.h"
#include "ctl/wd-spim-recipe.h"

/*
 * A threshold that was chosen on the messages it is then measured on flatters itself. So every
 * message is scored by a model that has not seen it nor a near copy, and the threshold is fixed on
 * those scores and on a large pool of ordinary talk.
 */

typedef struct {
	/* The mean of all models of the cross-validation. A message that none of them has seen gets
	 * from it what it gets here, with less left to chance than from one model of everything. */
	WdSpimLine line;
	double threshold;
	double slope;
	GArray *scores; /* of WdSpimScore: cross-validated ones, then the pool's */
} WdSpimCalibration;

void wd_spim_calibrate(WdSpimCalibration *calibration, const WdSpimRecipe *recipe, GArray *samples);
void wd_spim_calibration_clear(WdSpimCalibration *calibration);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WdSpimCalibration, wd_spim_calibration_clear)
