/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-log-writer.h"

typedef enum {
	WD_LOG_COMPLETE, /* ends with FINAL */
	WD_LOG_OPEN,     /* no FINAL: crashed, still written to, or cut at a record */
	WD_LOG_TORN,     /* ends inside a record: the committed prefix is good */
	WD_LOG_DAMAGED,  /* a record fails authentication */
} WdLogCondition;

typedef gboolean (*WdLogVisit)(const WdLogMessage *message, gpointer data); /* FALSE stops */

/* A log on disk, read with an unlocked key. */
typedef struct {
	char *path;
	WdLogClass log_class;
	char *protocol;
	char *account;
	char *peer;
	gint64 time_ms;
} WdLogEntry;

WdLogEntry *wd_log_entry_read(const char *path, WdKeys *keys, GError **error);
void wd_log_entry_free(WdLogEntry *entry);
gboolean wd_log_read(const char *path,
		     WdKeys *keys,
		     WdLogVisit visit,
		     gpointer data,
		     WdLogCondition *condition,
		     guint *n_records,
		     GError **error);
GPtrArray *wd_log_archive_list(const char *base,
			       WdKeys *keys,
			       GError **error); /* of WdLogEntry *, newest first */
const char *wd_log_condition_to_string(WdLogCondition condition);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLogEntry, wd_log_entry_free)
