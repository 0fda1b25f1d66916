/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Incoming messages.  A stranger is judged at priority -9000, before OTR at 0 could answer a
 * handshake; everybody is judged at +5000, on the text that OTR has decrypted.  What is held or
 * blocked leaves no window, no log line and no sound: the core frees it and goes on.
 */
#include "config.h"

#include "purple/wd-purple-messages.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/challenge/wd-challenge-signs.h"
#include "engine/text/wd-utf8.h"
#include "purple/wd-message-delivery.h"
#include "purple/wd-message-dress.h"
#include "purple/wd-purple-challenge.h"
#include "purple/wd-purple-context.h"
#include "purple/wd-purple-event.h"
#include "purple/wd-purple-markup.h"
#include "purple/wd-purple-say.h"
#include "purple/wd-purple-shown.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-session-lessons.h"
#include "purple/wd-session-review.h"
#include "purple/wd-xmpp-wire.h"

#define STATE            "messages"
#define PRIORITY_GATE    -9000
#define PRIORITY_CONTENT 5000
#define MAX_NAME_CHARS   60
#define HISTORY_MS       30000 /* how long after joining a room plays its last lines */

typedef struct {
	WdSession *session;
	gboolean was_ciphertext; /* the message that passes just now, as it arrived */
	/* The message that passes just now, as the gate saw it; and what it thought of a
	 * stranger's. */
	char *gate_message;
	WdEvent *gate_event;
	WdVerdict *gate_verdict;
	GHashTable *greetings; /* conversation key -> GREETING_* */
	GHashTable *written;   /* conversation keys: noted already that I wrote there */
	GHashTable *joined;    /* conversation key of a room -> gint64 *: when, Unix ms */
} Messages;

enum { GREETING_DUE = 1, GREETING_DONE };

static void
forget_gate(Messages *messages)
{
	g_clear_pointer(&messages->gate_message, g_free);
	g_clear_pointer(&messages->gate_event, wd_event_unref);
	g_clear_pointer(&messages->gate_verdict, wd_verdict_free);
}

static void
free_messages(gpointer data)
{
	Messages *messages = data;

	forget_gate(messages);
	g_hash_table_unref(messages->greetings);
	g_hash_table_unref(messages->written);
	g_hash_table_unref(messages->joined);
	g_free(messages);
}

static char *
key_of(PurpleAccount *account, const char *raw_peer)
{
	g_autofree char *peer = wd_purple_normalise_peer(account, raw_peer);

	return g_strdup_printf("%s\n%s\n%s",
			       purple_account_get_protocol_id(account),
			       purple_account_get_username(account),
			       peer);
}

/* My own lines come back from my other devices. */
static gboolean
is_from_peer(const char *sender, const char *message, PurpleMessageFlags flags)
{
	return sender != NULL && message != NULL && (flags & PURPLE_MESSAGE_SEND) == 0;
}

/* My own lines come back from the room. The core knows them by their normalised name, and XMPP
 * normalises the nicks "Me" and "me/1" of other members to mine, "me". */
static gboolean
is_from_member(PurpleAccount *account,
	       PurpleConversation *room,
	       const char *sender,
	       const char *message,
	       PurpleMessageFlags flags)
{
	const char *nick = purple_conv_chat_get_nick(PURPLE_CONV_CHAT(room));

	if (sender == NULL || message == NULL)
		return FALSE;
	if ((flags & PURPLE_MESSAGE_SEND) == 0)
		return TRUE;
	return nick != NULL && strcmp(nick, sender) != 0 &&
	       g_strcmp0(nick, purple_normalize(account, sender)) == 0;
}

