/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-file-facts.h"
#include "inspect/wd-scanner-settings.h"

/*
 * Asks a virus scanner: clamd over its Unix socket, which gets the descriptor, or over TCP, which
 * gets the bytes; or a command that says it with its exit status. Same manners as wd-inspect.h: one
 * thread, nothing blocks, the answer never comes before the call has returned.
 */

/* Where to ask, and how. */
typedef struct WdScanner WdScanner;

/* One question; gone once its answer has come or it was cancelled. */
typedef struct WdScannerJob WdScannerJob;

/* @answer is borrowed. */
typedef void (*WdScannerDone)(const WdScanAnswer *answer, gpointer data);

WdScanner *wd_scanner_new(const WdScannerSettings *settings);
void wd_scanner_free(WdScanner *scanner);
WdScannerJob *wd_scanner_scan(WdScanner *scanner, int fd, WdScannerDone done, gpointer data);
gboolean wd_scanner_is_set(const WdScanner *scanner);
void wd_scanner_cancel(WdScannerJob *job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdScanner, wd_scanner_free)
