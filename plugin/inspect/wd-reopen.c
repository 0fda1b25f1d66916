/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-reopen.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define FIRST_FREE 3 /* below stand the ones that programs take for their input and output */

/**
 * wd_reopen:
 * @fd: an open file; stays the caller's
 *
 * A copy by dup() shares its place with the original, also over to another process: who seeks in
 * one of them makes everybody else read from there. And it may write wherever the original may.
 *
 * Returns: (transfer full): a descriptor of its own that only reads, or -1 where there cannot be
 * one, or the caller is not allowed to read the file
 */
int
wd_reopen(int fd)
{
	char path[32];
	int again;
	int moved;

	(void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	again = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (again < 0 || again >= FIRST_FREE)
		return again;
	moved = fcntl(again, F_DUPFD_CLOEXEC, FIRST_FREE);
	(void)close(again);
	return moved;
}
