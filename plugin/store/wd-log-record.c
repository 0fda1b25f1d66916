/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-record.h"

#include <string.h>

#define PADDING 64 /* bytes: short messages all look alike from outside */

static void
append_number(GByteArray *out, guint64 value, guint n_bytes)
{
	guint64 big_endian = GUINT64_TO_BE(value);

	g_byte_array_append(
		out, (const guint8 *)&big_endian + sizeof big_endian - n_bytes, n_bytes);
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

/**
 * wd_log_record_format:
 * @record: a record that fits %WD_LOG_RECORD_MAX_BYTES
 * @out: the padded plaintext is added to it
 */
void
wd_log_record_format(const WdLogRecord *record, GByteArray *out)
{
	static const guint8 zeros[PADDING];
	guint start = out->len;
	guint odd;

	append_number(out, record->type, 1);
	append_number(out, (guint64)record->time_ms, 8);
	append_number(out, record->flags, 4);
	append_number(out, record->n_fields, 1);
	for (guint i = 0; i < record->n_fields; i++) {
		append_number(out, record->fields[i].len, WD_LOG_FIELD_HEAD_BYTES);
		g_byte_array_append(
			out, (const guint8 *)record->fields[i].bytes, (guint)record->fields[i].len);
	}
	odd = (out->len - start) % PADDING;
	if (odd > 0)
		g_byte_array_append(out, zeros, PADDING - odd);
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
