/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-file-facts.h"

/*
 * Asks a virus scanner: clamd over its Unix socket, which gets the descriptor, or over TCP, which
 * gets the bytes; or a command that says it with its exit status. Same manners as wd-inspect.h: one
 * thread, nothing blocks, the answer never comes before the call has returned.
 */

/* Where to ask, and how. */
typedef struct WdScanner WdScanner;

/* One question; gone once its answer has come or it was cancelled. */
typedef struct WdScannerJob WdScannerJob;

/* How a scanner is reached. */
typedef struct {
	const char *address; /* "" nobody; "/run/clamav/clamd.ctl"; "host:3310", "[::1]:3310" */
	const char *const *command; /* (nullable) argv; the file is its standard input. It is asked
				       where there is no address */
	const char *const *clean_codes;    /* (nullable) exit statuses, "0" */
	const char *const *infected_codes; /* (nullable) "1" */
	guint64 max_bytes;                 /* larger files are not sent: the answer is a failure */
	guint timeout_ms;                  /* from the question to the answer */
	guint max_at_once;
} WdScannerSettings;

/* @answer is borrowed. */
typedef void (*WdScannerDone)(const WdScanAnswer *answer, gpointer data);

WdScanner *wd_scanner_new(const WdScannerSettings *settings);
void wd_scanner_free(WdScanner *scanner);
WdScannerJob *wd_scanner_scan(WdScanner *scanner, int fd, WdScannerDone done, gpointer data);
void wd_scanner_cancel(WdScannerJob *job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdScanner, wd_scanner_free)
