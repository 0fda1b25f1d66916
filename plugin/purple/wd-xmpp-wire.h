/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "purple/wd-session.h"

/*
 * Questions to XMPP servers, and their answers: sent as libpurple's own stanzas go, so that a
 * resumed stream counts them; found again by their ids. Nothing waits: an answer comes with a later
 * turn of the main loop, or never, and then the time is over.
 */
typedef enum {
	WD_XMPP_RESULT,
	WD_XMPP_ERROR,
	WD_XMPP_TIMEOUT,
	WD_XMPP_GONE, /* the connection ended first */
} WdXmppOutcome;

/* Called once for each question, and not at all when the duty ends first. @answer is borrowed, NULL
 * when there is none. */
typedef void (*WdXmppAnswer)(WdXmppOutcome outcome, const xmlnode *answer, gpointer data);

void wd_xmpp_wire_attach(WdSession *session);
void wd_xmpp_wire_detach(WdSession *session);
gboolean wd_xmpp_wire_is_xmpp(PurpleAccount *account);
char *wd_xmpp_wire_get_own_jid(PurpleAccount *account);
char *wd_xmpp_wire_get_server(PurpleAccount *account);
void wd_xmpp_wire_send(WdSession *session,
		       PurpleConnection *connection,
		       xmlnode *iq,
		       WdXmppAnswer answer,
		       gpointer data,
		       GDestroyNotify free_data);

/* What the server calls the last message of a peer. */
const char *
wd_xmpp_wire_find_server_id(WdSession *session, PurpleAccount *account, const char *peer);
