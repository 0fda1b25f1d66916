/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "store/wd-log-archive.h"
#include "store/wd-log-book.h"

/*
 * The reading half of the logger: what libpurple's log viewers ask it. It needs neither session nor
 * policy, only the keys: a log that was written may be read whatever the rules are by now. Viewers
 * ask on the main loop and wait for the answer.
 */

/* What hangs on a PurpleLog of ours: it was listed, or it is being written. */
typedef struct {
	char *path;  /* (nullable) listed: its file; NULL: it stands for what is locked or unread */
	gint64 size; /* listed: bytes */
	WdLogBook *book; /* (nullable) being written */
	guint rules;     /* being written: which rules its file was opened under */
	gboolean is_off; /* being written: policy says that nothing of it is */
} WdLogTicket;

/* What reading needs. All of it belongs to the logger, which must outlive the view. */
typedef struct {
	PurpleLogLogger *logger;
	WdLogArchive *archive; /* (nullable): no keys, nothing to list */
	WdKeys *keys;          /* (nullable) */
	GArray *shelf;         /* (nullable) pictures of the page that was read last */
} WdLogView;

GList *wd_log_view_list(const WdLogView *view,
			PurpleLogType type,
			const char *name,
			PurpleAccount *account);
char *wd_log_view_read(WdLogView *view, const char *path);
char *wd_log_view_read_notice(const WdLogView *view);
void wd_log_view_drop_page(WdLogView *view);
void wd_log_view_add_sets(const WdLogView *view, PurpleLogSetCallback add, GHashTable *sets);
/* libpurple's kinds of logs and those of store/wd-log.h. */
gboolean wd_log_class_from_type(PurpleLogType type, WdLogClass *log_class);
