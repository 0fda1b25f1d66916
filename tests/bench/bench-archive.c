/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What an archive costs: to begin a log, to list many, to search and export a million messages.
 * The search stands beside `grep` over the same messages as plain HTML.
 *
 * usage: bench-archive WARDENCTL [GIB]; with GIB the export is of an archive that large.
 */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "bench.h"
#include "store/wd-log-archive.h"
#include "store/wd-log-writer.h"

#define N_STARTS    200
#define N_LISTED    10000
#define N_LOGS      100
#define N_A_LOG     10000
#define BODY_BYTES  200
#define TIME_MS     G_GINT64_CONSTANT(1795323600123)
#define NEEDLE      "kestrel"
#define BAR_START   1500.0 /* us */
#define BAR_LIST_MS 300.0
#define BAR_EXPORT  60.0 /* MB/s of bodies */
#define BAR_RSS_MIB 64.0

typedef struct {
	char *profile;
	char *base;
	char *html;
	WdKeys *keys;
	WdLogHome home;
	char *escrow[2];
	guint64 n_body_bytes;
} Bench;

static WdLogMeta
make_meta(const char *peer, guint i)
{
	return (WdLogMeta){
		.log_class = WD_LOG_IM,
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = peer,
		.time_ms = TIME_MS + (gint64)i * 60000,
	};
}

/* G3: preamble, envelope for two recipients, META, one new file. */
static void
bench_starts(const Bench *bench)
{
	BenchTimer timer = {0};

	for (guint i = 0; i < N_STARTS; i++) {
		WdLogMeta meta = make_meta("start@corp.example", i);
		WdLogWriter *writer;
		g_autofree char *path = NULL;

		bench_timer_begin(&timer);
		writer = wd_log_writer_open(&bench->home, &meta, NULL);
		bench_timer_end(&timer);
		path = g_strdup(wd_log_writer_get_path(writer));
		wd_log_writer_close(writer, TIME_MS, "closed");
		g_remove(path);
	}
	bench_timer_print(&timer, "log-start-two-recipients", BAR_START);
}

static void
bench_list(const Bench *bench)
{
	double start_us;

	for (guint i = 0; i < N_LISTED; i++) {
		g_autofree char *peer = g_strdup_printf("peer%u@corp.example", i);
		WdLogMeta meta = make_meta(peer, i);

		wd_log_writer_close(
			wd_log_writer_open(&bench->home, &meta, NULL), TIME_MS, "closed");
	}
	for (guint round = 0; round < 3; round++) {
		WdLogArchive *archive = wd_log_archive_open(bench->base, bench->keys);
		GPtrArray *logs;
		double ms;

		start_us = bench_time_us();
		logs = wd_log_archive_list(archive, NULL);
		ms = (bench_time_us() - start_us) / 1000;
		g_assert_cmpuint(logs->len, ==, N_LISTED);
		if (round == 0)
			bench_print("list-10000-without-index", ms, "ms");
		else
			printf("list-10000-warm %.1f ms (bar %.0f) %s\n",
			       ms,
			       BAR_LIST_MS,
			       ms <= BAR_LIST_MS ? "ok" : "over");
		g_ptr_array_unref(logs);
		wd_log_archive_close(archive);
	}
}

/* Words of a talk; the needle stands in one of a thousand messages. */
static char *
make_body(guint64 i)
{
	static const char *const words[] = {"the",
					    "report",
					    "for",
					    "monday",
					    "is",
					    "nearly",
					    "done",
					    "and",
					    "lunch",
					    "at",
					    "noon",
					    "suits",
					    "me",
					    "well"};
	GString *body = g_string_new(i % 1000 == 7 ? NEEDLE : "");

	for (guint64 n = i; body->len < BODY_BYTES;
	     n = n * 6364136223846793005u + 1442695040888963407u)
		g_string_append_printf(body, " %s", words[n % G_N_ELEMENTS(words)]);
	g_string_truncate(body, BODY_BYTES);
	return g_string_free(body, FALSE);
}

static void
fill(Bench *bench, guint n_logs)
{
	for (guint log = 0; log < n_logs; log++) {
		g_autofree char *peer = g_strdup_printf("friend%u@corp.example", log);
		g_autofree char *name = g_strdup_printf("%s/%05u.html", bench->html, log);
		WdLogMeta meta = make_meta(peer, log);
		WdLogWriter *writer = wd_log_writer_open(&bench->home, &meta, NULL);
		FILE *html = fopen(name, "w");

		for (guint i = 0; i < N_A_LOG; i++) {
			g_autofree char *body = make_body((guint64)log * N_A_LOG + i);
			WdLogMessage message = {
				.time_ms = TIME_MS + i * 1000, .sender = "friend", .body = body};

			g_assert_cmpint(wd_log_writer_append(writer, &message, NULL), >, 0);
			fprintf(html,
				"<span style=\"color: #A82F2F\"><span style=\"font-size: "
				"smaller\">(12:00:00)</span> <b>friend:</b></span> %s<br>\n",
				body);
			bench->n_body_bytes += BODY_BYTES;
		}
		fclose(html);
		wd_log_writer_close(writer, TIME_MS, "closed");
	}
}

