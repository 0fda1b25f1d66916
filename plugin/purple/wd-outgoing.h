/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "purple/wd-pastes.h"
#include "purple/wd-purple-event.h"
#include "purple/wd-session.h"
#include "ui/wd-ui.h"

/*
 * What is inside the part for outgoing messages. Only the files named wd-outgoing-*.c and
 * wd-purple-outgoing.c, which looks at conversations, include this: one judges, one stops and
 * masks, one is for the ways around the conversation.
 */
typedef struct {
	WdSession *session;
	char *first_passed;  /* key of what the first look let pass just now */
	WdTyped first_typed; /* whether a hand wrote what the first look saw just now */
	GQueue passed;       /* of char *: keys of what both looks let pass */
	WdPastes *pastes;    /* by conversation */
} WdOutgoing;

typedef struct {
	PurpleAccount *account;
	const char *peer; /* as libpurple names the buddy or the room */
	gboolean is_chat;
	PurpleConversation *conversation; /* (nullable) */
	char **message;                   /* the signal's: NULL stops it */
	WdTyped typed;
} WdSending;

WdOutgoing *wd_outgoing_get(WdSession *session); /* NULL: off duty */

/* What passed once need not be judged again on its way to the protocol. */
char *
wd_outgoing_text_key(PurpleAccount *account, const char *peer, gboolean is_chat, const char *html);
void wd_outgoing_remember(WdOutgoing *outgoing, char *key);
gboolean wd_outgoing_take(WdOutgoing *outgoing, const char *key);

WdPlace wd_outgoing_place_of(const WdSending *sending);
char *wd_outgoing_conversation_key(PurpleAccount *account, const char *peer, gboolean is_chat);
gboolean wd_outgoing_sends_lines(const WdSending *sending);

/* Each gives back, beside the verdict, the event that it is about. */
WdVerdict *
wd_outgoing_peek_pieces(WdOutgoing *outgoing, const WdPurpleMessage *whole, WdEvent **event);
WdVerdict *wd_outgoing_peek_all(WdOutgoing *outgoing,
				const WdSending *sending,
				WdEncryption encryption,
				WdEvent **event);
WdVerdict *wd_outgoing_peek_first(WdOutgoing *outgoing, const WdSending *sending, WdEvent **event);
gboolean
wd_outgoing_is_stopped(WdOutgoing *outgoing, const WdEvent *event, const WdVerdict *verdict);
gboolean wd_outgoing_needs_encryption(WdOutgoing *outgoing);

gboolean wd_outgoing_must_mask(const WdVerdict *verdict);
void wd_outgoing_refuse_unmasked(WdVerdict *verdict);
char *wd_outgoing_mask(WdOutgoing *outgoing,
		       PurpleAccount *account,
		       const char *raw_html,
		       const WdEvent *event,
		       const WdVerdict *verdict,
		       WdAction *left);
gboolean wd_outgoing_redact(WdOutgoing *outgoing,
			    const WdSending *sending,
			    const WdEvent *event,
			    WdVerdict *verdict);

void wd_outgoing_drop(char **message);
/* Takes @verdict. */
void wd_outgoing_stop(WdOutgoing *outgoing,
		      const WdSending *sending,
		      const WdEvent *event,
		      WdVerdict *verdict);
