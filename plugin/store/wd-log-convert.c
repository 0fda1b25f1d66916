/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* strcasestr */
#include "config.h"

#include "store/wd-log-convert.h"

#include <glib/gstdio.h>
#include <string.h>

#include "engine/wd-error.h"
#include "store/wd-log-prune.h"
#include "store/wd-log-reader.h"
#include "store/wd-stock-log.h"

#define MAX_LOG_BYTES   (256 * 1024 * 1024)
#define MAX_IMAGE_BYTES (16 * 1024 * 1024)
#define N_LINES         40  /* at once: each is a record written, 10 us */
#define N_RECORDS       100 /* at once, each 3 us to read back */

/* First it is written, then read back. */
struct WdLogConvert {
	WdKeys *keys; /* borrowed */
	WdStockLogName *name;
	char *raw;
	WdStockLogParser *parser; /* (nullable) while it is written */
	WdLogWriter *writer;
	WdLogReading *reading; /* (nullable) while it is read back */
	WdLogConvertSeen seen; /* of the old log, before it was read */
	char *folder;          /* of it, with its pictures */
	char *new_path;        /* (nullable): removed with the conversion, if it was not taken */
	GChecksum *written;    /* of all that was given to the writer */
	GChecksum *read;
	GPtrArray *images; /* of char *: paths of pictures in it */
	guint n_messages;
	GError *error;
};

static void
update(GChecksum *sum, const char *text)
{
	g_checksum_update(sum, (const guchar *)(text != NULL ? text : ""), -1);
	g_checksum_update(sum, (const guchar *)"", 1);
}

static void
add_to_sum(GChecksum *sum, const WdLogMessage *message)
{
	g_autofree char *head = g_strdup_printf(
		"%" G_GINT64_FORMAT " %u %u", message->time_ms, message->flags, message->n_images);

	update(sum, head);
	update(sum, message->sender);
	update(sum, message->body);
	for (guint i = 0; i < message->n_images; i++)
		g_checksum_update(sum, message->images[i].bytes, (gssize)message->images[i].len);
}

/* A peer may have written the tag: the other logs of the folder are no pictures, and what is taken
 * for one is deleted with the last log. */
static gboolean
is_image_name(const char *name)
{
	return name[0] != '\0' && name[0] != '.' && strchr(name, '/') == NULL &&
	       !g_str_has_suffix(name, ".html") && !g_str_has_suffix(name, ".txt");
}

/* (nullable): the name in <img src="NAME">, where it is a file beside the log and nothing else. */
static char *
find_image_name(const char *tag, const char *end)
{
	const char *value = g_strstr_len(tag, end - tag, "=\"");
	const char *close = value != NULL ? memchr(value + 2, '"', (gsize)(end - value - 2)) : NULL;
	char *name;

	if (close == NULL)
		return NULL;
	name = g_strndup(value + 2, (gsize)(close - value - 2));
	if (is_image_name(name))
		return name;
	g_free(name);
	return NULL;
}

