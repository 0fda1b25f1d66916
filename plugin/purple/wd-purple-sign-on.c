/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-sign-on.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-account-rules.h"
#include "purple/wd-purple-advisories.h"
#include "purple/wd-purple-keyring.h"
#include "purple/wd-purple-notice.h"
#include "purple/wd-refuse-account.h"
#include "purple/wd-safe-text.h"
#include "purple/wd-slot.h"
#include "purple/wd-tls-rules.h"

typedef void (*AccountFunction)(PurpleAccount *account);
typedef void (*CloseFunction)(PurpleConnection *connection);
typedef void (*UnregisterFunction)(PurpleAccount *account,
				   PurpleAccountUnregistrationCb callback,
				   void *data);

/* A protocol's functions that we stand in for. */
typedef struct {
	WdSlot login;
	WdSlot register_user;
	WdSlot unregister_user;
	WdSlot close;
} Wrapped;

/* Rows outlive duty where somebody else wrapped a slot after us. */
static GHashTable *protocols; /* PurplePluginProtocolInfo * -> Wrapped * */

/* Connections whose protocol never heard of them: libpurple closes them all the same, and XMPP
 * looks into what its login would have made (jabber.c, jabber_close). */
static GHashTable *unborn; /* of PurpleConnection * */

static PurplePluginProtocolInfo *
get_protocol(const PurpleAccount *account)
{
	PurplePlugin *plugin = purple_find_prpl(purple_account_get_protocol_id(account));

	return plugin == NULL ? NULL : PURPLE_PLUGIN_PROTOCOL_INFO(plugin);
}

static const Wrapped *
find_wrapped(const PurpleAccount *account)
{
	PurplePluginProtocolInfo *protocol = get_protocol(account);

	return protocols == NULL || protocol == NULL ? NULL
						     : g_hash_table_lookup(protocols, protocol);
}

static char *
say_setting(const char *protocol)
{
	if (g_str_equal(protocol, "prpl-jabber"))
		return g_strdup(_("Not connected: encryption is required, and this account may "
				  "fall back to an open connection. Choose \"Require encryption\" "
				  "under Connection security in the account's Advanced tab."));
	return g_strdup(_("Not connected: encryption is required, and this account uses an open "
			  "connection. Tick \"Use SSL\" in the account's Advanced tab."));
}

static char *
say_transport(WdTransport transport, const char *protocol)
{
	switch (transport) {
	case WD_TRANSPORT_TLS:
		return NULL;
	case WD_TRANSPORT_SETTING:
		return say_setting(protocol);
	case WD_TRANSPORT_PLAIN:
		/* Translators: %s is a protocol's id, such as prpl-bonjour. */
		return g_strdup_printf(_("Not connected: encryption is required, and %s cannot "
					 "promise an encrypted connection."),
				       protocol);
	case WD_TRANSPORT_UNKNOWN:
	default:
		/* Translators: %s is a protocol's id, such as prpl-example. */
		return g_strdup_printf(_("Not connected: encryption is required, and it is not "
					 "known how %s connects. An administrator can vouch for it "
					 "by naming it in AllowProtocols."),
				       protocol);
	}
}

/* Why policy refuses this account, as a sentence for the account's error; NULL when it does not. */
static char *
why_not(WdSession *session, PurpleAccount *account)
{
	const WdPolicy *policy = wd_session_get_policy(session);
	const char *const *allowed = wd_policy_get_list(policy, WD_KEY_ACCOUNTS_ALLOW_PROTOCOLS);
	g_autofree char *protocol =
		wd_safe_text(purple_account_get_protocol_id(account), WD_SAFE_NAME_CHARS);
	gboolean has_list = allowed != NULL && allowed[0] != NULL;
	gboolean is_listed = has_list && g_strv_contains(allowed, protocol);
	WdTransport transport;
	char *reason;

	/* Who is online when it changes reads it at the next sign-on. */
	if (!purple_account_is_connected(account) && wd_purple_notice_holds_back(session))
		return g_strdup(_("Not connected: please read the notice of your organisation "
				  "first. It comes again when you sign on."));
	if (has_list && !is_listed)
		/* Translators: %s is a protocol's id, such as prpl-irc. */
		return g_strdup_printf(_("Not connected: the rules in force do not allow %s."),
				       protocol);
	reason = wd_account_rules_why_not(account, policy);
	if (reason == NULL)
		reason = wd_purple_advisories_why_not(session, account);
	if (reason != NULL || !wd_policy_get_boolean(policy, WD_KEY_ACCOUNTS_REQUIRE_TLS))
		return reason;
	transport = wd_tls_rules_judge(account);
	if (transport == WD_TRANSPORT_UNKNOWN && is_listed)
		return NULL; /* whoever listed it vouches for it */
	return say_transport(transport, protocol);
}

