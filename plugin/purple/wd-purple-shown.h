/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-verdict.h"
#include "purple/wd-session.h"

/*
 * That a message is part of an outbreak is known only at the third sender, when two stand in their
 * windows already. This remembers, of the last messages that were shown, what they had in common
 * with others, and says so where they stand. No text and no name leaves for a log.
 */

void wd_purple_shown_attach(WdSession *session);
void wd_purple_shown_detach(WdSession *session);
void wd_purple_shown_note(WdSession *session, const WdEvent *event);
void wd_purple_shown_mark(WdSession *session, const WdEvent *event, const WdVerdict *verdict);
