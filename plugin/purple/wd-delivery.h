/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/wd-held.h"
#include "store/wd-queue.h"

typedef struct WdSession WdSession;

/*
 * A part carries out what was decided about a row of its kind. It looks whether it can (the account
 * is connected, the room is joined, the offer still stands); if not it returns FALSE and is asked
 * again later. If it can, it calls wd_session_claim() first, goes on only when that is TRUE, and
 * returns TRUE. A part that does not claim has its row claimed when it returns TRUE.
 */
typedef gboolean (*WdDeliver)(WdSession *session,
			      const WdHeld *held,
			      WdDecision decision,
			      gpointer data);

/*
 * Who delivers what, and that nothing is delivered twice. A row may be decided here, in another
 * client or with wardenctl; the claim in the database tells which process carries it out. Owned by
 * the session, which it only hands on to the parts.
 */
typedef struct WdDelivery WdDelivery;

WdDelivery *wd_delivery_new(WdSession *session, WdQueue *queue);
void wd_delivery_free(WdDelivery *delivery);
void wd_delivery_set(WdDelivery *delivery,
		     WdEventKind kind,
		     WdDirection direction,
		     WdDeliver deliver,
		     gpointer data);

/* Rows whose request or offer stands open in this process: a "no" has to reach the peer, too, so
 * their rows are watched for it. */
void wd_delivery_note_live(WdDelivery *delivery, const char *held_id);
void wd_delivery_forget_live(WdDelivery *delivery, const char *held_id);

gboolean wd_delivery_claim(WdDelivery *delivery, const char *held_id, gint64 now_ms);
void wd_delivery_run(WdDelivery *delivery, gboolean is_occasion, gint64 now_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdDelivery, wd_delivery_free)
