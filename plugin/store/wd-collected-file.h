/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "store/wd-audit-collected.h"

/*
 * A collector's file that grows: what is new in it goes to a WdCollected. The collector may rename
 * it and begin another, or cut it to nothing and go on; a row counts once its newline is there.
 */
typedef struct WdCollectedFile WdCollectedFile;

WdCollectedFile *wd_collected_file_new(const char *path);
gboolean wd_collected_file_read(WdCollectedFile *file,
				WdCollected *collected,
				gint64 arrived_s,
				GError **error) G_GNUC_WARN_UNUSED_RESULT;
void wd_collected_file_free(WdCollectedFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdCollectedFile, wd_collected_file_free)
