/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Whatever a peer writes in a conversation: allowed, marked, held or dropped before any client
 * shows it, and delivered when it is released. Owns receiving-im-msg before and after all other
 * plugins, because OTR stands between the two, and receiving-chat-msg.
 */
void wd_purple_messages_attach(WdSession *session);
void wd_purple_messages_detach(WdSession *session);