static WdEvent *
new_event(Messages *messages,
	  PurpleAccount *account,
	  PurpleConversation *room,
	  const char *sender,
	  const char *message,
	  PurpleMessageFlags flags)
{
	const WdPurpleMessage told = {
		.kind = room != NULL                           ? WD_EVENT_CHAT
			: (flags & PURPLE_MESSAGE_NOTIFY) != 0 ? WD_EVENT_ATTENTION
							       : WD_EVENT_IM,
		.direction = WD_DIRECTION_IN,
		.account = account,
		.raw_peer = sender,
		.raw_room = room != NULL ? purple_conversation_get_name(room) : NULL,
		.raw_html = message,
		.server_id = room == NULL ? wd_xmpp_wire_find_server_id(
						    messages->session, account, sender)
					  : NULL,
		.encryption = messages->was_ciphertext ? WD_ENCRYPTION_OTR : WD_ENCRYPTION_NONE,
		.time_ms = wd_session_now_ms(messages->session),
	};

	return wd_purple_event_new(&told);
}

/* A row holds no more than was judged; what is missing there is said. */
static char *
hold(Messages *messages, const WdEvent *event, const WdVerdict *verdict, const char *message)
{
	g_autofree char *html = NULL;
	g_autoptr(WdEvent) cut = NULL;
	WdEvent fields = *event;

	if (!wd_purple_event_is_cut(message))
		return wd_session_hold(messages->session, event, verdict);
	html = wd_purple_markup_add_mark(
		event->html, _("Very long message"), _("Only its beginning was kept."));
	fields.html = html;
	cut = wd_event_new(&fields);
	return wd_session_hold(messages->session, cut, verdict);
}

/* Returns whether the core is to forget the message. */
static gboolean
act(Messages *messages,
    const WdEvent *event,
    const WdVerdict *verdict,
    char **message,
    PurpleMessageFlags *flags)
{
	g_autofree char *id = NULL;

	if (verdict->action < WD_ACTION_HOLD) {
		wd_session_lessons_note_shown(messages->session, event);
		wd_message_dress(message, flags, verdict);
		wd_purple_shown_note(messages->session, event);
		return FALSE;
	}
	wd_purple_shown_mark(messages->session, event, verdict);
	if (verdict->action == WD_ACTION_BLOCK) {
		if ((verdict->treatment & WD_TREATMENT_NO_COPY) == 0)
			id = hold(messages, event, verdict, *message);
		return TRUE;
	}
	id = hold(messages, event, verdict, *message);
	if (id != NULL)
		return TRUE;
	wd_session_lessons_note_shown(messages->session, event);
	wd_message_dress_unkept(message, flags, verdict);
	return FALSE;
}

static gboolean
gate_im(PurpleAccount *account,
	char **sender,
	char **message,
	PurpleConversation *conversation,
	PurpleMessageFlags *flags,
	gpointer data)
{
	Messages *messages = data;
	g_autoptr(WdEvent) event = NULL;
	g_autoptr(WdVerdict) verdict = NULL;

	forget_gate(messages);
	messages->was_ciphertext = FALSE;
	if (!is_from_peer(*sender, *message, *flags) ||
	    wd_message_delivery_is_on(messages->session, account, *sender))
		return FALSE;
	wd_message_repair_name(sender);
	wd_message_repair(message);
	event = new_event(messages, account, NULL, *sender, *message, *flags);
	messages->was_ciphertext = wd_purple_event_is_ciphertext(*message);
	messages->gate_message = g_strdup(*message);
	messages->gate_event = wd_event_ref(event);
	if (!wd_session_is_stranger(messages->session, account, event))
		return FALSE;
	verdict = wd_session_peek(messages->session, account, event);
	if (verdict->action >= WD_ACTION_HOLD) {
		const WdPurpleStranger stranger = {account, *sender, event, *flags};
		WdMeeting meeting = wd_purple_challenge_meet(messages->session, &stranger, verdict);

		if (meeting != WD_MEETING_HOLD)
			return meeting == WD_MEETING_ANSWER;
		wd_session_record(messages->session, account, event, verdict);
		return act(messages, event, verdict, message, flags);
	}
	messages->gate_verdict = g_steal_pointer(&verdict);
	return FALSE;
}

/* What the gate saw and thought holds while nobody has changed the text since. */
static WdEvent *
take_gate_event(Messages *messages, const char *message, WdVerdict **verdict)
{
	if (g_strcmp0(messages->gate_message, message) != 0)
		return NULL;
	*verdict = g_steal_pointer(&messages->gate_verdict);
	return g_steal_pointer(&messages->gate_event);
}

