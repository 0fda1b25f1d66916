/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-xmpp-login.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "purple/wd-refuse-account.h"
#include "purple/wd-tls-watch.h"

#define XMPP_PROTOCOL "prpl-jabber"
#define NS_OLD_AUTH   "jabber:iq:auth"     /* XEP-0078 */
#define NS_REGISTER   "jabber:iq:register" /* new accounts, new passwords: XEP-0077 */
/* Right before the protocol sends; see wd-purple-xmpp-guard.c. */
#define PRIORITY_LAST (PURPLE_SIGNAL_PRIORITY_HIGHEST - 1)

/* SASL mechanisms that hand over the password itself. */
static const char *const clear_mechanisms[] = {"PLAIN", "LOGIN", NULL};

static gboolean
may_be_clear(WdSession *session)
{
	const WdPolicy *policy = wd_session_get_policy(session);

	return wd_policy_get_boolean(policy, WD_KEY_ACCOUNTS_CLEAR_PASSWORDS) &&
	       !wd_policy_get_boolean(policy, WD_KEY_ACCOUNTS_REQUIRE_TLS);
}

static gboolean
is_encrypted(PurpleConnection *connection)
{
	return wd_tls_watch_has_seen(connection) || wd_tls_watch_find_of(connection) != NULL;
}

static void
refuse(WdSession *session, PurpleConnection *connection)
{
	wd_refuse_account(session,
			  purple_connection_get_account(connection),
			  "account.clear-password",
			  PURPLE_CONNECTION_ERROR_ENCRYPTION_ERROR,
			  _("Not connected: the server wants the password over a connection that "
			    "is not encrypted, and the rules in force do not allow that. Nothing "
			    "was sent."));
}

static gboolean
is_clear_mechanism(const char *name)
{
	return name != NULL && g_strv_contains(clear_mechanisms, name);
}

/* Takes what would hand over the password out of the server's offer, so that nobody is asked about
 * it. Returns: whether nothing else is left of an offer that was one. */
static gboolean
strip_offer(xmlnode *mechanisms)
{
	gboolean has_other = FALSE;
	gboolean has_clear = FALSE;
	xmlnode *next;

	for (xmlnode *node = xmlnode_get_child(mechanisms, "mechanism"); node != NULL;
	     node = next) {
		g_autofree char *name = xmlnode_get_data(node);

		next = xmlnode_get_next_twin(node);
		if (is_clear_mechanism(name)) {
			has_clear = TRUE;
			xmlnode_free(node); /* takes itself out of its parent */
		} else {
			has_other = TRUE;
		}
	}
	return has_clear && !has_other;
}

/* Where the server offers TLS it is taken, and then makes another offer. */
static gboolean
judge_features(xmlnode *features)
{
	xmlnode *mechanisms = xmlnode_get_child(features, "mechanisms");

	return mechanisms != NULL && strip_offer(mechanisms) &&
	       xmlnode_get_child(features, "starttls") == NULL;
}

static xmlnode *
get_query(xmlnode *stanza, const char *namespace)
{
	xmlnode *query =
		g_strcmp0(stanza->name, "iq") == 0 ? xmlnode_get_child(stanza, "query") : NULL;

	return query != NULL && g_strcmp0(xmlnode_get_namespace(query), namespace) == 0 ? query
											: NULL;
}

static gboolean
judge_old_offer(xmlnode *stanza)
{
	xmlnode *query = get_query(stanza, NS_OLD_AUTH);
	xmlnode *password = query != NULL ? xmlnode_get_child(query, "password") : NULL;

	if (password == NULL)
		return FALSE;
	xmlnode_free(password);
	return xmlnode_get_child(query, "digest") == NULL &&
	       xmlnode_get_child(query, "crammd5") == NULL;
}

static void
receiving(PurpleConnection *connection, xmlnode **stanza, gpointer data)
{
	WdSession *session = data;
	gboolean is_refused;

	if (*stanza == NULL || (*stanza)->name == NULL || may_be_clear(session) ||
	    PURPLE_CONNECTION_IS_CONNECTED(connection) || is_encrypted(connection))
		return;
	is_refused = g_str_equal((*stanza)->name, "features") ? judge_features(*stanza)
							      : judge_old_offer(*stanza);
	if (is_refused)
		refuse(session, connection);
}

