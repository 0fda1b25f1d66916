/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

/*
 * libpurple's XMPP without its network: plugins see and send stanzas by its real signals, and the
 * test is the server.
 */
void wd_null_xmpp_register(void); /* once, after wd_null_purple_start() */
PurpleAccount *wd_null_xmpp_sign_on(const char *name);
void wd_null_xmpp_receive(PurpleAccount *account, const char *stanza);
/* Answers the oldest question not answered yet: @head and @children of an iq. */
void wd_null_xmpp_answer(PurpleAccount *account, const char *head, const char *children);
GPtrArray *wd_null_xmpp_sent(void); /* of char *: stanzas with their ids left out */
void wd_null_xmpp_leave_rooms(void);
void wd_null_xmpp_forget(void);
