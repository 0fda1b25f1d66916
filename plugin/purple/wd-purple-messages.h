/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* receiving-* and displaying marks; delivers released incoming messages. */
void wd_purple_messages_attach(WdSession *session);
void wd_purple_messages_detach(WdSession *session);
