/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Dialogs with a peer's or a server's text: XMPP headlines and errors, MOTD, profiles. Owns
 * notify_message and notify_formatted of the client, and displaying-userinfo. Nothing is
 * held here, counted or audited; the text may lose its links and get a mark.
 */
void wd_purple_notices_attach(WdSession *session);
void wd_purple_notices_detach(WdSession *session);
