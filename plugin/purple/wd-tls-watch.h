/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"

/*
 * Which connections are TLS. No public field of libpurple says so, but its TLS plugin is handed
 * every connection before the handshake, and told when one is closed. With IRC, XMPP and Novell the
 * connection's callback data is the PurpleConnection; so whoever was never seen here speaks in the
 * clear, whatever the settings say.
 */
void wd_tls_watch_attach(WdSession *session);
void wd_tls_watch_detach(WdSession *session);

gboolean wd_tls_watch_has_seen(const PurpleConnection *connection);
PurpleSslConnection *wd_tls_watch_find(gconstpointer maybe_tls);
PurpleSslConnection *wd_tls_watch_find_of(const PurpleConnection *connection);
PurpleConnection *wd_tls_watch_find_owner(const PurpleSslConnection *tls);
