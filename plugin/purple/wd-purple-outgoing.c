/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Outgoing messages.  The first look, at priority -9000, sees what the person wrote, before any
 * plugin; the second, at +9000, sees what OTR and the others made of it.  Only the second can tell
 * whether a message is encrypted, and only it sees text that another plugin produced.  What both
 * let pass is remembered for a moment, so that the protocol's own send function, which is wrapped
 * too, does not ask again.
 */
#include "config.h"

#include "purple/wd-purple-outgoing.h"

#include <string.h>

#include "purple/wd-outgoing.h"
#include "purple/wd-purple-inline.h"
#include "purple/wd-purple-markup.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-wire-encryption.h"

#define STATE           "outgoing"
#define PRIORITY_FIRST  -9000
#define PRIORITY_SECOND 9000
#define PASSED_MAX      16 /* texts remembered between signal and protocol */

/**
 * wd_outgoing_get:
 * @session: the session
 *
 * Returns: (nullable): what is inside, %NULL when it is off duty
 */
WdOutgoing *
wd_outgoing_get(WdSession *session)
{
	return wd_session_get_state(session, STATE);
}

static void
free_outgoing(gpointer data)
{
	WdOutgoing *outgoing = data;

	g_queue_clear_full(&outgoing->passed, g_free);
	wd_pastes_free(outgoing->pastes);
	g_free(outgoing->first_passed);
	g_free(outgoing);
}

/**
 * wd_outgoing_text_key:
 * @account: the person's account
 * @peer: as the protocol is told
 * @is_chat: whether @peer is a room
 * @html: the text
 *
 * A digest, not the text: keys outlive the message by a moment.
 *
 * Returns: (transfer full): what stands for this text in this place
 */
char *
wd_outgoing_text_key(PurpleAccount *account, const char *peer, gboolean is_chat, const char *html)
{
	g_autofree char *place = wd_outgoing_conversation_key(account, peer, is_chat);
	g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, html, -1);

	return g_strconcat(place, "\n", digest, NULL);
}

/**
 * wd_outgoing_remember:
 * @outgoing: the part
 * @key: (transfer full): of what both looks let pass
 */
void
wd_outgoing_remember(WdOutgoing *outgoing, char *key)
{
	g_queue_push_tail(&outgoing->passed, key);
	if (g_queue_get_length(&outgoing->passed) > PASSED_MAX)
		g_free(g_queue_pop_head(&outgoing->passed));
}

/**
 * wd_outgoing_take:
 * @outgoing: the part
 * @key: of what is about to leave
 *
 * Once: the same text again is judged again, or a worm would need to be asked about only once.
 *
 * Returns: whether both looks let it pass just now
 */
gboolean
wd_outgoing_take(WdOutgoing *outgoing, const char *key)
{
	GList *found = g_queue_find_custom(&outgoing->passed, key, (GCompareFunc)strcmp);

	if (found == NULL)
		return FALSE;
	g_free(found->data);
	g_queue_delete_link(&outgoing->passed, found);
	return TRUE;
}

/* At this moment the client still has the text where it was written. */
static WdTyped
look_typed(WdOutgoing *outgoing, const WdSending *sending)
{
	const WdPlace place = wd_outgoing_place_of(sending);
	g_autofree char *valid = g_utf8_make_valid(*sending->message, -1);
	g_autofree char *text = wd_purple_markup_to_text(valid);

	return wd_session_look_typed(outgoing->session, &place, text);
}

static gboolean
belongs_to_draft(WdOutgoing *outgoing, const WdSending *sending)
{
	const WdPlace place = wd_outgoing_place_of(sending);

	return wd_outgoing_sends_lines(sending) &&
	       !wd_purple_drafts_is_sending(outgoing->session) &&
	       wd_purple_drafts_append_line(outgoing->session, &place, *sending->message);
}

static void
note(WdOutgoing *outgoing, const WdSending *sending, const WdEvent *event)
{
	wd_session_note(outgoing->session, sending->account, event);
	wd_purple_inline_note(outgoing->session, sending->account, event, *sending->message);
}

static void
look_first(WdOutgoing *outgoing, WdSending *sending)
{
	g_autoptr(WdEvent) event = NULL;
	g_autoptr(WdVerdict) verdict = NULL;

	g_clear_pointer(&outgoing->first_passed, g_free);
	outgoing->first_typed = WD_TYPED_UNKNOWN;
	if (*sending->message == NULL || **sending->message == '\0')
		return;
	if (belongs_to_draft(outgoing, sending)) {
		wd_outgoing_drop(sending->message);
		return;
	}
	sending->typed = outgoing->first_typed = look_typed(outgoing, sending);
	verdict = wd_outgoing_peek_first(outgoing, sending, &event);
	wd_purple_inline_judge(
		outgoing->session, sending->account, event, *sending->message, verdict);
	if (!wd_outgoing_is_stopped(outgoing, event, verdict)) {
		if (!wd_purple_drafts_is_sending(outgoing->session))
			note(outgoing, sending, event);
		outgoing->first_passed = wd_outgoing_text_key(
			sending->account, sending->peer, sending->is_chat, *sending->message);
	} else if (!wd_outgoing_redact(outgoing, sending, event, verdict)) {
		wd_outgoing_stop(outgoing, sending, event, g_steal_pointer(&verdict));
	}
}

/* The words are for the event's peer alone. */
static WdEvent *
new_bare_event(WdOutgoing *outgoing, const WdSending *sending)
{
	const WdPurpleMessage told = {
		.kind = WD_EVENT_IM,
		.direction = WD_DIRECTION_OUT,
		.account = sending->account,
		.raw_peer = sending->peer,
		.time_ms = wd_session_now_ms(outgoing->session),
	};

	return wd_purple_event_new(&told);
}

