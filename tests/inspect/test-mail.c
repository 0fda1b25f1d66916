/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "inspect-fixture.h"
#include "inspect/wd-look.h"
#include "wd-rows.h"

#define TOP                                                                                        \
	"Received: from a.example\r\nFrom: ann@a.example\r\nTo: bob@b.example\r\n"                 \
	"Subject: minutes\r\nMIME-Version: 1.0\r\n"
#define PARTS TOP "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
#define BYTES "Content-Transfer-Encoding: base64\r\n"
#define NAMED "Content-Disposition: attachment; filename="

/* "@" stands for a program in Base64, "%" for one in hexadecimal digits after "=". */
typedef struct {
	const char *name;
	const char *file_name;
	const char *text;
	guint flags;
	const char *member; /* (nullable) */
	const char *words;  /* (nullable) */
} Case;

static const Case cases[] = {
	{"letter", "a.eml", TOP "\r\ncard 4111\r\n", 0, NULL, "card 4111"},
	{"letter-in-parts",
	 "a.eml",
	 PARTS "--b\r\nContent-Type: text/plain\r\n\r\ncard 4111\r\n--b--\r\n",
	 0,
	 NULL,
	 "card 4111"},
	{"quoted-letter",
	 "a.eml",
	 PARTS "--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: "
	       "quoted-printable\r\n\r\nca=\r\nrd=204111\r\n--b--\r\n",
	 0,
	 NULL,
	 "card 4111"},
	{"picture",
	 "a.eml",
	 PARTS "--b\r\nContent-Type: image/png\r\n" BYTES NAMED
	       "\"a.png\"\r\n\r\niVBORw0KGgo=\r\n--b--\r\n",
	 0,
	 NULL,
	 NULL},
	{"patch",
	 "a.eml",
	 TOP "\r\n--- a/x\r\n+++ b/x\r\n@@ -1\r\n-a\r\n+b\r\n--\r\n",
	 0,
	 NULL,
	 "+b"},
	{"program",
	 "a.eml",
	 PARTS "--b\r\n" BYTES NAMED "\"tool.exe\"\r\n\r\n@\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "tool.exe",
	 NULL},
	{"program-as-picture",
	 "a.eml",
	 PARTS "--b\r\n" BYTES NAMED "\"a.jpg\"\r\n\r\n@\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE | WD_FILE_DISGUISE_INSIDE,
	 "a.jpg",
	 NULL},
	{"program-by-type-name",
	 "a.eml",
	 PARTS "--b\r\nContent-Type: x/y; name=run.js\r\n" BYTES "\r\nYQ==\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "run.js",
	 NULL},
	{"folded-and-quoted",
	 "a.eml",
	 PARTS
	 "--b\r\nContent-Disposition: attachment;\r\n\tfilename = \"my \\\"tool\\\".exe\"\r\n" BYTES
	 "\r\n@\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "my \"tool\".exe",
	 NULL},
	{"name-in-pieces",
	 "a.eml",
	 PARTS "--b\r\nContent-Disposition: attachment; filename*0*=utf-8''a%20b; "
	       "filename*1=.ex; filename*2=e\r\n" BYTES "\r\nYQ==\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "a b.exe",
	 NULL},
	{"pieces-out-of-order",
	 "a.eml",
	 PARTS "--b\r\nContent-Disposition: attachment; filename*1=js; filename*0=run.\r\n" BYTES
	       "\r\nYQ==\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "run.js",
	 NULL},
	{"second-name",
	 "a.eml",
	 PARTS "--b\r\nContent-Disposition: attachment; filename=run.js; filename=a.txt\r\n" BYTES
	       "\r\nYQ==\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "run.js",
	 NULL},
	{"name-beside-pieces",
	 "a.eml",
	 PARTS "--b\r\nContent-Disposition: attachment; filename=run.js; filename*0=a.; "
	       "filename*1=txt\r\n" BYTES "\r\nYQ==\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "run.js",
	 NULL},
	{"name-of-the-type",
	 "a.eml",
	 PARTS "--b\r\nContent-Type: x/y; name=run.js\r\n" NAMED "a.txt\r\n" BYTES
	       "\r\nYQ==\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "run.js",
	 NULL},
	{"too-many-names",
	 "a.eml",
	 PARTS
	 "--b\r\nContent-Disposition: attachment; filename=a; filename=b; filename=c; "
	 "filename=d; filename=e; filename=f; filename=g; filename=h; filename=run.js\r\n" BYTES
	 "\r\nYQ==\r\n--b--\r\n",
	 WD_FILE_LIMIT,
	 NULL,
	 NULL},
	{"encoded-mail-in-a-mail",
	 "a.eml",
	 PARTS "--b\r\nContent-Type: message/rfc822\r\n" BYTES
	       "\r\nQ29udGVudC1UeXBlOiB4L3k7IG5hbWU9cnVuLmpzDQoNCmE=\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "run.js",
	 NULL},
	{"encoded-parts",
	 "a.eml",
	 PARTS "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n" BYTES
	       "\r\nLS1jDQpDb250ZW50LVR5cGU6IHgveTsgbmFtZT1ydW4uanMNCg0KYQ==\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "run.js",
	 NULL},
	{"name-in-base64",
	 "a.eml",
	 PARTS "--b\r\n" NAMED "\"=?utf-8?B?cnVuLmpz?=\"\r\n" BYTES "\r\nYQ==\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "run.js",
	 NULL},
	{"name-in-latin",
	 "a.eml",
	 PARTS "--b\r\n" NAMED "\"=?iso-8859-1?Q?=E4_b=2Eexe?=\"\r\n" BYTES "\r\nYQ==\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "\xc3\xa4 b.exe",
	 NULL},
	{"reversed-name",
	 "a.eml",
	 PARTS "--b\r\n" NAMED "\"=?utf-8?Q?a=E2=80=AEgpj.exe?=\"\r\n" BYTES
	       "\r\nYQ==\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE | WD_FILE_DISGUISE_INSIDE,
	 NULL,
	 NULL},
	{"quoted-program",
	 "a.eml",
	 PARTS "--b\r\n" NAMED
	       "a.dat\r\nContent-Transfer-Encoding: Quoted-Printable\r\n\r\n%\r\n--b--"
	       "\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "a.dat",
	 NULL},
	{"plain-script",
	 "a.eml",
	 PARTS "--b\r\n" NAMED "go\r\n\r\n#!/bin/sh\r\nrm x\r\n--b--\r\n",
	 0,
	 NULL,
	 NULL},
	{"program-without-a-name",
	 "a.eml",
	 PARTS "--b\r\nContent-Type: text/plain\r\n" BYTES "\r\n@\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "?",
	 NULL},
	{"other-boundary",
	 "a.eml",
	 PARTS "--c\r\n" BYTES NAMED "\"tool.exe\"\r\n\r\n@\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "tool.exe",
	 NULL},
	{"garbage-before-the-header",
	 "a.eml",
	 PARTS "--b\r\nnothing\r\n" BYTES NAMED "\"tool.exe\"\r\n\r\n@\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "tool.exe",
	 NULL},
	{"line-feeds-alone",
	 "a.eml",
	 "From: a\nMIME-Version: 1.0\n\n--b\n" BYTES NAMED "tool.exe\n\n@\n--b--\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "tool.exe",
	 NULL},
	{"mail-in-a-mail",
	 "a.eml",
	 PARTS "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\nContent-Type: "
	       "multipart/mixed; boundary=c\r\n\r\n--c\r\n" BYTES NAMED
	       "\"tool.exe\"\r\n\r\n@\r\n--c--\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "tool.exe",
	 NULL},
	{"page-saved-as-mail",
	 "a.mht",
	 "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; "
	 "boundary=\"b\"\r\n\r\n--b\r\n" BYTES
	 "Content-Location: file:///C:/x/editdata.mso\r\n" NAMED "x.scr\r\n\r\nYQ==\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "x.scr",
	 NULL},
	{"older-attachment",
	 "a.eml",
	 TOP "\r\nHello\r\n\r\nbegin 644 tool.exe\r\n#9G5N\r\n`\r\nend\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "tool.exe",
	 NULL},
	{"older-attachment-by-its-bytes",
	 "a.eml",
	 TOP "Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 "
	     "a.dat\r\n$?T5,1@``\r\n`\r\nend\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "a.dat",
	 NULL},
	{"words-that-begin",
	 "a.eml",
	 TOP "\r\nbegin 644 \r\nbegin with card 4111\r\n",
	 0,
	 NULL,
	 "card 4111"},
	{"mail-under-another-name",
	 "a.txt",
	 PARTS "--b\r\n" BYTES NAMED "\"tool.exe\"\r\n\r\n@\r\n--b--\r\n",
	 WD_FILE_PROGRAM_INSIDE,
	 "tool.exe",
	 "Subject: minutes"},
	{"text-about-mails", "a.txt", "A header says MIME-Version: 1.0\n", 0, NULL, "1.0"},
	{"locked",
	 "a.eml",
	 TOP "Content-Type: multipart/encrypted; boundary=b\r\n\r\n--b\r\n\r\nx\r\n",
	 WD_FILE_ENCRYPTED,
	 NULL,
	 NULL},
	{"nothing", "a.eml", "From: a\r\n", 0, NULL, NULL},
	{"half-a-header",
	 "a.eml",
	 PARTS "--b\r\nContent-Disposition: attachment; filename=\"a",
	 0,
	 NULL,
	 NULL},
	{"half-an-encoded-word",
	 "a.eml",
	 PARTS "--b\r\n" NAMED "\"=?utf-8?B?\"\r\n\r\n",
	 0,
	 NULL,
	 NULL},
};

