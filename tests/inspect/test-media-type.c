/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-media-type.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *extension;
	const char *type;
	WdFileClass file_class;
	gboolean contradicts;
} Case;

#define PE "application/vnd.microsoft.portable-executable"

static const Case cases[] = {
	{"program-as-document", "pdf", PE, WD_FILE_PROGRAM, TRUE},
	{"program-as-text", "txt", PE, WD_FILE_PROGRAM, TRUE},
	{"program-as-picture", "jpg", "application/x-pie-executable", WD_FILE_PROGRAM, TRUE},
	{"program-as-program", "exe", PE, WD_FILE_PROGRAM, FALSE},
	{"page-as-picture", "jpg", "text/html", WD_FILE_TEXT, TRUE},
	{"archive-as-picture", "png", "application/zip", WD_FILE_ARCHIVE, TRUE},
	{"archive-as-portable-document", "pdf", "application/zip", WD_FILE_ARCHIVE, TRUE},
	{"disk-as-archive", "zip", "application/x-iso9660-image", WD_FILE_DISK, TRUE},
	{"document-as-music", "mp3", "application/pdf", WD_FILE_DOCUMENT, TRUE},
	{"picture-as-other-picture", "png", "image/jpeg", WD_FILE_IMAGE, FALSE},
	{"office-is-an-archive", "docx", "application/zip", WD_FILE_ARCHIVE, FALSE},
	{"locked-office", "docx", "application/encrypted", WD_FILE_DOCUMENT, FALSE},
	{"page-as-old-document", "doc", "text/html", WD_FILE_TEXT, FALSE},
	{"script-as-text", "txt", "text/x-shellscript", WD_FILE_SCRIPT, FALSE},
	{"unknown-music", "mp3", "application/octet-stream", WD_FILE_UNKNOWN, FALSE},
	{"empty-picture", "png", "inode/x-empty", WD_FILE_EMPTY, FALSE},
	{"unknown-ending", "xyz", PE, WD_FILE_PROGRAM, FALSE},
	{"vector-drawing", "svg", "image/svg+xml", WD_FILE_TEXT, FALSE},
	{"cabinet", "cab", "application/vnd.ms-cab-compressed", WD_FILE_ARCHIVE, FALSE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;

	g_assert_cmpint(wd_media_type_get_class(row->type), ==, row->file_class);
	g_assert_cmpint(wd_media_type_contradicts(row->extension, row->type), ==, row->contradicts);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/media-type/", cases, test_case);
	return g_test_run();
}
