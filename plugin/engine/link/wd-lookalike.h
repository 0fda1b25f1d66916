/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

char *wd_lookalike_find(const char *host, const char *const *protected_domains);
gboolean wd_lookalike_has_mixed_script(const char *host);
gboolean wd_lookalike_is_whole_script(const char *host);
