/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Writes lines into a trail while they are forwarded, as a client does, for tests with real
 * collectors: forward-writer BASE TARGET N_LINES. Prints what became of them as JSON, once all of
 * them have arrived or it was told to stop waiting with SIGTERM.
 */
#define _GNU_SOURCE /* RUSAGE_THREAD */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "crypto/wd-crypto.h"
#include "store/wd-audit.h"
#include "store/wd-forward.h"
#include "store/wd-paths.h"

#define LINES_PER_NUDGE 10

static volatile sig_atomic_t is_told_to_stop;

static void
stop(int number)
{
	is_told_to_stop = 1;
}

/*
 * What a line costs the client's own thread: wall time, but for what other programs took in the
 * middle of it, and processor time; and how often it waited for something, which it never should.
 */
typedef struct {
	GArray *wall_us; /* of gint64: of lines during which it ran without a stop */
	GArray *cpu_us;  /* of gint64: of all lines */
	gint64 worst_us; /* wall time, whatever happened in it */
	guint n_preempted;
	glong n_waits;
	gint64 longest_wait_us;
	struct rusage before;
	gint64 start_us;
	gint64 start_cpu_us;
} Stalls;

static gint64
get_cpu_us(void)
{
	struct timespec now = {0};

	if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) != 0)
		g_error("no clock of this thread");
	return (gint64)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
stalls_begin(Stalls *stalls)
{
	if (getrusage(RUSAGE_THREAD, &stalls->before) != 0)
		g_error("no figures of this thread");
	stalls->start_cpu_us = get_cpu_us();
	stalls->start_us = g_get_monotonic_time();
}

static void
stalls_end(Stalls *stalls)
{
	gint64 wall_us = g_get_monotonic_time() - stalls->start_us;
	gint64 cpu_us = get_cpu_us() - stalls->start_cpu_us;
	struct rusage after;

	if (getrusage(RUSAGE_THREAD, &after) != 0)
		g_error("no figures of this thread");
	stalls->n_waits += after.ru_nvcsw - stalls->before.ru_nvcsw;
	stalls->worst_us = MAX(stalls->worst_us, wall_us);
	g_array_append_val(stalls->cpu_us, cpu_us);
	if (after.ru_nivcsw != stalls->before.ru_nivcsw)
		stalls->n_preempted++;
	else if (after.ru_nvcsw != stalls->before.ru_nvcsw)
		stalls->longest_wait_us = MAX(stalls->longest_wait_us, wall_us);
	else
		g_array_append_val(stalls->wall_us, wall_us);
}

static void
write_lines(WdAudit *audit, WdForward *forward, guint n_lines, Stalls *stalls)
{
	for (guint i = 0; i < n_lines && is_told_to_stop == 0; i++) {
		g_autofree char *number = g_strdup_printf("%u", i);
		const WdAuditRecord record = {
			.event = "msg.receive.flagged",
			.severity = WD_SEVERITY_NOTICE,
			.protocol = "prpl-jabber",
			.account = "me@corp.example",
			.peer = "stränger@elsewhere.example",
			.detail_key = "number",
			.detail = number,
			.time_ms = g_get_real_time() / 1000,
		};

		stalls_begin(stalls);
		if (!wd_audit_write(audit, &record, NULL))
			g_error("line %u was not written", i);
		wd_forward_wake(forward);
		stalls_end(stalls);
		if (i % LINES_PER_NUDGE == 0)
			g_usleep(100); /* the daemon under test gets a turn */
	}
}

static int
compare_times(gconstpointer a, gconstpointer b)
{
	gint64 x = *(const gint64 *)a;
	gint64 y = *(const gint64 *)b;

	return x < y ? -1 : x > y;
}

/* The time that so many of a thousand did not exceed. */
static gint64
get_rank(GArray *times_us, guint per_thousand)
{
	g_array_sort(times_us, compare_times);
	return times_us->len == 0
		       ? 0
		       : g_array_index(times_us, gint64, (times_us->len - 1) * per_thousand / 1000);
}

static void
print_stalls(const Stalls *stalls)
{
	printf(",\"p50_us\":%" G_GINT64_FORMAT ",\"p999_us\":%" G_GINT64_FORMAT
	       ",\"longest_us\":%" G_GINT64_FORMAT ",\"longest_cpu_us\":%" G_GINT64_FORMAT
	       ",\"worst_us\":%" G_GINT64_FORMAT
	       ",\"preempted\":%u,\"waits\":%ld,\"longest_wait_us\":%" G_GINT64_FORMAT,
	       get_rank(stalls->wall_us, 500),
	       get_rank(stalls->wall_us, 999),
	       get_rank(stalls->wall_us, 1000),
	       get_rank(stalls->cpu_us, 1000),
	       stalls->worst_us,
	       stalls->n_preempted,
	       stalls->n_waits,
	       stalls->longest_wait_us);
}

static WdForwardStatus *
wait_for_lines(WdForward *forward, guint64 n_lines)
{
	for (;;) {
		g_autoptr(GPtrArray) all = wd_forward_get_status(forward);
		WdForwardStatus *status = g_ptr_array_index(all, 0);

		if (status->n_sent >= n_lines || is_told_to_stop != 0)
			return g_ptr_array_steal_index(all, 0);
		g_usleep(20000);
	}
}

int
main(int argc, char **argv)
{
	const char *const targets[] = {argc == 4 ? argv[2] : NULL, NULL};
	const WdForwardOptions options = {.last_delay_ms = 2000, .patience_ms = 5000};
	const WdAuditOptions trail = {.policy_digest = "sha256:0123", .has_clear_peer_names = TRUE};
	g_autoptr(WdForwardStatus) status = NULL;
	g_autoptr(WdKeys) keys = NULL;
	WdForward *forward;
	WdAudit *audit;
	Stalls stalls = {0};
	guint n_lines;

	if (argc != 4)
		return 2;
	n_lines = (guint)strtoul(argv[3], NULL, 10);
	(void)signal(SIGTERM, stop); /* cannot fail for this signal */
	if (!wd_crypto_start(NULL) || !wd_path_prepare(argv[1], NULL))
		return 3;
	keys = wd_keys_open(argv[1], NULL);
	audit = wd_audit_open(argv[1], keys, &trail, g_get_real_time() / 1000, NULL);
	if (audit == NULL)
		return 3;
	forward = wd_forward_new(argv[1], targets, &options);
	stalls.wall_us = g_array_new(FALSE, FALSE, sizeof(gint64));
	stalls.cpu_us = g_array_new(FALSE, FALSE, sizeof(gint64));
	write_lines(audit, forward, n_lines, &stalls);
	status = wait_for_lines(forward, n_lines);
	wd_audit_close(audit, g_get_real_time() / 1000);
	wd_forward_free(forward, 5000);
	printf("{\"sent\":%" G_GUINT64_FORMAT ",\"missing\":%" G_GUINT64_FORMAT ",\"certain\":%s",
	       status->n_sent,
	       status->n_missing,
	       status->is_certain ? "true" : "false");
	print_stalls(&stalls);
	printf("}\n");
	g_array_unref(stalls.wall_us);
	g_array_unref(stalls.cpu_us);
	return 0;
}
