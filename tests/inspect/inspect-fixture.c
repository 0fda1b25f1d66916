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
	gsize len = member->len > 0 || member->bytes == NULL ? member->len : strlen(member->bytes);

	archive_entry_set_pathname(entry, member->path);
	archive_entry_set_filetype(entry,
				   member->link != NULL    ? AE_IFLNK
				   : member->bytes == NULL ? AE_IFDIR
							   : AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	if (member->link != NULL)
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
		wd_look_prepare();
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
