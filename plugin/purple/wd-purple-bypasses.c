/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Automatic answers, buddy pounces, other plugins and D-Bus callers send with serv_send_im(), past
 * every conversation signal; whispers, invitations, topics, status texts, nicknames, the words of a
 * contact request and raw lines have no signal that could stop them.  All of them end in a function
 * of the protocol's own table, so these functions are wrapped, for every protocol loaded now or
 * later.
 */
#include "config.h"

#include "purple/wd-purple-bypasses.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "purple/wd-purple-context.h"
#include "purple/wd-purple-outgoing.h"

/* Hangs on the protocol itself, not on the session: when another plugin has wrapped us in turn, our
 * function stays in the chain after we are gone, and must still find whom to call. */
#define DATASET "wd-purple-bypasses"

/* The protocol's own functions. */
typedef struct {
	PurplePluginProtocolInfo *info;
	int (*send_im)(PurpleConnection *, const char *, const char *, PurpleMessageFlags);
	int (*chat_send)(PurpleConnection *, int, const char *, PurpleMessageFlags);
	void (*chat_whisper)(PurpleConnection *, int, const char *, const char *);
	void (*chat_invite)(PurpleConnection *, int, const char *, const char *);
	void (*set_chat_topic)(PurpleConnection *, int, const char *);
	void (*set_info)(PurpleConnection *, const char *);
	void (*set_status)(PurpleAccount *, PurpleStatus *);
	int (*send_raw)(PurpleConnection *, const char *, int);
	void (*set_public_alias)(PurpleConnection *,
				 const char *,
				 PurpleSetPublicAliasSuccessCallback,
				 PurpleSetPublicAliasFailureCallback);
	void (*add_buddy_with_invite)(PurpleConnection *,
				      PurpleBuddy *,
				      PurpleGroup *,
				      const char *);
} Stock;

/* One way out: how to take it again once the person said so. */
typedef struct Way Way;
struct Way {
	char *protocol;
	char *account;
	char *peer;
	int chat_id;
	PurpleMessageFlags flags;
	void (*go)(PurpleConnection *connection, const Way *way, const char *html);
};

static void
free_way(gpointer data)
{
	Way *way = data;

	g_free(way->protocol);
	g_free(way->account);
	g_free(way->peer);
	g_free(way);
}

static Stock *
get_stock(PurpleConnection *connection)
{
	return g_dataset_get_data(purple_connection_get_prpl(connection), DATASET);
}

static void
go_im(PurpleConnection *connection, const Way *way, const char *html)
{
	(void)serv_send_im(connection, way->peer, html, way->flags); /* the protocol says why not */
}

static void
go_chat(PurpleConnection *connection, const Way *way, const char *html)
{
	(void)serv_chat_send(connection, way->chat_id, html, way->flags);
}

static void
go_whisper(PurpleConnection *connection, const Way *way, const char *html)
{
	serv_chat_whisper(connection, way->chat_id, way->peer, html);
}

static void
go_invite(PurpleConnection *connection, const Way *way, const char *html)
{
	serv_chat_invite(connection, way->chat_id, html, way->peer);
}

static void
go_topic(PurpleConnection *connection, const Way *way, const char *html)
{
	get_stock(connection)->set_chat_topic(connection, way->chat_id, html);
}

static void
go_info(PurpleConnection *connection, const Way *way, const char *html)
{
	get_stock(connection)->set_info(connection, html);
}

static void
go_raw(PurpleConnection *connection, const Way *way, const char *html)
{
	(void)get_stock(connection)->send_raw(connection, html, (int)strlen(html));
}

static void
go_alias(PurpleConnection *connection, const Way *way, const char *html)
{
	get_stock(connection)->set_public_alias(connection, html, NULL, NULL);
}

/* The buddy may be gone; then there is nobody to ask. */
static void
go_request(PurpleConnection *connection, const Way *way, const char *html)
{
	PurpleBuddy *buddy =
		purple_find_buddy(purple_connection_get_account(connection), way->peer);

	if (buddy != NULL)
		get_stock(connection)
			->add_buddy_with_invite(
				connection, buddy, purple_buddy_get_group(buddy), html);
}

/* The status of the moment, which may be another one than that which was stopped: the text that was
 * judged is then no longer anybody's. */
static void
go_status(PurpleConnection *connection, const Way *way, const char *html)
{
	PurpleAccount *account = purple_connection_get_account(connection);
	PurpleStatus *status = purple_account_get_active_status(account);

	if (g_strcmp0(purple_status_get_attr_string(status, "message"), html) == 0)
		get_stock(connection)->set_status(account, status);
}

