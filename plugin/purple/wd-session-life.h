/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Start and end of the one session. This file knows all the others: it opens the stores, and
 * passes on what they say of themselves, a changed policy and a changed queue. Only who is on duty
 * needs it (wd-plugin.c); a hook asks wd_session_get().
 */
WdSession *wd_session_new(PurplePlugin *plugin, GError **error);
void wd_session_free(WdSession *session);
void wd_session_beat(WdSession *session); /* for its timer, and tests */
void wd_session_note_switched_off(WdSession *session);
void wd_session_note_sleep(WdSession *session);
void wd_session_show_queue_again(WdSession *session);
