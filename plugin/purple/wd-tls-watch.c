/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-tls-watch.h"

#include <string.h>

#include "purple/wd-slot.h"

#define XMPP_PROTOCOL "prpl-jabber"
#define HTTPS         "https://"

typedef void (*TlsFunction)(PurpleSslConnection *tls);

/* Both are of addresses only, which are compared and never followed unless they are in there. */
static GHashTable *open_tls; /* of PurpleSslConnection * */
static GHashTable *secured;  /* of what the callback data was: PurpleConnection * for most */
static WdSlot connect_slot;
static WdSlot close_slot;

static void
witnessed_connect(PurpleSslConnection *tls)
{
	if (open_tls != NULL) {
		g_hash_table_add(open_tls, tls);
		if (tls->connect_cb_data != NULL)
			g_hash_table_add(secured, tls->connect_cb_data);
	}
	((TlsFunction)connect_slot.stock)(tls);
}

static gboolean
has_other(gconstpointer callback_data)
{
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, open_tls);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		if (((const PurpleSslConnection *)key)->connect_cb_data == callback_data)
			return TRUE;
	}
	return FALSE;
}

/* What it belonged to may be gone with it, and an account's connection lie at that address next. */
static void
witnessed_close(PurpleSslConnection *tls)
{
	if (open_tls != NULL && g_hash_table_remove(open_tls, tls) &&
	    !has_other(tls->connect_cb_data))
		g_hash_table_remove(secured, tls->connect_cb_data);
	((TlsFunction)close_slot.stock)(tls);
}

static void
watch(void)
{
	PurpleSslOps *ops = purple_ssl_get_ops();

	if (ops == NULL || ops->connectfunc == NULL || ops->close == NULL)
		return;
	wd_slot_take(&connect_slot, WD_SLOT_PLACE(ops->connectfunc), G_CALLBACK(witnessed_connect));
	wd_slot_take(&close_slot, WD_SLOT_PLACE(ops->close), G_CALLBACK(witnessed_close));
}

/* The TLS plugin may be loaded only when the first account wants it. */
static void
connecting(PurpleAccount *account, gpointer data)
{
	if (purple_ssl_is_supported())
		watch();
}

static void
signed_off(PurpleConnection *connection, gpointer data)
{
	g_hash_table_remove(secured, connection);
}

/* Connections older than we are were never witnessed; whether they are TLS nobody can tell. */
static void
trust_open_connections(void)
{
	for (GList *l = purple_connections_get_all(); l != NULL; l = l->next)
		g_hash_table_add(secured, l->data);
}

/**
 * wd_tls_watch_has_seen:
 * @connection: an account's connection
 *
 * Returns: whether its stream was handed to TLS, which has not ended, or is older than the watch
 */
gboolean
wd_tls_watch_has_seen(const PurpleConnection *connection)
{
	return secured != NULL && g_hash_table_contains(secured, connection);
}

static PurpleSslConnection *
find_by_host(const char *host)
{
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, open_tls);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		PurpleSslConnection *tls = key;

		if (tls->host != NULL && g_ascii_strcasecmp(tls->host, host) == 0)
			return tls;
	}
	return NULL;
}

static PurpleSslConnection *
find_by_owner(const PurpleConnection *connection)
{
	GHashTableIter iter;
	gpointer key;

	g_hash_table_iter_init(&iter, open_tls);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		if (((PurpleSslConnection *)key)->connect_cb_data == connection)
			return key;
	}
	return NULL;
}

/* XMPP over HTTP has its TLS from the address, and that connection is not the account's own. */
static char *
make_http_host(const PurpleConnection *connection)
{
	const PurpleAccount *account = purple_connection_get_account(connection);
	const char *url = purple_account_get_string(account, "bosh_url", "");

	if (g_strcmp0(purple_account_get_protocol_id(account), XMPP_PROTOCOL) != 0 || url == NULL ||
	    !g_str_has_prefix(url, HTTPS))
		return NULL;
	url += strlen(HTTPS);
	return g_strndup(url, strcspn(url, ":/?#"));
}

/**
 * wd_tls_watch_find_of:
 * @connection: an account's connection
 *
 * Returns: (transfer none) (nullable): the TLS connection that it is made of
 */
PurpleSslConnection *
wd_tls_watch_find_of(const PurpleConnection *connection)
{
	PurpleSslConnection *tls = open_tls != NULL ? find_by_owner(connection) : NULL;
	g_autofree char *host = NULL;

	if (tls != NULL || open_tls == NULL)
		return tls;
	host = make_http_host(connection);
	return host != NULL ? find_by_host(host) : NULL;
}

/**
 * wd_tls_watch_find:
 * @maybe_tls: (nullable): any address
 *
 * Returns: (transfer none) (nullable): @maybe_tls if it is a TLS connection that is open
 */
PurpleSslConnection *
wd_tls_watch_find(gconstpointer maybe_tls)
{
	gboolean is_tls = open_tls != NULL && g_hash_table_contains(open_tls, maybe_tls);

	return is_tls ? (PurpleSslConnection *)maybe_tls : NULL;
}

/**
 * wd_tls_watch_find_owner:
 * @tls: an open TLS connection
 *
 * Returns: (transfer none) (nullable): the account's connection that it belongs to; NULL where the
 * protocol does not say
 */
PurpleConnection *
wd_tls_watch_find_owner(const PurpleSslConnection *tls)
{
	GList *l = g_list_find(purple_connections_get_all(), tls->connect_cb_data);

	if (l == NULL)
		l = g_list_find(purple_connections_get_connecting(), tls->connect_cb_data);
	return l != NULL ? l->data : NULL;
}

/**
 * wd_tls_watch_attach:
 * @session: the session
 *
 * Watches TLS from now on, and whatever provides it later. Connections that were open before are
 * taken for encrypted; wd_purple_sign_on_attach() looked at their settings.
 */
void
wd_tls_watch_attach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);

	open_tls = g_hash_table_new(NULL, NULL);
	secured = g_hash_table_new(NULL, NULL);
	trust_open_connections();
	watch();
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
 * wd_tls_watch_detach:
 * @session: the session
 *
 * Lets go of the TLS plugin's slots where they are still ours.
 */
void
wd_tls_watch_detach(WdSession *session)
{
	PurplePlugin *plugin = wd_session_get_plugin(session);

	purple_signal_disconnect(purple_accounts_get_handle(),
				 "account-connecting",
				 plugin,
				 PURPLE_CALLBACK(connecting));
	purple_signal_disconnect(
		purple_connections_get_handle(), "signed-off", plugin, PURPLE_CALLBACK(signed_off));
	(void)wd_slot_give_back(&connect_slot); /* off duty the functions only hand on */
	(void)wd_slot_give_back(&close_slot);
	g_clear_pointer(&open_tls, g_hash_table_unref);
	g_clear_pointer(&secured, g_hash_table_unref);
}
