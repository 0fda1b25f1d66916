/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-held.h"
#include "store/wd-keys.h"

/*
 * What was held back waits here for the person. Client and wardenctl may have it open at once, so
 * every step is one UPDATE that names the state it starts from, and a loser is told so. Adding
 * needs no unlocked key; reading contents does.
 */

/* The review queue: rows in state.db, content sealed to the person's key. */
typedef struct WdQueue WdQueue;

/* Until wd_queue_set_limits(). */
#define WD_QUEUE_MAX_ROWS       5000 /* a window nobody reads to the end */
#define WD_QUEUE_MAX_MEGABYTES  64   /* sealed; two hundred of the largest messages */
#define WD_QUEUE_WAITING_DAYS   180  /* longer than any leave from work */
#define WD_QUEUE_FINISHED_DAYS  7    /* decided in error last week, still there */
#define WD_QUEUE_FILE_MEGABYTES 4096 /* in the quarantine */
#define WD_QUEUE_FILE_DAYS      60

/* Stands among the findings of a row whose content cannot be opened: deleting it is all there is
 * to do. */
#define WD_QUEUE_CODE_UNREADABLE "queue.unreadable"

#define WD_HELD_IN(state)   (1u << (state))
#define WD_QUEUE_OPEN       (WD_HELD_IN(WD_HELD_WAITING) | WD_HELD_IN(WD_HELD_EXPIRED))
#define WD_QUEUE_EVERYTHING (~0u)

typedef void (*WdQueueChanged)(WdQueue *queue, gpointer data);

/* Main thread only; a worker syncs. Rows and ids that are returned belong to the caller. */
WdQueue *wd_queue_open(const char *base, WdKeys *keys, GError **error);
void wd_queue_close(WdQueue *queue);
void wd_queue_set_limits(WdQueue *queue, guint max_rows, guint max_megabytes, guint max_days);
void wd_queue_set_file_limits(WdQueue *queue, guint max_megabytes, guint max_days);
const char *wd_queue_get_damaged_path(const WdQueue *queue);
char *wd_queue_new_id(void);
gboolean wd_queue_add(WdQueue *queue, const WdHeld *held, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *wd_queue_list(WdQueue *queue, GError **error);
GPtrArray *wd_queue_list_news(WdQueue *queue, WdHeldReader *reader, GError **error);
GPtrArray *wd_queue_list_states(WdQueue *queue, guint states, GError **error);
GPtrArray *wd_queue_list_released_ids(WdQueue *queue);
GPtrArray *wd_queue_list_refused_ids(WdQueue *queue);
char *wd_queue_complete_id(WdQueue *queue, const char *prefix, GError **error);
WdHeld *wd_queue_find(WdQueue *queue, const char *id, GError **error);
guint wd_queue_count_waiting(WdQueue *queue);

gboolean
wd_queue_decide(WdQueue *queue, const char *id, WdDecision decision, gint64 now_ms, GError **error);
gboolean wd_queue_restore(WdQueue *queue, const char *id, GError **error);
gboolean wd_queue_take_back(WdQueue *queue, const char *id, GError **error);
gboolean wd_queue_get_decision(WdQueue *queue, const char *id, WdDecision *decision);
gboolean wd_queue_claim(WdQueue *queue, const char *id, gint64 now_ms, GError **error);
gboolean wd_queue_expire(WdQueue *queue, const char *id, gint64 now_ms, GError **error);

/*
 * The same request again is one row: a server repeats it at every sign-on, and nobody wants to be
 * asked each time.
 */
char *wd_queue_find_same(WdQueue *queue, const WdEvent *event);
char **wd_queue_list_same(WdQueue *queue, const WdEvent *event, guint max);
gboolean wd_queue_note_repeat(WdQueue *queue, const char *id, GError **error);

/* Housekeeping. Nothing is dropped in silence: take the count, and say it. */
guint wd_queue_prune(WdQueue *queue, gint64 now_ms);
guint wd_queue_take_n_dropped(WdQueue *queue);
gboolean wd_queue_is_up_to_date(WdQueue *queue, GError **error);
void wd_queue_watch(WdQueue *queue, WdQueueChanged changed, gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdQueue, wd_queue_close)
