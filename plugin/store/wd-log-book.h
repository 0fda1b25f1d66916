/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-log-writer.h"

/*
 * A log is never reopened, so a conversation that outlives a full disk, a change of recipients or a
 * closed account needs several; this keeps them in order. Time comes from the caller.
 */

/*
 * One conversation, over as many files as it takes: a file that fails is given up, the next one
 * says what was lost in between.
 */
typedef struct WdLogBook WdLogBook;

typedef struct {
	/* (nullable) for the audit trail: "log.open", "log.checkpoint", "log.close", "log.gap" */
	void (*note)(const char *event, const char *head, gpointer data);
	gpointer data;
} WdLogBookNotes;

WdLogBook *wd_log_book_new(const WdLogMeta *meta, const WdLogBookNotes *notes);

/*
 * @home counts when a file is opened. After a change of recipients the page must be turned, so that
 * no file has two sets of readers.
 */
gssize wd_log_book_append(WdLogBook *book,
			  const WdLogHome *home,
			  const WdLogMessage *message,
			  gint64 now_ms,
			  GError **error);
void wd_log_book_turn_page(WdLogBook *book, gint64 now_ms, const char *reason);
void wd_log_book_close(WdLogBook *book, gint64 now_ms);
const char *wd_log_book_get_path(const WdLogBook *book);
