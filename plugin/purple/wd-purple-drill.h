/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Keeps score while a rehearsal is played: what was set up for the person, and what they let
 * happen. At its end they see the result, and the audit trail has it.
 */
void wd_purple_drill_attach(WdSession *session);
void wd_purple_drill_detach(WdSession *session);
