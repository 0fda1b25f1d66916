/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-policy-places.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "engine/wd-limits.h"

/* Fixed when this was built: what an environment variable could move would bind nobody. */
static const WdPolicyPlaces installed = {
	.it = WD_POLICY_DIR,
	.run = WD_RUN_POLICY_DIR,
	.vendor = WD_VENDOR_POLICY_DIR,
	.owner = 0,
	.trusted_above = "/",
};

/**
 * wd_policy_places_get_installed:
 *
 * Returns: (transfer none): the folders of this machine, which root alone may write
 */
const WdPolicyPlaces *
wd_policy_places_get_installed(void)
{
	return &installed;
}

/* The system speaks of too many levels of links where ours follow none. */
static const char *
get_reason(int saved)
{
	switch (saved) {
	case ELOOP:
		return "it is a symbolic link, and a policy must be a file of its own";
	case ENOTDIR:
		return "a symbolic link or no folder, where a folder of the system must be";
	default:
		return g_strerror(saved);
	}
}

static gboolean
fail_errno(GError **error, int saved, const char *path)
{
	g_set_error(error,
		    WD_ERROR,
		    saved == ENOENT ? WD_ERROR_NOT_FOUND : WD_ERROR_IO,
		    "cannot read %s: %s",
		    path,
		    get_reason(saved));
	return FALSE;
}

/* By descriptor, so that what is checked is what is read. */
static gboolean
check_owner(int fd, gint64 owner, const char *path, GError **error)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return fail_errno(error, errno, path);
	if (owner != WD_POLICY_ANY_OWNER && (gint64)status.st_uid != owner) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_UNTRUSTED,
			    "%s belongs to user %u, not to user %u",
			    path,
			    (guint)status.st_uid,
			    (guint)owner);
		return FALSE;
	}
	if (owner != WD_POLICY_ANY_OWNER && (status.st_mode & 022) != 0) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_UNTRUSTED,
			    "%s may be written by others (mode %04o)",
			    path,
			    (guint)status.st_mode & 07777);
		return FALSE;
	}
	return TRUE;
}

static int
open_part(int folder, const char *part, gboolean is_last, const char *path, GError **error)
{
	int flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
	int fd = openat(folder, part, is_last ? flags : flags | O_DIRECTORY);
	int saved = errno;

	(void)close(folder); /* read only */
	if (fd < 0)
		(void)fail_errno(error, saved, path);
	return fd;
}

/* Opens @path part by part, so that no folder on the way can be swapped for another. That a folder
 * is not to be trusted matters only if there is a policy in it: in a container /etc may belong to
 * anybody, and people without a policy must not get the strict floor for that. */
static int
open_checked(const WdPolicyPlaces *places, const char *path, GError **error)
{
	const char *rest = path + strlen(places->trusted_above);
	g_auto(GStrv) parts = g_strsplit(rest, "/", -1);
	g_autoptr(GError) distrust = NULL;
	g_autoptr(GString) at =
		g_string_new(g_str_equal(places->trusted_above, "/") ? "" : places->trusted_above);
	int fd = open(places->trusted_above, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		(void)fail_errno(error, errno, places->trusted_above);
	for (guint i = 0; fd >= 0 && parts[i] != NULL; i++) {
		if (*parts[i] == '\0')
			continue;
		g_string_append_printf(at, "/%s", parts[i]);
		fd = open_part(fd, parts[i], parts[i + 1] == NULL, path, error);
		if (fd >= 0 && distrust == NULL)
			(void)check_owner(fd, places->owner, at->str, &distrust); /* told below */
	}
	if (fd >= 0 && distrust != NULL) {
		(void)close(fd); /* read only */
		g_propagate_error(error, g_steal_pointer(&distrust));
		return -1;
	}
	return fd;
}

static int
open_place(const WdPolicyPlaces *places, const char *path, GError **error)
{
	int fd;

	if (places != NULL && places->owner != WD_POLICY_ANY_OWNER)
		return open_checked(places, path, error);
	/* What was found in a folder must not keep us waiting; a pipe that was named may. */
	fd = open(path, O_RDONLY | O_CLOEXEC | (places != NULL ? O_NONBLOCK : 0));
	if (fd < 0)
		(void)fail_errno(error, errno, path);
	return fd;
}

/**
 * wd_policy_places_open:
 * @places: (nullable): whose files are believed; NULL: whoever they belong to
 * @path: absolute, below @places' trusted_above
 * @error: return location for a #WD_ERROR
 *
 * Opens a file or folder for reading if nobody but the owner of @places could have written it. Does
 * not wait for the other end of a pipe.
 *
 * Returns: a descriptor for close(), or -1
 */
int
wd_policy_places_open(const WdPolicyPlaces *places, const char *path, GError **error)
{
	static const WdPolicyPlaces anybody = {.owner = WD_POLICY_ANY_OWNER};

	if (places != NULL && places->owner != WD_POLICY_ANY_OWNER &&
	    !g_str_has_prefix(path, places->trusted_above)) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_UNTRUSTED,
			    "%s is not below %s",
			    path,
			    places->trusted_above);
		return -1;
	}
	return open_place(places != NULL ? places : &anybody, path, error);
}

