/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * RememberPasswords=keyring: what the person has the client remember goes into the keyring, and
 * comes from there when libpurple asks for it. libpurple itself never remembers one, so
 * accounts.xml never has it.
 */
void wd_purple_keyring_attach(WdSession *session);
void wd_purple_keyring_detach(WdSession *session);
void wd_purple_keyring_take(WdSession *session, PurpleAccount *account);
gboolean wd_purple_keyring_holds_back(WdSession *session, PurpleAccount *account);
