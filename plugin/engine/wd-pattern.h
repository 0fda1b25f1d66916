/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Regular expressions with a bound on what they may cost, because both sides are somebody else's:
 * the pattern an administrator's, the text whoever sends it. A pattern that reaches its bound says
 * so; it never counts as not found.
 */

#define WD_PATTERN_MAX_BYTES 1024   /* of one pattern; people write shorter ones */
#define WD_PATTERN_MAX_STEPS 100000 /* of pcre2's match(): some milliseconds at most */

typedef struct WdPattern WdPattern;

typedef enum {
	WD_PATTERN_NONE,
	WD_PATTERN_FOUND,
	WD_PATTERN_GAVE_UP, /* the bound was reached: nobody knows */
} WdPatternResult;

WdPattern *wd_pattern_new(const char *source, guint *column, GError **error);
void wd_pattern_free(WdPattern *pattern);
WdPatternResult wd_pattern_find(const WdPattern *pattern,
				const char *text,
				gsize len,
				gsize from,
				gsize *start,
				gsize *end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdPattern, wd_pattern_free)
