/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-key-change.h"

#include "purple/wd-purple-drafts.h"
#include "purple/wd-purple-event.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-judge.h"

/**
 * wd_key_change_tell:
 * @session: the session
 * @account: the person's account
 * @peer: whose keys are others than before
 * @method: "otr" or "omemo", for the trail
 * @words: translated; what is said in the conversation
 */
void
wd_key_change_tell(WdSession *session,
		   PurpleAccount *account,
		   const char *peer,
		   const char *method,
		   const char *words)
{
	const WdPlace place = {
		.protocol = purple_account_get_protocol_id(account),
		.account = purple_account_get_username(account),
		.peer = peer,
	};
	const WdPurpleMessage message = {
		.kind = WD_EVENT_IM,
		.direction = WD_DIRECTION_OUT,
		.account = account,
		.raw_peer = peer,
		.time_ms = wd_session_now_ms(session),
	};
	g_autoptr(WdEvent) event = wd_purple_event_new(&message);

	wd_session_note_new_key(session, event);
	wd_session_audit(session, "peer.key-changed", WD_SEVERITY_WARNING, event, NULL, method);
	wd_purple_drafts_say(&place, words);
}
