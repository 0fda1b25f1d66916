/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "inspect-fixture.h"
#include "inspect/wd-look.h"
#include "wd-rows.h"

#define PAGES                                                                                      \
	"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"                                       \
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]"
#define BEGIN "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R"
#define END   "trailer<</Root 1 0 R>>\n"

/* "@" stands for a program's bytes in hexadecimal digits. */
typedef struct {
	const char *name;
	const char *text;
	guint flags;
	const char *member; /* (nullable) */
} Case;

static const Case cases[] = {
	{"page", BEGIN ">>endobj\n" PAGES ">>endobj\n" END, 0, NULL},
	{"link",
	 BEGIN ">>endobj\n" PAGES "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI"
	       "(http://a.example/JS)>>>>]>>endobj\n" END,
	 0,
	 NULL},
	{"script-at-the-start",
	 BEGIN "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj\n" PAGES ">>endobj\n" END,
	 WD_FILE_ACTIVE,
	 "JavaScript"},
	{"script-by-its-numbers",
	 BEGIN "/OpenAction<</S/J#61vaScr#69pt/J#53(x)>>>>endobj\n" PAGES ">>endobj\n" END,
	 WD_FILE_ACTIVE,
	 "JavaScript"},
	{"command-at-the-start",
	 BEGIN "/OpenAction<</S/Launch/F(calc.exe)>>>>endobj\n" PAGES ">>endobj\n" END,
	 WD_FILE_ACTIVE,
	 "command"},
	{"command-behind-a-comment",
	 BEGIN "/OpenAction<</S%x\n%y\r /Launch/F(calc.exe)>>>>endobj\n" PAGES ">>endobj\n" END,
	 WD_FILE_ACTIVE,
	 "command"},
	{"behind-other-bytes",
	 "\1\2\n" BEGIN "/OpenAction<</S/Launch/F(calc.exe)>>>>endobj\n" PAGES ">>endobj\n" END,
	 WD_FILE_ACTIVE,
	 "command"},
	{"behind-words",
	 "Dear all,\n" BEGIN "/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>>>endobj\n" PAGES
	 ">>endobj\n"
	 "4 0 obj<</Type/Filespec/F(tool.exe)/EF<</F 5 0 R>>>>endobj\n"
	 "5 0 obj<</Type/EmbeddedFile/Filter/ASCIIHexDecode/Length 513>>stream\n@>\n"
	 "endstream endobj\n" END,
	 WD_FILE_PROGRAM_INSIDE,
	 "tool.exe"},
	{"command-by-a-click",
	 BEGIN ">>endobj\n" PAGES "/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 "
	       "9]/A<</S/Launch/F(calc.exe)>>>>]>>endobj\n" END,
	 WD_FILE_ACTIVE,
	 "command"},
	{"attached-program",
	 BEGIN "/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>>>endobj\n" PAGES ">>endobj\n"
	       "4 0 obj<</Type/Filespec/F(tool.exe)/EF<</F 5 0 R>>>>endobj\n"
	       "5 0 obj<</Type/EmbeddedFile/Filter/ASCIIHexDecode/Length 513>>stream\n@>\n"
	       "endstream endobj\n" END,
	 WD_FILE_PROGRAM_INSIDE,
	 "tool.exe"},
	{"attached-letter",
	 BEGIN "/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>>>endobj\n" PAGES ">>endobj\n"
	       "4 0 obj<</Type/Filespec/F(a.txt)/EF<</F 5 0 R>>>>endobj\n"
	       "5 0 obj<</Type/EmbeddedFile/Length 5>>stream\nhello\nendstream endobj\n" END,
	 0,
	 NULL},
	{"program-as-picture-on-a-page",
	 BEGIN ">>endobj\n" PAGES "/Annots[6 0 R]>>endobj\n"
	       "6 0 obj<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 4 0 R>>endobj\n"
	       "4 0 obj<</Type/Filespec/F(a.jpg)/EF<</F 5 0 R>>>>endobj\n"
	       "5 0 obj<</Type/EmbeddedFile/Filter/ASCIIHexDecode/Length 513>>stream\n@>\n"
	       "endstream endobj\n" END,
	 WD_FILE_PROGRAM_INSIDE | WD_FILE_DISGUISE_INSIDE,
	 "a.jpg"},
	{"damaged-and-active", "%PDF-1.4\n/S /Launch", WD_FILE_ACTIVE | WD_FILE_DAMAGED, "command"},
};

static char *
write_out(const char *text)
{
	GString *out = g_string_new(NULL);

	for (; *text != '\0'; text++) {
		if (*text != '@') {
			g_string_append_c(out, *text);
			continue;
		}
		for (gsize i = 0; i < sizeof wd_test_pe; i++)
			g_string_append_printf(out, "%02x", wd_test_pe[i]);
	}
	return g_string_free(out, FALSE);
}

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *text = write_out(row->text);
	g_autoptr(WdFileFacts) facts = wd_test_look_text(text, "a.pdf");

	g_assert_cmpint(facts->file_class, ==, WD_FILE_DOCUMENT);
	g_assert_cmphex(facts->flags, ==, row->flags);
	if (row->member != NULL)
		g_assert_nonnull(wd_test_find_member(facts, row->member));
}

/* In an archive it is not unpacked, but what it says in the open is seen. */
static void
test_nested(void)
{
	g_autofree char *late = g_strconcat("\n", cases[2].text, NULL);
	const WdTestMember members[] = {
		{"a.pdf", cases[2].text, strlen(cases[2].text), NULL},
		{"b.pdf", late, strlen(late), NULL},
	};
	g_autoptr(GBytes) zip = wd_test_archive("zip", "none", NULL, NULL, members, 2);
	g_autoptr(WdFileFacts) facts = wd_test_look(zip, "a.zip", NULL);

	g_assert_cmphex(facts->flags, ==, WD_FILE_ACTIVE);
	g_assert_nonnull(wd_test_find_member(facts, "a.pdf > JavaScript"));
	g_assert_nonnull(wd_test_find_member(facts, "b.pdf > JavaScript"));
}

/* A text about PDF is a text. */
static void
test_about(void)
{
	g_autoptr(WdFileFacts) facts =
		wd_test_look_text("Every document begins with %PDF-1.4, said card 4111.", "a.txt");

	g_assert_cmphex(facts->flags, ==, 0);
	g_assert_nonnull(facts->text);
	g_assert_nonnull(strstr(facts->text, "card 4111"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/pdf/", cases, test_case);
	g_test_add_func("/pdf/nested", test_nested);
	g_test_add_func("/pdf/about", test_about);
	return g_test_run();
}
