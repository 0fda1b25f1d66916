/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* "/warden" in every conversation of every client: what is held, and what to do with it. */
void wd_purple_commands_attach(WdSession *session);
void wd_purple_commands_detach(WdSession *session);
