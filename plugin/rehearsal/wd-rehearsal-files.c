/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "rehearsal/wd-rehearsal-files.h"

#include <string.h>

#include "rehearsal/wd-rehearsal-wire.h"

#define PUMP_MS    10   /* between two chunks: a transfer takes a visible moment */
#define CHUNK_SIZE 4096 /* bytes moved at a time */

/* What the other side has of one transfer. Lives in PurpleXfer.data. */
typedef struct {
	GBytes *content; /* offers: the bytes; sends: NULL */
	guint pump;      /* main loop source, 0 while nothing moves */
} Side;

static PurpleConnection *
connection_of(PurpleXfer *xfer)
{
	return purple_account_get_connection(purple_xfer_get_account(xfer));
}

static void
forget(PurpleXfer *xfer)
{
	Side *side = xfer->data;

	xfer->data = NULL;
	if (side == NULL)
		return;
	g_clear_handle_id(&side->pump, purple_timeout_remove);
	g_clear_pointer(&side->content, g_bytes_unref);
	g_free(side);
}

/* The peer is told no: by a refusal, or by cancelling what was begun. */
static void
tell_no(PurpleXfer *xfer)
{
	PurpleConnection *connection = connection_of(xfer);

	if (connection != NULL && xfer->data != NULL)
		wd_rehearsal_wire_write(connection,
					"file-refused %s %s",
					purple_xfer_get_remote_user(xfer),
					purple_xfer_get_filename(xfer));
	forget(xfer);
}

static void
withdraw(PurpleXfer *xfer)
{
	PurpleConnection *connection = connection_of(xfer);

	if (connection != NULL && xfer->data != NULL)
		wd_rehearsal_wire_write(
			connection, "file-withdrawn %s", purple_xfer_get_remote_user(xfer));
	forget(xfer);
}

static gboolean
is_all_moved(PurpleXfer *xfer)
{
	return purple_xfer_get_bytes_sent(xfer) >= purple_xfer_get_size(xfer);
}

/* With read and write functions of its own, a protocol has to say itself when all bytes are there.
 */
static gboolean
pump(gpointer data)
{
	PurpleXfer *xfer = data;
	Side *side = xfer->data;
	guint id = side->pump;

	purple_xfer_ref(xfer);
	if (!is_all_moved(xfer))
		purple_xfer_prpl_ready(xfer);
	if (xfer->data != NULL && is_all_moved(xfer)) {
		side->pump = 0;
		purple_xfer_set_completed(xfer, TRUE);
		purple_xfer_end(xfer);
	}
	/* A cancel inside prpl_ready has removed the source already. */
	side = xfer->data;
	purple_xfer_unref(xfer);
	return side != NULL && side->pump == id ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
start_pump(PurpleXfer *xfer)
{
	Side *side = xfer->data;

	side->pump = purple_timeout_add(PUMP_MS, pump, xfer);
}

static gssize
read_chunk(guchar **buffer, PurpleXfer *xfer)
{
	const Side *side = xfer->data;
	gsize done = purple_xfer_get_bytes_sent(xfer);
	gsize size;
	const guint8 *content = g_bytes_get_data(side->content, &size);
	gsize start = MIN(done, size);
	gsize len = MIN(size - start, CHUNK_SIZE);

	*buffer = g_malloc(len + 1);
	if (len > 0)
		memcpy(*buffer, content + start, len);
	return (gssize)len;
}

static gssize
write_chunk(const guchar *buffer, size_t len, PurpleXfer *xfer)
{
	return (gssize)len;
}

static void
begin(PurpleXfer *xfer)
{
	gboolean is_send = purple_xfer_get_type(xfer) == PURPLE_XFER_SEND;

	wd_rehearsal_wire_write(connection_of(xfer),
				"%s %s %s",
				is_send ? "file" : "file-accepted",
				purple_xfer_get_remote_user(xfer),
				purple_xfer_get_filename(xfer));
	purple_xfer_start(xfer, -1, NULL, 0);
}

static PurpleXfer *
new_xfer(PurpleConnection *connection, PurpleXferType type, const char *who)
{
	PurpleXfer *xfer = purple_xfer_new(purple_connection_get_account(connection), type, who);

	xfer->data = g_new0(Side, 1);
	purple_xfer_set_init_fnc(xfer, begin);
	purple_xfer_set_start_fnc(xfer, start_pump);
	purple_xfer_set_end_fnc(xfer, forget);
	return xfer;
}

/**
 * wd_rehearsal_files_offer:
 * @connection: a connection of the rehearsal protocol
 * @who: who offers
 * @name: the file's name, as the sender gives it
 * @content: its bytes
 *
 * Offers a file as a protocol does when a peer's offer arrives.
 */
void
wd_rehearsal_files_offer(PurpleConnection *connection,
			 const char *who,
			 const char *name,
			 GBytes *content)
{
	PurpleXfer *xfer = new_xfer(connection, PURPLE_XFER_RECEIVE, who);
	Side *side = xfer->data;

	side->content = g_bytes_ref(content);
	purple_xfer_set_filename(xfer, name);
	purple_xfer_set_size(xfer, g_bytes_get_size(content));
	purple_xfer_set_read_fnc(xfer, read_chunk);
	purple_xfer_set_request_denied_fnc(xfer, tell_no);
	purple_xfer_set_cancel_recv_fnc(xfer, tell_no);
	purple_xfer_request(xfer);
}

/**
 * wd_rehearsal_files_new:
 * @connection: a connection of the rehearsal protocol
 * @who: the recipient
 *
 * Returns: (transfer full): a transfer to @who that swallows its bytes
 */
PurpleXfer *
wd_rehearsal_files_new(PurpleConnection *connection, const char *who)
{
	PurpleXfer *xfer = new_xfer(connection, PURPLE_XFER_SEND, who);

	purple_xfer_set_write_fnc(xfer, write_chunk);
	purple_xfer_set_cancel_send_fnc(xfer, withdraw);
	return xfer;
}

/**
 * wd_rehearsal_files_send:
 * @connection: a connection of the rehearsal protocol
 * @who: the recipient
 * @path: (nullable): the file; NULL lets the client ask which
 */
void
wd_rehearsal_files_send(PurpleConnection *connection, const char *who, const char *path)
{
	PurpleXfer *xfer = wd_rehearsal_files_new(connection, who);

	if (path != NULL)
		purple_xfer_request_accepted(xfer, path);
	else
		purple_xfer_request(xfer);
}

static gboolean
is_pending(const PurpleXfer *xfer, const PurpleAccount *account)
{
	return purple_xfer_get_account(xfer) == account && xfer->data != NULL &&
	       !purple_xfer_is_completed(xfer) && !purple_xfer_is_canceled(xfer);
}

/**
 * wd_rehearsal_files_hang_up:
 * @connection: a connection that ends
 *
 * Ends its transfers as a peer that went away: an offer lives as long as its connection, and
 * nobody is there any more to be told no.
 */
void
wd_rehearsal_files_hang_up(PurpleConnection *connection)
{
	PurpleAccount *account = purple_connection_get_account(connection);
	g_autoptr(GList) all = g_list_copy(purple_xfers_get_all());

	for (GList *l = all; l != NULL; l = l->next) {
		PurpleXfer *xfer = l->data;

		/* One cancel may free another: look whether it is still there. */
		if (g_list_find(purple_xfers_get_all(), xfer) == NULL || !is_pending(xfer, account))
			continue;
		forget(xfer);
		purple_xfer_cancel_remote(xfer);
	}
}
