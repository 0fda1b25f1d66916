/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "purple/wd-outgoing.h"
#include "purple/wd-purple-context.h"
#include "purple/wd-purple-drafts.h"
#include "purple/wd-purple-inline.h"
#include "purple/wd-purple-markup.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-judge.h"

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
new_target(const WdSending *sending)
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

/**
 * wd_outgoing_drop:
 * @message: (inout): of a sending-* signal, which stops without it
 */
void
wd_outgoing_drop(char **message)
{
	g_free(*message);
	*message = NULL;
}

/**
 * wd_outgoing_stop:
 * @outgoing: the part
 * @sending: what does not leave
 * @event: what was judged
 * @verdict: (transfer full): about it
 *
 * Makes a draft of it, about which the person is asked.
 */
void
wd_outgoing_stop(WdOutgoing *outgoing,
		 const WdSending *sending,
		 const WdEvent *event,
		 WdVerdict *verdict)
{
	Target *target = new_target(sending);
	const WdDraftFields fields = {
		.account = sending->account,
		.event = event,
		.peer = sending->peer,
		.is_chat = sending->is_chat,
		.is_line = wd_outgoing_sends_lines(sending),
		.html = *sending->message,
		.send = send_through_conversation,
		.cannot_wait = target->images->len > 0, /* they end with the process */
		.data = target,
		.free_data = free_target,
	};

	wd_session_audit(
		outgoing->session, "msg.send.blocked", WD_SEVERITY_WARNING, event, verdict, NULL);
	wd_purple_drafts_stop(outgoing->session, &fields, verdict);
	wd_outgoing_drop(sending->message);
}

/**
 * wd_outgoing_mask:
 * @outgoing: the part
 * @account: the person's account
 * @raw_html: what is sent
 * @event: what was judged
 * @verdict: about it
 * @left: (out): what is still to be said against the masked text
 *
 * Returns: (transfer full) (nullable): the masked text, %NULL where it cannot be masked
 */
char *
wd_outgoing_mask(WdOutgoing *outgoing,
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
	if (!wd_outgoing_must_mask(verdict) || verdict->redacted == NULL ||
	    wd_purple_event_is_cut(raw_html) || wd_purple_inline_has(raw_html))
		return NULL;
	html = wd_purple_markup_from_text(verdict->redacted);
	fields.text = verdict->redacted;
	fields.html = html;
	masked = wd_event_new(&fields);
	second = wd_session_peek(outgoing->session, account, masked);
	*left = wd_outgoing_must_mask(second) ? WD_ACTION_BLOCK : second->action;
	return g_steal_pointer(&html);
}

/* Lines that were masked are no part of a paste any more. */
static void
forget_paste(WdOutgoing *outgoing, const WdSending *sending)
{
	g_autofree char *key =
		wd_outgoing_conversation_key(sending->account, sending->peer, sending->is_chat);

	wd_pastes_forget(outgoing->pastes, key);
}

/**
 * wd_outgoing_redact:
 * @outgoing: the part
 * @sending: what is sent
 * @event: what was judged
 * @verdict: about it
 *
 * Masked and sent again in its place: a changed *message would reach the wire alone, and leave the
 * secret in window and log. Where something else is to be asked about, that question comes first,
 * and its answer leads here again.
 *
 * Returns: whether it was masked and has left
 */
gboolean
wd_outgoing_redact(WdOutgoing *outgoing,
		   const WdSending *sending,
		   const WdEvent *event,
		   WdVerdict *verdict)
{
	const WdPlace place = wd_outgoing_place_of(sending);
	WdAction limit =
		wd_purple_drafts_is_sending(outgoing->session) ? WD_ACTION_BLOCK : WD_ACTION_WARN;
	WdAction left = WD_ACTION_BLOCK;
	g_autofree char *html = wd_outgoing_mask(
		outgoing, sending->account, *sending->message, event, verdict, &left);
	Target *target;

	if (html == NULL || left >= limit) {
		if (left >= WD_ACTION_BLOCK)
			wd_outgoing_refuse_unmasked(verdict);
		return FALSE;
	}
	target = new_target(sending);
	wd_session_audit(
		outgoing->session, "msg.send.redacted", WD_SEVERITY_WARNING, event, verdict, NULL);
	wd_outgoing_drop(sending->message);
	forget_paste(outgoing, sending);
	if (send_through_conversation(outgoing->session, html, target))
		wd_purple_drafts_say(
			&place, _("Something confidential in this was masked before it was sent."));
	free_target(target);
	return TRUE;
}
