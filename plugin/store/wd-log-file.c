/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store/wd-log-chain.h"

#define BUFFER_LEN (128 * 1024) /* two of the longest frames, so that reads are few and large */

struct WdLogFile {
	int fd; /* -1: from memory, or all read */
	guint8 *buffer;
	gsize start; /* of what is read and not yet used */
	gsize end;
	gsize frame_len;    /* of the frame that `start` stands at, once it was opened */
	WdLogChain *chain;  /* NULL: the file ends before its first record */
	WdAeadBatch *batch; /* (nullable) between begin and end of a batch only */
	guint8 bound[WD_LOG_BOUND_LEN];
};

static gboolean
fail_errno(GError **error, const char *path)
{
	int saved = errno;

	g_set_error(error,
		    WD_ERROR,
		    saved == ENOENT ? WD_ERROR_NOT_FOUND : WD_ERROR_IO,
		    "%s: %s",
		    path,
		    g_strerror(saved));
	return FALSE;
}

/* Moves what is left to the front and reads until @wanted bytes are there or the file ends. */
static gboolean
fill(WdLogFile *file, gsize wanted, GError **error)
{
	if (file->end - file->start >= wanted || file->fd < 0)
		return TRUE;
	memmove(file->buffer, file->buffer + file->start, file->end - file->start);
	file->end -= file->start;
	file->start = 0;
	while (file->end < wanted) {
		gssize n = read(file->fd, file->buffer + file->end, BUFFER_LEN - file->end);

		if (n < 0 && errno != EINTR)
			return fail_errno(error, "log");
		if (n == 0)
			break;
		if (n > 0)
			file->end += (gsize)n;
	}
	return TRUE;
}

static gsize
count_left(const WdLogFile *file)
{
	return file->end - file->start;
}

static guint32
peek_number(const WdLogFile *file, gsize offset)
{
	guint32 big_endian;

	memcpy(&big_endian, file->buffer + file->start + offset, sizeof big_endian);
	return GUINT32_FROM_BE(big_endian);
}

/* A beginning that is ours as far as it goes: a crash may have cut it anywhere. */
static gboolean
check_preamble(WdLogFile *file, GError **error)
{
	gsize magic_len = strlen(WD_LOG_MAGIC);
	const guint8 *bytes = file->buffer + file->start;

	if (memcmp(bytes, WD_LOG_MAGIC, MIN(count_left(file), magic_len)) != 0) {
		g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "log: not a WDLOG1 file");
		return FALSE;
	}
	if (count_left(file) > magic_len && bytes[magic_len] != WD_LOG_SUITE) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_UNSUPPORTED,
			    "log: suite %u is not known",
			    bytes[magic_len]);
		return FALSE;
	}
	if (count_left(file) >= WD_LOG_PREAMBLE_LEN &&
	    peek_number(file, WD_LOG_BOUND_LEN) > WD_LOG_ENVELOPE_MAX) {
		g_set_error(error, WD_ERROR, WD_ERROR_DAMAGED, "log: its envelope is too long");
		return FALSE;
	}
	return TRUE;
}

static gboolean
open_envelope(WdLogFile *file, WdKeys *keys, gsize len, GError **error)
{
	g_autoptr(GBytes) key = wd_keys_open_sealed(
		keys, file->buffer + file->start + WD_LOG_PREAMBLE_LEN, len, error);

	if (key == NULL)
		return FALSE;
	if (g_bytes_get_size(key) != WD_LOG_FILE_KEY_LEN) {
		g_set_error(error, WD_ERROR, WD_ERROR_DAMAGED, "log: its envelope holds no key");
		return FALSE;
	}
	memcpy(file->bound, file->buffer + file->start, WD_LOG_BOUND_LEN);
	file->chain = wd_log_chain_new(file->bound, g_bytes_get_data(key, NULL));
	return TRUE;
}

