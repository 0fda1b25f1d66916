/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A flood from strangers through libpurple's own signals, with everything on: every sender is
 * another, every message is held. What one message, and one turn of the main loop after ten of
 * them, keep the client from doing; what the main thread and all threads spend; what memory and
 * disk a million senders take.
 *
 * usage: bench-strangers [SENDERS [strangers-hold|strangers-screen]]
 */
#define _GNU_SOURCE 1 /* RUSAGE_THREAD */

#include "config.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "bench.h"
#include "purple/duty-fixture.h"

#define N_MESSAGES 10000
#define N_A_TURN   10 /* a millisecond's at 10,000 a second */
#define N_SENDERS  1000000
#define N_STEPS    10   /* a bound shows as a line that ends to rise */
#define BAR_CPU_MS 1000 /* of the main thread: 10,000 a second leave it time */
#define BAR_MEBI   64
#define MEBI       (1024.0 * 1024.0)

typedef struct {
	const char *name;
	DutySetting setting;
	const char *text; /* with the sender's number twice */
} Flood;

static const Flood floods[] = {
	{"strangers-hold",
	 {WD_KEY_CONTACTS_STRANGERS, "hold"},
	 "Hello %x, are you the one who sells the bike, number %x?"},
	{"strangers-screen",
	 {WD_KEY_CONTACTS_STRANGERS, "screen"},
	 "CONGRATULATIONS!!! You have WON a $1,000,%03u cash prize! Act now, claim your free money "
	 "today: http://claim-prize.example/win?id=%u or call +1-900-555-0134"},
};

static double
get_cpu_ms(clockid_t clock)
{
	struct timespec now;

	g_assert(clock_gettime(clock, &now) == 0);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

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

static void
receive(const Duty *duty, const char *format, guint i)
{
	g_autofree char *sender = g_strdup_printf("u%u@spam%u.example", i, i % 997);
	g_autofree char *text = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	text = g_strdup_printf(format, i, i * 7);
#pragma GCC diagnostic pop
	serv_got_im(duty_connection(duty), sender, text, PURPLE_MESSAGE_RECV, 1000000);
}

static void
print(const char *flood, const char *what, double value, const char *unit)
{
	g_autofree char *name = g_strdup_printf("%s.%s", flood, what);

	bench_print(name, value, unit);
}

/* What keeps the client from doing: wall time, but for what other programs took in the middle of it
 * (the machine may be shared); and how often the thread waited for something. */
typedef struct {
	GArray *times_us; /* of double */
	guint n_preempted;
	glong n_waits;
	double start_us;
	struct rusage before;
} Stall;

static void
stall_begin(Stall *stall)
{
	if (stall->times_us == NULL)
		stall->times_us = g_array_new(FALSE, FALSE, sizeof(double));
	g_assert(getrusage(RUSAGE_THREAD, &stall->before) == 0);
	stall->start_us = bench_time_us();
}

static void
stall_end(Stall *stall)
{
	double time_us = bench_time_us() - stall->start_us;
	struct rusage after;

	g_assert(getrusage(RUSAGE_THREAD, &after) == 0);
	stall->n_waits += after.ru_nvcsw - stall->before.ru_nvcsw;
	if (after.ru_nivcsw != stall->before.ru_nivcsw)
		stall->n_preempted++;
	else
		g_array_append_val(stall->times_us, time_us);
}

static int
compare_times(gconstpointer a, gconstpointer b)
{
	double first = *(const double *)a;
	double second = *(const double *)b;

	return (first > second) - (first < second);
}

static void
print_quantile(const Stall *stall, const char *flood, const char *what, double quantile)
{
	g_autofree char *name = g_strdup_printf("%s-p%g", what, quantile * 100);
	guint index = (guint)(quantile * (stall->times_us->len - 1));

	print(flood,
	      name,
	      g_array_index(stall->times_us, double, index),
	      quantile == 0.999 ? "us   (bar: 1000)" : "us");
}

static void
stall_print(Stall *stall, const char *flood, const char *what)
{
	g_autofree char *waits = g_strdup_printf("%s-waits", what);
	g_autofree char *preempted = g_strdup_printf("%s-preempted", what);

	g_array_sort(stall->times_us, compare_times);
	print_quantile(stall, flood, what, 0.5);
	print_quantile(stall, flood, what, 0.99);
	print_quantile(stall, flood, what, 0.999);
	print_quantile(stall, flood, what, 1);
	print(flood, waits, (double)stall->n_waits, "times something was waited for");
	print(flood, preempted, stall->n_preempted, "left out: another program ran");
	g_array_unref(stall->times_us);
}

static void
run(const Duty *duty, const Flood *flood, guint from, guint n, Stall *messages, Stall *turns)
{
	for (guint i = from; i < from + n; i++) {
		stall_begin(messages);
		receive(duty, flood->text, i);
		stall_end(messages);
		if (i % N_A_TURN != 0)
			continue;
		stall_begin(turns);
		wd_null_purple_turn(0);
		stall_end(turns);
	}
}

static void
bench_second(Duty *duty, const Flood *flood, guint from)
{
	Stall messages = {0}, turns = {0};
	double main_ms = get_cpu_ms(CLOCK_THREAD_CPUTIME_ID);
	double all_ms = get_cpu_ms(CLOCK_PROCESS_CPUTIME_ID);

	run(duty, flood, from, N_MESSAGES, &messages, &turns);
	print(flood->name,
	      "main-thread",
	      get_cpu_ms(CLOCK_THREAD_CPUTIME_ID) - main_ms,
	      "ms of CPU for 10,000 messages   (bar: 1000)");
	stall_print(&messages, flood->name, "message");
	stall_print(&turns, flood->name, "turn");
	wd_null_purple_turn(1000);
	print(flood->name,
	      "all-threads",
	      get_cpu_ms(CLOCK_PROCESS_CPUTIME_ID) - all_ms,
	      "ms of CPU");
	print(flood->name, "waiting", duty->n_waiting, "rows");
}

int
main(int argc, char **argv)
{
	guint n_senders = argc > 1 ? (guint)g_ascii_strtoull(argv[1], NULL, 10) : N_SENDERS;

	wd_null_purple_start();
	for (gsize i = 0; i < G_N_ELEMENTS(floods); i++) {
		Duty *duty;
		Stall messages = {0}, turns = {0};
		double before_mebi;

		if (argc > 2 && !g_str_equal(argv[2], floods[i].name))
			continue;
		duty = duty_begin(&floods[i].setting, 1);
		bench_second(duty, &floods[i], 0);
		before_mebi = get_resident_mebi();
		for (guint step = 0; step < N_STEPS; step++) {
			guint n = n_senders / N_STEPS;

			run(duty, &floods[i], N_MESSAGES + step * n, n, &messages, &turns);
			print(floods[i].name,
			      "memory-so-far",
			      get_resident_mebi() - before_mebi,
			      "MiB more");
		}
		stall_print(&messages, floods[i].name, "long-message");
		stall_print(&turns, floods[i].name, "long-turn");
		print(floods[i].name,
		      "memory",
		      get_resident_mebi() - before_mebi,
		      "MiB more (bar: 64)");
		duty_end(duty);
	}
	wd_null_purple_stop();
	return 0;
}
