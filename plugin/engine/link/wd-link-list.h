/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/link/wd-link-entry.h"
#include "engine/link/wd-url.h"
#include "engine/text/wd-keyed-hash.h"

/*
 * A list of sites in the form in which it is asked: the bytes of a compiled file as they are. It
 * holds hashes and no names, so a million names are eight megabytes, and opening it is looking at
 * sixty-four bytes. The form is specified in store/README.md. A file need not be believed: whatever
 * is in it, a look reads inside it and ends soon.
 */

#define WD_LINK_LIST_MAGIC        "WDLINKS1"
#define WD_LINK_LIST_HEADER_BYTES 64

typedef struct WdLinkList WdLinkList;

WdLinkList *wd_link_list_new(GBytes *bytes, GError **error);
void wd_link_list_free(WdLinkList *list);
guint64 wd_link_list_get_size(const WdLinkList *list);
gboolean
wd_link_list_find(const WdLinkList *list, const WdUrl *url, WdLinkEntryKind *kind, char **entry);

/* Makes the bytes of a list. */
typedef struct WdLinkListBuilder WdLinkListBuilder;

WdLinkListBuilder *wd_link_list_builder_new(const WdHashKey *key);
gboolean wd_link_list_builder_add_line(WdLinkListBuilder *builder,
				       const char *raw_line,
				       gsize len,
				       GError **error);
GBytes *wd_link_list_builder_end(WdLinkListBuilder *builder);
void wd_link_list_builder_free(WdLinkListBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLinkList, wd_link_list_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLinkListBuilder, wd_link_list_builder_free)
