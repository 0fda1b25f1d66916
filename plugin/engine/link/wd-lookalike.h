/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/link/wd-protected-names.h"

/*
 * What a host looks like to a person: letters that are drawn alike (UTS #39), one letter wrong, a
 * brand among words that lure. It says what is imitated; wd-link-check.h says how much that weighs.
 */

/* How a host resembles a name that it is not, the mildest first. */
typedef enum {
	WD_LIKENESS_NONE,
	WD_LIKENESS_NEAR,   /* one letter away, but elsewhere; or beside words that do not lure */
	WD_LIKENESS_HOSTED, /* its name with somebody who hosts for everybody */
	WD_LIKENESS_COMBINATION, /* its name among words that lure */
	WD_LIKENESS_TYPO,        /* one letter wrong, under the same suffix */
	WD_LIKENESS_EMBEDDED,    /* the whole domain in front of another one */
	WD_LIKENESS_TWIN,        /* other letters that look the same */
} WdLikeness;

/* Names that the shipped ones are looked for besides; each may be NULL. */
typedef struct {
	const WdProtectedNames *own;  /* what policy protects */
	const WdProtectedNames *near; /* what the person's accounts and contacts are at */
	gboolean is_without_brands;   /* the shipped ones are not looked for */
} WdLookalikeNames;

WdLikeness wd_lookalike_judge_site(const char *host,
				   const char *registrable,
				   const WdLookalikeNames *names,
				   const char **imitated);
WdLikeness
wd_lookalike_judge(const char *host, const WdLookalikeNames *names, const char **imitated);
gboolean wd_lookalike_is_own(const char *host, const WdLookalikeNames *names);
gboolean wd_lookalike_is_known(const char *host, const WdLookalikeNames *names);
const WdProtectedNames *wd_lookalike_get_brands(void);
