/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-report-menu.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-purple-context.h"
#include "purple/wd-purple-event.h"
#include "purple/wd-purple-report.h"
#include "purple/wd-xmpp-wire.h"

#define MS_PER_S 1000

/* What the sender wrote last, as the client still has it: nothing is kept for this. */
static PurpleConvMessage *
find_last_message(PurpleConversation *conversation)
{
	GList *newest = purple_conversation_get_message_history(conversation);

	for (GList *l = newest; l != NULL; l = l->next) {
		PurpleConvMessage *message = l->data;

		if ((purple_conversation_message_get_flags(message) & PURPLE_MESSAGE_RECV) != 0)
			return message;
	}
	return NULL;
}

static void
report(PurpleAccount *account, const char *peer)
{
	WdSession *session = wd_session_get();
	PurpleConversation *conversation =
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, peer, account);
	PurpleConvMessage *message = conversation != NULL ? find_last_message(conversation) : NULL;
	WdPurpleMessage told = {
		.kind = WD_EVENT_IM,
		.direction = WD_DIRECTION_IN,
		.account = account,
		.raw_peer = peer,
	};
	g_autoptr(WdEvent) event = NULL;

	if (session == NULL)
		return;
	told.time_ms = wd_session_now_ms(session);
	if (message != NULL) {
		told.raw_html = purple_conversation_message_get_message(message);
		told.time_ms =
			(gint64)purple_conversation_message_get_timestamp(message) * MS_PER_S;
		told.server_id = wd_xmpp_wire_find_server_id(session, account, peer);
	}
	event = wd_purple_event_new(&told);
	wd_purple_report_person(session, event);
}

static void
conversation_chosen(PurpleConversation *conversation, gpointer data)
{
	report(purple_conversation_get_account(conversation),
	       purple_conversation_get_name(conversation));
}

static void
buddy_chosen(PurpleBlistNode *node, gpointer data)
{
	report(purple_buddy_get_account((PurpleBuddy *)node),
	       purple_buddy_get_name((PurpleBuddy *)node));
}

static void
append(GList **menu, PurpleCallback callback)
{
	*menu = g_list_append(
		*menu, purple_menu_action_new(_("Report and block\u2026"), callback, NULL, NULL));
}

/* Pidgin shows both menus in the window of a contact: one entry is enough. */
static void
extend_conversation(PurpleConversation *conversation, GList **menu, gpointer data)
{
	PurpleAccount *account = purple_conversation_get_account(conversation);

	if (purple_conversation_get_type(conversation) == PURPLE_CONV_TYPE_IM &&
	    purple_account_is_connected(account) &&
	    !wd_purple_is_contact(account, purple_conversation_get_name(conversation)))
		append(menu, PURPLE_CALLBACK(conversation_chosen));
}

static void
extend_node(PurpleBlistNode *node, GList **menu, gpointer data)
{
	PurpleBuddy *buddy = (PurpleBuddy *)node;

	if (PURPLE_BLIST_NODE_IS_BUDDY(node) &&
	    purple_account_is_connected(purple_buddy_get_account(buddy)) &&
	    wd_purple_is_contact(purple_buddy_get_account(buddy), purple_buddy_get_name(buddy)))
		append(menu, PURPLE_CALLBACK(buddy_chosen));
}

static const struct {
	void *(*get_instance)(void);
	const char *signal;
	PurpleCallback callback;
} hooks[] = {
	{purple_conversations_get_handle,
	 "conversation-extended-menu",
	 PURPLE_CALLBACK(extend_conversation)},
	{purple_blist_get_handle, "blist-node-extended-menu", PURPLE_CALLBACK(extend_node)},
};

/**
 * wd_report_menu_attach:
 * @session: the session
 */
void
wd_report_menu_attach(WdSession *session)
{
	for (guint i = 0; i < G_N_ELEMENTS(hooks); i++)
		purple_signal_connect(hooks[i].get_instance(),
				      hooks[i].signal,
				      wd_session_get_plugin(session),
				      hooks[i].callback,
				      NULL);
}

/**
 * wd_report_menu_detach:
 * @session: the session
 */
void
wd_report_menu_detach(WdSession *session)
{
	for (guint i = 0; i < G_N_ELEMENTS(hooks); i++)
		purple_signal_disconnect(hooks[i].get_instance(),
					 hooks[i].signal,
					 wd_session_get_plugin(session),
					 hooks[i].callback);
}
