/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * For tables whose keys an attacker chooses: whoever does not know the key cannot make two of them
 * meet, so no table can be made slow and no innocent text be counted as another one. SipHash-2-4
 * (Aumasson and Bernstein, 2012). It guards tables, not secrets; those are crypto/'s.
 */

typedef struct {
	guint64 first;
	guint64 second;
} WdHashKey;

guint64 wd_keyed_hash(const WdHashKey *key, const void *bytes, gsize len);
