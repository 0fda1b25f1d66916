/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * irc-sending-text: libpurple's IRC goes on in the clear when its TLS connection cannot be made. So
 * here the connection itself is watched, where wd-purple-sign-on.c can only look at the settings.
 */
void wd_purple_irc_guard_attach(WdSession *session);
void wd_purple_irc_guard_detach(WdSession *session);
