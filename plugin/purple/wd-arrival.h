/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "purple/wd-session.h"
#include "store/wd-quarantine.h"

/*
 * What becomes of a received file once all of it is here: looked at, judged, then placed, kept for
 * review, or asked about. From here on libpurple's transfer is over and the file is ours alone; it
 * leaves the quarantine by one door only.
 */
typedef struct WdArrivals WdArrivals;

typedef struct {
	WdQuarantine *file;        /* (transfer full) whole */
	const WdEvent *event;      /* its file_path is the place that the person chose, its
				      file_replaces what may be lost there */
	const char *who;           /* as libpurple names the sender, for the conversation */
	const WdVerdict *accepted; /* (nullable) what the person knew when they accepted it */
	gboolean is_leftover;      /* of a run that ended in between: always kept for review */
} WdArrived;

WdArrivals *wd_arrivals_new(WdSession *session);
void wd_arrivals_take(WdArrivals *arrivals, const WdArrived *arrived);
guint wd_arrivals_count(const WdArrivals *arrivals);
void wd_arrivals_free(WdArrivals *arrivals);

/* What was held and is released or deleted: whether that is done. */
gboolean wd_arrivals_has(const WdArrivals *arrivals, const char *held_id);
gboolean wd_arrivals_deliver(WdArrivals *arrivals, const WdHeld *held, gboolean is_yes);
