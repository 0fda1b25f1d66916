/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "store/wd-state-db.h"

/*
 * A stranger can fill the queue, so it has bounds, and what goes first is chosen such that a flood
 * drowns itself. Apart from wd-queue.h, which owns the transaction and the figures in use.
 */

/* How much of the review queue is kept, and what goes first. */
typedef struct {
	/* Ages count from when a row was held, or from when it was decided. */
	guint max_rows;
	gint64 max_bytes;
	gint64 waiting_ms;
	gint64 finished_ms;
} WdQueueBounds;

/* The same for received files, which lie in the quarantine under the ids of their rows. */
typedef struct {
	gint64 max_bytes;
	gint64 waiting_ms;
} WdQueueFileBounds;

/* How much there is. */
typedef struct {
	gint64 n_rows;
	gint64 n_bytes;
} WdQueueSize;

gboolean wd_queue_bounds_measure(WdStateDb *db, WdQueueSize *size, GError **error);
gboolean wd_queue_bounds_is_over(const WdQueueBounds *bounds, const WdQueueSize *size);

/*
 * Dropping is never silent: ids are returned so that files go as well, and undecided rows are
 * counted so that the person is told.
 */
gboolean wd_queue_bounds_drop_old(WdStateDb *db,
				  const WdQueueBounds *bounds,
				  gint64 now_ms,
				  GPtrArray *dropped_ids,
				  guint *n_undecided,
				  GError **error);
gboolean wd_queue_bounds_drop_files(WdStateDb *db,
				    const char *base,
				    const WdQueueFileBounds *bounds,
				    gint64 now_ms,
				    GPtrArray *dropped_ids,
				    guint *n_undecided,
				    GError **error);
gboolean wd_queue_bounds_make_room(WdStateDb *db,
				   const WdQueueBounds *bounds,
				   GPtrArray *dropped_ids,
				   guint *n_undecided,
				   GError **error);
