/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/text/wd-keyed-hash.h"
#include "engine/wd-event.h"
#include "engine/wd-knowledge.h"

/*
 * Names out of files, up to a million and more, in a table that is never changed once it is made:
 * a thread can build the next one while this one answers. Names and domains cost twelve bytes each
 * and one look; wildcards have to be tried one by one, so there are few.
 */

#define WD_NAME_LIST_MAX_ENTRIES  2000000 /* names and domains; 22 MiB */
#define WD_NAME_LIST_MAX_PATTERNS 256     /* wildcards: some 50 ns each for every message */
#define WD_NAME_LIST_MAX_FILES    255     /* told apart; the rest share the last name */

typedef struct WdNameListBuilder WdNameListBuilder;

WdNameListBuilder *wd_name_list_builder_new(const WdHashKey *key);
void wd_name_list_builder_free(WdNameListBuilder *builder);
void wd_name_list_builder_begin_file(WdNameListBuilder *builder, const char *name);
gboolean wd_name_list_builder_add_line(WdNameListBuilder *builder,
				       const char *raw_line,
				       gsize len,
				       GError **error);

WdNameList *wd_name_list_builder_end(WdNameListBuilder *builder);
void wd_name_list_free(WdNameList *list);
const char *wd_name_list_find(const WdNameList *list, const WdEvent *event, gboolean is_sure);
gsize wd_name_list_count(const WdNameList *list);
gsize wd_name_list_get_bytes(const WdNameList *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdNameList, wd_name_list_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdNameListBuilder, wd_name_list_builder_free)
