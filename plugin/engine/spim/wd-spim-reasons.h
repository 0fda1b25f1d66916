/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/spim/wd-spim-model.h"

/*
 * Why a text was taken for SPIM, in its own words. A linear model can tell exactly how much each
 * word moved the sum; shapes of the whole text are left out, because nobody can point at them.
 */

#define WD_SPIM_REASONS 3 /* words that are named */

char *wd_spim_reasons_find(const WdSpimModel *model, const WdSpimTokens *tokens, const char *text);
