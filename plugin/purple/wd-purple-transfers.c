/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-transfers.h"

#include "purple/wd-purple-arrivals.h"
#include "purple/wd-purple-hush.h"
#include "purple/wd-safe-text.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-session-review.h"
#include "purple/wd-slot.h"
#include "purple/wd-transfer-desk.h"
#include "purple/wd-transfer-rows.h"
#include "purple/wd-transfer-sending.h"

#define FIRST (-9000)
#define LAST  9000

typedef struct {
	WdSession *session;
	WdTransferRows *rows;
	WdTransferDesk *desk;
	WdDepartures *departures;
} Transfers;

/* The slots carry no data pointer. */
static Transfers *transfers;
static PurpleXferUiOps own_ops; /* for a client that has none */
static WdSlot add_slot;
static WdSlot destroy_slot;
static WdSlot cancel_local_slot;
static WdSlot cancel_remote_slot;

/* Signals come also while nobody is on duty. */
static WdTransferRow *
find_row(PurpleXfer *xfer)
{
	return transfers == NULL ? NULL : wd_transfer_rows_find(transfers->rows, xfer);
}

static WdTransferRow *
find_waiting(PurpleXfer *xfer)
{
	return transfers == NULL ? NULL : wd_transfer_rows_find_waiting(transfers->rows, xfer);
}

static WdTransferRow *
add_row(PurpleXfer *xfer)
{
	return wd_transfer_rows_add(transfers->rows, xfer, wd_session_now_ms(transfers->session));
}

static void
judge(PurpleXfer *xfer, WdTransferRow *row)
{
	wd_verdict_free(row->verdict);
	row->verdict =
		wd_session_judge(transfers->session, purple_xfer_get_account(xfer), row->event);
}

static void
stop(PurpleXfer *xfer, WdTransferRow *row, gboolean is_offer)
{
	wd_transfer_desk_wait(row, xfer, is_offer);
	wd_transfer_desk_stop(transfers->desk, row);
}

static void
make_name_safe(PurpleXfer *xfer)
{
	const char *name = purple_xfer_get_filename(xfer);
	g_autofree char *safe = name == NULL ? NULL : wd_safe_file_name(name);

	if (safe != NULL && !g_str_equal(safe, name))
		purple_xfer_set_filename(xfer, safe);
}

static void
offered_first(PurpleXfer *xfer, gpointer data)
{
	WdTransferRow *row = find_row(xfer);

	if (row != NULL && row->is_approved)
		return;
	if (row != NULL && row->state == WD_TRANSFER_WAITING) {
		wd_transfer_offer_again(row->transfer);
		return;
	}
	row = add_row(xfer);
	judge(xfer, row);
	make_name_safe(xfer);
	if (row->verdict->action < WD_ACTION_WARN)
		return;
	stop(xfer, row, TRUE);
	wd_purple_hush_begin(purple_xfer_get_account(xfer), xfer->who);
}

static void
offered_last(PurpleXfer *xfer, gpointer data)
{
	WdTransferRow *row = find_waiting(xfer);

	if (row == NULL)
		return;
	if (purple_xfer_is_canceled(xfer)) {
		wd_transfer_desk_end(
			transfers->desk,
			row); /* another plugin refuses by itself: no need to keep it */
		return;
	}
	wd_transfer_insist(row->transfer);
	wd_purple_hush_end_after_line();
}

static void
cancelled(PurpleXfer *xfer, gpointer data)
{
	WdTransferRow *row = find_waiting(xfer);

	if (row == NULL)
		return;
	/* Nobody saw the offer, so nobody need see that it was taken back. */
	if (wd_transfer_row_is_incoming(row))
		wd_purple_hush_begin(purple_xfer_get_account(xfer), xfer->who);
	wd_transfer_desk_end(transfers->desk, row);
}

/* The place gives way to the quarantine; where it cannot, the transfer must not go on. */
static gboolean
begin_arrival(PurpleXfer *xfer, WdTransferRow *row)
{
	g_autoptr(GError) error = NULL;

	if (wd_purple_arrivals_has(xfer) ||
	    wd_purple_arrivals_begin(transfers->session,
				     xfer,
				     row->event,
				     row->is_approved ? row->verdict : NULL,
				     &error))
		return TRUE;
	wd_transfer_row_become_impossible(row, "file.no-place", error);
	return FALSE;
}

