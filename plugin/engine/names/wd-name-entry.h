/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * One line of a list of names, the format that block lists have everywhere: a name, a domain or a
 * wildcard; "#" begins a remark. Lists come from others, so a line is not trusted to be text.
 */

typedef enum {
	WD_NAME_ENTRY_NONE,    /* empty, or a remark */
	WD_NAME_ENTRY_KEY,     /* a name, "@domain" or ".parent", as wd-name-keys.h has them */
	WD_NAME_ENTRY_PATTERN, /* a wildcard of wd-peer-pattern.h */
} WdNameEntryKind;

typedef struct {
	WdNameEntryKind kind;
	char *protocol; /* (nullable) of a key: the only protocol it is for */
	char *text;     /* (nullable) folded where it is a key */
} WdNameEntry;

gboolean wd_name_entry_parse(const char *raw_line, gsize len, WdNameEntry *entry, GError **error);
void wd_name_entry_clear(WdNameEntry *entry);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WdNameEntry, wd_name_entry_clear)