static gboolean
take_way(WdSession *session, const char *html, gpointer data)
{
	const Way *way = data;
	PurpleAccount *account = wd_purple_find_account(way->protocol, way->account);

	if (account == NULL || !purple_account_is_connected(account) ||
	    get_stock(purple_account_get_connection(account)) == NULL)
		return FALSE;
	way->go(purple_account_get_connection(account), way, html);
	return TRUE;
}

/* Quietly into the status itself, so that window and wire say the same. */
static void
mask_status(PurpleConnection *connection, const char *html)
{
	PurpleAccount *account = purple_connection_get_account(connection);
	PurpleStatus *status = purple_account_get_active_status(account);

	purple_status_set_attr_string(status, "message", html);
	get_stock(connection)->set_status(account, status);
}

static gboolean
take_masked(WdSession *session, const char *html, gpointer data)
{
	const Way *way = data;
	PurpleAccount *account = wd_purple_find_account(way->protocol, way->account);

	if (way->go != go_status)
		return take_way(session, html, data);
	if (account == NULL || !purple_account_is_connected(account))
		return FALSE;
	mask_status(purple_account_get_connection(account), html);
	return TRUE;
}

/* What a wrapped function was called with. */
typedef struct {
	PurpleConnection *connection;
	WdEventKind kind;
	const char *peer; /* "" for what goes to everybody */
	int chat_id;
	gboolean is_chat; /* the conversation it belongs to is a room */
	const char *text;
	PurpleMessageFlags flags;
	void (*go)(PurpleConnection *connection, const Way *way, const char *html);
} Call;

static const char *
name_room(const Call *call)
{
	PurpleConversation *room =
		call->is_chat ? purple_find_chat(call->connection, call->chat_id) : NULL;

	return room != NULL ? purple_conversation_get_name(room) : NULL;
}

static Way *
new_way(const Call *call, const char *peer)
{
	PurpleAccount *account = purple_connection_get_account(call->connection);
	Way *way = g_new0(Way, 1);

	way->protocol = g_strdup(purple_account_get_protocol_id(account));
	way->account = g_strdup(purple_account_get_username(account));
	way->peer = g_strdup(peer);
	way->chat_id = call->chat_id;
	way->flags = call->flags;
	way->go = call->go;
	return way;
}

/* TRUE: chain to the protocol. */
static gboolean
may_leave(const Call *call)
{
	WdSession *session = wd_session_get();
	const char *room = name_room(call);
	const char *peer = call->peer != NULL ? call->peer : room != NULL ? room : "";
	const WdPurpleMessage message = {
		.kind = call->kind,
		.direction = WD_DIRECTION_OUT,
		.account = purple_connection_get_account(call->connection),
		.raw_peer = peer,
		.raw_room = room,
		.raw_html = call->text,
		.encryption = WD_ENCRYPTION_NONE,
		.typed = WD_TYPED_NO,
	};
	WdPurpleMessage timed = message;
	WdDraftFields fields = {
		.peer = peer,
		.is_chat = call->is_chat && call->kind == WD_EVENT_CHAT,
		.cannot_wait = call->go != go_im && call->go != go_chat,
		.send = take_way,
		/* A line of the protocol's own language would be another one with a mask in it. */
		.send_masked = call->go != go_raw ? take_masked : NULL,
		.free_data = free_way,
	};

	if (session == NULL)
		return TRUE;
	timed.time_ms = wd_session_now_ms(session);
	fields.data = new_way(call, peer);
	if (!wd_purple_outgoing_may_pass(session, &timed, &fields))
		return FALSE;
	free_way(fields.data);
	return TRUE;
}

static int
send_im(PurpleConnection *connection, const char *who, const char *text, PurpleMessageFlags flags)
{
	const Stock *stock = get_stock(connection);
	const Call call = {
		.connection = connection,
		.kind = WD_EVENT_IM,
		.peer = who,
		.text = text,
		.flags = flags,
		.go = go_im,
	};

	/* 0: nothing is echoed and no error is shown; what there is to say is said already. */
	return may_leave(&call) ? stock->send_im(connection, who, text, flags) : 0;
}

static int
chat_send(PurpleConnection *connection, int id, const char *text, PurpleMessageFlags flags)
{
	const Stock *stock = get_stock(connection);
	const Call call = {
		.connection = connection,
		.kind = WD_EVENT_CHAT,
		.chat_id = id,
		.is_chat = TRUE,
		.text = text,
		.flags = flags,
		.go = go_chat,
	};

	return may_leave(&call) ? stock->chat_send(connection, id, text, flags) : 0;
}

