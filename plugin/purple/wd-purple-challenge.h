/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-verdict.h"
#include "purple/wd-challenge-talk.h"

/*
 * Strangers=challenge: who is held only for being a stranger is asked a question, and a right
 * answer releases what was held. wd-purple-messages.h shows it what it is about to hold.
 */
void wd_purple_challenge_attach(WdSession *session);
void wd_purple_challenge_detach(WdSession *session);

typedef enum {
	WD_MEETING_HOLD,       /* go on and hold it */
	WD_MEETING_ANSWER,     /* it was the answer and nothing else: nobody need see it */
	WD_MEETING_ANSWER_ETC, /* it said more than that: show it, the sender is trusted now */
} WdMeeting;

/* May send a question, may deliver what was held before; says in @verdict whether he was asked. */
WdMeeting
wd_purple_challenge_meet(WdSession *session, const WdPurpleStranger *stranger, WdVerdict *verdict);
