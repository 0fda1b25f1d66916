/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * "/warden" in every conversation of every client: what is held, and what to do with it. The way in
 * where a client shows no window of ours. Its answers stand in the conversation's window only: they
 * are neither sent nor logged.
 */
void wd_purple_commands_attach(WdSession *session);
void wd_purple_commands_detach(WdSession *session);
