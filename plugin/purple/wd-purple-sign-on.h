/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* wrapped login, register_user. */
void wd_purple_sign_on_attach(WdSession *session);
void wd_purple_sign_on_detach(WdSession *session);
void wd_purple_sign_on_enforce(WdSession *session); /* after a change of policy */
