/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The text as those see it who look for secrets in it: what a person reads as a digit, a gap or a
 * hyphen is one, and what nobody sees is not there. Every byte remembers where it came from, so
 * that the finding stands where the person can see it.
 */

typedef struct {
	const char *plain; /* nul-terminated */
	gsize len;
	guint n_digits;       /* ASCII digits in @plain */
	guint longest_word;   /* letters and digits of ASCII in a row */
	const char *text;     /* the original */
	const char *question; /* (nullable) what it may be the answer to; set by the caller */
	gsize *offsets; /* (nullable) byte of @plain, and its end, -> byte of @text; NULL: same */
	char *owned;    /* (nullable) @plain, where it is not @text */
} WdLeakText;

void wd_leak_text_init(WdLeakText *view, const char *text);
void wd_leak_text_clear(WdLeakText *view);
gsize wd_leak_text_get_start(const WdLeakText *view, gsize start);
gsize wd_leak_text_get_end(const WdLeakText *view, gsize start, gsize end);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WdLeakText, wd_leak_text_clear)
