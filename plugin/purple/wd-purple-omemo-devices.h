/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * The devices that contacts announce for OMEMO (XEP-0384). Who reads with a new one has a key that
 * nobody has compared; a server could have added it.
 */

void wd_purple_omemo_devices_attach(WdSession *session);
void wd_purple_omemo_devices_detach(WdSession *session);
