/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-index.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "crypto/wd-aead.h"
#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"
#include "store/wd-private-file.h"

#define FILE_NAME      "index"
#define MAGIC          "WDINDEX1"
#define MAGIC_LEN      8
#define SALT_LEN       16
#define HEAD_LEN       (MAGIC_LEN + SALT_LEN)
#define KEY_INFO       "warden log index"
#define MAX_BYTES      (256 * 1024 * 1024) /* half a million logs */
#define MAX_TEXT       65535
#define MAX_PATH_BYTES 255 /* ours have 53 */

/* Where a parser is. Once it ran over the end it gives nothing more. */
typedef struct {
	const guint8 *at;
	const guint8 *end;
	gboolean is_bad;
} Cursor;

/**
 * wd_log_index_row_free:
 * @row: (nullable) (transfer full): a row
 */
void
wd_log_index_row_free(WdLogIndexRow *row)
{
	if (row == NULL)
		return;
	wd_log_entry_free(row->entry);
	g_free(row);
}

static void
put_number(GByteArray *out, guint64 value, guint n_bytes)
{
	for (guint i = n_bytes; i-- > 0;) {
		guint8 byte = (guint8)(value >> (8 * i));

		g_byte_array_append(out, &byte, 1);
	}
}

static void
put_text(GByteArray *out, const char *text)
{
	gsize len = strnlen(text, MAX_TEXT);

	put_number(out, len, 2);
	g_byte_array_append(out, (const guint8 *)text, (guint)len);
}

static guint64
take_number(Cursor *cursor, guint n_bytes)
{
	guint64 value = 0;

	if (cursor->is_bad || (gsize)(cursor->end - cursor->at) < n_bytes) {
		cursor->is_bad = TRUE;
		return 0;
	}
	for (guint i = 0; i < n_bytes; i++)
		value = value << 8 | *cursor->at++;
	return value;
}

static char *
take_text(Cursor *cursor)
{
	gsize len = (gsize)take_number(cursor, 2);
	char *text;

	if (cursor->is_bad || (gsize)(cursor->end - cursor->at) < len) {
		cursor->is_bad = TRUE;
		return g_strdup("");
	}
	text = g_utf8_make_valid((const char *)cursor->at, (gssize)len);
	cursor->at += len;
	return text;
}

/**
 * wd_log_index_format:
 * @out: one row is added
 * @entry: a log
 * @logs: the folder of logs
 * @size: its bytes
 */
void
wd_log_index_format(GByteArray *out, const WdLogEntry *entry, const char *logs, gint64 size)
{
	put_text(out, entry->path + strlen(logs) + 1);
	put_number(out, (guint64)size, 8);
	put_number(out, (guint64)entry->time_ms, 8);
	put_number(out, entry->log_class, 1);
	put_text(out, entry->protocol);
	put_text(out, entry->account);
	put_text(out, entry->peer);
	put_text(out, entry->zone);
	put_text(out, entry->escrow);
}

/* A path that leads out of the folder of logs is not one of ours, whoever wrote it. */
static gboolean
is_below(const char *path)
{
	g_auto(GStrv) parts = g_strsplit(path, "/", -1);

	for (guint i = 0; parts[i] != NULL; i++) {
		if (parts[i][0] == '\0' || parts[i][0] == '.')
			return FALSE;
	}
	return g_strv_length(parts) == 3 && strlen(path) <= MAX_PATH_BYTES;
}

static WdLogIndexRow *
take_row(Cursor *cursor, const char *logs)
{
	WdLogIndexRow *row = g_new0(WdLogIndexRow, 1);
	WdLogEntry *entry = g_new0(WdLogEntry, 1);
	g_autofree char *path = take_text(cursor);

	row->entry = entry;
	row->size = (gint64)take_number(cursor, 8);
	entry->time_ms = (gint64)take_number(cursor, 8);
	entry->log_class = (WdLogClass)take_number(cursor, 1);
	entry->protocol = take_text(cursor);
	entry->account = take_text(cursor);
	entry->peer = take_text(cursor);
	entry->zone = take_text(cursor);
	entry->escrow = take_text(cursor);
	entry->path = g_build_filename(logs, path, NULL);
	if ((guint)entry->log_class >= WD_LOG_N_CLASSES || row->size < 0 || !is_below(path))
		cursor->is_bad = TRUE;
	return row;
}

/**
 * wd_log_index_parse:
 * @bytes: (array length=len): the plaintext of an index
 * @len: length of @bytes
 * @logs: the folder of logs
 *
 * Returns: (transfer full) (element-type WdLogIndexRow) (nullable): its rows; NULL when it is not
 * whole
 */
