/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * For the person's settings, which are written on every click of a preference. Only the newest text
 * counts, so a slow disk never has a queue of old ones. The file itself is written as
 * wd-private-file.h does it.
 */

/* Writes one small private file in a thread of its own, so that nobody waits for the disk. */
typedef struct WdFileSaver WdFileSaver;

WdFileSaver *wd_file_saver_new(const char *path);
void wd_file_saver_save(WdFileSaver *saver, const char *text);
gboolean wd_file_saver_is_done(WdFileSaver *saver);
gboolean wd_file_saver_check(WdFileSaver *saver, GError **error);
void wd_file_saver_free(WdFileSaver *saver);
