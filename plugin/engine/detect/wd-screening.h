/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/*
 * What the detectors that look after strangers have in common: whom they look at and when. Apart so
 * that they cannot come to disagree about who is a stranger.
 */

/* The kinds by which somebody approaches a person; a room is joined, not approached. */
#define WD_ON_APPROACH                                                                             \
	(WD_ON(WD_EVENT_IM) | WD_ON(WD_EVENT_CONTACT_REQUEST) | WD_ON(WD_EVENT_CHAT_INVITE) |      \
	 WD_ON(WD_EVENT_ATTENTION))

gboolean wd_screening_applies(const WdEvent *event, const WdContext *known, const WdPolicy *policy);
WdStrangers
wd_screening_get_treatment(const WdEvent *event, const WdContext *known, const WdPolicy *policy);
