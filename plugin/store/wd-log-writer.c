/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "crypto/wd-crypto.h"
#include "crypto/wd-hash.h"
#include "engine/wd-error.h"
#include "engine/wd-limits.h"
#include "store/wd-log-chain.h"
#include "store/wd-log-hold.h"
#include "store/wd-log-record.h"
#include "store/wd-paths.h"

#define FILE_MODE   0600
#define FILE_SUFFIX ".wdlog"
#define MS_A_SECOND 1000

struct WdLogWriter {
	WdLogSync *sync; /* (nullable) */
	WdLogSyncFile *file;
	WdLogChain *chain;
	GByteArray *frame; /* reused; holds no plaintext between calls */
	char *id;          /* hexadecimal */
	char *path;
	gboolean is_broken; /* a write failed: the file may end in half a frame */
};

static void
writer_free(WdLogWriter *writer)
{
	wd_log_sync_file_unref(writer->file);
	wd_log_chain_free(writer->chain);
	g_byte_array_unref(writer->frame);
	g_free(writer->id);
	g_free(writer->path);
	g_free(writer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLogWriter, writer_free)

/* LOGS/YYYY-MM/CLASS: the month, in UTC, is all that can be seen without a key. */
static char *
make_folder(const char *base, const WdLogMeta *meta, GError **error)
{
	g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(meta->time_ms / MS_A_SECOND);
	g_autofree char *month = time != NULL ? g_date_time_format(time, "%Y-%m") : NULL;
	g_autofree char *logs = wd_path_get(base, WD_PATH_LOGS);
	g_autofree char *month_folder = NULL;
	g_autofree char *folder = NULL;

	if (month == NULL) {
		g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "a time outside the calendar");
		return NULL;
	}
	month_folder = g_build_filename(logs, month, NULL);
	folder = g_build_filename(month_folder, wd_log_class_to_string(meta->log_class), NULL);
	if (!wd_path_make_folder(month_folder, error) || !wd_path_make_folder(folder, error))
		return NULL;
	return g_steal_pointer(&folder);
}

static gboolean
fail_errno(GError **error, const char *what)
{
	int saved = errno;

	g_set_error(error, WD_ERROR, WD_ERROR_IO, "log: %s: %s", what, g_strerror(saved));
	return FALSE;
}

