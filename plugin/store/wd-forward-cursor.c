/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-forward-cursor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/wd-audit-line.h"

#define MAGIC       "WDFORWARD1"
#define RECORD_LEN  128 /* bytes, blanks behind what is needed: always written over itself whole */
#define NAME_DIGITS 16  /* of the digest of a target's text */
#define BLOCK_LEN   (256 * 1024) /* a few hundred lines; the longest has WD_AUDIT_MAX_LINE */

struct WdForwardReader {
	char *folder;
	char *bytes; /* of @file, from @start */
	gsize len;
	char file[WD_AUDIT_NAME_LEN];
	gsize start;
};

/**
 * wd_forward_cursor_get_name:
 * @target: a target as policy writes it
 *
 * Returns: (transfer full): the name of its file within the folder of the trail
 */
char *
wd_forward_cursor_get_name(const char *target)
{
	g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, target, -1);

	return g_strdup_printf("forward-%.*s", NAME_DIGITS, digest);
}

/**
 * wd_forward_cursor_format:
 * @cursor: a place
 *
 * Returns: (transfer full): its record, of always the same length
 */
char *
wd_forward_cursor_format(const WdForwardCursor *cursor)
{
	g_autofree char *text = g_strdup_printf(MAGIC " %s %" G_GSIZE_FORMAT " %" G_GUINT64_FORMAT,
						cursor->file,
						cursor->offset,
						cursor->seq);

	return g_strdup_printf("%-*s\n", RECORD_LEN - 1, text);
}

static gboolean
is_file_name(const char *name)
{
	return strlen(name) < WD_AUDIT_NAME_LEN &&
	       strspn(name, "0123456789-.jsonl") == strlen(name) &&
	       g_str_has_suffix(name, ".jsonl");
}

/**
 * wd_forward_cursor_parse:
 * @text: a record, which anybody may have written
 * @cursor: (out caller-allocates): what it says
 *
 * Returns: whether it is one
 */
gboolean
wd_forward_cursor_parse(const char *text, WdForwardCursor *cursor)
{
	g_auto(GStrv) words = g_strsplit(text, " ", 5);
	guint64 offset;
	guint64 seq;

	*cursor = (WdForwardCursor){0};
	if (g_strv_length(words) < 4 || !g_str_equal(words[0], MAGIC) || !is_file_name(words[1]))
		return FALSE;
	g_strchomp(words[3]);
	if (!g_ascii_string_to_unsigned(words[2], 10, 0, G_MAXINT64, &offset, NULL) ||
	    !g_ascii_string_to_unsigned(words[3], 10, 0, G_MAXINT64, &seq, NULL))
		return FALSE;
	(void)g_strlcpy(cursor->file, words[1], sizeof cursor->file);
	cursor->offset = (gsize)offset;
	cursor->seq = seq;
	cursor->has_seq = TRUE;
	return TRUE;
}