static char *
quote_program(void)
{
	GString *out = g_string_new(NULL);

	for (gsize i = 0; i < sizeof wd_test_pe; i++)
		g_string_append_printf(out, "=%02X%s", wd_test_pe[i], i % 20 == 19 ? "=\r\n" : "");
	return g_string_free(out, FALSE);
}

static char *
write_out(const char *text)
{
	g_autofree char *base64 = g_base64_encode(wd_test_pe, sizeof wd_test_pe);
	g_autofree char *quoted = quote_program();
	GString *out = g_string_new(NULL);

	for (; *text != '\0'; text++) {
		gboolean is_alone = text[1] == '\r' || text[1] == '\n';

		if (*text == '@' && is_alone)
			g_string_append(out, base64);
		else if (*text == '%' && is_alone)
			g_string_append(out, quoted);
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
	g_autoptr(WdFileFacts) facts = wd_test_look_text(text, row->file_name);

	g_assert_cmphex(facts->flags, ==, row->flags);
	if (row->member != NULL)
		g_assert_nonnull(wd_test_find_member(facts, row->member));
	if (row->words != NULL)
		g_assert_nonnull(strstr(facts->text, row->words));
}

/* In an archive, and with an archive in it. */
static void
test_nested(void)
{
	const WdTestMember tool = {"a/tool.exe", wd_test_pe, sizeof wd_test_pe, NULL};
	g_autoptr(GBytes) zip = wd_test_archive("zip", "none", NULL, NULL, &tool, 1);
	g_autofree char *base64 =
		g_base64_encode(g_bytes_get_data(zip, NULL), g_bytes_get_size(zip));
	g_autofree char *mail =
		g_strconcat(PARTS "--b\r\n" BYTES NAMED "a.zip\r\n\r\n", base64, "\r\n", NULL);
	const WdTestMember outer = {"old/a.eml", mail, strlen(mail), NULL};
	g_autoptr(GBytes) all = wd_test_archive("gnutar", "gzip", NULL, NULL, &outer, 1);
	g_autoptr(WdFileFacts) facts = wd_test_look(all, "b.tgz", NULL);

	g_assert_cmphex(facts->flags, ==, WD_FILE_PROGRAM_INSIDE);
	g_assert_nonnull(wd_test_find_member(facts, "old/a.eml > a.zip > a/tool.exe"));
}

/* A nul makes it something else for libmagic, and for nobody who reads mails. */
static void
test_nul(void)
{
	static const char head[] = "From: a\r\nX: \0\r\n";
	g_autofree char *text = write_out(cases[5].text);
	g_autoptr(GByteArray) mail = g_byte_array_new();
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(WdFileFacts) facts = NULL;

	g_byte_array_append(mail, (const guint8 *)head, sizeof head - 1);
	g_byte_array_append(mail, (const guint8 *)text, (guint)strlen(text));
	bytes = g_bytes_new(mail->data, mail->len);
	facts = wd_test_look(bytes, "a.eml", NULL);
	g_assert_cmpstr(cases[5].name, ==, "program");
	g_assert_cmphex(facts->flags, ==, WD_FILE_PROGRAM_INSIDE);
}

/* However much stands before the name. */
static void
test_padded(void)
{
	g_autofree char *padding = g_strnfill(9000, 'x');
	GString *text = g_string_new(PARTS "--b\n");
	g_autoptr(WdFileFacts) lines = NULL;
	g_autoptr(WdFileFacts) parameters = NULL;

	for (guint i = 0; i < 1000; i++)
		g_string_append(text, "nothing\n");
	g_string_append(text, NAMED "run.js\n\na\n--b--\n");
	lines = wd_test_look_text(text->str, "a.eml");
	g_assert_cmphex(lines->flags, ==, WD_FILE_PROGRAM_INSIDE);
	g_string_printf(
		text, "%s--b\nContent-Type: x/y; z=%s; name=run.js\n\na\n--b--\n", PARTS, padding);
	parameters = wd_test_look_text(text->str, "a.eml");
	g_assert_cmphex(parameters->flags, ==, WD_FILE_LIMIT);
	(void)g_string_free(text, TRUE);
}

/* As many parts as there are lines, and as many mails in mails as there is room for. */
static void
test_bounds(void)
{
	GString *text = g_string_new(PARTS);
	g_autoptr(WdFileFacts) many = NULL;
	g_autoptr(WdFileFacts) deep = NULL;

	for (guint i = 0; i < 100000; i++)
		g_string_append(text, "--b\n");
	many = wd_test_look_text(text->str, "a.eml");
	g_assert_cmphex(many->flags, ==, WD_FILE_LIMIT);
	g_string_truncate(text, 0);
	for (guint i = 0; i < 100000; i++)
		g_string_append(text, "Content-Type: message/rfc822\r\n\r\n");
	deep = wd_test_look_text(text->str, "a.eml");
	g_assert_cmpint(deep->inspection, ==, WD_INSPECTION_DONE);
	(void)g_string_free(text, TRUE);
}

/* Wherever the file ends. */
static void
test_truncated(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *text = write_out(row->text);

	for (gsize len = strlen(text); len-- > 0;) {
		g_autoptr(WdFileFacts) facts = NULL;

		text[len] = '\0';
		facts = wd_test_look_text(text, row->file_name);
		g_assert_cmpint(facts->inspection, ==, WD_INSPECTION_DONE);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/mail/", cases, test_case);
	g_test_add_func("/mail/nested", test_nested);
	g_test_add_func("/mail/nul", test_nul);
	g_test_add_func("/mail/padded", test_padded);
	g_test_add_func("/mail/bounds", test_bounds);
	g_test_add_data_func("/mail/truncated", &cases[8], test_truncated);
	return g_test_run();
}
