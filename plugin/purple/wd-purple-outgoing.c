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

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/wd-limits.h"
#include "purple/wd-pastes.h"
#include "purple/wd-purple-context.h"
#include "purple/wd-purple-inline.h"
#include "purple/wd-purple-markup.h"
#include "purple/wd-purple-outbreaks.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-wire-encryption.h"

#define STATE           "outgoing"
#define PRIORITY_FIRST  -9000
#define PRIORITY_SECOND 9000
#define PASSED_MAX      16 /* texts remembered between signal and protocol */

typedef struct {
	WdSession *session;
	char *first_passed;  /* key of what the first look let pass just now */
	WdTyped first_typed; /* whether a hand wrote what the first look saw just now */
	GQueue passed;       /* of char *: keys of what both looks let pass */
	WdPastes *pastes;    /* by conversation */
} Outgoing;

typedef struct {
	PurpleAccount *account;
	const char *peer; /* as libpurple names the buddy or the room */
	gboolean is_chat;
	PurpleConversation *conversation; /* (nullable) */
	char **message;                   /* the signal's: NULL stops it */
	WdTyped typed;
} Sending;

static void
free_outgoing(gpointer data)
{
	Outgoing *outgoing = data;

	g_queue_clear_full(&outgoing->passed, g_free);
	wd_pastes_free(outgoing->pastes);
	g_free(outgoing->first_passed);
	g_free(outgoing);
}

static char *
conversation_key(PurpleAccount *account, const char *peer, gboolean is_chat)
{
	return g_strdup_printf("%s\n%s\n%s\n%d",
			       purple_account_get_protocol_id(account),
			       purple_account_get_username(account),
			       peer,
			       is_chat);
}

/* A digest, not the text: keys outlive the message by a moment. */
static char *
text_key(PurpleAccount *account, const char *peer, gboolean is_chat, const char *html)
{
	g_autofree char *place = conversation_key(account, peer, is_chat);
	g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, html, -1);

	return g_strconcat(place, "\n", digest, NULL);
}

static void
remember_passed(Outgoing *outgoing, char *key)
{
	g_queue_push_tail(&outgoing->passed, key);
	if (g_queue_get_length(&outgoing->passed) > PASSED_MAX)
		g_free(g_queue_pop_head(&outgoing->passed));
}

/* Once: the same text again is judged again, or a worm would need to be asked about only once. */
static gboolean
take_passed(Outgoing *outgoing, const char *key)
{
	GList *found = g_queue_find_custom(&outgoing->passed, key, (GCompareFunc)strcmp);

	if (found == NULL)
		return FALSE;
	g_free(found->data);
	g_queue_delete_link(&outgoing->passed, found);
	return TRUE;
}

static WdPlace
place_of(const Sending *sending)
{
	const WdPlace place = {
		.protocol = purple_account_get_protocol_id(sending->account),
		.account = purple_account_get_username(sending->account),
		.peer = sending->peer,
		.is_chat = sending->is_chat,
	};

	return place;
}

static gboolean
sends_lines(const Sending *sending)
{
	return sending->conversation != NULL &&
	       (purple_conversation_get_features(sending->conversation) &
		PURPLE_CONNECTION_NO_NEWLINES) != 0;
}

/* Names, not pointers: the account may be gone when the question is answered. */
typedef struct {
	char *protocol;
	char *account;
	char *peer;
	gboolean is_chat;
	GArray *images; /* of int: pictures in the text, kept for it */
} Target;

static void
free_target(gpointer data)
{
	Target *target = data;

	g_free(target->protocol);
	g_free(target->account);
	g_free(target->peer);
	wd_purple_inline_release(target->images);
	g_free(target);
}

static Target *
new_target(const Sending *sending)
{
	Target *target = g_new0(Target, 1);

	target->protocol = g_strdup(purple_account_get_protocol_id(sending->account));
	target->account = g_strdup(purple_account_get_username(sending->account));
	target->peer = g_strdup(sending->peer);
	target->is_chat = sending->is_chat;
	target->images = wd_purple_inline_keep(*sending->message);
	return target;
}

