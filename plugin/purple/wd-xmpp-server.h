/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * What the servers of the person's XMPP accounts can do about a reported sender. Asked when it is
 * first needed, once for each connection.
 */

/* For the one part that asks. @is_known is FALSE when the server did not say. */
typedef void (*WdXmppFeatures)(WdSession *session,
			       PurpleConnection *connection,
			       guint features, /* of WdXmppFeature */
			       gboolean is_known);

void wd_xmpp_server_attach(WdSession *session, WdXmppFeatures callback);
void wd_xmpp_server_detach(WdSession *session);
void wd_xmpp_server_ask(WdSession *session, PurpleConnection *connection);
