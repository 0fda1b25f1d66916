/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What two copies of one message share although a program wrote each a little otherwise. For
 * comparing only.
 */

/* Words of one text in their order. */
typedef struct {
	GPtrArray *words; /* of char *, which lie in @room */
	GStringChunk *room;
	guint n_letters;       /* of all words together */
	gboolean is_disguised; /* letters of other scripts, invisible signs, spaced-out words */
} WdPlainWords;

void wd_plain_words_split(WdPlainWords *plain, const char *text, const char *peer);
void wd_plain_words_clear(WdPlainWords *plain);
