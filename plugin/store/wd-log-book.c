/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-log-book.h"

#define CHECKPOINT_RECORDS 100 /* between two heads in the audit trail */

struct WdLogBook {
	WdLogClass log_class;
	char *protocol;
	char *account;
	char *peer;
	WdLogBookNotes notes;
	WdLogWriter *writer;  /* (nullable): NULL between two files */
	guint n_since_note;   /* records since the audit trail last had the head */
	guint n_lost;         /* messages that no file has */
	gint64 lost_since_ms; /* time of the first of them */
	char *lost_reason;
};

/**
 * wd_log_book_new:
 * @meta: which conversation; its time is not used, each file has its own
 * @notes: whom to tell; copied
 *
 * Returns: (transfer full): a book without a file: the first message opens one
 */
WdLogBook *
wd_log_book_new(const WdLogMeta *meta, const WdLogBookNotes *notes)
{
	WdLogBook *book = g_new0(WdLogBook, 1);

	book->log_class = meta->log_class;
	book->protocol = g_strdup(meta->protocol);
	book->account = g_strdup(meta->account);
	book->peer = g_strdup(meta->peer);
	book->notes = *notes;
	return book;
}

static void
note(WdLogBook *book, const char *event)
{
	g_autofree char *head = NULL;

	book->n_since_note = 0;
	if (book->notes.note == NULL)
		return;
	head = wd_log_writer_get_head(book->writer);
	book->notes.note(event, head, book->notes.data);
}

static gboolean
write_gap(WdLogBook *book, GError **error)
{
	WdLogMessage gap = {
		.time_ms = book->lost_since_ms,
		.body = book->lost_reason,
		.n_lost = book->n_lost,
	};

	if (wd_log_writer_append(book->writer, &gap, error) < 0)
		return FALSE;
	book->n_lost = 0;
	g_clear_pointer(&book->lost_reason, g_free);
	note(book, "log.gap");
	return TRUE;
}

static gboolean
open_file(WdLogBook *book, const WdLogHome *home, gint64 now_ms, GError **error)
{
	WdLogMeta meta = {
		.log_class = book->log_class,
		.protocol = book->protocol,
		.account = book->account,
		.peer = book->peer,
		.time_ms = now_ms,
	};

	book->writer = wd_log_writer_open(home, &meta, error);
	if (book->writer == NULL)
		return FALSE;
	note(book, "log.open");
	return book->n_lost == 0 || write_gap(book, error);
}

/* Into the file of the moment, which is opened when there is none. */
static gssize
try_append(WdLogBook *book,
	   const WdLogHome *home,
	   const WdLogMessage *message,
	   gint64 now_ms,
	   GError **error)
{
	gssize written;

	if (book->writer == NULL && !open_file(book, home, now_ms, error)) {
		wd_log_book_turn_page(book, now_ms, "failed");
		return -1;
	}
	written = wd_log_writer_append(book->writer, message, error);
	if (written < 0)
		wd_log_book_turn_page(book, now_ms, "failed");
	return written;
}

static void
note_loss(WdLogBook *book, const WdLogMessage *message, const GError *error)
{
	if (book->n_lost++ > 0)
		return;
	book->lost_since_ms = message->time_ms;
	book->lost_reason = g_strdup(error->message);
}

/**
 * wd_log_book_append:
 * @book: a book
 * @home: where and for whom; looked at when a file is opened
 * @message: a message
 * @now_ms: Unix time, for a new file
 * @error: return location for a #WD_ERROR: the message is lost, and the next file will say so
 *
 * When the file fails, a new one gets a try at once: it may lie in a folder with room, and the old
 * one must not be touched again.
 *
 * Returns: bytes written, -1 on error
 */
gssize
wd_log_book_append(WdLogBook *book,
		   const WdLogHome *home,
		   const WdLogMessage *message,
		   gint64 now_ms,
		   GError **error)
{
	gboolean had_file = book->writer != NULL;
	g_autoptr(GError) failure = NULL;
	gssize written = try_append(book, home, message, now_ms, &failure);

	if (written < 0 && had_file) {
		g_clear_error(&failure);
		written = try_append(book, home, message, now_ms, &failure);
	}
	if (written < 0) {
		note_loss(book, message, failure);
		g_propagate_error(error, g_steal_pointer(&failure));
		return -1;
	}
	if (++book->n_since_note >= CHECKPOINT_RECORDS)
		note(book, "log.checkpoint");
	return written;
}

/**
 * wd_log_book_turn_page:
 * @book: a book
 * @now_ms: Unix time
 * @reason: a word on why, for the reader
 *
 * Ends the file of the moment; the next message opens another, for the recipients of then.
 */
void
wd_log_book_turn_page(WdLogBook *book, gint64 now_ms, const char *reason)
{
	if (book->writer == NULL)
		return;
	note(book, "log.close");
	wd_log_writer_close(g_steal_pointer(&book->writer), now_ms, reason);
}

/**
 * wd_log_book_close:
 * @book: (nullable) (transfer full): a book
 * @now_ms: Unix time
 */
void
wd_log_book_close(WdLogBook *book, gint64 now_ms)
{
	if (book == NULL)
		return;
	wd_log_book_turn_page(book, now_ms, "closed");
	g_free(book->protocol);
	g_free(book->account);
	g_free(book->peer);
	g_free(book->lost_reason);
	g_free(book);
}

/**
 * wd_log_book_get_path:
 * @book: a book
 *
 * Returns: (transfer none) (nullable): the file that is being written; NULL between two
 */
const char *
wd_log_book_get_path(const WdLogBook *book)
{
	return book->writer != NULL ? wd_log_writer_get_path(book->writer) : NULL;
}
