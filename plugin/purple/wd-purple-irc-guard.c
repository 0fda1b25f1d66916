/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-irc-guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

/* Commands that end in a password, and those that reach a service, which takes one in words. */
static const char *const password_commands[] = {"PASS", "AUTHENTICATE", "OPER", NULL};
static const char *const service_commands[] = {
	"NICKSERV", "NS", "AUTHSERV", "AS", "CHANSERV", "CS", "OPERSERV", "OS", NULL};
static const char *const message_commands[] = {"PRIVMSG", "SQUERY", NULL};
static const char *const service_words[] = {
	"IDENTIFY", "REGISTER", "AUTH", "LOGIN", "GHOST", "RECOVER", "REGAIN", "RELEASE", NULL};

/* Whom such words are said to; "Q" and "X" are somebody's nick unless they are named with their
 * server (QuakeNet, Undernet). */
static const struct {
	const char *name;
	gboolean needs_server;
} services[] = {
	{"NickServ", FALSE},
	{"AuthServ", FALSE},
	{"ChanServ", FALSE},
	{"Q", TRUE},
	{"X", TRUE},
};

static gboolean
is_one_of(const char *word, const char *const *words)
{
	for (; *words != NULL; words++) {
		if (g_ascii_strcasecmp(word, *words) == 0)
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_service(const char *target)
{
	gsize len = strcspn(target, "@");

	for (guint i = 0; i < G_N_ELEMENTS(services); i++) {
		if (strlen(services[i].name) == len &&
		    g_ascii_strncasecmp(target, services[i].name, len) == 0)
			return target[len] == '@' || !services[i].needs_server;
	}
	return FALSE;
}

/* "PRIVMSG NickServ :identify …", "NICKSERV identify …"; whoever else is written to may be. */
static gboolean
is_for_service(const char *const *words)
{
	const char *word = NULL;

	if (is_one_of(words[0], service_commands))
		word = words[1];
	else if (is_one_of(words[0], message_commands) && words[1] != NULL && is_service(words[1]))
		word = words[2];
	return word != NULL && is_one_of(word + (*word == ':'), service_words);
}

/* Servers skip more than one space, and what a client should not say: tags and who it is. */
static GPtrArray *
split_words(const char *line)
{
	g_auto(GStrv) parts = g_strsplit(line, " ", -1);
	GPtrArray *words = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; parts[i] != NULL; i++) {
		gboolean is_skipped =
			*parts[i] == '\0' || (words->len == 0 && strchr("@:", *parts[i]) != NULL);

		if (!is_skipped)
			g_ptr_array_add(words, g_strdup(parts[i]));
	}
	g_ptr_array_add(words, NULL);
	return words;
}

static gboolean
line_carries_password(const char *line)
{
	g_autoptr(GPtrArray) list = split_words(line);
	const char *const *words = (const char *const *)list->pdata;

	return words[0] != NULL &&
	       (is_one_of(words[0], password_commands) || is_for_service(words));
}

static gboolean
carries_password(const char *text)
{
	g_auto(GStrv) lines = g_strsplit_set(text, "\r\n", -1);

	for (guint i = 0; lines[i] != NULL; i++) {
		if (line_carries_password(lines[i]))
			return TRUE;
	}
	return FALSE;
}

static void
refuse_connection(WdSession *session, PurpleConnection *connection)
{
	wd_refuse_account(
		session,
		purple_connection_get_account(connection),
		"account.tls",
		PURPLE_CONNECTION_ERROR_NO_SSL_SUPPORT,
		_("Not connected: encryption is required, and the encrypted connection to this "
		  "server could not be made. Nothing was sent in the clear."));
}

static void
refuse_password(WdSession *session, PurpleConnection *connection)
{
	wd_refuse_account(session,
			  purple_connection_get_account(connection),
			  "account.clear-password",
			  PURPLE_CONNECTION_ERROR_NO_SSL_SUPPORT,
			  _("Disconnected before a password was sent over a connection that is not "
			    "encrypted: the rules in force do not allow that. Tick \"Use SSL\" in "
			    "the account's Advanced tab."));
}

static void
sending_text(PurpleConnection *connection, char **text, gpointer data)
{
	WdSession *session = data;
	const WdPolicy *policy = wd_session_get_policy(session);
	gboolean is_tls_required = wd_policy_get_boolean(policy, WD_KEY_ACCOUNTS_REQUIRE_TLS);
	gboolean may_be_clear = wd_policy_get_boolean(policy, WD_KEY_ACCOUNTS_CLEAR_PASSWORDS);

	if (*text == NULL || wd_tls_watch_has_seen(connection))
		return;
	if (!is_tls_required && (may_be_clear || !carries_password(*text)))
		return;
	blank_out(*text);
	if (is_tls_required)
		refuse_connection(session, connection);
	else
		refuse_password(session, connection);
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
 * While policy requires TLS, no line of IRC goes out over a connection that is not; while it keeps
 * passwords out of the clear, none that has one.
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
