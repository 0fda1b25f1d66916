/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-queue-row.h"

#include <string.h>

#include "store/wd-queue-payload.h"

/* A record of the journal; its layout stands in store/README.md. */
#define ID_LEN   32 /* hexadecimal digits */
#define SAME_LEN 64 /* hexadecimal digits of a pseudonym at most */

typedef struct {
	const guint8 *at;
	gsize left;
} Reader;

/**
 * wd_queue_row_new:
 * @held: a row
 * @same: what the rows of its peer have in common
 * @sealed: its content; one of more than %WD_QUEUE_PAYLOAD_MAX_INLINE bytes lies in a file already
 *
 * Returns: (transfer full): what the table holds of it
 */
WdQueueRow *
wd_queue_row_new(const WdHeld *held, const char *same, GBytes *sealed)
{
	WdQueueRow *row = g_new0(WdQueueRow, 1);

	row->id = g_strdup(held->id);
	row->kind = held->event->kind;
	row->direction = held->event->direction;
	row->n_repeats = held->n_repeats;
	row->held_ms = held->held_ms;
	row->same = g_strdup(same);
	row->n_bytes = g_bytes_get_size(sealed);
	if (row->n_bytes <= WD_QUEUE_PAYLOAD_MAX_INLINE)
		row->sealed = g_bytes_ref(sealed);
	return row;
}

/**
 * wd_queue_row_free:
 * @row: (nullable) (transfer full): a row
 */
void
wd_queue_row_free(WdQueueRow *row)
{
	if (row == NULL)
		return;
	g_free(row->id);
	g_free(row->same);
	g_clear_pointer(&row->sealed, g_bytes_unref);
	g_free(row);
}

/**
 * wd_queue_row_insert:
 * @row: a row
 * @db: a connection
 * @error: return location for a #WD_ERROR
 *
 * A row that is there already stays: a journal may be read twice.
 *
 * Returns: FALSE when the transaction must be rolled back
 */
gboolean
wd_queue_row_insert(const WdQueueRow *row, WdStateDb *db, GError **error)
{
	sqlite3_stmt *insert = wd_state_db_prepare(
		db,
		"INSERT INTO held(id, kind, direction, state, n_repeats, held_ms, same, n_bytes, "
		"sealed) VALUES(?1, ?2, ?3, 'waiting', ?4, ?5, ?6, ?7, ?8) "
		"ON CONFLICT(id) DO NOTHING",
		error);
	gsize len = 0;
	const guint8 *bytes = row->sealed != NULL ? g_bytes_get_data(row->sealed, &len) : NULL;

	if (insert == NULL)
		return FALSE;
	(void)sqlite3_bind_text(insert, 1, row->id, -1, SQLITE_STATIC);
	(void)sqlite3_bind_text(insert, 2, wd_event_kind_to_string(row->kind), -1, SQLITE_STATIC);
	(void)sqlite3_bind_text(
		insert, 3, wd_direction_to_string(row->direction), -1, SQLITE_STATIC);
	(void)sqlite3_bind_int64(insert, 4, row->n_repeats);
	(void)sqlite3_bind_int64(insert, 5, row->held_ms);
	(void)sqlite3_bind_text(insert, 6, row->same, -1, SQLITE_STATIC);
	(void)sqlite3_bind_int64(insert, 7, (gint64)row->n_bytes);
	if (bytes != NULL)
		(void)sqlite3_bind_blob64(insert, 8, bytes, len, SQLITE_STATIC);
	return wd_state_db_run(db, insert, error);
}

static void
put_number(GByteArray *out, guint64 value, guint n_bytes)
{
	guint64 little_endian = GUINT64_TO_LE(value);

	g_byte_array_append(out, (const guint8 *)&little_endian, n_bytes);
}

static void
put_string(GByteArray *out, const char *text)
{
	put_number(out, strlen(text), 1);
	g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
}

/**
 * wd_queue_row_format:
 * @row: a row
 * @out: the record is added
 */
