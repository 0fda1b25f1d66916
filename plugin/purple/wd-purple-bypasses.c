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

#include "purple/wd-session.h"
#include "purple/wd-ways.h"

static int
send_im(PurpleConnection *connection, const char *who, const char *text, PurpleMessageFlags flags)
{
	const WdStock *stock = wd_stock_of(connection);
	const WdCall call = {
		.connection = connection,
		.kind = WD_EVENT_IM,
		.peer = who,
		.text = text,
		.flags = flags,
		.way = WD_WAY_IM,
	};

	/* 0: nothing is echoed and no error is shown; what there is to say is said already. */
	return wd_way_may_leave(&call) ? stock->send_im(connection, who, text, flags) : 0;
}

static int
chat_send(PurpleConnection *connection, int id, const char *text, PurpleMessageFlags flags)
{
	const WdStock *stock = wd_stock_of(connection);
	const WdCall call = {
		.connection = connection,
		.kind = WD_EVENT_CHAT,
		.chat_id = id,
		.is_chat = TRUE,
		.text = text,
		.flags = flags,
		.way = WD_WAY_CHAT,
	};

	return wd_way_may_leave(&call) ? stock->chat_send(connection, id, text, flags) : 0;
}

static void
chat_whisper(PurpleConnection *connection, int id, const char *who, const char *text)
{
	const WdStock *stock = wd_stock_of(connection);
	const WdCall call = {
		.connection = connection,
		.kind = WD_EVENT_IM,
		.peer = who,
		.chat_id = id,
		.is_chat = TRUE,
		.text = text,
		.way = WD_WAY_WHISPER,
	};

	if (wd_way_may_leave(&call))
		stock->chat_whisper(connection, id, who, text);
}

static void
chat_invite(PurpleConnection *connection, int id, const char *text, const char *who)
{
	const WdStock *stock = wd_stock_of(connection);
	const WdCall call = {
		.connection = connection,
		.kind = WD_EVENT_CHAT_INVITE,
		.peer = who,
		.chat_id = id,
		.is_chat = TRUE,
		.text = text,
		.way = WD_WAY_INVITE,
	};

	if (wd_way_may_leave(&call))
		stock->chat_invite(connection, id, text, who);
}

static void
set_chat_topic(PurpleConnection *connection, int id, const char *text)
{
	const WdStock *stock = wd_stock_of(connection);
	const WdCall call = {
		.connection = connection,
		.kind = WD_EVENT_CHAT,
		.chat_id = id,
		.is_chat = TRUE,
		.text = text,
		.way = WD_WAY_TOPIC,
	};

	if (wd_way_may_leave(&call))
		stock->set_chat_topic(connection, id, text);
}

static void
set_info(PurpleConnection *connection, const char *text)
{
	const WdStock *stock = wd_stock_of(connection);
	const WdCall call = {
		.connection = connection,
		.kind = WD_EVENT_STATUS,
		.peer = "",
		.text = text,
		.way = WD_WAY_INFO,
	};

	if (wd_way_may_leave(&call))
		stock->set_info(connection, text);
}

static void
set_status(PurpleAccount *account, PurpleStatus *status)
{
	PurpleConnection *connection = purple_account_get_connection(account);
	const WdStock *stock;
	WdCall call = {
		.connection = connection,
		.kind = WD_EVENT_STATUS,
		.peer = "",
		.text = purple_status_get_attr_string(status, "message"),
		.way = WD_WAY_STATUS,
	};

	/* Some protocols are told of a status while they are still connecting. */
	if (connection == NULL)
		return;
	stock = wd_stock_of(connection);
	if (wd_way_may_leave(&call))
		stock->set_status(account, status);
}

/* A line of the protocol's own language: what it says is in there somewhere. Of a length below zero
 * IRC and XMPP send all that there is. */
static int
send_raw(PurpleConnection *connection, const char *bytes, int len)
{
	const WdStock *stock = wd_stock_of(connection);
	g_autofree char *text = len < 0 ? g_strdup(bytes) : g_strndup(bytes, (gsize)len);
	const WdCall call = {
		.connection = connection,
		.kind = WD_EVENT_STATUS,
		.peer = "",
		.text = text,
		.way = WD_WAY_RAW,
	};

	return wd_way_may_leave(&call) ? stock->send_raw(connection, bytes, len) : -1;
}

/* The name that everybody sees. */
static void
set_public_alias(PurpleConnection *connection,
		 const char *alias,
		 PurpleSetPublicAliasSuccessCallback success,
		 PurpleSetPublicAliasFailureCallback failure)
{
	const WdStock *stock = wd_stock_of(connection);
	const WdCall call = {
		.connection = connection,
		.kind = WD_EVENT_STATUS,
		.peer = "",
		.text = alias,
		.way = WD_WAY_ALIAS,
	};

	if (wd_way_may_leave(&call))
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
	const WdStock *stock = wd_stock_of(connection);
	const WdCall call = {
		.connection = connection,
		.kind = WD_EVENT_CONTACT_REQUEST,
		.peer = purple_buddy_get_name(buddy),
		.text = text,
		.way = WD_WAY_REQUEST,
	};

	if (wd_way_may_leave(&call))
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

static void
wrap(PurplePlugin *protocol)
{
	PurplePluginProtocolInfo *info = PURPLE_PLUGIN_PROTOCOL_INFO(protocol);
	WdStock *stock;

	if (info == NULL)
		return;
	stock = wd_stock_ensure(protocol);
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
	WdStock *stock = wd_stock_find(protocol);
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
		wd_stock_forget(protocol);
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
