/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/leak/wd-leak-text.h"
#include "engine/wd-leak-kind.h"

/*
 * Looks for every built-in kind in one pass: an automaton over all their words says which patterns
 * are worth trying, and numbers are looked for where there are digits enough. Its tables are made
 * when the first text is scanned.
 */

typedef enum {
	WD_LEAK_SCAN_DONE,
	WD_LEAK_SCAN_GAVE_UP, /* a pattern reached its bound; what was found until then is there */
} WdLeakScanResult;

WdLeakScanResult wd_leak_scan(const WdLeakText *view, guint kinds, GArray *hits);
guint wd_leak_scan_count_patterns(void);
