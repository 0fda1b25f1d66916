/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/link/wd-link-list.h"
#include "store/wd-name-files.h"

/*
 * Reads the files behind [Links] AllowLists and DenyLists: text, which is compiled in memory, and
 * what `wardenctl lists compile` wrote, which is used as it is. A compiled file is read into memory
 * of our own and not mapped: whoever copies a new list over the old one cuts it off under the feet
 * of everybody who has it mapped. A thread of the caller's may do this, as for lists of people.
 */

/* What came of it. */
typedef struct {
	GPtrArray *lists;    /* of WdLinkList *: whatever could be read */
	gboolean is_missing; /* some file could not be read at all */
	GPtrArray *problems; /* of WdPolicyProblem * */
	guint n_lines;
} WdLinkResult;

WdLinkResult *wd_link_files_read(const WdNameRequest *request, const gint *is_cancelled);
void wd_link_result_free(WdLinkResult *result);

/* For whoever asks why: each line, or compiled file (line 0), that means @url. */
void wd_link_files_search(const WdNameRequest *request,
			  const WdUrl *url,
			  WdNameFound found,
			  gpointer data);
GBytes *wd_link_files_compile(const char *const *paths, GPtrArray *problems, guint *n_lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLinkResult, wd_link_result_free)
