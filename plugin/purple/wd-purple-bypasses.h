/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* serv_send_im, whispers, /msg and /notice, topics, status text, chat invitations' text. */
void wd_purple_bypasses_attach(WdSession *session);
void wd_purple_bypasses_detach(WdSession *session);