/* Leaves file->chain NULL when the file ends before its envelope does. */
static gboolean
read_start(WdLogFile *file, WdKeys *keys, GError **error)
{
	gsize envelope_len;

	if (!fill(file, WD_LOG_PREAMBLE_LEN, error) || !check_preamble(file, error))
		return FALSE;
	if (count_left(file) < WD_LOG_PREAMBLE_LEN)
		return TRUE;
	envelope_len = peek_number(file, WD_LOG_BOUND_LEN);
	if (!fill(file, WD_LOG_PREAMBLE_LEN + envelope_len, error))
		return FALSE;
	if (count_left(file) < WD_LOG_PREAMBLE_LEN + envelope_len)
		return TRUE;
	if (!open_envelope(file, keys, envelope_len, error))
		return FALSE;
	file->start += WD_LOG_PREAMBLE_LEN + envelope_len;
	return TRUE;
}

static int
open_regular(const char *path, GError **error)
{
	struct stat status;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0) {
		fail_errno(error, path);
		return -1;
	}
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
		return fd;
	(void)close(fd); /* nothing was read */
	g_set_error(error, WD_ERROR, WD_ERROR_UNTRUSTED, "%s: not a plain file", path);
	return -1;
}

/**
 * wd_log_file_open:
 * @path: a log
 * @keys: keys, locked or not
 * @error: return location for a #WD_ERROR: %WD_ERROR_LOCKED, %WD_ERROR_WRONG_KEY,
 *   %WD_ERROR_MALFORMED when it is no log, %WD_ERROR_UNSUPPORTED when a newer one, …
 *
 * Opens the envelope (0.3 ms). A file that ends before it does is no error: its first step is
 * %WD_LOG_STEP_TORN.
 *
 * Returns: (transfer full) (nullable): the file before record 0; NULL on error
 */
WdLogFile *
wd_log_file_open(const char *path, WdKeys *keys, GError **error)
{
	g_autoptr(WdLogFile) file = NULL;
	int fd = open_regular(path, error);

	if (fd < 0)
		return NULL;
	file = g_new0(WdLogFile, 1);
	file->fd = fd;
	file->buffer = g_malloc(BUFFER_LEN);
	if (!read_start(file, keys, error))
		return NULL;
	return g_steal_pointer(&file);
}

/**
 * wd_log_file_open_bytes:
 * @raw_bytes: a whole log, in memory
 * @keys: keys, locked or not
 * @error: return location for a #WD_ERROR
 *
 * As wd_log_file_open().
 *
 * Returns: (transfer full) (nullable): the file before record 0; NULL on error
 */
WdLogFile *
wd_log_file_open_bytes(GBytes *raw_bytes, WdKeys *keys, GError **error)
{
	g_autoptr(WdLogFile) file = g_new0(WdLogFile, 1);
	gsize len;
	const guint8 *bytes = g_bytes_get_data(raw_bytes, &len);

	file->fd = -1;
	file->buffer = g_malloc(len + 1); /* a copy: records are decrypted in place */
	if (len > 0)
		memcpy(file->buffer, bytes, len);
	file->end = len;
	if (!read_start(file, keys, error))
		return NULL;
	return g_steal_pointer(&file);
}

/**
 * wd_log_file_begin_batch:
 * @file: a file
 *
 * Many records are read before this call's caller returns: that is faster. To be ended there.
 */
void
wd_log_file_begin_batch(WdLogFile *file)
{
	if (file->batch == NULL)
		file->batch = wd_aead_batch_new();
}

/**
 * wd_log_file_end_batch:
 * @file: a file
 */
void
wd_log_file_end_batch(WdLogFile *file)
{
	g_clear_pointer(&file->batch, wd_aead_batch_free);
}

/**
 * wd_log_file_free:
 * @file: (nullable) (transfer full): a file
 */
void
wd_log_file_free(WdLogFile *file)
{
	if (file == NULL)
		return;
	if (file->fd >= 0)
		(void)close(file->fd); /* only read from */
	wd_log_file_end_batch(file);
	wd_log_chain_free(file->chain);
	g_free(file->buffer);
	g_free(file);
}

