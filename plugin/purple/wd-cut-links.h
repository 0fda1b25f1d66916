/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Links that a tag cuts out of a word. A person reads "http://a.example<b></b>.b.example" as one
 * word, and that is judged; libpurple ends a link at the tag and begins another one behind it, and
 * that is what a click opens.
 */
typedef struct {
	GString *found;   /* escaped, one a line, each behind a line feed */
	GString *piece;   /* of the word, since the last tag in it */
	GString *last;    /* the piece before that tag */
	gboolean was_cut; /* a tag stands before @piece, in the same word */
	gboolean was_last_cut;
} WdCutLinks;

void wd_cut_links_init(WdCutLinks *cut);
void wd_cut_links_clear(WdCutLinks *cut);
void wd_cut_links_add_text(WdCutLinks *cut, const char *html, gsize len);
void wd_cut_links_add_tag(WdCutLinks *cut);
void wd_cut_links_end_word(WdCutLinks *cut);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WdCutLinks, wd_cut_links_clear)