static void
chat_whisper(PurpleConnection *connection, int id, const char *who, const char *text)
{
	const Stock *stock = get_stock(connection);
	const Call call = {
		.connection = connection,
		.kind = WD_EVENT_IM,
		.peer = who,
		.chat_id = id,
		.is_chat = TRUE,
		.text = text,
		.go = go_whisper,
	};

	if (may_leave(&call))
		stock->chat_whisper(connection, id, who, text);
}

static void
chat_invite(PurpleConnection *connection, int id, const char *text, const char *who)
{
	const Stock *stock = get_stock(connection);
	const Call call = {
		.connection = connection,
		.kind = WD_EVENT_CHAT_INVITE,
		.peer = who,
		.chat_id = id,
		.is_chat = TRUE,
		.text = text,
		.go = go_invite,
	};

	if (may_leave(&call))
		stock->chat_invite(connection, id, text, who);
}

static void
set_chat_topic(PurpleConnection *connection, int id, const char *text)
{
	const Stock *stock = get_stock(connection);
	const Call call = {
		.connection = connection,
		.kind = WD_EVENT_CHAT,
		.chat_id = id,
		.is_chat = TRUE,
		.text = text,
		.go = go_topic,
	};

	if (may_leave(&call))
		stock->set_chat_topic(connection, id, text);
}

static void
set_info(PurpleConnection *connection, const char *text)
{
	const Stock *stock = get_stock(connection);
	const Call call = {
		.connection = connection,
		.kind = WD_EVENT_STATUS,
		.peer = "",
		.text = text,
		.go = go_info,
	};

	if (may_leave(&call))
		stock->set_info(connection, text);
}

static void
set_status(PurpleAccount *account, PurpleStatus *status)
{
	PurpleConnection *connection = purple_account_get_connection(account);
	const Stock *stock;
	Call call = {
		.connection = connection,
		.kind = WD_EVENT_STATUS,
		.peer = "",
		.text = purple_status_get_attr_string(status, "message"),
		.go = go_status,
	};

	/* Some protocols are told of a status while they are still connecting. */
	if (connection == NULL)
		return;
	stock = get_stock(connection);
	if (may_leave(&call))
		stock->set_status(account, status);
}

/* A line of the protocol's own language: what it says is in there somewhere. Of a length below zero
 * IRC and XMPP send all that there is. */
static int
send_raw(PurpleConnection *connection, const char *bytes, int len)
{
	const Stock *stock = get_stock(connection);
	g_autofree char *text = len < 0 ? g_strdup(bytes) : g_strndup(bytes, (gsize)len);
	const Call call = {
		.connection = connection,
		.kind = WD_EVENT_STATUS,
		.peer = "",
		.text = text,
		.go = go_raw,
	};

	return may_leave(&call) ? stock->send_raw(connection, bytes, len) : -1;
}

/* The name that everybody sees. */
static void
set_public_alias(PurpleConnection *connection,
		 const char *alias,
		 PurpleSetPublicAliasSuccessCallback success,
		 PurpleSetPublicAliasFailureCallback failure)
{
	const Stock *stock = get_stock(connection);
	const Call call = {
		.connection = connection,
		.kind = WD_EVENT_STATUS,
		.peer = "",
		.text = alias,
		.go = go_alias,
	};

	if (may_leave(&call))
		stock->set_public_alias(connection, alias, success, failure);
	else if (failure != NULL)
		failure(purple_connection_get_account(connection), _("Not sent."));
}

/* The words that go with the wish to be somebody's contact. Without them the wish itself may go. */
static void
add_buddy_with_invite(PurpleConnection *connection,
		      PurpleBuddy *buddy,
		      PurpleGroup *group,
		      const char *text)
{
	const Stock *stock = get_stock(connection);
	const Call call = {
		.connection = connection,
		.kind = WD_EVENT_CONTACT_REQUEST,
		.peer = purple_buddy_get_name(buddy),
		.text = text,
		.go = go_request,
	};

	if (may_leave(&call))
		stock->add_buddy_with_invite(connection, buddy, group, text);
}

/* What a protocol lacks stays lacking: libpurple and its clients ask whether the slot is NULL.
 * Where somebody still calls us the stock function is known, and the slot is left to him. */
#define WRAP(slot)                                                                                 \
	G_STMT_START                                                                               \
	{                                                                                          \
		if (stock->slot == NULL && info->slot != NULL) {                                   \
			stock->slot = info->slot;                                                  \
			info->slot = slot;                                                         \
		}                                                                                  \
	}                                                                                          \
	G_STMT_END

