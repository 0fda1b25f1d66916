/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A flood from strangers, through the engine alone: what a message costs when every table is full,
 * and what memory a million different senders take.
 */
#include "config.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "bench.h"
#include "engine/judge/wd-judge.h"
#include "engine/judge/wd-tracker.h"

#define N_A_SECOND 10000
#define N_SENDERS  1000000
#define START_MS   G_GINT64_CONSTANT(1767344400000)
#define BAR_US     100 /* 10,000 a second on one core */
#define BAR_MEBI   64
#define WORD_CHARS 8
#define MEBI       (1024.0 * 1024.0)

static double
get_resident_mebi(void)
{
	FILE *file = fopen("/proc/self/statm", "r");
	long n_all = 0, n_resident = 0;

	if (file == NULL)
		return 0;
	g_assert(fscanf(file, "%ld %ld", &n_all, &n_resident) == 2);
	(void)fclose(file); /* it was only read */
	return (double)n_resident * (double)sysconf(_SC_PAGESIZE) / MEBI;
}

static const char *
make_word(GRand *rand, char word[WORD_CHARS])
{
	for (guint i = 0; i < WORD_CHARS - 1; i++)
		word[i] = (char)('a' + g_rand_int_range(rand, 0, 26));
	word[WORD_CHARS - 1] = '\0';
	return word;
}

/* Each from somebody else and with other words, so that every table fills. */
static WdEvent *
make_event(guint i, GRand *rand)
{
	char words[5][WORD_CHARS];
	g_autofree char *peer = g_strdup_printf("u%u@spam%u.example", i, i % 997);
	g_autofree char *text = g_strdup_printf("%s %s %s %s, %s http://site%u.example/%x",
						make_word(rand, words[0]),
						make_word(rand, words[1]),
						make_word(rand, words[2]),
						make_word(rand, words[3]),
						make_word(rand, words[4]),
						i % 50000,
						g_rand_int(rand));
	const WdEvent fields = {
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = peer,
		.text = text,
		.time_ms = START_MS + i / (N_A_SECOND / 1000),
	};

	return wd_event_new(&fields);
}

static double
get_cpu_us(void)
{
	struct timespec now;

	g_assert(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1000;
}

/* Returns the processor's time, which does not count what else the machine does. */
static double
flood(WdTracker *tracker, const WdPolicy *policy, guint from, guint to, BenchTimer *timer)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(from + 1);
	double start_us = get_cpu_us();

	for (guint i = from; i < to; i++) {
		g_autoptr(WdEvent) event = make_event(i, rand);
		g_autoptr(WdVerdict) verdict = NULL;
		WdContext context = {.is_roster_loaded = TRUE, .contact_age_ms = -1};

		if (timer != NULL)
			bench_timer_begin(timer);
		wd_tracker_look(tracker, event, &context);
		if (timer != NULL)
			verdict = wd_judge(event, &context, policy);
		wd_tracker_note(tracker, event, &context);
		if (timer != NULL)
			bench_timer_end(timer);
	}
	return get_cpu_us() - start_us;
}

static void
bench_look(WdTracker *tracker)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(1);
	BenchTimer timer = {0};

	for (guint i = 0; i < N_A_SECOND; i++) {
		g_autoptr(WdEvent) event = make_event(i, rand);
		WdContext context = {.is_roster_loaded = TRUE, .contact_age_ms = -1};

		bench_timer_begin(&timer);
		wd_tracker_look(tracker, event, &context);
		bench_timer_end(&timer);
	}
	bench_timer_print(&timer, "flood.look-with-full-tables", 0);
}

int
main(void)
{
	const WdPolicySetting settings[WD_N_KEYS] = {0};
	g_autoptr(WdPolicy) policy = wd_policy_new(settings, NULL);
	g_autoptr(WdTracker) tracker = wd_tracker_new(600000);
	BenchTimer timer = {0};
	double cpu_us, before_mebi = get_resident_mebi();

	cpu_us = flood(tracker, policy, 0, N_A_SECOND, &timer);
	bench_print("flood.cpu-for-10000-messages", cpu_us / 1000, "ms   (bar: 1000)");
	bench_timer_print(&timer, "flood.message", BAR_US);
	(void)flood(tracker, policy, N_A_SECOND, N_SENDERS / 10, NULL);
	bench_print("flood.memory-for-100000-senders", get_resident_mebi() - before_mebi, "MiB");
	(void)flood(tracker, policy, N_SENDERS / 10, N_SENDERS, NULL);
	(void)printf("%-36s %10.2f MiB   (bar: %d)\n",
		     "flood.memory-for-1000000-senders",
		     get_resident_mebi() - before_mebi,
		     BAR_MEBI);
	cpu_us = flood(tracker, policy, N_SENDERS, N_SENDERS + N_A_SECOND, &timer);
	bench_print("flood.cpu-with-full-tables", cpu_us / 1000, "ms   (bar: 1000)");
	bench_timer_print(&timer, "flood.message-with-full-tables", BAR_US);
	bench_look(tracker);
	return 0;
}
