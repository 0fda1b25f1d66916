/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-reader.h"

#include <string.h>

#include "engine/wd-error.h"
#include "store/wd-log-file.h"
#include "store/wd-log-writer.h"

static const char *const conditions[] = {
	[WD_LOG_COMPLETE] = "complete",
	[WD_LOG_OPEN] = "open",
	[WD_LOG_TORN] = "torn",
	[WD_LOG_DAMAGED] = "damaged",
};

/* One reading of a file. */
typedef struct {
	WdLogFile *file;
	WdLogVisit visit;
	gpointer data;
	gboolean is_salvage;
	GString *parts; /* of a body that goes on in the next record */
	gboolean has_final;
	WdLogReport *report;
} Reading;

/* What each type of record does to a reading; FALSE: the record contradicts what went before. */
typedef gboolean (*TakeRecord)(Reading *reading, const WdLogRecord *record);

static gboolean
take_meta(Reading *reading, const WdLogRecord *record)
{
	return wd_log_file_get_count(reading->file) == 1; /* it has just been counted */
}

static gboolean
take_part(Reading *reading, const WdLogRecord *record)
{
	if (record->n_fields < 1 ||
	    reading->parts->len + record->fields[0].len > WD_LOG_BODY_MAX_BYTES)
		return FALSE;
	g_string_append_len(reading->parts, record->fields[0].bytes, (gssize)record->fields[0].len);
	return TRUE;
}

/* The whole body, put together; whoever wrote it, it is UTF-8 without a nul when it leaves. */
static char *
take_body(Reading *reading, const WdLogRecord *record)
{
	char *body;

	if (reading->parts->len == 0)
		return wd_log_record_get_text(record, 1);
	if (record->n_fields > 1)
		g_string_append_len(
			reading->parts, record->fields[1].bytes, (gssize)record->fields[1].len);
	body = g_utf8_make_valid(reading->parts->str, (gssize)reading->parts->len);
	g_string_truncate(reading->parts, 0);
	return body;
}

static gboolean
show(Reading *reading, const WdLogRecord *record, guint32 flags, guint n_lost)
{
	g_autofree char *sender = wd_log_record_get_text(record, 0);
	g_autofree char *body = take_body(reading, record);
	WdLogMessage message = {
		.time_ms = record->time_ms,
		.flags = flags,
		.sender = sender[0] != '\0' ? sender : NULL,
		.body = body,
		.n_lost = n_lost,
	};

	reading->report->n_messages++;
	if (reading->visit != NULL && !reading->visit(&message, reading->data))
		reading->visit = NULL; /* enough seen; the rest is only checked */
	return TRUE;
}

static gboolean
take_message(Reading *reading, const WdLogRecord *record)
{
	return show(reading, record, record->flags, 0);
}

static gboolean
take_gap(Reading *reading, const WdLogRecord *record)
{
	return show(reading, record, 0, MAX(record->flags, 1));
}

static gboolean
take_final(Reading *reading, const WdLogRecord *record)
{
	reading->has_final = TRUE;
	return TRUE;
}

static const TakeRecord takers[] = {
	[WD_LOG_RECORD_META] = take_meta,
	[WD_LOG_RECORD_MESSAGE] = take_message,
	[WD_LOG_RECORD_GAP] = take_gap,
	[WD_LOG_RECORD_FINAL] = take_final,
	[WD_LOG_RECORD_PART] = take_part,
};

/* The order of records is part of the format: META first and once, nothing behind FINAL. */
static gboolean
take_record(Reading *reading, const WdLogRecord *record)
{
	gboolean is_first = wd_log_file_get_count(reading->file) == 1;

	if (reading->has_final || (is_first && record->type != WD_LOG_RECORD_META))
		return FALSE;
	if (record->type >= G_N_ELEMENTS(takers))
		return TRUE; /* of a newer writer; authentic, and nothing we could show */
	return takers[record->type](reading, record);
}

