/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * The files of [Contacts] AllowLists and DenyLists, for as long as the session is on duty: read by
 * a thread, handed to the engine as a whole, and read again when they change.
 */

void wd_purple_lists_attach(WdSession *session);
void wd_purple_lists_detach(WdSession *session);
gboolean wd_purple_lists_is_reading(WdSession *session);
