/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

/*
 * File transfers without a network: the bytes come from and go to memory. They are libpurple's own
 * PurpleXfer, so Warden's hooks and the client's dialogs meet them as they meet any other; a
 * refusal shows on the wire (wd-rehearsal-wire.h).
 */
void wd_rehearsal_files_offer(PurpleConnection *connection,
			      const char *who,
			      const char *name,
			      GBytes *content);
PurpleXfer *wd_rehearsal_files_new(PurpleConnection *connection, const char *who);
void wd_rehearsal_files_send(PurpleConnection *connection, const char *who, const char *path);
void wd_rehearsal_files_hang_up(PurpleConnection *connection);
