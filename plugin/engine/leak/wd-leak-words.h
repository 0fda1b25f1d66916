/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/leak/wd-leak-text.h"

/*
 * A text as a row of words: small letters and digits, one gap between two words whatever stood
 * there, and a gap at both ends, so that " falcon " is found as a word with no more ado.
 */

typedef struct {
	char *text;
	gsize len;
	gsize *offsets; /* byte of @text -> byte of the plain text of the view */
} WdLeakWords;

void wd_leak_words_init(WdLeakWords *words, const char *plain);
void wd_leak_words_clear(WdLeakWords *words);
char *wd_leak_words_make_key(const char *phrase);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WdLeakWords, wd_leak_words_clear)
