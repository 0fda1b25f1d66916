/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-rates.h"

#include <string.h>

#define MINUTE_MS (60 * G_GINT64_CONSTANT(1000))

/**
 * wd_rate_before:
 * @now_ms: Unix time; may be at the ends of time, which are an attacker's
 * @span_ms: how much earlier
 *
 * Returns: that time, or the beginning of time
 */
gint64
wd_rate_before(gint64 now_ms, gint64 span_ms)
{
	return now_ms < G_MININT64 + span_ms ? G_MININT64 : now_ms - span_ms;
}

static void
remove_seen(WdPeerRate *rate, guint at)
{
	rate->n--;
	memmove(rate->seen + at, rate->seen + at + 1, (rate->n - at) * sizeof *rate->seen);
}

/**
 * wd_peer_rate_note:
 * @rate: counts, all zero at first
 * @peer: who was heard of
 * @now_ms: when
 */
void
wd_peer_rate_note(WdPeerRate *rate, guint64 peer, gint64 now_ms)
{
	for (guint i = rate->n; i-- > 0;) {
		if (rate->seen[i].peer == peer) {
			remove_seen(rate, i);
			break;
		}
	}
	if (rate->n == WD_RATE_PEERS)
		remove_seen(rate, 0);
	rate->seen[rate->n].peer = peer;
	rate->seen[rate->n++].time_ms = now_ms;
}

/**
 * wd_peer_rate_count:
 * @rate: counts
 * @peer: one who does not count
 * @now_ms: Unix time
 *
 * Returns: how many others were heard of in the minute before @now_ms
 */
guint
wd_peer_rate_count(const WdPeerRate *rate, guint64 peer, gint64 now_ms)
{
	gint64 since_ms = wd_rate_before(now_ms, MINUTE_MS);
	guint n = 0;

	for (guint i = 0; i < rate->n; i++)
		n += rate->seen[i].peer != peer && rate->seen[i].time_ms >= since_ms &&
		     rate->seen[i].time_ms <= now_ms;
	return n;
}

/**
 * wd_event_rate_note:
 * @rate: counts, all zero at first
 * @now_ms: when it happened
 */
void
wd_event_rate_note(WdEventRate *rate, gint64 now_ms)
{
	rate->times_ms[rate->next] = now_ms;
	rate->next = (rate->next + 1) % WD_RATE_EVENTS;
	rate->n = MIN(rate->n + 1, WD_RATE_EVENTS);
}

/**
 * wd_event_rate_count:
 * @rate: counts
 * @now_ms: Unix time
 *
 * Returns: how often it happened in the minute before @now_ms
 */
guint
wd_event_rate_count(const WdEventRate *rate, gint64 now_ms)
{
	gint64 since_ms = wd_rate_before(now_ms, MINUTE_MS);
	guint n = 0;

	for (guint i = 0; i < rate->n; i++)
		n += rate->times_ms[i] > since_ms && rate->times_ms[i] <= now_ms;
	return n;
}
