/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-tls-facts.h"

#include "engine/wd-fact.h"
#include "purple/wd-tls-nss.h"
#include "purple/wd-tls-watch.h"

/* Protocols whose stream is libpurple's, so that what was not handed to its TLS is in the clear. */
static const char *const known[] = {"prpl-jabber", "prpl-irc", "prpl-novell", NULL};

static void
look_at(PurpleConnection *connection, GPtrArray *facts)
{
	const PurpleAccount *account = purple_connection_get_account(connection);
	const char *name = purple_account_get_username(account);
	const PurpleSslConnection *tls = wd_tls_watch_find_of(connection);
	const char *version =
		tls != NULL ? wd_tls_nss_name_version(wd_tls_nss_read_version(tls)) : NULL;
	g_autofree char *detail = g_strdup_printf(
		"%s%s%s", name, version != NULL ? ", " : "", version != NULL ? version : "");

	if (tls != NULL)
		wd_facts_add(facts, "tls.encrypted", WD_FACT_GOOD, detail);
	else if (!wd_tls_watch_has_seen(connection) &&
		 g_strv_contains(known, purple_account_get_protocol_id(account)))
		wd_facts_add(facts, "tls.clear", WD_FACT_WARNING, detail);
}

/**
 * wd_tls_facts_gather:
 * @facts: (element-type WdFact): added to
 *
 * Says nothing of a connection that is older than the watch, or of a protocol that nobody here has
 * looked at.
 */
void
wd_tls_facts_gather(GPtrArray *facts)
{
	for (GList *l = purple_connections_get_all(); l != NULL; l = l->next) {
		if (PURPLE_CONNECTION_IS_CONNECTED((PurpleConnection *)l->data))
			look_at(l->data, facts);
	}
}
