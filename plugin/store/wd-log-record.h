/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * One spelling for each record, padded so that the length of a short message does not show. A
 * record on the stack borrows its fields: from the caller when writing, from the decrypted frame
 * when reading.
 */

/* The plaintext of one record of WDLOG1; store/README.md, "Records". */

#define WD_LOG_RECORD_MAX_FIELDS 32    /* META has about ten */
#define WD_LOG_RECORD_MAX_BYTES  65984 /* padded plaintext: with its tag a frame of 66000 bytes */
#define WD_LOG_RECORD_HEAD_BYTES 14    /* type, time, flags, number of fields */
#define WD_LOG_FIELD_HEAD_BYTES  4     /* length of one field */

/* The numbers are in files: append, never reorder. */
typedef enum {
	WD_LOG_RECORD_META,
	WD_LOG_RECORD_MESSAGE,
	WD_LOG_RECORD_GAP,
	WD_LOG_RECORD_FINAL,
	WD_LOG_RECORD_PART,
	WD_LOG_RECORD_IMAGE,
} WdLogRecordType;

/*
 * A text or picture that is longer than a record is cut into pieces of this length; the last one is
 * in its MESSAGE, GAP or IMAGE, which has room for a name and a number besides.
 */
#define WD_LOG_PIECE_BYTES 61440
#define WD_LOG_MAX_PIECES  2048 /* more than 64 MiB need */

/* The flags of PART and IMAGE: its number above, the number of pieces below. */
#define WD_LOG_NUMBER_SHIFT 16
#define WD_LOG_PIECES_MASK  0xffff

typedef struct {
	const char *bytes; /* borrowed; not nul-terminated once parsed */
	gsize len;
} WdLogField;

typedef struct {
	guint8 type; /* a WdLogRecordType; a reader skips types it does not know */
	gint64 time_ms;
	guint32 flags;
	guint n_fields;
	WdLogField fields[WD_LOG_RECORD_MAX_FIELDS];
} WdLogRecord;

void wd_log_record_add(WdLogRecord *record, const char *bytes, gsize len);
void wd_log_record_format(const WdLogRecord *record, GByteArray *out);
gboolean wd_log_record_parse(const guint8 *bytes, gsize len, WdLogRecord *record);
char *wd_log_record_get_text(const WdLogRecord *record, guint index);
