/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-ways.h"

#include <string.h>

#include "purple/wd-purple-context.h"
#include "purple/wd-purple-outgoing.h"

/* Hangs on the protocol itself, not on the session: when another plugin has wrapped us in turn, our
 * function stays in the chain after we are gone, and must still find whom to call. */
#define DATASET "wd-purple-bypasses"

/**
 * wd_stock_find:
 * @protocol: a protocol
 *
 * Returns: (nullable): its own functions, where they were wrapped
 */
WdStock *
wd_stock_find(PurplePlugin *protocol)
{
	return g_dataset_get_data(protocol, DATASET);
}

/**
 * wd_stock_ensure:
 * @protocol: a protocol
 *
 * Returns: a place for its own functions
 */
WdStock *
wd_stock_ensure(PurplePlugin *protocol)
{
	WdStock *stock = wd_stock_find(protocol);

	if (stock == NULL) {
		stock = g_new0(WdStock, 1);
		stock->info = PURPLE_PLUGIN_PROTOCOL_INFO(protocol);
		g_dataset_set_data_full(protocol, DATASET, stock, g_free);
	}
	return stock;
}

/**
 * wd_stock_forget:
 * @protocol: a protocol with none of our functions in any chain
 */
void
wd_stock_forget(PurplePlugin *protocol)
{
	g_dataset_remove_data(protocol, DATASET);
}

/**
 * wd_stock_of:
 * @connection: of a protocol
 *
 * Returns: (nullable): that protocol's own functions
 */
WdStock *
wd_stock_of(PurpleConnection *connection)
{
	return wd_stock_find(purple_connection_get_prpl(connection));
}

/* What was stopped on its way, so that it can be sent by it after all. Names, not pointers: the
 * account may be gone by then. */
typedef struct {
	WdWay way;
	char *protocol;
	char *account;
	char *peer;
	int chat_id;
	PurpleMessageFlags flags;
} Parcel;

static void
free_parcel(gpointer data)
{
	Parcel *parcel = data;

	g_free(parcel->protocol);
	g_free(parcel->account);
	g_free(parcel->peer);
	g_free(parcel);
}

static void
go_im(PurpleConnection *connection, const Parcel *parcel, const char *html)
{
	(void)serv_send_im(
		connection, parcel->peer, html, parcel->flags); /* the protocol says why not */
}

static void
go_chat(PurpleConnection *connection, const Parcel *parcel, const char *html)
{
	(void)serv_chat_send(connection, parcel->chat_id, html, parcel->flags);
}

static void
go_whisper(PurpleConnection *connection, const Parcel *parcel, const char *html)
{
	serv_chat_whisper(connection, parcel->chat_id, parcel->peer, html);
}

static void
go_invite(PurpleConnection *connection, const Parcel *parcel, const char *html)
{
	serv_chat_invite(connection, parcel->chat_id, html, parcel->peer);
}

static void
go_topic(PurpleConnection *connection, const Parcel *parcel, const char *html)
{
	wd_stock_of(connection)->set_chat_topic(connection, parcel->chat_id, html);
}

static void
go_info(PurpleConnection *connection, const Parcel *parcel, const char *html)
{
	wd_stock_of(connection)->set_info(connection, html);
}

static void
go_raw(PurpleConnection *connection, const Parcel *parcel, const char *html)
{
	(void)wd_stock_of(connection)->send_raw(connection, html, (int)strlen(html));
}

static void
go_alias(PurpleConnection *connection, const Parcel *parcel, const char *html)
{
	wd_stock_of(connection)->set_public_alias(connection, html, NULL, NULL);
}

/* The buddy may be gone; then there is nobody to ask. */
static void
go_request(PurpleConnection *connection, const Parcel *parcel, const char *html)
{
	PurpleBuddy *buddy =
		purple_find_buddy(purple_connection_get_account(connection), parcel->peer);

	if (buddy != NULL)
		wd_stock_of(connection)
			->add_buddy_with_invite(
				connection, buddy, purple_buddy_get_group(buddy), html);
}

/* The status of the moment, which may be another one than that which was stopped: the text that was
 * judged is then no longer anybody's. */
