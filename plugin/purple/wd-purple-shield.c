/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-shield.h"

#include "purple/wd-person-menu.h"
#include "purple/wd-purple-context.h"
#include "purple/wd-purple-person.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-session-pause.h"
#include "purple/wd-tls-facts.h"
#include "purple/wd-tls-rules.h"

#define OUR_LOGGER  "warden" /* see wd-purple-log.c */
#define MAX_COUNTED 100      /* of one kind; more is many */

static const WdShieldConnection connections[] = {
	[WD_TRANSPORT_TLS] = WD_SHIELD_CONNECTION_TLS,
	[WD_TRANSPORT_SETTING] = WD_SHIELD_CONNECTION_LOOSE,
	[WD_TRANSPORT_PLAIN] = WD_SHIELD_CONNECTION_PLAIN,
	[WD_TRANSPORT_UNKNOWN] = WD_SHIELD_CONNECTION_UNKNOWN,
};

/* What was seen of the connection of this moment; else what the account's settings promise. */
static void
look_at_connection(PurpleAccount *account, WdShield *shield)
{
	if (!purple_account_is_connected(account)) {
		shield->connection = WD_SHIELD_CONNECTION_OFFLINE;
		return;
	}
	switch (wd_tls_facts_look(purple_account_get_connection(account), &shield->tls_version)) {
	case WD_TLS_SIGHT_ENCRYPTED:
		shield->connection = WD_SHIELD_CONNECTION_SEEN_TLS;
		break;
	case WD_TLS_SIGHT_CLEAR:
		shield->connection = WD_SHIELD_CONNECTION_SEEN_CLEAR;
		break;
	case WD_TLS_SIGHT_NONE:
		shield->connection = connections[wd_tls_rules_judge(account)];
		break;
	}
}

static WdEvent *
new_event(WdSession *session,
	  PurpleAccount *account,
	  const WdPlace *place,
	  WdEventKind kind,
	  WdDirection direction)
{
	g_autofree char *peer = wd_purple_normalise_peer(account, place->peer);
	const WdEvent fields = {
		.kind = kind,
		.direction = direction,
		.protocol = place->protocol,
		.account = place->account,
		.peer = peer,
		.file_size = -1,
		.time_ms = wd_session_now_ms(session),
	};

	return wd_event_new(&fields);
}

/* Not by wd_purple_context_fill(): that notes who was seen first, and looking is not meeting. */
static gboolean
is_trusted(WdSession *session, PurpleAccount *account, const char *peer)
{
	WdTrust *trust = wd_session_get_trust(session);

	return wd_person_is_trusted(session, account, peer) ||
	       wd_purple_person_is_contact(account, peer) ||
	       (trust != NULL && wd_purple_person_is_trusted(account, peer, trust));
}

static WdShieldPeer
look_at_peer(WdSession *session, PurpleAccount *account, const WdEvent *sent)
{
	WdTrust *trust = wd_session_get_trust(session);
	WdContext context = {0};

	if (wd_purple_is_contact(account, sent->peer))
		return WD_SHIELD_PEER_CONTACT;
	if (is_trusted(session, account, sent->peer))
		return WD_SHIELD_PEER_TRUSTED;
	wd_tracker_look(wd_session_get_tracker(session), sent, &context);
	if (context.wrote_first ||
	    (trust != NULL &&
	     wd_trust_has_i_written(trust, sent->protocol, sent->account, sent->peer)))
		return WD_SHIELD_PEER_WRITTEN_TO;
	return purple_account_is_connected(account) ? WD_SHIELD_PEER_STRANGER
						    : WD_SHIELD_PEER_UNKNOWN;
}

static WdShieldLogs
look_at_logs(PurpleAccount *account, const WdPlace *place)
{
	PurpleConversation *conversation = purple_find_conversation_with_account(
		place->is_chat ? PURPLE_CONV_TYPE_CHAT : PURPLE_CONV_TYPE_IM, place->peer, account);
	const PurpleLogLogger *logger = purple_log_logger_get();

	if (conversation == NULL || !purple_conversation_is_logging(conversation))
		return WD_SHIELD_LOGS_NONE;
	return logger != NULL && purple_strequal(logger->id, OUR_LOGGER) ? WD_SHIELD_LOGS_ENCRYPTED
									 : WD_SHIELD_LOGS_CLEAR;
}

/* By the database's index; nothing is unsealed. */
static guint
count_held(WdSession *session, PurpleAccount *account, const WdPlace *place)
{
	static const WdEventKind kinds[] = {
		WD_EVENT_IM, WD_EVENT_CONTACT_REQUEST, WD_EVENT_ATTENTION, WD_EVENT_FILE};
	WdQueue *queue = wd_session_get_queue(session);
	guint n_held = 0;

	if (queue == NULL || wd_queue_count_waiting(queue) == 0)
		return 0;
	for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
		g_autoptr(WdEvent) event =
			new_event(session, account, place, kinds[i], WD_DIRECTION_IN);
		g_auto(GStrv) ids = wd_queue_list_same(queue, event, MAX_COUNTED);

		n_held += g_strv_length(ids);
	}
	return n_held;
}

/**
 * wd_purple_shield_look:
 * @session: the session
 * @place: a conversation, open or not
 * @shield: (out caller-allocates): what is known of it; all unknown where there is no such account
 */
void
wd_purple_shield_look(WdSession *session, const WdPlace *place, WdShield *shield)
{
	PurpleAccount *account = wd_purple_find_account(place->protocol, place->account);
	g_autoptr(WdEvent) event = NULL;

	*shield = (WdShield){.paused_until_ms = wd_session_get_paused_until_ms(session)};
	if (account == NULL || place->peer == NULL)
		return;
	look_at_connection(account, shield);
	shield->logs = look_at_logs(account, place);
	if (place->is_chat) {
		shield->peer = WD_SHIELD_PEER_ROOM;
		return;
	}
	event = new_event(session, account, place, WD_EVENT_IM, WD_DIRECTION_OUT);
	shield->peer = look_at_peer(session, account, event);
	shield->is_always_held = wd_person_is_held(session, account, place->peer);
	shield->is_end_to_end = wd_session_was_encrypted(session, account, event);
	shield->n_held = count_held(session, account, place);
}
