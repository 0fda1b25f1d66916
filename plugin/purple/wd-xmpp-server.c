/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-xmpp-server.h"

#include "purple/wd-xmpp-stanza.h"
#include "purple/wd-xmpp-wire.h"

#define STATE "xmpp-server"

typedef struct {
	WdSession *session;
	WdXmppFeatures callback;
	GHashTable *servers; /* connection -> Server * */
} Servers;

typedef struct {
	Servers *servers;
	PurpleConnection *connection;
	gboolean is_asked; /* and has not answered yet */
	gboolean is_known;
	guint features;
} Server;

static void
free_servers(gpointer pointer)
{
	Servers *servers = pointer;

	g_hash_table_unref(servers->servers);
	g_free(servers);
}

static Server *
get_server(Servers *servers, PurpleConnection *connection)
{
	Server *server = g_hash_table_lookup(servers->servers, connection);

	if (server == NULL) {
		server = g_new0(Server, 1);
		server->servers = servers;
		server->connection = connection;
		g_hash_table_insert(servers->servers, connection, server);
	}
	return server;
}

/* An error is an answer: the server knows no such question. Silence is asked again next time. */
static void
answered(WdXmppOutcome outcome, const xmlnode *answer, gpointer data)
{
	Server *server = data;

	server->is_asked = FALSE;
	server->is_known = outcome == WD_XMPP_RESULT || outcome == WD_XMPP_ERROR;
	server->features = outcome == WD_XMPP_RESULT ? wd_xmpp_stanza_get_features(answer) : 0;
	if ((server->features & WD_XMPP_BLOCKING) == 0)
		server->features = 0; /* a report travels in a block */
	if (outcome != WD_XMPP_GONE)  /* else whoever waits goes on with the next connection */
		server->servers->callback(server->servers->session,
					  server->connection,
					  server->features,
					  server->is_known);
}

/**
 * wd_xmpp_server_ask:
 * @session: the session
 * @connection: an XMPP account's, connected
 *
 * The callback is called with the answer, perhaps from within this call; not at all when the
 * connection ends first.
 */
void
wd_xmpp_server_ask(WdSession *session, PurpleConnection *connection)
{
	Servers *servers = wd_session_get_state(session, STATE);
	Server *server = get_server(servers, connection);
	g_autofree char *domain = NULL;

	if (server->is_known)
		servers->callback(session, connection, server->features, TRUE);
	if (server->is_known || server->is_asked)
		return;
	server->is_asked = TRUE;
	domain = wd_xmpp_wire_get_server(purple_connection_get_account(connection));
	wd_xmpp_wire_send(
		session, connection, wd_xmpp_stanza_new_disco(domain), answered, server, NULL);
}

static void
signed_off(PurpleConnection *connection, gpointer data)
{
	Servers *servers = data;

	(void)g_hash_table_remove(servers->servers, connection);
}

/**
 * wd_xmpp_server_attach:
 * @session: the session
 * @callback: who waits for answers
 */
void
wd_xmpp_server_attach(WdSession *session, WdXmppFeatures callback)
{
	Servers *servers = g_new0(Servers, 1);

	servers->session = session;
	servers->callback = callback;
	servers->servers = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	wd_session_set_state(session, STATE, servers, free_servers);
	purple_signal_connect(purple_connections_get_handle(),
			      "signed-off",
			      wd_session_get_plugin(session),
			      PURPLE_CALLBACK(signed_off),
			      servers);
}

/**
 * wd_xmpp_server_detach:
 * @session: the session
 */
void
wd_xmpp_server_detach(WdSession *session)
{
	purple_signal_disconnect(purple_connections_get_handle(),
				 "signed-off",
				 wd_session_get_plugin(session),
				 PURPLE_CALLBACK(signed_off));
	wd_session_set_state(session, STATE, NULL, NULL);
}