static void
go_status(PurpleConnection *connection, const Parcel *parcel, const char *html)
{
	PurpleAccount *account = purple_connection_get_account(connection);
	PurpleStatus *status = purple_account_get_active_status(account);

	if (g_strcmp0(purple_status_get_attr_string(status, "message"), html) == 0)
		wd_stock_of(connection)->set_status(account, status);
}

/* Quietly into the status itself, so that window and wire say the same. */
static void
go_masked_status(PurpleConnection *connection, const Parcel *parcel, const char *html)
{
	PurpleAccount *account = purple_connection_get_account(connection);
	PurpleStatus *status = purple_account_get_active_status(account);

	purple_status_set_attr_string(status, "message", html);
	wd_stock_of(connection)->set_status(account, status);
}

typedef void (*Go)(PurpleConnection *connection, const Parcel *parcel, const char *html);

static const struct {
	Go go;
	Go go_masked; /* NULL: a line of the protocol's language would be another one */
	gboolean can_wait;
} ways[] = {
	[WD_WAY_IM] = {go_im, go_im, TRUE},
	[WD_WAY_CHAT] = {go_chat, go_chat, TRUE},
	[WD_WAY_WHISPER] = {go_whisper, go_whisper, FALSE},
	[WD_WAY_INVITE] = {go_invite, go_invite, FALSE},
	[WD_WAY_TOPIC] = {go_topic, go_topic, FALSE},
	[WD_WAY_INFO] = {go_info, go_info, FALSE},
	[WD_WAY_STATUS] = {go_status, go_masked_status, FALSE},
	[WD_WAY_RAW] = {go_raw, NULL, FALSE},
	[WD_WAY_ALIAS] = {go_alias, go_alias, FALSE},
	[WD_WAY_REQUEST] = {go_request, go_request, FALSE},
};

static gboolean
take(const Parcel *parcel, Go go, const char *html)
{
	PurpleAccount *account = wd_purple_find_account(parcel->protocol, parcel->account);

	if (account == NULL || !purple_account_is_connected(account) ||
	    wd_stock_of(purple_account_get_connection(account)) == NULL)
		return FALSE;
	go(purple_account_get_connection(account), parcel, html);
	return TRUE;
}

static gboolean
take_way(WdSession *session, const char *html, gpointer data)
{
	const Parcel *parcel = data;

	return take(parcel, ways[parcel->way].go, html);
}

static gboolean
take_masked(WdSession *session, const char *html, gpointer data)
{
	const Parcel *parcel = data;

	return take(parcel, ways[parcel->way].go_masked, html);
}

static const char *
name_room(const WdCall *call)
{
	PurpleConversation *room =
		call->is_chat ? purple_find_chat(call->connection, call->chat_id) : NULL;

	return room != NULL ? purple_conversation_get_name(room) : NULL;
}

static Parcel *
new_parcel(const WdCall *call, const char *peer)
{
	PurpleAccount *account = purple_connection_get_account(call->connection);
	Parcel *parcel = g_new0(Parcel, 1);

	parcel->protocol = g_strdup(purple_account_get_protocol_id(account));
	parcel->account = g_strdup(purple_account_get_username(account));
	parcel->peer = g_strdup(peer);
	parcel->chat_id = call->chat_id;
	parcel->flags = call->flags;
	parcel->way = call->way;
	return parcel;
}

/**
 * wd_way_may_leave:
 * @call: what a wrapped function was called with
 *
 * Returns: whether to chain to the protocol; if not, the person is being asked, or it went masked
 */
gboolean
wd_way_may_leave(const WdCall *call)
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
		.cannot_wait = !ways[call->way].can_wait,
		.send = take_way,
		.send_masked = ways[call->way].go_masked != NULL ? take_masked : NULL,
		.free_data = free_parcel,
	};

	if (session == NULL)
		return TRUE;
	timed.time_ms = wd_session_now_ms(session);
	fields.data = new_parcel(call, peer);
	if (!wd_purple_outgoing_may_pass(session, &timed, &fields))
		return FALSE;
	free_parcel(fields.data);
	return TRUE;
}
