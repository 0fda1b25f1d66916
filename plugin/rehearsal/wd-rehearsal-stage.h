/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "rehearsal/wd-rehearsal-script.h"

/* Plays a script on one connection, scene after scene. */
typedef struct WdRehearsalStage WdRehearsalStage;

WdRehearsalStage *
wd_rehearsal_stage_new(PurpleConnection *connection, WdRehearsalScript *script, guint pace_percent);
void wd_rehearsal_stage_free(WdRehearsalStage *stage);
