/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-purple-drafts.h"
#include "purple/wd-purple-event.h"

/*
 * sending-*: leaks, worms, required encryption; what is stopped becomes a draft. Whoever sends past
 * the conversation asks here as well, so that all ways out are judged alike and a message that has
 * passed is not asked about a second time on its way to the protocol.
 */
void wd_purple_outgoing_attach(WdSession *session);
void wd_purple_outgoing_detach(WdSession *session);

/* For the ways around the conversation: TRUE when @message may leave. Otherwise it was stopped as
 * the draft @fields, whose event is filled here, and @fields' data was taken. */
gboolean wd_purple_outgoing_may_pass(WdSession *session,
				     const WdPurpleMessage *message,
				     WdDraftFields *fields);
/* For what stands in a stanza of XMPP: TRUE when it may be sent. */
gboolean wd_purple_outgoing_may_pass_wire(WdSession *session, const WdPurpleMessage *message);
/* For what Warden itself says to a peer: passes once, and counts as nobody's word. */
void wd_purple_outgoing_let_pass(WdSession *session,
				 PurpleAccount *account,
				 const char *who,
				 const char *html);