void
wd_queue_row_format(const WdQueueRow *row, GByteArray *out)
{
	guint start = out->len;
	gsize len = 0;
	const guint8 *bytes = row->sealed != NULL ? g_bytes_get_data(row->sealed, &len) : NULL;
	guint32 record_len;

	put_number(out, 0, 4); /* set below */
	put_string(out, row->id);
	put_string(out, wd_event_kind_to_string(row->kind));
	put_string(out, wd_direction_to_string(row->direction));
	put_string(out, row->same);
	put_number(out, row->n_repeats, 4);
	put_number(out, (guint64)row->held_ms, 8);
	put_number(out, row->n_bytes, 8);
	if (bytes != NULL)
		g_byte_array_append(out, bytes, (guint)len);
	record_len = GUINT32_TO_LE(out->len - start - 4);
	memcpy(out->data + start, &record_len, sizeof record_len);
}

static gboolean
take_number(Reader *reader, guint n_bytes, guint64 *value)
{
	guint64 little_endian = 0;

	if (reader->left < n_bytes)
		return FALSE;
	memcpy(&little_endian, reader->at, n_bytes);
	*value = GUINT64_FROM_LE(little_endian);
	reader->at += n_bytes;
	reader->left -= n_bytes;
	return TRUE;
}

static char *
take_string(Reader *reader)
{
	guint64 len;
	char *text;

	if (!take_number(reader, 1, &len) || reader->left < len ||
	    memchr(reader->at, '\0', len) != NULL)
		return NULL;
	text = g_strndup((const char *)reader->at, len);
	reader->at += len;
	reader->left -= len;
	return text;
}

/* The id becomes a file name. */
static gboolean
is_hex(const char *text, gsize min_len, gsize max_len)
{
	gsize len = text != NULL ? strlen(text) : 0;

	return text != NULL && len >= min_len && len <= max_len &&
	       strspn(text, "0123456789abcdef") == len;
}

static gboolean
take_names(Reader *reader, WdQueueRow *row)
{
	g_autofree char *kind = NULL;
	g_autofree char *direction = NULL;

	row->id = take_string(reader);
	kind = take_string(reader);
	direction = take_string(reader);
	row->same = take_string(reader);
	return is_hex(row->id, ID_LEN, ID_LEN) && is_hex(row->same, 1, SAME_LEN) && kind != NULL &&
	       wd_event_kind_parse(kind, &row->kind) && direction != NULL &&
	       wd_direction_parse(direction, &row->direction);
}

static gboolean
take_figures(Reader *reader, WdQueueRow *row)
{
	guint64 n_repeats, held_ms, n_bytes;

	if (!take_number(reader, 4, &n_repeats) || !take_number(reader, 8, &held_ms) ||
	    !take_number(reader, 8, &n_bytes))
		return FALSE;
	row->n_repeats = (guint)n_repeats;
	row->held_ms = (gint64)held_ms;
	row->n_bytes = n_bytes;
	return row->held_ms >= 0 && n_bytes <= G_MAXINT32;
}

/* Either all of the content follows, or none because it lies in a file. */
static gboolean
take_content(Reader *reader, WdQueueRow *row)
{
	if (reader->left == 0)
		return row->n_bytes > WD_QUEUE_PAYLOAD_MAX_INLINE;
	if (reader->left != row->n_bytes || row->n_bytes > WD_QUEUE_PAYLOAD_MAX_INLINE)
		return FALSE;
	row->sealed = g_bytes_new(reader->at, reader->left);
	return TRUE;
}

/**
 * wd_queue_row_parse:
 * @raw: (array length=len): the rest of a journal, from a record on; untrusted
 * @len: length of @raw
 * @n_used: (out): how many bytes the record has, 0 when it is not whole: there the journal ends
 *
 * Returns: (transfer full) (nullable): the row; NULL when the record is none, or not whole
 */
WdQueueRow *
wd_queue_row_parse(const guint8 *raw, gsize len, gsize *n_used)
{
	Reader reader = {raw, len};
	g_autoptr(WdQueueRow) row = g_new0(WdQueueRow, 1);
	guint64 record_len;

	*n_used = 0;
	if (!take_number(&reader, 4, &record_len) || record_len == 0 || record_len > reader.left)
		return NULL;
	*n_used = 4 + record_len;
	reader.left = record_len;
	if (!take_names(&reader, row) || !take_figures(&reader, row) || !take_content(&reader, row))
		return NULL;
	return g_steal_pointer(&row);
}
