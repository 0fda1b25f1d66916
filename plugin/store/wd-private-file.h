/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Owner and mode are asked of the open descriptor and links are not followed, so that the file that
 * was checked is the one that is read. Writing goes through a second name, so that a crash leaves
 * the old file or the new one.
 */

/* Small files for one person's eyes, whole or not at all. All of these block on the disk. */
char *wd_private_file_load(const char *path, gsize max_bytes, gsize *len, GError **error);
gboolean wd_private_file_create(const char *path, const char *bytes, gsize len, GError **error)
	G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_private_file_replace(const char *path, const char *bytes, gsize len, GError **error)
	G_GNUC_WARN_UNUSED_RESULT;
/* For a secret that lies elsewhere now. */
gboolean wd_private_file_shred(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_private_file_shred_leftovers(const char *path,
					 GError **error) G_GNUC_WARN_UNUSED_RESULT;