static gboolean
refuse(PurpleAccount *account)
{
	WdSession *session = wd_session_get();
	g_autofree char *reason = session == NULL ? NULL : why_not(session, account);

	if (reason == NULL)
		return FALSE;
	wd_refuse_account(session,
			  account,
			  "account.policy",
			  PURPLE_CONNECTION_ERROR_INVALID_SETTINGS,
			  reason);
	return TRUE;
}

static void
hand_on(PurpleAccount *account, const WdSlot *slot)
{
	((AccountFunction)slot->stock)(account);
}

static void
note_unborn(const PurpleAccount *account)
{
	PurpleConnection *connection = purple_account_get_connection(account);

	if (connection != NULL && unborn != NULL)
		g_hash_table_add(unborn, connection);
}

static void
guarded_close(PurpleConnection *connection)
{
	const Wrapped *wrapped = find_wrapped(purple_connection_get_account(connection));

	if (unborn != NULL && g_hash_table_remove(unborn, connection))
		return;
	if (wrapped != NULL)
		((CloseFunction)wrapped->close.stock)(connection);
}

/* Not fatal: the sign-on begins again as soon as the keyring has answered. */
static gboolean
waits(PurpleAccount *account)
{
	WdSession *session = wd_session_get();

	if (session == NULL || !wd_purple_keyring_holds_back(session, account))
		return FALSE;
	purple_connection_error_reason(purple_account_get_connection(account),
				       PURPLE_CONNECTION_ERROR_NETWORK_ERROR,
				       _("Waiting for the keyring, which has the password."));
	return TRUE;
}

static void
guarded_login(PurpleAccount *account)
{
	const Wrapped *wrapped = find_wrapped(account);

	if (refuse(account) || waits(account))
		note_unborn(account);
	else if (wrapped != NULL)
		hand_on(account, &wrapped->login);
}

static void
guarded_register(PurpleAccount *account)
{
	const Wrapped *wrapped = find_wrapped(account);

	if (refuse(account))
		note_unborn(account);
	else if (wrapped != NULL)
		hand_on(account, &wrapped->register_user);
}

static void
guarded_unregister(PurpleAccount *account, PurpleAccountUnregistrationCb callback, void *data)
{
	const Wrapped *wrapped = find_wrapped(account);

	if (!refuse(account) && wrapped != NULL)
		((UnregisterFunction)wrapped->unregister_user.stock)(account, callback, data);
	else if (callback != NULL)
		callback(account, FALSE, data);
}

static Wrapped *
find_or_add_row(PurplePluginProtocolInfo *protocol)
{
	Wrapped *wrapped = g_hash_table_lookup(protocols, protocol);

	if (wrapped == NULL) {
		wrapped = g_new0(Wrapped, 1);
		g_hash_table_insert(protocols, protocol, wrapped);
	}
	return wrapped;
}

static void
wrap(PurplePlugin *plugin)
{
	PurplePluginProtocolInfo *protocol;
	Wrapped *wrapped;

	if (plugin->info->type != PURPLE_PLUGIN_PROTOCOL || plugin->info->extra_info == NULL)
		return;
	protocol = PURPLE_PLUGIN_PROTOCOL_INFO(plugin);
	if (protocol->login == NULL)
		return;
	wrapped = find_or_add_row(protocol);
	wd_slot_take(&wrapped->login, WD_SLOT_PLACE(protocol->login), G_CALLBACK(guarded_login));
	if (protocol->close != NULL)
		wd_slot_take(
			&wrapped->close, WD_SLOT_PLACE(protocol->close), G_CALLBACK(guarded_close));
	if (protocol->register_user != NULL)
		wd_slot_take(&wrapped->register_user,
			     WD_SLOT_PLACE(protocol->register_user),
			     G_CALLBACK(guarded_register));
	/* A later member than the oldest plugins know. */
	if (PURPLE_PROTOCOL_PLUGIN_HAS_FUNC(protocol, unregister_user))
		wd_slot_take(&wrapped->unregister_user,
			     WD_SLOT_PLACE(protocol->unregister_user),
			     G_CALLBACK(guarded_unregister));
}

