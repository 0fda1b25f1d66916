/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#define WD_REHEARSE_PREFS_BYTES (16 * 1024 * 1024) /* years of a person's habits */

/*
 * A client's prefs.xml, changed without a libpurple core: everything else in it stays as it is. It
 * is a person's file, so one that cannot be read is an error, never a reason to begin anew. Reading
 * and writing the file is for wd-rehearse-profile.h.
 */
typedef struct WdRehearsePrefs WdRehearsePrefs;

WdRehearsePrefs *wd_rehearse_prefs_new(void);
WdRehearsePrefs *wd_rehearse_prefs_parse(const char *raw, gssize len, GError **error);
char *wd_rehearse_prefs_format(const WdRehearsePrefs *prefs);
void wd_rehearse_prefs_free(WdRehearsePrefs *prefs);
void wd_rehearse_prefs_set(WdRehearsePrefs *prefs,
			   const char *path,
			   const char *type,
			   const char *value);
void wd_rehearse_prefs_add_item(WdRehearsePrefs *prefs, const char *path, const char *value);
void wd_rehearse_prefs_remove_item(WdRehearsePrefs *prefs, const char *path, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdRehearsePrefs, wd_rehearse_prefs_free)
