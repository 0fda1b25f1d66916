/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>
#include <stdio.h>

#include "ctl/wd-log-line.h"

/*
 * One log that is taken away: a file of its messages, and one for each of its pictures beside it,
 * which the messages name. Files are new, never written over: they may be evidence already. What
 * lies there in the end is read once more, for its hash.
 */
typedef struct WdExportFile WdExportFile;

WdExportFile *
wd_export_file_new(const char *folder, const char *id, WdLogFormat format, GError **error);
void wd_export_file_free(WdExportFile *file);
void wd_export_file_start(WdExportFile *file, const WdLogEntry *entry);
gboolean wd_export_file_add(WdExportFile *file, const WdLogMessage *message);
gboolean wd_export_file_end(WdExportFile *file,
			    const WdLogReport *report,
			    GString *manifest,
			    GError **error) G_GNUC_WARN_UNUSED_RESULT;
FILE *wd_export_file_create(const char *folder, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdExportFile, wd_export_file_free)
