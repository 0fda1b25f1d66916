/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "rehearsal/wd-rehearsal-protocol.h"

#include <purple.h>
#include <string.h>

#include "rehearsal/wd-rehearsal-cast.h"
#include "rehearsal/wd-rehearsal-files.h"
#include "rehearsal/wd-rehearsal-stage.h"
#include "rehearsal/wd-rehearsal-wire.h"

/* Pidgin needs a picture of this name: without one it unrefs nothing in its request dialogs. The
 * stock loggers would name a folder after it, so it is none that a protocol of today still has. */
static const char *
list_icon(PurpleAccount *account, PurpleBuddy *buddy)
{
	return "silc";
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
			      purple_status_type_new_full(
				      PURPLE_STATUS_OFFLINE, "offline", NULL, FALSE, TRUE, FALSE));
	return types;
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

static GHashTable *
chat_info_defaults(PurpleConnection *connection, const char *room)
{
	GHashTable *components = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);

	if (room != NULL)
		g_hash_table_insert(components, "room", g_strdup(room));
	return components;
}

/* A script of one's own that cannot be read ends the sign-on with its error: playing another one
 * instead would rehearse something nobody asked for. */
static WdRehearsalScript *
load_script(GError **error)
{
	const char *path = purple_prefs_get_path(WD_REHEARSAL_SCRIPT_PREF);
	g_autofree char *content = NULL;
	gsize len = 0;

	if (path == NULL || *path == '\0')
		return wd_rehearsal_script_new_built_in();
	if (!g_file_get_contents(path, &content, &len, error))
		return NULL;
	return wd_rehearsal_script_parse(content, (gssize)len, error);
}

static void
login(PurpleAccount *account)
{
	PurpleConnection *connection = purple_account_get_connection(account);
	g_autoptr(GError) error = NULL;
	WdRehearsalScript *script = load_script(&error);

	if (script == NULL) {
		purple_connection_error_reason(
			connection, PURPLE_CONNECTION_ERROR_INVALID_SETTINGS, error->message);
		return;
	}
	connection->flags |= PURPLE_CONNECTION_HTML;
	purple_connection_set_state(connection, PURPLE_CONNECTED);
	wd_rehearsal_cast_enter(account, script);
	connection->proto_data = wd_rehearsal_stage_new(
		connection, script, (guint)purple_prefs_get_int(WD_REHEARSAL_PACE_PREF));
}

static void
close_connection(PurpleConnection *connection)
{
	wd_rehearsal_stage_free(g_steal_pointer(&connection->proto_data));
	wd_rehearsal_files_hang_up(connection);
}

static int
send_im(PurpleConnection *connection,
	const char *who,
	const char *message,
	PurpleMessageFlags flags)
{
	wd_rehearsal_wire_write(connection, "im %s %s", who, message);
	return 1;
}

static const char *
room_name(PurpleConnection *connection, int id)
{
	PurpleConversation *conversation = purple_find_chat(connection, id);

	return conversation != NULL ? purple_conversation_get_name(conversation) : "";
}

/* A server sends a room's lines to all of its members, the writer included. */
static int
chat_send(PurpleConnection *connection, int id, const char *message, PurpleMessageFlags flags)
{
	const char *me = purple_account_get_username(purple_connection_get_account(connection));

	wd_rehearsal_wire_write(connection, "chat %s %s", room_name(connection, id), message);
	serv_got_chat_in(connection, id, me, flags, message, time(NULL));
	return 0;
}

static void
chat_invite(PurpleConnection *connection, int id, const char *message, const char *who)
{
	wd_rehearsal_wire_write(connection,
				"invite %s %s %s",
				room_name(connection, id),
				who,
				message != NULL ? message : "");
}

static void
join_chat(PurpleConnection *connection, GHashTable *components)
{
	const char *room = g_hash_table_lookup(components, "room");

	if (room == NULL)
		return;
	wd_rehearsal_wire_write(connection, "join %s", room);
	wd_rehearsal_cast_join(connection, room);
}

static void
reject_chat(PurpleConnection *connection, GHashTable *components)
{
	const char *room = g_hash_table_lookup(components, "room");

	wd_rehearsal_wire_write(connection, "reject %s", room != NULL ? room : "");
}

static void
set_status(PurpleAccount *account, PurpleStatus *status)
{
	const char *message = purple_status_get_attr_string(status, "message");

	wd_rehearsal_wire_write(purple_account_get_connection(account),
				"status %s",
				message != NULL ? message : "");
}

