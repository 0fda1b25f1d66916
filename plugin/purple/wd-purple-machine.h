/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Keeps the engine's picture of this computer fresh, away from the path of messages: at sign-on,
 * when the network changes, and every few minutes.
 */

void wd_purple_machine_attach(WdSession *session);
void wd_purple_machine_detach(WdSession *session);
