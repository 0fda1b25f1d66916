/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "inspect/wd-ole.h"
#include "wd-rows.h"

#define SECTOR 512

/* A compound file with one table, one folder and one stream, made by hand ([MS-CFB] 2). */
typedef struct {
	const char *name; /* of the entry, and of the row */
	const char *entry;
	guint8 type;
	const guint8 *stream;
	gsize stream_len;
	WdOleFacts facts;
} Case;

static const guint8 macro_sheet[] = {0x09, 0x08, 4, 0,  0, 6, 5, 0, /* BOF */
				     0x85, 0x00, 8, 0,  0, 0, 0, 0, /* BOUNDSHEET */
				     0,    1,    1, 'M'};
static const guint8 plain_sheet[] = {0x09, 0x08, 4, 0, 0, 6, 5, 0, 0x85, 0x00,
				     8,    0,    0, 0, 0, 0, 0, 0, 1,    'S'};
static const guint8 locked_sheet[] = {0x09, 0x08, 4, 0, 0, 6, 5, 0, 0x2f, 0x00, 4, 0, 0, 0, 0, 0};
static const guint8 vba_atom[] = {2, 0, 0, 4, 12, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0};
static const guint8 no_vba_atom[] = {2, 0, 0, 4, 12, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0};

static const Case cases[] = {
	{"letter", "WordDocument", 2, NULL, 0, {0}},
	{"project-storage", "VBA", 1, NULL, 0, {.has_macros = TRUE}},
	{"project-stream", "_VBA_PROJECT", 2, NULL, 0, {.has_macros = TRUE}},
	{"project-name-as-stream", "VBA", 2, NULL, 0, {0}},
	{"macro-sheet", "Workbook", 2, macro_sheet, sizeof macro_sheet, {.has_macros = TRUE}},
	{"sheet", "Workbook", 2, plain_sheet, sizeof plain_sheet, {0}},
	{"show-macros", "PowerPoint Document", 2, vba_atom, sizeof vba_atom, {.has_macros = TRUE}},
	{"show", "PowerPoint Document", 2, no_vba_atom, sizeof no_vba_atom, {0}},
	{"locked", "EncryptedPackage", 2, NULL, 0, {.is_encrypted = TRUE}},
	{"locked-sheet", "Workbook", 2, locked_sheet, sizeof locked_sheet, {.is_encrypted = TRUE}},
	{"locked-letter",
	 "WordDocument",
	 2,
	 (const guint8 *)"\xec\xa5\xc1\0\0\0\0\0\0\0\0\x01",
	 12,
	 {.is_encrypted = TRUE}},
	{"locked-show", "EncryptedSummary", 2, NULL, 0, {.is_encrypted = TRUE}},
};

static void
put32(guint8 *at, guint32 value)
{
	for (guint i = 0; i < 4; i++)
		at[i] = (guint8)(value >> 8 * i);
}

/* Sector 0: the table; 1: the folder; 2: the stream. */
static void
make_file(guint8 *file, const Case *row)
{
	static const guint8 magic[] = {0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1};
	guint8 *table = file + SECTOR;
	guint8 *folder = file + 2 * SECTOR;

	memset(file, 0, 4 * SECTOR);
	memcpy(file, magic, sizeof magic);
	file[30] = 9;
	put32(file + 48, 1);
	put32(file + 68, 0xfffffffe);
	memset(file + 76, 0xff, SECTOR - 76);
	put32(file + 76, 0);
	memset(table, 0xff, SECTOR);
	put32(table, 0xfffffffd);
	put32(table + 4, 0xfffffffe);
	put32(table + 8, 0xfffffffe);
	for (guint i = 0; row->entry[i] != '\0'; i++)
		folder[2 * i] = (guint8)row->entry[i];
	folder[64] = (guint8)(2 * strlen(row->entry) + 2);
	folder[66] = row->type;
	put32(folder + 116, 2);
	put32(folder + 120, (guint32)row->stream_len);
	if (row->stream != NULL)
		memcpy(file + 3 * SECTOR, row->stream, row->stream_len);
}

static void
look(const guint8 *file, gsize len, WdOleFacts *facts)
{
	WdSource source;

	wd_source_from_memory(&source, file, len);
	g_assert_true(wd_ole_look(&source, facts, NULL, NULL));
}

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	guint8 file[4 * SECTOR];
	WdOleFacts facts;

	make_file(file, row);
	look(file, sizeof file, &facts);
	g_assert_cmpint(facts.has_macros, ==, row->facts.has_macros);
	g_assert_cmpint(facts.is_encrypted, ==, row->facts.is_encrypted);
	g_assert_false(facts.is_damaged);
}