/* Whatever was asked and answered before: the last look. */
static gboolean
carries_password(xmlnode *stanza)
{
	xmlnode *query = get_query(stanza, NS_OLD_AUTH);

	if (g_strcmp0(stanza->name, "auth") == 0)
		return is_clear_mechanism(xmlnode_get_attrib(stanza, "mechanism"));
	if (query == NULL)
		query = get_query(stanza, NS_REGISTER);
	return query != NULL && xmlnode_get_child(query, "password") != NULL;
}

static gboolean
is_login(xmlnode *stanza)
{
	return g_strcmp0(stanza->name, "auth") == 0 || get_query(stanza, NS_OLD_AUTH) != NULL;
}

/* Under RequireTLS no way of signing on will do, and the settings cannot be wrong about that. */
static void
sending(PurpleConnection *connection, xmlnode **stanza, gpointer data)
{
	WdSession *session = data;
	gboolean is_tls_required =
		wd_policy_get_boolean(wd_session_get_policy(session), WD_KEY_ACCOUNTS_REQUIRE_TLS);

	if (*stanza == NULL || (*stanza)->name == NULL || may_be_clear(session))
		return;
	if (!carries_password(*stanza) && !(is_tls_required && is_login(*stanza)))
		return;
	if (is_encrypted(connection))
		return;
	*stanza = NULL; /* who made it frees it */
	refuse(session, connection);
}

/* A yes of former times. The box in the account's window shows it. */
static void
connecting(PurpleAccount *account, gpointer data)
{
	if (g_strcmp0(purple_account_get_protocol_id(account), XMPP_PROTOCOL) == 0 &&
	    !may_be_clear(data) && purple_account_get_bool(account, "auth_plain_in_clear", FALSE))
		purple_account_set_bool(account, "auth_plain_in_clear", FALSE);
}

static void
watch_xmpp(PurplePlugin *protocol, gpointer data)
{
	WdSession *session = data;
	PurplePlugin *plugin = wd_session_get_plugin(session);

	if (protocol == NULL || g_strcmp0(protocol->info->id, XMPP_PROTOCOL) != 0)
		return;
	purple_signal_connect(
		protocol, "jabber-receiving-xmlnode", plugin, PURPLE_CALLBACK(receiving), session);
	purple_signal_connect_priority(protocol,
				       "jabber-sending-xmlnode",
				       plugin,
				       PURPLE_CALLBACK(sending),
				       session,
				       PRIORITY_LAST);
}

/**
 * wd_purple_xmpp_login_attach:
 * @session: the session
 *
 * While policy forbids it, no password goes out over a connection that is not encrypted, and nobody
 * is asked whether it may.
 */
void
wd_purple_xmpp_login_attach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);

	watch_xmpp(purple_find_prpl(XMPP_PROTOCOL), session);
	purple_signal_connect(purple_plugins_get_handle(),
			      "plugin-load",
			      plugin,
			      PURPLE_CALLBACK(watch_xmpp),
			      session);
	purple_signal_connect(purple_accounts_get_handle(),
			      "account-connecting",
			      plugin,
			      PURPLE_CALLBACK(connecting),
			      session);
}

/**
 * wd_purple_xmpp_login_detach:
 * @session: the session
 */
void
wd_purple_xmpp_login_detach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);
	PurplePlugin *xmpp = purple_find_prpl(XMPP_PROTOCOL);

	if (xmpp != NULL) {
		purple_signal_disconnect(
			xmpp, "jabber-receiving-xmlnode", plugin, PURPLE_CALLBACK(receiving));
		purple_signal_disconnect(
			xmpp, "jabber-sending-xmlnode", plugin, PURPLE_CALLBACK(sending));
	}
	purple_signal_disconnect(
		purple_plugins_get_handle(), "plugin-load", plugin, PURPLE_CALLBACK(watch_xmpp));
	purple_signal_disconnect(purple_accounts_get_handle(),
				 "account-connecting",
				 plugin,
				 PURPLE_CALLBACK(connecting));
}
