/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-passwords.h"

static gboolean
may_remember(WdSession *session)
{
	return wd_policy_get_boolean(wd_session_get_policy(session),
				     WD_KEY_ACCOUNTS_REMEMBER_PASSWORDS);
}

/* The password itself stays in memory: a connection that is lost comes back by itself. Forgetting
 * it marks the list of accounts for writing, which is when it leaves the disk. */
static void
forget(PurpleAccount *account)
{
	if (purple_account_get_remember_password(account))
		purple_account_set_remember_password(account, FALSE);
}

static void
enforce(WdSession *session)
{
	if (may_remember(session))
		return;
	for (GList *l = purple_accounts_get_all(); l != NULL; l = l->next)
		forget(l->data);
}

/* The box in the account's window may have been ticked since. */
static void
look(PurpleAccount *account, gpointer data)
{
	if (!may_remember(data))
		forget(account);
}

static void
signed_on(PurpleConnection *connection, gpointer data)
{
	look(purple_connection_get_account(connection), data);
}

/**
 * wd_purple_passwords_attach:
 * @session: the session
 *
 * Sees to it that no account remembers its password where policy forbids that: now, when an account
 * is added, when it connects, and when policy changes.
 */
void
wd_purple_passwords_attach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);
	gpointer accounts = purple_accounts_get_handle();

	purple_signal_connect(accounts, "account-added", plugin, PURPLE_CALLBACK(look), session);
	purple_signal_connect(
		accounts, "account-connecting", plugin, PURPLE_CALLBACK(look), session);
	purple_signal_connect(purple_connections_get_handle(),
			      "signed-on",
			      plugin,
			      PURPLE_CALLBACK(signed_on),
			      session);
	wd_session_add_policy_watch(session, enforce);
	enforce(session);
}

/**
 * wd_purple_passwords_detach:
 * @session: the session
 */
void
wd_purple_passwords_detach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);
	gpointer accounts = purple_accounts_get_handle();

	wd_session_remove_policy_watch(session, enforce);
	purple_signal_disconnect(accounts, "account-added", plugin, PURPLE_CALLBACK(look));
	purple_signal_disconnect(accounts, "account-connecting", plugin, PURPLE_CALLBACK(look));
	purple_signal_disconnect(
		purple_connections_get_handle(), "signed-on", plugin, PURPLE_CALLBACK(signed_on));
}