/* A power cut can leave a file with its size but without its last bytes: zeros stand for them. */
static WdLogStep
measure_zeros(WdLogFile *file, GError **error)
{
	for (;;) {
		for (; file->start < file->end; file->start++) {
			if (file->buffer[file->start] != 0)
				return WD_LOG_STEP_DAMAGED;
		}
		if (!fill(file, 1, error))
			return WD_LOG_STEP_FAILED;
		if (count_left(file) == 0)
			return WD_LOG_STEP_TORN;
	}
}

/* What the bytes at file->start are, by their lengths alone; sets frame_len for a whole frame. */
static WdLogStep
measure(WdLogFile *file, GError **error)
{
	guint32 len;

	if (!fill(file, WD_LOG_FRAME_HEAD_LEN + WD_LOG_FRAME_MAX, error))
		return WD_LOG_STEP_FAILED;
	if (count_left(file) == 0)
		return WD_LOG_STEP_END;
	if (count_left(file) < sizeof len)
		return WD_LOG_STEP_TORN;
	len = peek_number(file, 0);
	if (len == 0)
		return measure_zeros(file, error);
	if (len < WD_LOG_FRAME_MIN || len > WD_LOG_FRAME_MAX)
		return WD_LOG_STEP_DAMAGED;
	if (count_left(file) < WD_LOG_FRAME_HEAD_LEN + len)
		return WD_LOG_STEP_TORN;
	file->frame_len = WD_LOG_FRAME_HEAD_LEN + len;
	return WD_LOG_STEP_RECORD;
}

/**
 * wd_log_file_next:
 * @file: a file
 * @record: (out): the next record; its fields are valid until the next call
 * @error: return location for a #WD_ERROR, set with %WD_LOG_STEP_FAILED only
 *
 * After any step but %WD_LOG_STEP_RECORD the file is at its end, unless wd_log_file_skip() finds a
 * way behind the damage.
 *
 * Returns: what came next
 */
WdLogStep
wd_log_file_next(WdLogFile *file, WdLogRecord *record, GError **error)
{
	WdLogStep step;

	if (file->chain == NULL)
		return WD_LOG_STEP_TORN;
	file->start += file->frame_len;
	file->frame_len = 0;
	step = measure(file, error);
	if (step != WD_LOG_STEP_RECORD)
		return step;
	if (!wd_log_chain_open(
		    file->chain, file->batch, file->buffer + file->start, file->frame_len))
		return WD_LOG_STEP_DAMAGED;
	if (!wd_log_record_parse(file->buffer + file->start + WD_LOG_FRAME_HEAD_LEN,
				 file->frame_len - WD_LOG_FRAME_HEAD_LEN - WD_AEAD_TAG_LEN,
				 record))
		return WD_LOG_STEP_DAMAGED;
	return WD_LOG_STEP_RECORD;
}

/**
 * wd_log_file_get_tag:
 * @file: a file of which a record was read
 *
 * Returns: (transfer none): the tag of the last one
 */
const guint8 *
wd_log_file_get_tag(const WdLogFile *file)
{
	return wd_log_chain_get_tag(file->chain);
}

/**
 * wd_log_file_skip:
 * @file: a file whose last step was %WD_LOG_STEP_DAMAGED
 *
 * Returns: whether wd_log_file_next() may try the frame after the damaged one
 */
gboolean
wd_log_file_skip(WdLogFile *file)
{
	return file->frame_len > 0 &&
	       wd_log_chain_skip(file->chain, file->buffer + file->start, file->frame_len);
}

/**
 * wd_log_file_get_count:
 * @file: a file
 *
 * Returns: the number of the record to come
 */
guint
wd_log_file_get_count(const WdLogFile *file)
{
	return file->chain == NULL ? 0 : wd_log_chain_get_next(file->chain);
}
