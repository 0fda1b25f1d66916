/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-quarantine.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store/wd-held-codec.h"
#include "store/wd-paths.h"
#include "store/wd-private-file.h"

#define ID_LEN         32 /* hexadecimal digits */
#define FILE_MODE      0600
#define MAX_NOTE_BYTES (1024 * 1024) /* a name of 64 KiB, in JSON, sealed */

/* What lies there under one id. */
typedef enum {
	PART, /* arriving; after a crash: half a file */
	WHOLE,
	NOTE,
	N_PARTS,
} Part;

static const char *const suffixes[N_PARTS] = {
	[PART] = ".part",
	[WHOLE] = ".file",
	[NOTE] = ".note",
};

struct WdQuarantine {
	char *base;
	char *id;
	char *path;
	int fd; /* locked */
	gboolean is_complete;
};

static char *
get_path(const char *base, const char *id, Part part)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_QUARANTINE);

	return g_strconcat(folder, G_DIR_SEPARATOR_S, id, suffixes[part], NULL);
}

/* The id becomes a file name. */
static gboolean
is_id(const char *id)
{
	return strlen(id) == ID_LEN && strspn(id, "0123456789abcdef") == ID_LEN;
}

static gboolean
fail(GError **error, const char *what)
{
	int saved = errno;
	WdError code = WD_ERROR_IO;

	if (saved == ENOENT)
		code = WD_ERROR_NOT_FOUND;
	else if (saved == EWOULDBLOCK)
		code = WD_ERROR_BUSY;
	else if (saved == ELOOP)
		code = WD_ERROR_UNTRUSTED;
	g_set_error(error, WD_ERROR, code, "%s: %s", what, g_strerror(saved));
	return FALSE;
}

static WdQuarantine *
new_file(const char *base, const char *id, Part part, int fd)
{
	WdQuarantine *file = g_new0(WdQuarantine, 1);

	file->base = g_strdup(base);
	file->id = g_strdup(id);
	file->path = get_path(base, id, part);
	file->fd = fd;
	file->is_complete = part == WHOLE;
	return file;
}

/* Not synced: the caller is the main loop, and the bytes that it is about are as young. */
static gboolean
save_note(const char *base, const WdKeys *keys, const WdHeld *held, GError **error)
{
	g_autoptr(GBytes) plain = wd_held_codec_format(held);
	gsize len;
	const guint8 *bytes = g_bytes_get_data(plain, &len);
	g_autoptr(GBytes) sealed = wd_keys_seal(keys, NULL, bytes, len, error);
	g_autofree char *path = get_path(base, held->id, NOTE);
	int fd;
	gboolean is_written;

	if (sealed == NULL)
		return FALSE;
	bytes = g_bytes_get_data(sealed, &len);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
	if (fd < 0)
		return fail(error, "cannot note what arrives");
	is_written = write(fd, bytes, len) == (gssize)len;
	if (!is_written) {
		(void)fail(error, "cannot note what arrives"); /* the result is FALSE */
		wd_quarantine_forget_note(base, held->id);
	}
	(void)close(fd); /* a note that is not whole tells nothing, and harms nothing */
	return is_written;
}

/**
 * wd_quarantine_begin:
 * @base: the Warden folder of the client
 * @keys: (nullable): for the note; may be locked. Without them there is none, and after a crash
 *   nobody knows whose file it is
 * @held: what arrives, as the row of the queue that it would be: an id of wd_queue_new_id(), and
 *   the place that the person chose as its file_path
 * @error: return location for a #WD_ERROR
 *
 * Makes an empty file, 0600, that nobody had before, and locks it. The bytes may then be written by
 * its path: the folder lets nobody else in. Never waits for the disk.
 *
 * Returns: (transfer full): the file
 */
WdQuarantine *
wd_quarantine_begin(const char *base, const WdKeys *keys, const WdHeld *held, GError **error)
{
	g_autofree char *path = get_path(base, held->id, PART);
	int fd;

	g_return_val_if_fail(is_id(held->id), NULL);
	if (keys != NULL && !save_note(base, keys, held, error))
		return NULL;
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
	if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) != 0) {
		(void)fail(error, "cannot keep what arrives"); /* the result is NULL */
		if (fd >= 0)
			(void)close(fd); /* empty */
		wd_quarantine_remove(base, held->id);
		return NULL;
	}
	return new_file(base, held->id, PART, fd);
}

static gboolean
is_plain(int fd, GError **error)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return fail(error, "cannot look at a file of the quarantine");
	if (S_ISREG(status.st_mode) && status.st_uid == geteuid())
		return TRUE;
	g_set_error(
		error, WD_ERROR, WD_ERROR_UNTRUSTED, "no plain file of yours in the quarantine");
	return FALSE;
}

