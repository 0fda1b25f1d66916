/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* What people write instead, when their keyboard or their country has the one letter only. Accents
 * are overlooked anyway. */

GPtrArray *wd_spim_spellings_get(const char *phrase, const char *const *habits);
