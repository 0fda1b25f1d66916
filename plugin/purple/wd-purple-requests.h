/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/* Contact requests: wraps the client's own question. */
void wd_purple_requests_attach(WdSession *session);
void wd_purple_requests_detach(WdSession *session);
