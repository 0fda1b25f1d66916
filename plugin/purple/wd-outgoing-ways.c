/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The ways out around the conversation, and the wire below it: what they are about to send is
 * judged with what the conversation's looks share, or passes because those let it pass.
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-outgoing.h"
#include "purple/wd-purple-inline.h"
#include "purple/wd-purple-outgoing.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-wire-encryption.h"

/* Elsewhere a protocol sends the letters of a tag and no picture. */
static gboolean
carries_pictures(const WdPurpleMessage *message)
{
	return message->kind == WD_EVENT_IM || message->kind == WD_EVENT_CHAT;
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

/* By the same way, with the mask in it. Nobody can be asked about anything else on the way. */
static gboolean
send_masked(WdOutgoing *outgoing,
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
	html = wd_outgoing_mask(
		outgoing, message->account, message->raw_html, event, verdict, &left);
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
	WdOutgoing *outgoing = wd_outgoing_get(session);
	WdPurpleMessage told = *message;
	g_autofree char *key = NULL;
	g_autoptr(WdEvent) event = NULL;
	g_autoptr(WdVerdict) verdict = NULL;

	if (outgoing == NULL || message->raw_html == NULL || *message->raw_html == '\0')
		return TRUE;
	key = wd_outgoing_text_key(
		message->account, fields->peer, fields->is_chat, message->raw_html);
	if (wd_outgoing_take(outgoing, key) || wd_purple_event_is_ciphertext(message->raw_html))
		return TRUE;
	told.encryption = get_encryption(message);
	verdict = wd_outgoing_peek_pieces(outgoing, &told, &event);
	if (carries_pictures(message))
		wd_purple_inline_judge(
			session, message->account, event, message->raw_html, verdict);
	if (!wd_outgoing_is_stopped(outgoing, event, verdict)) {
		wd_session_note(session, message->account, event);
		if (carries_pictures(message))
			wd_purple_inline_note(session, message->account, event, message->raw_html);
		return TRUE;
	}
	if (send_masked(outgoing, message, fields, event, verdict))
		return FALSE;
	wd_outgoing_refuse_unmasked(verdict);
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
stop_on_wire(WdOutgoing *outgoing,
	     const WdPurpleMessage *message,
	     WdEvent *event,
	     WdVerdict *verdict)
{
	gboolean is_chat = message->kind == WD_EVENT_CHAT;
	char *html = g_strdup(message->raw_html);
	WdSending sending = {
		.account = message->account,
		.peer = message->raw_peer,
		.is_chat = is_chat,
		.conversation = purple_find_conversation_with_account(
			is_chat ? PURPLE_CONV_TYPE_CHAT : PURPLE_CONV_TYPE_IM,
			message->raw_peer,
			message->account),
		.message = &html,
	};

	wd_outgoing_stop(outgoing, &sending, event, verdict);
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
	WdOutgoing *outgoing = wd_outgoing_get(session);
	gboolean is_encrypted = message->encryption >= WD_ENCRYPTION_OTR;
	g_autoptr(WdEvent) event = NULL;
	g_autoptr(WdVerdict) verdict = NULL;

	if (outgoing == NULL)
		return TRUE;
	is_encrypted = is_encrypted || (message->raw_html != NULL &&
					wd_purple_event_is_ciphertext(message->raw_html));
	event = wd_purple_event_new(message);
	if (!is_encrypted && (wd_outgoing_needs_encryption(outgoing) ||
			      wd_session_was_encrypted(session, message->account, event))) {
		verdict = wd_session_peek(session, message->account, event);
		if (is_about_encryption(verdict) &&
		    wd_outgoing_is_stopped(outgoing, event, verdict)) {
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
	WdOutgoing *outgoing = wd_outgoing_get(session);

	if (outgoing != NULL)
		wd_outgoing_remember(outgoing, wd_outgoing_text_key(account, who, FALSE, html));
}
