/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Encrypts messages with the real gpg on their way into the stream, as pidgin-gpg does, which no
 * distribution ships. DIR/openpgp says how: "x" is XEP-0027, "ox" XEP-0373, "both" leaves the words
 * beside the cipher. Keys lie in DIR/gnupg; everybody is encrypted to for the person's own key.
 */
#include "config.h"

#include <purple.h>
#include <string.h>

#define HINT "[ERROR: This message is encrypted, and you are unable to decrypt it.]"

static char *
read_mode(void)
{
	g_autofree char *path = g_build_filename(purple_user_dir(), "openpgp", NULL);
	char *mode = NULL;

	return g_file_get_contents(path, &mode, NULL, NULL) ? g_strstrip(mode) : g_strdup("");
}

/* Through files: both ends of a pipe in one process would wait for each other. */
static char *
encrypt(const char *text, gboolean is_armoured)
{
	g_autofree char *home = g_build_filename(purple_user_dir(), "gnupg", NULL);
	g_autofree char *in = g_build_filename(purple_user_dir(), "openpgp.in", NULL);
	g_autofree char *out = g_build_filename(purple_user_dir(), "openpgp.out", NULL);
	const char *argv[] = {"gpg",
			      "--homedir",
			      home,
			      "--batch",
			      "--yes",
			      "--quiet",
			      "--trust-model",
			      "always",
			      "--default-recipient-self",
			      "--output",
			      out,
			      is_armoured ? "--armor" : "--no-armor",
			      "--encrypt",
			      in,
			      NULL};
	char *cipher = NULL;
	gsize len = 0;
	int status = 0;

	if (!g_file_set_contents(in, text, -1, NULL) ||
	    !g_spawn_sync(NULL,
			  (char **)argv,
			  NULL,
			  G_SPAWN_SEARCH_PATH,
			  NULL,
			  NULL,
			  NULL,
			  NULL,
			  &status,
			  NULL) ||
	    status != 0 || !g_file_get_contents(out, &cipher, &len, NULL))
		return NULL;
	if (!is_armoured) {
		char *base64 = g_base64_encode((const guchar *)cipher, len);

		g_free(cipher);
		return base64;
	}
	return cipher;
}

/* XEP-0027 leaves out the armour's first and last line and its headers. */
static void
add_old_form(xmlnode *stanza, const char *armour)
{
	const char *body = strstr(armour, "\n\n");
	const char *end = strstr(armour, "\n-----END");
	xmlnode *x = xmlnode_new_child(stanza, "x");

	xmlnode_set_namespace(x, "jabber:x:encrypted");
	if (body != NULL && end != NULL && end > body + 2)
		xmlnode_insert_data(x, body + 2, end - body - 2);
}

static void
sending(PurpleConnection *connection, xmlnode **stanza, gpointer data)
{
	xmlnode *body = *stanza != NULL && strcmp((*stanza)->name, "message") == 0
				? xmlnode_get_child(*stanza, "body")
				: NULL;
	g_autofree char *words = body != NULL ? xmlnode_get_data(body) : NULL;
	g_autofree char *mode = read_mode();
	gboolean is_new = strcmp(mode, "ox") == 0;
	g_autofree char *cipher = words != NULL && *mode != '\0' ? encrypt(words, !is_new) : NULL;

	if (cipher == NULL)
		return;
	if (is_new) {
		xmlnode *node = xmlnode_new_child(*stanza, "openpgp");

		xmlnode_set_namespace(node, "urn:xmpp:openpgp:0");
		xmlnode_insert_data(node, cipher, -1);
	} else {
		add_old_form(*stanza, cipher);
	}
	if (strcmp(mode, "both") == 0)
		return;
	xmlnode_free(body);
	xmlnode_insert_data(xmlnode_new_child(*stanza, "body"), HINT, -1);
}

static gboolean
load(PurplePlugin *plugin)
{
	return purple_signal_connect(purple_find_prpl("prpl-jabber"),
				     "jabber-sending-xmlnode",
				     plugin,
				     PURPLE_CALLBACK(sending),
				     NULL) != 0;
}

static PurplePluginInfo info = {
	.magic = PURPLE_PLUGIN_MAGIC,
	.major_version = PURPLE_MAJOR_VERSION,
	.minor_version = PURPLE_MINOR_VERSION,
	.type = PURPLE_PLUGIN_STANDARD,
	.priority = PURPLE_PRIORITY_DEFAULT,
	.id = "core-segler-pidgin-gpg",
	.name = "Stands in for pidgin-gpg",
	.version = "1",
	.load = load,
};

static void
init(PurplePlugin *plugin)
{
}

PURPLE_INIT_PLUGIN(openpgp, init, info)
