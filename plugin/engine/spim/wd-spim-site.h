/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Whether a word is a link, as a model of SPIM counts them. Coarser and much cheaper than
 * link/wd-finder.h, which says what a click would open: here a mistake costs one feature of many.
 */

const char *wd_spim_site_find(const char *word, const char **end);
