/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-verdict.h"
#include "purple/wd-delivery.h"
#include "purple/wd-session.h"

/*
 * What is held for review, what the person decides about it, and who carries that out. The queue is
 * shared with other processes (wardenctl, a second client): any row may be decided elsewhere at any
 * time, so nothing is delivered without a claim.
 */

/* Puts an event into the review queue; the same request again raises the count of its row. Returns
 * the row's id, NULL if it could not be kept. */
char *wd_session_hold(WdSession *session, const WdEvent *event, const WdVerdict *verdict);
/* The same under an id that something on disk has already. */
gboolean wd_session_hold_as(WdSession *session,
			    const char *id,
			    const WdEvent *event,
			    const WdVerdict *verdict);
/* A "no" to this row, here or elsewhere, is to reach the part that held it. */
void wd_session_watch_row(WdSession *session, const char *id);
/* What the row offered is gone with its connection. */
void wd_session_expire(WdSession *session, const char *held_id);
gboolean wd_session_trust(WdSession *session, const WdEvent *event, GError **error);
gboolean wd_session_decide(WdSession *session, const char *id, WdDecision decision, GError **error);

/* A part delivers what was released; see WdDeliver for the order of look, claim, deliver. */
void wd_session_set_deliver(WdSession *session,
			    WdEventKind kind,
			    WdDirection direction,
			    WdDeliver deliver,
			    gpointer data);
gboolean wd_session_claim(WdSession *session, const WdHeld *held);
void wd_session_set_refused_watch(WdSession *session, void (*watch)(WdSession *session));
/* Tries every released row: at start and at sign-on, when what was not possible may have become so.
 */
void wd_session_deliver_released(WdSession *session);
/* Tries what was decided since: when the queue has changed. */
void wd_session_deliver_new(WdSession *session);
