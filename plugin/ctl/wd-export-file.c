/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-export-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "crypto/wd-hash.h"
#include "ctl/wd-json-text.h"
#include "engine/wd-error.h"

#define FILE_MODE   0600
#define FLUSH_BYTES (64 * 1024) /* lines are short, and each write costs a microsecond */

struct WdExportFile {
	char *folder;
	char *id;
	char *name;
	WdLogFormat format;
	FILE *stream;
	GString *text;     /* not yet written */
	GString *pictures; /* for the manifest */
	guint n_pictures;
	GError *error; /* (nullable) the first one; nothing more is written then */
};

/* What a picture is, by its first bytes: its name came from a peer and is not kept anyway. */
static const struct {
	const char *magic;
	gsize offset;
	const char *suffix;
} kinds[] = {
	{"\x89PNG\r\n", 0, "png"},
	{"\xff\xd8\xff", 0, "jpg"},
	{"GIF8", 0, "gif"},
	{"WEBP", 8, "webp"},
	{"BM", 0, "bmp"},
};

static const char *
find_suffix(const WdLogImage *image)
{
	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		gsize len = strlen(kinds[i].magic);

		if (image->len >= kinds[i].offset + len &&
		    memcmp(image->bytes + kinds[i].offset, kinds[i].magic, len) == 0)
			return kinds[i].suffix;
	}
	return "bin";
}

static void
fail(GError **error, const char *name)
{
	g_set_error(error, WD_ERROR, WD_ERROR_IO, "%s: %s", name, g_strerror(errno));
}

/**
 * wd_export_file_create:
 * @folder: where
 * @name: of a file that is not there yet
 * @error: return location for a #WD_ERROR
 *
 * Returns: (transfer full) (nullable): a private file to write to; NULL on error
 */
FILE *
wd_export_file_create(const char *folder, const char *name, GError **error)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	int fd = g_open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, FILE_MODE);
	FILE *stream = fd < 0 ? NULL : fdopen(fd, "w");

	if (stream == NULL)
		fail(error, path);
	return stream;
}

/**
 * wd_export_file_new:
 * @folder: where
 * @id: of the log
 * @format: of the messages
 * @error: return location for a #WD_ERROR
 *
 * Returns: (transfer full) (nullable): an empty file; NULL on error
 */
WdExportFile *
wd_export_file_new(const char *folder, const char *id, WdLogFormat format, GError **error)
{
	g_autofree char *name = g_strconcat(id, wd_log_format_get_suffix(format), NULL);
	FILE *stream = wd_export_file_create(folder, name, error);
	WdExportFile *file;

	if (stream == NULL)
		return NULL;
	file = g_new0(WdExportFile, 1);
	file->folder = g_strdup(folder);
	file->id = g_strdup(id);
	file->name = g_steal_pointer(&name);
	file->format = format;
	file->stream = stream;
	file->text = g_string_sized_new(2 * FLUSH_BYTES);
	file->pictures = g_string_new("[");
	return file;
}

/**
 * wd_export_file_free:
 * @file: (nullable) (transfer full): a file; what was written of it stays
 */
void
wd_export_file_free(WdExportFile *file)
{
	if (file == NULL)
		return;
	if (file->stream != NULL)
		(void)fclose(file->stream); /* it was not to be finished */
	g_clear_error(&file->error);
	g_string_free(file->text, TRUE);
	g_string_free(file->pictures, TRUE);
	g_free(file->folder);
	g_free(file->id);
	g_free(file->name);
	g_free(file);
}

static void
flush(WdExportFile *file)
{
	if (fwrite(file->text->str, 1, file->text->len, file->stream) != file->text->len &&
	    file->error == NULL)
		fail(&file->error, file->name);
	g_string_truncate(file->text, 0);
}

static gboolean
write_picture(WdExportFile *file, const char *name, const WdLogImage *image)
{
	FILE *stream = wd_export_file_create(file->folder, name, &file->error);
	gboolean is_written;

	if (stream == NULL)
		return FALSE;
	is_written = fwrite(image->bytes, 1, image->len, stream) == image->len;
	is_written = fclose(stream) == 0 && is_written;
	if (!is_written)
		fail(&file->error, name);
	return is_written;
}

