/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-irc-guard.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-refuse-account.h"
#include "purple/wd-tls-watch.h"

/*
 * With "Use SSL" ticked, libpurple 2.14's IRC opens a plain connection when purple_ssl_connect()
 * returns NULL, and sends the password over it (irc.c, irc_login). So what counts is whether its
 * stream was ever handed to TLS, and every line passes irc-sending-text before it is written.
 */
#define IRC_PROTOCOL "prpl-irc"

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

	if (*text == NULL || wd_tls_watch_has_seen(connection) ||
	    !wd_policy_get_boolean(wd_session_get_policy(session), WD_KEY_ACCOUNTS_REQUIRE_TLS))
		return;
	blank_out(*text);
	wd_refuse_account(
		session,
		purple_connection_get_account(connection),
		"account.tls",
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

/**
 * wd_purple_irc_guard_attach:
 * @session: the session
 *
 * While policy requires TLS, no line of IRC goes out over a connection that is not.
 */
void
wd_purple_irc_guard_attach(WdSession *session)
{
	watch_irc(purple_find_prpl(IRC_PROTOCOL), session);
	purple_signal_connect(purple_plugins_get_handle(),
			      "plugin-load",
			      wd_session_get_plugin(session),
			      PURPLE_CALLBACK(watch_irc),
			      session);
}

/**
 * wd_purple_irc_guard_detach:
 * @session: the session
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
}
