/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The words in which a wallet is backed up: twelve to twenty-four of one list (BIP 39). Whoever
 * reads them owns what the wallet holds.
 */

gboolean wd_seed_phrase_find(const char *text, gsize len, gsize from, gsize *start, gsize *end);
