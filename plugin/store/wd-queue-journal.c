/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-queue-journal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store/wd-paths.h"

#define MAGIC     "WDPEND1\n"
#define MAGIC_LEN 8
#define SUFFIX    ".journal"

struct WdQueueJournal {
	char *path;
	int fd;
	gsize n_bytes;
	GByteArray *record; /* kept, so that a row costs no allocation */
};

static gboolean
fail_errno(GError **error, const char *what)
{
	g_set_error(error, WD_ERROR, WD_ERROR_IO, "%s: %s", what, g_strerror(errno));
	return FALSE;
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

static WdQueueJournal *
new_journal(const char *path, int fd)
{
	WdQueueJournal *journal = g_new0(WdQueueJournal, 1);

	journal->path = g_strdup(path);
	journal->fd = fd;
	journal->record = g_byte_array_new();
	return journal;
}

/**
 * wd_queue_journal_begin:
 * @base: the Warden folder of the client
 * @name: nobody's name yet
 * @error: return location for a #WD_ERROR; also where the file system knows no locks
 *
 * Returns: (transfer full): an empty journal, mode 0600
 */
WdQueueJournal *
wd_queue_journal_begin(const char *base, const char *name, GError **error)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_QUEUE);
	g_autofree char *path = g_strconcat(folder, G_DIR_SEPARATOR_S, name, SUFFIX, NULL);
	int fd =
		g_open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
	g_autoptr(WdQueueJournal) journal = NULL;

	if (fd < 0) {
		(void)fail_errno(error, "cannot begin a journal"); /* the result is NULL below */
		return NULL;
	}
	journal = new_journal(path, fd);
	if (flock(fd, LOCK_EX | LOCK_NB) != 0 || !write_all(fd, (const guint8 *)MAGIC, MAGIC_LEN)) {
		(void)fail_errno(error, "cannot begin a journal"); /* as above */
		(void)g_unlink(path);                              /* nothing is in it */
		return NULL;
	}
	journal->n_bytes = MAGIC_LEN;
	return g_steal_pointer(&journal);
}

/**
 * wd_queue_journal_append:
 * @journal: a journal
 * @row: a row
 * @error: return location for a #WD_ERROR
 *
 * Never waits for the disk.
 *
 * Returns: whether the row is in the kernel's hands; when not, the journal is what it was
 */
gboolean
wd_queue_journal_append(WdQueueJournal *journal, const WdQueueRow *row, GError **error)
{
	g_byte_array_set_size(journal->record, 0);
	wd_queue_row_format(row, journal->record);
	if (!write_all(journal->fd, journal->record->data, journal->record->len)) {
		(void)fail_errno(error, "cannot write the journal"); /* FALSE below */
		/* A reader stops at half a record, if that is what stays. */
		(void)!ftruncate(journal->fd, (off_t)journal->n_bytes);
		return FALSE;
	}
	journal->n_bytes += journal->record->len;
	return TRUE;
}

/**
 * wd_queue_journal_get_n_bytes:
 * @journal: a journal
 *
 * Returns: its length
 */
gsize
wd_queue_journal_get_n_bytes(const WdQueueJournal *journal)
{
	return journal->n_bytes;
}

/**
 * wd_queue_journal_empty:
 * @journal: a journal whose rows all stand in the table
 */
void
wd_queue_journal_empty(WdQueueJournal *journal)
{
	/* When it fails the rows are read twice, and stay as they are. */
	if (journal->n_bytes > MAGIC_LEN && ftruncate(journal->fd, MAGIC_LEN) == 0)
		journal->n_bytes = MAGIC_LEN;
}

/**
 * wd_queue_journal_close:
 * @journal: (nullable) (transfer full): a journal
 *
 * Its rows wait for the next start.
 */
void
wd_queue_journal_close(WdQueueJournal *journal)
{
	if (journal == NULL)
		return;
	(void)close(journal->fd); /* what was written is the kernel's already */
	(void)g_byte_array_unref(journal->record);
	g_free(journal->path);
	g_free(journal);
}

/**
 * wd_queue_journal_remove:
 * @journal: (nullable) (transfer full): a journal whose rows all stand in the table
 */
void
wd_queue_journal_remove(WdQueueJournal *journal)
{
	if (journal != NULL)
		(void)g_unlink(journal->path); /* when it stays, its rows are there already */
	wd_queue_journal_close(journal);
}

/**
 * wd_queue_journal_list:
 * @base: the Warden folder of the client
 *
 * Returns: (transfer full) (element-type utf8): paths of journals, in use or left
 */
GPtrArray *
wd_queue_journal_list(const char *base)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_QUEUE);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		if (g_str_has_suffix(name, SUFFIX))
			g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
	}
	return paths;
}

/**
 * wd_queue_journal_parse:
 * @raw: (array length=len): a journal; untrusted
 * @len: length of @raw
 * @rows: (element-type WdQueueRow): its rows are added
 *
 * A record that is none is passed over; at one that is not whole the journal ends.
 */
void
wd_queue_journal_parse(const guint8 *raw, gsize len, GPtrArray *rows)
{
	gsize at = MAGIC_LEN;

	if (len < MAGIC_LEN || memcmp(raw, MAGIC, MAGIC_LEN) != 0)
		return;
	while (at < len) {
		gsize n_used;
		WdQueueRow *row = wd_queue_row_parse(raw + at, len - at, &n_used);

		if (row != NULL)
			g_ptr_array_add(rows, row);
		if (n_used == 0)
			return;
		at += n_used;
	}
}

static gboolean
read_all(int fd, GByteArray *bytes)
{
	struct stat status;
	gsize len = 0;

	if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) || status.st_uid != geteuid() ||
	    status.st_size > WD_QUEUE_JOURNAL_MAX_BYTES)
		return FALSE;
	g_byte_array_set_size(bytes, (guint)status.st_size);
	while (len < bytes->len) {
		gssize n = read(fd, bytes->data + len, bytes->len - len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		len += (gsize)n;
	}
	g_byte_array_set_size(bytes, (guint)len);
	return TRUE;
}

/**
 * wd_queue_journal_adopt:
 * @path: a path of wd_queue_journal_list()
 * @rows: (element-type WdQueueRow): its rows are added
 *
 * Takes over a journal whose writer is gone. Reads at most %WD_QUEUE_JOURNAL_MAX_BYTES.
 *
 * Returns: (transfer full) (nullable): for wd_queue_journal_remove(); NULL when somebody writes it,
 * or it is no file of this user
 */
WdQueueJournal *
wd_queue_journal_adopt(const char *path, GPtrArray *rows)
{
	int fd = g_open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	g_autoptr(WdQueueJournal) journal = NULL;
	g_autoptr(GByteArray) bytes = g_byte_array_new();

	if (fd < 0)
		return NULL;
	journal = new_journal(path, fd);
	if (flock(fd, LOCK_EX | LOCK_NB) != 0 || !read_all(fd, bytes))
		return NULL;
	/* Begun and not written to at this moment: its writer takes the lock only then. */
	if (bytes->len < MAGIC_LEN)
		return NULL;
	wd_queue_journal_parse(bytes->data, bytes->len, rows);
	return g_steal_pointer(&journal);
}
