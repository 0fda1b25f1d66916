/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "inspect-fixture.h"
#include "inspect/wd-look.h"
#include "wd-rows.h"

#define SECTOR    512
#define N_SECTORS 24
#define TABLE     0
#define FOLDER    1
#define MINI_NEXT 2 /* the table of short streams */
#define DATA      3 /* to the end */

/* A compound file with one stream ([MS-CFB] 2), which is long or short by its length. */
static GBytes *
make_file(const char *entry, const guint8 *stream, gsize len)
{
	static const guint8 magic[] = {0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1};
	guint8 *file = g_malloc0((1 + N_SECTORS) * SECTOR);
	guint32 *table = (guint32 *)(void *)(file + (1 + TABLE) * SECTOR);
	guint32 *short_table = (guint32 *)(void *)(file + (1 + MINI_NEXT) * SECTOR);
	guint8 *root = file + (1 + FOLDER) * SECTOR;
	guint8 *child = root + 128;
	guint32 start = GUINT32_TO_LE(len < 4096 ? 0 : DATA);
	guint32 size = GUINT32_TO_LE((guint32)len);
	guint32 all = GUINT32_TO_LE((N_SECTORS - DATA) * SECTOR);
	const guint32 data = GUINT32_TO_LE(DATA);
	const guint32 header[] = {GUINT32_TO_LE(FOLDER),
				  0,
				  GUINT32_TO_LE(4096),
				  GUINT32_TO_LE(MINI_NEXT),
				  GUINT32_TO_LE(1),
				  GUINT32_TO_LE(0xfffffffe),
				  0,
				  0};

	memcpy(file, magic, sizeof magic);
	file[30] = 9;
	memcpy(file + 48, header, sizeof header);
	memset(file + 76, 0xff, SECTOR - 76);
	memset(file + 76, 0, 4);
	for (guint i = 0; i < SECTOR / 4; i++) {
		table[i] = GUINT32_TO_LE(i >= DATA && i < N_SECTORS - 1 ? i + 1 : 0xfffffffe);
		short_table[i] = GUINT32_TO_LE(i + 1);
	}
	memcpy(root, "R\0o\0o\0t\0", 8);
	root[64] = 10;
	root[66] = 5;
	memcpy(root + 116, &data, 4);
	memcpy(root + 120, &all, 4);
	for (guint i = 0; entry[i] != '\0'; i++)
		child[2 * i] = (guint8)entry[i];
	child[64] = (guint8)(2 * strlen(entry) + 2);
	child[66] = 2;
	memcpy(child + 116, &start, 4);
	memcpy(child + 120, &size, 4);
	memcpy(file + (1 + DATA) * SECTOR, stream, len);
	return g_bytes_new_take(file, (1 + N_SECTORS) * SECTOR);
}

/* As the stream has it: the length of all of it first. */
static GBytes *
make_native(const char *label, const char *path, gsize n_more)
{
	g_autoptr(GByteArray) package = wd_test_package(label, path);
	g_autofree guint8 *more = g_malloc0(n_more + 1);
	guint32 len = GUINT32_TO_LE(package->len);
	g_autoptr(GByteArray) all = g_byte_array_new();

	g_byte_array_append(all, (guint8 *)&len, 4);
	g_byte_array_append(all, package->data, package->len);
	g_byte_array_append(all, more, (guint)n_more);
	return make_file("\1Ole10Native", all->data, all->len);
}

typedef struct {
	const char *name;
	const char *label;
	const char *path;
	gsize n_more;
	guint flags;
	const char *member; /* (nullable) */
} Case;

static const Case cases[] = {
	{"short", "tool.exe", "C:\\x\\tool.exe", 0, WD_FILE_PROGRAM_INSIDE, "tool.exe"},
	{"long", "tool.exe", "C:\\x\\tool.exe", 6000, WD_FILE_PROGRAM_INSIDE, "tool.exe"},
	{"label-that-lies",
	 "invoice.pdf",
	 "C:\\x\\tool.exe",
	 0,
	 WD_FILE_PROGRAM_INSIDE | WD_FILE_DISGUISE_INSIDE,
	 "invoice.pdf"},
	{"path-of-another-folder", "tool", "..\\..\\run.js", 0, WD_FILE_PROGRAM_INSIDE, "run.js"},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(GBytes) ole = make_native(row->label, row->path, row->n_more);
	const WdTestMember members[] = {
		{"[Content_Types].xml", "<Types/>", 0, NULL},
		{"word/document.xml", "<w:p/>", 0, NULL},
		{"word/embeddings/oleObject1.bin",
		 g_bytes_get_data(ole, NULL),
		 g_bytes_get_size(ole),
		 NULL},
	};
	g_autoptr(GBytes) docx = wd_test_archive("zip", "none", NULL, NULL, members, 3);
	g_autoptr(WdFileFacts) old = wd_test_look(ole, "a.doc", NULL);
	g_autoptr(WdFileFacts) new = wd_test_look(docx, "a.docx", NULL);
	g_autofree char *member =
		g_strconcat("word/embeddings/oleObject1.bin > ", row->member, NULL);

	g_assert_cmphex(old->flags, ==, row->flags);
	g_assert_nonnull(wd_test_find_member(old, row->member));
	g_assert_cmphex(new->flags, ==, row->flags);
	g_assert_nonnull(wd_test_find_member(new, member));
}

/* A document of today in one of yesterday, with a program of its own. */
static void
test_document_in_document(void)
{
	const WdTestMember members[] = {
		{"[Content_Types].xml", "<Types/>", 0, NULL},
		{"word/vbaProject.bin", "x", 0, NULL},
	};
	g_autoptr(GBytes) docm = wd_test_archive("zip", "none", NULL, NULL, members, 2);
	g_autoptr(GBytes) ole =
		make_file("Package", g_bytes_get_data(docm, NULL), g_bytes_get_size(docm));
	g_autoptr(WdFileFacts) facts = wd_test_look(ole, "a.doc", NULL);

	g_assert_cmphex(facts->flags, ==, WD_FILE_MACROS);
}

static void
test_abused(void)
{
	g_autoptr(GBytes) equation = make_file("Equation Native", (const guint8 *)"x", 1);
	g_autoptr(WdFileFacts) facts = wd_test_look(equation, "a.doc", NULL);

	g_assert_cmphex(facts->flags, ==, WD_FILE_ACTIVE);
}

/* Wherever it ends, and whatever a byte becomes. */
static void
test_damaged(void)
{
	g_autoptr(GBytes) ole = make_native("tool.exe", "C:\\tool.exe", 0);
	gsize len = g_bytes_get_size(ole);
	g_autofree guint8 *copy = g_memdup2(g_bytes_get_data(ole, NULL), len);

	for (gsize at = 0; at < 5 * SECTOR; at++) {
		guint8 kept = copy[at];
		g_autoptr(GBytes) changed = NULL;
		g_autoptr(WdFileFacts) facts = NULL;

		copy[at] ^= 0xff;
		changed = g_bytes_new_static(copy, at % 2 == 0 ? len : at);
		facts = wd_test_look(changed, "a.doc", NULL);
		g_assert_cmpint(facts->inspection, ==, WD_INSPECTION_DONE);
		copy[at] = kept;
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/ole-object/", cases, test_case);
	g_test_add_func("/ole-object/document-in-document", test_document_in_document);
	g_test_add_func("/ole-object/abused", test_abused);
	g_test_add_func("/ole-object/damaged", test_damaged);
	return g_test_run();
}
