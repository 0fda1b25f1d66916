/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "bench.h"
#include "crypto/wd-crypto.h"
#include "store/wd-paths.h"
#include "store/wd-queue.h"
#include "store/wd-trust.h"

#define N_ROWS  1000
#define N_LOOKS 100000
#define NOW_MS  G_GINT64_CONSTANT(1700000000000)

static const WdEvent message = {
	.kind = WD_EVENT_IM,
	.protocol = "prpl-jabber",
	.account = "me@corp.example",
	.peer = "stranger@elsewhere.example",
	.text = "Congratulations, you have won a prize. Write to us at once.",
	.time_ms = NOW_MS,
};

static WdHeld *
new_held(void)
{
	g_autoptr(WdEvent) event = wd_event_new(&message);
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	g_autofree char *id = wd_queue_new_id();

	wd_verdict_add(verdict, wd_finding_new("spim.text", WD_ACTION_HOLD, 5, 0, 4, NULL));
	return wd_held_new(id, event, verdict, NOW_MS);
}

static void
bench_add(WdQueue *queue)
{
	BenchTimer timer = {0};

	for (guint i = 0; i < N_ROWS; i++) {
		g_autoptr(WdHeld) held = new_held();
		gboolean is_kept;

		bench_timer_begin(&timer);
		is_kept = wd_queue_add(queue, held, NULL);
		bench_timer_end(&timer);
		g_assert(is_kept);
	}
	bench_timer_print(&timer, "queue.add", 0);
}

static void
bench_list(WdQueue *queue, const char *name)
{
	double start_us = bench_time_us();
	g_autoptr(GPtrArray) rows = wd_queue_list(queue, NULL);

	g_assert(rows != NULL && rows->len == N_ROWS);
	bench_print(name, (bench_time_us() - start_us) / 1000, "ms for 1000 rows");
}

/* The window's way: as much as its first piece takes, and then what it asks for each time. */
#define N_SHOWN  10000
#define PIECE_US 40000

static gboolean
is_known(const char *id, gpointer known)
{
	return g_hash_table_contains(known, id);
}

static void
bench_news(const char *base, WdKeys *keys)
{
	g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	WdHeldReader reader = {is_known, known, PIECE_US, 1};
	WdQueue *queue = wd_queue_open(base, keys, NULL);
	guint n_pieces = 0;
	double start_us;

	wd_queue_set_limits(queue, N_SHOWN, 1000, 3000);
	for (guint i = 0; i < N_SHOWN; i++) {
		g_autoptr(WdHeld) held = new_held();

		g_assert(wd_queue_add(queue, held, NULL));
	}
	wd_queue_close(queue);
	queue = wd_queue_open(base, keys, NULL);
	start_us = bench_time_us();
	while (reader.n_left > 0) {
		g_autoptr(GPtrArray) all = wd_queue_list_news(queue, &reader, NULL);

		g_assert(all != NULL && all->len == N_SHOWN);
		for (guint i = 0; i < all->len; i++) {
			const WdHeldNews *news = g_ptr_array_index(all, i);

			if (news->held != NULL)
				g_hash_table_add(known, g_strdup(news->id));
		}
		if (n_pieces++ == 0)
			bench_print("queue.news-first-piece",
				    (bench_time_us() - start_us) / 1000,
				    "ms with 10000 rows");
	}
	bench_print("queue.news-all", (bench_time_us() - start_us) / 1000, "ms with 10000 rows");
	start_us = bench_time_us();
	g_ptr_array_unref(wd_queue_list_news(queue, &reader, NULL));
	bench_print("queue.news-again", (bench_time_us() - start_us) / 1000, "ms with 10000 rows");
	wd_queue_close(queue);
}

static void
bench_claim(WdQueue *queue)
{
	g_autoptr(GPtrArray) rows = wd_queue_list(queue, NULL);
	BenchTimer timer = {0};

	for (guint i = 0; i < rows->len; i++) {
		const WdHeld *held = g_ptr_array_index(rows, i);
		gboolean is_claimed;

		g_assert(wd_queue_decide(queue, held->id, WD_DECISION_RELEASE, NOW_MS, NULL));
		bench_timer_begin(&timer);
		is_claimed = wd_queue_claim(queue, held->id, NOW_MS, NULL);
		bench_timer_end(&timer);
		g_assert(is_claimed);
	}
	bench_timer_print(&timer, "queue.claim", 0);
}

static void
bench_trust(const char *base, WdKeys *keys)
{
	g_autoptr(WdTrust) trust = wd_trust_open(base, keys, NULL);
	BenchTimer timer = {0};
	double start_us;
	guint n_trusted = 0;

	g_assert(trust != NULL && wd_trust_set(trust, "p", "me", "friend", TRUE, NULL));
	start_us = bench_time_us();
	for (guint i = 0; i < N_LOOKS; i++)
		n_trusted += wd_trust_is_trusted(trust, "p", "me", i % 2 == 0 ? "friend" : "x");
	bench_print("trust.look", (bench_time_us() - start_us) / N_LOOKS, "us");
	g_assert(n_trusted == N_LOOKS / 2);
	for (guint i = 0; i < N_ROWS; i++) {
		g_autofree char *peer = g_strdup_printf("peer%u", i);

		bench_timer_begin(&timer);
		(void)wd_trust_first_seen_ms(trust, "p", "me", peer, NOW_MS);
		bench_timer_end(&timer);
	}
	bench_timer_print(&timer, "trust.first-seen-of-a-new-peer", 0);
}

int
main(void)
{
	g_autofree char *base = bench_make_base();
	g_autoptr(WdKeys) keys = NULL;
	WdQueue *queue;
	double start_us;

	g_assert(wd_crypto_start(NULL) && wd_path_prepare(base, NULL));
	keys = wd_keys_open(base, NULL);
	g_assert(keys != NULL);
	queue = wd_queue_open(base, keys, NULL);
	g_assert(queue != NULL);
	bench_add(queue);
	wd_queue_close(queue);
	start_us = bench_time_us();
	queue = wd_queue_open(base, keys, NULL);
	bench_print("queue.open", (bench_time_us() - start_us) / 1000, "ms with 1000 rows");
	bench_list(queue, "queue.list-first-time");
	bench_list(queue, "queue.list-again");
	bench_claim(queue);
	wd_queue_close(queue);
	bench_trust(base, keys);
	bench_news(base, keys);
	bench_remove_tree(base);
	return 0;
}