/* What was made must be what has the name: libpurple opened it by the name. */
static gboolean
is_same(const WdQuarantine *file, GError **error)
{
	struct stat ours;
	struct stat named;

	if (fstat(file->fd, &ours) != 0 || lstat(file->path, &named) != 0)
		return fail(error, "cannot look at a file of the quarantine");
	if (ours.st_ino == named.st_ino && ours.st_dev == named.st_dev)
		return TRUE;
	g_set_error(error, WD_ERROR, WD_ERROR_UNTRUSTED, "a file of the quarantine was exchanged");
	return FALSE;
}

/**
 * wd_quarantine_complete:
 * @file: one that wd_quarantine_begin() made, with all of its bytes
 * @error: return location for a #WD_ERROR; %WD_ERROR_UNTRUSTED when its name is another file's now
 *
 * From now on it is a whole file, also after a crash.
 *
 * Returns: whether that is so
 */
gboolean
wd_quarantine_complete(WdQuarantine *file, GError **error)
{
	g_autofree char *whole = get_path(file->base, file->id, WHOLE);

	if (!is_same(file, error))
		return FALSE;
	if (rename(file->path, whole) != 0)
		return fail(error, "cannot keep what arrived");
	g_free(file->path);
	file->path = g_steal_pointer(&whole);
	file->is_complete = TRUE;
	return TRUE;
}

static int
open_locked(const char *path, GError **error)
{
	int fd = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0) {
		(void)fail(error, "cannot open a file of the quarantine"); /* the result says so */
		return -1;
	}
	if (!is_plain(fd, error)) {
		(void)close(fd); /* nothing was written */
		return -1;
	}
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		return fd;
	(void)fail(error, "another program works on the file"); /* as above */
	(void)close(fd);                                        /* as above */
	return -1;
}

/**
 * wd_quarantine_take:
 * @base: the Warden folder of the client
 * @id: which file
 * @error: return location for a #WD_ERROR: %WD_ERROR_NOT_FOUND, %WD_ERROR_BUSY,
 *   %WD_ERROR_UNTRUSTED
 *
 * Takes a file that lies there, whole or not: see wd_quarantine_is_complete().
 *
 * Returns: (transfer full): the file, locked
 */
WdQuarantine *
wd_quarantine_take(const char *base, const char *id, GError **error)
{
	static const Part parts[] = {WHOLE, PART};
	GError *problem = NULL;

	for (guint i = 0; is_id(id) && i < G_N_ELEMENTS(parts); i++) {
		g_autofree char *path = get_path(base, id, parts[i]);
		int fd;

		g_clear_error(&problem);
		fd = open_locked(path, &problem);
		if (fd >= 0)
			return new_file(base, id, parts[i], fd);
		if (!g_error_matches(problem, WD_ERROR, WD_ERROR_NOT_FOUND))
			break;
	}
	if (problem == NULL)
		g_set_error(&problem, WD_ERROR, WD_ERROR_NOT_FOUND, "no such file");
	g_propagate_error(error, problem);
	return NULL;
}

/**
 * wd_quarantine_close:
 * @file: (nullable) (transfer full): the file
 *
 * Lets go of it. Its bytes and its note stay as they are.
 */
void
wd_quarantine_close(WdQuarantine *file)
{
	if (file == NULL)
		return;
	(void)close(file->fd); /* what it holds was written through another */
	g_free(file->base);
	g_free(file->id);
	g_free(file->path);
	g_free(file);
}

/**
 * wd_quarantine_discard:
 * @file: (transfer full): the file
 *
 * Removes it, bytes and note.
 */
void
wd_quarantine_discard(WdQuarantine *file)
{
	wd_quarantine_remove(file->base, file->id);
	wd_quarantine_close(file);
}

/**
 * wd_quarantine_get_id:
 * @file: a file
 *
 * Returns: (transfer none): its id
 */
const char *
wd_quarantine_get_id(const WdQuarantine *file)
{
	return file->id;
}

/**
 * wd_quarantine_get_path:
 * @file: a file
 *
 * Returns: (transfer none): where it lies now
 */
const char *
wd_quarantine_get_path(const WdQuarantine *file)
{
	return file->path;
}

/**
 * wd_quarantine_get_fd:
 * @file: a file
 *
 * Returns: its descriptor, which stays the file's; share it, move no position of it
 */
int
wd_quarantine_get_fd(const WdQuarantine *file)
{
	return file->fd;
}

