/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Many words looked for in one pass over a text: an automaton after A. Aho and M. Corasick,
 * "Efficient string matching: an aid to bibliographic search", Communications of the ACM 18
 * (1975). It is what makes hundreds of patterns cost no more than one: a pattern is tried only
 * where a word of its own stands.
 */

typedef struct WdKeywordSet WdKeywordSet;

/* @end is the byte behind the word; FALSE: enough. */
typedef gboolean (*WdKeywordFound)(guint id, gsize start, gsize end, gpointer data);

WdKeywordSet *wd_keyword_set_new(void);
void wd_keyword_set_free(WdKeywordSet *set);
void wd_keyword_set_add(WdKeywordSet *set, const char *word, guint id);
void wd_keyword_set_add_list(WdKeywordSet *set, const char *words, guint id);
void wd_keyword_set_seal(WdKeywordSet *set);
gsize wd_keyword_set_get_bytes(const WdKeywordSet *set);
void wd_keyword_set_scan(
	const WdKeywordSet *set, const char *text, gsize len, WdKeywordFound found, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdKeywordSet, wd_keyword_set_free)
