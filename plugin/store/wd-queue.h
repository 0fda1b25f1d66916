/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-held.h"
#include "store/wd-keys.h"

/* The review queue: rows in state.db, content sealed to the person's key. */
typedef struct WdQueue WdQueue;

typedef void (*WdQueueChanged)(WdQueue *queue, gpointer data);

WdQueue *wd_queue_open(const char *base, WdKeys *keys, GError **error);
void wd_queue_close(WdQueue *queue);
char *wd_queue_new_id(void);
gboolean wd_queue_add(WdQueue *queue, const WdHeld *held, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *wd_queue_list(WdQueue *queue, GError **error); /* of WdHeld *, oldest first */
WdHeld *wd_queue_find(WdQueue *queue, const char *id, GError **error);
gboolean
wd_queue_decide(WdQueue *queue, const char *id, WdDecision decision, gint64 now_ms, GError **error);
gboolean wd_queue_claim(WdQueue *queue,
			const char *id,
			gint64 now_ms,
			GError **error); /* RELEASED -> DELIVERED, once */
gboolean wd_queue_expire(WdQueue *queue, const char *id, gint64 now_ms, GError **error);
GPtrArray *wd_queue_list_released(WdQueue *queue, GError **error); /* decided, not yet delivered */
guint wd_queue_count_waiting(WdQueue *queue);
char *wd_queue_find_same(WdQueue *queue,
			 const WdEvent *event); /* id of a waiting row of the same kind and peer */
gboolean wd_queue_note_repeat(WdQueue *queue, const char *id, GError **error);
void wd_queue_watch(WdQueue *queue,
		    WdQueueChanged changed,
		    gpointer data); /* also changes by another process */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdQueue, wd_queue_close)
