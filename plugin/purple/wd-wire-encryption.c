/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-wire-encryption.h"

#include <string.h>

#define XMPP_PROTOCOL  "prpl-jabber"
#define MAX_HINT_BYTES 300 /* of the line for clients that cannot read the rest */

/* Plugins that encrypt stanzas. */
static const struct {
	const char *plugin;
	WdEncryption encryption;
} encrypters[] = {
	{"core-riba-lurch", WD_ENCRYPTION_OMEMO},
	{"core-segler-pidgin-gpg", WD_ENCRYPTION_OPENPGP},
};

/* XEP-0384 in its three forms, XEP-0027, XEP-0373. */
static const struct {
	const char *element;
	const char *namespace;
	const char *payload; /* (nullable) a child that must be there */
	WdEncryption encryption;
} marks[] = {
	{"encrypted", "eu.siacs.conversations.axolotl", "payload", WD_ENCRYPTION_OMEMO},
	{"encrypted", "urn:xmpp:omemo:1", "payload", WD_ENCRYPTION_OMEMO},
	{"encrypted", "urn:xmpp:omemo:2", "payload", WD_ENCRYPTION_OMEMO},
	{"x", "jabber:x:encrypted", NULL, WD_ENCRYPTION_OPENPGP},
	{"openpgp", "urn:xmpp:openpgp:0", NULL, WD_ENCRYPTION_OPENPGP},
};

/**
 * wd_wire_encryption_expect:
 * @account: the person's account
 *
 * Returns: what a plugin that is loaded may still do to a message of @account further down, so that
 *   the wire is to be looked at; %WD_ENCRYPTION_NONE where nothing will
 */
WdEncryption
wd_wire_encryption_expect(PurpleAccount *account)
{
	if (g_strcmp0(purple_account_get_protocol_id(account), XMPP_PROTOCOL) != 0)
		return WD_ENCRYPTION_NONE;
	for (GList *l = purple_plugins_get_loaded(); l != NULL; l = l->next) {
		for (gsize i = 0; i < G_N_ELEMENTS(encrypters); i++) {
			if (g_strcmp0(purple_plugin_get_id(l->data), encrypters[i].plugin) == 0)
				return encrypters[i].encryption;
		}
	}
	return WD_ENCRYPTION_NONE;
}

static gboolean
has_data(xmlnode *node)
{
	g_autofree char *data = xmlnode_get_data(node);

	return data != NULL && *g_strstrip(data) != '\0';
}

/* "This message is encrypted with OMEMO." Nothing that the person wrote. */
static gboolean
is_hint(xmlnode *body)
{
	g_autofree char *text = xmlnode_get_data(body);
	g_autofree char *lower = text != NULL ? g_ascii_strdown(text, -1) : NULL;

	return lower == NULL || (strlen(lower) <= MAX_HINT_BYTES &&
				 (strstr(lower, "omemo") != NULL || strstr(lower, "pgp") != NULL ||
				  strstr(lower, "encrypted") != NULL));
}

/**
 * wd_wire_encryption_read:
 * @stanza: a message about to be sent
 *
 * A plugin that adds the cipher and leaves the words beside it has encrypted nothing.
 *
 * Returns: what protects its words from end to end
 */
WdEncryption
wd_wire_encryption_read(xmlnode *stanza)
{
	xmlnode *body = xmlnode_get_child(stanza, "body");

	if (xmlnode_get_child(stanza, "html") != NULL || (body != NULL && !is_hint(body)))
		return WD_ENCRYPTION_NONE;
	for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
		xmlnode *node = xmlnode_get_child_with_namespace(
			stanza, marks[i].element, marks[i].namespace);
		xmlnode *payload = node != NULL && marks[i].payload != NULL
					   ? xmlnode_get_child(node, marks[i].payload)
					   : node;

		if (payload != NULL && has_data(payload))
			return marks[i].encryption;
	}
	return WD_ENCRYPTION_NONE;
}
