/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/file/wd-file-name.h"
#include "engine/wd-limits.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *raw;
	const char *extension;
	guint disguises;
} Case;

static const Case cases[] = {
	{"document", "report.final.pdf", "pdf", 0},
	{"no-ending", "Makefile", "", 0},
	{"ending-only-in-name", "exe", "", 0},
	{"dot-file", ".bashrc", "bashrc", 0},
	{"emoji-with-joiner", "\U0001f469\u200d\U0001f467.png", "png", 0},
	{"persian-with-joiner", "\u0645\u06cc\u200c\u062e.pdf", "pdf", 0},
	{"time-of-day", "shot at 12:30:05.png", "png", 0},
	{"program", "Setup.EXE", "exe", 0},
	{"double", "invoice.pdf.exe", "exe", WD_DISGUISE_DOUBLE},
	{"double-with-spaces", "invoice.pdf .exe", "exe", WD_DISGUISE_DOUBLE},
	{"archive-then-document", "x.exe.pdf", "pdf", 0},
	{"override", "report\u202efdp.exe", "exe", WD_DISGUISE_DIRECTION | WD_DISGUISE_HIDDEN},
	{"override-harmless", "a\u202eb.txt", "txt", WD_DISGUISE_DIRECTION},
	{"final-dot", "setup.exe.", "exe", WD_DISGUISE_HIDDEN},
	{"final-space", "setup.exe ", "exe", WD_DISGUISE_HIDDEN},
	{"final-dots-and-spaces", "run.bat. .", "bat", WD_DISGUISE_HIDDEN},
	{"final-no-break-space", "tool.scr\u00a0", "scr", WD_DISGUISE_HIDDEN},
	{"final-dot-harmless", "notes.txt.", "txt", 0},
	{"zero-width", "tool.e\u200bxe", "exe", WD_DISGUISE_HIDDEN},
	{"pushed-out",
	 "a.jpg                    .scr",
	 "scr",
	 WD_DISGUISE_DOUBLE | WD_DISGUISE_HIDDEN},
	{"full-width", "photo.\uff53\uff43\uff52", "scr", WD_DISGUISE_LETTERS},
	{"full-width-dot", "doc\uff0eexe", "exe", WD_DISGUISE_LETTERS},
	{"cyrillic-ending", "setup.\u0435\u0445\u0435", "exe", WD_DISGUISE_LETTERS},
	{"russian-ending",
	 "\u043f\u0438\u0441\u044c\u043c\u043e.\u0434\u043e\u043a",
	 "\u0434\u043e\u043a",
	 0},
	{"path", "../../.bashrc", "bashrc", WD_DISGUISE_PATH},
	{"full-width-slash",
	 "..\uff0f..\uff3c.bashrc",
	 "bashrc",
	 WD_DISGUISE_PATH}, /* by fuzz-file-name */
	{"windows-path", "..\\..\\autorun.inf", "inf", WD_DISGUISE_PATH},
	{"stream", "notes.txt:tool.exe", "exe", WD_DISGUISE_STREAM},
	{"class-id",
	 "docs.{ED7BA470-8E54-465E-825C-99712043E01C}",
	 "{ed7ba470-8e54-465e-825c-99712043e01c}",
	 WD_DISGUISE_STREAM},
	{"blank-braille", "setup.exe\u2800", "exe", WD_DISGUISE_HIDDEN},
	{"ideographic-stop", "setup\u3002exe", "exe", WD_DISGUISE_LETTERS},
	{"unlike-anything", "setup.\u0434at", "\u0434at", 0},
	{"loose-likeness-of-a-script", "setup.\u0432\u0430\u0442", "bat", WD_DISGUISE_LETTERS},
	{"palochka", "setup.d\u04cf\u04cf", "dll", WD_DISGUISE_LETTERS},
	{"greek-likeness", "setup.\u03b5\u03c7\u03b5", "exe", WD_DISGUISE_LETTERS},
	{"small-capitals", "setup.\u1d04\u1d0d\u1d05", "cmd", WD_DISGUISE_LETTERS},
	{"accent-on-top", "setup.b\u0301at", "bat", WD_DISGUISE_LETTERS},
	{"russian-word", "\u0444\u0430\u0439\u043b.\u0442\u043e\u043c", "\u0442\u043e\u043c", 0},
	{"stream-behind-digits", "setup.ps1:x.txt", "txt", WD_DISGUISE_STREAM},
	{"stream-of-data", "setup.ps1::$DATA", "ps1::$data", WD_DISGUISE_STREAM},
	{"clock", "v1.2:30.png", "png", 0},
	{"device", "CON.txt", "txt", WD_DISGUISE_DEVICE},
	{"device-with-space", "nul .jpg", "jpg", WD_DISGUISE_DEVICE},
	{"device-port", "com1", "", WD_DISGUISE_DEVICE},
	{"no-device", "com10.txt", "txt", 0},
	{"no-device-either", "console.txt", "txt", 0},
	{"empty", "", "", 0},
	{"only-dots", "...", "", 0},
	{"newline-inside", "a.e\nxe", "exe", WD_DISGUISE_HIDDEN},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdFileName) name = wd_file_name_parse(row->raw);

	g_assert_cmpstr(name->extension, ==, row->extension);
	g_assert_cmphex(name->disguises, ==, row->disguises);
}

static void
test_long(void)
{
	g_autofree char *fits = g_strnfill(255, 'a');
	g_autofree char *raw = g_strnfill(WD_LIMIT_FILE_NAME_BYTES, 'a');
	g_autoptr(WdFileName) short_name = wd_file_name_parse(fits);
	g_autoptr(WdFileName) long_name = wd_file_name_parse(raw);

	g_assert_cmphex(short_name->disguises, ==, 0);
	g_assert_cmphex(long_name->disguises, ==, WD_DISGUISE_LONG);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/file-name/case/", cases, test_case);
	g_test_add_func("/file-name/long", test_long);
	return g_test_run();
}
