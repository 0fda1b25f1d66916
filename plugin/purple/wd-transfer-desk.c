/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-transfer-desk.h"

#include "purple/wd-purple-hush.h"
#include "purple/wd-session-review.h"
#include "purple/wd-transfer-question.h"

struct WdTransferDesk {
	WdSession *session;
	WdTransferRows *rows;
	GPtrArray *dropped;  /* of WdTransfer *: cancelled by others, references to give up */
	GPtrArray *unjudged; /* of PurpleXfer *, referenced: started past every hook */
	guint timer;
	GSourceFunc work; /* what the timer does, for those above it */
};

static void
schedule(WdTransferDesk *desk)
{
	if (desk->timer == 0)
		desk->timer = purple_timeout_add(0, desk->work, desk);
}

static void
withdraw(WdTransferDesk *desk, WdTransferRow *row)
{
	if (wd_transfer_question_withdraw(desk->session, desk->rows, row))
		schedule(desk);
}

static void
expire(WdTransferDesk *desk, const WdTransferRow *row)
{
	if (row->held_id != NULL)
		wd_session_expire(desk->session, row->held_id);
}

/* The row may be gone afterwards: with the last reference libpurple destroys the transfer. */
static void
refuse(WdTransferDesk *desk, WdTransferRow *row)
{
	WdTransfer *transfer = g_steal_pointer(&row->transfer);
	PurpleXfer *xfer = wd_transfer_get_xfer(transfer);

	row->state = WD_TRANSFER_OVER;
	withdraw(desk, row);
	wd_transfer_row_stop_departure(row);
	/* "You cancelled the transfer" would be wrong: it was not the person. */
	wd_purple_hush_begin(purple_xfer_get_account(xfer), xfer->who);
	wd_transfer_refuse(transfer);
	wd_purple_hush_end();
}

/* What was looked at is what leaves: nobody can exchange it any more. */
static void
send_copy(WdTransferRow *row)
{
	PurpleXfer *xfer = wd_transfer_get_xfer(row->transfer);

	if (row->copy == NULL)
		return;
	purple_xfer_set_local_filename(xfer, row->copy);
	if (row->event->file_size >= 0) /* else it could not be measured anew */
		purple_xfer_set_size(xfer, (size_t)row->event->file_size);
}

static void
approve(WdTransferDesk *desk, WdTransferRow *row)
{
	send_copy(row);
	row->state = WD_TRANSFER_PASSED;
	row->is_approved = TRUE;
	withdraw(desk, row);
	wd_transfer_release(g_steal_pointer(&row->transfer));
}

static void
act(WdTransferDesk *desk, WdTransferRow *row, gboolean is_yes)
{
	if (is_yes && wd_transfer_is_alive(row->transfer))
		approve(desk, row);
	else
		refuse(desk, row);
}

/* Carried out by way of the queue where there is a row, so that it knows the answer, too. */
static void
carry_out(WdTransferDesk *desk, guint serial, gboolean is_yes)
{
	WdTransferRow *row = wd_transfer_rows_find_serial(desk->rows, serial);

	if (row != NULL && row->held_id != NULL) {
		g_autofree char *held_id = g_strdup(row->held_id);

		(void)wd_session_decide(desk->session,
					held_id,
					is_yes ? WD_DECISION_RELEASE : WD_DECISION_DELETE,
					NULL);
		row = wd_transfer_rows_find_serial(desk->rows, serial);
	}
	if (row != NULL)
		act(desk, row, is_yes);
}

static void
answered(const char *choice, const char *text, gpointer data)
{
	WdTransferRow *row = data; /* it is there: who ends it withdraws the question */
	WdTransferDesk *desk = row->desk;
	gboolean is_yes = g_str_equal(choice, "send") || g_str_equal(choice, "release");
	g_autoptr(GArray) followers = NULL;

	g_clear_pointer(&row->question_id, g_free);
	followers = wd_transfer_rows_leave_leader(desk->rows, row);
	if (is_yes)
		wd_purple_outbreaks_approve(desk->session, &row->outbreak);
	carry_out(desk, row->serial, is_yes);
	for (guint i = 0; i < followers->len; i++)
		carry_out(desk, g_array_index(followers, guint, i), is_yes);
}

