/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-verdict.h"
#include "purple/wd-session.h"

/*
 * Looks up what the engine has to be told, asks it, and remembers the event. Here a peer's bytes,
 * parsed by a part, become a verdict; the part does what the verdict says.
 */

/* Looks the context up (buddy list, trust, tracker), judges, notes the event in the tracker, writes
 * the audit line. */
WdVerdict *wd_session_judge(WdSession *session, PurpleAccount *account, const WdEvent *event);
/* The same for what was judged when it was announced, so that it counts once. */
WdVerdict *wd_session_judge_again(WdSession *session, PurpleAccount *account, const WdEvent *event);
/* The same without noting or auditing: for a second look at what was judged already. */
WdVerdict *wd_session_peek(WdSession *session, PurpleAccount *account, const WdEvent *event);
/* The second half of wd_session_judge(), for a verdict that wd_session_peek() gave. */
void wd_session_record(WdSession *session,
		       PurpleAccount *account,
		       const WdEvent *event,
		       const WdVerdict *verdict);
void wd_session_note(WdSession *session, PurpleAccount *account, const WdEvent *event);
gboolean wd_session_was_encrypted(WdSession *session, PurpleAccount *account, const WdEvent *event);
void wd_session_note_new_key(WdSession *session, const WdEvent *event);
void wd_session_note_encryption(WdSession *session, const WdEvent *event, gboolean is_encrypted);
void wd_session_note_attempt(WdSession *session, PurpleAccount *account, const WdEvent *event);
gboolean wd_session_is_stranger(WdSession *session, PurpleAccount *account, const WdEvent *event);
void wd_session_note_i_wrote(WdSession *session, PurpleAccount *account, const char *peer);

/* For the session's own files. */
void wd_session_forget_context(WdSession *session);
void wd_session_refresh_tracker(WdSession *session);
