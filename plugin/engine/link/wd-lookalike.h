/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What a host looks like to a person: letters that are drawn alike (UTS #39), one letter wrong, a
 * brand among words that lure. It says what is imitated; wd-link-check.h says how much that weighs.
 */

char *wd_lookalike_find(const char *host, const char *const *protected_domains);
gboolean wd_lookalike_has_mixed_script(const char *host);
gboolean wd_lookalike_is_whole_script(const char *host);
