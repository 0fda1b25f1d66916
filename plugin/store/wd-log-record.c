/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-record.h"

#include <string.h>

#define PADDING 64 /* bytes: short messages all look alike from outside */

static guint8 *
put_number(guint8 *out, guint64 value, guint n_bytes)
{
	for (guint i = n_bytes; i-- > 0; value >>= 8)
		out[i] = (guint8)value;
	return out + n_bytes;
}

static guint64
take_number(const guint8 **bytes, guint n_bytes)
{
	guint64 value = 0;

	for (guint i = 0; i < n_bytes; i++)
		value = value << 8 | *(*bytes)++;
	return value;
}

/**
 * wd_log_record_add:
 * @record: a record with room for one more field
 * @bytes: (array length=len): borrowed until the record is written
 * @len: length of @bytes
 */
void
wd_log_record_add(WdLogRecord *record, const char *bytes, gsize len)
{
	g_return_if_fail(record->n_fields < WD_LOG_RECORD_MAX_FIELDS);
	record->fields[record->n_fields].bytes = bytes;
	record->fields[record->n_fields].len = len;
	record->n_fields++;
}

static gsize
measure(const WdLogRecord *record)
{
	gsize len = WD_LOG_RECORD_HEAD_BYTES;

	for (guint i = 0; i < record->n_fields; i++)
		len += WD_LOG_FIELD_HEAD_BYTES + record->fields[i].len;
	return len;
}

/**
 * wd_log_record_format:
 * @record: a record that fits %WD_LOG_RECORD_MAX_BYTES
 * @out: the padded plaintext is added to it
 */
void
wd_log_record_format(const WdLogRecord *record, GByteArray *out)
{
	guint start = out->len;
	gsize len = measure(record);
	gsize padded = (len + PADDING - 1) / PADDING * PADDING;
	guint8 *at;

	/* Once to its size: this runs for every message. */
	g_byte_array_set_size(out, start + (guint)padded);
	at = put_number(out->data + start, record->type, 1);
	at = put_number(at, (guint64)record->time_ms, 8);
	at = put_number(at, record->flags, 4);
	at = put_number(at, record->n_fields, 1);
	for (guint i = 0; i < record->n_fields; i++) {
		const WdLogField *field = &record->fields[i];

		at = put_number(at, field->len, WD_LOG_FIELD_HEAD_BYTES);
		if (field->len > 0)
			memcpy(at, field->bytes, field->len);
		at += field->len;
	}
	memset(at, 0, padded - len);
}

static gboolean
is_padding(const guint8 *bytes, gsize len)
{
	if (len >= PADDING)
		return FALSE;
	for (gsize i = 0; i < len; i++) {
		if (bytes[i] != 0)
			return FALSE;
	}
	return TRUE;
}

/**
 * wd_log_record_parse:
 * @bytes: (array length=len): decrypted bytes. Whoever had the public key may have written them
 * @len: length of @bytes
 * @record: (out): its fields point into @bytes
 *
 * Returns: whether @bytes are one record in its one spelling
 */
gboolean
wd_log_record_parse(const guint8 *bytes, gsize len, WdLogRecord *record)
{
	const guint8 *end = bytes + len;
	guint n_fields;

	if (len < WD_LOG_RECORD_HEAD_BYTES || len > WD_LOG_RECORD_MAX_BYTES)
		return FALSE;
	memset(record, 0, sizeof *record);
	record->type = (guint8)take_number(&bytes, 1);
	record->time_ms = (gint64)take_number(&bytes, 8);
	record->flags = (guint32)take_number(&bytes, 4);
	n_fields = (guint)take_number(&bytes, 1);
	if (n_fields > WD_LOG_RECORD_MAX_FIELDS)
		return FALSE;
	for (guint i = 0; i < n_fields; i++) {
		gsize field_len;

		if (end - bytes < WD_LOG_FIELD_HEAD_BYTES)
			return FALSE;
		field_len = (gsize)take_number(&bytes, WD_LOG_FIELD_HEAD_BYTES);
		if (field_len > (gsize)(end - bytes))
			return FALSE;
		wd_log_record_add(record, (const char *)bytes, field_len);
		bytes += field_len;
	}
	return is_padding(bytes, (gsize)(end - bytes));
}

/**
 * wd_log_record_get_text:
 * @record: a record
 * @index: which field
 *
 * Returns: (transfer full): the field as UTF-8; empty when the record has no such field
 */
char *
wd_log_record_get_text(const WdLogRecord *record, guint index)
{
	if (index >= record->n_fields)
		return g_strdup("");
	return g_utf8_make_valid(record->fields[index].bytes, (gssize)record->fields[index].len);
}
