/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-audit-files.h"

/*
 * The trail is its own spool: what waits for a collector is what stands behind a place in its
 * files, and each target has a place of its own. Nothing is copied, and nothing is removed.
 */

/* A place between two lines. */
typedef struct {
	char file[WD_AUDIT_NAME_LEN]; /* empty: nowhere yet */
	gsize offset;
	gboolean has_seq;
	guint64 seq; /* of the line that is expected there, when known */
} WdForwardCursor;

/* Where a cursor is kept: AUDIT/forward-DIGITS, one for each target. It is written without waiting
 * for the disk: what it forgets is sent again. */
char *wd_forward_cursor_get_name(const char *target);
char *wd_forward_cursor_format(const WdForwardCursor *cursor);
gboolean wd_forward_cursor_parse(const char *text,
				 WdForwardCursor *cursor) G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_forward_cursor_load(const char *folder, const char *target, WdForwardCursor *cursor);
gboolean
wd_forward_cursor_save(const char *folder, const char *target, const WdForwardCursor *cursor);

/* Reads the lines behind a cursor, block by block. */
typedef struct WdForwardReader WdForwardReader;

WdForwardReader *wd_forward_reader_new(const char *folder);
void wd_forward_reader_free(WdForwardReader *reader);
gboolean wd_forward_reader_next(WdForwardReader *reader,
				WdForwardCursor *cursor,
				const char **line,
				gsize *len);
void wd_forward_cursor_go_to_newest(const char *folder, WdForwardCursor *cursor);
guint64 wd_forward_cursor_count_waiting(const char *folder, const WdForwardCursor *cursor);
gboolean wd_forward_cursor_limit(const char *folder, WdForwardCursor *cursor, guint64 max_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdForwardReader, wd_forward_reader_free)
