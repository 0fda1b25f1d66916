/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "rehearsal/wd-rehearsal-script.h"

/*
 * The account, its roster and its rooms: who stands on the stage. What the play puts into
 * the buddy list and the list of accounts is made here and taken away here; what the person added
 * to it meanwhile stays.
 */
void wd_rehearsal_cast_book(PurplePlugin *protocol);
void wd_rehearsal_cast_enter(PurpleAccount *account, const WdRehearsalScript *script);
PurpleConversation *wd_rehearsal_cast_join(PurpleConnection *connection, const char *room);
int wd_rehearsal_cast_room_number(const char *room);
void wd_rehearsal_cast_dismiss(PurplePlugin *protocol);
