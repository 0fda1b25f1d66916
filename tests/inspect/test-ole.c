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
	g_test_add_func("/ole/hostile", test_hostile);
	g_test_add_func("/ole/short", test_short);
	return g_test_run();
}
