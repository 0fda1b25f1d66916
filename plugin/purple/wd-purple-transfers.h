/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Every file transfer, both directions: which one it is, what the engine says, what becomes of it.
 * How a transfer is made to wait without anybody noticing stands in wd-transfer.h, what the person
 * is told in wd-transfer-talk.h. Owns four functions of the client's transfer UI.
 */
void wd_purple_transfers_attach(WdSession *session);
void wd_purple_transfers_detach(WdSession *session);
