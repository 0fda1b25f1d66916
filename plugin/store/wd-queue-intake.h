/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-queue-bounds.h"
#include "store/wd-queue-row.h"

/*
 * The way into the queue's table. A flood of strangers must not stop the main loop, and a row's own
 * transaction would: so a row goes into a journal at once, and from there with many others in one
 * transaction of a worker. Until then it stands in memory, within the same bounds as the table. The
 * memory is the main thread's alone: a lock that a worker held while other programs run would stop
 * the main loop for as long.
 */
typedef struct WdQueueIntake WdQueueIntake;

/* Told on the main thread after a transaction has ended, well or not. */
typedef void (*WdQueueIntakeEnded)(gpointer data);

WdQueueIntake *wd_queue_intake_new(const char *base, WdQueueIntakeEnded ended, gpointer data);
void wd_queue_intake_free(WdQueueIntake *intake);
void wd_queue_intake_set_bounds(WdQueueIntake *intake, const WdQueueBounds *bounds);
gboolean wd_queue_intake_add(WdQueueIntake *intake,
			     WdQueueRow *row,
			     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean wd_queue_intake_has_id(const WdQueueIntake *intake, const char *id);
gboolean wd_queue_intake_has_same(const WdQueueIntake *intake, const char *same);
void wd_queue_intake_settle(WdQueueIntake *intake);

/* How many rows are not in the table, and how many a transaction carries there just now: whether it
 * has ended is seen by its last row. */
typedef struct {
	guint n_waiting;
	guint n_carried;
	const char *last_carried; /* (nullable): an id */
} WdQueueIntakeCount;

WdQueueIntakeCount wd_queue_intake_count(WdQueueIntake *intake);
const GError *wd_queue_intake_get_failure(const WdQueueIntake *intake);
guint wd_queue_intake_take_dropped(WdQueueIntake *intake, GPtrArray *ids);
guint wd_queue_intake_adopt(WdQueueIntake *intake, WdStateDb *db, GPtrArray *dropped_ids);