/* By way of the conversation again, so that window, log and every other plugin see it. */
static gboolean
send_through_conversation(WdSession *session, const char *html, gpointer data)
{
	const Target *target = data;
	PurpleAccount *account = wd_purple_find_account(target->protocol, target->account);
	PurpleMessageFlags flags = target->images->len > 0 ? PURPLE_MESSAGE_IMAGES : 0;
	PurpleConversation *conversation;

	if (account == NULL || !purple_account_is_connected(account))
		return FALSE;
	conversation = purple_find_conversation_with_account(target->is_chat ? PURPLE_CONV_TYPE_CHAT
									     : PURPLE_CONV_TYPE_IM,
							     target->peer,
							     account);
	if (target->is_chat) {
		if (conversation == NULL ||
		    purple_conv_chat_has_left(PURPLE_CONV_CHAT(conversation)))
			return FALSE;
		purple_conv_chat_send_with_flags(PURPLE_CONV_CHAT(conversation), html, flags);
		return TRUE;
	}
	if (conversation == NULL)
		conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, account, target->peer);
	purple_conv_im_send_with_flags(PURPLE_CONV_IM(conversation), html, flags);
	return TRUE;
}

static void
drop(char **message)
{
	g_free(*message);
	*message = NULL;
}

static void
stop(Outgoing *outgoing, const Sending *sending, const WdEvent *event, WdVerdict *verdict)
{
	Target *target = new_target(sending);
	const WdDraftFields fields = {
		.account = sending->account,
		.event = event,
		.peer = sending->peer,
		.is_chat = sending->is_chat,
		.is_line = sends_lines(sending),
		.html = *sending->message,
		.send = send_through_conversation,
		.cannot_wait = target->images->len > 0, /* they end with the process */
		.data = target,
		.free_data = free_target,
	};

	wd_session_audit(
		outgoing->session, "msg.send.blocked", WD_SEVERITY_WARNING, event, verdict, NULL);
	wd_purple_drafts_stop(outgoing->session, &fields, verdict);
	drop(sending->message);
}

static gboolean
must_mask(const WdVerdict *verdict)
{
	return (verdict->treatment & WD_TREATMENT_REDACT) != 0;
}

/* What has to be masked and cannot be goes back to the person, whatever they would answer. */
static void
refuse_unmasked(WdVerdict *verdict)
{
	if (must_mask(verdict))
		verdict->action = WD_ACTION_BLOCK;
}

/* The masked text, and what is still to be said against it; NULL: it cannot be masked. */
static char *
mask(Outgoing *outgoing,
     PurpleAccount *account,
     const char *raw_html,
     const WdEvent *event,
     const WdVerdict *verdict,
     WdAction *left)
{
	g_autofree char *html = NULL;
	g_autoptr(WdEvent) masked = NULL;
	g_autoptr(WdVerdict) second = NULL;
	WdEvent fields = *event;

	/* Of what is longer than an event only a piece was looked at; a picture is no text. */
	if (!must_mask(verdict) || verdict->redacted == NULL || wd_purple_event_is_cut(raw_html) ||
	    wd_purple_inline_has(raw_html))
		return NULL;
	html = wd_purple_markup_from_text(verdict->redacted);
	fields.text = verdict->redacted;
	fields.html = html;
	masked = wd_event_new(&fields);
	second = wd_session_peek(outgoing->session, account, masked);
	*left = must_mask(second) ? WD_ACTION_BLOCK : second->action;
	return g_steal_pointer(&html);
}

/* Lines that were masked are no part of a paste any more. */
static void
forget_paste(Outgoing *outgoing, const Sending *sending)
{
	g_autofree char *key = conversation_key(sending->account, sending->peer, sending->is_chat);

	wd_pastes_forget(outgoing->pastes, key);
}

/* Masked and sent again in its place: a changed *message would reach the wire alone, and leave the
 * secret in window and log. Where something else is to be asked about, that question comes first,
 * and its answer leads here again. */
static gboolean
redact(Outgoing *outgoing, const Sending *sending, const WdEvent *event, WdVerdict *verdict)
{
	const WdPlace place = place_of(sending);
	WdAction limit =
		wd_purple_drafts_is_sending(outgoing->session) ? WD_ACTION_BLOCK : WD_ACTION_WARN;
	WdAction left = WD_ACTION_BLOCK;
	g_autofree char *html =
		mask(outgoing, sending->account, *sending->message, event, verdict, &left);
	Target *target;

	if (html == NULL || left >= limit) {
		if (left >= WD_ACTION_BLOCK)
			refuse_unmasked(verdict);
		return FALSE;
	}
	target = new_target(sending);
	wd_session_audit(
		outgoing->session, "msg.send.redacted", WD_SEVERITY_WARNING, event, verdict, NULL);
	drop(sending->message);
	forget_paste(outgoing, sending);
	if (send_through_conversation(outgoing->session, html, target))
		wd_purple_drafts_say(
			&place, _("Something confidential in this was masked before it was sent."));
	free_target(target);
	return TRUE;
}

