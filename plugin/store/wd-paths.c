/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-paths.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"

#define FOLDER_MODE 0700 /* nobody but the person, and not even a listing for others */

typedef struct {
	const char *name; /* under BASE; "" is BASE itself */
	gboolean is_folder;
} Place;

static const Place places[] = {
	[WD_PATH_BASE] = {"", TRUE},
	[WD_PATH_LOGS] = {"logs", TRUE},
	[WD_PATH_AUDIT] = {"audit", TRUE},
	[WD_PATH_STATE_DB] = {"state.db", FALSE},
	[WD_PATH_KEYS] = {"keys", TRUE},
	[WD_PATH_QUEUE] = {"queue", TRUE},
	[WD_PATH_LISTS] = {"lists", TRUE},
	[WD_PATH_USER_POLICY] = {"settings.conf", FALSE},
	[WD_PATH_LAST_POLICY] = {"last-policy.conf", FALSE},
	[WD_PATH_QUARANTINE] = {"quarantine", TRUE},
	[WD_PATH_CLOCK] = {"clock", FALSE},
	[WD_PATH_NOTICE] = {"notice", FALSE},
};

/**
 * wd_path_get:
 * @base: the plugin's folder under the client's user directory
 * @path: which place
 *
 * Returns: (transfer full): the place's path; it need not exist
 */
char *
wd_path_get(const char *base, WdPath path)
{
	g_return_val_if_fail((guint)path < G_N_ELEMENTS(places), NULL);
	if (path == WD_PATH_BASE)
		return g_strdup(base);
	return g_build_filename(base, places[path].name, NULL);
}

static gboolean
fail_errno(GError **error, const char *what, const char *path)
{
	int saved = errno;

	g_set_error(error, WD_ERROR, WD_ERROR_IO, "%s %s: %s", what, path, g_strerror(saved));
	return FALSE;
}

/* By descriptor, so that what is checked is what is changed. */
static gboolean
tighten_folder(int fd, const char *path, GError **error)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return fail_errno(error, "cannot look at", path);
	if (status.st_uid != geteuid()) {
		g_set_error(
			error, WD_ERROR, WD_ERROR_UNTRUSTED, "%s belongs to another user", path);
		return FALSE;
	}
	if ((status.st_mode & 0777) != FOLDER_MODE && fchmod(fd, FOLDER_MODE) != 0)
		return fail_errno(error, "cannot make private", path);
	return TRUE;
}

/**
 * wd_path_make_folder:
 * @path: a folder whose parent exists
 * @error: return location for a #WD_ERROR
 *
 * Makes @path, or takes it as it is when it is the person's own; either way its mode is 0700
 * afterwards. A symbolic link is refused: it would lead what is written here somewhere else.
 *
 * Returns: whether @path is a private folder now
 */
gboolean
wd_path_make_folder(const char *path, GError **error)
{
	gboolean is_good;
	int fd;

	if (mkdir(path, FOLDER_MODE) != 0 && errno != EEXIST)
		return fail_errno(error, "cannot make the folder", path);
	fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return fail_errno(error, "is not a folder of its own:", path);
	is_good = tighten_folder(fd, path, error);
	(void)close(fd); /* nothing was written through it */
	return is_good;
}

/**
 * wd_path_prepare:
 * @base: the plugin's folder under the client's user directory
 * @error: return location for a #WD_ERROR
 *
 * Makes every folder, 0700, the client's user directory included when it is not there yet.
 *
 * Returns: whether all of them are there and private
 */
gboolean
wd_path_prepare(const char *base, GError **error)
{
	g_autofree char *parent = g_path_get_dirname(base);

	if (g_mkdir_with_parents(parent, FOLDER_MODE) != 0)
		return fail_errno(error, "cannot make the folder", parent);
	for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
		g_autofree char *path = NULL;

		if (!places[i].is_folder)
			continue;
		path = wd_path_get(base, (WdPath)i);
		if (!wd_path_make_folder(path, error))
			return FALSE;
	}
	return TRUE;
}
