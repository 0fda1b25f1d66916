/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* add_xfer and ops.init: every transfer, both directions. */
void wd_purple_transfers_attach(WdSession *session);
void wd_purple_transfers_detach(WdSession *session);
