/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * One line of a list of sites, in the formats that such lists come in: a hosts file, one domain a
 * line, URLs, and the "||domain^" of ad blockers. Whoever wrote the list is not trusted to have
 * written text.
 */

/* A longer domain than any that is asked for counts for its own host alone. */
#define WD_LINK_ENTRY_MAX_LABELS 10

/* What a line means; the letter is a part of what is looked up. */
typedef enum {
	WD_LINK_ENTRY_DOMAIN = 'd', /* a domain and all below it */
	WD_LINK_ENTRY_HOST = 'h',   /* one host alone */
	WD_LINK_ENTRY_PREFIX = 'u', /* a host and the beginning of a path, whole parts of it */
} WdLinkEntryKind;

/* Called for each thing that a line means; @text is what is looked up, without a final slash. */
typedef void (*WdLinkEntryFound)(WdLinkEntryKind kind, const char *text, gpointer data);

gboolean wd_link_entry_parse(
	const char *raw_line, gsize len, WdLinkEntryFound found, gpointer data, GError **error);