static gboolean
send_attention(PurpleConnection *connection, const char *who, guint type)
{
	wd_rehearsal_wire_write(connection, "attention %s", who);
	return TRUE;
}

static GList *
attention_types(PurpleAccount *account)
{
	static PurpleAttentionType *buzz;

	if (buzz == NULL)
		buzz = purple_attention_type_new(
			"Buzz", "Buzz", "%s has buzzed you!", "Buzzing %s...");
	return g_list_append(NULL, buzz);
}

static gboolean
can_receive_file(PurpleConnection *connection, const char *who)
{
	return TRUE;
}

static PurplePluginProtocolInfo protocol_info = {
	.options = OPT_PROTO_NO_PASSWORD | OPT_PROTO_INVITE_MESSAGE,
	.list_icon = list_icon,
	.status_types = status_types,
	.chat_info = chat_info,
	.chat_info_defaults = chat_info_defaults,
	.login = login,
	.close = close_connection,
	.send_im = send_im,
	.set_status = set_status,
	.join_chat = join_chat,
	.reject_chat = reject_chat,
	.chat_invite = chat_invite,
	.chat_send = chat_send,
	.can_receive_file = can_receive_file,
	.send_file = wd_rehearsal_files_send,
	.new_xfer = wd_rehearsal_files_new,
	.send_attention = send_attention,
	.get_attention_types = attention_types,
	.struct_size = sizeof(PurplePluginProtocolInfo),
};

static PurplePluginInfo plugin_info = {
	.magic = PURPLE_PLUGIN_MAGIC,
	.major_version = PURPLE_MAJOR_VERSION,
	.minor_version = PURPLE_MINOR_VERSION,
	.type = PURPLE_PLUGIN_PROTOCOL,
	.id = WD_REHEARSAL_PROTOCOL_ID,
	.name = "Rehearsal",
	.extra_info = &protocol_info,
};

static void
add_prefs(void)
{
	purple_prefs_add_none("/plugins");
	purple_prefs_add_none("/plugins/core");
	purple_prefs_add_none("/plugins/core/warden");
	purple_prefs_add_bool(WD_REHEARSAL_PREF, FALSE);
	purple_prefs_add_int(WD_REHEARSAL_PACE_PREF, 100);
	purple_prefs_add_path(WD_REHEARSAL_SCRIPT_PREF, "");
}

/**
 * wd_rehearsal_is_asked_for:
 *
 * Returns: %TRUE if this profile's preferences ask for a rehearsal; policy may ask for one besides
 */
gboolean
wd_rehearsal_is_asked_for(void)
{
	add_prefs();
	return purple_prefs_get_bool(WD_REHEARSAL_PREF);
}

/* Quitting disconnects every account before plugins are unloaded: too late for a tidy end. */
static void
quitting(gpointer data)
{
	wd_rehearsal_cast_dismiss(data);
}

/**
 * wd_rehearsal_register:
 *
 * Makes the protocol known to the running core and has its account sign on when the main loop
 * turns next, after the client has finished its start. Does nothing when it is known already.
 *
 * The protocol is part of this module because a protocol-type module in the plugin folder would
 * always load. Probing for an extension that no file has only drains libpurple's load queue.
 */
void
wd_rehearsal_register(void)
{
	PurplePlugin *protocol;

	if (purple_find_prpl(WD_REHEARSAL_PROTOCOL_ID) != NULL)
		return;
	add_prefs();
	protocol = purple_plugin_new(TRUE, NULL);
	protocol->info = &plugin_info;
	wd_rehearsal_wire_open(protocol);
	purple_plugin_register(protocol);
	purple_plugins_probe("no-such-extension");
	purple_signal_connect(
		purple_get_core(), "quitting", protocol, PURPLE_CALLBACK(quitting), protocol);
	wd_rehearsal_cast_book(protocol);
}

/**
 * wd_rehearsal_unregister:
 *
 * Ends the play, removes its account with its contacts and conversations, and takes the protocol
 * back: a rehearsal leaves nothing in the profile but what Warden itself keeps.
 */
void
wd_rehearsal_unregister(void)
{
	PurplePlugin *protocol = purple_find_prpl(WD_REHEARSAL_PROTOCOL_ID);

	if (protocol == NULL || protocol->info != &plugin_info)
		return;
	wd_rehearsal_cast_dismiss(protocol);
	wd_rehearsal_wire_close(protocol);
	purple_plugin_destroy(protocol);
}
