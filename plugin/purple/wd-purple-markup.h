/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* What libpurple's clients make of HTML-like text, read defensively: a peer wrote it. */
char *wd_purple_markup_tame(const char *raw_html);
char *wd_purple_markup_to_text(const char *raw_html);
char *wd_purple_markup_to_judged_text(const char *raw_html);
char *wd_purple_markup_make_plain(const char *raw_html);
char *wd_purple_markup_break_links(const char *text);
char *wd_purple_markup_add_mark(const char *raw_html, const char *mark, const char *sentence);
char *wd_purple_markup_from_text(const char *text);
