/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/spim/wd-spim-token-list.h"

/* Begins the sign of a telephone number; its first two digits follow. */
#define WD_SPIM_PHONE_SIGN "\004"

/* Cuts a part of a text into words and each word into tokens. */
void wd_spim_cut(WdSpimTokens *tokens, const char *text, const char *start, const char *end);
