/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <unistd.h>

#include "inspect-fixture.h"
#include "inspect/wd-reopen.h"

static void
test_own_place(void)
{
	int fd = wd_test_file("hello", 5);
	int again = wd_reopen(fd);
	char bytes[5] = "";

	g_assert_cmpint(again, >=, 3);
	g_assert_cmpint(lseek(fd, 0, SEEK_END), ==, 5);
	g_assert_cmpint(read(again, bytes, sizeof bytes), ==, 5);
	g_assert_cmpint(bytes[0], ==, 'h');
	(void)close(again);
	(void)close(fd);
}

/* The original may write; what untrusted code gets must not. */
static void
test_reads_only(void)
{
	int fd = wd_test_file("hello", 5);
	int again = wd_reopen(fd);

	g_assert_cmpint(fcntl(fd, F_GETFL) & O_ACCMODE, ==, O_RDWR);
	g_assert_cmpint(fcntl(again, F_GETFL) & O_ACCMODE, ==, O_RDONLY);
	g_assert_cmpint(fcntl(again, F_GETFD) & FD_CLOEXEC, !=, 0);
	g_assert_cmpint(write(again, "x", 1), ==, -1);
	(void)close(again);
	(void)close(fd);
}

static void
test_nothing(void)
{
	g_assert_cmpint(wd_reopen(-1), ==, -1);
	g_assert_cmpint(wd_reopen(1 << 20), ==, -1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/reopen/own-place", test_own_place);
	g_test_add_func("/reopen/reads-only", test_reads_only);
	g_test_add_func("/reopen/nothing", test_nothing);
	return g_test_run();
}
