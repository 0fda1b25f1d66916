/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The last step of a received file: from the quarantine to where the person wants it, whole or not
 * at all. What stands at the place is looked at, never followed: a link, a device or a pipe there
 * would lead the bytes somewhere else.
 */

/* What is known when the place is chosen. */
typedef enum {
	WD_FILE_PLACE_FREE,
	WD_FILE_PLACE_TAKEN, /* by a plain file: the person was asked about it, so it is replaced */
} WdFilePlace;

/* One move. Blocks on the disk: for a thread. */
typedef struct {
	int fd;             /* the very bytes that were judged */
	const char *source; /* their name in the quarantine */
	const char *target; /* an absolute path */
	gboolean may_replace;
	const char *origin; /* (nullable) a URL for the extended attribute */
} WdFileMove;

gboolean wd_file_place_check(const char *path, WdFilePlace *place, GError **error);
char *wd_file_place_move(const WdFileMove *move, GError **error);
char *wd_file_place_copy(const WdFileMove *move, GError **error);
