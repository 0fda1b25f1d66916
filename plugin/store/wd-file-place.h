/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The last step of a received file: from the quarantine to where the person wants it, whole or not
 * at all. What stands at the place is looked at, never followed: a link, a device or a pipe there
 * would lead the bytes somewhere else.
 */

/* One move. Blocks on the disk: for a thread. */
typedef struct {
	int fd;               /* the very bytes that were judged */
	const char *source;   /* their name in the quarantine */
	const char *target;   /* an absolute path */
	const char *replaces; /* (nullable) the mark of what stood there when the person agreed */
	const char *origin;   /* (nullable) a URL for the extended attribute */
} WdFileMove;

/* When the place is chosen: what stands there gets a mark, by which it is known again. */
gboolean wd_file_place_check(const char *path, char **mark, GError **error);
char *wd_file_place_move(const WdFileMove *move, GError **error);
char *wd_file_place_copy(const WdFileMove *move, GError **error);