static void
ask(WdTransferDesk *desk, WdTransferRow *row)
{
	row->desk = desk;
	wd_transfer_question_ask(desk->session, row, answered);
}

static void
ask_about_sent(WdTransferDesk *desk, WdTransferRow *row)
{
	row->outbreak = wd_purple_outbreaks_find(desk->session, row->event, row->verdict);
	if (wd_purple_outbreaks_is_approved(desk->session, row->event, row->verdict))
		carry_out(desk, row->serial, TRUE);
	else if (!wd_transfer_question_join(desk->session, desk->rows, row))
		ask(desk, row);
}

/* Outside every signal about the transfer: only there may it be cancelled. */
static void
settle(WdTransferDesk *desk, WdTransferRow *row)
{
	row->is_settled = TRUE;
	if (row->verdict->action == WD_ACTION_BLOCK) {
		wd_transfer_question_say_refused(desk->session, row);
		refuse(desk, row);
	} else if (!wd_transfer_row_is_incoming(row)) {
		ask_about_sent(desk, row);
	} else if (row->held_id == NULL) {
		ask(desk, row);
	}
}

static void
drop_cancelled(WdTransferDesk *desk)
{
	g_autoptr(GPtrArray) dropped = g_steal_pointer(&desk->dropped);

	desk->dropped = g_ptr_array_new();
	for (guint i = 0; i < dropped->len; i++)
		wd_transfer_drop(g_ptr_array_index(dropped, i));
}

static void
cancel_unjudged(WdTransferDesk *desk)
{
	g_autoptr(GPtrArray) unjudged = g_steal_pointer(&desk->unjudged);

	desk->unjudged = g_ptr_array_new();
	for (guint i = 0; i < unjudged->len; i++) {
		PurpleXfer *xfer = g_ptr_array_index(unjudged, i);

		if (purple_xfer_get_status(xfer) == PURPLE_XFER_STATUS_STARTED)
			purple_xfer_cancel_local(xfer);
		purple_xfer_unref(xfer);
	}
}

static gboolean
on_timer(gpointer data)
{
	WdTransferDesk *desk = data;
	g_autoptr(GArray) serials = wd_transfer_rows_list_waiting(desk->rows);

	desk->timer = 0;
	wd_purple_hush_end();
	for (guint i = 0; i < serials->len; i++) {
		WdTransferRow *row =
			wd_transfer_rows_find_serial(desk->rows, g_array_index(serials, guint, i));

		if (row != NULL && !row->is_settled)
			settle(desk, row);
	}
	drop_cancelled(desk);
	cancel_unjudged(desk);
	return FALSE;
}

/**
 * wd_transfer_desk_new:
 * @session: the session
 * @rows: what there is to decide about; outlives the desk
 *
 * Returns: (transfer full): nothing waits
 */
WdTransferDesk *
wd_transfer_desk_new(WdSession *session, WdTransferRows *rows)
{
	WdTransferDesk *desk = g_new0(WdTransferDesk, 1);

	desk->session = session;
	desk->rows = rows;
	desk->dropped = g_ptr_array_new();
	desk->unjudged = g_ptr_array_new();
	desk->work = on_timer;
	return desk;
}

/**
 * wd_transfer_desk_get_session:
 * @desk: where it is decided
 *
 * Returns: (transfer none): the session
 */
WdSession *
wd_transfer_desk_get_session(const WdTransferDesk *desk)
{
	return desk->session;
}

/**
 * wd_transfer_desk_wait:
 * @row: a row
 * @xfer: its transfer
 * @is_offer: whether the peer waits for an answer; else the transfer has not reached it yet
 *
 * From here on nothing goes to the peer, nor comes from it.
 */
void
wd_transfer_desk_wait(WdTransferRow *row, PurpleXfer *xfer, gboolean is_offer)
{
	row->state = WD_TRANSFER_WAITING;
	row->transfer = wd_transfer_new(xfer, is_offer);
}

/**
 * wd_transfer_desk_stop:
 * @desk: where it is decided
 * @row: a row that waits
 *
 * Kept in the queue as far as its verdict wants it; the timer does the rest.
 */
