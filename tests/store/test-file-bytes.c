/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store-fixture.h"
#include "store/wd-file-bytes.h"

#define BLOCK (256 * 1024) /* what is read at once */

static const struct {
	const char *name;
	gsize len;
	gint64 max_bytes;
	int code; /* WdError; -1: copied */
} cases[] = {
	{"empty", 0, -1, -1},
	{"one-byte", 1, -1, -1},
	{"block-less-one", BLOCK - 1, -1, -1},
	{"block", BLOCK, -1, -1},
	{"block-and-one", BLOCK + 1, -1, -1},
	{"three-blocks", 3 * BLOCK, -1, -1},
	{"empty-and-nothing-allowed", 0, 0, -1},
	{"nothing-allowed", 1, 0, WD_ERROR_TOO_LONG},
	{"as-much-as-allowed", BLOCK + 7, BLOCK + 7, -1},
	{"one-more-than-allowed", BLOCK + 8, BLOCK + 7, WD_ERROR_TOO_LONG},
	{"second-block-too-long", 2 * BLOCK, BLOCK, WD_ERROR_TOO_LONG},
};

static guint8 *
make_bytes(gsize len)
{
	guint8 *bytes = g_malloc(len + 1);

	for (gsize i = 0; i < len; i++)
		bytes[i] = (guint8)(i * 31 + i / 251); /* no two blocks are alike */
	return bytes;
}

static int
open_file(const StoreFixture *fixture, const char *name, int flags)
{
	g_autofree char *path = store_fixture_path(fixture, name);
	int fd = open(path, flags | O_CREAT | O_CLOEXEC, 0600);

	g_assert_cmpint(fd, >=, 0);
	return fd;
}

static int
open_source(const StoreFixture *fixture, const guint8 *bytes, gsize len)
{
	g_autofree char *path = store_fixture_path(fixture, "from");

	g_assert_true(g_file_set_contents(path, (const char *)bytes, (gssize)len, NULL));
	return open_file(fixture, "from", O_RDONLY);
}

static void
test_copy(StoreFixture *fixture, gconstpointer data)
{
	const guint i = GPOINTER_TO_UINT(data);
	g_autofree guint8 *bytes = make_bytes(cases[i].len);
	int from = open_source(fixture, bytes, cases[i].len);
	int to = open_file(fixture, "to", O_WRONLY);
	g_autofree char *path = store_fixture_path(fixture, "to");
	g_autofree char *copied = NULL;
	g_autoptr(GError) error = NULL;
	gsize copied_len;
	gboolean is_copied = wd_file_bytes_copy(from, to, cases[i].max_bytes, &error);

	g_assert_cmpint(lseek(from, 0, SEEK_CUR), ==, 0); /* its own position stays */
	close(from);
	close(to);
	g_assert_cmpint(is_copied, ==, cases[i].code < 0);
	if (!is_copied) {
		g_assert_error(error, WD_ERROR, cases[i].code);
		return;
	}
	g_assert_no_error(error);
	g_assert_true(g_file_get_contents(path, &copied, &copied_len, NULL));
	g_assert_cmpmem(copied, copied_len, bytes, cases[i].len);
}

/* From the beginning of the one, to where the other stands. */
static void
test_positions(StoreFixture *fixture, gconstpointer data)
{
	int from = open_source(fixture, (const guint8 *)"bytes", 5);
	int to = open_file(fixture, "to", O_WRONLY);
	g_autofree char *path = store_fixture_path(fixture, "to");
	g_autofree char *copied = NULL;

	g_assert_cmpint(lseek(from, 3, SEEK_SET), ==, 3);
	g_assert_cmpint(write(to, "head ", 5), ==, 5);
	g_assert_true(wd_file_bytes_copy(from, to, -1, NULL));
	g_assert_cmpint(lseek(from, 0, SEEK_CUR), ==, 3);
	close(from);
	close(to);
	g_assert_true(g_file_get_contents(path, &copied, NULL, NULL));
	g_assert_cmpstr(copied, ==, "head bytes");
}

static void
test_failures(StoreFixture *fixture, gconstpointer data)
{
	int from = open_source(fixture, (const guint8 *)"bytes", 5);
	int unwritable = open_file(fixture, "to", O_RDONLY);
	int unreadable = open_file(fixture, "other", O_WRONLY);
	int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
	const int pairs[][2] = {{from, unwritable}, {unreadable, full}, {from, full}, {-1, full}};

	for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
		g_autoptr(GError) error = NULL;

		g_assert_false(wd_file_bytes_copy(pairs[i][0], pairs[i][1], -1, &error));
		g_assert_error(error, WD_ERROR, WD_ERROR_IO);
	}
	close(from);
	close(unwritable);
	close(unreadable);
	close(full);
}

#define ADD(path, data, test)                                                                      \
	g_test_add(path, StoreFixture, data, store_fixture_set_up, test, store_fixture_tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/file-bytes/copy/", cases[i].name, NULL);

		ADD(path, GUINT_TO_POINTER(i), test_copy);
	}
	ADD("/file-bytes/positions", NULL, test_positions);
	ADD("/file-bytes/failures", NULL, test_failures);
	return g_test_run();
}
