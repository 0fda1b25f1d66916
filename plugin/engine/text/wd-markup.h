/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * HTML as instant messengers send it, which is rarely well-formed. What counts is what the person
 * will see, and which words they would click: this is no sanitizer, and its text is not safe HTML.
 */

/* One <a href> of a message, with the bytes of the visible text that it covers. */
typedef struct {
	char *href; /* entities decoded, white space at both ends removed */
	gsize start;
	gsize end;
} WdMarkupLink;

/* What a person sees of a message that came as HTML. */
typedef struct {
	char *text;
	GPtrArray *links; /* of WdMarkupLink * */
} WdMarkup;

WdMarkup *wd_markup_parse(const char *html);
void wd_markup_free(WdMarkup *markup);
gboolean wd_markup_breaks_line(const char *name, gboolean is_closing);
char *wd_markup_escape(const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdMarkup, wd_markup_free)
