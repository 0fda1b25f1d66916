/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-scanner.h"

#include <unistd.h>

#include "inspect/wd-reopen.h"
#include "inspect/wd-scan-talk.h"

#define VERSION_AGE_US (10 * 60 * G_USEC_PER_SEC) /* signatures change a few times a day */
#define MAX_AT_ONCE    8

struct WdScanner {
	WdScannerSettings settings; /* its strings are this one's own */
	GMainContext *context;
	GQueue waiting;     /* of WdScannerJob * */
	GPtrArray *running; /* of WdScannerJob * */
	GSource *pump;
	GMutex lock; /* for what stands below */
	char *engine;
	gint64 signatures_ms;
	gint64 asked_us; /* 0: never */
};

struct WdScannerJob {
	WdScanner *scanner;
	int fd;
	WdScannerDone done; /* NULL: cancelled */
	gpointer data;
	GThread *thread; /* NULL: waiting */
	gint stopped;    /* atomic */
	WdScanReply reply;
	GSource *finish; /* attached by the thread, as its last act */
};

static void
free_job(WdScannerJob *job)
{
	if (job->fd >= 0)
		(void)close(job->fd);
	g_clear_pointer(&job->finish, g_source_unref);
	wd_scan_reply_clear(&job->reply);
	g_free(job);
}

static gboolean
on_finish(gpointer data)
{
	WdScannerJob *job = data;
	const WdScanAnswer answer = {
		.result = job->reply.result,
		.name = job->reply.name,
		.reason = job->reply.reason,
		.engine = job->reply.engine,
		.signatures_ms = job->reply.signatures_ms,
	};

	(void)g_thread_join(job->thread);
	(void)g_ptr_array_remove_fast(job->scanner->running, job);
	g_source_set_ready_time(job->scanner->pump, 0);
	if (job->done != NULL)
		job->done(&answer, job->data);
	free_job(job);
	return G_SOURCE_REMOVE;
}

/* Asked before the scan, at most every few minutes; the scan does not depend on it. */
static void
add_version(WdScanner *scanner, const WdScanTalk *talk, WdScanReply *reply)
{
	g_auto(WdScanReply) version = {.signatures_ms = -1};
	gint64 now_us = g_get_monotonic_time();
	gboolean is_due;

	g_mutex_lock(&scanner->lock);
	is_due = scanner->asked_us == 0 || now_us - scanner->asked_us > VERSION_AGE_US;
	g_mutex_unlock(&scanner->lock);
	if (is_due && *scanner->settings.address != '\0')
		wd_scan_talk_ask_version(talk, &version);
	g_mutex_lock(&scanner->lock);
	if (version.engine != NULL) {
		g_free(scanner->engine);
		scanner->engine = g_steal_pointer(&version.engine);
		scanner->signatures_ms = version.signatures_ms;
		scanner->asked_us = now_us;
	}
	reply->engine = g_strdup(scanner->engine);
	reply->signatures_ms = scanner->signatures_ms;
	g_mutex_unlock(&scanner->lock);
}

static gpointer
run(gpointer data)
{
	WdScannerJob *job = data;
	const WdScannerSettings *settings = &job->scanner->settings;
	const WdScanTalk talk = {
		.settings = settings,
		.fd = job->fd,
		.deadline_us = g_get_monotonic_time() +
			       (gint64)settings->timeout_ms * G_TIME_SPAN_MILLISECOND,
		.stopped = &job->stopped,
	};

	add_version(job->scanner, &talk, &job->reply);
	wd_scan_talk_ask(&talk, &job->reply);
	(void)g_source_attach(job->finish, job->scanner->context);
	return NULL;
}

static void
start(WdScannerJob *job)
{
	WdScanner *scanner = job->scanner;

	job->reply.signatures_ms = -1;
	job->finish = g_idle_source_new();
	g_source_set_priority(job->finish, G_PRIORITY_DEFAULT);
	g_source_set_callback(job->finish, on_finish, job, NULL);
	g_ptr_array_add(scanner->running, job);
	job->thread = g_thread_new("warden-scan", run, job);
}

/**
 * wd_scanner_is_set:
 * @scanner: a scanner
 *
 * Returns: whether there is anybody to ask: an address or a command
 */
gboolean
wd_scanner_is_set(const WdScanner *scanner)
{
	return *scanner->settings.address != '\0' ||
	       (scanner->settings.command != NULL && scanner->settings.command[0] != NULL);
}