/* What has to be masked in any piece has to be masked in all of it. */
static void
keep_mask(WdVerdict *worst, const WdVerdict *other)
{
	worst->treatment |= other->treatment & WD_TREATMENT_REDACT;
}

/* What does not fit into one event is judged piece by piece; the pieces overlap, so that nothing
 * hides on a seam. */
static WdVerdict *
peek_pieces(Outgoing *outgoing, const WdPurpleMessage *whole, WdEvent **event)
{
	const gsize step = WD_LIMIT_TEXT_BYTES - WD_PASTE_BYTES;
	gsize len = strlen(whole->raw_html);
	WdVerdict *worst = NULL;

	for (gsize offset = 0; worst == NULL || offset + WD_PASTE_BYTES < len; offset += step) {
		WdPurpleMessage piece = *whole;
		g_autoptr(WdEvent) part = NULL;
		g_autoptr(WdVerdict) verdict = NULL;

		piece.raw_html = whole->raw_html + offset;
		part = wd_purple_event_new(&piece);
		verdict = wd_session_peek(outgoing->session, whole->account, part);
		if (worst != NULL && verdict->action <= worst->action) {
			keep_mask(worst, verdict);
			continue;
		}
		if (worst != NULL)
			keep_mask(verdict, worst);
		g_clear_pointer(&worst, wd_verdict_free);
		g_clear_pointer(event, wd_event_unref);
		worst = g_steal_pointer(&verdict);
		*event = g_steal_pointer(&part);
	}
	return worst;
}

static WdVerdict *
peek_all(Outgoing *outgoing, const Sending *sending, WdEncryption encryption, WdEvent **event)
{
	const WdPurpleMessage told = {
		.kind = sending->is_chat ? WD_EVENT_CHAT : WD_EVENT_IM,
		.direction = WD_DIRECTION_OUT,
		.account = sending->account,
		.raw_peer = sending->peer,
		.raw_room = sending->is_chat ? sending->peer : NULL,
		.raw_html = *sending->message,
		.encryption = encryption,
		.typed = sending->typed,
		.time_ms = wd_session_now_ms(outgoing->session),
	};

	return peek_pieces(outgoing, &told, event);
}

static WdVerdict *
peek_paste(Outgoing *outgoing, const Sending *sending, const WdEvent *event)
{
	g_autofree char *key = conversation_key(sending->account, sending->peer, sending->is_chat);
	g_autoptr(WdEvent) whole = NULL;
	WdEvent fields = *event;

	fields.text = wd_pastes_add(outgoing->pastes, key, event->text, event->time_ms);
	fields.html = NULL;
	whole = wd_event_new(&fields);
	return wd_session_peek(outgoing->session, sending->account, whole);
}

/* What was found in a paste stands at a place in all of it, which is none in its last line. */
static void
forget_places(WdVerdict *verdict)
{
	for (guint i = 0; i < verdict->findings->len; i++) {
		WdFinding *finding = g_ptr_array_index(verdict->findings, i);

		finding->start = finding->end = 0;
	}
}

/* The worse of the line alone and the paste it is part of. */
static WdVerdict *
peek_first(Outgoing *outgoing, const Sending *sending, WdEvent **event)
{
	/* Whether it will be encrypted nobody knows yet: the second look sees it. */
	g_autoptr(WdVerdict) verdict = peek_all(outgoing, sending, WD_ENCRYPTION_OTR, event);
	g_autoptr(WdVerdict) paste = NULL;

	if (!sends_lines(sending))
		return g_steal_pointer(&verdict);
	if (must_mask(verdict))
		return g_steal_pointer(&verdict);
	paste = peek_paste(outgoing, sending, *event);
	refuse_unmasked(paste); /* lines that left cannot be masked */
	paste->treatment &= ~(guint)WD_TREATMENT_REDACT;
	forget_places(paste);
	return paste->action > verdict->action ? g_steal_pointer(&paste)
					       : g_steal_pointer(&verdict);
}

