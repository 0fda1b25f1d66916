/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-line-reader.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_BYTES 65536 /* what one read asks for: a pipe holds as much */

struct WdLineReader {
	int fd;
	gsize max_bytes;
	GByteArray *buffer;
	gsize start; /* of the next line in the buffer */
	gsize seen;  /* up to here there is no newline after start */
	guint64 number;
	gboolean is_at_end;
	int number_of_error; /* 0: none */
};

/**
 * wd_line_reader_new:
 * @fd: where to read; stays the caller's
 * @max_bytes: the longest line that is handed out
 *
 * Returns: (transfer full): a reader before the first line
 */
WdLineReader *
wd_line_reader_new(int fd, gsize max_bytes)
{
	WdLineReader *reader = g_new0(WdLineReader, 1);

	reader->fd = fd;
	reader->max_bytes = max_bytes;
	reader->buffer = g_byte_array_sized_new(CHUNK_BYTES);
	return reader;
}

/**
 * wd_line_reader_free:
 * @reader: (nullable) (transfer full): a reader
 */
void
wd_line_reader_free(WdLineReader *reader)
{
	if (reader == NULL)
		return;
	g_byte_array_unref(reader->buffer);
	g_free(reader);
}

/* Makes room by dropping what was handed out; of a line that is too long, all but its first part.
 */
static void
compact(WdLineReader *reader)
{
	if (reader->start > 0)
		g_byte_array_remove_range(reader->buffer, 0, (guint)reader->start);
	reader->seen -= reader->start;
	reader->start = 0;
	if (reader->buffer->len > reader->max_bytes + 1) {
		g_byte_array_set_size(reader->buffer, (guint)reader->max_bytes + 1);
		reader->seen = reader->buffer->len;
	}
}

static void
fill(WdLineReader *reader)
{
	guint len;
	gssize n;

	compact(reader);
	len = reader->buffer->len;
	g_byte_array_set_size(reader->buffer, len + CHUNK_BYTES);
	do
		n = read(reader->fd, reader->buffer->data + len, CHUNK_BYTES);
	while (n < 0 && errno == EINTR);
	reader->number_of_error = n < 0 ? errno : 0;
	g_byte_array_set_size(reader->buffer, len + (guint)MAX(n, 0));
	reader->is_at_end = n <= 0;
}

static gboolean
find_newline(WdLineReader *reader, gsize *end)
{
	const guint8 *data = reader->buffer->data;
	const guint8 *newline = NULL;

	if (reader->buffer->len > reader->seen)
		newline = memchr(data + reader->seen, '\n', reader->buffer->len - reader->seen);
	reader->seen = reader->buffer->len;
	if (newline != NULL)
		*end = (gsize)(newline - data);
	return newline != NULL;
}

static void
hand_out(WdLineReader *reader, gsize end, char **line, gsize *len)
{
	*line = (char *)reader->buffer->data + reader->start;
	*len = end - reader->start;
	if (*len > 0 && (*line)[*len - 1] == '\r')
		(*len)--;
	(*line)[*len] = '\0';
	reader->start = end + 1;
	reader->seen = reader->start;
	reader->number++;
}

/**
 * wd_line_reader_next:
 * @reader: a reader
 * @line: (out) (transfer none): the line without its end, a nul after it; until the next call
 * @len: (out): its length; more than the bound given to wd_line_reader_new() for a line that was
 *   too long, of which only the beginning is there
 *
 * Blocks until a line is there. A last line without a newline counts.
 *
 * Returns: whether there was another line
 */
gboolean
wd_line_reader_next(WdLineReader *reader, char **line, gsize *len)
{
	gsize end = 0;

	while (!find_newline(reader, &end)) {
		if (!reader->is_at_end) {
			fill(reader);
			continue;
		}
		if (reader->start >= reader->buffer->len)
			return FALSE;
		g_byte_array_append(reader->buffer, (const guint8 *)"", 1);
		hand_out(reader, reader->buffer->len - 1, line, len);
		return TRUE;
	}
	hand_out(reader, end, line, len);
	return TRUE;
}

/**
 * wd_line_reader_get_error:
 * @reader: a reader without another line
 *
 * Returns: why there is none, as of errno; 0 where the input has come to its end
 */
int
wd_line_reader_get_error(const WdLineReader *reader)
{
	return reader->number_of_error;
}

/**
 * wd_line_reader_get_number:
 * @reader: a reader
 *
 * Returns: the number of the line that was handed out last, from 1
 */
guint64
wd_line_reader_get_number(const WdLineReader *reader)
{
	return reader->number;
}
