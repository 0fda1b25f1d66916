/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * A table apart from the code that reads it, so that changing an entry needs no understanding of
 * how look-alikes are found.
 */

const char *const *wd_brands_get_domains(void);
const char *const *wd_brands_get_genuine(void);
const char *const *wd_brands_get_lures(void);
const char *const *wd_brands_get_companions(void);
gboolean wd_brands_is_lure(const char *text, gsize len);
gboolean wd_brands_is_companion(const char *text, gsize len);
gboolean wd_brands_is_honest(const char *label);
gboolean wd_brands_is_shared(const char *label, const char *suffix);
