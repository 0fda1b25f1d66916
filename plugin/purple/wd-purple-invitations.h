/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Invitations to a chat room: holds the client's own question back. Owns request_action and
 * close_request of the client's request UI, where libpurple's question about an invitation arrives;
 * every other question passes through.
 */
void wd_purple_invitations_attach(WdSession *session);
void wd_purple_invitations_detach(WdSession *session);
