/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Whose key for private conversations has changed: said in the conversation, kept in the audit
 * trail, and asked about before the next message goes.
 */
void wd_purple_otr_keys_attach(WdSession *session);
void wd_purple_otr_keys_detach(WdSession *session);
