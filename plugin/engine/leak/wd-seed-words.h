/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The words that a wallet's backup is written in, sorted.
 */

#define WD_SEED_N_WORDS    2048
#define WD_SEED_WORD_BYTES 9 /* the longest has eight letters */

extern const char wd_seed_words[WD_SEED_N_WORDS][WD_SEED_WORD_BYTES];