/* The person's answer overrides every action but "block"; about an outbreak it holds for all of it.
 */
static gboolean
is_stopped(Outgoing *outgoing, const WdEvent *event, const WdVerdict *verdict)
{
	WdSession *session = outgoing->session;

	if (must_mask(verdict))
		return TRUE; /* whatever the answer was: what is sent is masked */
	return verdict->action >=
		       (wd_purple_drafts_is_sending(session) ? WD_ACTION_BLOCK : WD_ACTION_WARN) &&
	       !wd_purple_outbreaks_is_approved(session, event, verdict);
}

/* At this moment the client still has the text where it was written. */
static WdTyped
look_typed(Outgoing *outgoing, const Sending *sending)
{
	const WdPlace place = place_of(sending);
	g_autofree char *valid = g_utf8_make_valid(*sending->message, -1);
	g_autofree char *text = wd_purple_markup_to_text(valid);

	return wd_session_look_typed(outgoing->session, &place, text);
}

static gboolean
belongs_to_draft(Outgoing *outgoing, const Sending *sending)
{
	const WdPlace place = place_of(sending);

	return sends_lines(sending) && !wd_purple_drafts_is_sending(outgoing->session) &&
	       wd_purple_drafts_append_line(outgoing->session, &place, *sending->message);
}

static void
note(Outgoing *outgoing, const Sending *sending, const WdEvent *event)
{
	wd_session_note(outgoing->session, sending->account, event);
	wd_purple_inline_note(outgoing->session, sending->account, event, *sending->message);
}

static void
look_first(Outgoing *outgoing, Sending *sending)
{
	g_autoptr(WdEvent) event = NULL;
	g_autoptr(WdVerdict) verdict = NULL;

	g_clear_pointer(&outgoing->first_passed, g_free);
	outgoing->first_typed = WD_TYPED_UNKNOWN;
	if (*sending->message == NULL || **sending->message == '\0')
		return;
	if (belongs_to_draft(outgoing, sending)) {
		drop(sending->message);
		return;
	}
	sending->typed = outgoing->first_typed = look_typed(outgoing, sending);
	verdict = peek_first(outgoing, sending, &event);
	wd_purple_inline_judge(
		outgoing->session, sending->account, event, *sending->message, verdict);
	if (!is_stopped(outgoing, event, verdict)) {
		if (!wd_purple_drafts_is_sending(outgoing->session))
			note(outgoing, sending, event);
		outgoing->first_passed = text_key(
			sending->account, sending->peer, sending->is_chat, *sending->message);
	} else if (!redact(outgoing, sending, event, verdict)) {
		stop(outgoing, sending, event, g_steal_pointer(&verdict));
	}
}

/* The words are for the event's peer alone. */
static WdEvent *
new_bare_event(Outgoing *outgoing, const Sending *sending)
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
note_encryption(Outgoing *outgoing, const Sending *sending, gboolean is_encrypted)
{
	g_autoptr(WdEvent) event = NULL;

	if (sending->is_chat)
		return;
	event = new_bare_event(outgoing, sending);
	wd_session_note_encryption(outgoing->session, event, is_encrypted);
}

static gboolean
was_encrypted(Outgoing *outgoing, const Sending *sending)
{
	g_autoptr(WdEvent) event = NULL;

	if (sending->is_chat)
		return FALSE;
	event = new_bare_event(outgoing, sending);
	return wd_session_was_encrypted(outgoing->session, sending->account, event);
}

static gboolean
needs_encryption(Outgoing *outgoing)
{
	return wd_policy_get_list(wd_session_get_policy(outgoing->session),
				  WD_KEY_ENCRYPTION_REQUIRE_END_TO_END)[0] != NULL;
}

static void
look_second(Outgoing *outgoing, Sending *sending)
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
	key = text_key(sending->account, sending->peer, sending->is_chat, *sending->message);
	/* Where the stanza is encrypted, the wire is looked at instead. */
	encryption = wd_wire_encryption_expect(sending->account);
	if (g_strcmp0(key, outgoing->first_passed) != 0 || needs_encryption(outgoing) ||
	    was_encrypted(outgoing, sending)) {
		sending->typed = outgoing->first_typed; /* what plugins add is still the person's */
		verdict = peek_all(outgoing, sending, encryption, &event);
		if (is_stopped(outgoing, event, verdict)) {
			/* The window may show it already. */
			refuse_unmasked(verdict);
			stop(outgoing, sending, event, g_steal_pointer(&verdict));
			return;
		}
	}
	if (encryption == WD_ENCRYPTION_NONE)
		note_encryption(outgoing, sending, FALSE);
	remember_passed(outgoing, g_steal_pointer(&key));
}

