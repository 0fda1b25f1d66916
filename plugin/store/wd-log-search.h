/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-log-archive.h"

/*
 * Looks for words in the visible text of every log. There is no index of words: it would be the
 * plaintext again. So a search reads everything, in steps that are short enough for a main loop,
 * and can be dropped at any moment.
 */
typedef struct WdLogSearch WdLogSearch;

/* Borrowed for the length of the call. */
typedef struct {
	const WdLogListing *listing;
	const WdLogMessage *message;
	const char *text; /* what a person saw of the message */
	gsize start;      /* where in @text the words begin */
	gsize len;
} WdLogMatch;

typedef void (*WdLogMatched)(const WdLogMatch *match, gpointer data);

/* How far it is; for a bar. */
typedef struct {
	gint64 n_bytes;
	gint64 n_all_bytes;
	guint n_messages;
	guint n_matches;
	guint n_unreadable; /* logs that could not be read at all, torn or damaged ones */
} WdLogProgress;

WdLogSearch *wd_log_search_new(const GPtrArray *listings,
			       WdKeys *keys,
			       const char *words,
			       WdLogMatched matched,
			       gpointer data);
gboolean wd_log_search_step(WdLogSearch *search, guint max_records); /* FALSE: it is done */
const WdLogProgress *wd_log_search_get_progress(const WdLogSearch *search);
void wd_log_search_free(WdLogSearch *search);

gboolean wd_log_search_find(const char *text, const char *words, gsize *start, gsize *len);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLogSearch, wd_log_search_free)
