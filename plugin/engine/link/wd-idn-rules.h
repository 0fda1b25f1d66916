/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What UTS #39 lets pass and browsers do not: letters and marks that are in order by themselves and
 * deceive where they stand. Facts about writing, as Chromium's description of its IDN policy
 * (chromium.googlesource.com, docs/idn.md) and the code charts of Unicode tell them.
 */

gboolean wd_idn_has_odd_pattern(const gunichar *label, gsize n, const char *suffix);
gboolean wd_idn_is_disguised(const gunichar *label, gsize n, const char *suffix);
