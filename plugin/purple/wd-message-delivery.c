/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-message-delivery.h"

#include <string.h>

#include "purple/wd-purple-context.h"
#include "purple/wd-session-lessons.h"
#include "purple/wd-session-review.h"

#define STATE "message-delivery"

typedef struct {
	const WdEvent *released; /* (nullable) what is being delivered: nothing judges it again */
} Delivery;

/**
 * wd_message_delivery_is_on:
 * @session: the session
 * @account: where a message came in
 * @sender: from whom
 *
 * Only what is being delivered: a plugin that hears of it may let the main loop run, and other
 * messages come in meanwhile.
 *
 * Returns: whether the message is a released one
 */
gboolean
wd_message_delivery_is_on(WdSession *session, PurpleAccount *account, const char *sender)
{
	const Delivery *delivery = wd_session_get_state(session, STATE);
	const WdEvent *released = delivery != NULL ? delivery->released : NULL;
	g_autofree char *peer = NULL;

	if (released == NULL ||
	    account != wd_purple_find_account(released->protocol, released->account))
		return FALSE;
	peer = wd_purple_normalise_peer(account, sender);
	return strcmp(peer, released->peer) == 0;
}

static PurpleMessageFlags
flags_of(const WdEvent *event)
{
	PurpleMessageFlags flags = PURPLE_MESSAGE_RECV | PURPLE_MESSAGE_DELAYED;

	if (event->kind == WD_EVENT_ATTENTION)
		flags |= PURPLE_MESSAGE_SYSTEM | PURPLE_MESSAGE_NOTIFY;
	return flags;
}

/* Once decrypted a message must not pass OTR again, which would call it unencrypted; and nothing
 * may keep a released message back: neither the deny list that held it nor another plugin. */
static gboolean
must_write_directly(PurpleAccount *account, const WdEvent *event)
{
	return event->encryption == WD_ENCRYPTION_OTR ||
	       !purple_privacy_check(account, event->peer);
}

static void
write_directly(PurpleAccount *account, const WdEvent *event)
{
	PurpleConversation *conversation =
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, event->peer, account);

	if (conversation == NULL)
		conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, account, event->peer);
	purple_conv_im_write(PURPLE_CONV_IM(conversation),
			     event->peer,
			     event->html,
			     flags_of(event),
			     (time_t)(event->time_ms / 1000));
}

/* Nobody will ever sign on to it again: the row goes back to the person, who can still read it.
 * Without a single account the list may not be loaded yet. */
static gboolean
is_account_removed(const WdEvent *event)
{
	return purple_accounts_get_all() != NULL &&
	       wd_purple_find_account(event->protocol, event->account) == NULL;
}

static gboolean
deliver_im(WdSession *session, const WdHeld *held, WdDecision decision, gpointer data)
{
	Delivery *delivery = data;
	const WdEvent *event = held->event;
	PurpleAccount *account = wd_purple_find_account(event->protocol, event->account);

	if (is_account_removed(event))
		wd_session_expire(session, held->id);
	if (account == NULL || !purple_account_is_connected(account))
		return FALSE;
	if (!wd_session_claim(session, held))
		return FALSE;
	wd_session_lessons_note_shown(session, event);
	delivery->released = event;
	if (must_write_directly(account, event))
		write_directly(account, event);
	else
		serv_got_im(purple_account_get_connection(account),
			    event->peer,
			    event->html != NULL ? event->html : event->text,
			    flags_of(event),
			    (time_t)(event->time_ms / 1000));
	delivery->released = NULL;
	return TRUE;
}

static gboolean
deliver_chat(WdSession *session, const WdHeld *held, WdDecision decision, gpointer data)
{
	const WdEvent *event = held->event;
	PurpleAccount *account = wd_purple_find_account(event->protocol, event->account);
	PurpleConversation *room = NULL;
	const char *nick = NULL;

	if (is_account_removed(event))
		wd_session_expire(session, held->id);
	if (account != NULL && event->conversation != NULL) {
		room = purple_find_conversation_with_account(
			PURPLE_CONV_TYPE_CHAT, event->conversation, account);
		nick = wd_purple_find_nick(account, event);
	}
	if (room == NULL || nick == NULL || !wd_session_claim(session, held))
		return FALSE;
	wd_session_lessons_note_shown(session, event);
	/* Straight into the room: it need not be joined at this moment to be read. */
	purple_conv_chat_write(PURPLE_CONV_CHAT(room),
			       nick,
			       event->html != NULL ? event->html : event->text,
			       flags_of(event),
			       (time_t)(event->time_ms / 1000));
	return TRUE;
}

static const struct {
	WdEventKind kind;
	WdDeliver deliver;
} deliveries[] = {
	{WD_EVENT_IM, deliver_im},
	{WD_EVENT_ATTENTION, deliver_im},
	{WD_EVENT_CHAT, deliver_chat},
};

/**
 * wd_message_delivery_attach:
 * @session: the session
 */
void
wd_message_delivery_attach(WdSession *session)
{
	Delivery *delivery = g_new0(Delivery, 1);

	wd_session_set_state(session, STATE, delivery, g_free);
	for (gsize i = 0; i < G_N_ELEMENTS(deliveries); i++)
		wd_session_set_deliver(session,
				       deliveries[i].kind,
				       WD_DIRECTION_IN,
				       deliveries[i].deliver,
				       delivery);
}

/**
 * wd_message_delivery_detach:
 * @session: the session
 */
void
wd_message_delivery_detach(WdSession *session)
{
	for (gsize i = 0; i < G_N_ELEMENTS(deliveries); i++)
		wd_session_set_deliver(session, deliveries[i].kind, WD_DIRECTION_IN, NULL, NULL);
	wd_session_set_state(session, STATE, NULL, NULL);
}