static void
note_greeting(Messages *messages, PurpleAccount *account, const char *sender)
{
	g_autofree char *key = key_of(account, sender);

	if (!g_hash_table_contains(messages->greetings, key))
		g_hash_table_insert(
			messages->greetings, g_steal_pointer(&key), GINT_TO_POINTER(GREETING_DUE));
}

static gboolean
judge_im(PurpleAccount *account,
	 char **sender,
	 char **message,
	 PurpleConversation *conversation,
	 PurpleMessageFlags *flags,
	 gpointer data)
{
	Messages *messages = data;
	g_autoptr(WdEvent) event = NULL;
	g_autoptr(WdVerdict) verdict = NULL;

	if (!is_from_peer(*sender, *message, *flags) ||
	    wd_message_delivery_is_on(messages->session, account, *sender))
		return FALSE;
	wd_message_repair(message);
	event = take_gate_event(messages, *message, &verdict);
	forget_gate(messages);
	if (event == NULL)
		event = new_event(messages, account, NULL, *sender, *message, *flags);
	if (verdict == NULL)
		verdict = wd_session_peek(messages->session, account, event);
	wd_session_record(messages->session, account, event, verdict);
	if ((verdict->treatment & WD_TREATMENT_SCREEN) != 0)
		note_greeting(messages, account, *sender);
	return act(messages, event, verdict, message, flags);
}

static void
joined(PurpleConversation *room, gpointer data)
{
	Messages *messages = data;
	gint64 *joined_ms = g_new(gint64, 1);

	*joined_ms = wd_session_now_ms(messages->session);
	g_hash_table_insert(
		messages->joined,
		key_of(purple_conversation_get_account(room), purple_conversation_get_name(room)),
		joined_ms);
}

/* Any member can say of his line that it is an old one, so only the time after joining tells. */
static gboolean
is_history(Messages *messages,
	   PurpleAccount *account,
	   PurpleConversation *room,
	   PurpleMessageFlags flags)
{
	g_autofree char *key = NULL;
	const gint64 *joined_ms;

	if ((flags & PURPLE_MESSAGE_DELAYED) == 0)
		return FALSE;
	key = key_of(account, purple_conversation_get_name(room));
	joined_ms = g_hash_table_lookup(messages->joined, key);
	return joined_ms != NULL &&
	       ABS(wd_session_now_ms(messages->session) - *joined_ms) <= HISTORY_MS;
}

/* A room plays its last lines again to whoever joins: they are looked at, but neither counted nor
 * kept once more. */
static gboolean
judge_history(Messages *messages,
	      PurpleAccount *account,
	      const WdEvent *event,
	      char **message,
	      PurpleMessageFlags *flags)
{
	g_autoptr(WdVerdict) verdict = wd_session_peek(messages->session, account, event);

	if (verdict->action == WD_ACTION_BLOCK)
		return TRUE;
	if (verdict->action == WD_ACTION_HOLD)
		wd_message_dress_unkept(message, flags, verdict);
	else
		wd_message_dress(message, flags, verdict);
	return FALSE;
}

static gboolean
judge_chat(PurpleAccount *account,
	   char **sender,
	   char **message,
	   PurpleConversation *room,
	   PurpleMessageFlags *flags,
	   gpointer data)
{
	Messages *messages = data;
	g_autoptr(WdEvent) event = NULL;
	g_autoptr(WdVerdict) verdict = NULL;

	if (!is_from_member(account, room, *sender, *message, *flags))
		return FALSE;
	wd_message_repair_name(sender);
	wd_message_repair(message);
	messages->was_ciphertext = FALSE;
	event = new_event(messages, account, room, *sender, *message, *flags);
	if (is_history(messages, account, room, *flags))
		return judge_history(messages, account, event, message, flags);
	verdict = wd_session_judge(messages->session, account, event);
	return act(messages, event, verdict, message, flags);
}

