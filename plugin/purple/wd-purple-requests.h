/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Contact requests: wraps the client's own question. Owns request_authorize and close_request of
 * the client's account UI, and answers libpurple's authorization signals where policy blocks. A
 * held request is a row and an open handle; the peer hears nothing until somebody decides.
 */
void wd_purple_requests_attach(WdSession *session);
void wd_purple_requests_detach(WdSession *session);
