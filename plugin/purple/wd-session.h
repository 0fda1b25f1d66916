/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <purple.h>

#include "engine/judge/wd-tracker.h"
#include "engine/wd-knowledge.h"
#include "store/wd-keys.h"
#include "store/wd-policy-store.h"
#include "store/wd-queue.h"
#include "store/wd-trust.h"
#include "ui/wd-host.h"

/*
 * Lives from load to unload; owns policy, stores and the way to the UI; takes no decision of its
 * own. The parts (one file for each kind of hook) know the session; the session knows none of them.
 * What goes beyond asking it for things has headers of its own: wd-session-judge.h,
 * wd-session-review.h, wd-session-audit.h and, for start and end, wd-session-life.h. Main loop
 * only.
 */
typedef struct WdSession WdSession;

WdSession *wd_session_get(void); /* (nullable) the one session, for hooks without a data pointer */

/* What a part may use. All of it belongs to the session. Keys, queue and trust are NULL when they
 * could not be opened: then nothing can be kept, and the caller does the safe thing. */
PurplePlugin *wd_session_get_plugin(WdSession *session);
const char *wd_session_get_base(WdSession *session);
const WdPolicy *wd_session_get_policy(WdSession *session);
WdPolicyStore *wd_session_get_policy_store(WdSession *session);
/* Called after each change of policy, for parts that have to act on one at once. */
typedef void (*WdPolicyWatch)(WdSession *session);
void wd_session_add_policy_watch(WdSession *session, WdPolicyWatch watch);
void wd_session_remove_policy_watch(WdSession *session, WdPolicyWatch watch);

/* Called for each verdict, also of a second look; the part that asks name services about links. */
typedef void (*WdVerdictWatch)(WdSession *session,
			       PurpleAccount *account,
			       const WdEvent *event,
			       const WdVerdict *verdict);
void wd_session_set_verdict_watch(WdSession *session, WdVerdictWatch watch);

WdKeys *wd_session_get_keys(WdSession *session);
WdQueue *wd_session_get_queue(WdSession *session);
WdTrust *wd_session_get_trust(WdSession *session);
WdTracker *wd_session_get_tracker(WdSession *session);
WdKnowledge *wd_session_get_knowledge(WdSession *session);

/* The one clock of all parts. */
gint64 wd_session_now_ms(WdSession *session);
void wd_session_set_now_ms(WdSession *session, gint64 now_ms); /* tests; 0: the real clock */

/* Asks through the UI of the moment; answered exactly once, with the safe choice when there is no
 * UI; not answered any more once it was withdrawn. */
void wd_session_ask(WdSession *session, const WdQuestion *question, WdAnswer answer, gpointer data);
void wd_session_update_question(WdSession *session, const WdQuestion *question);
void wd_session_withdraw(WdSession *session, const char *question_id);
WdTyped wd_session_look_typed(WdSession *session, const WdPlace *place, const char *text);
gboolean wd_session_return_draft(WdSession *session,
				 const WdPlace *place,
				 const char *html,
				 const char *passage);
void wd_session_banner(WdSession *session, const char *id, const char *text);
gboolean wd_session_show_page(WdSession *session, WdPage page, const char *words);

/* What a part keeps between its hooks, under the part's name; freed with @free_state. */
void wd_session_set_state(WdSession *session,
			  const char *part,
			  gpointer state,
			  GDestroyNotify free_state);
gpointer wd_session_get_state(WdSession *session, const char *part); /* (nullable) */

/* The client's own UI comes and goes with its plugin; the text UI is there from load to unload. */
void wd_session_set_ui(WdSession *session, const WdUiOps *ops, gpointer ui);
void wd_session_set_fallback_ui(WdSession *session, const WdUiOps *ops, gpointer ui);
