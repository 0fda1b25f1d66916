/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * What Warden says in a conversation: a line in the window, in no log, of which libpurple makes no
 * links. It is for the person alone and never leaves.
 */
void wd_purple_say(PurpleConversation *conversation, const char *text);
void wd_purple_say_markup(PurpleConversation *conversation, const char *html);
/* The same as a notice of its own where there is no conversation. */
void
wd_purple_say_or_notify(WdSession *session, PurpleConversation *conversation, const char *text);