/* Sector 0: the table; 1: the table of short streams; 2: what they share; from 3 on the folder. */
static void
make_crowded(GByteArray *file, guint n_decoys, gboolean is_short)
{
	guint n_sectors = 3 + (n_decoys + 2 + 3) / 4;
	const Case root = {"", "Root Entry", 5, NULL, 4096, {0}};
	guint8 *at;

	g_assert_cmpuint(n_sectors, <=, SECTOR / 4);
	g_byte_array_set_size(file, (n_sectors + 1) * SECTOR);
	memset(file->data, 0, file->len);
	make_file(file->data, &root);
	put32(file->data + 48, 3);
	put32(file->data + 60, 1);
	memset(file->data + 2 * SECTOR, 0, SECTOR);
	put32(file->data + 2 * SECTOR, 0xfffffffe);
	memcpy(file->data + 3 * SECTOR, macro_sheet, sizeof macro_sheet);
	for (guint i = 3; i < n_sectors; i++)
		put32(file->data + SECTOR + 4 * i, i + 1 < n_sectors ? i + 1 : 0xfffffffe);
	at = file->data + 4 * SECTOR;
	for (guint i = 0; i < n_decoys + 2; i++, at += 128) {
		const char *name = i == 0 ? "Root Entry" : "Workbook";

		for (guint j = 0; name[j] != '\0'; j++)
			at[2 * j] = (guint8)name[j];
		at[64] = (guint8)(2 * strlen(name) + 2);
		at[66] = i == 0 ? 5 : 2;
		put32(at + 116, i == 0 ? 2 : i == n_decoys + 1 ? 0 : 0xfffffffe);
		put32(at + 120, i == 0 ? 64 : is_short ? sizeof macro_sheet : 4096);
	}
}

/* A short book shares its sectors with other short streams. */
static void
test_short_book(void)
{
	g_autoptr(GByteArray) file = g_byte_array_new();
	WdOleFacts facts;

	make_crowded(file, 0, TRUE);
	look(file->data, (gsize)file->len, &facts);
	g_assert_true(facts.has_macros);
	g_assert_false(facts.is_damaged);
	g_assert_false(facts.is_partial);
}

/* What hides behind many of its kind was not looked at, and that is said. */
static void
test_decoys(void)
{
	g_autoptr(GByteArray) file = g_byte_array_new();
	WdOleFacts facts;

	make_crowded(file, 20, TRUE);
	look(file->data, (gsize)file->len, &facts);
	g_assert_true(facts.is_partial);
}

/* Chains in a circle, sectors that are not there, a shift of 60: an end, and no more than that. */
static void
test_hostile(void)
{
	guint8 file[4 * SECTOR];
	WdOleFacts facts;

	make_file(file, &cases[4]);
	put32(file + SECTOR + 4, 1);
	look(file, sizeof file, &facts);
	g_assert_true(facts.is_damaged);

	make_file(file, &cases[4]);
	put32(file + 48, 77);
	look(file, sizeof file, &facts);
	g_assert_true(facts.is_damaged);

	make_file(file, &cases[4]);
	file[30] = 60;
	look(file, sizeof file, &facts);
	g_assert_true(facts.is_damaged);

	make_file(file, &cases[4]);
	put32(file + 68, 0); /* the list of tables is a table, and leads to itself */
	for (guint i = 0; i < 109; i++)
		put32(file + 76 + 4 * i, 0);
	look(file, sizeof file, &facts);
}

static void
test_short(void)
{
	guint8 file[4 * SECTOR];
	WdSource source;
	WdOleFacts facts;

	make_file(file, &cases[4]);
	for (gsize len = 0; len < sizeof file; len += 37) {
		wd_source_from_memory(&source, file, len);
		(void)wd_ole_look(&source, &facts, NULL, NULL);
	}
	wd_source_from_memory(&source, (const guint8 *)"no such file", 12);
	g_assert_false(wd_ole_look(&source, &facts, NULL, NULL));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/ole/", cases, test_case);
	g_test_add_func("/ole/short-book", test_short_book);
	g_test_add_func("/ole/decoys", test_decoys);
	g_test_add_func("/ole/hostile", test_hostile);
	g_test_add_func("/ole/short", test_short);
	return g_test_run();
}
