/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect-fixture.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "crypto/wd-crypto.h"
#include "inspect/wd-look.h"
#include "inspect/wd-media-type.h"

const guint8 wd_test_pe[256] = {'M',
				'Z',
				[60] = 128,
				[128] = 'P',
				'E',
				0,
				0,
				0x4c,
				1,
				[0x80 + 20] = 0xe0,
				[0x80 + 24] = 0x0b,
				1};
const guint8 wd_test_elf[64] = {0x7f, 'E', 'L', 'F', 2, 1, 1, [16] = 2, 0, 0x3e};

static la_ssize_t
on_write(struct archive *archive, void *data, const void *bytes, size_t len)
{
	g_byte_array_append(data, bytes, (guint)len);
	return (la_ssize_t)len;
}

static void
write_member(struct archive *archive, const WdTestMember *member)
{
	struct archive_entry *entry = archive_entry_new();
	gboolean is_hard = member->link != NULL && member->bytes != NULL;
	gsize len = member->len > 0 || member->bytes == NULL ? member->len : strlen(member->bytes);

	archive_entry_set_pathname(entry, member->path);
	archive_entry_set_filetype(entry,
				   is_hard                 ? AE_IFREG
				   : member->link != NULL  ? AE_IFLNK
				   : member->bytes == NULL ? AE_IFDIR
							   : AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	if (is_hard)
		archive_entry_set_hardlink(entry, member->link);
	else if (member->link != NULL)
		archive_entry_set_symlink(entry, member->link);
	archive_entry_set_size(entry, (la_int64_t)len);
	g_assert_cmpint(archive_write_header(archive, entry), >=, ARCHIVE_WARN);
	if (len > 0)
		g_assert_cmpint(archive_write_data(archive, member->bytes, len), ==, (int)len);
	archive_entry_free(entry);
}

GBytes *
wd_test_archive(const char *format,
		const char *filter,
		const char *options,
		const char *passphrase,
		const WdTestMember *members,
		guint n_members)
{
	GByteArray *bytes = g_byte_array_new();
	struct archive *archive = archive_write_new();

	g_assert_cmpint(archive_write_set_format_by_name(archive, format), ==, ARCHIVE_OK);
	if (!g_str_equal(filter, "none"))
		g_assert_cmpint(archive_write_add_filter_by_name(archive, filter), ==, ARCHIVE_OK);
	if (options != NULL)
		g_assert_cmpint(archive_write_set_options(archive, options), ==, ARCHIVE_OK);
	if (passphrase != NULL)
		g_assert_cmpint(archive_write_set_passphrase(archive, passphrase), ==, ARCHIVE_OK);
	(void)archive_write_set_bytes_in_last_block(archive, 1);
	g_assert_cmpint(archive_write_open(archive, bytes, NULL, on_write, NULL), ==, ARCHIVE_OK);
	for (guint i = 0; i < n_members; i++)
		write_member(archive, &members[i]);
	g_assert_cmpint(archive_write_close(archive), ==, ARCHIVE_OK);
	(void)archive_write_free(archive);
	return g_byte_array_free_to_bytes(bytes);
}

static guint32
get32(const guint8 *at)
{
	return at[0] | (guint32)at[1] << 8 | (guint32)at[2] << 16 | (guint32)at[3] << 24;
}

static void
put(GByteArray *bytes, guint32 value, guint n)
{
	for (guint i = 0; i < n; i++) {
		guint8 byte = (guint8)(value >> 8 * i);

		g_byte_array_append(bytes, &byte, 1);
	}
}

#define NAME_LEN   4
#define HEADER_LEN (30 + NAME_LEN)
#define QUOTE_LEN                                                                                  \
	5 /* of deflate's own header for bytes that are not compressed (RFC 1951, 3.2.4) */

/* The fields that a member's own header and the table's row have in common (APPNOTE.TXT, 4.3). */
static void
put_common(GByteArray *bytes, guint32 compressed, guint32 size)
{
	put(bytes, 20, 2);
	put(bytes, 0, 2);
	put(bytes, 8, 2);
	put(bytes, 0, 4);
	put(bytes, 0, 4); /* no checksum that anybody gets to */
	put(bytes, compressed, 4);
	put(bytes, size, 4);
	put(bytes, NAME_LEN, 2);
	put(bytes, 0, 2);
}

static void
put_name(GByteArray *bytes, guint i)
{
	g_autofree char *name = g_strdup_printf("%04u", i);

	g_byte_array_append(bytes, (const guint8 *)name, NAME_LEN);
}

static void
put_header(GByteArray *bytes, guint i, guint32 compressed, guint32 size)
{
	put(bytes, 0x04034b50, 4);
	put_common(bytes, compressed, size);
	put_name(bytes, i);
}

static void
put_row(GByteArray *bytes, guint i, guint32 compressed, guint32 size, guint32 offset)
{
	put(bytes, 0x02014b50, 4);
	put(bytes, 20, 2);
	put_common(bytes, compressed, size);
	put(bytes, 0, 2);
	put(bytes, 0, 4);
	put(bytes, 0, 4);
	put(bytes, offset, 4);
	put_name(bytes, i);
}

/* Every member begins with the header of the next one, as bytes of its own, and then goes on with
 * what that one holds: all of them share the zeros at the end. */
GBytes *
wd_test_overlapping_bomb(guint n_entries)
{
	gsize len = 16 * 1024 * 1024;
	g_autofree guint8 *zeros = g_malloc0(len);
	const WdTestMember member = {"0", zeros, len, NULL};
	g_autoptr(GBytes) one =
		wd_test_archive("zip", "none", "zip:compression=deflate", NULL, &member, 1);
	gsize size = 0;
	const guint8 *data = g_bytes_get_data(one, &size);
	const guint8 *table = data + get32(data + size - 22 + 16);
	guint32 kernel = get32(table + 20);
	gsize kernel_at = 30 + (get32(data + 26) & 0xffff) + (get32(data + 28) & 0xffff);
	guint32 step = HEADER_LEN + QUOTE_LEN;
	GByteArray *bomb = g_byte_array_new();
	g_autoptr(GByteArray) rows = g_byte_array_new();

	for (guint i = 0; i < n_entries; i++) {
		guint32 behind = n_entries - 1 - i;
		guint32 compressed = kernel + behind * step;
		guint32 unpacked = (guint32)len + behind * HEADER_LEN;

		if (i > 0) { /* quoted by the one before */
			put(bomb, 0, 1);
			put(bomb, HEADER_LEN, 2);
			put(bomb, 0xffff ^ HEADER_LEN, 2);
		}
		put_row(rows, i, compressed, unpacked, bomb->len);
		put_header(bomb, i, compressed, unpacked);
	}
	g_byte_array_append(bomb, data + kernel_at, kernel);
	len = bomb->len;
	g_byte_array_append(bomb, rows->data, rows->len);
	put(bomb, 0x06054b50, 4);
	put(bomb, 0, 4);
	put(bomb, n_entries, 2);
	put(bomb, n_entries, 2);
	put(bomb, rows->len, 4);
	put(bomb, (guint32)len, 4);
	put(bomb, 0, 2);
	return g_byte_array_free_to_bytes(bomb);
}

int
wd_test_file(const void *bytes, gsize len)
{
	int fd = memfd_create("test", MFD_CLOEXEC);

	g_assert_cmpint(fd, >=, 0);
	g_assert_cmpint(write(fd, bytes, len), ==, (gssize)len);
	return fd;
}

int
wd_test_bytes_file(GBytes *bytes)
{
	gsize len = 0;
	const void *data = g_bytes_get_data(bytes, &len);

	return wd_test_file(data, len);
}

static WdMediaTypes *
get_types(void)
{
	static WdMediaTypes *types;

	if (types == NULL) {
		types = wd_media_types_load(NULL);
		g_assert_nonnull(types);
		g_assert_true(wd_crypto_start(NULL));
		wd_look_prepare(types);
	}
	return types;
}

WdFileFacts *
wd_test_look(GBytes *bytes, const char *name, const WdInspectLimits *limits)
{
	int fd = wd_test_bytes_file(bytes);
	WdFileFacts *facts = wd_look(
		get_types(), fd, name, limits != NULL ? limits : &wd_inspect_default_limits);

	(void)close(fd);
	return facts;
}

WdFileFacts *
wd_test_look_at(int fd, const char *name)
{
	return wd_look(get_types(), fd, name, &wd_inspect_default_limits);
}

WdFileFacts *
wd_test_look_text(const char *text, const char *name)
{
	g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));

	return wd_test_look(bytes, name, NULL);
}

const WdFileMember *
wd_test_find_member(const WdFileFacts *facts, const char *name)
{
	for (guint i = 0; i < facts->n_members; i++) {
		if (g_str_equal(facts->members[i].name, name))
			return &facts->members[i];
	}
	return NULL;
}

static void
add32(GByteArray *out, guint32 value)
{
	value = GUINT32_TO_LE(value);
	g_byte_array_append(out, (guint8 *)&value, 4);
}

GByteArray *
wd_test_package(const char *label, const char *path)
{
	GByteArray *out = g_byte_array_new();

	g_byte_array_append(out, (const guint8 *)"\2\0", 2);
	g_byte_array_append(out, (const guint8 *)label, (guint)strlen(label) + 1);
	g_byte_array_append(out, (const guint8 *)path, (guint)strlen(path) + 1);
	add32(out, 0x30000);
	add32(out, (guint32)strlen(path) + 1);
	g_byte_array_append(out, (const guint8 *)path, (guint)strlen(path) + 1);
	add32(out, sizeof wd_test_pe);
	return g_byte_array_append(out, wd_test_pe, sizeof wd_test_pe);
}