static gboolean
pump(gpointer data)
{
	WdScanner *scanner = data;
	WdScannerJob *job = NULL;

	if (scanner->running->len < scanner->settings.max_at_once)
		job = g_queue_pop_head(&scanner->waiting);
	if (job == NULL) {
		g_source_set_ready_time(scanner->pump, -1);
		return G_SOURCE_CONTINUE;
	}
	if (wd_scanner_is_set(scanner)) {
		start(job);
	} else {
		const WdScanAnswer none = {.result = WD_SCAN_NONE, .signatures_ms = -1};

		job->done(&none, job->data);
		free_job(job);
	}
	return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_pump(GSource *source, GSourceFunc callback, gpointer data)
{
	return callback(data);
}

static GSourceFuncs pump_functions = {.dispatch = dispatch_pump};

/**
 * wd_scanner_new:
 * @settings: copied
 *
 * Asks nobody before the first file.
 *
 * Returns: (transfer full): a scanner, of the calling thread's default main context
 */
WdScanner *
wd_scanner_new(const WdScannerSettings *settings)
{
	WdScanner *scanner = g_new0(WdScanner, 1);

	scanner->settings = *settings;
	scanner->settings.address = g_strdup(settings->address != NULL ? settings->address : "");
	scanner->settings.command = (const char *const *)g_strdupv((char **)settings->command);
	scanner->settings.clean_codes =
		(const char *const *)g_strdupv((char **)settings->clean_codes);
	scanner->settings.infected_codes =
		(const char *const *)g_strdupv((char **)settings->infected_codes);
	scanner->settings.max_at_once = CLAMP(settings->max_at_once, 1, MAX_AT_ONCE);
	scanner->context = g_main_context_ref_thread_default();
	g_queue_init(&scanner->waiting);
	scanner->running = g_ptr_array_new();
	scanner->signatures_ms = -1;
	g_mutex_init(&scanner->lock);
	scanner->pump = g_source_new(&pump_functions, sizeof(GSource));
	g_source_set_callback(scanner->pump, pump, scanner, NULL);
	(void)g_source_attach(scanner->pump, scanner->context);
	return scanner;
}

/* Its thread looks five times a second whether it is still wanted. */
static void
call_off(WdScannerJob *job)
{
	g_atomic_int_set(&job->stopped, 1);
	(void)g_thread_join(job->thread);
	g_source_destroy(job->finish);
	free_job(job);
}

/**
 * wd_scanner_free:
 * @scanner: (nullable) (transfer full): a scanner; not from inside one of its callbacks
 *
 * Whatever waits is dropped: its callback is not called. Waits up to a fifth of a second for a
 * conversation that is going on, and for as long as the system looks up a name.
 */
void
wd_scanner_free(WdScanner *scanner)
{
	if (scanner == NULL)
		return;
	for (guint i = 0; i < scanner->running->len; i++)
		g_atomic_int_set(&((WdScannerJob *)g_ptr_array_index(scanner->running, i))->stopped,
				 1);
	for (guint i = 0; i < scanner->running->len; i++)
		call_off(g_ptr_array_index(scanner->running, i));
	while (!g_queue_is_empty(&scanner->waiting))
		free_job(g_queue_pop_head(&scanner->waiting));
	g_source_destroy(scanner->pump);
	g_source_unref(scanner->pump);
	g_ptr_array_unref(scanner->running);
	g_main_context_unref(scanner->context);
	g_mutex_clear(&scanner->lock);
	g_free(scanner->engine);
	g_free((char *)scanner->settings.address);
	g_strfreev((char **)scanner->settings.command);
	g_strfreev((char **)scanner->settings.clean_codes);
	g_strfreev((char **)scanner->settings.infected_codes);
	g_free(scanner);
}

/**
 * wd_scanner_scan:
 * @scanner: a scanner
 * @fd: the file, open for reading; it is opened once more, so this may be closed at once
 * @done: called once, from the main loop, unless the job is cancelled
 * @data: for @done
 *
 * Where neither an address nor a command is set, the answer is that nobody was asked.
 *
 * Returns: (transfer none): the job, until @done was called
 */
WdScannerJob *
wd_scanner_scan(WdScanner *scanner, int fd, WdScannerDone done, gpointer data)
{
	WdScannerJob *job = g_new0(WdScannerJob, 1);

	job->scanner = scanner;
	job->fd = wd_reopen(fd); /* -1: reading it fails, and says so */
	job->done = done;
	job->data = data;
	g_queue_push_tail(&scanner->waiting, job);
	g_source_set_ready_time(scanner->pump, 0);
	return job;
}

/**
 * wd_scanner_cancel:
 * @job: a job whose callback was not called yet
 *
 * Its callback will not be called.
 */
void
wd_scanner_cancel(WdScannerJob *job)
{
	if (job->thread == NULL) {
		(void)g_queue_remove(&job->scanner->waiting, job);
		free_job(job);
		return;
	}
	job->done = NULL;
	g_atomic_int_set(&job->stopped, 1);
}
