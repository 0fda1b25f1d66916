/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-limits.h"
#include "purple/wd-outgoing.h"
#include "purple/wd-purple-drafts.h"
#include "purple/wd-purple-outbreaks.h"
#include "purple/wd-session-judge.h"

/**
 * wd_outgoing_place_of:
 * @sending: what is sent
 *
 * Returns: where, as the UI names it; it lives as long as @sending
 */
WdPlace
wd_outgoing_place_of(const WdSending *sending)
{
	const WdPlace place = {
		.protocol = purple_account_get_protocol_id(sending->account),
		.account = purple_account_get_username(sending->account),
		.peer = sending->peer,
		.is_chat = sending->is_chat,
	};

	return place;
}

/**
 * wd_outgoing_sends_lines:
 * @sending: what is sent
 *
 * Returns: whether its protocol has no line breaks, so that a paste comes line by line
 */
gboolean
wd_outgoing_sends_lines(const WdSending *sending)
{
	return sending->conversation != NULL &&
	       (purple_conversation_get_features(sending->conversation) &
		PURPLE_CONNECTION_NO_NEWLINES) != 0;
}

/**
 * wd_outgoing_conversation_key:
 * @account: the person's account
 * @peer: as the protocol is told
 * @is_chat: whether @peer is a room
 *
 * Returns: (transfer full): a key for tables
 */
char *
wd_outgoing_conversation_key(PurpleAccount *account, const char *peer, gboolean is_chat)
{
	return g_strdup_printf("%s\n%s\n%s\n%d",
			       purple_account_get_protocol_id(account),
			       purple_account_get_username(account),
			       peer,
			       is_chat);
}

/**
 * wd_outgoing_must_mask:
 * @verdict: about what is sent
 *
 * Returns: whether it may leave only with a part of it masked
 */
gboolean
wd_outgoing_must_mask(const WdVerdict *verdict)
{
	return (verdict->treatment & WD_TREATMENT_REDACT) != 0;
}

/**
 * wd_outgoing_refuse_unmasked:
 * @verdict: about what is sent
 *
 * What has to be masked and cannot be goes back to the person, whatever they would answer.
 */
void
wd_outgoing_refuse_unmasked(WdVerdict *verdict)
{
	if (wd_outgoing_must_mask(verdict))
		verdict->action = WD_ACTION_BLOCK;
}

/* What has to be masked in any piece has to be masked in all of it. */
static void
keep_mask(WdVerdict *worst, const WdVerdict *other)
{
	worst->treatment |= other->treatment & WD_TREATMENT_REDACT;
}

/**
 * wd_outgoing_peek_pieces:
 * @outgoing: the part
 * @whole: the message
 * @event: (out): the piece that the verdict is about
 *
 * What does not fit into one event is judged piece by piece; the pieces overlap, so that nothing
 * hides on a seam.
 *
 * Returns: (transfer full): the worst verdict
 */
WdVerdict *
wd_outgoing_peek_pieces(WdOutgoing *outgoing, const WdPurpleMessage *whole, WdEvent **event)
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

/**
 * wd_outgoing_peek_all:
 * @outgoing: the part
 * @sending: what is sent
 * @encryption: how it will leave
 * @event: (out): what the verdict is about
 *
 * Returns: (transfer full): the verdict
 */
WdVerdict *
wd_outgoing_peek_all(WdOutgoing *outgoing,
		     const WdSending *sending,
		     WdEncryption encryption,
		     WdEvent **event)
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

	return wd_outgoing_peek_pieces(outgoing, &told, event);
}

static WdVerdict *
peek_paste(WdOutgoing *outgoing, const WdSending *sending, const WdEvent *event)
{
	g_autofree char *key =
		wd_outgoing_conversation_key(sending->account, sending->peer, sending->is_chat);
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

/**
 * wd_outgoing_peek_first:
 * @outgoing: the part
 * @sending: what the person wrote
 * @event: (out): what the verdict is about
 *
 * Returns: (transfer full): the worse of the line alone and the paste it is part of
 */
WdVerdict *
wd_outgoing_peek_first(WdOutgoing *outgoing, const WdSending *sending, WdEvent **event)
{
	/* Whether it will be encrypted nobody knows yet: the second look sees it. */
	g_autoptr(WdVerdict) verdict =
		wd_outgoing_peek_all(outgoing, sending, WD_ENCRYPTION_OTR, event);
	g_autoptr(WdVerdict) paste = NULL;

	if (!wd_outgoing_sends_lines(sending))
		return g_steal_pointer(&verdict);
	if (wd_outgoing_must_mask(verdict))
		return g_steal_pointer(&verdict);
	paste = peek_paste(outgoing, sending, *event);
	wd_outgoing_refuse_unmasked(paste); /* lines that left cannot be masked */
	paste->treatment &= ~(guint)WD_TREATMENT_REDACT;
	forget_places(paste);
	return paste->action > verdict->action ? g_steal_pointer(&paste)
					       : g_steal_pointer(&verdict);
}

/**
 * wd_outgoing_is_stopped:
 * @outgoing: the part
 * @event: what is sent
 * @verdict: about it
 *
 * The person's answer overrides every action but "block"; about an outbreak it holds for all of
 * it.
 *
 * Returns: whether it does not leave as it is
 */
gboolean
wd_outgoing_is_stopped(WdOutgoing *outgoing, const WdEvent *event, const WdVerdict *verdict)
{
	WdSession *session = outgoing->session;

	if (wd_outgoing_must_mask(verdict))
		return TRUE; /* whatever the answer was: what is sent is masked */
	return verdict->action >=
		       (wd_purple_drafts_is_sending(session) ? WD_ACTION_BLOCK : WD_ACTION_WARN) &&
	       !wd_purple_outbreaks_is_approved(session, event, verdict);
}

/**
 * wd_outgoing_needs_encryption:
 * @outgoing: the part
 *
 * Returns: whether policy wants any conversation encrypted
 */
gboolean
wd_outgoing_needs_encryption(WdOutgoing *outgoing)
{
	return wd_policy_get_list(wd_session_get_policy(outgoing->session),
				  WD_KEY_ENCRYPTION_REQUIRE_END_TO_END)[0] != NULL;
}
