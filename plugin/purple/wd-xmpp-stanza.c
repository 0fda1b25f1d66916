/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-xmpp-stanza.h"

#include <string.h>

#include "engine/wd-limits.h"

#define NS_BLOCKING  "urn:xmpp:blocking"
#define NS_REPORTING "urn:xmpp:reporting:1"
#define NS_STANZA_ID "urn:xmpp:sid:0"
#define NS_DISCO     "http://jabber.org/protocol/disco#info"
#define REASON_SPAM  "urn:xmpp:reporting:spam"

static const struct {
	const char *name;
	WdXmppFeature feature;
} features[] = {
	{NS_BLOCKING, WD_XMPP_BLOCKING},
	{NS_REPORTING, WD_XMPP_REPORTING},
};

static xmlnode *
new_iq(const char *type)
{
	xmlnode *iq = xmlnode_new("iq");

	xmlnode_set_attrib(iq, "type", type);
	return iq;
}

static void
add_report(xmlnode *item, const WdXmppBlock *block)
{
	xmlnode *report = xmlnode_new_child(item, "report");
	guint n = 0;

	xmlnode_set_namespace(report, NS_REPORTING);
	xmlnode_set_attrib(report, "reason", REASON_SPAM);
	for (; block->server_ids != NULL && block->server_ids[n] != NULL; n++) {
		xmlnode *name = NULL;

		if (n == WD_XMPP_MAX_SERVER_IDS)
			return;
		name = xmlnode_new_child(report, "stanza-id");
		xmlnode_set_namespace(name, NS_STANZA_ID);
		xmlnode_set_attrib(name, "by", block->archive);
		xmlnode_set_attrib(name, "id", block->server_ids[n]);
	}
}

/**
 * wd_xmpp_stanza_new_block:
 * @block: whom, and whether with a report
 *
 * Returns: (transfer full): an iq without an id; freed with xmlnode_free()
 */
xmlnode *
wd_xmpp_stanza_new_block(const WdXmppBlock *block)
{
	xmlnode *iq = new_iq("set");
	xmlnode *command = xmlnode_new_child(iq, "block");
	xmlnode *item = xmlnode_new_child(command, "item");

	xmlnode_set_namespace(command, NS_BLOCKING);
	xmlnode_set_attrib(item, "jid", block->jid);
	if (block->has_report)
		add_report(item, block);
	return iq;
}

/**
 * wd_xmpp_stanza_new_disco:
 * @to: a server
 *
 * Returns: (transfer full): an iq without an id that asks what @to can do
 */
xmlnode *
wd_xmpp_stanza_new_disco(const char *to)
{
	xmlnode *iq = new_iq("get");
	xmlnode *query = xmlnode_new_child(iq, "query");

	xmlnode_set_attrib(iq, "to", to);
	xmlnode_set_namespace(query, NS_DISCO);
	return iq;
}

static guint
find_feature(const char *name)
{
	for (guint i = 0; i < G_N_ELEMENTS(features); i++) {
		if (g_strcmp0(features[i].name, name) == 0)
			return features[i].feature;
	}
	return 0;
}

/**
 * wd_xmpp_stanza_get_features:
 * @answer: what a server answered to wd_xmpp_stanza_new_disco()
 *
 * Returns: the #WdXmppFeature that it has; 0 for an error
 */
guint
wd_xmpp_stanza_get_features(const xmlnode *answer)
{
	xmlnode *query = xmlnode_get_child_with_namespace(answer, "query", NS_DISCO);
	xmlnode *feature = query != NULL ? xmlnode_get_child(query, "feature") : NULL;
	guint found = 0;

	for (; feature != NULL; feature = xmlnode_get_next_twin(feature))
		found |= find_feature(xmlnode_get_attrib(feature, "var"));
	return found;
}

/**
 * wd_xmpp_stanza_find_server_id:
 * @message: a message as it arrives
 * @archive: the person's own bare JID
 *
 * A name that somebody else has given tells the person's server nothing, and a peer can write any.
 *
 * Returns: (transfer full) (nullable): what the person's server calls the message
 */
char *
wd_xmpp_stanza_find_server_id(const xmlnode *message, const char *archive)
{
	xmlnode *name = xmlnode_get_child_with_namespace(message, "stanza-id", NS_STANZA_ID);

	for (; name != NULL; name = xmlnode_get_next_twin(name)) {
		const char *id = xmlnode_get_attrib(name, "id");

		if (id != NULL && *id != '\0' && strlen(id) <= WD_LIMIT_NAME_BYTES &&
		    purple_strequal(xmlnode_get_attrib(name, "by"), archive))
			return g_strdup(id);
	}
	return NULL;
}
