/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "inspect-fixture.h"
#include "wd-rows.h"

typedef struct {
	const char *name; /* the archive's own, and the row's */
	const char *format;
	const char *filter;
} Format;

/* What libarchive both writes and reads. */
static const Format formats[] = {
	{"a.zip", "zip", "none"},
	{"a.tar", "gnutar", "none"},
	{"a.tar.gz", "pax", "gzip"},
	{"a.tar.bz2", "ustar", "bzip2"},
	{"a.tar.xz", "pax", "xz"},
	{"a.tar.zst", "pax", "zstd"},
	{"a.7z", "7zip", "none"},
	{"a.cpio", "newc", "none"},
	{"a.odc", "odc", "none"},
	{"a.iso", "iso9660", "none"},
	{"a.ar", "arbsd", "none"},
};

static void
test_format(gconstpointer data)
{
	const Format *row = data;
	const WdTestMember members[] = {
		{"notes.txt", "harmless", 0, NULL},
		{"setup.exe", wd_test_pe, sizeof wd_test_pe, NULL},
	};
	g_autoptr(GBytes) bytes = wd_test_archive(
		row->format, row->filter, NULL, NULL, members, G_N_ELEMENTS(members));
	g_autoptr(WdFileFacts) facts = wd_test_look(bytes, row->name, NULL);

	g_assert_cmphex(facts->flags & (guint)WD_FILE_PROGRAM_INSIDE, !=, 0);
	g_assert_cmphex(facts->flags &
				(guint)(WD_FILE_DAMAGED | WD_FILE_BOMB | WD_FILE_CONTRADICTS),
			==,
			0);
	g_assert_cmpuint(facts->n_members, ==, 1);
	g_assert_nonnull(g_strstr_len(facts->members[0].name, -1, "setup.exe") != NULL
				 ? facts->members[0].name
				 : g_strstr_len(facts->members[0].name, -1, "SETUP.EXE"));
	g_assert_cmpint(facts->members[0].file_class, ==, WD_FILE_PROGRAM);
}

static GBytes *
wrap(GBytes *inner, const char *name)
{
	gsize len = 0;
	const void *data = g_bytes_get_data(inner, &len);
	const WdTestMember member = {name, data, len, NULL};

	return wd_test_archive("zip", "none", NULL, NULL, &member, 1);
}

static void
test_nested(void)
{
	const WdTestMember member = {"tool.exe", wd_test_pe, sizeof wd_test_pe, NULL};
	g_autoptr(GBytes) inner = wd_test_archive("pax", "gzip", NULL, NULL, &member, 1);
	g_autoptr(GBytes) middle = wrap(inner, "b.tgz");
	g_autoptr(GBytes) outer = wrap(middle, "a.zip");
	g_autoptr(WdFileFacts) facts = wd_test_look(outer, "x.zip", NULL);

	g_assert_nonnull(wd_test_find_member(facts, "a.zip > b.tgz > tool.exe"));
	g_assert_cmphex(facts->flags, ==, WD_FILE_PROGRAM_INSIDE);
}

static void
test_too_deep(void)
{
	const WdTestMember member = {"tool.exe", wd_test_pe, sizeof wd_test_pe, NULL};
	GBytes *bytes = wd_test_archive("zip", "none", NULL, NULL, &member, 1);
	g_autoptr(WdFileFacts) facts = NULL;

	for (guint i = 0; i < 6; i++) {
		GBytes *outer = wrap(bytes, "a.zip");

		g_bytes_unref(bytes);
		bytes = outer;
	}
	facts = wd_test_look(bytes, "x.zip", NULL);
	g_assert_cmphex(facts->flags, ==, WD_FILE_LIMIT);
	g_bytes_unref(bytes);
}

static void
test_compressed_program(void)
{
	const WdTestMember member = {"x", wd_test_pe, sizeof wd_test_pe, NULL};
	g_autoptr(GBytes) bytes = wd_test_archive("raw", "gzip", NULL, NULL, &member, 1);
	g_autoptr(WdFileFacts) facts = wd_test_look(bytes, "tool.exe.gz", NULL);

	g_assert_nonnull(wd_test_find_member(facts, "tool.exe"));
	g_assert_cmphex(facts->flags, ==, WD_FILE_PROGRAM_INSIDE);
}

