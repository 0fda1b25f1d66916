/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What libpurple's clients make of HTML-like text, read defensively: a peer wrote it. Reader and
 * client must agree on what is a tag, or a text could be judged that nobody sees, and another be
 * seen. When in doubt it is text.
 */
char *wd_purple_markup_tame(const char *raw_html);
char *wd_purple_markup_to_text(const char *raw_html);
char *wd_purple_markup_to_judged_text(const char *raw_html);

/* For showing: the first two take away whatever could be clicked on. */
char *wd_purple_markup_make_plain(const char *raw_html);
char *wd_purple_markup_break_links(const char *text);
char *wd_purple_markup_add_mark(const char *raw_html, const char *mark, const char *sentence);
char *wd_purple_markup_from_text(const char *text);
