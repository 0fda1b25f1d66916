/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* sending-*: leaks, worms, required encryption; gives blocked text back. */
void wd_purple_outgoing_attach(WdSession *session);
void wd_purple_outgoing_detach(WdSession *session);