static void
note_encryption(WdOutgoing *outgoing, const WdSending *sending, gboolean is_encrypted)
{
	g_autoptr(WdEvent) event = NULL;

	if (sending->is_chat)
		return;
	event = new_bare_event(outgoing, sending);
	wd_session_note_encryption(outgoing->session, event, is_encrypted);
}

static gboolean
was_encrypted(WdOutgoing *outgoing, const WdSending *sending)
{
	g_autoptr(WdEvent) event = NULL;

	if (sending->is_chat)
		return FALSE;
	event = new_bare_event(outgoing, sending);
	return wd_session_was_encrypted(outgoing->session, sending->account, event);
}

static void
look_second(WdOutgoing *outgoing, WdSending *sending)
{
	g_autofree char *key = NULL;
	g_autoptr(WdEvent) event = NULL;
	g_autoptr(WdVerdict) verdict = NULL;
	WdEncryption encryption;

	if (*sending->message == NULL || **sending->message == '\0')
		return;
	if (wd_purple_event_is_ciphertext(*sending->message)) {
		note_encryption(outgoing, sending, TRUE);
		return;
	}
	key = wd_outgoing_text_key(
		sending->account, sending->peer, sending->is_chat, *sending->message);
	/* Where the stanza is encrypted, the wire is looked at instead. */
	encryption = wd_wire_encryption_expect(sending->account);
	if (g_strcmp0(key, outgoing->first_passed) != 0 || wd_outgoing_needs_encryption(outgoing) ||
	    was_encrypted(outgoing, sending)) {
		sending->typed = outgoing->first_typed; /* what plugins add is still the person's */
		verdict = wd_outgoing_peek_all(outgoing, sending, encryption, &event);
		if (wd_outgoing_is_stopped(outgoing, event, verdict)) {
			/* The window may show it already. */
			wd_outgoing_refuse_unmasked(verdict);
			wd_outgoing_stop(outgoing, sending, event, g_steal_pointer(&verdict));
			return;
		}
	}
	if (encryption == WD_ENCRYPTION_NONE)
		note_encryption(outgoing, sending, FALSE);
	wd_outgoing_remember(outgoing, g_steal_pointer(&key));
}

typedef void (*Look)(WdOutgoing *outgoing, WdSending *sending);

static void
look_at_im(WdOutgoing *outgoing, PurpleAccount *account, const char *who, char **message, Look look)
{
	WdSending sending = {
		.account = account,
		.peer = who,
		.conversation =
			purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, who, account),
		.message = message,
	};

	look(outgoing, &sending);
}

static void
look_at_chat(WdOutgoing *outgoing, PurpleAccount *account, int id, char **message, Look look)
{
	PurpleConversation *room = purple_find_chat(purple_account_get_connection(account), id);
	WdSending sending = {
		.account = account,
		.peer = room != NULL ? purple_conversation_get_name(room) : "",
		.is_chat = TRUE,
		.conversation = room,
		.message = message,
	};

	look(outgoing, &sending);
}

static void
sending_im_first(PurpleAccount *account, const char *who, char **message, gpointer data)
{
	look_at_im(data, account, who, message, look_first);
}

static void
sending_im_second(PurpleAccount *account, const char *who, char **message, gpointer data)
{
	look_at_im(data, account, who, message, look_second);
}

static void
sending_chat_first(PurpleAccount *account, char **message, int id, gpointer data)
{
	look_at_chat(data, account, id, message, look_first);
}

static void
sending_chat_second(PurpleAccount *account, char **message, int id, gpointer data)
{
	look_at_chat(data, account, id, message, look_second);
}

static const struct {
	const char *signal;
	PurpleCallback callback;
	int priority;
} hooks[] = {
	{"sending-im-msg", PURPLE_CALLBACK(sending_im_first), PRIORITY_FIRST},
	{"sending-im-msg", PURPLE_CALLBACK(sending_im_second), PRIORITY_SECOND},
	{"sending-chat-msg", PURPLE_CALLBACK(sending_chat_first), PRIORITY_FIRST},
	{"sending-chat-msg", PURPLE_CALLBACK(sending_chat_second), PRIORITY_SECOND},
};

/**
 * wd_purple_outgoing_attach:
 * @session: the session
 */
void
wd_purple_outgoing_attach(WdSession *session)
{
	WdOutgoing *outgoing = g_new0(WdOutgoing, 1);

	outgoing->session = session;
	outgoing->pastes = wd_pastes_new();
	g_queue_init(&outgoing->passed);
	wd_session_set_state(session, STATE, outgoing, free_outgoing);
	for (gsize i = 0; i < G_N_ELEMENTS(hooks); i++)
		purple_signal_connect_priority(purple_conversations_get_handle(),
					       hooks[i].signal,
					       wd_session_get_plugin(session),
					       hooks[i].callback,
					       outgoing,
					       hooks[i].priority);
}

/**
 * wd_purple_outgoing_detach:
 * @session: the session
 */
void
wd_purple_outgoing_detach(WdSession *session)
{
	for (gsize i = G_N_ELEMENTS(hooks); i-- > 0;)
		purple_signal_disconnect(purple_conversations_get_handle(),
					 hooks[i].signal,
					 wd_session_get_plugin(session),
					 hooks[i].callback);
	wd_session_set_state(session, STATE, NULL, NULL);
}
