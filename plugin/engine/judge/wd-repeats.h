/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "engine/judge/wd-fingerprint.h"
#include "engine/wd-repetition.h"

/*
 * The part of the tracker that knows what was sent to whom. Keeps digests of what was said, and the
 * names only of whom the person's own account wrote to, because a question must name them.
 */

typedef struct WdRepeats WdRepeats;

/* One time that something went by. */
typedef struct {
	guint64 peer;     /* hash of who it was */
	const char *name; /* (nullable) to be remembered: whom it went to */
	gint64 time_ms;
	gboolean is_stranger;
	gboolean is_answer; /* the peer had just written */
} WdSighting;

WdRepeats *wd_repeats_new(guint max);
void wd_repeats_free(WdRepeats *repeats);
void wd_repeats_look(const WdRepeats *repeats,
		     const WdFingerprint *print,
		     const WdSighting *now,
		     gint64 since_ms,
		     WdRepetition same[WD_N_SAME]);
void wd_repeats_note(WdRepeats *repeats, const WdFingerprint *print, const WdSighting *now);
guint64
wd_repeats_find_outbreak(const WdRepeats *repeats, const WdFingerprint *print, WdSame which);
GPtrArray *wd_repeats_list_names(const WdRepeats *repeats, guint64 outbreak, gint64 since_ms);