/* O_EXCL: a log is never resumed, because its keys are gone; O_APPEND: no write lands elsewhere. */
static gboolean
create_file(WdLogWriter *writer, const char *folder, GError **error)
{
	g_autofree char *name = g_strconcat(writer->id, FILE_SUFFIX, NULL);
	int fd;

	writer->path = g_build_filename(folder, name, NULL);
	fd = open(writer->path,
		  O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW,
		  FILE_MODE);
	if (fd < 0)
		return fail_errno(error, "cannot create a file");
	(void)flock(fd, LOCK_EX | LOCK_NB); /* tells others that it is in use; nobody else has it */
	writer->file = wd_log_sync_file_new(fd, open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	return TRUE;
}

/* All of writer->frame in one write(2): a killed process leaves whole records only. */
static gboolean
write_frame(WdLogWriter *writer, GError **error)
{
	int fd = wd_log_sync_file_get_fd(writer->file);
	gssize n;

	do {
		n = write(fd, writer->frame->data, writer->frame->len);
	} while (n < 0 && errno == EINTR);
	if (n >= 0 && (gsize)n < writer->frame->len) {
		errno = ENOSPC; /* what a short write to a regular file means */
		n = -1;
	}
	if (n < 0) {
		writer->is_broken = TRUE;
		return fail_errno(error, "cannot write");
	}
	if (writer->sync != NULL)
		wd_log_sync_mark_dirty(writer->sync, writer->file);
	return TRUE;
}

/* Adds @record, sealed, to writer->frame. */
static gboolean
add_record(WdLogWriter *writer, const WdLogRecord *record, GError **error)
{
	guint start = writer->frame->len;

	g_byte_array_set_size(writer->frame, start + WD_LOG_FRAME_HEAD_LEN);
	wd_log_record_format(record, writer->frame);
	if (wd_log_chain_seal(writer->chain, writer->frame, start))
		return TRUE;
	writer->is_broken = TRUE;
	g_set_error(error, WD_ERROR, WD_ERROR_UNSUPPORTED, "log: libgcrypt cannot seal");
	return FALSE;
}

static gboolean
write_record(WdLogWriter *writer, const WdLogRecord *record, GError **error)
{
	g_byte_array_set_size(writer->frame, 0);
	return add_record(writer, record, error) && write_frame(writer, error);
}

/* Preamble and envelope; the file key exists in here only. */
static gboolean
start_chain(WdLogWriter *writer,
	    const WdLogHome *home,
	    const guint8 bound[WD_LOG_BOUND_LEN],
	    GError **error)
{
	guint8 file_key[WD_LOG_FILE_KEY_LEN];
	g_autoptr(GBytes) envelope = NULL;
	guint32 envelope_len;

	wd_crypto_random(file_key, sizeof file_key);
	envelope = wd_keys_seal(home->keys, home->escrow, file_key, sizeof file_key, error);
	if (envelope != NULL)
		writer->chain = wd_log_chain_new(bound, file_key);
	wd_hash_wipe(file_key, sizeof file_key);
	if (envelope == NULL)
		return FALSE;
	if (g_bytes_get_size(envelope) > WD_LOG_ENVELOPE_MAX) {
		g_set_error(error, WD_ERROR, WD_ERROR_TOO_LONG, "log: too many recipients");
		return FALSE;
	}
	envelope_len = GUINT32_TO_BE((guint32)g_bytes_get_size(envelope));
	g_byte_array_append(writer->frame, bound, WD_LOG_BOUND_LEN);
	g_byte_array_append(writer->frame, (const guint8 *)&envelope_len, sizeof envelope_len);
	g_byte_array_append(
		writer->frame, g_bytes_get_data(envelope, NULL), (guint)g_bytes_get_size(envelope));
	return TRUE;
}

/* Names are cut like an event's, so that META always fits its record. */
static void
add_pair(WdLogRecord *record, const char *key, const char *value)
{
	if (value == NULL)
		return;
	wd_log_record_add(record, key, strlen(key));
	wd_log_record_add(record, value, strnlen(value, WD_LIMIT_NAME_BYTES));
}

static gboolean
add_meta(WdLogWriter *writer, const WdLogHome *home, const WdLogMeta *meta, GError **error)
{
	g_autoptr(GTimeZone) zone = g_time_zone_new_local();
	g_autofree char *escrow =
		home->escrow != NULL ? g_strjoinv(" ", (char **)home->escrow) : NULL;
	WdLogRecord record = {.type = WD_LOG_RECORD_META, .time_ms = meta->time_ms};

	add_pair(&record, "class", wd_log_class_to_string(meta->log_class));
	add_pair(&record, "protocol", meta->protocol);
	add_pair(&record, "account", meta->account);
	add_pair(&record, "peer", meta->peer);
	add_pair(&record, "zone", g_time_zone_get_identifier(zone));
	add_pair(&record, "program", "purple-warden " WD_VERSION);
	add_pair(&record, "policy", home->policy);
	add_pair(&record, "recipient", wd_keys_get_recipient(home->keys));
	add_pair(&record, "escrow", escrow);
	return add_record(writer, &record, error);
}

/* Beside the log, so that a hold can be told without a key. */
static void
mark_peer(const WdLogWriter *writer, const WdLogHome *home, const WdLogMeta *meta)
{
	g_autofree char *hash = wd_log_hold_hash(home->hold_key, meta->peer);

	if (hash != NULL)
		(void)wd_log_hold_mark(writer->path, hash); /* without one it is held with any */
}

/**
 * wd_log_writer_open:
 * @home: where and for whom
 * @meta: which conversation
 * @error: return location for a #WD_ERROR
 *
 * Starts a new file: preamble, envelope and META in one write. Takes about half a millisecond for
 * two recipients; asks for no passphrase.
 *
 * Returns: (transfer full) (nullable): a writer for wd_log_writer_close(); NULL on error
 */
WdLogWriter *
wd_log_writer_open(const WdLogHome *home, const WdLogMeta *meta, GError **error)
{
	g_autoptr(WdLogWriter) writer = g_new0(WdLogWriter, 1);
	guint8 bound[WD_LOG_BOUND_LEN] = WD_LOG_MAGIC;
	g_autofree char *folder = NULL;

	writer->sync = home->sync;
	writer->frame = g_byte_array_new();
	bound[strlen(WD_LOG_MAGIC)] = WD_LOG_SUITE;
	wd_crypto_nonce(bound + WD_LOG_BOUND_LEN - WD_LOG_ID_LEN, WD_LOG_ID_LEN);
	writer->id = wd_hash_to_hex(bound + WD_LOG_BOUND_LEN - WD_LOG_ID_LEN, WD_LOG_ID_LEN);
	if (!start_chain(writer, home, bound, error) || !add_meta(writer, home, meta, error))
		return NULL;
	folder = make_folder(home->base, meta, error);
	if (folder == NULL || !create_file(writer, folder, error))
		return NULL;
	if (!write_frame(writer, error)) {
		(void)unlink(writer->path); /* nothing is in it */
		return NULL;
	}
	mark_peer(writer, home, meta);
	return g_steal_pointer(&writer);
}

static gsize
count_image_bytes(const WdLogMessage *message)
{
	gsize total = 0;

	for (guint i = 0; i < message->n_images; i++)
		total += message->images[i].len;
	return total;
}

static gboolean
is_writable(WdLogWriter *writer, const WdLogMessage *message, gsize body_len, GError **error)
{
	if (writer->is_broken || wd_log_sync_file_has_failed(writer->file)) {
		g_set_error(error, WD_ERROR, WD_ERROR_IO, "log: an earlier write failed");
		return FALSE;
	}
	if (body_len > WD_LOG_BODY_MAX_BYTES || message->n_images > WD_LOG_MAX_IMAGES ||
	    count_image_bytes(message) > WD_LOG_IMAGES_MAX_BYTES) {
		g_set_error(error, WD_ERROR, WD_ERROR_TOO_LONG, "log: a message over 64 MiB");
		return FALSE;
	}
	return TRUE;
}

static guint
count_pieces(gsize len)
{
	return len == 0 ? 1 : (guint)((len + WD_LOG_PIECE_BYTES - 1) / WD_LOG_PIECE_BYTES);
}

/*
 * All but the last piece of @bytes, in records of their own that say which of how many they are: a
 * reader can tell a missing one. Returns bytes written, -1 on error.
 */
static gssize
write_parts(WdLogWriter *writer, gint64 time_ms, const char *bytes, gsize len, GError **error)
{
	guint n_pieces = count_pieces(len);
	gssize written = 0;

	for (guint i = 1; i < n_pieces; i++) {
		WdLogRecord record = {
			.type = WD_LOG_RECORD_PART,
			.time_ms = time_ms,
			.flags = i << WD_LOG_NUMBER_SHIFT | n_pieces,
		};

		wd_log_record_add(&record, bytes, WD_LOG_PIECE_BYTES);
		if (!write_record(writer, &record, error))
			return -1;
		written += writer->frame->len;
		bytes += WD_LOG_PIECE_BYTES;
	}
	return written;
}

static gsize
get_last_start(gsize len)
{
	return (gsize)(count_pieces(len) - 1) * WD_LOG_PIECE_BYTES;
}

static gssize
write_image(
	WdLogWriter *writer, gint64 time_ms, guint number, const WdLogImage *image, GError **error)
{
	const char *bytes = (const char *)image->bytes;
	gsize start = get_last_start(image->len);
	WdLogRecord record = {
		.type = WD_LOG_RECORD_IMAGE,
		.time_ms = time_ms,
		.flags = number << WD_LOG_NUMBER_SHIFT | count_pieces(image->len),
	};
	gssize written = write_parts(writer, time_ms, bytes, image->len, error);

	if (written < 0)
		return -1;
	wd_log_record_add(&record, bytes + start, image->len - start);
	if (!write_record(writer, &record, error))
		return -1;
	return written + (gssize)writer->frame->len;
}

static gssize
write_images(WdLogWriter *writer, const WdLogMessage *message, GError **error)
{
	gssize written = 0;

	for (guint i = 0; i < message->n_images; i++) {
		gssize n = write_image(writer, message->time_ms, i + 1, &message->images[i], error);

		if (n < 0)
			return -1;
		written += n;
	}
	return written;
}

/* The record that makes a message of what went before it; without parts it is all of it. */
static gssize
write_last(WdLogWriter *writer, const WdLogMessage *message, const char *body, GError **error)
{
	const char *sender = message->sender != NULL ? message->sender : "";
	gsize len = strlen(body);
	gsize start = get_last_start(len);
	guint n_pieces = count_pieces(len);
	char total[16];
	WdLogRecord record = {.time_ms = message->time_ms, .flags = message->flags};

	record.type = message->n_lost > 0 ? WD_LOG_RECORD_GAP : WD_LOG_RECORD_MESSAGE;
	if (message->n_lost > 0)
		record.flags = message->n_lost;
	wd_log_record_add(&record, sender, strnlen(sender, WD_LIMIT_NAME_BYTES));
	wd_log_record_add(&record, body + start, len - start);
	if (n_pieces > 1) {
		g_snprintf(total, sizeof total, "%u", n_pieces);
		wd_log_record_add(&record, total, strlen(total));
	}
	return write_record(writer, &record, error) ? (gssize)writer->frame->len : -1;
}

/**
 * wd_log_writer_append:
 * @writer: a log
 * @message: one message or gap; its sender is cut to %WD_LIMIT_NAME_BYTES
 * @error: return location for a #WD_ERROR
 *
 * Each record is one write(2), so what this function acknowledged survives the death of the
 * process. Does not wait for the disk. After a failure the log takes nothing more: close it and
 * open another.
 *
 * Returns: bytes written, -1 on error
 */
gssize
wd_log_writer_append(WdLogWriter *writer, const WdLogMessage *message, GError **error)
{
	const char *body = message->body != NULL ? message->body : "";
	gsize len = strlen(body);
	gssize images;
	gssize parts;
	gssize last;

	if (!is_writable(writer, message, len, error))
		return -1;
	images = write_images(writer, message, error);
	if (images < 0)
		return -1;
	parts = write_parts(writer, message->time_ms, body, len, error);
	if (parts < 0)
		return -1;
	last = write_last(writer, message, body, error);
	return last < 0 ? -1 : images + parts + last;
}

/**
 * wd_log_writer_close:
 * @writer: (nullable) (transfer full): a log
 * @now_ms: Unix time
 * @reason: a word on why, for the reader
 *
 * Writes FINAL, unless the log is broken, and hands the file to the syncing thread.
 */
void
wd_log_writer_close(WdLogWriter *writer, gint64 now_ms, const char *reason)
{
	WdLogRecord record = {.type = WD_LOG_RECORD_FINAL, .time_ms = now_ms};
	char count[16];

	if (writer == NULL)
		return;
	g_snprintf(count, sizeof count, "%u", wd_log_writer_get_count(writer));
	wd_log_record_add(&record, count, strlen(count));
	wd_log_record_add(&record, reason, strlen(reason));
	if (!writer->is_broken)
		(void)write_record(writer, &record, NULL); /* a reader sees that it is missing */
	writer_free(writer);
}

/**
 * wd_log_writer_get_path:
 * @writer: a log
 *
 * Returns: (transfer none): its file
 */
const char *
wd_log_writer_get_path(const WdLogWriter *writer)
{
	return writer->path;
}

/**
 * wd_log_writer_get_count:
 * @writer: a log
 *
 * Returns: how many records it has, META included
 */
guint
wd_log_writer_get_count(const WdLogWriter *writer)
{
	return wd_log_chain_get_next(writer->chain);
}

/**
 * wd_log_writer_get_head:
 * @writer: a log
 *
 * What the audit trail notes down, so that a log cut at a record or replaced as a whole is found
 * out: the file alone cannot show it.
 *
 * Returns: (transfer full): "ID:COUNT:TAG", id and tag of the last record in hexadecimal
 */
char *
wd_log_writer_get_head(const WdLogWriter *writer)
{
	g_autofree char *tag = wd_hash_to_hex(wd_log_chain_get_tag(writer->chain), WD_AEAD_TAG_LEN);

	return g_strdup_printf("%s:%u:%s", writer->id, wd_log_writer_get_count(writer), tag);
}
