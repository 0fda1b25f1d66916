/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * What is done to the files of rows behind the main loop. A flood drops a row with every message,
 * and each costs a handful of calls to the file system, most for files that never were. A large
 * content is written on the main loop, and synced here.
 */

typedef struct WdQueueFiles WdQueueFiles;

WdQueueFiles *wd_queue_files_new(const char *base);
void wd_queue_files_remove(WdQueueFiles *files, const GPtrArray *ids);
void wd_queue_files_sync(WdQueueFiles *files, const char *id);
void wd_queue_files_free(WdQueueFiles *files);