/* A zip is read from its end; what stands before it is skipped by whoever unpacks. */
static void
test_prefixed(void)
{
	const WdTestMember script = {"run.js", "WScript.Echo(1)", 0, NULL};
	g_autoptr(GBytes) zip = wd_test_archive("zip", "none", NULL, NULL, &script, 1);
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	g_autoptr(GBytes) prefixed = NULL;
	g_autoptr(GBytes) outer = NULL;
	g_autoptr(WdFileFacts) alone = NULL;
	g_autoptr(WdFileFacts) nested = NULL;

	g_byte_array_append(bytes, (const guint8 *)"\1\2\3", 3);
	g_byte_array_append(bytes, g_bytes_get_data(zip, NULL), (guint)g_bytes_get_size(zip));
	prefixed = g_bytes_new(bytes->data, bytes->len);
	outer = wrap(prefixed, "b.zip");
	alone = wd_test_look(prefixed, "invoice.zip", NULL);
	nested = wd_test_look(outer, "a.zip", NULL);
	g_assert_cmphex(alone->flags, ==, WD_FILE_PROGRAM_INSIDE);
	g_assert_cmpint(alone->file_class, ==, WD_FILE_ARCHIVE);
	g_assert_nonnull(wd_test_find_member(alone, "run.js"));
	g_assert_nonnull(wd_test_find_member(nested, "b.zip > run.js"));
}

/* What is called an archive and cannot be opened was not looked into. */
static void
test_only_called_so(void)
{
	g_autoptr(GBytes) bytes = g_bytes_new_static("\1\2\3\0nothing", 11);
	g_autoptr(GBytes) outer = wrap(bytes, "b.zip");
	g_autoptr(WdFileFacts) alone = wd_test_look(bytes, "a.zip", NULL);
	g_autoptr(WdFileFacts) nested = wd_test_look(outer, "a.zip", NULL);

	g_assert_cmphex(alone->flags, ==, WD_FILE_LIMIT);
	g_assert_cmphex(nested->flags, ==, WD_FILE_LIMIT);
}

/* Scripts are parts of books; what unpacks a zip does not know that it could be one. */
static void
test_posing_as_book(void)
{
	const WdTestMember members[] = {
		{"mimetype", "application/epub+zip", 0, NULL},
		{"run.js", "WScript.Echo(1)", 0, NULL},
	};
	g_autoptr(GBytes) bytes = wd_test_archive("zip", "none", NULL, NULL, members, 2);
	g_autoptr(WdFileFacts) book = wd_test_look(bytes, "a.epub", NULL);
	g_autoptr(WdFileFacts) zip = wd_test_look(bytes, "a.zip", NULL);

	g_assert_cmphex(book->flags, ==, 0);
	g_assert_cmphex(zip->flags, ==, WD_FILE_PROGRAM_INSIDE);
}

/* RFC 1952: the flag that a name follows, and the name. */
static void
test_name_in_gzip(void)
{
	static const char gzip[] = "\x1f\x8b\x08\x08\0\0\0\0\0\x03run.js\0"
				   "\x01\x01\0\xfe\xffx\x83\x16\xdc\x8c\x01\0\0\0";
	g_autoptr(GBytes) bytes = g_bytes_new_static(gzip, sizeof gzip - 1);
	g_autoptr(WdFileFacts) facts = wd_test_look(bytes, "invoice.gz", NULL);

	g_assert_cmphex(facts->flags, ==, WD_FILE_PROGRAM_INSIDE);
	g_assert_nonnull(wd_test_find_member(facts, "run.js"));
}

static void
test_leaving(void)
{
	const WdTestMember members[] = {
		{"../../etc/cron.d/x", "x", 0, NULL},
		{"a/link", NULL, 0, "/etc/passwd"},
		{"a/good", NULL, 0, "b"},
	};
	g_autoptr(GBytes) bytes = wd_test_archive("pax", "none", NULL, NULL, members, 3);
	g_autoptr(WdFileFacts) facts = wd_test_look(bytes, "x.tar", NULL);

	g_assert_cmphex(facts->flags, ==, WD_FILE_PATH_INSIDE | WD_FILE_LINK_INSIDE);
	g_assert_cmphex(facts->members[0].flags, ==, WD_FILE_PATH_INSIDE);
	g_assert_cmphex(facts->members[1].flags, ==, WD_FILE_LINK_INSIDE);
	g_assert_cmpuint(facts->n_members, ==, 2);
}

/* Sets what a zip's table says of its only member to Unix: a folder, a link. */
static WdFileFacts *
look_at_disguised(const WdTestMember *member, guint mode)
{
	g_autoptr(GBytes) zip =
		wd_test_archive("zip", "none", "zip:compression=store", NULL, member, 1);
	gsize len = 0;
	guint8 *copy = g_bytes_unref_to_data(g_bytes_ref(zip), &len);
	guint8 *row = memmem(copy, len, "PK\001\002", 4);
	g_autoptr(GBytes) changed = NULL;

	g_assert_nonnull(row);
	row[5] = 3; /* made by Unix */
	row[40] = mode & 0xff;
	row[41] = (guint8)(mode >> 8);
	changed = g_bytes_new_take(copy, len);
	return wd_test_look(changed, "a.zip", NULL);
}