static void
note_picture(WdExportFile *file, const char *name, const WdLogImage *image)
{
	g_autofree char *sha256 = wd_hash_sha256_hex(image->bytes, image->len);

	g_string_append(file->pictures, file->n_pictures > 1 ? ",{" : "{");
	wd_json_text_member(file->pictures, "file", name);
	wd_json_text_member(file->pictures, "sha256", sha256);
	g_string_append_c(file->pictures, '}');
}

/* (transfer full): the names under which the message's pictures lie beside it now. */
static char **
save_pictures(WdExportFile *file, const WdLogMessage *message)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < message->n_images && file->error == NULL; i++) {
		const WdLogImage *image = &message->images[i];
		char *name = g_strdup_printf(
			"%s-%u.%s", file->id, ++file->n_pictures, find_suffix(image));

		g_ptr_array_add(names, name);
		if (write_picture(file, name, image))
			note_picture(file, name, image);
	}
	g_ptr_array_add(names, NULL);
	g_ptr_array_set_free_func(names, NULL);
	return (char **)g_ptr_array_free(g_steal_pointer(&names), FALSE);
}

/**
 * wd_export_file_start:
 * @file: an empty file
 * @entry: what the log is of
 */
void
wd_export_file_start(WdExportFile *file, const WdLogEntry *entry)
{
	wd_log_line_start(file->text, file->format, entry);
}

/**
 * wd_export_file_add:
 * @file: a file
 * @message: the next message; its pictures become files of their own
 *
 * Returns: whether it makes sense to go on; wd_export_file_end() says why not
 */
gboolean
wd_export_file_add(WdExportFile *file, const WdLogMessage *message)
{
	g_auto(GStrv) names = message->n_images > 0 ? save_pictures(file, message) : NULL;

	wd_log_line_append(file->text, file->format, message, (const char *const *)names);
	if (file->text->len >= FLUSH_BYTES)
		flush(file);
	return file->error == NULL;
}

static gssize
read_for_hash(gpointer stream, guint8 *bytes, gsize len)
{
	gsize n = fread(bytes, 1, len, stream);

	return n == 0 && ferror((FILE *)stream) != 0 ? -1 : (gssize)n;
}

/* Of what lies there, which is what somebody will compare it with. */
static gboolean
hash_file(const char *folder, const char *name, guint8 digest[WD_HASH_LEN])
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	FILE *stream = g_fopen(path, "re");
	gboolean is_read = stream != NULL && wd_hash_sha256_read(read_for_hash, stream, digest);

	if (stream != NULL)
		(void)fclose(stream); /* only read from */
	return is_read;
}

/**
 * wd_export_file_end:
 * @file: a file
 * @report: how the log ended
 * @manifest: the members "file", "sha256" and, where there are some, "pictures" are added
 * @error: return location for a #WD_ERROR
 *
 * Returns: whether all of it was written
 */
gboolean
wd_export_file_end(WdExportFile *file, const WdLogReport *report, GString *manifest, GError **error)
{
	guint8 digest[WD_HASH_LEN];
	g_autofree char *sha256 = NULL;

	wd_log_line_end(file->text, file->format, report);
	flush(file);
	if (fclose(g_steal_pointer(&file->stream)) != 0 && file->error == NULL)
		fail(&file->error, file->name);
	if (file->error == NULL && !hash_file(file->folder, file->name, digest))
		fail(&file->error, file->name);
	if (file->error != NULL) {
		g_propagate_error(error, g_steal_pointer(&file->error));
		return FALSE;
	}
	sha256 = wd_hash_to_hex(digest, sizeof digest);
	wd_json_text_member(manifest, "file", file->name);
	wd_json_text_member(manifest, "sha256", sha256);
	if (file->n_pictures > 0) {
		wd_json_text_key(manifest, "pictures");
		g_string_append_printf(manifest, "%s]", file->pictures->str);
	}
	return TRUE;
}
