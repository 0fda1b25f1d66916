/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Who has how many rows, so that a flood drowns itself: what goes first is the oldest row of the
 * peer that has the most. In memory, because the same question put to the database once for each
 * row that goes would be read from all its rows each time.
 */
typedef struct WdQueueCrowd WdQueueCrowd;

WdQueueCrowd *wd_queue_crowd_new(void);
void wd_queue_crowd_free(WdQueueCrowd *crowd);
void wd_queue_crowd_add(WdQueueCrowd *crowd, const char *id, const char *same, gint64 held_ms);
void wd_queue_crowd_remove(WdQueueCrowd *crowd, const char *id);
gboolean wd_queue_crowd_has(const WdQueueCrowd *crowd, const char *same);
char *wd_queue_crowd_take(WdQueueCrowd *crowd);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdQueueCrowd, wd_queue_crowd_free)