/* Windows unpacks a file there, whatever Unix is told. */
static void
test_disguised_as_folder(void)
{
	const WdTestMember member = {"run.js", "WScript.Echo(1)", 0, NULL};
	g_autoptr(WdFileFacts) facts = look_at_disguised(&member, 0040755);

	g_assert_cmphex(facts->flags, ==, WD_FILE_PROGRAM_INSIDE | WD_FILE_LIMIT);
	g_assert_nonnull(wd_test_find_member(facts, "run.js"));
}

static void
test_disguised_as_link(void)
{
	const WdTestMember script = {"run.js", "WScript.Echo(1)", 0, NULL};
	const WdTestMember archive = {"b.zip", "PK\003\004and so on", 0, NULL};
	g_autoptr(WdFileFacts) first = look_at_disguised(&script, 0120777);
	g_autoptr(WdFileFacts) second = look_at_disguised(&archive, 0120777);

	g_assert_cmphex(first->flags, ==, WD_FILE_PROGRAM_INSIDE);
	g_assert_cmphex(second->flags, ==, WD_FILE_LIMIT);
}

/* A second name for the same bytes may be what makes a script of them. */
static void
test_hard_link(void)
{
	const WdTestMember members[] = {
		{"notes.txt", "WScript.Echo(1)", 0, NULL},
		{"run.js", "", 0, "notes.txt"},
	};
	g_autoptr(GBytes) bytes = wd_test_archive("pax", "none", NULL, NULL, members, 2);
	g_autoptr(WdFileFacts) facts = wd_test_look(bytes, "a.tar", NULL);

	g_assert_cmphex(facts->flags, ==, WD_FILE_PROGRAM_INSIDE);
	g_assert_nonnull(wd_test_find_member(facts, "run.js"));
}

static void
test_locked(void)
{
	const WdTestMember members[] = {
		{"a.txt", "secret", 0, NULL},
		{"b.eml", "From: a", 0, NULL},
		{"c.zip", "PK", 0, NULL},
	};
	g_autoptr(GBytes) bytes = wd_test_archive(
		"zip", "none", "zip:encryption=traditional", "password", members, 3);
	g_autoptr(WdFileFacts) facts = wd_test_look(bytes, "x.zip", NULL);

	g_assert_cmphex(facts->flags, ==, WD_FILE_ENCRYPTED);
	g_assert_nonnull(wd_test_find_member(facts, "a.txt"));
}

/* Half a gigabyte of zeros in a few hundred kilobytes, by both ways that archives are skipped. */
static void
test_bomb(gconstpointer data)
{
	const Format *row = data;
	gsize len = 128 * 1024 * 1024;
	g_autofree guint8 *zeros = g_malloc0(len);
	const WdTestMember members[] = {{"0.bin", zeros, len, NULL}, {"1.bin", zeros, len, NULL}};
	g_autoptr(GBytes) bytes = wd_test_archive(row->format, row->filter, NULL, NULL, members, 2);
	g_autoptr(WdFileFacts) facts = wd_test_look(bytes, row->name, NULL);

	g_assert_cmpuint(g_bytes_get_size(bytes), <, 1024 * 1024);
	g_assert_cmphex(facts->flags & (guint)WD_FILE_BOMB, !=, 0);
}

static void
test_overlapping_bomb(void)
{
	g_autoptr(GBytes) bytes = wd_test_overlapping_bomb(256);
	g_autoptr(WdFileFacts) facts = wd_test_look(bytes, "x.zip", NULL);

	g_assert_cmpuint(g_bytes_get_size(bytes), <, 42 * 1024);
	g_assert_cmphex(facts->flags & (guint)WD_FILE_BOMB, !=, 0);
}

static const Format bombs[] = {
	{"zip", "zip", "none"},
	{"tar.gz", "pax", "gzip"},
	{"tar.xz", "pax", "xz"},
	{"tar.bz2", "pax", "bzip2"},
};

/* Not in a tar: what unpacks looks like the end of one. */
static void
test_raw_bomb(void)
{
	gsize len = 128 * 1024 * 1024;
	g_autofree guint8 *zeros = g_malloc0(len);
	const WdTestMember member = {"x", zeros, len, NULL};
	g_autoptr(GBytes) bytes = wd_test_archive("raw", "gzip", NULL, NULL, &member, 1);
	g_autoptr(WdFileFacts) facts = wd_test_look(bytes, "zeros.gz", NULL);

	g_assert_cmphex(facts->flags, ==, WD_FILE_BOMB);
}

