/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/spim/wd-spim-tokens.h"

/*
 * What can be said without having been trained: phrases and shapes that fraud and advertising share
 * in many languages, weighed by hand. It speaks for languages of which no corpus may be used, and
 * beside the trained model, never against it.
 */

double wd_spim_lexicon_score(const WdSpimTokens *tokens);
