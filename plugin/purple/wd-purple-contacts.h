/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Keeps the engine's table of the person's contacts in step with the buddy list, a few at a time
 * when the client has nothing else to do, so that no message ever waits for it.
 */

void wd_purple_contacts_attach(WdSession *session);
void wd_purple_contacts_detach(WdSession *session);
