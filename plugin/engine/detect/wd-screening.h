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

/* Whom the person accepted so lately that nobody knows yet what they are like: a day, after which
 * who wanted something has asked for it. */
#define WD_NEW_CONTACT_MS (24 * 60 * 60 * G_GINT64_CONSTANT(1000))

gboolean wd_screening_is_new_contact(const WdContext *known);
gboolean wd_screening_applies(const WdEvent *event, const WdContext *known, const WdPolicy *policy);
WdStrangers
wd_screening_get_treatment(const WdEvent *event, const WdContext *known, const WdPolicy *policy);
const WdSpimOverlay *wd_screening_get_lessons(const WdContext *known, const WdPolicy *policy);
