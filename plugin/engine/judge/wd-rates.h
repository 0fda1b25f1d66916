/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

/*
 * Counts of the last minute. Fixed size, so that a flood costs no memory; beyond what they can hold
 * they say "at least so many", which is what a limit asks.
 */

#define WD_RATE_PEERS  64 /* different ones that are told apart */
#define WD_RATE_EVENTS 32

/* Different peers in the last minute, in the order in which they were last heard of. */
typedef struct {
	guint n;
	struct {
		guint64 peer;
		gint64 time_ms;
	} seen[WD_RATE_PEERS];
} WdPeerRate;

/* Events in the last minute. */
typedef struct {
	guint n;
	guint next;
	gint64 times_ms[WD_RATE_EVENTS]; /* a ring */
} WdEventRate;

gint64 wd_rate_before(gint64 now_ms, gint64 span_ms);
void wd_peer_rate_note(WdPeerRate *rate, guint64 peer, gint64 now_ms);
guint wd_peer_rate_count(const WdPeerRate *rate, guint64 peer, gint64 now_ms);
void wd_event_rate_note(WdEventRate *rate, gint64 now_ms);
guint wd_event_rate_count(const WdEventRate *rate, gint64 now_ms);
