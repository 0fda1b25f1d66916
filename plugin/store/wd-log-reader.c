/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-reader.h"

#include <string.h>

#include "crypto/wd-aead.h"
#include "crypto/wd-hash.h"
#include "engine/wd-error.h"
#include "store/wd-log-file.h"
#include "store/wd-log-writer.h"

static const char *const conditions[] = {
	[WD_LOG_COMPLETE] = "complete",
	[WD_LOG_OPEN] = "open",
	[WD_LOG_TORN] = "torn",
	[WD_LOG_DAMAGED] = "damaged",
};

struct WdLogReading {
	WdLogFile *file;
	WdLogVisit visit;
	gpointer data;
	gboolean is_salvage;
	GString *parts;    /* of what goes on in the next record */
	guint n_parts;     /* how many of them have come */
	guint n_pieces;    /* how many pieces there are to be, the last one included */
	GPtrArray *images; /* of GBytes *: those of the message to come */
	gsize image_bytes;
	gboolean has_final;
	WdLogReport report;
	WdLogAnchor *anchor; /* (nullable) what the audit trail says of this log */
};

/* What each type of record does to a reading; FALSE: the record contradicts what went before. */
typedef gboolean (*TakeRecord)(WdLogReading *reading, const WdLogRecord *record);

static gboolean
take_meta(WdLogReading *reading, const WdLogRecord *record)
{
	return wd_log_file_get_count(reading->file) == 1; /* it has just been counted */
}

static void
forget_parts(WdLogReading *reading)
{
	g_string_truncate(reading->parts, 0);
	reading->n_parts = 0;
	reading->n_pieces = 0;
}

static void
forget_images(WdLogReading *reading)
{
	g_ptr_array_set_size(reading->images, 0);
	reading->image_bytes = 0;
}

static gboolean
append_piece(WdLogReading *reading, const WdLogRecord *record, guint field)
{
	if (record->n_fields <= field)
		return TRUE;
	if (reading->parts->len + record->fields[field].len > WD_LOG_BODY_MAX_BYTES)
		return FALSE;
	g_string_append_len(
		reading->parts, record->fields[field].bytes, (gssize)record->fields[field].len);
	return TRUE;
}

/* Piece i of n, each in its turn: one that is missing contradicts the next. */
static gboolean
take_part(WdLogReading *reading, const WdLogRecord *record)
{
	guint number = record->flags >> WD_LOG_NUMBER_SHIFT;
	guint n_pieces = record->flags & WD_LOG_PIECES_MASK;

	if (record->n_fields < 1 || n_pieces > WD_LOG_MAX_PIECES || number >= n_pieces ||
	    number != reading->n_parts + 1 ||
	    (reading->n_parts > 0 && n_pieces != reading->n_pieces))
		return FALSE;
	reading->n_parts = number;
	reading->n_pieces = n_pieces;
	return append_piece(reading, record, 0);
}

/* Whether a last piece of @n_pieces comes when all the others have been there. */
static gboolean
is_whole(const WdLogReading *reading, guint n_pieces)
{
	return reading->n_parts + 1 == n_pieces &&
	       (reading->n_parts == 0 || reading->n_pieces == n_pieces);
}

static gboolean
take_image(WdLogReading *reading, const WdLogRecord *record)
{
	guint number = record->flags >> WD_LOG_NUMBER_SHIFT;
	gsize len;

	if (!is_whole(reading, record->flags & WD_LOG_PIECES_MASK) ||
	    number != reading->images->len + 1 || number > WD_LOG_MAX_IMAGES ||
	    !append_piece(reading, record, 0))
		return FALSE;
	len = reading->parts->len;
	if (reading->image_bytes + len > WD_LOG_IMAGES_MAX_BYTES)
		return FALSE;
	g_ptr_array_add(reading->images, g_bytes_new(reading->parts->str, len));
	reading->image_bytes += len;
	forget_parts(reading);
	return TRUE;
}

/* How many pieces a message says it has; 0, which is never right, when it is no number. */
static guint
parse_pieces(const WdLogRecord *record)
{
	g_autofree char *text = NULL;
	guint64 n_pieces = 0;

	if (record->n_fields < 3)
		return 1;
	text = wd_log_record_get_text(record, 2);
	if (!g_ascii_string_to_unsigned(text, 10, 2, WD_LOG_MAX_PIECES, &n_pieces, NULL))
		return 0;
	return (guint)n_pieces;
}