/* Returns seconds; the command's output is counted in lines where it is wanted. */
static double
run(const char *const *arguments, guint *n_lines)
{
	double start_us = bench_time_us();
	g_autofree char *output = NULL;
	int status;
	gsize len = 0;

	g_assert_true(g_spawn_sync(NULL,
				   (char **)arguments,
				   NULL,
				   G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
				   NULL,
				   NULL,
				   &output,
				   NULL,
				   &status,
				   NULL));
	len = strlen(output);
	*n_lines = 0;
	for (gsize i = 0; i < len; i++)
		*n_lines += output[i] == '\n';
	return (bench_time_us() - start_us) / 1e6;
}

/* Of all commands so far: on a busy machine the clock says little. */
static double
get_cpu_s(void)
{
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
	       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
bench_search(const Bench *bench, const char *tool)
{
	const char *grep[] = {"grep", "-rih", NEEDLE, bench->html, NULL};
	const char *search[] = {tool, "logs", "search", "--profile", bench->profile, NEEDLE, NULL};
	guint n_grep;
	guint n_search;
	double grep_s = run(grep, &n_grep);
	double cpu_s = -get_cpu_s();
	double search_s = run(search, &n_search);

	cpu_s += get_cpu_s();

	printf("search-grep-html %.2f s, %u lines\n", grep_s, n_grep);
	printf("search-encrypted %.2f s, %.2f s of processor, %u lines\n",
	       search_s,
	       cpu_s,
	       n_search);
}

static void
bench_export(const Bench *bench, const char *tool)
{
	g_autofree char *output = g_build_filename(bench->profile, "export", NULL);
	const char *export[] = {
		tool, "logs", "export", "--profile", bench->profile, "--output", output, NULL};
	struct rusage usage;
	guint n_lines;
	double cpu_s = -get_cpu_s();
	double seconds = run(export, &n_lines);
	double rate = (double)bench->n_body_bytes / 1e6 / seconds;
	double rss_mib;

	cpu_s += get_cpu_s();
	getrusage(RUSAGE_CHILDREN, &usage);
	rss_mib = (double)usage.ru_maxrss / 1024;
	printf("export-jsonl %.1f MB/s of 200-byte messages (bar %.0f) %s\n",
	       rate,
	       BAR_EXPORT,
	       rate >= BAR_EXPORT ? "ok" : "under");
	printf("export-jsonl-by-processor %.1f MB/s\n", (double)bench->n_body_bytes / 1e6 / cpu_s);
	printf("export-memory %.1f MiB, the most of all commands (bar %.0f) %s\n",
	       rss_mib,
	       BAR_RSS_MIB,
	       rss_mib <= BAR_RSS_MIB ? "ok" : "over");
}

int
main(int argc, char *argv[])
{
	Bench bench = {.profile = bench_make_base()};
	g_autoptr(WdIdentity) escrow = NULL;
	guint n_logs = N_LOGS;

	g_assert_cmpint(argc, >, 1);
	if (argc > 2) /* a log of this bench has about 3.2 MB */
		n_logs = (guint)(g_ascii_strtod(argv[2], NULL) * 1073741824.0 / 3.2e6);
	bench.base = g_build_filename(bench.profile, "warden", NULL);
	bench.keys = wd_keys_open(bench.base, NULL);
	escrow = wd_identity_generate();
	bench.escrow[0] = wd_identity_get_recipient(escrow);
	bench.home = (WdLogHome){.base = bench.base,
				 .keys = bench.keys,
				 .escrow = (const char *const *)bench.escrow};
	bench.html = g_build_filename(bench.profile, "html", NULL);
	g_assert_cmpint(g_mkdir(bench.html, 0700), ==, 0);
	bench_starts(&bench);
	if (argc == 2) {
		g_autofree char *logs = g_build_filename(bench.base, "logs", NULL);

		bench_list(&bench);
		bench_remove_tree(logs);
		g_assert_cmpint(g_mkdir(logs, 0700), ==, 0);
	}
	fill(&bench, n_logs);
	bench_export(&bench, argv[1]);
	bench_search(&bench, argv[1]);
	bench_remove_tree(bench.profile);
	wd_keys_free(bench.keys);
	g_free(bench.escrow[0]);
	g_free(bench.base);
	g_free(bench.html);
	g_free(bench.profile);
	return 0;
}
