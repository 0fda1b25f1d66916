/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-log-writer.h"

/*
 * Seals logs that libpurple wrote in the clear: each is converted, read back and compared, brought
 * to the disk by a thread, and only then removed, unless somebody has written to it since or has it
 * open for that. In short steps, for a main loop; dropping it in the middle leaves what was not
 * done yet as it was. Needs the private key, to read back.
 */
typedef struct WdLogImport WdLogImport;

typedef struct {
	guint n_files;
	guint n_done;   /* looked at, whatever came of it */
	guint n_sealed; /* and removed, unless they are kept */
	guint n_messages;
	guint n_images;
	guint n_failed; /* left as they were */
	char *problem;  /* (nullable) the first of them and why */
} WdLogImportProgress;

/* @path: the sealed log; @is_kept: the old one is there still. */
typedef void (*WdLogImportSealed)(const char *path, gboolean is_kept, gpointer data);

WdLogImport *wd_log_import_new(const char *stock_folder, const WdLogHome *home, gboolean is_kept);
void wd_log_import_watch(WdLogImport *import, WdLogImportSealed sealed, gpointer data);
gboolean wd_log_import_step(WdLogImport *import); /* FALSE: it is done */
const WdLogImportProgress *wd_log_import_get_progress(const WdLogImport *import);
void wd_log_import_free(WdLogImport *import); /* waits for the thread */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLogImport, wd_log_import_free)
