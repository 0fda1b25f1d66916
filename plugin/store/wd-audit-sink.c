/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-audit-sink.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypto/wd-secret.h"
#include "engine/wd-error.h"
#include "store/wd-io-worker.h"

#define LOCK_NAME "lock"
#define NO_FILE   (-1)

struct WdAuditSink {
	char *folder;
	int lock_fd;
	int folder_fd; /* synced with a new file's name */
	int state_fd;
	int fd;    /* the file of the day; NO_FILE before the first */
	gsize len; /* of that file: where a failed line is cut off again */
	WdIoWorker *worker;

	GMutex mutex; /* guards what follows; the worker reads it */
	guint8 state[WD_AUDIT_STATE_LEN];
	guint64 state_seq;
	int sync_fd;      /* what @state speaks of */
	GArray *done_fds; /* of int: files that are complete; synced once more and closed */
	gboolean is_new;  /* there is a name to sync */
	guint64 synced_seq;
	int saved_errno;
};

/* What the worker takes with it, so that it holds no lock while the disk works. */
typedef struct {
	guint8 state[WD_AUDIT_STATE_LEN];
	guint64 seq;
	int fd;
	GArray *done_fds;
	gboolean is_new;
} Job;

static void
take_job(WdAuditSink *sink, Job *job)
{
	g_mutex_lock(&sink->mutex);
	memcpy(job->state, sink->state, sizeof job->state);
	job->seq = sink->state_seq;
	job->fd = sink->sync_fd;
	job->done_fds = sink->done_fds;
	sink->done_fds = g_array_new(FALSE, FALSE, sizeof(int));
	job->is_new = sink->is_new;
	sink->is_new = FALSE;
	g_mutex_unlock(&sink->mutex);
}

static gboolean
sync_done(GArray *fds)
{
	gboolean is_synced = TRUE;

	for (guint i = 0; i < fds->len; i++) {
		int fd = g_array_index(fds, int, i);

		is_synced = fdatasync(fd) == 0 && is_synced;
		(void)close(fd); /* synced, or told below */
	}
	g_array_unref(fds);
	return is_synced;
}

/* The lines first, then the state: a state that is ahead of its lines would accuse the innocent. */
static void
sync_all(gpointer data)
{
	WdAuditSink *sink = data;
	gboolean is_synced;
	int saved;
	Job job;

	take_job(sink, &job);
	is_synced = sync_done(job.done_fds);
	if (job.fd != NO_FILE)
		is_synced = fdatasync(job.fd) == 0 && is_synced;
	if (job.is_new)
		is_synced = fsync(sink->folder_fd) == 0 && is_synced;
	is_synced = is_synced &&
		    pwrite(sink->state_fd, job.state, sizeof job.state, 0) == sizeof job.state &&
		    fdatasync(sink->state_fd) == 0;
	saved = errno;
	explicit_bzero(job.state, sizeof job.state);
	g_mutex_lock(&sink->mutex);
	if (is_synced)
		sink->synced_seq = job.seq;
	else
		sink->saved_errno = saved != 0 ? saved : EIO;
	g_mutex_unlock(&sink->mutex);
}

static gboolean
fail_errno(GError **error, const char *what)
{
	int saved = errno;

	g_set_error(error,
		    WD_ERROR,
		    saved == EWOULDBLOCK ? WD_ERROR_BUSY : WD_ERROR_IO,
		    "audit trail: %s: %s",
		    what,
		    saved == EWOULDBLOCK ? "another process writes it" : g_strerror(saved));
	return FALSE;
}

static int
open_in(const WdAuditSink *sink, const char *name, int flags)
{
	return openat(sink->folder_fd, name, flags | O_CLOEXEC | O_NOFOLLOW, 0600);
}

