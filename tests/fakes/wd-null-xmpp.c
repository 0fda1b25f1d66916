/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fakes/wd-null-xmpp.h"

#include <string.h>

#include "fakes/wd-null-purple.h"

#define ID "prpl-jabber"

static PurplePlugin *protocol;
static GPtrArray *sent; /* of char * */
static GQueue ids = G_QUEUE_INIT;
static gboolean has_left;

static const char *
list_icon(PurpleAccount *account, PurpleBuddy *buddy)
{
	return "fake";
}

static GList *
status_types(PurpleAccount *account)
{
	GList *types = NULL;

	types = g_list_append(
		types, purple_status_type_new(PURPLE_STATUS_AVAILABLE, "available", NULL, TRUE));
	return g_list_append(types,
			     purple_status_type_new(PURPLE_STATUS_OFFLINE, "offline", NULL, TRUE));
}

static void
login(PurpleAccount *account)
{
	purple_connection_set_state(purple_account_get_connection(account), PURPLE_CONNECTED);
}

static void
close_connection(PurpleConnection *connection)
{
}

static int
send_im(PurpleConnection *connection,
	const char *who,
	const char *message,
	PurpleMessageFlags flags)
{
	g_ptr_array_add(wd_null_xmpp_sent(), g_strdup_printf("im %s %s", who, message));
	return 1;
}

/* A resource belongs to nobody, except the nick of a member of a joined room. */
static const char *
normalise(const PurpleAccount *account, const char *name)
{
	static char buffer[1024];
	char *slash;

	g_strlcpy(buffer, name, sizeof buffer);
	slash = strchr(buffer, '/');
	if (slash != NULL && (has_left || !g_str_has_prefix(buffer, "room@")))
		*slash = '\0';
	return buffer;
}

static void
add_deny(PurpleConnection *connection, const char *name)
{
	g_ptr_array_add(wd_null_xmpp_sent(), g_strdup_printf("libpurple's own block of %s", name));
}

static PurplePluginProtocolInfo protocol_info = {
	.options = OPT_PROTO_NO_PASSWORD,
	.list_icon = list_icon,
	.status_types = status_types,
	.login = login,
	.close = close_connection,
	.send_im = send_im,
	.normalize = normalise,
	.add_deny = add_deny,
	.struct_size = sizeof(PurplePluginProtocolInfo),
};

/* Where libpurple writes to the stream. */
static void
sending(PurpleConnection *connection, xmlnode **packet, gpointer data)
{
	char *text;

	g_queue_push_tail(&ids, g_strdup(xmlnode_get_attrib(*packet, "id")));
	xmlnode_remove_attrib(*packet, "id");
	text = xmlnode_to_str(*packet, NULL);
	g_ptr_array_add(wd_null_xmpp_sent(), text);
}

/**
 * wd_null_xmpp_register:
 *
 * Cuts libpurple's XMPP off the network: the plugin and its signals stay, every function is ours.
 */
void
wd_null_xmpp_register(void)
{
	protocol = purple_find_prpl(ID);
	g_assert_nonnull(protocol);
	protocol->info->extra_info = &protocol_info;
	purple_signal_connect_priority(protocol,
				       "jabber-sending-xmlnode",
				       &protocol_info,
				       PURPLE_CALLBACK(sending),
				       NULL,
				       PURPLE_SIGNAL_PRIORITY_LOWEST);
}

/**
 * wd_null_xmpp_sign_on:
 * @name: a full JID
 *
 * Returns: (transfer none): a connected account
 */
PurpleAccount *
wd_null_xmpp_sign_on(const char *name)
{
	PurpleAccount *account = purple_accounts_find(name, ID);

	if (account == NULL) {
		account = purple_account_new(name, ID);
		purple_accounts_add(account);
	}
	purple_account_set_enabled(account, purple_core_get_ui(), TRUE);
	wd_null_purple_turn(0);
	return account;
}

static void
receive_message(PurpleConnection *connection, xmlnode *message)
{
	xmlnode *body = xmlnode_get_child(message, "body");
	char *text = body != NULL ? xmlnode_get_data(body) : NULL;

	if (text != NULL)
		serv_got_im(connection,
			    xmlnode_get_attrib(message, "from"),
			    text,
			    PURPLE_MESSAGE_RECV,
			    time(NULL));
	g_free(text);
}

/**
 * wd_null_xmpp_receive:
 * @account: a connected account
 * @stanza: an iq or a message, as XML
 */
void
wd_null_xmpp_receive(PurpleAccount *account, const char *stanza)
{
	PurpleConnection *connection = purple_account_get_connection(account);
	xmlnode *node = xmlnode_from_str(stanza, -1);

	g_assert_nonnull(node);
	purple_signal_emit(protocol, "jabber-receiving-xmlnode", connection, &node);
	if (purple_strequal(node->name, "message"))
		receive_message(connection, node);
	else
		(void)purple_signal_emit_return_1(protocol,
						  "jabber-receiving-iq",
						  connection,
						  xmlnode_get_attrib(node, "type"),
						  xmlnode_get_attrib(node, "id"),
						  xmlnode_get_attrib(node, "from"),
						  node);
	xmlnode_free(node);
}

/**
 * wd_null_xmpp_answer:
 * @account: a connected account
 * @head: attributes: "type='result' from='corp.example'"
 * @children: XML
 */
void
wd_null_xmpp_answer(PurpleAccount *account, const char *head, const char *children)
{
	g_autofree char *id = g_queue_pop_head(&ids);
	g_autofree char *stanza = g_strdup_printf("<iq id='%s' %s>%s</iq>", id, head, children);

	g_assert_nonnull(id);
	wd_null_xmpp_receive(account, stanza);
}

/**
 * wd_null_xmpp_sent:
 *
 * Returns: (transfer none): what went to the server
 */
GPtrArray *
wd_null_xmpp_sent(void)
{
	if (sent == NULL)
		sent = g_ptr_array_new_with_free_func(g_free);
	return sent;
}

/**
 * wd_null_xmpp_leave_rooms:
 *
 * From now on, until wd_null_xmpp_forget(), "room@…/nick" is nobody.
 */
void
wd_null_xmpp_leave_rooms(void)
{
	has_left = TRUE;
}

/**
 * wd_null_xmpp_forget:
 */
void
wd_null_xmpp_forget(void)
{
	g_clear_pointer(&sent, g_ptr_array_unref);
	g_queue_clear_full(&ids, g_free);
	has_left = FALSE;
}
