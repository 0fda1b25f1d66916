/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-member.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	WdMember member;
	guint flags;
} Case;

static const Case cases[] = {
	{"document", {.path = "a/report.pdf"}, 0},
	{"settings", {.path = "project/build.xml"}, 0},
	{"program", {.path = "setup.exe"}, WD_FILE_PROGRAM_INSIDE},
	{"script", {.path = "a/run.js"}, WD_FILE_PROGRAM_INSIDE},
	{"script-in-a-book", {.path = "EPUB/run.js", .is_office = TRUE}, 0},
	{"program-in-a-document",
	 {.path = "word/x.exe", .is_office = TRUE},
	 WD_FILE_PROGRAM_INSIDE},
	{"program-by-its-bytes",
	 {.path = "data", .signature = WD_SIGNATURE_PROGRAM},
	 WD_FILE_PROGRAM_INSIDE},
	{"program-as-picture",
	 {.path = "a.jpg", .signature = WD_SIGNATURE_PROGRAM},
	 WD_FILE_PROGRAM_INSIDE | WD_FILE_DISGUISE_INSIDE},
	{"double-ending", {.path = "a.pdf.exe"}, WD_FILE_PROGRAM_INSIDE | WD_FILE_DISGUISE_INSIDE},
	{"reversed", {.path = "a\u202etxt.png"}, WD_FILE_DISGUISE_INSIDE},
	{"absolute", {.path = "/etc/passwd"}, WD_FILE_PATH_INSIDE},
	{"drive", {.path = "C:\\x.txt"}, WD_FILE_PATH_INSIDE},
	{"above", {.path = "../x.txt"}, WD_FILE_PATH_INSIDE},
	{"above-later", {.path = "a/../../x.txt"}, WD_FILE_PATH_INSIDE},
	{"above-backwards", {.path = "a\\..\\..\\x.txt"}, WD_FILE_PATH_INSIDE},
	{"stays", {.path = "a/b/../x.txt"}, 0},
	{"dots-in-names", {.path = "a/..b/...c"}, 0},
	{"link-inside", {.path = "lib/a.so", .link = "a.so.1"}, 0},
	{"link-up-but-inside", {.path = "a/b/c", .link = "../d"}, 0},
	{"link-out", {.path = "a/b", .link = "../../etc/passwd"}, WD_FILE_LINK_INSIDE},
	{"link-absolute", {.path = "a", .link = "/etc/passwd"}, WD_FILE_LINK_INSIDE},
	{"copy", {.path = "run.js", .link = "notes.txt", .is_copy = TRUE}, WD_FILE_PROGRAM_INSIDE},
	{"copy-of-nothing-special", {.path = "b.txt", .link = "a.txt", .is_copy = TRUE}, 0},
	{"folder-that-is-a-file",
	 {.path = "run.js", .is_folder = TRUE, .is_file_elsewhere = TRUE},
	 WD_FILE_PROGRAM_INSIDE | WD_FILE_LIMIT},
	{"link-that-is-a-file",
	 {.path = "a.jpg",
	  .link = "PK\003\004",
	  .is_file_elsewhere = TRUE,
	  .signature = WD_SIGNATURE_ARCHIVE},
	 WD_FILE_LIMIT},
	{"link-in-a-zip", {.path = "Current", .link = "A", .is_file_elsewhere = TRUE}, 0},
	{"folder-like-a-program", {.path = "Tool.app", .is_folder = TRUE}, 0},
	{"locked", {.path = "a.txt", .is_encrypted = TRUE}, WD_FILE_ENCRYPTED},
	{"sealed", {.path = "a.arj", .signature = WD_SIGNATURE_SEALED}, WD_FILE_LIMIT},
	{"macros", {.path = "word/vbaProject.bin", .is_office = TRUE}, WD_FILE_MACROS},
	{"macros-anywhere", {.path = "x/VBAPROJECT.BIN"}, WD_FILE_MACROS},
	{"macro-sheet", {.path = "xl/macrosheets/sheet1.xml", .is_office = TRUE}, WD_FILE_MACROS},
	{"basic", {.path = "Basic/Standard/Module1.xml", .is_office = TRUE}, WD_FILE_MACROS},
	{"empty-basic", {.path = "Basic/script-lc.xml", .is_office = TRUE}, 0},
	{"empty", {.path = ""}, 0},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	WdFileClass file_class;

	g_assert_cmphex(wd_member_judge(&row->member, &file_class), ==, row->flags);
}

static void
test_words(void)
{
	g_assert_true(wd_member_has_words("word/document.xml"));
	g_assert_true(wd_member_has_words("ppt/slides/slide12.xml"));
	g_assert_true(wd_member_has_words("content.xml"));
	g_assert_false(wd_member_has_words("word/styles.xml"));
	g_assert_true(wd_member_makes_office("[Content_Types].xml"));
	g_assert_false(wd_member_makes_office("a/mimetype"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/member/", cases, test_case);
	g_test_add_func("/member/words", test_words);
	return g_test_run();
}
