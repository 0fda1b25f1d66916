/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The words of a file as plain text, for whoever looks for leaks in it. Layout is lost, order is
 * kept, and whatever the bytes are the result is valid UTF-8 and bounded. Works piece by piece.
 */

/* Where words are collected; takes no more than it has room for. */
typedef struct {
	GString *text;
	gsize max_bytes;
	gboolean is_full;
} WdWords;

void wd_words_init(WdWords *words, gsize max_bytes);
void wd_words_clear(WdWords *words);
void wd_words_add(WdWords *words, const char *text, gsize len);
/* Plain text in UTF-8, UTF-16 with its mark, or Latin-1. */
void wd_words_add_plain(WdWords *words, const guint8 *bytes, gsize len);
/* XML of an office document: what stands between its tags. */
void wd_words_add_xml(WdWords *words, const guint8 *bytes, gsize len);
/* The same with its tags, for who reads those. */
char *wd_words_read_xml(const guint8 *bytes, gsize len);
char *wd_words_undo_references(const char *text, gsize len);
