/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-passwords.h"

#include "purple/wd-purple-keyring.h"

#define STATE "passwords"
/* libpurple writes accounts.xml five seconds after a change: a box that was ticked is seen before.
 */
#define WATCH_S 2

static WdRemember
get_mode(WdSession *session)
{
	return (WdRemember)wd_policy_get_choice(wd_session_get_policy(session),
						WD_KEY_ACCOUNTS_REMEMBER_PASSWORDS);
}

/* The password itself stays in memory: a connection that is lost comes back by itself. Forgetting
 * it marks the list of accounts for writing, which is when it leaves the disk. */
static void
look(PurpleAccount *account, gpointer data)
{
	WdSession *session = data;
	WdRemember mode = get_mode(session);

	if (mode == WD_REMEMBER_DISK || !purple_account_get_remember_password(account))
		return;
	if (mode == WD_REMEMBER_KEYRING)
		wd_purple_keyring_take(session, account);
	purple_account_set_remember_password(account, FALSE);
}

static void
look_at_all(WdSession *session)
{
	for (GList *l = purple_accounts_get_all(); l != NULL; l = l->next)
		look(l->data, session);
}

static gboolean
watch(gpointer data)
{
	look_at_all(data);
	return G_SOURCE_CONTINUE;
}

static void
stop_watch(WdSession *session)
{
	guint timer = GPOINTER_TO_UINT(wd_session_get_state(session, STATE));

	if (timer != 0)
		purple_timeout_remove(timer);
	wd_session_set_state(session, STATE, NULL, NULL);
}

/* Nobody is woken where the client may remember what it likes. */
static void
enforce(WdSession *session)
{
	gboolean is_watching = wd_session_get_state(session, STATE) != NULL;

	look_at_all(session);
	if (get_mode(session) == WD_REMEMBER_DISK)
		stop_watch(session);
	else if (!is_watching)
		wd_session_set_state(
			session,
			STATE,
			GUINT_TO_POINTER(purple_timeout_add_seconds(WATCH_S, watch, session)),
			NULL);
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
 * Sees to it that libpurple remembers no password where policy forbids that: now, when an account
 * is added, when it connects, every other moment, and when policy changes.
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
	stop_watch(session);
	purple_signal_disconnect(accounts, "account-added", plugin, PURPLE_CALLBACK(look));
	purple_signal_disconnect(accounts, "account-connecting", plugin, PURPLE_CALLBACK(look));
	purple_signal_disconnect(
		purple_connections_get_handle(), "signed-on", plugin, PURPLE_CALLBACK(signed_on));
}
