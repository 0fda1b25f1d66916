/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A hundred files are sent at once: copied, looked into by warden-inspect, judged and let go. What
 * counts is how long the main loop is away from its poll, since that is what a person feels.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

#include "bench.h"
#include "purple/duty-fixture.h"

#define N_FILES    100
#define FILE_BYTES (64 * 1024)
#define MAX_TURNS  200000

static guint n_begun;
static BenchTimer away; /* from poll to poll, as this thread's own time: the machine has others */
static double away_since_us;

static void
init(PurpleXfer *xfer)
{
	n_begun++;
}

static double
get_own_us(void)
{
	struct timespec now;

	g_assert(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now) == 0);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static void
note(double time_us)
{
	if (away.times_us == NULL)
		away.times_us = g_array_new(FALSE, FALSE, sizeof(double));
	g_array_append_val(away.times_us, time_us);
}

static gint
timed_poll(GPollFD *descriptors, guint n, gint timeout_ms)
{
	gint n_ready;

	if (away_since_us > 0)
		note(get_own_us() - away_since_us);
	n_ready = g_poll(descriptors, n, timeout_ms);
	away_since_us = get_own_us();
	return n_ready;
}

static char *
make_file(const char *folder, guint i)
{
	g_autofree char *name = g_strdup_printf("minutes-%c%c.txt", 'a' + i / 26, 'a' + i % 26);
	g_autofree char *text = g_strnfill(FILE_BYTES, (char)('a' + i % 26));
	char *path = g_build_filename(folder, name, NULL);

	for (gsize at = 7; at < FILE_BYTES; at += 8)
		text[at] = at % 64 == 63 ? '\n' : ' ';
	g_assert(g_file_set_contents(path, text, -1, NULL));
	return path;
}

static void
send_file(const Duty *duty, const char *folder, guint i)
{
	PurpleXfer *xfer = purple_xfer_new(duty->account, PURPLE_XFER_SEND, "anna");
	g_autofree char *path = make_file(folder, i);

	purple_xfer_set_init_fnc(xfer, init);
	purple_xfer_request_accepted(xfer, path);
}

static void
bench_send(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *folder = bench_make_base();
	double start_us;

	for (guint i = 0; i < N_FILES; i++)
		send_file(duty, folder, i);
	start_us = bench_time_us();
	g_main_context_set_poll_func(NULL, timed_poll);
	for (guint i = 0; i < MAX_TURNS && n_begun < N_FILES; i++)
		g_main_context_iteration(NULL, TRUE);
	g_main_context_set_poll_func(NULL, NULL);
	g_assert(n_begun == N_FILES);
	bench_print("files.send", (bench_time_us() - start_us) / 1000 / N_FILES, "ms a file");
	bench_timer_print(&away, "files.away-from-poll", 0);
	while (purple_xfers_get_all() != NULL)
		purple_xfer_cancel_local(purple_xfers_get_all()->data);
	bench_remove_tree(folder);
	duty_end(duty);
}

int
main(void)
{
	wd_null_purple_start();
	bench_send();
	wd_null_purple_stop();
	return 0;
}
