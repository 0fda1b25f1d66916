/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* contact requests and chat invitations: wraps the UI's own question. */
void wd_purple_requests_attach(WdSession *session);
void wd_purple_requests_detach(WdSession *session);
