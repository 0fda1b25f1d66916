/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Names and bytes of the trail's files, and no opinion about them: everything read here may have
 * been changed by anybody, until wd-audit-walk.h has followed it. All block on the disk but the
 * second.
 */

/* The files of a trail: BASE/audit/<date>-<number>.jsonl, in the order of their names. */
#define WD_AUDIT_MAX_FILE (8 * 1024 * 1024) /* bytes; then the next file begins */
#define WD_AUDIT_NAME_LEN 32                /* bytes with the nul; "2026-11-22-0001.jsonl" has 22 */

GPtrArray *wd_audit_files_list(const char *folder);
char *wd_audit_files_next_name(const char *last, gint64 now_ms);
char *wd_audit_files_load(const char *folder, const char *name, gsize *len, GError **error);
/* What stands between two newlines; need not be a line of a trail. FALSE: no more of them. */
typedef gboolean (*WdAuditEachLine)(const char *raw, gsize len, gpointer data);

gboolean wd_audit_files_each_line(const char *folder,
				  const char *from_day,
				  WdAuditEachLine each,
				  gpointer data,
				  GError **error);
GPtrArray *wd_audit_files_tail(const char *folder, guint n_lines, GError **error);
