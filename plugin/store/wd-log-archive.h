/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-log-reader.h"

/*
 * For the log viewer and wardenctl, which list before they show. A log that cannot be read is
 * listed too, with the reason: leaving it out would hide that something was tampered with.
 */

/* All logs of a profile. Keeps what META says of each in memory: opening one costs 0.3 ms. */
typedef struct WdLogArchive WdLogArchive;

/* One file of the archive. */
typedef struct {
	/* The archive owns its listings; a list is valid until the next call. */
	WdLogEntry *entry; /* (nullable): NULL when it cannot be read */
	char *path;
	char *problem; /* (nullable) why it cannot be read */
	gint64 size;   /* bytes */
} WdLogListing;

WdLogArchive *wd_log_archive_open(const char *base, WdKeys *keys);
void wd_log_archive_close(WdLogArchive *archive);
GPtrArray *wd_log_archive_list(WdLogArchive *archive,
			       GError **error); /* of const WdLogListing *, newest first */
gboolean wd_log_archive_has_any(const WdLogArchive *archive); /* needs no key */

/* For a main loop, which must not wait for thousands of logs that no index knows. */
GPtrArray *wd_log_archive_list_some(WdLogArchive *archive, guint max_new, GError **error);
gboolean wd_log_archive_warm(WdLogArchive *archive, guint max_new); /* FALSE: all are known */
guint wd_log_archive_get_n_left(const WdLogArchive *archive);

void wd_log_archive_forget(WdLogArchive *archive);
gboolean wd_log_archive_remove(WdLogArchive *archive, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdLogArchive, wd_log_archive_close)
