/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "engine/wd-event.h"
#include "purple/wd-session.h"

/*
 * The only thing that Warden ever sends to a stranger by itself: whether it may, and how. What is
 * said tells that somebody's client is running, so it is said to nobody to whom the person is
 * invisible.
 */

/* A message that nobody has judged well yet; @who is named as the protocol names him. */
typedef struct {
	PurpleAccount *account;
	const char *who;
	const WdEvent *event;
	PurpleMessageFlags flags;
} WdPurpleStranger;

gboolean wd_challenge_talk_is_to_person(const WdPurpleStranger *stranger);
gboolean wd_challenge_talk_may_show(const WdPurpleStranger *stranger);
gboolean
wd_challenge_talk_say(WdSession *session, const WdPurpleStranger *stranger, const char *text);
