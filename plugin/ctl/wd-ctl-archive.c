/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ctl/wd-ctl-archive.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ctl/wd-ctl-passphrase.h"
#include "engine/wd-error.h"

static WdKeys *
load_keys(const WdCtl *ctl, const char *base, const char *identity_path)
{
	g_autoptr(GError) error = NULL;
	WdKeys *keys = identity_path != NULL ? wd_keys_load_identity(identity_path, &error)
					     : wd_keys_load(base, &error);

	if (keys != NULL)
		return keys;
	if (g_error_matches(error, WD_ERROR, WD_ERROR_NOT_FOUND))
		wd_ctl_complain(ctl, _("there is no key in %s; name one with --key"), base);
	else
		wd_ctl_complain(ctl, "%s", error->message);
	return NULL;
}

/**
 * wd_ctl_archive_open:
 * @ctl: the command
 * @identity_path: (nullable): an age identity to read with, such as the company's recovery key;
 *   NULL for the profile's own
 *
 * Lists all logs of the profile. Says what is wrong.
 *
 * Returns: (transfer full) (nullable): the logs; NULL when they cannot be read
 */
WdCtlArchive *
wd_ctl_archive_open(const WdCtl *ctl, const char *identity_path)
{
	g_autofree char *base = wd_ctl_get_base(ctl);
	g_autoptr(WdCtlArchive) archive = g_new0(WdCtlArchive, 1);
	g_autoptr(GError) error = NULL;

	archive->keys = load_keys(ctl, base, identity_path);
	if (archive->keys == NULL ||
	    (identity_path == NULL && !wd_ctl_unlock(ctl, base, archive->keys)))
		return NULL;
	archive->archive = wd_log_archive_open(base, archive->keys);
	archive->listings = wd_log_archive_list(archive->archive, &error);
	if (archive->listings == NULL) {
		wd_ctl_complain(ctl, "%s", error->message);
		return NULL;
	}
	return g_steal_pointer(&archive);
}

/**
 * wd_ctl_archive_close:
 * @archive: (nullable) (transfer full): logs
 */
void
wd_ctl_archive_close(WdCtlArchive *archive)
{
	if (archive == NULL)
		return;
	g_clear_pointer(&archive->listings, g_ptr_array_unref);
	wd_log_archive_close(archive->archive);
	wd_keys_free(archive->keys);
	g_free(archive);
}

/**
 * wd_ctl_archive_get_id:
 * @path: a log's file
 *
 * Returns: (transfer full): its name without the suffix, by which commands know it
 */
char *
wd_ctl_archive_get_id(const char *path)
{
	char *id = g_path_get_basename(path);
	char *suffix = strrchr(id, '.');

	if (suffix != NULL)
		*suffix = '\0';
	return id;
}

/**
 * wd_ctl_archive_find:
 * @ctl: the command
 * @archive: the logs
 * @name: the first digits of an id, or a path
 *
 * Says what is wrong when there is none, or more than one.
 *
 * Returns: (transfer none) (nullable): the log's path, valid as long as @archive and @name
 */
const char *
wd_ctl_archive_find(const WdCtl *ctl, const WdCtlArchive *archive, const char *name)
{
	const char *found = NULL;

	if (strchr(name, G_DIR_SEPARATOR) != NULL)
		return name;
	/* A script's variable may be empty, and means no log then. */
	for (guint i = 0; *name != '\0' && i < archive->listings->len; i++) {
		const WdLogListing *listing = g_ptr_array_index(archive->listings, i);
		g_autofree char *id = wd_ctl_archive_get_id(listing->path);

		if (!g_str_has_prefix(id, name))
			continue;
		if (found != NULL) {
			wd_ctl_complain(ctl, _("more than one log begins with “%s”"), name);
			return NULL;
		}
		found = listing->path;
	}
	if (found == NULL)
		wd_ctl_complain(ctl, _("no log begins with “%s”"), name);
	return found;
}

/**
 * wd_ctl_archive_collect_ids:
 * @archive: the logs
 *
 * Returns: (transfer full) (element-type utf8): the ids of all logs of the profile, as a set
 */
GHashTable *
wd_ctl_archive_collect_ids(const WdCtlArchive *archive)
{
	GHashTable *ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < archive->listings->len; i++) {
		const WdLogListing *listing = g_ptr_array_index(archive->listings, i);

		g_hash_table_add(ids, wd_ctl_archive_get_id(listing->path));
	}
	return ids;
}

/**
 * wd_ctl_archive_get_reason:
 * @archive: the logs
 *
 * Returns: (transfer none): "own-key" when the profile's own key reads them, else "other-key"
 */
const char *
wd_ctl_archive_get_reason(const WdCtlArchive *archive)
{
	return wd_keys_get_recipient(archive->keys) != NULL ? "own-key" : "other-key";
}