/*
 * Begun without request and without add_xfer, as some protocols do. In the signal itself a cancel
 * would be a use after free in purple_xfer_start(); but the file is not opened yet, so that its
 * bytes can still be led into the quarantine.
 */
static void
started(PurpleXfer *xfer, gpointer data)
{
	WdTransferRow *row = find_row(xfer);

	if (row != NULL)
		return;
	row = add_row(xfer);
	judge(xfer, row);
	if (row->verdict->action < WD_ACTION_WARN &&
	    (!wd_transfer_row_is_incoming(row) || begin_arrival(xfer, row)))
		return;
	wd_transfer_desk_cancel_later(transfers->desk, row, xfer);
}

/* Before the protocol closes: afterwards its transfers point to what it has freed. */
static void
signing_off(PurpleConnection *connection, gpointer data)
{
	wd_transfer_desk_refuse_all(transfers->desk, purple_connection_get_account(connection));
}

static gboolean
deliver(WdSession *session, const WdHeld *held, WdDecision decision, gpointer data)
{
	WdTransferRow *row = wd_transfer_rows_find_held(transfers->rows, held->id);
	gboolean is_yes = decision == WD_DECISION_RELEASE || decision == WD_DECISION_TRUST;

	if (row != NULL)
		return wd_transfer_desk_deliver(transfers->desk, row, held, is_yes);
	if (wd_purple_arrivals_owns(session, held))
		return wd_purple_arrivals_deliver(session, held, is_yes);
	wd_session_expire(session, held->id);
	return FALSE;
}

static void
hand_on(const WdSlot *slot, PurpleXfer *xfer)
{
	void (*stock)(PurpleXfer *) = (void (*)(PurpleXfer *))slot->stock;

	if (stock != NULL)
		stock(xfer);
}

static WdTransferRow *
add_unasked(PurpleXfer *xfer)
{
	WdTransferRow *row = add_row(xfer);

	if (wd_transfer_sending_look(transfers->desk, transfers->departures, row, xfer))
		return row;
	judge(xfer, row);
	if (row->verdict->action >= WD_ACTION_WARN)
		stop(xfer, row, FALSE);
	return row;
}

/* Every sent file of every protocol passes here, after name and size are known and before the
 * peer hears of it; so does every received one, once its place is known. */
static void
guarded_add(PurpleXfer *xfer)
{
	WdTransferRow *row = find_row(xfer);
	gboolean is_sent = purple_xfer_get_type(xfer) == PURPLE_XFER_SEND;

	if (transfers != NULL && row == NULL)
		row = add_unasked(xfer);
	if (row != NULL && row->state == WD_TRANSFER_PASSED && !is_sent &&
	    !begin_arrival(xfer, row))
		stop(xfer, row, FALSE);
	/* An incoming file that waits is not in the client's list of transfers. */
	if (row != NULL && row->state == WD_TRANSFER_WAITING && !is_sent)
		return;
	hand_on(&add_slot, xfer);
}

static void
guarded_destroy(PurpleXfer *xfer)
{
	wd_purple_arrivals_forget(xfer);
	if (transfers != NULL)
		wd_transfer_rows_remove(transfers->rows, xfer);
	hand_on(&destroy_slot, xfer);
}

static void
guarded_cancel_local(PurpleXfer *xfer)
{
	wd_purple_hush_end();
	hand_on(&cancel_local_slot, xfer);
}

static void
guarded_cancel_remote(PurpleXfer *xfer)
{
	wd_purple_hush_end();
	hand_on(&cancel_remote_slot, xfer);
}

static void
wrap_ops(void)
{
	PurpleXferUiOps *ops = purple_xfers_get_ui_ops();

	if (ops == NULL)
		purple_xfers_set_ui_ops(ops = &own_ops);
	/* Each transfer keeps the pointer that was there when it was made. */
	for (GList *l = purple_xfers_get_all(); ops == &own_ops && l != NULL; l = l->next)
		((PurpleXfer *)l->data)->ui_ops = ops;
	wd_slot_take(&add_slot, WD_SLOT_PLACE(ops->add_xfer), G_CALLBACK(guarded_add));
	wd_slot_take(&destroy_slot, WD_SLOT_PLACE(ops->destroy), G_CALLBACK(guarded_destroy));
	wd_slot_take(&cancel_local_slot,
		     WD_SLOT_PLACE(ops->cancel_local),
		     G_CALLBACK(guarded_cancel_local));
	wd_slot_take(&cancel_remote_slot,
		     WD_SLOT_PLACE(ops->cancel_remote),
		     G_CALLBACK(guarded_cancel_remote));
}