/* The whole body, put together; whoever wrote it, it is UTF-8 without a nul when it leaves. */
static char *
take_body(WdLogReading *reading, const WdLogRecord *record)
{
	if (reading->n_parts == 0)
		return wd_log_record_get_text(record, 1);
	if (!append_piece(reading, record, 1))
		return NULL;
	return g_utf8_make_valid(reading->parts->str, (gssize)reading->parts->len);
}

static void
borrow_images(const WdLogReading *reading, WdLogImage *images)
{
	for (guint i = 0; i < reading->images->len; i++)
		images[i].bytes =
			g_bytes_get_data(g_ptr_array_index(reading->images, i), &images[i].len);
}

static gboolean
show(WdLogReading *reading, const WdLogRecord *record, guint32 flags, guint n_lost)
{
	g_autofree char *sender = wd_log_record_get_text(record, 0);
	g_autofree char *body = NULL;
	WdLogImage images[WD_LOG_MAX_IMAGES];
	WdLogMessage message = {
		.time_ms = record->time_ms,
		.flags = flags,
		.sender = sender[0] != '\0' ? sender : NULL,
		.n_lost = n_lost,
		.images = images,
		.n_images = reading->images->len,
	};

	if (!is_whole(reading, parse_pieces(record)))
		return FALSE;
	message.body = body = take_body(reading, record);
	if (body == NULL)
		return FALSE;
	borrow_images(reading, images);
	reading->report.n_messages++;
	if (reading->visit != NULL && !reading->visit(&message, reading->data))
		reading->visit = NULL; /* enough seen; the rest is only checked */
	forget_parts(reading);
	forget_images(reading);
	return TRUE;
}

static gboolean
take_message(WdLogReading *reading, const WdLogRecord *record)
{
	return show(reading, record, record->flags, 0);
}

static gboolean
take_gap(WdLogReading *reading, const WdLogRecord *record)
{
	return show(reading, record, 0, MAX(record->flags, 1));
}

static gboolean
take_final(WdLogReading *reading, const WdLogRecord *record)
{
	reading->has_final = TRUE;
	return reading->n_parts == 0 && reading->images->len == 0;
}

static const TakeRecord takers[] = {
	[WD_LOG_RECORD_META] = take_meta,
	[WD_LOG_RECORD_MESSAGE] = take_message,
	[WD_LOG_RECORD_GAP] = take_gap,
	[WD_LOG_RECORD_FINAL] = take_final,
	[WD_LOG_RECORD_PART] = take_part,
	[WD_LOG_RECORD_IMAGE] = take_image,
};

/* The order of records is part of the format: META first and once, nothing behind FINAL. */
static gboolean
take_record(WdLogReading *reading, const WdLogRecord *record)
{
	gboolean is_first = wd_log_file_get_count(reading->file) == 1;

	if (reading->has_final || (is_first && record->type != WD_LOG_RECORD_META))
		return FALSE;
	if (record->type >= G_N_ELEMENTS(takers))
		return TRUE; /* of a newer writer; authentic, and nothing we could show */
	return takers[record->type](reading, record);
}

static void
note_damage(WdLogReading *reading, guint number)
{
	if (reading->report.condition != WD_LOG_DAMAGED)
		reading->report.bad_record = number;
	reading->report.condition = WD_LOG_DAMAGED;
	forget_parts(reading);
	forget_images(reading);
}

