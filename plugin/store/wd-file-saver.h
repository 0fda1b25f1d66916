/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/* Writes one small private file in a thread of its own, so that nobody waits for the disk. */
typedef struct WdFileSaver WdFileSaver;

WdFileSaver *wd_file_saver_new(const char *path);
void wd_file_saver_save(WdFileSaver *saver, const char *text);
gboolean wd_file_saver_is_done(WdFileSaver *saver);
gboolean wd_file_saver_check(WdFileSaver *saver, GError **error);
void wd_file_saver_free(WdFileSaver *saver);