static void
note_damage(Reading *reading, guint number)
{
	if (reading->report->condition != WD_LOG_DAMAGED)
		reading->report->bad_record = number;
	reading->report->condition = WD_LOG_DAMAGED;
	g_string_truncate(reading->parts, 0);
}

/* One record further. Returns whether there may be another one. */
static gboolean
step(Reading *reading, WdLogStep *last, GError **error)
{
	guint number = wd_log_file_get_count(reading->file);
	WdLogRecord record;

	*last = wd_log_file_next(reading->file, &record, error);
	if (*last == WD_LOG_STEP_RECORD && take_record(reading, &record)) {
		reading->report->n_records++;
		return TRUE;
	}
	if (*last == WD_LOG_STEP_RECORD) { /* authentic, but against the rules */
		note_damage(reading, number);
		return reading->is_salvage;
	}
	if (*last != WD_LOG_STEP_DAMAGED)
		return FALSE;
	note_damage(reading, number);
	return reading->is_salvage && wd_log_file_skip(reading->file);
}

static WdLogCondition
conclude(const Reading *reading, WdLogStep last)
{
	if (reading->report->condition == WD_LOG_DAMAGED)
		return WD_LOG_DAMAGED;
	/* Bytes behind FINAL were not put there by a crash. */
	if (last == WD_LOG_STEP_TORN)
		return reading->has_final ? WD_LOG_DAMAGED : WD_LOG_TORN;
	return reading->has_final ? WD_LOG_COMPLETE : WD_LOG_OPEN;
}

static gboolean
read_all(Reading *reading, GError **error)
{
	WdLogStep last;

	memset(reading->report, 0, sizeof *reading->report);
	reading->parts = g_string_new(NULL);
	while (step(reading, &last, error))
		continue;
	g_string_free(reading->parts, TRUE);
	if (last == WD_LOG_STEP_FAILED)
		return FALSE;
	reading->report->condition = conclude(reading, last);
	if (reading->report->condition == WD_LOG_DAMAGED && last == WD_LOG_STEP_TORN)
		reading->report->bad_record = reading->report->n_records;
	return TRUE;
}

static gboolean
read_file(WdLogFile *opened, Reading *reading, WdLogReport *report, GError **error)
{
	g_autoptr(WdLogFile) file = opened;
	WdLogReport unwanted;

	if (file == NULL)
		return FALSE;
	reading->file = file;
	reading->report = report != NULL ? report : &unwanted;
	return read_all(reading, error);
}

/**
 * wd_log_read:
 * @path: a log
 * @keys: unlocked keys
 * @visit: (nullable): called for each message in order, all strings UTF-8 and valid for the call
 *   only. When it wants no more, the rest is still checked
 * @data: for @visit
 * @report: (out) (optional): what the log is worth
 * @error: return location for a #WD_ERROR of wd_log_file_open(), or %WD_ERROR_IO
 *
 * Shows exactly the records before the first one that is damaged or torn, never anything else: an
 * authentic prefix. Constant memory, but for a message of many records.
 *
 * Returns: whether it could be read; damage is no error but a condition in @report
 */
gboolean
wd_log_read(const char *path,
	    WdKeys *keys,
	    WdLogVisit visit,
	    gpointer data,
	    WdLogReport *report,
	    GError **error)
{
	Reading reading = {.visit = visit, .data = data};

	return read_file(wd_log_file_open(path, keys, error), &reading, report, error);
}

/**
 * wd_log_salvage:
 * @path: a damaged log
 * @keys: unlocked keys
 * @visit: (nullable): called for each message
 * @data: for @visit
 * @report: (out) (optional): what the log is worth
 * @error: return location for a #WD_ERROR
 *
 * As wd_log_read(), but goes on behind damaged records. All that is shown is authentic; that
 * nothing is missing is not. One damaged record costs at most the one after it besides.
 *
 * Returns: whether it could be read
 */
