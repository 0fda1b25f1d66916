/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Logs are written with write(2), which survives a crash of the client; this makes them survive the
 * computer's. A failure is a flag on the file, which the writer looks at before its next record.
 */

/* Brings written files to the disk from a thread of its own, so that the main loop never waits. */
typedef struct WdLogSync WdLogSync;

/* A file in the care of the thread. The descriptor is closed with the last reference. */
typedef struct WdLogSyncFile WdLogSyncFile;

typedef int (*WdLogSyncCall)(int fd); /* fdatasync(), or what a test puts in its place */

WdLogSync *wd_log_sync_new(guint delay_ms, WdLogSyncCall call);
void wd_log_sync_flush(WdLogSync *sync);
void wd_log_sync_free(WdLogSync *sync);

/* A file may be closed by its writer while the thread still syncs it: both hold a reference. */
WdLogSyncFile *wd_log_sync_file_new(int fd, int folder_fd);
void wd_log_sync_file_unref(WdLogSyncFile *file);
int wd_log_sync_file_get_fd(const WdLogSyncFile *file);
gboolean wd_log_sync_file_has_failed(WdLogSyncFile *file);
void wd_log_sync_mark_dirty(WdLogSync *sync, WdLogSyncFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLogSync, wd_log_sync_free)