static void
test_many_entries(void)
{
	const WdInspectLimits limits = {.max_bytes = 1 << 20,
					.max_unpacked_bytes = 1 << 20,
					.max_entries = 3,
					.max_depth = 2};
	WdTestMember members[10];
	g_autoptr(GBytes) bytes = NULL;
	g_autoptr(WdFileFacts) facts = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(members); i++)
		members[i] = (WdTestMember){"a.txt", "x", 0, NULL};
	bytes = wd_test_archive("pax", "none", NULL, NULL, members, G_N_ELEMENTS(members));
	facts = wd_test_look(bytes, "x.tar", &limits);
	g_assert_cmphex(facts->flags, ==, WD_FILE_LIMIT);
}

/* What stands before the damage was looked at. */
static void
test_damaged(void)
{
	const WdTestMember members[] = {
		{"setup.exe", wd_test_pe, sizeof wd_test_pe, NULL},
		{"b.bin", wd_test_elf, sizeof wd_test_elf, NULL},
	};
	g_autoptr(GBytes) whole = wd_test_archive("pax", "none", NULL, NULL, members, 2);
	g_autoptr(GBytes) half = g_bytes_new_from_bytes(whole, 0, 1024 + 512 + 512 + 100);
	g_autoptr(WdFileFacts) facts = wd_test_look(half, "x.tar", NULL);

	g_assert_cmphex(facts->flags & (guint)WD_FILE_DAMAGED, !=, 0);
	g_assert_nonnull(wd_test_find_member(facts, "setup.exe"));
}

static void
test_every_length(void)
{
	const WdTestMember member = {"setup.exe", wd_test_pe, sizeof wd_test_pe, NULL};
	g_autoptr(GBytes) zip = wd_test_archive("zip", "none", NULL, NULL, &member, 1);
	gsize size = g_bytes_get_size(zip);

	for (gsize len = 0; len <= size; len++) {
		g_autoptr(GBytes) part = g_bytes_new_from_bytes(zip, 0, len);
		g_autoptr(WdFileFacts) facts = wd_test_look(part, "x.zip", NULL);

		g_assert_cmpint(facts->inspection, ==, WD_INSPECTION_DONE);
	}
}

/* What nobody here can open is said to be so, alone and within what can be. */
static void
test_sealed(void)
{
	static const char arj[] =
		"\x60\xea\x29\0\x1e\x0b\x01\0\x10\0\x02rest of the header of an archive";
	const WdTestMember member = {"old/a.arj", arj, sizeof arj, NULL};
	g_autoptr(GBytes) bytes = g_bytes_new_static(arj, sizeof arj);
	g_autoptr(GBytes) zip = wd_test_archive("zip", "none", NULL, NULL, &member, 1);
	g_autoptr(WdFileFacts) alone = wd_test_look(bytes, "a.arj", NULL);
	g_autoptr(WdFileFacts) nested = wd_test_look(zip, "a.zip", NULL);

	g_assert_cmphex(alone->flags, ==, WD_FILE_LIMIT);
	g_assert_cmphex(nested->flags, ==, WD_FILE_LIMIT);
	g_assert_nonnull(wd_test_find_member(nested, "old/a.arj"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/archive/format/", formats, test_format);
	WD_ADD_ROWS("/archive/bomb/", bombs, test_bomb);
	g_test_add_func("/archive/bomb/raw", test_raw_bomb);
	g_test_add_func("/archive/bomb/overlapping", test_overlapping_bomb);
	g_test_add_func("/archive/nested", test_nested);
	g_test_add_func("/archive/too-deep", test_too_deep);
	g_test_add_func("/archive/compressed-program", test_compressed_program);
	g_test_add_func("/archive/prefixed", test_prefixed);
	g_test_add_func("/archive/only-called-so", test_only_called_so);
	g_test_add_func("/archive/posing-as-book", test_posing_as_book);
	g_test_add_func("/archive/name-in-gzip", test_name_in_gzip);
	g_test_add_func("/archive/leaving", test_leaving);
	g_test_add_func("/archive/disguised-as-folder", test_disguised_as_folder);
	g_test_add_func("/archive/disguised-as-link", test_disguised_as_link);
	g_test_add_func("/archive/hard-link", test_hard_link);
	g_test_add_func("/archive/locked", test_locked);
	g_test_add_func("/archive/many-entries", test_many_entries);
	g_test_add_func("/archive/damaged", test_damaged);
	g_test_add_func("/archive/every-length", test_every_length);
	g_test_add_func("/archive/sealed", test_sealed);
	return g_test_run();
}
