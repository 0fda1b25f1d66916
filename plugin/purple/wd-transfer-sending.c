/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-transfer-sending.h"

#include "purple/wd-session-judge.h"

/* Name, bytes and the words among them in one verdict: one question about it. */
static void
judge_inside(WdSession *session, WdTransferRow *row, const GPtrArray *leaks)
{
	PurpleAccount *account = purple_xfer_get_account(wd_transfer_get_xfer(row->transfer));

	wd_verdict_free(row->verdict);
	row->verdict = wd_session_peek(session, account, row->event);
	for (guint i = 0; i < leaks->len; i++)
		wd_verdict_add(row->verdict, wd_finding_copy(g_ptr_array_index(leaks, i)));
	wd_session_record(session, account, row->event, row->verdict);
}

static void
looked_at(const WdDeparted *departed, gpointer data)
{
	WdTransferRow *row = data;
	WdTransferDesk *desk = row->desk;

	row->departure = NULL;
	row->copy = departed->copy;
	wd_event_unref(row->event);
	row->event = wd_event_ref(departed->event);
	if (departed->error != NULL)
		wd_transfer_row_become_impossible(row, "file.not-readable", departed->error);
	else
		judge_inside(wd_transfer_desk_get_session(desk), row, departed->leaks);
	if (row->verdict->action < WD_ACTION_WARN) {
		wd_transfer_desk_let_go(desk, row);
		return;
	}
	row->is_settled = FALSE;
	wd_transfer_desk_stop(desk, row);
}

/* A client that reads the bytes itself has no file that could be looked at. */
static gboolean
is_read_here(const PurpleXfer *xfer)
{
	const PurpleXferUiOps *ops = purple_xfer_get_ui_ops(xfer);

	return purple_xfer_get_local_filename(xfer) != NULL &&
	       (ops == NULL || ops->ui_read == NULL);
}

/* By its name first: what is refused for that need not be copied. */
static gboolean
is_blocked_by_name(WdSession *session, PurpleXfer *xfer, const WdTransferRow *row)
{
	g_autoptr(WdVerdict) verdict =
		wd_session_peek(session, purple_xfer_get_account(xfer), row->event);

	return verdict->action == WD_ACTION_BLOCK;
}

/**
 * wd_transfer_sending_look:
 * @desk: where it is decided
 * @departures: what is on its way out
 * @row: a row that is not judged yet
 * @xfer: its transfer
 *
 * Has the file wait while it is copied and looked at; everything else follows by itself.
 *
 * Returns: whether it does; what comes from a peer, is refused for its name, or is no file here is
 *   left to be judged by its name
 */
gboolean
wd_transfer_sending_look(WdTransferDesk *desk,
			 WdDepartures *departures,
			 WdTransferRow *row,
			 PurpleXfer *xfer)
{
	if (wd_transfer_row_is_incoming(row) || !is_read_here(xfer) ||
	    is_blocked_by_name(wd_transfer_desk_get_session(desk), xfer, row))
		return FALSE;
	wd_transfer_desk_wait(row, xfer, FALSE);
	row->is_settled = TRUE;
	row->desk = desk;
	row->departure = wd_departure_start(departures, row->event, looked_at, row);
	return TRUE;
}
