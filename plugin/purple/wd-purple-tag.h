/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * One tag of a message, where clients see one. Readers of HTML disagree about what is a tag; here
 * it is what GtkIMHtml renders, and anything else is text.
 */

#define WD_PURPLE_TAG_NAME 16 /* bytes; no tag that a client knows is longer */

typedef struct {
	char name[WD_PURPLE_TAG_NAME + 1]; /* lower case; "" for a comment */
	gboolean is_closing;
	const char *start; /* of what follows the name; NULL: not even a name */
	const char *end;   /* behind the ">" */
} WdPurpleTag;

gboolean wd_purple_tag_read(const char *p, gsize *n_failures, WdPurpleTag *tag);
char *wd_purple_tag_read_href(const WdPurpleTag *tag);