void
wd_transfer_desk_stop(WdTransferDesk *desk, WdTransferRow *row)
{
	gboolean is_block = row->verdict->action == WD_ACTION_BLOCK;

	if (row->verdict->action == WD_ACTION_HOLD)
		row->held_id = wd_session_hold(desk->session, row->event, row->verdict);
	else if (is_block && !(row->verdict->treatment & WD_TREATMENT_NO_COPY))
		g_free(wd_session_hold(desk->session, row->event, row->verdict));
	schedule(desk);
}

/**
 * wd_transfer_desk_let_go:
 * @desk: where it is decided
 * @row: a row that waits, of a transfer that nothing is wrong with
 */
void
wd_transfer_desk_let_go(WdTransferDesk *desk, WdTransferRow *row)
{
	act(desk, row, TRUE);
}

/**
 * wd_transfer_desk_end:
 * @desk: where it is decided
 * @row: a row that waits, of a transfer that somebody else has cancelled
 *
 * May be called within a signal about the transfer.
 */
void
wd_transfer_desk_end(WdTransferDesk *desk, WdTransferRow *row)
{
	row->state = WD_TRANSFER_OVER;
	withdraw(desk, row);
	wd_transfer_row_stop_departure(row);
	expire(desk, row);
	g_ptr_array_add(desk->dropped, g_steal_pointer(&row->transfer));
	schedule(desk);
}

/**
 * wd_transfer_desk_cancel_later:
 * @desk: where it is decided
 * @row: a row that does not wait
 * @xfer: its transfer, which has begun and must not go on
 *
 * May be called within a signal about the transfer.
 */
void
wd_transfer_desk_cancel_later(WdTransferDesk *desk, WdTransferRow *row, PurpleXfer *xfer)
{
	row->state = WD_TRANSFER_OVER;
	purple_xfer_ref(xfer);
	g_ptr_array_add(desk->unjudged, xfer);
	schedule(desk);
}

/**
 * wd_transfer_desk_refuse_all:
 * @desk: where it is decided
 * @account: (nullable): whose; NULL means everybody's
 *
 * Refuses what waits, at once. Its rows in the queue stay, as expired.
 */
void
wd_transfer_desk_refuse_all(WdTransferDesk *desk, const PurpleAccount *account)
{
	g_autoptr(GArray) serials = wd_transfer_rows_list_waiting(desk->rows);

	for (guint i = 0; i < serials->len; i++) {
		WdTransferRow *row =
			wd_transfer_rows_find_serial(desk->rows, g_array_index(serials, guint, i));
		PurpleXfer *xfer = row == NULL ? NULL : wd_transfer_get_xfer(row->transfer);

		if (row == NULL || (account != NULL && purple_xfer_get_account(xfer) != account))
			continue;
		expire(desk, row);
		refuse(desk, row);
	}
}

/**
 * wd_transfer_desk_deliver:
 * @desk: where it is decided
 * @row: a row that waits and is held
 * @held: the same in the queue, decided
 * @is_yes: whether the person wants it
 *
 * Returns: whether that is done; what the peer has taken back meanwhile cannot be
 */
gboolean
wd_transfer_desk_deliver(WdTransferDesk *desk,
			 WdTransferRow *row,
			 const WdHeld *held,
			 gboolean is_yes)
{
	if (is_yes && !wd_transfer_is_alive(row->transfer)) {
		expire(desk, row);
		refuse(desk, row);
		return FALSE;
	}
	if (is_yes && !wd_session_claim(desk->session, held))
		return FALSE;
	act(desk, row, is_yes);
	return TRUE;
}

/**
 * wd_transfer_desk_free:
 * @desk: (transfer full): a desk after wd_transfer_desk_refuse_all()
 */
void
wd_transfer_desk_free(WdTransferDesk *desk)
{
	drop_cancelled(desk);
	cancel_unjudged(desk);
	if (desk->timer != 0)
		purple_timeout_remove(desk->timer);
	g_ptr_array_unref(desk->dropped);
	g_ptr_array_unref(desk->unjudged);
	g_free(desk);
}