/* (nullable): the bytes of a picture that is there and not too large. */
static GBytes *
load_image(const WdLogConvert *convert, const char *name, char **path)
{
	char *bytes = NULL;
	gsize len = 0;
	GStatBuf status;

	*path = g_build_filename(convert->folder, name, NULL);
	if (g_lstat(*path, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0 &&
	    status.st_size <= MAX_IMAGE_BYTES && g_file_get_contents(*path, &bytes, &len, NULL))
		return g_bytes_new_take(bytes, len);
	g_clear_pointer(path, g_free);
	return NULL;
}

/* The body with its pictures numbered, and those; what cannot be loaded keeps its tag as text. */
static char *
take_images(WdLogConvert *convert, const char *body, GPtrArray *images)
{
	GString *out = g_string_new(NULL);
	const char *at = body;

	for (;;) {
		const char *tag = strcasestr(at, "<img ");
		const char *end = tag != NULL ? strchr(tag, '>') : NULL;
		g_autofree char *name = end != NULL ? find_image_name(tag, end) : NULL;
		char *path = NULL;
		GBytes *bytes = NULL;

		if (end == NULL)
			break;
		if (name != NULL && images->len < WD_LOG_MAX_IMAGES)
			bytes = load_image(convert, name, &path);
		g_string_append_len(out, at, tag - at);
		if (bytes != NULL) {
			g_ptr_array_add(images, bytes);
			g_ptr_array_add(convert->images, path);
			g_string_append_printf(
				out, "<img src=\"" WD_LOG_IMAGE_SCHEME "%u\">", images->len);
		} else {
			g_string_append(out, "&lt;");
			g_string_append_len(out, tag + 1, end - tag - 1);
			g_string_append(out, "&gt;");
		}
		at = end + 1;
	}
	g_string_append(out, at);
	return g_string_free(out, FALSE);
}

static void
convert_message(const WdLogMessage *old, gpointer data)
{
	WdLogConvert *convert = data;
	g_autoptr(GPtrArray) bytes = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	g_autofree char *body = take_images(convert, old->body, bytes);
	WdLogImage images[WD_LOG_MAX_IMAGES];
	WdLogMessage message = *old;

	for (guint i = 0; i < bytes->len; i++)
		images[i].bytes = g_bytes_get_data(g_ptr_array_index(bytes, i), &images[i].len);
	message.body = body;
	message.images = images;
	message.n_images = bytes->len;
	if (convert->error != NULL ||
	    wd_log_writer_append(convert->writer, &message, &convert->error) < 0)
		return;
	add_to_sum(convert->written, &message);
	convert->n_messages++;
}

static gboolean
sum_message(const WdLogMessage *message, gpointer sum)
{
	add_to_sum(sum, message);
	return TRUE;
}

static WdLogConvertSeen
see(const GStatBuf *status)
{
	return (WdLogConvertSeen){
		.inode = status->st_ino,
		.size = status->st_size,
		.changed_s = status->st_mtim.tv_sec,
		.changed_ns = status->st_mtim.tv_nsec,
	};
}

static char *
load_log(const char *path, gsize *len, WdLogConvertSeen *seen, GError **error)
{
	g_autoptr(GError) failure = NULL;
	GStatBuf status = {0};
	char *raw = NULL;

	if (g_lstat(path, &status) != 0 || status.st_size > MAX_LOG_BYTES)
		g_set_error(error, WD_ERROR, WD_ERROR_TOO_LONG, "too large");
	else if (!g_file_get_contents(path, &raw, len, &failure))
		g_set_error(error, WD_ERROR, WD_ERROR_IO, "%s", failure->message);
	*seen = see(&status);
	return raw;
}

static WdLogWriter *
open_writer(const WdLogHome *home, const WdStockLogName *name, GError **error)
{
	WdLogMeta meta = {.log_class = name->log_class,
			  .protocol = name->protocol,
			  .account = name->account,
			  .peer = name->peer,
			  .time_ms = name->time_ms};

	return wd_log_writer_open(home, &meta, error);
}

/**
 * wd_log_convert_new:
 * @stock_folder: the client's folder of logs in the clear
 * @file: one of them, below it
 * @home: where and for whom; its keys outlive the conversion
 * @error: return location for a #WD_ERROR
 *
 * Returns: (transfer full) (nullable): a conversion before its first step; NULL on error
 */
WdLogConvert *
wd_log_convert_new(const char *stock_folder,
		   const char *file,
		   const WdLogHome *home,
		   GError **error)
{
	g_autofree char *path = g_build_filename(stock_folder, file, NULL);
	g_autoptr(WdLogConvert) convert = g_new0(WdLogConvert, 1);
	gsize len = 0;

	convert->keys = (WdKeys *)home->keys;
	convert->images = g_ptr_array_new_with_free_func(g_free);
	convert->written = g_checksum_new(G_CHECKSUM_SHA256);
	convert->read = g_checksum_new(G_CHECKSUM_SHA256);
	convert->folder = g_path_get_dirname(path);
	convert->name = wd_stock_log_name_parse(file);
	if (convert->name == NULL) {
		g_set_error(error, WD_ERROR, WD_ERROR_MALFORMED, "not named as a log is");
		return NULL;
	}
	convert->raw = load_log(path, &len, &convert->seen, error);
	if (convert->raw == NULL)
		return NULL;
	convert->writer = open_writer(home, convert->name, error);
	if (convert->writer == NULL)
		return NULL;
	convert->new_path = g_strdup(wd_log_writer_get_path(convert->writer));
	convert->parser =
		wd_stock_log_parser_new(convert->raw, len, convert->name, convert_message, convert);
	return g_steal_pointer(&convert);
}

/* To its last record, then on to reading it. */
static gboolean
write_on(WdLogConvert *convert, GError **error)
{
	gboolean has_more = wd_stock_log_parser_step(convert->parser, N_LINES);

	if (convert->error != NULL) {
		g_propagate_error(error, g_steal_pointer(&convert->error));
		return FALSE;
	}
	if (has_more)
		return TRUE;
	g_clear_pointer(&convert->parser, wd_stock_log_parser_free);
	wd_log_writer_close(g_steal_pointer(&convert->writer), convert->name->time_ms, "imported");
	convert->reading = wd_log_reading_open(
		convert->new_path, convert->keys, sum_message, convert->read, error);
	return convert->reading != NULL;
}

static gboolean
is_same(const WdLogConvert *convert)
{
	const WdLogReport *report = wd_log_reading_get_report(convert->reading);

	return report->condition == WD_LOG_COMPLETE && report->n_messages == convert->n_messages &&
	       g_str_equal(g_checksum_get_string(convert->read),
			   g_checksum_get_string(convert->written));
}

/**
 * wd_log_convert_step:
 * @convert: a conversion
 * @is_done: (out): whether it is, well
 * @error: return location for a #WD_ERROR
 *
 * Writes a piece, or reads a piece of what was written and compares: half a millisecond, unless
 * there are large pictures in it.
 *
 * Returns: FALSE when it cannot be done; then free @convert, which leaves nothing behind
 */
gboolean
wd_log_convert_step(WdLogConvert *convert, gboolean *is_done, GError **error)
{
	*is_done = FALSE;
	if (convert->parser != NULL)
		return write_on(convert, error);
	if (!wd_log_reading_step(convert->reading, N_RECORDS, is_done, error))
		return FALSE;
	if (!*is_done || is_same(convert))
		return TRUE;
	*is_done = FALSE;
	g_set_error(error, WD_ERROR, WD_ERROR_DAMAGED, "what was written is not what was there");
	return FALSE;
}

/**
 * wd_log_convert_take_path:
 * @convert: a conversion that is done
 *
 * Returns: (transfer full): the sealed log, which stays now
 */
char *
wd_log_convert_take_path(WdLogConvert *convert)
{
	return g_steal_pointer(&convert->new_path);
}

/**
 * wd_log_convert_get_images:
 * @convert: a conversion
 *
 * Returns: (transfer none) (element-type utf8): the files of pictures that are in the sealed log
 */
const GPtrArray *
wd_log_convert_get_images(const WdLogConvert *convert)
{
	return convert->images;
}

/**
 * wd_log_convert_get_n_messages:
 * @convert: a conversion
 *
 * Returns: how many messages were written
 */
guint
wd_log_convert_get_n_messages(const WdLogConvert *convert)
{
	return convert->n_messages;
}

/**
 * wd_log_convert_get_seen:
 * @convert: a conversion
 *
 * Returns: how the old log was, for wd_log_convert_is_as_seen()
 */
WdLogConvertSeen
wd_log_convert_get_seen(const WdLogConvert *convert)
{
	return convert->seen;
}

/**
 * wd_log_convert_is_as_seen:
 * @seen: of wd_log_convert_get_seen()
 * @path: the old log
 *
 * Any thread may ask.
 *
 * Returns: whether it is the file that was read, and nobody has written to it since
 */
gboolean
wd_log_convert_is_as_seen(const WdLogConvertSeen *seen, const char *path)
{
	GStatBuf status;
	WdLogConvertSeen now;

	if (g_lstat(path, &status) != 0)
		return FALSE;
	now = see(&status);
	return now.inode == seen->inode && now.size == seen->size &&
	       now.changed_s == seen->changed_s && now.changed_ns == seen->changed_ns;
}

/**
 * wd_log_convert_free:
 * @convert: (nullable) (transfer full): a conversion
 *
 * A sealed log that nobody took is removed: the old one is there still.
 */
void
wd_log_convert_free(WdLogConvert *convert)
{
	if (convert == NULL)
		return;
	wd_stock_log_parser_free(convert->parser);
	if (convert->writer != NULL)
		wd_log_writer_close(convert->writer, convert->name->time_ms, "abandoned");
	wd_log_reading_free(convert->reading);
	if (convert->new_path != NULL)
		(void)wd_log_remove_files(convert->new_path); /* all in it is elsewhere */
	wd_stock_log_name_free(convert->name);
	g_checksum_free(convert->written);
	g_checksum_free(convert->read);
	g_ptr_array_unref(convert->images);
	g_clear_error(&convert->error);
	g_free(convert->raw);
	g_free(convert->folder);
	g_free(convert->new_path);
	g_free(convert);
}
