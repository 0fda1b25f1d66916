/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "rehearsal/wd-rehearsal-script.h"

/*
 * Plays a script on one connection, scene after scene, from timers of the main loop: between two
 * scenes the client is a client, and the person may do anything, even sign off. Owned by the
 * connection that it plays on.
 */
typedef struct WdRehearsalStage WdRehearsalStage;

WdRehearsalStage *
wd_rehearsal_stage_new(PurpleConnection *connection, WdRehearsalScript *script, guint pace_percent);
void wd_rehearsal_stage_free(WdRehearsalStage *stage);
