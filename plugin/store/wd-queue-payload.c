/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-queue-payload.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store/wd-held-codec.h"
#include "store/wd-paths.h"
#include "store/wd-private-file.h"

#define SUFFIX          ".sealed"
#define ID_LEN          32
#define ORPHAN_SECONDS  3600
#define MAX_SEALED_SIZE (WD_HELD_CODEC_MAX_BYTES + 64 * 1024) /* age adds 16 bytes to 64 KiB */

static char *
get_path(const char *base, const char *id)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_QUEUE);

	return g_strconcat(folder, G_DIR_SEPARATOR_S, id, SUFFIX, NULL);
}

/* The id becomes a file name, and a database may come from anywhere. */
static gboolean
is_id(const char *id)
{
	return strlen(id) == ID_LEN && strspn(id, "0123456789abcdef") == ID_LEN;
}

static gboolean
write_all(int fd, const guint8 *bytes, gsize len)
{
	while (len > 0) {
		gssize n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return FALSE;
		bytes += n;
		len -= (gsize)n;
	}
	return TRUE;
}

/**
 * wd_queue_payload_save:
 * @base: the Warden folder of the client
 * @id: the row's id
 * @sealed: an age file
 * @error: return location for a #WD_ERROR
 *
 * Writes a new file, mode 0600. The caller is the main loop: wd_queue_payload_sync() is for another
 * thread.
 *
 * Returns: whether the file is there, whole
 */
gboolean
wd_queue_payload_save(const char *base, const char *id, GBytes *sealed, GError **error)
{
	g_autofree char *path = get_path(base, id);
	gsize len;
	const guint8 *bytes = g_bytes_get_data(sealed, &len);
	int fd = g_open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	gboolean is_written = fd >= 0 && write_all(fd, bytes, len);
	int saved = errno;

	if (fd >= 0 && close(fd) != 0) {
		saved = errno;
		is_written = FALSE;
	}
	if (!is_written) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_IO,
			    "cannot write a held content of %" G_GSIZE_FORMAT " bytes: %s",
			    len,
			    g_strerror(saved));
		if (fd >= 0)
			(void)g_unlink(path); /* half a file is of no use */
	}
	return is_written;
}

static void
sync_path(const char *path, int flags)
{
	int fd = g_open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | flags);

	if (fd < 0)
		return;  /* decided already, and gone */
	(void)fsync(fd); /* nobody waits for it, and the page cache keeps the file */
	(void)close(fd); /* only read from */
}

/**
 * wd_queue_payload_sync:
 * @base: the Warden folder of the client
 * @id: the row's id
 *
 * Brings a new file onto the disk, and its name. Blocks.
 */
void
wd_queue_payload_sync(const char *base, const char *id)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_QUEUE);
	g_autofree char *path = get_path(base, id);

	sync_path(path, 0);
	sync_path(folder, O_DIRECTORY);
}

/**
 * wd_queue_payload_load:
 * @base: the Warden folder of the client
 * @id: the row's id
 * @error: return location for a #WD_ERROR
 *
 * Returns: (transfer full): the age file
 */
GBytes *
wd_queue_payload_load(const char *base, const char *id, GError **error)
{
	g_autofree char *path = get_path(base, id);
	gsize len;
	char *bytes;

	if (!is_id(id)) {
		g_set_error(error, WD_ERROR, WD_ERROR_DAMAGED, "no id of a held row");
		return NULL;
	}
	bytes = wd_private_file_load(path, MAX_SEALED_SIZE, &len, error);
	return bytes == NULL ? NULL : g_bytes_new_take(bytes, len);
}

/**
 * wd_queue_payload_remove:
 * @base: the Warden folder of the client
 * @id: the row's id
 *
 * Removes the file, if there is one.
 */
void
wd_queue_payload_remove(const char *base, const char *id)
{
	g_autofree char *path = get_path(base, id);

	if (is_id(id))
		(void)g_unlink(path); /* most rows have none */
}

/* The row of a young one may still be on its way into the table. */
static gboolean
is_old(const char *folder, const char *name)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	GStatBuf status;

	return g_lstat(path, &status) == 0 &&
	       status.st_mtime < g_get_real_time() / G_USEC_PER_SEC - ORPHAN_SECONDS;
}

/**
 * wd_queue_payload_list_old:
 * @base: the Warden folder of the client
 *
 * Returns: (transfer full): the ids for which there is a file that was written an hour ago or
 * earlier, as char *
 */
GPtrArray *
wd_queue_payload_list_old(const char *base)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_QUEUE);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		if (g_str_has_suffix(name, SUFFIX) && is_old(folder, name))
			g_ptr_array_add(ids, g_strndup(name, strlen(name) - strlen(SUFFIX)));
	}
	return ids;
}