static int
open_record(const char *folder, const char *target, int flags)
{
	g_autofree char *name = wd_forward_cursor_get_name(target);
	g_autofree char *path = g_build_filename(folder, name, NULL);

	return open(path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
}

/* Where nothing can be trusted, everything that is there is sent: twice rather than never. */
static void
go_to_oldest(const char *folder, WdForwardCursor *cursor)
{
	g_autoptr(GPtrArray) names = wd_audit_files_list(folder);

	*cursor = (WdForwardCursor){0};
	if (names->len > 0)
		(void)g_strlcpy(cursor->file, g_ptr_array_index(names, 0), sizeof cursor->file);
}

/**
 * wd_forward_cursor_load:
 * @folder: the folder of the trail
 * @target: whose cursor
 * @cursor: (out caller-allocates): where it stands; at the beginning of the trail when its record
 *   cannot be read
 *
 * Returns: FALSE when this target has none yet
 */
gboolean
wd_forward_cursor_load(const char *folder, const char *target, WdForwardCursor *cursor)
{
	char record[RECORD_LEN + 1] = "";
	int fd = open_record(folder, target, O_RDONLY);
	gssize n;

	*cursor = (WdForwardCursor){0};
	if (fd < 0 && errno == ENOENT)
		return FALSE;
	n = fd < 0 ? -1 : read(fd, record, RECORD_LEN);
	if (fd >= 0)
		(void)close(fd); /* only read from */
	if (n != RECORD_LEN || !wd_forward_cursor_parse(record, cursor))
		go_to_oldest(folder, cursor);
	return TRUE;
}

/**
 * wd_forward_cursor_save:
 * @folder: the folder of the trail
 * @target: whose cursor
 * @cursor: where it stands
 *
 * Does not wait for the disk: a cursor that is lost with the computer's power sends again.
 *
 * Returns: whether it was written
 */
gboolean
wd_forward_cursor_save(const char *folder, const char *target, const WdForwardCursor *cursor)
{
	g_autofree char *record = wd_forward_cursor_format(cursor);
	int fd = open_record(folder, target, O_WRONLY | O_CREAT);
	gboolean is_written;

	if (fd < 0)
		return FALSE;
	is_written = pwrite(fd, record, RECORD_LEN, 0) == RECORD_LEN;
	return close(fd) == 0 && is_written;
}

/**
 * wd_forward_reader_new:
 * @folder: the folder of the trail
 *
 * Returns: (transfer full): a reader of its files
 */
WdForwardReader *
wd_forward_reader_new(const char *folder)
{
	WdForwardReader *reader = g_new0(WdForwardReader, 1);

	reader->folder = g_strdup(folder);
	reader->bytes = g_malloc(BLOCK_LEN);
	return reader;
}

/**
 * wd_forward_reader_free:
 * @reader: (nullable) (transfer full): a reader
 */
void
wd_forward_reader_free(WdForwardReader *reader)
{
	if (reader == NULL)
		return;
	g_free(reader->folder);
	g_free(reader->bytes);
	g_free(reader);
}

/* FALSE: the file is not there. */
static gboolean
read_block(WdForwardReader *reader, const WdForwardCursor *cursor)
{
	g_autofree char *path = g_build_filename(reader->folder, cursor->file, NULL);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	gssize n;

	reader->len = 0;
	if (fd < 0)
		return FALSE;
	n = pread(fd, reader->bytes, BLOCK_LEN, (off_t)cursor->offset);
	(void)close(fd); /* only read from */
	(void)g_strlcpy(reader->file, cursor->file, sizeof reader->file);
	reader->start = cursor->offset;
	reader->len = n > 0 ? (gsize)n : 0;
	return TRUE;
}

static gboolean
find_in_block(WdForwardReader *reader, WdForwardCursor *cursor, const char **line, gsize *len)
{
	gsize skipped = cursor->offset - reader->start;
	const char *newline;

	if (!g_str_equal(reader->file, cursor->file) || cursor->offset < reader->start ||
	    skipped >= reader->len)
		return FALSE;
	*line = reader->bytes + skipped;
	newline = memchr(*line, '\n', reader->len - skipped);
	if (newline != NULL)
		*len = (gsize)(newline - *line);
	else if (reader->len - skipped > WD_AUDIT_MAX_LINE)
		*len = reader->len - skipped - 1; /* no line of ours: passed over in pieces */
	else
		return FALSE;
	cursor->offset += *len + 1;
	return TRUE;
}

static gboolean
find_next_name(const char *folder, const char *file, char next[WD_AUDIT_NAME_LEN])
{
	g_autoptr(GPtrArray) names = wd_audit_files_list(folder);

	for (guint i = 0; i < names->len; i++) {
		const char *name = g_ptr_array_index(names, i);

		if (strcmp(name, file) <= 0)
			continue;
		(void)g_strlcpy(next, name, WD_AUDIT_NAME_LEN);
		return TRUE;
	}
	return FALSE;
}

static void
go_to(WdForwardCursor *cursor, const char *file)
{
	(void)g_strlcpy(cursor->file, file, sizeof cursor->file);
	cursor->offset = 0;
}

static gboolean
read_line(WdForwardReader *reader, WdForwardCursor *cursor, const char **line, gsize *len)
{
	return read_block(reader, cursor) && find_in_block(reader, cursor, line, len);
}

/**
 * wd_forward_reader_next:
 * @reader: a reader
 * @cursor: (inout): moved behind the line; its number is the caller's to keep
 * @line: (out): the line without its newline; valid until the next call
 * @len: (out): its length in bytes
 *
 * A line that is still being written is not there yet. At the end of a file, or where one is
 * missing, the next one follows.
 *
 * Returns: FALSE when there is nothing more for now
 */
gboolean
wd_forward_reader_next(WdForwardReader *reader,
		       WdForwardCursor *cursor,
		       const char **line,
		       gsize *len)
{
	char next[WD_AUDIT_NAME_LEN];

	for (;;) {
		if (find_in_block(reader, cursor, line, len) ||
		    read_line(reader, cursor, line, len))
			return TRUE;
		if (!find_next_name(reader->folder, cursor->file, next))
			return FALSE;
		/* The last line may have come between the look at the file and that at the folder.
		 */
		if (read_line(reader, cursor, line, len))
			return TRUE;
		go_to(cursor, next);
	}
}

/**
 * wd_forward_cursor_go_to_newest:
 * @folder: the folder of the trail
 * @cursor: (out caller-allocates): moved to the beginning of the newest file
 *
 * For a target that is new: what was written before it was named is not sent.
 */
void
wd_forward_cursor_go_to_newest(const char *folder, WdForwardCursor *cursor)
{
	g_autoptr(GPtrArray) names = wd_audit_files_list(folder);

	*cursor = (WdForwardCursor){0};
	if (names->len > 0)
		(void)g_strlcpy(cursor->file,
				g_ptr_array_index(names, names->len - 1),
				sizeof cursor->file);
}

static guint64
get_size(const char *folder, const char *name)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	struct stat status;

	return lstat(path, &status) == 0 && S_ISREG(status.st_mode) ? (guint64)status.st_size : 0;
}

/**
 * wd_forward_cursor_count_waiting:
 * @folder: the folder of the trail
 * @cursor: a place
 *
 * Returns: how many bytes stand behind it
 */
guint64
wd_forward_cursor_count_waiting(const char *folder, const WdForwardCursor *cursor)
{
	g_autoptr(GPtrArray) names = wd_audit_files_list(folder);
	guint64 n_bytes = 0;

	for (guint i = 0; i < names->len; i++) {
		const char *name = g_ptr_array_index(names, i);
		int order = strcmp(name, cursor->file);
		guint64 size = order < 0 ? 0 : get_size(folder, name);

		n_bytes += order == 0 ? size - MIN(size, cursor->offset) : size;
	}
	return n_bytes;
}

/**
 * wd_forward_cursor_limit:
 * @folder: the folder of the trail
 * @cursor: (inout): moved to a later file until no more than that stands behind it
 * @max_bytes: how much may wait
 *
 * The newest file is never passed over.
 *
 * Returns: whether it was moved
 */
gboolean
wd_forward_cursor_limit(const char *folder, WdForwardCursor *cursor, guint64 max_bytes)
{
	char next[WD_AUDIT_NAME_LEN];
	gboolean is_moved = FALSE;

	while (wd_forward_cursor_count_waiting(folder, cursor) > max_bytes &&
	       find_next_name(folder, cursor->file, next)) {
		go_to(cursor, next);
		is_moved = TRUE;
	}
	return is_moved;
}
