/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "inspect-fixture.h"
#include "inspect/wd-look.h"
#include "wd-rows.h"

static const char pdf[] =
	"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
	"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 90]/Contents 4 0 R"
	"/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
	"4 0 obj<</Length 60>>stream\nBT /F 12 Tf 10 10 Td (card 4111 1111 1111 1111) Tj ET       "
	"\n"
	"endstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
	"trailer<</Root 1 0 R>>\n";

typedef struct {
	const char *name;
	const char *file_name;
	const char *text;
	WdFileClass file_class;
	guint flags;
	const char *words; /* (nullable) among the text that was found */
} Case;

static const Case cases[] = {
	{"text", "notes.txt", "number 4111", WD_FILE_TEXT, 0, "number 4111"},
	{"empty", "a.jpg", "", WD_FILE_EMPTY, 0, NULL},
	{"script", "run", "#!/bin/sh\necho secret\n", WD_FILE_SCRIPT, 0, "echo secret"},
	{"launcher", "x.txt", "[Desktop Entry]\nExec=rm\n", WD_FILE_SCRIPT, 0, "Exec=rm"},
	{"page-as-picture",
	 "a.jpg",
	 "<!DOCTYPE html><html><body>x</body></html>",
	 WD_FILE_TEXT,
	 WD_FILE_CONTRADICTS,
	 NULL},
	{"portable-document", "a.pdf", pdf, WD_FILE_DOCUMENT, 0, "4111 1111 1111 1111"},
	{"greek-text",
	 "a.txt",
	 "\xb8\xed\xe1\xf2 \xe4\xe9\xe1\xe4\xe9\xea\xf4\xf5\xe1\xea\xfc\xf2",
	 WD_FILE_UNKNOWN,
	 0,
	 "\u00b8\u00ed"},
	{"subtitles",
	 "a.srt",
	 "1\n00:00:01,000 --> 00:00:02,000\ncard 4111\n",
	 WD_FILE_DATA,
	 0,
	 "card 4111"},
	{"damaged-document", "a.pdf", "%PDF-1.4\nnothing", WD_FILE_DOCUMENT, WD_FILE_DAMAGED, NULL},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdFileFacts) facts = wd_test_look_text(row->text, row->file_name);

	g_assert_cmpint(facts->inspection, ==, WD_INSPECTION_DONE);
	g_assert_cmpint(facts->size, ==, (gint64)strlen(row->text));
	g_assert_cmpint(facts->file_class, ==, row->file_class);
	g_assert_cmphex(facts->flags, ==, row->flags);
	g_assert_true(facts->has_hash);
	if (row->words != NULL)
		g_assert_nonnull(strstr(facts->text, row->words));
}

static void
test_hash(void)
{
	g_autoptr(WdFileFacts) facts = wd_test_look_text("abc", "a");
	g_autofree char *hash = wd_file_facts_format_hash(facts);

	g_assert_cmpstr(
		hash, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void
test_office(void)
{
	const WdTestMember members[] = {
		{"[Content_Types].xml", "<Types/>", 0, NULL},
		{"word/document.xml", "<w:p><w:t>card 4111</w:t></w:p>", 0, NULL},
		{"word/vbaProject.bin", "x", 0, NULL},
	};
	g_autoptr(GBytes) clean = wd_test_archive("zip", "none", NULL, NULL, members, 2);
	g_autoptr(GBytes) macros = wd_test_archive("zip", "none", NULL, NULL, members, 3);
	g_autoptr(WdFileFacts) first = wd_test_look(clean, "a.docx", NULL);
	g_autoptr(WdFileFacts) second = wd_test_look(macros, "a.docx", NULL);

	g_assert_cmphex(first->flags, ==, 0);
	g_assert_cmpint(first->file_class, ==, WD_FILE_DOCUMENT);
	g_assert_nonnull(strstr(first->text, "card 4111"));
	g_assert_cmphex(second->flags, ==, WD_FILE_MACROS);
	g_assert_nonnull(wd_test_find_member(second, "word/vbaProject.bin"));
}

static void
test_open_document(void)
{
	const WdTestMember members[] = {
		{"mimetype", "application/vnd.oasis.opendocument.text", 0, NULL},
		{"content.xml", "<text:p>words here</text:p>", 0, NULL},
		{"META-INF/manifest.xml", "<manifest:encryption-data/>", 0, NULL},
	};
	g_autoptr(GBytes) plain = wd_test_archive("zip", "none", NULL, NULL, members, 2);
	g_autoptr(GBytes) locked = wd_test_archive("zip", "none", NULL, NULL, members, 3);
	g_autoptr(WdFileFacts) first = wd_test_look(plain, "a.odt", NULL);
	g_autoptr(WdFileFacts) second = wd_test_look(locked, "a.odt", NULL);

	g_assert_nonnull(strstr(first->text, "words here\n"));
	g_assert_cmphex(first->flags, ==, 0);
	g_assert_cmphex(second->flags, ==, WD_FILE_ENCRYPTED);
}

static void
test_program(void)
{
	g_autoptr(GBytes) bytes = g_bytes_new_static(wd_test_pe, sizeof wd_test_pe);
	g_autoptr(WdFileFacts) facts = wd_test_look(bytes, "holiday.jpg", NULL);

	g_assert_cmpint(facts->file_class, ==, WD_FILE_PROGRAM);
	g_assert_cmphex(facts->flags, ==, WD_FILE_CONTRADICTS);
}

static void
test_truncated(void)
{
	const WdInspectLimits limits = {.max_bytes = 5, .max_entries = 1, .max_depth = 1};
	g_autoptr(GBytes) bytes = g_bytes_new_static("0123456789", 10);
	g_autoptr(WdFileFacts) facts = wd_test_look(bytes, "a.txt", &limits);

	g_assert_cmphex(facts->flags, ==, WD_FILE_TRUNCATED);
	g_assert_false(facts->has_hash);
	g_assert_cmpstr(facts->text, ==, "01234");
}

static void
test_pipe(void)
{
	g_autoptr(WdFileFacts) facts = NULL;
	int ends[2];

	g_assert_cmpint(pipe(ends), ==, 0);
	facts = wd_look(NULL, ends[0], "a", &wd_inspect_default_limits);
	g_assert_cmpint(facts->inspection, ==, WD_INSPECTION_FAILED);
	(void)close(ends[0]);
	(void)close(ends[1]);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/look/", cases, test_case);
	g_test_add_func("/look/hash", test_hash);
	g_test_add_func("/look/office", test_office);
	g_test_add_func("/look/open-document", test_open_document);
	g_test_add_func("/look/program", test_program);
	g_test_add_func("/look/truncated", test_truncated);
	g_test_add_func("/look/pipe", test_pipe);
	return g_test_run();
}
