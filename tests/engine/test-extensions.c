/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-extensions.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *extension;
	gboolean is_dangerous;
	gboolean is_program;
	gboolean is_document;
} Case;

/* First and last rows of each table: a table that is not sorted loses them. */
static const Case cases[] = {
	{"first-dangerous", "accda", TRUE, FALSE, FALSE},
	{"last-dangerous", "zsh", TRUE, FALSE, FALSE},
	{"exe", "exe", TRUE, TRUE, FALSE},
	{"first-program", "air", TRUE, TRUE, FALSE},
	{"last-program", "xll", TRUE, TRUE, FALSE},
	{"com-is-no-program-in-links", "com", TRUE, FALSE, FALSE},
	{"macro-document", "docm", TRUE, FALSE, FALSE},
	{"linux-launcher", "desktop", TRUE, TRUE, FALSE},
	{"hyphenated", "search-ms", TRUE, FALSE, FALSE},
	{"first-document", "7z", FALSE, FALSE, TRUE},
	{"last-document", "zip", FALSE, FALSE, TRUE},
	{"pdf", "pdf", FALSE, FALSE, TRUE},
	{"unknown", "warden", FALSE, FALSE, FALSE},
	{"empty", "", FALSE, FALSE, FALSE},
	{"capitals-are-the-caller's-task", "EXE", FALSE, FALSE, FALSE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;

	g_assert_cmpint(wd_extension_is_dangerous(row->extension), ==, row->is_dangerous);
	g_assert_cmpint(wd_extension_is_program(row->extension), ==, row->is_program);
	g_assert_cmpint(wd_extension_is_document(row->extension), ==, row->is_document);
}

typedef struct {
	const char *name; /* the ending itself */
	WdFileClass file_class;
	gboolean is_settings;
} ClassCase;

static const ClassCase classes[] = {
	{"txt", WD_FILE_TEXT, FALSE},
	{"xml", WD_FILE_TEXT, TRUE},
	{"jpg", WD_FILE_IMAGE, FALSE},
	{"mp3", WD_FILE_AUDIO, FALSE},
	{"mkv", WD_FILE_VIDEO, FALSE},
	{"docm", WD_FILE_DOCUMENT, FALSE},
	{"zip", WD_FILE_ARCHIVE, FALSE},
	{"iso", WD_FILE_DISK, FALSE},
	{"exe", WD_FILE_PROGRAM, FALSE},
	{"AppImage", WD_FILE_UNKNOWN, FALSE},
	{"appimage", WD_FILE_PROGRAM, FALSE},
	{"py", WD_FILE_SCRIPT, FALSE},
	{"cfg", WD_FILE_SCRIPT, TRUE},
	{"xsl", WD_FILE_SCRIPT, TRUE},
	{"cer", WD_FILE_SCRIPT, TRUE},
	{"warden", WD_FILE_UNKNOWN, FALSE},
};

static void
test_class(gconstpointer data)
{
	const ClassCase *row = data;

	g_assert_cmpint(wd_extension_get_class(row->name), ==, row->file_class);
	g_assert_cmpint(wd_extension_is_settings(row->name), ==, row->is_settings);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/extensions/", cases, test_case);
	WD_ADD_ROWS("/extensions/class/", classes, test_class);
	return g_test_run();
}
