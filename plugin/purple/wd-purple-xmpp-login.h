/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * XMPP's sign-on, on the wire: what the server offers and what is sent. libpurple asks the person
 * whether a password may go in the clear, and keeps a yes for ever; policy answers instead.
 */
void wd_purple_xmpp_login_attach(WdSession *session);
void wd_purple_xmpp_login_detach(WdSession *session);
