/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "fuzz-target.h"

/* The input as the engine gets text: nul-terminated valid UTF-8. */
static inline char *
wd_fuzz_text(const uint8_t *data, size_t size)
{
	g_autofree char *raw = g_strndup(size == 0 ? "" : (const char *)data, size);

	return g_utf8_make_valid(raw, -1);
}

/* Whether @at lies between two characters of @text, or at one of its ends. */
static inline gboolean
wd_fuzz_is_boundary(const char *text, gsize at)
{
	return ((guchar)text[at] & 0xc0) != 0x80;
}
