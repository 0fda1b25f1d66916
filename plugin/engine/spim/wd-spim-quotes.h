/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/spim/wd-spim-tokens.h"

/* What a person is told when the table of words accuses, not the trained model. */

char *wd_spim_quotes_find(const WdSpimTokens *tokens, const char *text);
