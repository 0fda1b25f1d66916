/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/leak/wd-document-index.h"
#include "engine/wd-policy.h"

/*
 * The index of confidential documents, from its file. It is mapped and not read: clients of one
 * desktop share its pages, and only those that are searched are there at all. Whoever wants to
 * change it writes another file in its place, as `wardenctl lists compile` does.
 */

typedef struct WdDocumentStore WdDocumentStore;

WdDocumentStore *wd_document_store_open(const char *path, gboolean needs_root, GError **error);
WdDocumentStore *wd_document_store_open_for(const WdPolicy *policy, GError **error);
void wd_document_store_close(WdDocumentStore *store);
const WdDocumentIndex *wd_document_store_get_index(const WdDocumentStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdDocumentStore, wd_document_store_close)
