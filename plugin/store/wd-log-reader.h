/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-keys.h"
#include "store/wd-log.h"

/*
 * What the log viewer and wardenctl read with. It enforces the order of records and puts long
 * bodies together. Authentic does not mean harmless: bodies are HTML of peers, and whoever shows
 * them treats them as such.
 */

typedef enum {
	WD_LOG_COMPLETE, /* ends with FINAL */
	WD_LOG_OPEN,     /* no FINAL: crashed, still written to, or cut at a record */
	WD_LOG_TORN,     /* ends inside a record: the committed prefix is good */
	WD_LOG_DAMAGED,  /* a record fails authentication */
} WdLogCondition;

/* What reading found out. */
typedef struct {
	/* Damage is no error: what comes before it is good and was shown. */
	WdLogCondition condition;
	guint n_records;  /* authentic ones, META and FINAL included */
	guint n_messages; /* given to the visitor, gaps included */
	guint bad_record; /* number of the first damaged record, from 0; only when damaged */
} WdLogReport;

/* A head of a log as the audit trail has it: so many records there were, and the last one's tag. */
typedef struct {
	guint count;
	guint8 tag[16];
	gboolean is_met; /* the log has that record, unchanged */
} WdLogAnchor;

typedef gboolean (*WdLogVisit)(const WdLogMessage *message, gpointer data); /* FALSE stops */

/* What META says of a log on disk. */
typedef struct {
	char *path;
	WdLogClass log_class;
	char *protocol;
	char *account;
	char *peer;
	char *zone;
	char *escrow; /* recipients besides the person, separated by spaces; may be empty */
	gint64 time_ms;
} WdLogEntry;

/*
 * Four ways through a file: its head only; the authentic prefix; whatever still opens; from memory.
 */
WdLogEntry *wd_log_entry_read(const char *path, WdKeys *keys, GError **error);
void wd_log_entry_free(WdLogEntry *entry);
gboolean wd_log_read(const char *path,
		     WdKeys *keys,
		     WdLogVisit visit,
		     gpointer data,
		     WdLogReport *report,
		     GError **error);
gboolean wd_log_salvage(const char *path,
			WdKeys *keys,
			WdLogVisit visit,
			gpointer data,
			WdLogReport *report,
			GError **error);
gboolean wd_log_read_bytes(GBytes *raw_bytes,
			   WdKeys *keys,
			   WdLogVisit visit,
			   gpointer data,
			   WdLogReport *report,
			   GError **error);
/* The same in steps, for those who may not be away from the main loop for a whole log. */
typedef struct WdLogReading WdLogReading;

WdLogReading *wd_log_reading_open(
	const char *path, WdKeys *keys, WdLogVisit visit, gpointer data, GError **error);
void wd_log_reading_expect(WdLogReading *reading, WdLogAnchor *anchor);
gboolean
wd_log_reading_step(WdLogReading *reading, guint max_records, gboolean *is_done, GError **error);
const WdLogReport *wd_log_reading_get_report(const WdLogReading *reading);
void wd_log_reading_free(WdLogReading *reading);

const char *wd_log_condition_to_string(WdLogCondition condition);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLogEntry, wd_log_entry_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLogReading, wd_log_reading_free)
