/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Which logs there are, by their names alone: thousands of calls of the system, but no key and no
 * cryptography, so a thread may make them while a main loop goes on.
 */

/* A file that was found, before anything is known of it. */
typedef struct {
	char *path;
	gint64 size;
} WdLogFound;

GPtrArray *wd_log_scan(const char *logs); /* of WdLogFound *, those of the newest month first */

gboolean wd_log_scan_has_any(const char *logs);

/* What wd_log_scan() does, by a thread. */
typedef struct WdLogScan WdLogScan;

WdLogScan *wd_log_scan_start(const char *logs);
GPtrArray *wd_log_scan_take(WdLogScan *scan); /* NULL: it goes on */
void wd_log_scan_free(WdLogScan *scan);       /* waits for it */
