/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Links that a tag cuts out of a word. A person reads "http://a.example<b></b>.b.example" as one
 * word, and that is judged; libpurple ends a link at the tag and begins another one behind it, and
 * that is what a click opens. It also looks for signs of links before entities are decoded.
 */
typedef struct {
	GString *found;    /* escaped, one a line, each behind a line feed */
	GString *piece;    /* of the word, since the last tag in it */
	GString *last;     /* the piece before that tag */
	gboolean is_apart; /* @piece has a tag before it in the same word, or an encoded sign */
	gboolean is_last_apart;
} WdCutLinks;

void wd_cut_links_init(WdCutLinks *cut);
void wd_cut_links_clear(WdCutLinks *cut);
void wd_cut_links_add_text(WdCutLinks *cut, const char *html, gsize len);
void wd_cut_links_add_tag(WdCutLinks *cut);
gboolean wd_cut_links_is_behind(const WdCutLinks *cut);
void wd_cut_links_end_word(WdCutLinks *cut);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WdCutLinks, wd_cut_links_clear)
