/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * The protocols' own send functions: what reaches them past the conversation is judged there. The
 * last place before the wire that is still libpurple's. What the person typed in a conversation was
 * judged in wd-purple-outgoing.c, with more knowledge, and is let through here unasked.
 */
void wd_purple_bypasses_attach(WdSession *session);
void wd_purple_bypasses_detach(WdSession *session);
