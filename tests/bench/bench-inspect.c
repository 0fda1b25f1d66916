/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What it costs to look into files: one by one through the real helper, a hundred in a queue beside
 * a main loop that must not stall, and an archive of 42 kB that wants to be four gigabytes.
 */
#include "config.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "inspect-fixture.h"
#include "inspect/wd-facts-codec.h"
#include "inspect/wd-inspect.h"
#include "inspect/wd-look.h"
#include "inspect/wd-sandbox.h"

#define N_RUNS     60
#define FILE_BYTES 100000
#define STALL_US   1000.0

static gint
compare_doubles(gconstpointer a, gconstpointer b)
{
	double first = *(const double *)a;
	double second = *(const double *)b;

	return (first > second) - (first < second);
}

static void
on_done(const WdFileFacts *facts, gpointer data)
{
	if (facts->inspection != WD_INSPECTION_DONE)
		g_error("bench: %s", facts->failure);
	(*(guint *)data)--;
}

static void
look_once(WdInspect *inspect, int fd, const char *name)
{
	guint n_left = 1;

	(void)wd_inspect_file(inspect, fd, name, NULL, on_done, &n_left);
	while (n_left > 0)
		(void)g_main_context_iteration(NULL, TRUE);
}

static GBytes *
make_text(void)
{
	char *text = g_malloc(FILE_BYTES);

	for (guint i = 0; i < FILE_BYTES; i++)
		text[i] = i % 60 == 59 ? '\n' : (char)('a' + i * 7 % 26);
	return g_bytes_new_take(text, FILE_BYTES);
}

static GBytes *
make_document(void)
{
	g_autoptr(GString) xml = g_string_new("<w:document>");
	WdTestMember members[2];

	for (guint i = 0; i < 2000; i++)
		g_string_append_printf(xml, "<w:p><w:r><w:t>Line %u</w:t></w:r></w:p>", i);
	members[0] = (WdTestMember){"[Content_Types].xml", "<Types/>", 0, NULL};
	members[1] = (WdTestMember){"word/document.xml", xml->str, xml->len, NULL};
	return wd_test_archive("zip", "none", NULL, NULL, members, 2);
}

static void
bench_file(WdInspect *inspect, GBytes *bytes, const char *name, const char *label)
{
	BenchTimer timer = {0};
	int fd = wd_test_bytes_file(bytes);

	look_once(inspect, fd, name);
	for (guint i = 0; i < N_RUNS; i++) {
		bench_timer_begin(&timer);
		look_once(inspect, fd, name);
		bench_timer_end(&timer);
	}
	bench_timer_print(&timer, label, 0);
	(void)close(fd);
}

/* What one process works for one file, from its fork to its end, on the processor's clock: the bar
 * is about work, and a busy machine makes everything wait. */
static void
bench_work(GBytes *bytes, const char *name, const char *label)
{
	const WdSandboxLimits limits = {
		.max_memory_bytes = 192 * 1024 * 1024, .cpu_seconds = 20, .timeout_ms = 10000};
	g_autoptr(WdSandbox) sandbox = wd_sandbox_new(NULL);
	g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(double));

	wd_file_facts_unref(wd_test_look(bytes, name, NULL)); /* loads all tables */
	for (guint i = 0; i < N_RUNS; i++) {
		struct rusage usage;
		int status = 0;
		double work_us;
		pid_t pid = fork();

		if (pid == 0) {
			int fd = wd_test_bytes_file(bytes);
			GString *answer = g_string_new(NULL);

			if (!wd_sandbox_enter(sandbox, &limits, NULL))
				_exit(1);
			wd_facts_format(answer, wd_test_look_at(fd, name));
			_exit(0);
		}
		if (wait4(pid, &status, 0, &usage) != pid || status != 0)
			g_error("bench: a process failed");
		work_us = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 +
			  (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
		g_array_append_val(times, work_us);
	}
	g_array_sort(times, compare_doubles);
	bench_print(label, g_array_index(times, double, N_RUNS / 2), "us of work (bar 5000)");
}

/* Each turn of the loop is timed on the processor's clock of this thread: what the queue makes it
 * work, whatever else the machine does. */
static void
bench_queue(WdInspect *inspect, GBytes *bytes)
{
	BenchTimer timer = {0};
	struct rusage before;
	struct rusage after;
	double worst_us = 0;
	guint n_left = 100;
	int fd = wd_test_bytes_file(bytes);

	for (guint i = 0; i < 100; i++)
		(void)wd_inspect_file(inspect, fd, "a.txt", NULL, on_done, &n_left);
	while (n_left > 0) {
		double start_us;
		double cpu_us;

		while (!g_main_context_pending(NULL))
			(void)g_usleep(50);
		(void)getrusage(RUSAGE_THREAD, &before);
		start_us = bench_time_us();
		bench_timer_begin(&timer);
		(void)g_main_context_iteration(NULL, FALSE);
		bench_timer_end(&timer);
		(void)getrusage(RUSAGE_THREAD, &after);
		cpu_us = (double)(after.ru_utime.tv_usec - before.ru_utime.tv_usec +
				  after.ru_stime.tv_usec - before.ru_stime.tv_usec);
		worst_us = MAX(worst_us, MIN(cpu_us, bench_time_us() - start_us));
	}
	bench_timer_print(&timer, "inspect.queue-turn", STALL_US);
	bench_print("inspect.queue-longest-turn", worst_us, "us of work in one turn (bar 1000)");
	(void)close(fd);
}

/* In a process of its own, whose memory can be asked for. */
static void
bench_bomb(void)
{
	g_autoptr(GBytes) bytes = wd_test_overlapping_bomb(256);
	struct rusage usage;
	double start_us;
	int status = 0;
	pid_t pid;

	bench_print("inspect.bomb-size", (double)g_bytes_get_size(bytes), "bytes");
	start_us = bench_time_us();
	pid = fork();
	if (pid == 0) {
		g_autoptr(WdFileFacts) facts = wd_test_look(bytes, "x.zip", NULL);

		_exit((facts->flags & WD_FILE_BOMB) != 0 ? 0 : 1);
	}
	if (wait4(pid, &status, 0, &usage) != pid || status != 0)
		g_error("bench: the bomb was not known");
	bench_print("inspect.bomb", (bench_time_us() - start_us) / 1000, "ms (bar 2000)");
	bench_print("inspect.bomb-memory", (double)usage.ru_maxrss / 1024, "MiB (bar 128)");
}

int
main(void)
{
	g_autoptr(WdInspect) inspect = wd_inspect_new(WD_TEST_INSPECT, 2);
	g_autoptr(GBytes) document = make_document();
	g_autoptr(GBytes) text = make_text();
	double start_us;
	int fd = wd_test_bytes_file(text);

	bench_bomb();
	bench_work(text, "a.txt", "inspect.text-100k.work");
	bench_work(document, "a.docx", "inspect.docx.work");
	start_us = bench_time_us();
	look_once(inspect, fd, "a.txt");
	bench_print(
		"inspect.first", (bench_time_us() - start_us) / 1000, "ms with the helper's start");
	(void)close(fd);
	bench_file(inspect, text, "a.txt", "inspect.text-100k");
	bench_file(inspect, document, "a.docx", "inspect.docx");
	bench_queue(inspect, text);
	return 0;
}
