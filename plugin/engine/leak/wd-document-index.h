/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/leak/wd-passages.h"
#include "engine/wd-knowledge.h"

/*
 * Hashes of passages of confidential documents, as `wardenctl lists compile --fingerprints` wrote
 * them: read in place, so that an index may be mapped. The format is specified in store/README.md.
 */

#define WD_DOCUMENT_INDEX_BYTES   (64u * 1024 * 1024) /* more is refused */
#define WD_DOCUMENT_INDEX_MAX     (1u << 24)          /* documents */
#define WD_DOCUMENT_INDEX_VERSION 1

typedef void (*WdDocumentFound)(guint document, gsize start, gsize end, gpointer data);

WdDocumentIndex *wd_document_index_parse(const guint8 *bytes, gsize len, GError **error);
void wd_document_index_free(WdDocumentIndex *index);
guint wd_document_index_count(const WdDocumentIndex *index);
void wd_document_index_find(const WdDocumentIndex *index,
			    const WdLeakWords *words,
			    WdDocumentFound found,
			    gpointer data);

/* Making one. */
typedef struct WdDocumentBuilder WdDocumentBuilder;

WdDocumentBuilder *wd_document_builder_new(const WdHashKey *key, gsize max_bytes);
void wd_document_builder_free(WdDocumentBuilder *builder);
guint wd_document_builder_add(WdDocumentBuilder *builder, const char *text);
GByteArray *wd_document_builder_end(WdDocumentBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdDocumentIndex, wd_document_index_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdDocumentBuilder, wd_document_builder_free)
