/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/wd-host.h"

/*
 * The encrypted logs for clients without a page of ours: one form to unlock, to look for words and
 * to encrypt old logs, one window that can stop it while it goes on, and the result as a text.
 */
typedef struct WdTextLogs WdTextLogs;

WdTextLogs *wd_text_logs_new(const WdHost *host, gpointer plugin_handle);
void wd_text_logs_free(WdTextLogs *logs);
void wd_text_logs_show(WdTextLogs *logs, const char *words);
void wd_text_logs_note_closed(WdTextLogs *logs, const void *handle);
