/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * The last look at a message of XMPP, behind OMEMO and in front of the wire: where encryption is
 * required, what is readable there does not go.
 */
void wd_purple_xmpp_guard_attach(WdSession *session);
void wd_purple_xmpp_guard_detach(WdSession *session);
