/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-log.h"

/*
 * Which logs may not be deleted, told without a key that opens them. A log's month is its folder;
 * its peer is a keyed hash beside it, whose key comes with the policy. What cannot be told is held.
 */
typedef struct WdLogHold WdLogHold;

/*
 * An entry is "*", a month such as "2026-11", "hash:" and 64 hexadecimal digits, or a name. All
 * HMACs are made here, so that the rest may run in a thread.
 */
WdLogHold *wd_log_hold_new(const char *const *entries, const char *hex_key);
void wd_log_hold_free(WdLogHold *hold);
gboolean wd_log_hold_is_empty(const WdLogHold *hold);
gboolean wd_log_hold_covers(const WdLogHold *hold, const char *log_path);

/* The hash, and the file beside a log that has it. */
char *wd_log_hold_hash(const char *hex_key, const char *peer);
gboolean wd_log_hold_mark(const char *log_path, const char *hash);
char *wd_log_hold_get_mark_path(const char *log_path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLogHold, wd_log_hold_free)
