/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "engine/judge/wd-judge.h"
#include "engine/judge/wd-tracker.h"
#include "purple/wd-delivery.h"
#include "store/wd-audit.h"
#include "store/wd-keys.h"
#include "store/wd-policy-store.h"
#include "store/wd-queue.h"
#include "store/wd-trust.h"
#include "ui/wd-host.h"

/*
 * Lives from load to unload; owns policy, stores and the UI; takes no decision of its own. The
 * parts (one file for each kind of hook) know the session; the session knows none of them.
 */
typedef struct WdSession WdSession;

WdSession *wd_session_new(PurplePlugin *plugin, GError **error);
void wd_session_free(WdSession *session);
WdSession *wd_session_get(void); /* (nullable) the one session, for hooks without a data pointer */

PurplePlugin *wd_session_get_plugin(WdSession *session);
const char *wd_session_get_base(WdSession *session);
const WdPolicy *wd_session_get_policy(WdSession *session);
WdPolicyStore *wd_session_get_policy_store(WdSession *session);
/* Called after each change of policy; NULL: nobody. For the part that has to act on one at once. */
typedef void (*WdPolicyWatch)(WdSession *session);
void wd_session_set_policy_watch(WdSession *session, WdPolicyWatch watch);
WdKeys *wd_session_get_keys(WdSession *session);
WdQueue *wd_session_get_queue(WdSession *session);
WdTrust *wd_session_get_trust(WdSession *session);
WdTracker *wd_session_get_tracker(WdSession *session);
gint64 wd_session_now_ms(WdSession *session);
void wd_session_set_now_ms(WdSession *session, gint64 now_ms); /* tests; 0: the real clock */

/* Looks the context up (buddy list, trust, tracker), judges, notes the event in the tracker, writes
 * the audit line. */
WdVerdict *wd_session_judge(WdSession *session, PurpleAccount *account, const WdEvent *event);
/* The same without noting or auditing: for a second look at what was judged already. */
WdVerdict *wd_session_peek(WdSession *session, PurpleAccount *account, const WdEvent *event);
/* The second half of wd_session_judge(), for a verdict that wd_session_peek() gave. */
void wd_session_record(WdSession *session,
		       PurpleAccount *account,
		       const WdEvent *event,
		       const WdVerdict *verdict);
void wd_session_note(WdSession *session, PurpleAccount *account, const WdEvent *event);
gboolean wd_session_is_stranger(WdSession *session, PurpleAccount *account, const WdEvent *event);
void wd_session_note_i_wrote(WdSession *session, PurpleAccount *account, const char *peer);
void wd_session_audit(WdSession *session,
		      const char *name,
		      WdSeverity severity,
		      const WdEvent *event,
		      const WdVerdict *verdict,
		      const char *reason);

/* Puts an event into the review queue; the same request again raises the count of its row. Returns
 * the row's id, NULL if it could not be kept. */
char *wd_session_hold(WdSession *session, const WdEvent *event, const WdVerdict *verdict);
void wd_session_expire(WdSession *session,
		       const char *held_id); /* what it offered is gone with its connection */
gboolean wd_session_decide(WdSession *session, const char *id, WdDecision decision, GError **error);

/* A part delivers what was released; see WdDeliver for the order of look, claim, deliver. */
void wd_session_set_deliver(WdSession *session,
			    WdEventKind kind,
			    WdDirection direction,
			    WdDeliver deliver,
			    gpointer data);
gboolean wd_session_claim(WdSession *session, const WdHeld *held);
void wd_session_deliver_released(WdSession *session); /* tries every released row; called at
							 sign-on, start and queue change */

/* Asks through the UI of the moment; answered exactly once, with the safe choice when there is no
 * UI; not answered any more once it was withdrawn. */
void wd_session_ask(WdSession *session, const WdQuestion *question, WdAnswer answer, gpointer data);
void wd_session_withdraw(WdSession *session, const char *question_id);
gboolean wd_session_return_draft(WdSession *session, const WdPlace *place, const char *html);
void wd_session_banner(WdSession *session, const char *id, const char *text);
gboolean wd_session_show_review(WdSession *session);

/* What a part keeps between its hooks, under the part's name; freed with @free_state. */
void wd_session_set_state(WdSession *session,
			  const char *part,
			  gpointer state,
			  GDestroyNotify free_state);
gpointer wd_session_get_state(WdSession *session, const char *part); /* (nullable) */

void wd_session_set_ui(WdSession *session, const WdUiOps *ops, gpointer ui);
void wd_session_set_fallback_ui(WdSession *session, const WdUiOps *ops, gpointer ui);
void wd_session_set_host(WdSession *session, const WdHost *host);
const WdHost *wd_session_get_host(WdSession *session);