static void
unwrap_ops(void)
{
	static WdSlot *const slots[] = {
		&add_slot,
		&destroy_slot,
		&cancel_local_slot,
		&cancel_remote_slot,
	};

	for (guint i = 0; i < G_N_ELEMENTS(slots); i++)
		(void)wd_slot_give_back(slots[i]); /* off duty they only hand on */
	if (purple_xfers_get_ui_ops() != &own_ops)
		return;
	for (GList *l = purple_xfers_get_all(); l != NULL; l = l->next)
		((PurpleXfer *)l->data)->ui_ops = NULL;
	purple_xfers_set_ui_ops(NULL);
}

typedef struct {
	const char *signal;
	PurpleCallback callback;
	int priority;
} Hook;

static const Hook hooks[] = {
	/* Both ends: Autoaccept in the middle would undo what only the first one did. */
	{"file-recv-request", PURPLE_CALLBACK(offered_first), FIRST},
	{"file-recv-request", PURPLE_CALLBACK(offered_last), LAST},
	{"file-recv-cancel", PURPLE_CALLBACK(cancelled), FIRST},
	{"file-send-cancel", PURPLE_CALLBACK(cancelled), FIRST},
	{"file-recv-start", PURPLE_CALLBACK(started), FIRST},
	{"file-send-start", PURPLE_CALLBACK(started), FIRST},
};

/**
 * wd_purple_transfers_attach:
 * @session: the session
 *
 * Judges every file before anything goes to or comes from the peer: offers by their name at
 * file-recv-request, all others in add_xfer, which is wrapped in place; what is sent by its bytes,
 * too. The client is asked to show nothing of what is held.
 */
void
wd_purple_transfers_attach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);

	transfers = g_new0(Transfers, 1);
	transfers->session = session;
	transfers->rows = wd_transfer_rows_new();
	transfers->desk = wd_transfer_desk_new(session, transfers->rows);
	transfers->departures = wd_departures_new(session);
	wd_purple_hush_attach(plugin);
	wrap_ops();
	for (guint i = 0; i < G_N_ELEMENTS(hooks); i++)
		purple_signal_connect_priority(purple_xfers_get_handle(),
					       hooks[i].signal,
					       plugin,
					       hooks[i].callback,
					       NULL,
					       hooks[i].priority);
	purple_signal_connect_priority(purple_connections_get_handle(),
				       "signing-off",
				       plugin,
				       PURPLE_CALLBACK(signing_off),
				       NULL,
				       FIRST);
	wd_session_set_deliver(session, WD_EVENT_FILE, WD_DIRECTION_IN, deliver, NULL);
	wd_session_set_deliver(session, WD_EVENT_FILE, WD_DIRECTION_OUT, deliver, NULL);
}

/**
 * wd_purple_transfers_detach:
 * @session: the session
 *
 * Refuses what waits, so that the peers are told and no protocol is left with a stand-in of ours;
 * the rows stay, as expired. Gives the slots back where they are still ours.
 */
void
wd_purple_transfers_detach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);

	wd_session_set_deliver(session, WD_EVENT_FILE, WD_DIRECTION_IN, NULL, NULL);
	wd_session_set_deliver(session, WD_EVENT_FILE, WD_DIRECTION_OUT, NULL, NULL);
	wd_transfer_desk_refuse_all(transfers->desk, NULL);
	wd_transfer_desk_free(transfers->desk);
	purple_signal_disconnect(purple_connections_get_handle(),
				 "signing-off",
				 plugin,
				 PURPLE_CALLBACK(signing_off));
	for (guint i = 0; i < G_N_ELEMENTS(hooks); i++)
		purple_signal_disconnect(
			purple_xfers_get_handle(), hooks[i].signal, plugin, hooks[i].callback);
	unwrap_ops();
	wd_purple_hush_detach(plugin);
	wd_transfer_rows_leave_copies(transfers->rows);
	wd_transfer_rows_free(transfers->rows);
	wd_departures_free(transfers->departures);
	g_clear_pointer(&transfers, g_free);
}
