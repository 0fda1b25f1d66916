/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-event.h"
#include "store/wd-keys.h"
#include "store/wd-queue-bounds.h"
#include "store/wd-queue-content.h"
#include "store/wd-queue-files.h"
#include "store/wd-queue-intake.h"
#include "store/wd-state-db.h"
#include "store/wd-state-watch.h"

/*
 * What is inside a queue, and what its files share. Only the files named wd-queue*.c that fill in
 * wd-queue.h include this. It stands below that header and does not include it.
 */
typedef struct WdQueue WdQueue;

struct WdQueue {
	WdStateDb *db;
	WdKeys *keys;
	char *base;
	WdQueueContent *content;
	WdQueueFiles *files;                            /* of dropped rows */
	void (*changed)(WdQueue *queue, gpointer data); /* (nullable) a WdQueueChanged */
	gpointer changed_data;
	WdStateWatch *watch; /* NULL while nobody asked */
	guint n_dropped;     /* undecided rows, since last asked */
	WdQueueBounds bounds;
	WdQueueFileBounds file_bounds;
	WdQueueIntake *intake; /* what is not yet in the table */
	gint64 counted_change; /* of the database when it was counted; -1: our own change since */
	guint n_counted;       /* waiting rows in the table then */
};

const char *wd_queue_get_text(sqlite3_stmt *statement, int column);
sqlite3_stmt *
wd_queue_prepare_for_id(WdQueue *queue, const char *sql, const char *id, GError **error);
gboolean
wd_queue_update_row(WdQueue *queue, sqlite3_stmt *statement, const char *id, GError **error);
void wd_queue_note_change(WdQueue *queue);
char *wd_queue_new_same(WdQueue *queue, const WdEvent *event);