/* Whoever wrapped us keeps calling us, and we keep chaining: then the stock function stays known.
 */
#define UNWRAP(slot)                                                                               \
	G_STMT_START                                                                               \
	{                                                                                          \
		if (info->slot == (slot))                                                          \
			info->slot = stock->slot;                                                  \
		if (info->slot == stock->slot)                                                     \
			stock->slot = NULL;                                                        \
		is_free &= stock->slot == NULL;                                                    \
	}                                                                                          \
	G_STMT_END

static Stock *
ensure_stock(PurplePlugin *protocol)
{
	Stock *stock = g_dataset_get_data(protocol, DATASET);

	if (stock == NULL) {
		stock = g_new0(Stock, 1);
		stock->info = PURPLE_PLUGIN_PROTOCOL_INFO(protocol);
		g_dataset_set_data_full(protocol, DATASET, stock, g_free);
	}
	return stock;
}

static void
wrap(PurplePlugin *protocol)
{
	PurplePluginProtocolInfo *info = PURPLE_PLUGIN_PROTOCOL_INFO(protocol);
	Stock *stock;

	if (info == NULL)
		return;
	stock = ensure_stock(protocol);
	WRAP(send_im);
	WRAP(chat_send);
	WRAP(chat_whisper);
	WRAP(chat_invite);
	WRAP(set_chat_topic);
	WRAP(set_info);
	WRAP(set_status);
	WRAP(send_raw);
	if (PURPLE_PROTOCOL_PLUGIN_HAS_FUNC(info, set_public_alias))
		WRAP(set_public_alias);
	if (PURPLE_PROTOCOL_PLUGIN_HAS_FUNC(info, add_buddy_with_invite))
		WRAP(add_buddy_with_invite);
}

static void
unwrap(PurplePlugin *protocol)
{
	Stock *stock = g_dataset_get_data(protocol, DATASET);
	PurplePluginProtocolInfo *info;
	gboolean is_free = TRUE;

	if (stock == NULL)
		return;
	info = stock->info;
	UNWRAP(send_im);
	UNWRAP(chat_send);
	UNWRAP(chat_whisper);
	UNWRAP(chat_invite);
	UNWRAP(set_chat_topic);
	UNWRAP(set_info);
	UNWRAP(set_status);
	UNWRAP(send_raw);
	if (stock->set_public_alias != NULL)
		UNWRAP(set_public_alias);
	if (stock->add_buddy_with_invite != NULL)
		UNWRAP(add_buddy_with_invite);
	if (is_free)
		g_dataset_remove_data(protocol, DATASET);
}

static gboolean
is_protocol(PurplePlugin *plugin)
{
	return plugin->info != NULL && plugin->info->type == PURPLE_PLUGIN_PROTOCOL;
}

static void
plugin_loaded(PurplePlugin *plugin, gpointer data)
{
	if (is_protocol(plugin))
		wrap(plugin);
}

static void
plugin_unloaded(PurplePlugin *plugin, gpointer data)
{
	if (is_protocol(plugin))
		unwrap(plugin);
}

/**
 * wd_purple_bypasses_attach:
 * @session: the session
 *
 * Wraps every protocol that is loaded, and each that will be.
 */
void
wd_purple_bypasses_attach(WdSession *session)
{
	void *plugin = wd_session_get_plugin(session);

	for (GList *l = purple_plugins_get_protocols(); l != NULL; l = l->next)
		wrap(l->data);
	purple_signal_connect(purple_plugins_get_handle(),
			      "plugin-load",
			      plugin,
			      PURPLE_CALLBACK(plugin_loaded),
			      NULL);
	purple_signal_connect(purple_plugins_get_handle(),
			      "plugin-unload",
			      plugin,
			      PURPLE_CALLBACK(plugin_unloaded),
			      NULL);
}

/**
 * wd_purple_bypasses_detach:
 * @session: the session
 *
 * Puts back every function that still is ours. One that another plugin has wrapped stays, and
 * chains without judging.
 */
void
wd_purple_bypasses_detach(WdSession *session)
{
	void *plugin = wd_session_get_plugin(session);

	purple_signal_disconnect(purple_plugins_get_handle(),
				 "plugin-unload",
				 plugin,
				 PURPLE_CALLBACK(plugin_unloaded));
	purple_signal_disconnect(
		purple_plugins_get_handle(), "plugin-load", plugin, PURPLE_CALLBACK(plugin_loaded));
	for (GList *l = purple_plugins_get_protocols(); l != NULL; l = l->next)
		unwrap(l->data);
}
