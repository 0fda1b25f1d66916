/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-transfer.h"

/*
 * A place to save to that cannot exist. libpurple asks nothing where the place is known; and should
 * anything start the transfer past us, its file cannot be opened.
 */
#define NOWHERE "/dev/null/held"

struct WdTransfer {
	PurpleXfer *xfer;                   /* one reference is ours */
	const PurpleConnection *connection; /* to compare with, never to use */
	void (*init)(PurpleXfer *xfer);     /* the protocol's own */
	PurpleXferStatusType status;
	guint n_offers; /* references that purple_xfer_request() took for its dialogs */
	gboolean is_offer;
	gboolean is_unnamed;
};

/* Stands in for the protocol's negotiation: the peer hears nothing. */
static void
stand_in(PurpleXfer *xfer)
{
}

static void
occupy(WdTransfer *transfer)
{
	PurpleXfer *xfer = transfer->xfer;

	xfer->ops.init = stand_in;
	if (!transfer->is_offer)
		return;
	purple_xfer_set_local_filename(xfer, NOWHERE);
	if (purple_xfer_get_filename(xfer) != NULL)
		return;
	/* Without a name libpurple asks whatever place is set. */
	transfer->is_unnamed = TRUE;
	purple_xfer_set_filename(xfer, "_");
}

/**
 * wd_transfer_new:
 * @xfer: a transfer that has not begun; a reference is taken
 * @is_offer: from file-recv-request: libpurple is about to ask the person
 *
 * Returns: (transfer full): the transfer, waiting
 */
WdTransfer *
wd_transfer_new(PurpleXfer *xfer, gboolean is_offer)
{
	WdTransfer *transfer = g_new0(WdTransfer, 1);

	purple_xfer_ref(xfer);
	transfer->xfer = xfer;
	transfer->connection = purple_account_get_connection(xfer->account);
	transfer->init = xfer->ops.init;
	transfer->status = xfer->status;
	transfer->is_offer = is_offer;
	transfer->n_offers = is_offer ? 1 : 0;
	occupy(transfer);
	return transfer;
}

/**
 * wd_transfer_offer_again:
 * @transfer: a waiting offer
 *
 * The protocol offers the same transfer once more, as some do when they have learnt its name; each
 * time libpurple takes a reference.
 */
void
wd_transfer_offer_again(WdTransfer *transfer)
{
	transfer->n_offers++;
	occupy(transfer);
}

/**
 * wd_transfer_insist:
 * @transfer: a waiting offer
 *
 * Undoes an acceptance by another plugin: libpurple's Autoaccept sets status and place and calls
 * the protocol, all from its own handler.
 */
void
wd_transfer_insist(WdTransfer *transfer)
{
	transfer->xfer->status = transfer->status;
	occupy(transfer);
}

/**
 * wd_transfer_is_alive:
 * @transfer: a waiting transfer
 *
 * Protocols keep their transfers over a reconnect, and then use what went with the old connection.
 *
 * Returns: whether it can still take place: not cancelled, same connection
 */
gboolean
wd_transfer_is_alive(const WdTransfer *transfer)
{
	const PurpleXfer *xfer = transfer->xfer;
	PurpleConnection *connection = purple_account_get_connection(xfer->account);

	return connection != NULL && connection == transfer->connection &&
	       purple_connection_get_state(connection) == PURPLE_CONNECTED &&
	       !purple_xfer_is_canceled(xfer);
}

/**
 * wd_transfer_get_xfer:
 * @transfer: a waiting transfer
 *
 * Returns: (transfer none): libpurple's transfer
 */
PurpleXfer *
wd_transfer_get_xfer(const WdTransfer *transfer)
{
	return transfer->xfer;
}

static void
unref_times(PurpleXfer *xfer, guint n)
{
	while (n-- > 0)
		purple_xfer_unref(xfer);
}

/*
 * The stock way from here: the caption is received as a message, as libpurple would have done, and
 * the person chooses the place. An accepted status spares a second "do you want it?".
 */
static void
release_offer(WdTransfer *transfer)
{
	PurpleXfer *xfer = transfer->xfer;

	purple_xfer_set_local_filename(xfer, NULL);
	if (transfer->is_unnamed)
		purple_xfer_set_filename(xfer, NULL);
	else
		xfer->status = PURPLE_XFER_STATUS_ACCEPTED;
	if (xfer->message != NULL && !transfer->is_unnamed)
		serv_got_im(purple_account_get_connection(xfer->account),
			    xfer->who,
			    xfer->message,
			    0,
			    time(NULL));
	unref_times(xfer, transfer->n_offers);
	purple_xfer_request(xfer);
}

/* It was accepted before it was stopped: it goes on where it was. */
static void
release_accepted(PurpleXfer *xfer)
{
	if (purple_xfer_get_type(xfer) == PURPLE_XFER_RECEIVE)
		purple_xfer_add(xfer);
	if (xfer->ops.init != NULL)
		xfer->ops.init(xfer);
}

/**
 * wd_transfer_release:
 * @transfer: (transfer full): a transfer that is alive
 *
 * Goes on as if nobody had stopped it. The hooks see it again: the caller remembers that it is
 * approved.
 */
void
wd_transfer_release(WdTransfer *transfer)
{
	PurpleXfer *xfer = transfer->xfer;

	xfer->ops.init = transfer->init;
	if (transfer->is_offer)
		release_offer(transfer);
	else
		release_accepted(xfer);
	purple_xfer_unref(xfer);
	g_free(transfer);
}

/**
 * wd_transfer_refuse:
 * @transfer: (transfer full): a waiting transfer
 *
 * Tells the peer no, where the protocol has a word for it. Exactly one of request_denied and
 * cancel_* runs: each frees the protocol's data, and several crash on the second. With
 * request_denied there is no file-recv-cancel signal.
 */
void
wd_transfer_refuse(WdTransfer *transfer)
{
	PurpleXfer *xfer = transfer->xfer;

	xfer->ops.init = transfer->init;
	if (transfer->is_offer && xfer->ops.request_denied != NULL) {
		xfer->status = PURPLE_XFER_STATUS_CANCEL_LOCAL;
		purple_xfer_request_denied(xfer);
	} else {
		purple_xfer_cancel_local(xfer);
	}
	wd_transfer_drop(transfer);
}

/**
 * wd_transfer_drop:
 * @transfer: (transfer full): a transfer that somebody else has cancelled
 *
 * Gives up our reference, and those of the dialogs that were never shown.
 */
void
wd_transfer_drop(WdTransfer *transfer)
{
	unref_times(transfer->xfer, transfer->n_offers + 1);
	g_free(transfer);
}
