/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "inspect-fixture.h"
#include "inspect/wd-look.h"
#include "wd-rows.h"

#define BEGIN   "{\\rtf1\\ansi Hello "
#define OBJECT  "{\\object\\objemb{\\*\\objclass Package}{\\*\\objdata "
#define PACKAGE "0105000002000000 08000000 5061636b61676500 00000000 00000000 "

/* "@" stands for the digits of a package with a program, "#" for its length before it. */
typedef struct {
	const char *name;
	const char *text;
	guint flags;
	const char *member; /* (nullable) */
} Case;

static const Case cases[] = {
	{"letter", BEGIN "\\par world}", 0, NULL},
	{"picture", BEGIN "{\\pict\\pngblip 89504e47}}", 0, NULL},
	{"program", BEGIN OBJECT PACKAGE "#@}}}", WD_FILE_PROGRAM_INSIDE, "tool.exe"},
	{"program-without-a-version",
	 "{\\rt" OBJECT PACKAGE "#@}}}",
	 WD_FILE_PROGRAM_INSIDE,
	 "tool.exe"},
	{"words-among-the-digits",
	 BEGIN OBJECT "\\foo123 01\\bar\n 05 {\\*\\x}0000 0200\\'ab0000 08000000 "
		      "5061636b61676500 00000000 00000000 #@}}}",
	 WD_FILE_PROGRAM_INSIDE,
	 "tool.exe"},
	{"bytes-among-the-digits",
	 BEGIN OBJECT "\\bin0 0105\\bin2 ab02000000 08000000}}}",
	 WD_FILE_DAMAGED,
	 NULL},
	{"equation",
	 BEGIN OBJECT "0105000002000000 0b000000 4571756174696f6e2e3300 00000000 00000000 "
		      "04000000 00000000}}}",
	 WD_FILE_ACTIVE,
	 "Equation.3"},
	{"link",
	 BEGIN OBJECT "0105000001000000 09000000 4f4c45324c696e6b00}}}",
	 WD_FILE_ACTIVE,
	 "OLE2Link"},
	{"opens-by-itself",
	 BEGIN "{\\object\\objemb\\objupdate}}",
	 WD_FILE_ACTIVE,
	 "object that opens by itself"},
	{"template-from-elsewhere",
	 BEGIN "{\\*\\template http://a.example/x.dotm}}",
	 WD_FILE_ACTIVE,
	 "template from elsewhere"},
	{"template-of-one's-own", BEGIN "{\\*\\template C:\\\\x\\\\Normal.dotm}}", 0, NULL},
	{"starts-a-program",
	 BEGIN "{\\field{\\*\\fldinst DDEAUTO c:\\\\x \"/k\"}}}",
	 WD_FILE_ACTIVE,
	 "DDE"},
	{"page-number", BEGIN "{\\field{\\*\\fldinst PAGE}}}", 0, NULL},
	{"half-an-object", BEGIN OBJECT "0105000002", WD_FILE_DAMAGED, NULL},
	{"empty-object", BEGIN OBJECT "}}}", WD_FILE_DAMAGED, NULL},
	{"endless-bytes", BEGIN OBJECT "\\bin99999999999999999999 x", WD_FILE_DAMAGED, NULL},
};

static void
add_hex(GString *out, const void *bytes, gsize len)
{
	const guint8 *at = bytes;

	for (gsize i = 0; i < len; i++)
		g_string_append_printf(out, "%02x", at[i]);
}

static char *
write_out(const char *text)
{
	g_autoptr(GByteArray) package = wd_test_package("tool.exe", "C:\\Users\\ann\\tool.exe");
	const guint32 len = GUINT32_TO_LE(package->len);
	GString *out = g_string_new(NULL);

	for (; *text != '\0'; text++) {
		if (*text == '@')
			add_hex(out, package->data, package->len);
		else if (*text == '#')
			add_hex(out, &len, sizeof len);
		else
			g_string_append_c(out, *text);
	}
	return g_string_free(out, FALSE);
}

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *text = write_out(row->text);
	g_autoptr(WdFileFacts) facts = wd_test_look_text(text, "a.rtf");

	g_assert_cmpint(facts->file_class, ==, WD_FILE_DOCUMENT);
	g_assert_cmphex(facts->flags, ==, row->flags);
	if (row->member != NULL)
		g_assert_nonnull(wd_test_find_member(facts, row->member));
}

/* Word opens one by its bytes, whatever it is called. */
static void
test_as_document(void)
{
	g_autofree char *text = write_out(BEGIN OBJECT PACKAGE "#@}}}");
	const WdTestMember member = {"a.doc", text, strlen(text), NULL};
	g_autoptr(GBytes) zip = wd_test_archive("zip", "none", NULL, NULL, &member, 1);
	g_autoptr(WdFileFacts) alone = wd_test_look_text(text, "a.doc");
	g_autoptr(WdFileFacts) nested = wd_test_look(zip, "a.zip", NULL);

	g_assert_cmphex(alone->flags, ==, WD_FILE_PROGRAM_INSIDE);
	g_assert_cmphex(nested->flags, ==, WD_FILE_PROGRAM_INSIDE);
	g_assert_nonnull(wd_test_find_member(nested, "a.doc > tool.exe"));
}

static void
test_truncated(void)
{
	g_autofree char *text = write_out(BEGIN OBJECT PACKAGE "#@}}}");

	for (gsize len = strlen(text); len-- > 0;) {
		g_autoptr(WdFileFacts) facts = NULL;

		text[len] = '\0';
		facts = wd_test_look_text(text, "a.rtf");
		g_assert_cmpint(facts->inspection, ==, WD_INSPECTION_DONE);
	}
}

static void
test_many_objects(void)
{
	GString *text = g_string_new(BEGIN);
	g_autoptr(WdFileFacts) facts = NULL;

	for (guint i = 0; i < 1000; i++)
		g_string_append(text, "\\objdata 01 ");
	facts = wd_test_look_text(text->str, "a.rtf");
	g_assert_cmphex(facts->flags & WD_FILE_LIMIT, ==, WD_FILE_LIMIT);
	(void)g_string_free(text, TRUE);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/rtf/", cases, test_case);
	g_test_add_func("/rtf/as-document", test_as_document);
	g_test_add_func("/rtf/truncated", test_truncated);
	g_test_add_func("/rtf/many-objects", test_many_objects);
	return g_test_run();
}