static gboolean
give_back(gpointer protocol, gpointer row, gpointer data)
{
	Wrapped *wrapped = row;
	gboolean is_free = wd_slot_give_back(&wrapped->login);

	is_free = wd_slot_give_back(&wrapped->register_user) && is_free;
	is_free = wd_slot_give_back(&wrapped->close) && is_free;
	return wd_slot_give_back(&wrapped->unregister_user) && is_free;
}

static void
plugin_loaded(PurplePlugin *plugin, gpointer data)
{
	wrap(plugin);
}

static void
plugin_unloaded(PurplePlugin *plugin, gpointer data)
{
	PurplePluginProtocolInfo *protocol;
	Wrapped *wrapped;

	if (plugin->info->type != PURPLE_PLUGIN_PROTOCOL)
		return;
	protocol = PURPLE_PLUGIN_PROTOCOL_INFO(plugin);
	wrapped = g_hash_table_lookup(protocols, protocol);
	if (wrapped == NULL)
		return;
	/* Whoever wrapped it too is in no better place: the protocol's code is going. */
	(void)give_back(protocol, wrapped, NULL);
	g_hash_table_remove(protocols, protocol);
}

/**
 * wd_purple_sign_on_enforce:
 * @session: the session
 *
 * Disconnects every account that the policy of this moment would not let sign on. The account's
 * error says why.
 */
void
wd_purple_sign_on_enforce(WdSession *session)
{
	for (GList *l = purple_connections_get_all(); l != NULL; l = l->next)
		(void)refuse(purple_connection_get_account(l->data));
}

/**
 * wd_purple_sign_on_attach:
 * @session: the session
 *
 * Wraps login, register_user and unregister_user of every protocol, loaded now or later: no signal
 * of libpurple can veto a sign-on. Accounts that are online against policy are disconnected.
 */
void
wd_purple_sign_on_attach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);
	gpointer plugins = purple_plugins_get_handle();

	unborn = g_hash_table_new(NULL, NULL);
	if (protocols == NULL)
		protocols = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	for (GList *l = purple_plugins_get_protocols(); l != NULL; l = l->next)
		wrap(l->data);
	purple_signal_connect(plugins, "plugin-load", plugin, PURPLE_CALLBACK(plugin_loaded), NULL);
	purple_signal_connect(
		plugins, "plugin-unload", plugin, PURPLE_CALLBACK(plugin_unloaded), NULL);
	wd_session_add_policy_watch(session, wd_purple_sign_on_enforce);
	wd_purple_sign_on_enforce(session);
}

/* Those whose turn of the main loop has not come: after us nobody would know them. */
static void
close_unborn(void)
{
	g_autoptr(GList) connections = g_hash_table_get_keys(unborn);

	for (GList *l = connections; l != NULL; l = l->next)
		purple_account_disconnect(purple_connection_get_account(l->data));
	g_clear_pointer(&unborn, g_hash_table_unref);
}

/**
 * wd_purple_sign_on_detach:
 * @session: the session
 *
 * Puts every slot back that is still ours. A slot that somebody wrapped after us keeps calling us;
 * without a session we hand on.
 */
void
wd_purple_sign_on_detach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);
	gpointer plugins = purple_plugins_get_handle();

	wd_session_remove_policy_watch(session, wd_purple_sign_on_enforce);
	purple_signal_disconnect(plugins, "plugin-load", plugin, PURPLE_CALLBACK(plugin_loaded));
	purple_signal_disconnect(
		plugins, "plugin-unload", plugin, PURPLE_CALLBACK(plugin_unloaded));
	close_unborn();
	g_hash_table_foreach_remove(protocols, give_back, NULL);
	if (g_hash_table_size(protocols) == 0)
		g_clear_pointer(&protocols, g_hash_table_unref);
}
