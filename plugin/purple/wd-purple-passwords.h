/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * A password that the client remembers stands in the clear in accounts.xml, for every program of
 * the person's. Where policy says so, libpurple remembers none: the client asks at sign-on, or the
 * keyring has it (wd-purple-keyring.h).
 */
void wd_purple_passwords_attach(WdSession *session);
void wd_purple_passwords_detach(WdSession *session);
