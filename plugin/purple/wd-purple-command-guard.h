/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* /msg, /notice, /topic and the like: protocols send their text themselves, unseen by any signal.
 */
void wd_purple_command_guard_attach(WdSession *session);
void wd_purple_command_guard_detach(WdSession *session);
