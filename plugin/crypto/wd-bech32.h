/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * How age writes keys for people: "age1…" for public, "AGE-SECRET-KEY-1…" for private ones. The
 * text comes from a file or a policy and may be a secret, so an error names a position or a length,
 * never the characters.
 */

char *wd_bech32_format(const char *prefix, const guint8 *bytes, gsize len);
guint8 *wd_bech32_parse(const char *prefix, const char *text, gsize *len, GError **error);
