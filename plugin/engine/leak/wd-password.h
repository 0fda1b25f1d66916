/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Passwords said as such: a word for one, a word that gives it ("is", ":", "ist"), and a value that
 * is no ordinary word. "My password is hunter2" is one, "my password is wrong" is talk.
 */

/* What a word is worth: with the weak ones a value must look the part by itself. */
typedef enum {
	WD_PASSWORD_STRONG,
	WD_PASSWORD_WEAK, /* "pass", "clave": words with other meanings */
	WD_PASSWORD_PIN,  /* the value is a few digits */
	WD_PASSWORD_N_WORDS,
} WdPasswordWord;

extern const char *const wd_password_words[WD_PASSWORD_N_WORDS]; /* "|" between them */

gboolean wd_password_read(const char *text,
			  WdPasswordWord word,
			  gsize word_start,
			  gsize word_end,
			  gsize *start,
			  gsize *end);
