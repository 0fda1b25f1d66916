/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-irc-guard.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-slot.h"

/*
 * With "Use SSL" ticked, libpurple 2.14's IRC opens a plain connection when purple_ssl_connect()
 * returns NULL, and sends the password over it (irc.c, irc_login). No public field says whether a
 * connection is TLS. But the TLS plugin is handed every connection before its handshake, and for
 * IRC the callback data is the PurpleConnection; so whoever was never seen there speaks in the
 * clear, and every line passes irc-sending-text before it is written.
 */
#define IRC_PROTOCOL "prpl-irc"

typedef void (*ConnectFunction)(PurpleSslConnection *connection);

static GHashTable *secured; /* of PurpleConnection *, as addresses only */
static WdSlot connect_slot;

static void
witnessed_connect(PurpleSslConnection *connection)
{
	if (secured != NULL && connection->connect_cb_data != NULL)
		g_hash_table_add(secured, connection->connect_cb_data);
	((ConnectFunction)connect_slot.stock)(connection);
}

/* The TLS plugin may be loaded only when the first account wants it. */
static void
watch_tls(void)
{
	PurpleSslOps *ops = purple_ssl_is_supported() ? purple_ssl_get_ops() : NULL;

	if (ops != NULL && ops->connectfunc != NULL)
		wd_slot_take(&connect_slot,
			     WD_SLOT_PLACE(ops->connectfunc),
			     G_CALLBACK(witnessed_connect));
}

static gboolean
is_irc(const PurpleAccount *account)
{
	return g_strcmp0(purple_account_get_protocol_id(account), IRC_PROTOCOL) == 0;
}

static void
connecting(PurpleAccount *account, gpointer data)
{
	if (is_irc(account))
		watch_tls();
}

static void
signed_off(PurpleConnection *connection, gpointer data)
{
	g_hash_table_remove(secured, connection);
}

/* As many empty lines, which servers ignore: what is not sent whole the protocol sends again, and
 * NULL would keep it at that for ever (irc.c, irc_send_handler_cb). */
static void
blank_out(char *text)
{
	for (gsize i = 0; text[i] != '\0'; i++)
		text[i] = i % 2 == 0 ? '\r' : '\n';
}

static void
sending_text(PurpleConnection *connection, char **text, gpointer data)
{
	WdSession *session = data;

	if (*text == NULL || g_hash_table_contains(secured, connection) ||
	    !wd_policy_get_boolean(wd_session_get_policy(session), WD_KEY_ACCOUNTS_REQUIRE_TLS))
		return;
	blank_out(*text);
	purple_connection_error_reason(
		connection,
		PURPLE_CONNECTION_ERROR_NO_SSL_SUPPORT,
		_("Not connected: encryption is required, and the encrypted connection to this "
		  "server could not be made. Nothing was sent in the clear."));
}

static void
watch_irc(PurplePlugin *protocol, gpointer data)
{
	WdSession *session = data;

	if (protocol == NULL || g_strcmp0(protocol->info->id, IRC_PROTOCOL) != 0)
		return;
	/* Last, so that no other handler puts a text back. */
	purple_signal_connect_priority(protocol,
				       "irc-sending-text",
				       wd_session_get_plugin(session),
				       PURPLE_CALLBACK(sending_text),
				       session,
				       PURPLE_SIGNAL_PRIORITY_HIGHEST);
}

/* Connections older than we are were never witnessed; whether they are TLS nobody can tell. */
static void
trust_open_connections(void)
{
	for (GList *l = purple_connections_get_all(); l != NULL; l = l->next)
		g_hash_table_add(secured, l->data);
}

/**
 * wd_purple_irc_guard_attach:
 * @session: the session
 *
 * While policy requires TLS, no line of IRC goes out over a connection that is not. Connections
 * that were open before are let be; wd_purple_sign_on_attach() looked at their settings.
 */
void
wd_purple_irc_guard_attach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);

	secured = g_hash_table_new(NULL, NULL);
	trust_open_connections();
	watch_irc(purple_find_prpl(IRC_PROTOCOL), session);
	purple_signal_connect(purple_plugins_get_handle(),
			      "plugin-load",
			      plugin,
			      PURPLE_CALLBACK(watch_irc),
			      session);
	purple_signal_connect(purple_accounts_get_handle(),
			      "account-connecting",
			      plugin,
			      PURPLE_CALLBACK(connecting),
			      NULL);
	purple_signal_connect(purple_connections_get_handle(),
			      "signed-off",
			      plugin,
			      PURPLE_CALLBACK(signed_off),
			      NULL);
}

/**
 * wd_purple_irc_guard_detach:
 * @session: the session
 *
 * Lets go of the TLS plugin's slot where it is still ours.
 */
void
wd_purple_irc_guard_detach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);
	PurplePlugin *irc = purple_find_prpl(IRC_PROTOCOL);

	if (irc != NULL)
		purple_signal_disconnect(
			irc, "irc-sending-text", plugin, PURPLE_CALLBACK(sending_text));
	purple_signal_disconnect(
		purple_plugins_get_handle(), "plugin-load", plugin, PURPLE_CALLBACK(watch_irc));
	purple_signal_disconnect(purple_accounts_get_handle(),
				 "account-connecting",
				 plugin,
				 PURPLE_CALLBACK(connecting));
	purple_signal_disconnect(
		purple_connections_get_handle(), "signed-off", plugin, PURPLE_CALLBACK(signed_off));
	(void)wd_slot_give_back(&connect_slot); /* off duty the function only hands on */
	g_clear_pointer(&secured, g_hash_table_unref);
}
