/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-rates.h"
#include "wd-rows.h"

#define SECOND_MS G_GINT64_CONSTANT(1000)
#define MINUTE_MS (60 * SECOND_MS)
#define NOW_MS    G_GINT64_CONSTANT(1767344400000)

typedef struct {
	const char *name;
	gint64 now_ms;
	gint64 span_ms;
	gint64 before_ms;
} BeforeCase;

static const BeforeCase befores[] = {
	{"an-hour", NOW_MS, 60 * MINUTE_MS, NOW_MS - 60 * MINUTE_MS},
	{"below-the-epoch", 0, MINUTE_MS, -MINUTE_MS},
	{"at-the-beginning-of-time", G_MININT64, MINUTE_MS, G_MININT64},
	{"just-after-it", G_MININT64 + 1, MINUTE_MS, G_MININT64},
	{"exactly-to-it", G_MININT64 + MINUTE_MS, MINUTE_MS, G_MININT64},
	{"at-the-end-of-time", G_MAXINT64, MINUTE_MS, G_MAXINT64 - MINUTE_MS},
};

static void
test_before(gconstpointer data)
{
	const BeforeCase *row = data;

	g_assert_cmpint(wd_rate_before(row->now_ms, row->span_ms), ==, row->before_ms);
}

typedef struct {
	const char *name;
	gint64 age_ms; /* of what was noted */
	guint n;       /* how often it counts */
} AgeCase;

static const AgeCase peer_ages[] = {
	{"now", 0, 1},
	{"half-a-minute", MINUTE_MS / 2, 1},
	{"just-a-minute", MINUTE_MS, 1},
	{"longer", MINUTE_MS + 1, 0},
	{"in-the-future", -1, 0},
};

static void
test_peer_age(gconstpointer data)
{
	const AgeCase *row = data;
	WdPeerRate rate = {0};

	wd_peer_rate_note(&rate, 1, NOW_MS - row->age_ms);
	g_assert_cmpuint(wd_peer_rate_count(&rate, 2, NOW_MS), ==, row->n);
	g_assert_cmpuint(wd_peer_rate_count(&rate, 1, NOW_MS), ==, 0); /* who asks does not count */
}

static const AgeCase event_ages[] = {
	{"now", 0, 1},
	{"half-a-minute", MINUTE_MS / 2, 1},
	{"just-a-minute", MINUTE_MS, 0},
	{"in-the-future", -1, 0},
};

static void
test_event_age(gconstpointer data)
{
	const AgeCase *row = data;
	WdEventRate rate = {0};

	wd_event_rate_note(&rate, NOW_MS - row->age_ms);
	g_assert_cmpuint(wd_event_rate_count(&rate, NOW_MS), ==, row->n);
}

/* One who writes again is one, and was heard of last then. */
static void
test_peer_again(void)
{
	WdPeerRate rate = {0};

	wd_peer_rate_note(&rate, 1, NOW_MS - 2 * MINUTE_MS);
	wd_peer_rate_note(&rate, 2, NOW_MS - SECOND_MS);
	wd_peer_rate_note(&rate, 1, NOW_MS);
	g_assert_cmpuint(rate.n, ==, 2);
	g_assert_cmpuint(wd_peer_rate_count(&rate, 3, NOW_MS), ==, 2);
}

static void
test_many_peers(void)
{
	WdPeerRate rate = {0};

	for (guint64 peer = 0; peer < 3 * WD_RATE_PEERS; peer++)
		wd_peer_rate_note(&rate, peer, NOW_MS);
	g_assert_cmpuint(rate.n, ==, WD_RATE_PEERS);
	g_assert_cmpuint(wd_peer_rate_count(&rate, G_MAXUINT64, NOW_MS), ==, WD_RATE_PEERS);
	g_assert_cmpuint(rate.seen[0].peer, ==, 2 * WD_RATE_PEERS); /* the oldest went */
}

static void
test_many_events(void)
{
	WdEventRate rate = {0};

	for (guint i = 0; i < 3 * WD_RATE_EVENTS + 5; i++)
		wd_event_rate_note(&rate, NOW_MS - 10 * MINUTE_MS);
	g_assert_cmpuint(wd_event_rate_count(&rate, NOW_MS), ==, 0);
	for (guint i = 0; i < WD_RATE_EVENTS / 2; i++)
		wd_event_rate_note(&rate, NOW_MS);
	g_assert_cmpuint(wd_event_rate_count(&rate, NOW_MS), ==, WD_RATE_EVENTS / 2);
	for (guint i = 0; i < 2 * WD_RATE_EVENTS; i++)
		wd_event_rate_note(&rate, NOW_MS);
	g_assert_cmpuint(wd_event_rate_count(&rate, NOW_MS), ==, WD_RATE_EVENTS);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/rates/before/", befores, test_before);
	WD_ADD_ROWS("/rates/peer-age/", peer_ages, test_peer_age);
	WD_ADD_ROWS("/rates/event-age/", event_ages, test_event_age);
	g_test_add_func("/rates/peer-again", test_peer_again);
	g_test_add_func("/rates/many-peers", test_many_peers);
	g_test_add_func("/rates/many-events", test_many_events);
	return g_test_run();
}
