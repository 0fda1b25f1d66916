/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-detector.h"

/* The kinds by which somebody approaches a person; a room is joined, not approached. */
#define WD_ON_APPROACH                                                                             \
	(WD_ON(WD_EVENT_IM) | WD_ON(WD_EVENT_CONTACT_REQUEST) | WD_ON(WD_EVENT_CHAT_INVITE) |      \
	 WD_ON(WD_EVENT_ATTENTION))

gboolean wd_screening_applies(const WdEvent *event, const WdContext *known, const WdPolicy *policy);
