/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/spim/wd-spim-token-list.h"

/*
 * Apart from wd-normalise.h, which keeps words readable enough to compare: here every letter goes
 * to the plainest one that looks like it, whatever the script, so that a word and its disguise are
 * one token; and each token knows where in the text it stood, so that a decision can show it.
 */

void wd_spim_tokens_init(WdSpimTokens *tokens, const char *text);
void wd_spim_tokens_clear(WdSpimTokens *tokens);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WdSpimTokens, wd_spim_tokens_clear)
