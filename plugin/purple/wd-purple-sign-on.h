/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Whether an account may connect at all: required encryption, and the list of allowed protocols. It
 * looks at protocol and settings (wd-tls-rules.h) before the first byte is sent. A refusal is an
 * error of the account, shown where the client shows all of them.
 */
void wd_purple_sign_on_attach(WdSession *session);
void wd_purple_sign_on_detach(WdSession *session);
void wd_purple_sign_on_enforce(WdSession *session); /* after a change of policy */
