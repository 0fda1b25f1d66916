/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

#include "engine/text/wd-keyed-hash.h"
#include "engine/wd-context.h"
#include "engine/wd-event.h"

/*
 * The engine's only memory, and therefore no part of wd_judge(): the shell asks it before a
 * judgement and tells it afterwards. It is lost at exit; what must last is in store/wd-trust.h.
 * Tables are bounded, so a flood of names costs the oldest ones and not the computer; and hashed
 * with a key, so that nobody can make them slow.
 */

/* What earlier events told: rates, repeats, who wrote first. Bounded; its clock is the events' own.
 */
typedef struct WdTracker WdTracker;

WdTracker *wd_tracker_new(gint64 worm_window_ms);
void wd_tracker_set_normalised(WdTracker *tracker);
void wd_tracker_set_key(WdTracker *tracker, const WdHashKey *key);
void wd_tracker_free(WdTracker *tracker);
/* First look, then judge, then note: an event that is noted first would count itself twice. */
void wd_tracker_look(WdTracker *tracker, const WdEvent *event, WdContext *context);
void wd_tracker_note(WdTracker *tracker, const WdEvent *event, const WdContext *context);
/* For what was stopped: that it was attempted counts, that it arrived does not. */
void wd_tracker_note_attempt(WdTracker *tracker, const WdEvent *event, const WdContext *context);

/* What the wire told of a message to the peer: whether it was encrypted from end to end. */
void wd_tracker_note_encryption(WdTracker *tracker, const WdEvent *event, gboolean is_encrypted);

/* The peer's key for private conversations is another one than before. */
void wd_tracker_note_new_key(WdTracker *tracker, const WdEvent *event);

/* Which things that were noted belong together, and whom they went to. */
guint64 wd_tracker_find_outbreak(WdTracker *tracker, const WdEvent *event, WdSame which);
GPtrArray *wd_tracker_list_recipients(WdTracker *tracker, guint64 outbreak, gint64 now_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(WdTracker, wd_tracker_free)