/* flock() and not fcntl(): its lock is not lost when somebody else here closes the file. */
static gboolean
open_files(WdAuditSink *sink, GError **error)
{
	sink->folder_fd = open(sink->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (sink->folder_fd < 0)
		return fail_errno(error, "cannot open its folder");
	sink->lock_fd = open_in(sink, LOCK_NAME, O_RDWR | O_CREAT);
	if (sink->lock_fd < 0 || flock(sink->lock_fd, LOCK_EX | LOCK_NB) != 0)
		return fail_errno(error, "cannot lock it");
	sink->state_fd = open_in(sink, WD_AUDIT_STATE_NAME, O_RDWR | O_CREAT);
	return sink->state_fd >= 0 || fail_errno(error, "cannot open its state");
}

/**
 * wd_audit_sink_open:
 * @folder: the folder of the trail; it must be there
 * @error: return location for a #WD_ERROR: %WD_ERROR_BUSY when another process writes the trail,
 *   %WD_ERROR_IO
 *
 * An empty state file is made when there is none: read the state before.
 *
 * Returns: (transfer full): the only writer of the trail, freed with wd_audit_sink_close()
 */
WdAuditSink *
wd_audit_sink_open(const char *folder, GError **error)
{
	WdAuditSink *sink = wd_secret_new(sizeof *sink); /* the next line's key is in it */

	sink->folder = g_strdup(folder);
	sink->folder_fd = sink->lock_fd = sink->state_fd = NO_FILE;
	sink->fd = sink->sync_fd = NO_FILE;
	sink->done_fds = g_array_new(FALSE, FALSE, sizeof(int));
	g_mutex_init(&sink->mutex);
	sink->worker = wd_io_worker_new("wd-audit");
	if (!open_files(sink, error)) {
		wd_audit_sink_close(sink);
		return NULL;
	}
	return sink;
}

static void
close_fd(int fd)
{
	if (fd != NO_FILE)
		(void)close(fd); /* what matters was synced before */
}

/**
 * wd_audit_sink_close:
 * @sink: (nullable) (transfer full): the writer
 *
 * Blocks until all is on the disk.
 */
void
wd_audit_sink_close(WdAuditSink *sink)
{
	if (sink == NULL)
		return;
	wd_io_worker_free(sink->worker);
	for (guint i = 0; i < sink->done_fds->len; i++)
		close_fd(g_array_index(sink->done_fds, int, i));
	g_array_unref(sink->done_fds);
	close_fd(sink->fd);
	close_fd(sink->state_fd);
	close_fd(sink->lock_fd);
	close_fd(sink->folder_fd);
	g_mutex_clear(&sink->mutex);
	g_free(sink->folder);
	wd_secret_free(sink, sizeof *sink);
}

/* The file before is synced and closed by the worker: closing may wait for the disk too. */
static void
take_file(WdAuditSink *sink, int fd, gsize len, gboolean is_new)
{
	g_mutex_lock(&sink->mutex);
	if (sink->fd != NO_FILE)
		g_array_append_val(sink->done_fds, sink->fd);
	sink->sync_fd = NO_FILE; /* until a state speaks of the new one */
	sink->is_new = sink->is_new || is_new;
	g_mutex_unlock(&sink->mutex);
	sink->fd = fd;
	sink->len = len;
}

/**
 * wd_audit_sink_begin:
 * @sink: the writer
 * @name: of the new file
 * @error: return location for a #WD_ERROR
 *
 * Ends the file before and begins a new one.
 *
 * Returns: whether lines go into the new file now; when not, into the one before
 */
gboolean
wd_audit_sink_begin(WdAuditSink *sink, const char *name, GError **error)
{
	int fd = open_in(sink, name, O_WRONLY | O_CREAT | O_EXCL | O_APPEND);

	if (fd < 0)
		return fail_errno(error, "cannot begin a file");
	take_file(sink, fd, 0, TRUE);
	return TRUE;
}

/**
 * wd_audit_sink_continue:
 * @sink: the writer
 * @name: of the file
 * @len: its length up to the last whole line; a torn line after it is cut off
 * @error: return location for a #WD_ERROR
 *
 * Goes on with a file after a crash.
 *
 * Returns: whether lines go into the file now
 */
gboolean
wd_audit_sink_continue(WdAuditSink *sink, const char *name, gsize len, GError **error)
{
	int fd = open_in(sink, name, O_WRONLY | O_APPEND);

	if (fd < 0)
		return fail_errno(error, "cannot go on with a file");
	if (ftruncate(fd, (off_t)len) != 0) {
		(void)fail_errno(error, "cannot cut a torn line off"); /* FALSE below */
		(void)close(fd);
		return FALSE;
	}
	take_file(sink, fd, len, FALSE);
	return TRUE;
}

/**
 * wd_audit_sink_append:
 * @sink: the writer
 * @line: (array length=len): a line with its newline
 * @len: length of @line in bytes
 * @error: return location for a #WD_ERROR
 *
 * One write. It survives the death of the process, not of the computer: see
 * wd_audit_sink_commit(). What a full disk took of a line is cut off again.
 *
 * Returns: whether the whole line is in the file; else nothing of it
 */
gboolean
wd_audit_sink_append(WdAuditSink *sink, const char *line, gsize len, GError **error)
{
	gssize n;

	do
		n = write(sink->fd, line, len);
	while (n < 0 && errno == EINTR);
	if (n == (gssize)len) {
		sink->len += len;
		return TRUE;
	}
	if (n >= 0)
		errno = ENOSPC;
	(void)fail_errno(error, "cannot write a line"); /* FALSE below */
	/* If even that fails, the next start finds the torn line and cuts it. */
	if (n > 0 && ftruncate(sink->fd, (off_t)sink->len) != 0)
		sink->len += (gsize)n;
	return FALSE;
}

/**
 * wd_audit_sink_commit:
 * @sink: the writer
 * @state: where the trail stands after the lines appended so far
 * @delay_ms: how long syncing may wait for more lines; 0 for lines that must not be lost
 *
 * Asks the worker to sync the lines and then to move the state on. Never blocks.
 */
void
wd_audit_sink_commit(WdAuditSink *sink, const WdAuditState *state, guint delay_ms)
{
	g_mutex_lock(&sink->mutex);
	wd_audit_state_format(state, sink->state);
	sink->state_seq = state->chain.seq;
	sink->sync_fd = sink->fd;
	g_mutex_unlock(&sink->mutex);
	wd_io_worker_push(sink->worker, delay_ms, sync_all, sink);
}

/**
 * wd_audit_sink_get_synced_seq:
 * @sink: the writer
 *
 * Returns: the number of the first line that may still be lost with the computer's power
 */
guint64
wd_audit_sink_get_synced_seq(WdAuditSink *sink)
{
	guint64 seq;

	g_mutex_lock(&sink->mutex);
	seq = sink->synced_seq;
	g_mutex_unlock(&sink->mutex);
	return seq;
}

/**
 * wd_audit_sink_take_errno:
 * @sink: the writer
 *
 * Returns: why syncing has failed since this was last asked, as an errno; 0 when it has not
 */
int
wd_audit_sink_take_errno(WdAuditSink *sink)
{
	int saved;

	g_mutex_lock(&sink->mutex);
	saved = sink->saved_errno;
	sink->saved_errno = 0;
	g_mutex_unlock(&sink->mutex);
	return saved;
}

/**
 * wd_audit_sink_get_len:
 * @sink: the writer
 *
 * Returns: the length of the file in bytes
 */
gsize
wd_audit_sink_get_len(const WdAuditSink *sink)
{
	return sink->len;
}

/**
 * wd_audit_sink_flush:
 * @sink: the writer
 *
 * Blocks until what was committed is on the disk. For closing, the tool and tests.
 */
void
wd_audit_sink_flush(WdAuditSink *sink)
{
	wd_io_worker_flush(sink->worker);
}