/**
 * wd_quarantine_get_size:
 * @file: a file
 *
 * Returns: how many bytes it has; 0 also when that cannot be told
 */
gint64
wd_quarantine_get_size(const WdQuarantine *file)
{
	struct stat status;

	return fstat(file->fd, &status) == 0 ? (gint64)status.st_size : 0;
}

/**
 * wd_quarantine_is_complete:
 * @file: a file
 *
 * Returns: whether all of it arrived
 */
gboolean
wd_quarantine_is_complete(const WdQuarantine *file)
{
	return file->is_complete;
}

/**
 * wd_quarantine_has:
 * @base: the Warden folder of the client
 * @id: a row's id; need not be one of a file
 *
 * Returns: whether bytes lie there under this id, a whole file or its beginning
 */
gboolean
wd_quarantine_has(const char *base, const char *id)
{
	static const Part parts[] = {WHOLE, PART};
	struct stat status;

	for (guint i = 0; is_id(id) && i < G_N_ELEMENTS(parts); i++) {
		g_autofree char *path = get_path(base, id, parts[i]);

		if (lstat(path, &status) == 0)
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_quarantine_list:
 * @base: the Warden folder of the client
 *
 * Returns: (transfer full) (element-type utf8): the ids of which anything lies there, in no order
 */
GPtrArray *
wd_quarantine_list(const char *base)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_QUARANTINE);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *id = g_strndup(name, ID_LEN);
		gboolean is_ours = FALSE;

		for (guint i = 0; i < N_PARTS && strlen(name) > ID_LEN; i++)
			is_ours |= g_str_equal(name + ID_LEN, suffixes[i]);
		if (!is_ours || !is_id(id) || g_hash_table_contains(seen, id))
			continue;
		g_hash_table_add(seen, id);
		g_ptr_array_add(ids, g_steal_pointer(&id));
	}
	return ids;
}

/**
 * wd_quarantine_measure:
 * @base: the Warden folder of the client
 * @id: which file
 *
 * Returns: how many bytes lie there under this id
 */
gint64
wd_quarantine_measure(const char *base, const char *id)
{
	gint64 n_bytes = 0;

	for (guint i = 0; is_id(id) && i < N_PARTS; i++) {
		g_autofree char *path = get_path(base, id, (Part)i);
		struct stat status;

		if (lstat(path, &status) == 0)
			n_bytes += (gint64)status.st_size;
	}
	return n_bytes;
}

/**
 * wd_quarantine_load_note:
 * @base: the Warden folder of the client
 * @keys: to open it with
 * @id: which file
 * @error: return location for a #WD_ERROR: %WD_ERROR_NOT_FOUND, %WD_ERROR_LOCKED, and whatever a
 *   note deserves that is not ours
 *
 * Returns: (transfer full): the row that wd_quarantine_begin() was given
 */
WdHeld *
wd_quarantine_load_note(const char *base, WdKeys *keys, const char *id, GError **error)
{
	g_autofree char *path = get_path(base, id, NOTE);
	gsize len = 0;
	g_autofree char *sealed = wd_private_file_load(path, MAX_NOTE_BYTES, &len, error);
	g_autoptr(GBytes) plain = NULL;
	g_autoptr(WdHeld) held = NULL;
	const guint8 *bytes;

	if (sealed == NULL)
		return NULL;
	plain = wd_keys_open_sealed(keys, (const guint8 *)sealed, len, error);
	if (plain == NULL)
		return NULL;
	bytes = g_bytes_get_data(plain, &len);
	held = wd_held_codec_parse(bytes, len, error);
	if (held != NULL && !g_str_equal(held->id, id)) {
		g_set_error(error, WD_ERROR, WD_ERROR_DAMAGED, "the note of another file");
		return NULL;
	}
	return g_steal_pointer(&held);
}

static void
remove_part(const char *base, const char *id, Part part)
{
	g_autofree char *path = is_id(id) ? get_path(base, id, part) : NULL;

	if (path != NULL)
		(void)g_unlink(path); /* most ids have only some */
}

/**
 * wd_quarantine_forget_note:
 * @base: the Warden folder of the client
 * @id: a file that stands in the review queue now
 */
void
wd_quarantine_forget_note(const char *base, const char *id)
{
	remove_part(base, id, NOTE);
}

/**
 * wd_quarantine_remove:
 * @base: the Warden folder of the client
 * @id: which file; need not be there
 *
 * Removes all that lies there under this id, the note last.
 */
void
wd_quarantine_remove(const char *base, const char *id)
{
	for (guint i = 0; is_id(id) && i < N_PARTS; i++)
		remove_part(base, id, (Part)i);
}
