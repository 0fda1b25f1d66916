/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fakes/wd-null-protocol.h"

#include "fakes/wd-null-purple.h"

static GPtrArray *wire;

static void record(const char *format, ...) G_GNUC_PRINTF(1, 2);

static void
record(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_ptr_array_add(wd_null_purple_wire(), g_strdup_vprintf(format, arguments));
	va_end(arguments);
}

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
		types,
		purple_status_type_new_with_attrs(PURPLE_STATUS_AVAILABLE,
						  "available",
						  NULL,
						  TRUE,
						  TRUE,
						  FALSE,
						  "message",
						  "Message",
						  purple_value_new(PURPLE_TYPE_STRING),
						  NULL));
	types = g_list_append(types,
			      purple_status_type_new(PURPLE_STATUS_AWAY, "away", NULL, TRUE));
	types = g_list_append(
		types, purple_status_type_new(PURPLE_STATUS_INVISIBLE, "invisible", NULL, TRUE));
	types = g_list_append(types,
			      purple_status_type_new(PURPLE_STATUS_OFFLINE, "offline", NULL, TRUE));
	return types;
}

static void
login(PurpleAccount *account)
{
	PurpleConnection *connection = purple_account_get_connection(account);

	connection->flags |= PURPLE_CONNECTION_HTML;
	record("login %s", purple_account_get_username(account));
	purple_connection_set_state(connection, PURPLE_CONNECTED);
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
	record("im %s %s", who, message);
	return 1;
}

static int
chat_send(PurpleConnection *connection, int id, const char *message, PurpleMessageFlags flags)
{
	const char *me = purple_account_get_username(purple_connection_get_account(connection));

	record("chat %d %s", id, message);
	serv_got_chat_in(connection, id, me, flags, message, time(NULL));
	return 0;
}

static void
chat_whisper(PurpleConnection *connection, int id, const char *who, const char *message)
{
	record("whisper %d %s %s", id, who, message);
}

static void
chat_invite(PurpleConnection *connection, int id, const char *message, const char *who)
{
	record("invite %d %s %s", id, who, message ? message : "");
}

static void
set_chat_topic(PurpleConnection *connection, int id, const char *topic)
{
	record("topic %d %s", id, topic);
}

static void
set_status(PurpleAccount *account, PurpleStatus *status)
{
	const char *message = purple_status_get_attr_string(status, "message");

	record("status %s", message ? message : "");
}

static void
set_info(PurpleConnection *connection, const char *info)
{
	record("info %s", info);
}

static int
send_raw(PurpleConnection *connection, const char *bytes, int len)
{
	record("raw %.*s", len, bytes);
	return len;
}

static void
set_public_alias(PurpleConnection *connection,
		 const char *alias,
		 PurpleSetPublicAliasSuccessCallback success,
		 PurpleSetPublicAliasFailureCallback failure)
{
	record("alias %s", alias);
}

static void
add_buddy_with_invite(PurpleConnection *connection,
		      PurpleBuddy *buddy,
		      PurpleGroup *group,
		      const char *text)
{
	record("request %s %s", purple_buddy_get_name(buddy), text != NULL ? text : "");
}

static void
join_chat(PurpleConnection *connection, GHashTable *components)
{
	const char *room = g_hash_table_lookup(components, "room");

	record("join %s", room ? room : "");
}

static void
reject_chat(PurpleConnection *connection, GHashTable *components)
{
	const char *room = g_hash_table_lookup(components, "room");

	record("reject %s", room ? room : "");
}

static GList *
chat_info(PurpleConnection *connection)
{
	struct proto_chat_entry *entry = g_new0(struct proto_chat_entry, 1);

	entry->label = "_Room:";
	entry->identifier = "room";
	entry->required = TRUE;
	return g_list_append(NULL, entry);
}

static void
add_deny(PurpleConnection *connection, const char *name)
{
	record("deny %s", name);
}

static void
register_user(PurpleAccount *account)
{
	record("register %s", purple_account_get_username(account));
}

static PurplePluginProtocolInfo protocol_info = {
	.options = OPT_PROTO_NO_PASSWORD | OPT_PROTO_CHAT_TOPIC | OPT_PROTO_IM_IMAGE,
	.list_icon = list_icon,
	.status_types = status_types,
	.chat_info = chat_info,
	.login = login,
	.close = close_connection,
	.send_im = send_im,
	.set_info = set_info,
	.set_status = set_status,
	.add_deny = add_deny,
	.join_chat = join_chat,
	.reject_chat = reject_chat,
	.chat_invite = chat_invite,
	.chat_whisper = chat_whisper,
	.chat_send = chat_send,
	.set_chat_topic = set_chat_topic,
	.register_user = register_user,
	.send_raw = send_raw,
	.set_public_alias = set_public_alias,
	.add_buddy_with_invite = add_buddy_with_invite,
	.struct_size = sizeof(PurplePluginProtocolInfo),
};

static PurplePluginInfo plugin_info = {
	.magic = PURPLE_PLUGIN_MAGIC,
	.major_version = PURPLE_MAJOR_VERSION,
	.minor_version = PURPLE_MINOR_VERSION,
	.type = PURPLE_PLUGIN_PROTOCOL,
	.id = WD_NULL_PROTOCOL_ID,
	.name = "Fake",
	.extra_info = &protocol_info,
};

/**
 * wd_null_protocol_register:
 *
 * Makes "prpl-fake" known to the running core. Probing for an extension that no file has only
 * drains the queue of plugins to load.
 */
void
wd_null_protocol_register(void)
{
	PurplePlugin *plugin = purple_plugin_new(TRUE, NULL);

	plugin->info = &plugin_info;
	purple_plugin_register(plugin);
	purple_plugins_probe("no-such-extension");
}

/**
 * wd_null_protocol_free:
 *
 * Forgets the wire; the protocol itself went with the core.
 */
void
wd_null_protocol_free(void)
{
	g_clear_pointer(&wire, g_ptr_array_unref);
}

/**
 * wd_null_purple_get_protocol:
 *
 * Returns: (transfer none): the fake protocol's functions, writable as every protocol's are
 */
PurplePluginProtocolInfo *
wd_null_purple_get_protocol(void)
{
	return &protocol_info;
}

/**
 * wd_null_purple_wire:
 *
 * Returns: (transfer none): a line for each thing the protocol was told to send
 */
GPtrArray *
wd_null_purple_wire(void)
{
	if (wire == NULL)
		wire = g_ptr_array_new_with_free_func(g_free);
	return wire;
}
