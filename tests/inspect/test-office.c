/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "inspect-fixture.h"
#include "inspect/wd-office.h"
#include "wd-rows.h"

#define TYPE "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define FAR  "Target=\"http://a.example/x\" TargetMode=\"External\""

typedef struct {
	const char *name;
	const char *relation;
	gboolean is_followed;
} RelationCase;

static const RelationCase relations[] = {
	{"template-from-elsewhere", "<Relationship " TYPE "attachedTemplate\" " FAR "/>", TRUE},
	{"template-on-a-share",
	 "<Relationship Target=\"\\\\a\\b\" TargetMode=\"External\" " TYPE "attachedTemplate\"/>",
	 TRUE},
	{"object-from-elsewhere",
	 "<Relationship " TYPE "oleObject\" Target=\"mhtml:http://a!x\" TargetMode=\"External\"/>",
	 TRUE},
	{"link",
	 "<Relationship " TYPE "hyperlink\" Target=\"http://a.example/\" TargetMode=\"External\"/>",
	 FALSE},
	{"object-of-its-own", "<Relationship " TYPE "oleObject\" Target=\"a.bin\"/>", FALSE},
	{"template-of-one's-own",
	 "<Relationship " TYPE "attachedTemplate\" Target=\"Normal.dotm\" "
	 "TargetMode=\"External\"/>",
	 FALSE},
	{"white-space",
	 "<Relationship " TYPE "attachedTemplate\"\nTarget\n=\t\"http://a.example/x\" "
	 "TargetMode = \"External\"/>",
	 TRUE},
	{"single-quotes",
	 "<Relationship Type='http://x/attachedTemplate' Target='http://a.example/x' "
	 "TargetMode='External'/>",
	 TRUE},
	{"references",
	 "<Relationship Type='http://x/&#97;ttachedTemplate' Target='&#x0068;ttp://a.example/x' "
	 "TargetMode='Extern&#000097;l'/>",
	 TRUE},
	{"bracket-in-a-value",
	 "<Relationship Target='http://a.example/&lt;' " TYPE "frame\" TargetMode='External'/>",
	 TRUE},
	{"prefix", "<r:Relationship " TYPE "attachedTemplate\" " FAR "/>", TRUE},
	{"behind-another", "<a b='c'/><Relationship " TYPE "frame\" " FAR "/>", TRUE},
	{"no-quote", "<Relationship " TYPE "attachedTemplate\" Target=", FALSE},
	{"no-end", "<Relationship " TYPE, FALSE},
	{"empty", "", FALSE},
};

static void
test_relation(gconstpointer data)
{
	const RelationCase *row = data;

	g_assert_cmpint(wd_office_follows((const guint8 *)row->relation, strlen(row->relation)),
			==,
			row->is_followed);
}

/* Office reads UTF-16, too, with its mark or without. */
static void
test_utf16(gconstpointer data)
{
	static const char text[] = "<Relationship " TYPE "attachedTemplate\" " FAR "/>";
	gboolean is_big = strstr(data, "big") != NULL;
	gboolean is_marked = strstr(data, "marked") != NULL;
	g_autoptr(GByteArray) bytes = g_byte_array_new();

	if (is_marked)
		g_byte_array_append(bytes, (const guint8 *)(is_big ? "\xfe\xff" : "\xff\xfe"), 2);
	for (gsize i = 0; i < sizeof text - 1; i++) {
		const guint8 pair[] = {is_big ? 0 : (guint8)text[i], is_big ? (guint8)text[i] : 0};

		g_byte_array_append(bytes, pair, 2);
	}
	g_assert_true(wd_office_follows(bytes->data, bytes->len));
}

static void
test_macro_types(void)
{
	static const char sheet[] =
		"<Override PartName='/xl/worksheets/sheet9.xml' "
		"ContentType='application/vnd.ms-excel.intlmacro&#115;heet+xml'/>";
	static const char project[] = "<Default Extension='bin' "
				      "ContentType='application/vnd.ms-office.vbaProject'/>";
	static const char plain[] = "<Default Extension='xml' ContentType='application/xml'/>";

	g_assert_true(wd_office_names_macros((const guint8 *)sheet, strlen(sheet)));
	g_assert_true(wd_office_names_macros((const guint8 *)project, strlen(project)));
	g_assert_false(wd_office_names_macros((const guint8 *)plain, strlen(plain)));
}

static WdFileFacts *
look_at_document(const WdTestMember *members, guint n)
{
	g_autoptr(GBytes) docx = wd_test_archive("zip", "none", NULL, NULL, members, n);

	return wd_test_look(docx, "a.docx", NULL);
}

/* Nothing says that what makes an archive a document must be its first member. */
static void
test_order(void)
{
	static const char relation[] = "<Relationship " TYPE "attachedTemplate\" " FAR "/>";
	const WdTestMember members[] = {
		{"word/_rels/settings.XML.RELS", relation, 0, NULL},
		{"word/document.xml", "<w:p><w:t>card 4111</w:t></w:p>", 0, NULL},
		{"Basic/Standard/Module1.xml", "<script/>", 0, NULL},
		{"[Content_Types].xml", "<Types/>", 0, NULL},
	};
	g_autoptr(WdFileFacts) facts = look_at_document(members, G_N_ELEMENTS(members));

	g_assert_cmphex(facts->flags, ==, WD_FILE_ACTIVE | WD_FILE_MACROS);
	g_assert_nonnull(strstr(facts->text, "card 4111"));
	g_assert_nonnull(wd_test_find_member(facts, "word/_rels/settings.XML.RELS"));
	g_assert_nonnull(wd_test_find_member(facts, "Basic/Standard/Module1.xml"));
}

static void
test_macros_by_type(void)
{
	const WdTestMember members[] = {
		{"[Content_Types].xml",
		 "<Override PartName='/xl/worksheets/sheet1.xml' "
		 "ContentType='application/vnd.ms-excel.macrosheet+xml'/>",
		 0,
		 NULL},
		{"xl/worksheets/sheet1.xml", "<c/>", 0, NULL},
	};
	g_autoptr(WdFileFacts) facts = look_at_document(members, G_N_ELEMENTS(members));

	g_assert_cmphex(facts->flags, ==, WD_FILE_MACROS);
}

/* Padding in front of what counts does not pass as nothing. */
static void
test_padded(void)
{
	gsize len = 5 * 1024 * 1024;
	g_autofree char *padding = g_strnfill(len, ' ');
	const WdTestMember members[] = {
		{"[Content_Types].xml", "<Types/>", 0, NULL},
		{"word/_rels/settings.xml.rels", padding, len, NULL},
	};
	g_autoptr(WdFileFacts) facts = look_at_document(members, G_N_ELEMENTS(members));

	g_assert_cmphex(facts->flags, ==, WD_FILE_LIMIT);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/office/relation/", relations, test_relation);
	g_test_add_data_func("/office/utf16/little-marked", "little-marked", test_utf16);
	g_test_add_data_func("/office/utf16/big-marked", "big-marked", test_utf16);
	g_test_add_data_func("/office/utf16/little", "little", test_utf16);
	g_test_add_data_func("/office/utf16/big", "big", test_utf16);
	g_test_add_func("/office/macro-types", test_macro_types);
	g_test_add_func("/office/order", test_order);
	g_test_add_func("/office/macros-by-type", test_macros_by_type);
	g_test_add_func("/office/padded", test_padded);
	return g_test_run();
}
