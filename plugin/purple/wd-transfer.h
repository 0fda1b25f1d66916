/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

/*
 * One transfer that waits for a decision. Nothing has gone to the peer, and nothing can: what the
 * protocol would do first stands aside, and the file has no place on disk.
 */
typedef struct WdTransfer WdTransfer;

WdTransfer *wd_transfer_new(PurpleXfer *xfer, gboolean is_offer);

/* What may happen while it waits: offered anew, accepted by another plugin, gone. */
void wd_transfer_offer_again(WdTransfer *transfer);
void wd_transfer_insist(WdTransfer *transfer);
gboolean wd_transfer_is_alive(const WdTransfer *transfer);
PurpleXfer *wd_transfer_get_xfer(const WdTransfer *transfer);

/* The three ends; each frees the transfer. None may be called from within a signal about it. */
void wd_transfer_release(WdTransfer *transfer);
void wd_transfer_refuse(WdTransfer *transfer);
void wd_transfer_drop(WdTransfer *transfer);
