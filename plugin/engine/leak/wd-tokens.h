/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Tokens that carry the mark of who gave them out, as their makers document them. One row each: the
 * words that must stand in the text before the pattern is tried, the pattern, and how random the
 * match must be, because documentation is full of tokens made of x.
 */

typedef struct {
	const char *id;       /* "github" */
	const char *keywords; /* lower case, "|" between them; each stands in every match */
	const char *pattern;  /* Perl's syntax; the first group, if any, is the token */
	double min_entropy;   /* bits a character */
	guint min_run;        /* letters and digits in a row, where the words alone are common */
} WdTokenKind;

extern const WdTokenKind wd_tokens[];
extern const guint wd_n_tokens;
