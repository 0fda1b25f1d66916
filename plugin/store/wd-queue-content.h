/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/wd-held.h"
#include "store/wd-keys.h"

/*
 * Sits between rows and keys: the queue sees WdHeld, the database sees age files. Contents that
 * were opened are remembered, for opening is costly, and forgotten when the key is locked.
 */

/* What the rows of the queue hold: sealed on disk, in clear only in memory. */
typedef struct WdQueueContent WdQueueContent;

WdQueueContent *wd_queue_content_new(const char *base, WdKeys *keys);
void wd_queue_content_free(WdQueueContent *content);
GBytes *wd_queue_content_seal(WdQueueContent *content, const WdHeld *held, GError **error);
WdHeld *wd_queue_content_open(
	WdQueueContent *content, const char *id, const guint8 *sealed, gsize len, GError **error);
void wd_queue_content_forget(WdQueueContent *content, const char *id);
