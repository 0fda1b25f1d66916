/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * The status text with which an account signs on. The protocol takes it out of the account while it
 * connects, past set_status(), which wd-purple-bypasses.h wraps.
 */

void wd_purple_first_status_attach(WdSession *session);
void wd_purple_first_status_detach(WdSession *session);