gboolean
wd_log_salvage(const char *path,
	       WdKeys *keys,
	       WdLogVisit visit,
	       gpointer data,
	       WdLogReport *report,
	       GError **error)
{
	Reading reading = {.visit = visit, .data = data, .is_salvage = TRUE};

	return read_file(wd_log_file_open(path, keys, error), &reading, report, error);
}

/**
 * wd_log_read_bytes:
 * @raw_bytes: a whole log, in memory
 * @keys: unlocked keys
 * @visit: (nullable): called for each message
 * @data: for @visit
 * @report: (out) (optional): what the log is worth
 * @error: return location for a #WD_ERROR
 *
 * As wd_log_read().
 *
 * Returns: whether it could be read
 */
gboolean
wd_log_read_bytes(GBytes *raw_bytes,
		  WdKeys *keys,
		  WdLogVisit visit,
		  gpointer data,
		  WdLogReport *report,
		  GError **error)
{
	Reading reading = {.visit = visit, .data = data};

	return read_file(wd_log_file_open_bytes(raw_bytes, keys, error), &reading, report, error);
}

/* META's pairs: a key, then its value. Empty when the key is not there. */
static char *
find_value(const WdLogRecord *record, const char *key)
{
	for (guint i = 0; i + 1 < record->n_fields; i += 2) {
		if (record->fields[i].len == strlen(key) &&
		    memcmp(record->fields[i].bytes, key, strlen(key)) == 0)
			return wd_log_record_get_text(record, i + 1);
	}
	return g_strdup("");
}

static WdLogEntry *
parse_meta(const char *path, const WdLogRecord *record, GError **error)
{
	g_autoptr(WdLogEntry) entry = g_new0(WdLogEntry, 1);
	g_autofree char *log_class = find_value(record, "class");

	if (record->type != WD_LOG_RECORD_META ||
	    !wd_log_class_parse(log_class, &entry->log_class)) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_DAMAGED,
			    "%s: record 0 does not say what the log is of",
			    path);
		return NULL;
	}
	entry->path = g_strdup(path);
	entry->protocol = find_value(record, "protocol");
	entry->account = find_value(record, "account");
	entry->peer = find_value(record, "peer");
	entry->zone = find_value(record, "zone");
	entry->escrow = find_value(record, "escrow");
	entry->time_ms = record->time_ms;
	return g_steal_pointer(&entry);
}

/**
 * wd_log_entry_read:
 * @path: a log
 * @keys: unlocked keys
 * @error: return location for a #WD_ERROR; %WD_ERROR_DAMAGED when there is no META
 *
 * Reads the beginning only.
 *
 * Returns: (transfer full) (nullable): what the log is of; NULL on error
 */
WdLogEntry *
wd_log_entry_read(const char *path, WdKeys *keys, GError **error)
{
	g_autoptr(WdLogFile) file = wd_log_file_open(path, keys, error);
	WdLogRecord record;
	WdLogStep first;

	if (file == NULL)
		return NULL;
	first = wd_log_file_next(file, &record, error);
	if (first == WD_LOG_STEP_RECORD)
		return parse_meta(path, &record, error);
	if (first != WD_LOG_STEP_FAILED)
		g_set_error(error, WD_ERROR, WD_ERROR_DAMAGED, "%s: record 0 is damaged", path);
	return NULL;
}

/**
 * wd_log_entry_free:
 * @entry: (nullable) (transfer full): an entry
 */
void
wd_log_entry_free(WdLogEntry *entry)
{
	if (entry == NULL)
		return;
	g_free(entry->path);
	g_free(entry->protocol);
	g_free(entry->account);
	g_free(entry->peer);
	g_free(entry->zone);
	g_free(entry->escrow);
	g_free(entry);
}

/**
 * wd_log_condition_to_string:
 * @condition: a condition
 *
 * Returns: (transfer none): its word; never translated
 */
const char *
wd_log_condition_to_string(WdLogCondition condition)
{
	g_return_val_if_fail((guint)condition < G_N_ELEMENTS(conditions), NULL);
	return conditions[condition];
}
