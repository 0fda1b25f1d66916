/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-report-menu.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-menus.h"
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
report(WdSession *session, PurpleAccount *account, const char *peer, int what)
{
	PurpleConversation *conversation =
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, peer, account);
	PurpleConvMessage *message = conversation != NULL ? find_last_message(conversation) : NULL;
	WdPurpleMessage told = {
		.kind = WD_EVENT_IM,
		.direction = WD_DIRECTION_IN,
		.account = account,
		.raw_peer = peer,
		.time_ms = wd_session_now_ms(session),
	};
	g_autoptr(WdEvent) event = NULL;

	if (message != NULL) {
		told.raw_html = purple_conversation_message_get_message(message);
		told.time_ms =
			(gint64)purple_conversation_message_get_timestamp(message) * MS_PER_S;
		told.server_id = wd_xmpp_wire_find_server_id(session, account, peer);
	}
	event = wd_purple_event_new(&told);
	wd_purple_report_person(session, event);
}

static const WdMenuEntry entry = {N_("Report and Block\u2026"), report, 0};

static GList *
list_entries(WdSession *session, PurpleAccount *account, const char *peer)
{
	return purple_account_is_connected(account) ? g_list_append(NULL, (gpointer)&entry) : NULL;
}

static const WdPersonMenu menu = {list_entries};

/**
 * wd_report_menu_attach:
 * @session: the session
 */
void
wd_report_menu_attach(WdSession *session)
{
	wd_menus_attach_person(&menu);
}

/**
 * wd_report_menu_detach:
 * @session: the session
 */
void
wd_report_menu_detach(WdSession *session)
{
	wd_menus_detach(&menu);
}
