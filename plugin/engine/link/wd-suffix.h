/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Who owns a name, by the Public Suffix List: two hosts of one owner are the same site, two
 * customers of one platform are not. Whoever compares sites goes through here and never counts
 * dots.
 */

char *wd_suffix_get_registrable(const char *host);
gboolean wd_suffix_is_known(const char *host);
gboolean wd_suffix_is_private(const char *registrable);
gboolean wd_suffix_is_under(const char *host, const char *domain);