/* One record further. Returns whether there may be another one. */
static gboolean
step(WdLogReading *reading, WdLogStep *last, GError **error)
{
	guint number = wd_log_file_get_count(reading->file);
	WdLogRecord record;

	*last = wd_log_file_next(reading->file, &record, error);
	if (*last == WD_LOG_STEP_RECORD && take_record(reading, &record)) {
		reading->report.n_records++;
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
conclude(const WdLogReading *reading, WdLogStep last)
{
	if (reading->report.condition == WD_LOG_DAMAGED)
		return WD_LOG_DAMAGED;
	/* Bytes behind FINAL were not put there by a crash. */
	if (last == WD_LOG_STEP_TORN)
		return reading->has_final ? WD_LOG_DAMAGED : WD_LOG_TORN;
	if (reading->n_parts > 0 || reading->images->len > 0)
		return WD_LOG_TORN; /* the rest of a message of several records never came */
	return reading->has_final ? WD_LOG_COMPLETE : WD_LOG_OPEN;
}

static WdLogReading *
reading_new(WdLogFile *file, WdLogVisit visit, gpointer data)
{
	WdLogReading *reading;

	if (file == NULL)
		return NULL;
	reading = g_new0(WdLogReading, 1);
	reading->file = file;
	reading->visit = visit;
	reading->data = data;
	reading->parts = g_string_new(NULL);
	reading->images = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	return reading;
}

/**
 * wd_log_reading_open:
 * @path: a log
 * @keys: unlocked keys
 * @visit: (nullable): as for wd_log_read()
 * @data: for @visit
 * @error: return location for a #WD_ERROR of wd_log_file_open()
 *
 * For reading in steps, where a whole log would take too long at a time.
 *
 * Returns: (transfer full) (nullable): a reading before record 0; NULL on error
 */
WdLogReading *
wd_log_reading_open(const char *path, WdKeys *keys, WdLogVisit visit, gpointer data, GError **error)
{
	return reading_new(wd_log_file_open(path, keys, error), visit, data);
}

/**
 * wd_log_reading_free:
 * @reading: (nullable) (transfer full): a reading, at its end or not
 */
void
wd_log_reading_free(WdLogReading *reading)
{
	if (reading == NULL)
		return;
	wd_log_file_free(reading->file);
	g_string_free(reading->parts, TRUE);
	g_ptr_array_unref(reading->images);
	g_free(reading);
}

/**
 * wd_log_reading_expect:
 * @reading: a reading before record 0
 * @anchor: what is known of the log from elsewhere; its is_met is set on the way
 */
void
wd_log_reading_expect(WdLogReading *reading, WdLogAnchor *anchor)
{
	reading->anchor = anchor;
	anchor->is_met = FALSE;
}

static void
look_at_anchor(WdLogReading *reading)
{
	WdLogAnchor *anchor = reading->anchor;

	if (anchor != NULL && wd_log_file_get_count(reading->file) == anchor->count)
		anchor->is_met = wd_hash_is_equal(
			wd_log_file_get_tag(reading->file), anchor->tag, WD_AEAD_TAG_LEN);
}

/**
 * wd_log_reading_step:
 * @reading: a reading
 * @max_records: how many records at most
 * @is_done: (out): whether the end is reached; then the report holds
 * @error: return location for a #WD_ERROR
 *
 * Returns: whether it could be read so far; damage is no error
 */
gboolean
wd_log_reading_step(WdLogReading *reading, guint max_records, gboolean *is_done, GError **error)
{
	WdLogStep last = WD_LOG_STEP_RECORD;
	gboolean has_more = TRUE;

	wd_log_file_begin_batch(reading->file);
	for (guint i = 0; i < max_records && has_more; i++) {
		has_more = step(reading, &last, error);
		if (has_more)
			look_at_anchor(reading);
	}
	wd_log_file_end_batch(reading->file);
	*is_done = !has_more;
	if (has_more)
		return TRUE;
	if (last == WD_LOG_STEP_FAILED)
		return FALSE;
	reading->report.condition = conclude(reading, last);
	if (reading->report.condition == WD_LOG_DAMAGED && last == WD_LOG_STEP_TORN)
		reading->report.bad_record = reading->report.n_records;
	return TRUE;
}

/**
 * wd_log_reading_get_report:
 * @reading: a reading
 *
 * Returns: (transfer none): what it found out so far
 */
const WdLogReport *
wd_log_reading_get_report(const WdLogReading *reading)
{
	return &reading->report;
}

static gboolean
read_all(WdLogReading *opened, gboolean is_salvage, WdLogReport *report, GError **error)
{
	g_autoptr(WdLogReading) reading = opened;
	gboolean is_done = FALSE;

	if (reading == NULL)
		return FALSE;
	reading->is_salvage = is_salvage;
	while (!is_done) {
		if (!wd_log_reading_step(reading, G_MAXUINT, &is_done, error))
			return FALSE;
	}
	if (report != NULL)
		*report = reading->report;
	return TRUE;
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
 * authentic prefix, whole messages only. Constant memory, but for a message of many records.
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
	return read_all(wd_log_reading_open(path, keys, visit, data, error), FALSE, report, error);
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
	return read_all(wd_log_reading_open(path, keys, visit, data, error), TRUE, report, error);
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
	WdLogFile *file = wd_log_file_open_bytes(raw_bytes, keys, error);

	return read_all(reading_new(file, visit, data), FALSE, report, error);
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
