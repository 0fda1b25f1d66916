/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * The names right below BASE are known here alone; what lies in each folder is its module's. Where
 * the client keeps its own files is never asked here: BASE is handed in, so that tests and tools
 * can have another.
 */

/* Where each thing lives under the client's user directory: BASE is "~/.purple/warden". */
typedef enum {
	WD_PATH_BASE,
	WD_PATH_LOGS,
	WD_PATH_AUDIT,
	WD_PATH_STATE_DB,
	WD_PATH_KEYS,
	WD_PATH_QUEUE,
	WD_PATH_LISTS,
	WD_PATH_USER_POLICY, /* the person's own settings, same syntax as policy */
	WD_PATH_LAST_POLICY, /* last good managed snapshot */
	WD_PATH_QUARANTINE,
	WD_PATH_CLOCK,  /* when somebody looked at the clock */
	WD_PATH_NOTICE, /* which notice of the company's was accepted */
} WdPath;

char *wd_path_get(const char *base, WdPath path);
gboolean wd_path_make_folder(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_path_prepare(const char *base,
			 GError **error) G_GNUC_WARN_UNUSED_RESULT; /* makes the folders, 0700 */