/* Reads one byte more than is allowed, so that the parser can say that it was too much. */
static GByteArray *
read_bounded(int fd, gboolean may_be_pipe, const char *path, GError **error)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	struct stat status;

	if (fstat(fd, &status) != 0 ||
	    !(S_ISREG(status.st_mode) || (may_be_pipe && !S_ISDIR(status.st_mode)))) {
		g_set_error(error, WD_ERROR, WD_ERROR_IO, "%s is no file", path);
		return NULL;
	}
	while (bytes->len <= WD_LIMIT_POLICY_BYTES) {
		guint8 buffer[4096];
		gssize n = read(fd, buffer, sizeof buffer);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			(void)fail_errno(error, errno, path);
			return NULL;
		}
		if (n == 0)
			break;
		g_byte_array_append(bytes, buffer, (guint)n);
	}
	return g_steal_pointer(&bytes);
}

static void
report(GPtrArray *problems, const char *path, WdPolicyLevel level, const GError *error)
{
	WdPolicySpot spot = {path, 0, 0, level >= WD_LEVEL_VENDOR_MANAGED};

	wd_policy_problems_add(problems, &spot, WD_PROBLEM_ERROR, "%s", error->message);
}

static WdPolicyFile *
load_file(const WdPolicyPlaces *places, const char *path, WdPolicyLevel level, GPtrArray *problems)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GByteArray) bytes = NULL;
	int fd = open_place(places, path, &error);

	if (fd >= 0) {
		bytes = read_bounded(fd, places == NULL, path, &error);
		(void)close(fd); /* read only */
	}
	if (bytes == NULL) {
		report(problems, path, level, error);
		return wd_policy_file_new_unreadable(path, level);
	}
	return wd_policy_file_parse(path, level, (const char *)bytes->data, bytes->len, problems);
}

/**
 * wd_policy_place_load:
 * @path: a file that somebody named
 * @level: whose file it counts as
 * @problems: (element-type WdPolicyProblem): what is wrong is added here
 *
 * Reads one file without asking who owns it. Blocks on the disk.
 *
 * Returns: (transfer full): the file, not readable when it could not be opened
 */
WdPolicyFile *
wd_policy_place_load(const char *path, WdPolicyLevel level, GPtrArray *problems)
{
	return load_file(NULL, path, level, problems);
}

/* A policy folder, highest first: its files hide those of the same name further down. */
typedef struct {
	const char *folder;
	WdPolicyLevel managed;
	WdPolicyLevel recommended;
} Source;

