/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

char *wd_bech32_format(const char *prefix, const guint8 *bytes, gsize len);
guint8 *wd_bech32_parse(const char *prefix, const char *text, gsize *len, GError **error);
