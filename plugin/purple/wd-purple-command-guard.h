/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * /msg, /notice, /topic and the like: protocols send their text themselves, unseen by any signal.
 * Not to be mixed up with wd-purple-commands.h, which holds the command of Warden's own.
 */
void wd_purple_command_guard_attach(WdSession *session);
void wd_purple_command_guard_detach(WdSession *session);
