/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-transfer-rows.h"

/*
 * What becomes of transfers that wait: asked about, left in the queue, refused, or let go. Works
 * from a timer where it has to cancel something, because libpurple does not survive that within its
 * own signals. Every one of these functions may end the transfer, and then its row is gone.
 */
WdTransferDesk *wd_transfer_desk_new(WdSession *session, WdTransferRows *rows);
void wd_transfer_desk_free(WdTransferDesk *desk);
WdSession *wd_transfer_desk_get_session(const WdTransferDesk *desk);

/* Has it wait; then one of the three, once there is a verdict. */
void wd_transfer_desk_wait(WdTransferRow *row, PurpleXfer *xfer, gboolean is_offer);
void wd_transfer_desk_stop(WdTransferDesk *desk, WdTransferRow *row);
void wd_transfer_desk_let_go(WdTransferDesk *desk, WdTransferRow *row);
void wd_transfer_desk_end(WdTransferDesk *desk, WdTransferRow *row);

/* One that does not wait, and one that was decided in the queue. */
void wd_transfer_desk_cancel_later(WdTransferDesk *desk, WdTransferRow *row, PurpleXfer *xfer);
gboolean wd_transfer_desk_deliver(WdTransferDesk *desk,
				  WdTransferRow *row,
				  const WdHeld *held,
				  gboolean is_yes);
void wd_transfer_desk_refuse_all(WdTransferDesk *desk, const PurpleAccount *account);