/* OTR tells its counterpart what went wrong, and says nothing else in it. Only on the way that it
 * takes itself; and secrets are looked for all the same. */
static WdEncryption
get_encryption(const WdPurpleMessage *message)
{
	if (g_str_has_prefix(message->raw_html, "?OTR Error:"))
		return WD_ENCRYPTION_OTR;
	if (message->encryption == WD_ENCRYPTION_NONE &&
	    (message->kind == WD_EVENT_IM || message->kind == WD_EVENT_CHAT))
		return wd_wire_encryption_expect(message->account);
	return message->encryption;
}

typedef void (*Look)(Outgoing *outgoing, Sending *sending);

static void
look_at_im(Outgoing *outgoing, PurpleAccount *account, const char *who, char **message, Look look)
{
	Sending sending = {
		.account = account,
		.peer = who,
		.conversation =
			purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, who, account),
		.message = message,
	};

	look(outgoing, &sending);
}

static void
look_at_chat(Outgoing *outgoing, PurpleAccount *account, int id, char **message, Look look)
{
	PurpleConversation *room = purple_find_chat(purple_account_get_connection(account), id);
	Sending sending = {
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

/* Elsewhere a protocol sends the letters of a tag and no picture. */
static gboolean
carries_pictures(const WdPurpleMessage *message)
{
	return message->kind == WD_EVENT_IM || message->kind == WD_EVENT_CHAT;
}

/* By the same way, with the mask in it. Nobody can be asked about anything else on the way. */
static gboolean
send_masked(Outgoing *outgoing,
	    const WdPurpleMessage *message,
	    const WdDraftFields *fields,
	    const WdEvent *event,
	    const WdVerdict *verdict)
{
	const WdPlace place = {
		.protocol = purple_account_get_protocol_id(message->account),
		.account = purple_account_get_username(message->account),
		.peer = fields->peer,
		.is_chat = fields->is_chat,
	};
	WdAction left = WD_ACTION_BLOCK;
	g_autofree char *html = NULL;

	if (fields->send_masked == NULL)
		return FALSE;
	html = mask(outgoing, message->account, message->raw_html, event, verdict, &left);
	if (html == NULL || left >= WD_ACTION_WARN)
		return FALSE;
	wd_session_audit(outgoing->session,
			 "msg.send.redacted",
			 WD_SEVERITY_WARNING,
			 event,
			 verdict,
			 "bypass");
	if (fields->send_masked(outgoing->session, html, fields->data))
		wd_purple_drafts_say(
			&place, _("Something confidential in this was masked before it was sent."));
	fields->free_data(fields->data);
	return TRUE;
}

/**
 * wd_purple_outgoing_may_pass:
 * @session: the session
 * @message: what is about to leave by a way around the conversation
 * @fields: how to send it after all; its event is filled here, its data is taken when it is stopped
 *
 * What the conversation's own looks let pass a moment ago passes here unasked, once; so does what
 * another plugin encrypted.
 *
 * Returns: whether it may leave; if not, the person is being asked, has it back, or it went masked
 */
gboolean
wd_purple_outgoing_may_pass(WdSession *session,
			    const WdPurpleMessage *message,
			    WdDraftFields *fields)
{
	Outgoing *outgoing = wd_session_get_state(session, STATE);
	WdPurpleMessage told = *message;
	g_autofree char *key = NULL;
	g_autoptr(WdEvent) event = NULL;
	g_autoptr(WdVerdict) verdict = NULL;

	if (outgoing == NULL || message->raw_html == NULL || *message->raw_html == '\0')
		return TRUE;
	key = text_key(message->account, fields->peer, fields->is_chat, message->raw_html);
	if (take_passed(outgoing, key) || wd_purple_event_is_ciphertext(message->raw_html))
		return TRUE;
	told.encryption = get_encryption(message);
	verdict = peek_pieces(outgoing, &told, &event);
	if (carries_pictures(message))
		wd_purple_inline_judge(
			session, message->account, event, message->raw_html, verdict);
	if (!is_stopped(outgoing, event, verdict)) {
		wd_session_note(session, message->account, event);
		if (carries_pictures(message))
			wd_purple_inline_note(session, message->account, event, message->raw_html);
		return TRUE;
	}
	if (send_masked(outgoing, message, fields, event, verdict))
		return FALSE;
	refuse_unmasked(verdict);
	wd_session_audit(
		session, "msg.send.blocked", WD_SEVERITY_WARNING, event, verdict, "bypass");
	fields->account = message->account;
	fields->event = event;
	if (fields->html == NULL)
		fields->html = message->raw_html;
	wd_purple_drafts_stop(session, fields, g_steal_pointer(&verdict));
	fields->event = NULL; /* gone with this call */
	return FALSE;
}

/* Only what the wire alone can tell: everything else was looked for further up. */
static gboolean
is_about_encryption(const WdVerdict *verdict)
{
	for (guint i = 0; i < verdict->findings->len; i++) {
		const WdFinding *finding = g_ptr_array_index(verdict->findings, i);

		if (g_str_has_prefix(finding->code, "encryption.") &&
		    finding->action >= WD_ACTION_WARN)
			return TRUE;
	}
	return FALSE;
}

static void
stop_on_wire(Outgoing *outgoing, const WdPurpleMessage *message, WdEvent *event, WdVerdict *verdict)
{
	gboolean is_chat = message->kind == WD_EVENT_CHAT;
	char *html = g_strdup(message->raw_html);
	Sending sending = {
		.account = message->account,
		.peer = message->raw_peer,
		.is_chat = is_chat,
		.conversation = purple_find_conversation_with_account(
			is_chat ? PURPLE_CONV_TYPE_CHAT : PURPLE_CONV_TYPE_IM,
			message->raw_peer,
			message->account),
		.message = &html,
	};

	stop(outgoing, &sending, event, verdict);
}

/**
 * wd_purple_outgoing_may_pass_wire:
 * @session: the session
 * @message: what stands in a stanza, with the encryption that was read from it
 *
 * The look behind every plugin that encrypts stanzas. It remembers what it saw.
 *
 * Returns: whether it may be sent; if not, the text goes back to the person
 */
gboolean
wd_purple_outgoing_may_pass_wire(WdSession *session, const WdPurpleMessage *message)
{
	Outgoing *outgoing = wd_session_get_state(session, STATE);
	gboolean is_encrypted = message->encryption >= WD_ENCRYPTION_OTR;
	g_autoptr(WdEvent) event = NULL;
	g_autoptr(WdVerdict) verdict = NULL;

	if (outgoing == NULL)
		return TRUE;
	is_encrypted = is_encrypted || (message->raw_html != NULL &&
					wd_purple_event_is_ciphertext(message->raw_html));
	event = wd_purple_event_new(message);
	if (!is_encrypted && (needs_encryption(outgoing) ||
			      wd_session_was_encrypted(session, message->account, event))) {
		verdict = wd_session_peek(session, message->account, event);
		if (is_about_encryption(verdict) && is_stopped(outgoing, event, verdict)) {
			stop_on_wire(outgoing, message, event, g_steal_pointer(&verdict));
			return FALSE;
		}
	}
	if (message->kind == WD_EVENT_IM)
		wd_session_note_encryption(session, event, is_encrypted);
	return TRUE;
}

/**
 * wd_purple_outgoing_let_pass:
 * @session: the session
 * @account: the person's account
 * @who: as the protocol is told
 * @html: what Warden itself is about to send there
 *
 * It is neither judged nor counted: the person did not write it, so it makes nobody an
 * acquaintance, and the same question to three strangers is no worm. Once, for this text.
 */
void
wd_purple_outgoing_let_pass(WdSession *session,
			    PurpleAccount *account,
			    const char *who,
			    const char *html)
{
	Outgoing *outgoing = wd_session_get_state(session, STATE);

	if (outgoing != NULL)
		remember_passed(outgoing, text_key(account, who, FALSE, html));
}

/**
 * wd_purple_outgoing_attach:
 * @session: the session
 */
void
wd_purple_outgoing_attach(WdSession *session)
{
	Outgoing *outgoing = g_new0(Outgoing, 1);

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