static void
greet(PurpleConversation *conversation)
{
	g_autofree char *name =
		wd_utf8_show(purple_conversation_get_name(conversation), MAX_NAME_CHARS);
	/* Translators: %s is the name of somebody who wrote for the first time. */
	g_autofree char *line = g_markup_printf_escaped(
		_("First contact: %s is not in your contact list. Be careful with links, files and "
		  "questions until you know who it is."),
		name);

	wd_purple_say_markup(conversation, line);
}

/* An automatic answer is not the person's word: it must make nobody an acquaintance. Nor must a
 * question that Warden asked on another device and whose copy has come here. */
static gboolean
is_my_writing(const char *message, PurpleMessageFlags flags)
{
	return (flags & PURPLE_MESSAGE_SEND) != 0 &&
	       (flags & (PURPLE_MESSAGE_AUTO_RESP | PURPLE_MESSAGE_SYSTEM)) == 0 &&
	       !wd_challenge_is_ours(message);
}

/* After the message stands in its window: the note about a first contact follows it; and what I
 * wrote, here or on another device, passes here and nowhere else. */
static void
wrote_im(PurpleAccount *account,
	 const char *who,
	 const char *message,
	 PurpleConversation *conversation,
	 PurpleMessageFlags flags,
	 gpointer data)
{
	Messages *messages = data;
	const char *name = purple_conversation_get_name(conversation);
	g_autofree char *key = key_of(account, name);

	if (is_my_writing(message, flags) && !g_hash_table_contains(messages->written, key)) {
		g_autofree char *peer = wd_purple_normalise_peer(account, name);

		wd_session_note_i_wrote(messages->session, account, peer);
		g_hash_table_add(messages->written, g_steal_pointer(&key));
	} else if ((flags & PURPLE_MESSAGE_RECV) != 0 &&
		   g_hash_table_lookup(messages->greetings, key) == GINT_TO_POINTER(GREETING_DUE)) {
		g_hash_table_insert(
			messages->greetings, g_steal_pointer(&key), GINT_TO_POINTER(GREETING_DONE));
		greet(conversation);
	}
}

static const struct {
	const char *signal;
	PurpleCallback callback;
	int priority;
} hooks[] = {
	{"chat-joined", PURPLE_CALLBACK(joined), PRIORITY_GATE},
	{"receiving-im-msg", PURPLE_CALLBACK(gate_im), PRIORITY_GATE},
	{"receiving-im-msg", PURPLE_CALLBACK(judge_im), PRIORITY_CONTENT},
	{"receiving-chat-msg", PURPLE_CALLBACK(judge_chat), PRIORITY_CONTENT},
	{"wrote-im-msg", PURPLE_CALLBACK(wrote_im), PURPLE_SIGNAL_PRIORITY_DEFAULT},
};

/**
 * wd_purple_messages_attach:
 * @session: the session
 *
 * Judges every incoming message from now on, and delivers those that were released.
 */
void
wd_purple_messages_attach(WdSession *session)
{
	Messages *messages = g_new0(Messages, 1);

	messages->session = session;
	messages->greetings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	messages->written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	messages->joined = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	wd_session_set_state(session, STATE, messages, free_messages);
	for (gsize i = 0; i < G_N_ELEMENTS(hooks); i++)
		purple_signal_connect_priority(purple_conversations_get_handle(),
					       hooks[i].signal,
					       wd_session_get_plugin(session),
					       hooks[i].callback,
					       messages,
					       hooks[i].priority);
	wd_message_delivery_attach(session);
}

/**
 * wd_purple_messages_detach:
 * @session: the session
 */
void
wd_purple_messages_detach(WdSession *session)
{
	wd_message_delivery_detach(session);
	for (gsize i = G_N_ELEMENTS(hooks); i-- > 0;)
		purple_signal_disconnect(purple_conversations_get_handle(),
					 hooks[i].signal,
					 wd_session_get_plugin(session),
					 hooks[i].callback);
	wd_session_set_state(session, STATE, NULL, NULL);
}
