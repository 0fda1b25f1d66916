/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-transfer-desk.h"

/* Files that are about to be sent: nothing leaves, not even the name, before the bytes are known.
 */
gboolean wd_transfer_sending_look(WdTransferDesk *desk,
				  WdDepartures *departures,
				  WdTransferRow *row,
				  PurpleXfer *xfer);