GPtrArray *
wd_log_index_parse(const guint8 *bytes, gsize len, const char *logs)
{
	g_autoptr(GPtrArray) rows =
		g_ptr_array_new_with_free_func((GDestroyNotify)wd_log_index_row_free);
	Cursor cursor = {bytes, len > 0 ? bytes + len : bytes, FALSE}; /* NULL + 0 is no C */

	while (cursor.at < cursor.end && !cursor.is_bad)
		g_ptr_array_add(rows, take_row(&cursor, logs));
	return cursor.is_bad ? NULL : g_steal_pointer(&rows);
}

static gboolean
make_cipher(WdKeys *keys, const guint8 *head, WdAead *aead)
{
	memset(aead, 0, sizeof *aead); /* a nonce of zeros: the salt makes each key another */
	aead->aad = head;
	aead->aad_len = HEAD_LEN;
	return wd_keys_derive(keys, head + MAGIC_LEN, SALT_LEN, KEY_INFO, aead->key);
}

/**
 * wd_log_index_load:
 * @logs: the folder of logs
 * @keys: unlocked keys of the profile
 *
 * Returns: (transfer full) (element-type WdLogIndexRow) (nullable): the rows; NULL when there is no
 * index that can be used, whatever the reason: it is made again then
 */
GPtrArray *
wd_log_index_load(const char *logs, WdKeys *keys)
{
	g_autofree char *path = g_build_filename(logs, FILE_NAME, NULL);
	g_autofree char *bytes = NULL;
	gsize len = 0;
	guint8 *sealed;
	WdAead aead;
	GPtrArray *rows = NULL;
	GStatBuf status;

	if (g_lstat(path, &status) != 0 || status.st_size > MAX_BYTES)
		return NULL;
	bytes = wd_private_file_load(path, (gsize)status.st_size, &len, NULL);
	if (bytes == NULL || len < HEAD_LEN + WD_AEAD_TAG_LEN ||
	    memcmp(bytes, MAGIC, MAGIC_LEN) != 0)
		return NULL;
	sealed = (guint8 *)bytes + HEAD_LEN;
	len -= HEAD_LEN + WD_AEAD_TAG_LEN;
	if (make_cipher(keys, (const guint8 *)bytes, &aead) &&
	    wd_aead_open(&aead, sealed, len, sealed + len))
		rows = wd_log_index_parse(sealed, len, logs);
	wd_hash_wipe(&aead, sizeof aead);
	wd_hash_wipe(sealed, len);
	return rows;
}

/* Whole or not at all, but not synced: a power cut costs the index, which is made again. */
static void
write_file(const char *path, const guint8 *bytes, gsize len)
{
	g_autofree char *temporary = g_strconcat(path, ".XXXXXX", NULL);
	int fd = g_mkstemp_full(temporary, O_WRONLY | O_CLOEXEC, 0600);
	gboolean is_written = TRUE;

	if (fd < 0)
		return;
	while (len > 0 && is_written) {
		gssize n = write(fd, bytes, len);

		is_written = n > 0;
		if (is_written) {
			bytes += n;
			len -= (gsize)n;
		}
	}
	if (close(fd) != 0)
		is_written = FALSE;
	if (!is_written || g_rename(temporary, path) != 0)
		(void)g_unlink(temporary); /* half an index is of no use */
}

/**
 * wd_log_index_save:
 * @logs: the folder of logs
 * @keys: unlocked keys of the profile
 * @rows: rows of wd_log_index_format()
 *
 * Replaces the index. Failing is no loss: it is a cache. Does not wait for the disk.
 */
void
wd_log_index_save(const char *logs, WdKeys *keys, const GByteArray *rows)
{
	g_autofree char *path = g_build_filename(logs, FILE_NAME, NULL);
	g_autofree guint8 *bytes = g_malloc(HEAD_LEN + rows->len + WD_AEAD_TAG_LEN);
	WdAead aead;

	memcpy(bytes, MAGIC, MAGIC_LEN);
	wd_crypto_nonce(bytes + MAGIC_LEN, SALT_LEN);
	memcpy(bytes + HEAD_LEN, rows->data, rows->len);
	if (make_cipher(keys, bytes, &aead) &&
	    wd_aead_seal(&aead, bytes + HEAD_LEN, rows->len, bytes + HEAD_LEN + rows->len))
		write_file(path, bytes, HEAD_LEN + rows->len + WD_AEAD_TAG_LEN);
	wd_hash_wipe(&aead, sizeof aead);
}