static gboolean
list_folder(const WdPolicyPlaces *places, const char *folder, GPtrArray *names, GError **error)
{
	g_autoptr(GDir) dir = NULL;
	const char *name;
	int fd = open_place(places, folder, error);

	if (fd < 0)
		return FALSE;
	(void)close(fd); /* names alone bind nobody: each file is checked again from the top */
	dir = g_dir_open(folder, 0, error);
	if (dir == NULL)
		return FALSE;
	while ((name = g_dir_read_name(dir)) != NULL) {
		if (g_str_has_suffix(name, ".conf") && *name != '.')
			g_ptr_array_add(names, g_strdup(name));
	}
	return TRUE;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int
compare_files(gconstpointer a, gconstpointer b)
{
	const WdPolicyFile *x = *(const WdPolicyFile *const *)a;
	const WdPolicyFile *y = *(const WdPolicyFile *const *)b;
	g_autofree char *x_name = NULL;
	g_autofree char *y_name = NULL;

	if (x->level != y->level)
		return x->level < y->level ? -1 : 1;
	x_name = g_path_get_basename(x->path);
	y_name = g_path_get_basename(y->path);
	return strcmp(x_name, y_name);
}

/* Whether a file of this name lies in a folder below, so that an empty one is meant to hide it. */
static gboolean
hides_one(const WdPolicyPlaces *places, const char *folder, const char *name)
{
	const char *const below[] = {places->run, places->vendor};

	for (guint i = 0; i < G_N_ELEMENTS(below); i++) {
		g_autofree char *path =
			below[i] == NULL ? NULL
					 : g_build_filename(below[i], "managed.d", name, NULL);

		if (path != NULL && !g_str_has_prefix(path, folder) &&
		    g_file_test(path, G_FILE_TEST_EXISTS))
			return TRUE;
	}
	return FALSE;
}

/* A full disk leaves nothing of a file but its name. What is empty on purpose hides another one, or
 * has at least a remark in it. */
static void
doubt_empty(const WdPolicyPlaces *places,
	    const char *folder,
	    const char *name,
	    WdPolicyFile *file,
	    GPtrArray *problems)
{
	struct stat status;
	WdPolicySpot spot = {file->path, 1, 1, TRUE};

	if (file->level < WD_LEVEL_VENDOR_MANAGED || !file->is_readable || file->entries->len > 0 ||
	    lstat(file->path, &status) != 0 || status.st_size > 0 ||
	    hides_one(places, folder, name))
		return;
	file->is_readable = FALSE;
	wd_policy_problems_add(
		problems,
		&spot,
		WD_PROBLEM_ERROR,
		"an empty file: was it cut? One that shall say nothing needs a remark, "
		"such as # nothing");
}

static void
load_folder(const WdPolicyPlaces *places,
	    const char *folder,
	    WdPolicyLevel level,
	    GHashTable *seen,
	    GPtrArray *files,
	    GPtrArray *problems)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;

	if (!list_folder(places, folder, names, &error)) {
		/* No folder is no policy; a folder that cannot be looked into is a broken one. */
		if (g_error_matches(error, WD_ERROR, WD_ERROR_NOT_FOUND))
			return;
		report(problems, folder, level, error);
		g_ptr_array_add(files, wd_policy_file_new_unreadable(folder, level));
		return;
	}
	g_ptr_array_sort(names, compare_names);
	for (guint i = 0; i < names->len; i++) {
		const char *name = g_ptr_array_index(names, i);
		g_autofree char *path = g_build_filename(folder, name, NULL);

		if (!g_hash_table_add(seen, g_strdup(name)))
			continue;
		g_ptr_array_add(files, load_file(places, path, level, problems));
		doubt_empty(
			places, folder, name, g_ptr_array_index(files, files->len - 1), problems);
	}
}

/**
 * wd_policy_places_load:
 * @places: the folders
 * @is_managed: whether managed.d is read, else recommended.d
 * @files: (element-type WdPolicyFile): files are added here, in rising precedence
 * @problems: (element-type WdPolicyProblem): what is wrong is added here
 *
 * A file hides those of the same name in a lower folder (IT, device management, vendor); an empty
 * one therefore switches a vendor's file off; one that hides nothing was cut. Of the rest, later
 * names count more. Files and folders that somebody else could write are not read. Blocks on the
 * disk.
 */
void
wd_policy_places_load(const WdPolicyPlaces *places,
		      gboolean is_managed,
		      GPtrArray *files,
		      GPtrArray *problems)
{
	const Source sources[] = {
		{places->it, WD_LEVEL_IT_MANAGED, WD_LEVEL_IT_RECOMMENDED},
		{places->run, WD_LEVEL_IT_MANAGED, WD_LEVEL_IT_RECOMMENDED},
		{places->vendor, WD_LEVEL_VENDOR_MANAGED, WD_LEVEL_VENDOR_RECOMMENDED},
	};
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < G_N_ELEMENTS(sources); i++) {
		g_autofree char *folder = NULL;

		if (sources[i].folder == NULL)
			continue;
		folder = g_build_filename(
			sources[i].folder, is_managed ? "managed.d" : "recommended.d", NULL);
		load_folder(places,
			    folder,
			    is_managed ? sources[i].managed : sources[i].recommended,
			    seen,
			    files,
			    problems);
	}
	g_ptr_array_sort(files, compare_files);
}
