/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-tls-facts.h"

#include "engine/wd-fact.h"
#include "purple/wd-tls-nss.h"
#include "purple/wd-tls-watch.h"

/* Protocols whose stream is libpurple's, so that what was not handed to its TLS is in the clear. */
static const char *const known[] = {"prpl-jabber", "prpl-irc", "prpl-novell", NULL};

/**
 * wd_tls_facts_look:
 * @connection: an account's connection, which is there
 * @version: (out) (transfer none): "TLS 1.3"; just "TLS" where that cannot be told, %NULL unless
 *   encrypted
 *
 * Nothing is known of a connection that is older than the watch, or of a protocol that nobody here
 * has looked at and that was not seen to use libpurple's TLS.
 *
 * Returns: how it travels, as far as was seen
 */
WdTlsSight
wd_tls_facts_look(const PurpleConnection *connection, const char **version)
{
	const char *protocol =
		purple_account_get_protocol_id(purple_connection_get_account(connection));
	const PurpleSslConnection *tls = wd_tls_watch_find_of(connection);

	*version = NULL;
	if (tls == NULL)
		return !wd_tls_watch_has_seen(connection) && g_strv_contains(known, protocol)
			       ? WD_TLS_SIGHT_CLEAR
			       : WD_TLS_SIGHT_NONE;
	*version = wd_tls_nss_name_version(wd_tls_nss_read_version(tls));
	if (*version == NULL)
		*version = "TLS";
	return WD_TLS_SIGHT_ENCRYPTED;
}

static void
look_at(PurpleConnection *connection, GPtrArray *facts)
{
	const char *name = purple_account_get_username(purple_connection_get_account(connection));
	const char *version;
	WdTlsSight sight = wd_tls_facts_look(connection, &version);
	g_autofree char *detail =
		version != NULL ? g_strdup_printf("%s, %s", name, version) : g_strdup(name);

	if (sight == WD_TLS_SIGHT_ENCRYPTED)
		wd_facts_add(facts, "tls.encrypted", WD_FACT_GOOD, detail);
	else if (sight == WD_TLS_SIGHT_CLEAR)
		wd_facts_add(facts, "tls.clear", WD_FACT_WARNING, detail);
}

/**
 * wd_tls_facts_gather:
 * @facts: (element-type WdFact): added to
 *
 * Says nothing of a connection of which wd_tls_facts_look() knows nothing.
 */
void
wd_tls_facts_gather(GPtrArray *facts)
{
	for (GList *l = purple_connections_get_all(); l != NULL; l = l->next) {
		if (PURPLE_CONNECTION_IS_CONNECTED((PurpleConnection *)l->data))
			look_at(l->data, facts);
	}
}
