/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* sem_clockwait() */
#include "config.h"

#include "store/wd-forward-runner.h"

#include <errno.h>
#include <semaphore.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store/wd-audit-line.h"
#include "store/wd-forward-cursor.h"
#include "store/wd-forward-line.h"
#include "store/wd-forward-link.h"

#define ENTERPRISE_NUMBER 32473 /* RFC 5612: for examples */
#define MAX_WAITING       (G_GUINT64_CONSTANT(64) << 20)
#define PATIENCE_MS       20000
#define FIRST_DELAY_MS    1000
#define LAST_DELAY_MS     (5 * 60 * 1000)
#define STREAM_LINES      5000 /* between two assurances; what may be sent twice */
#define STREAM_BYTES      (1024 * 1024)
#define DATAGRAM_LINES    20 /* 250 a second: journald drops what is beyond 10 000 in 30 s */
#define DATAGRAM_PAUSE_MS 80

struct WdForwardRunner {
	char *folder;
	WdAuditTarget *target;
	WdForwardOptions options;
	GThread *thread;
	GCancellable *cancellable;

	/* The thread's own. */
	WdForwardReader *reader;
	WdForwardLink *link;     /* (nullable) */
	WdForwardCursor sent;    /* behind the last line that has left */
	WdForwardCursor arrived; /* behind the last one that need not be sent again */
	GString *message;
	guint delay_ms; /* after the last failure; 0: there was none */

	/* The client rings without a lock: who waits for one that a thread of ours holds waits for
	 * that thread's next turn, milliseconds on a busy computer. */
	sem_t bell;
	gint is_woken;    /* atomic: there may be new lines */
	gint is_stopping; /* atomic */

	GMutex mutex; /* guards what follows */
	GCond changed;
	gboolean is_done;
	WdForwardStatus status;
};

static gboolean
is_stream(const WdForwardRunner *runner)
{
	return wd_audit_target_is_stream(runner->target);
}

static void
count_missing(WdForwardRunner *runner, guint64 n_lines)
{
	g_mutex_lock(&runner->mutex);
	runner->status.n_missing += n_lines;
	g_mutex_unlock(&runner->mutex);
}

static gboolean
send_message(WdForwardRunner *runner, const char *raw, gsize len, GError **error)
{
	const WdForwardStyle style = {
		.kind = runner->target->kind,
		.enterprise_number = runner->options.enterprise_number,
		.pid = (guint)getpid(),
	};

	wd_forward_line_format(runner->message, &style, raw, len);
	return wd_forward_link_send(
		runner->link, runner->message->str, runner->message->len, error);
}

static gboolean
send_gap(WdForwardRunner *runner, const char *raw, gsize len, guint64 found, GError **error)
{
	guint64 expected = runner->sent.seq;
	g_autofree char *gap = wd_forward_line_make_gap(raw, len, expected, found);

	if (!send_message(runner, gap, strlen(gap), error))
		return FALSE;
	count_missing(runner, found - expected);
	return TRUE;
}

/* What is no line has no number: the next one that has shows what is missing. */
static gboolean
send_line(WdForwardRunner *runner, const char *raw, gsize len, GError **error)
{
	WdAuditLine line;

	if (!wd_audit_line_parse(raw, len, &line, NULL))
		return TRUE;
	if (runner->sent.has_seq && line.seq > runner->sent.seq &&
	    !send_gap(runner, raw, len, line.seq, error))
		return FALSE;
	if (!send_message(runner, raw, len, error))
		return FALSE;
	runner->sent.seq = line.seq + 1;
	runner->sent.has_seq = TRUE;
	return TRUE;
}

static gboolean
open_link(WdForwardRunner *runner, GError **error)
{
	if (runner->link == NULL)
		runner->link = wd_forward_link_open(
			runner->target, runner->options.patience_ms, runner->cancellable, error);
	return runner->link != NULL;
}

/* Sends what there is, at most one batch. */
static gboolean
send_batch(WdForwardRunner *runner, guint *n_lines, GError **error)
{
	guint max_lines = is_stream(runner) ? STREAM_LINES : DATAGRAM_LINES;
	gsize n_bytes = 0;
	const char *raw;
	gsize len;

	for (*n_lines = 0; *n_lines < max_lines && n_bytes < STREAM_BYTES; (*n_lines)++) {
		WdForwardCursor before = runner->sent;

		if (!wd_forward_reader_next(runner->reader, &runner->sent, &raw, &len))
			return TRUE;
		if (!open_link(runner, error) || !send_line(runner, raw, len, error)) {
			runner->sent = before;
			return FALSE;
		}
		n_bytes += len;
	}
	return TRUE;
}

static void
note_success(WdForwardRunner *runner, guint n_lines, gboolean is_certain)
{
	runner->arrived = runner->sent;
	runner->delay_ms = 0;
	/* Without a record the lines are sent again after the next start. */
	(void)wd_forward_cursor_save(runner->folder, runner->target->text, &runner->arrived);
	g_mutex_lock(&runner->mutex);
	runner->status.n_sent += n_lines;
	runner->status.last_ms = g_get_real_time() / 1000;
	runner->status.is_certain = is_certain;
	g_clear_pointer(&runner->status.error, g_free);
	g_mutex_unlock(&runner->mutex);
}

/* From one desktop of thousands: they must not all come back in the same second. */
static guint
add_chance(guint delay_ms)
{
	return delay_ms / 2 + (guint)g_random_int_range(0, (gint32)(delay_ms / 2) + 1);
}

static void
note_failure(WdForwardRunner *runner, const GError *error)
{
	guint next_ms =
		runner->delay_ms == 0 ? runner->options.first_delay_ms : runner->delay_ms * 2;

	g_clear_pointer(&runner->link, wd_forward_link_close);
	runner->sent = runner->arrived;
	runner->delay_ms = MIN(next_ms, runner->options.last_delay_ms);
	g_mutex_lock(&runner->mutex);
	g_free(runner->status.error);
	runner->status.error = g_strdup(error != NULL ? error->message : "?");
	g_mutex_unlock(&runner->mutex);
}

static gboolean
finish_batch(WdForwardRunner *runner, guint n_lines, GError **error)
{
	WdForwardTrust trust;

	if (runner->link == NULL) /* none of the bytes was a line */
		return TRUE;
	trust = wd_forward_link_finish(runner->link, error);
	if (is_stream(runner))
		g_clear_pointer(&runner->link, wd_forward_link_close);
	if (trust == WD_FORWARD_LOST)
		return FALSE;
	note_success(runner, n_lines, trust == WD_FORWARD_CERTAIN);
	return TRUE;
}

/* Waits for that time. FALSE: it is time to stop. */
static gboolean
wait_ms(WdForwardRunner *runner, guint delay_ms)
{
	gint64 end_us = g_get_monotonic_time() + (gint64)delay_ms * 1000;
	const struct timespec end = {.tv_sec = end_us / G_USEC_PER_SEC,
				     .tv_nsec = end_us % G_USEC_PER_SEC * 1000};

	while (!g_atomic_int_get(&runner->is_stopping) &&
	       (sem_clockwait(&runner->bell, CLOCK_MONOTONIC, &end) == 0 || errno == EINTR)) {
	}
	return !g_atomic_int_get(&runner->is_stopping);
}

static gboolean
wait_for_nudge(WdForwardRunner *runner)
{
	while (!g_atomic_int_get(&runner->is_woken) && !g_atomic_int_get(&runner->is_stopping))
		(void)sem_wait(
			&runner->bell); /* fails when a signal came: then it is asked again */
	return !g_atomic_int_get(&runner->is_stopping);
}

static void
find_start(WdForwardRunner *runner)
{
	if (runner->arrived.file[0] == '\0' &&
	    !wd_forward_cursor_load(runner->folder, runner->target->text, &runner->arrived))
		wd_forward_cursor_go_to_newest(runner->folder, &runner->arrived);
	(void)wd_forward_cursor_limit(runner->folder,
				      &runner->arrived,
				      runner->options.max_waiting_bytes); /* the numbers tell */
	runner->sent = runner->arrived;
}

/* Sends all there is. FALSE: it did not work, and the delay is set. */
static gboolean
send_all(WdForwardRunner *runner)
{
	g_autoptr(GError) error = NULL;
	guint n_lines;

	g_atomic_int_set(&runner->is_woken, FALSE); /* what comes from here on rings again */
	find_start(runner);
	do {
		if (!send_batch(runner, &n_lines, &error) ||
		    (n_lines > 0 && !finish_batch(runner, n_lines, &error))) {
			note_failure(runner, error);
			return FALSE;
		}
	} while (n_lines > 0 && (is_stream(runner) || n_lines < DATAGRAM_LINES ||
				 wait_ms(runner, DATAGRAM_PAUSE_MS)));
	return TRUE;
}

static gpointer
work(gpointer data)
{
	WdForwardRunner *runner = data;
	gboolean goes_on = TRUE;

	while (goes_on) {
		if (send_all(runner))
			goes_on = wait_for_nudge(runner);
		else
			goes_on = wait_ms(runner, add_chance(runner->delay_ms));
	}
	if (runner->delay_ms == 0)
		(void)send_all(runner); /* the trail's last line; what stays is sent next time */
	g_mutex_lock(&runner->mutex);
	runner->is_done = TRUE;
	g_cond_broadcast(&runner->changed);
	g_mutex_unlock(&runner->mutex);
	return NULL;
}

static void
fill_in(WdForwardOptions *options)
{
	if (options->enterprise_number == 0)
		options->enterprise_number = ENTERPRISE_NUMBER;
	if (options->max_waiting_bytes == 0)
		options->max_waiting_bytes = MAX_WAITING;
	if (options->patience_ms == 0)
		options->patience_ms = PATIENCE_MS;
	if (options->first_delay_ms == 0)
		options->first_delay_ms = FIRST_DELAY_MS;
	if (options->last_delay_ms == 0)
		options->last_delay_ms = LAST_DELAY_MS;
}

/**
 * wd_forward_runner_new:
 * @folder: the folder of the trail
 * @target: (transfer full): where to
 * @options: copied
 *
 * Starts the thread, which sends what waits since the last run.
 *
 * Returns: (transfer full): freed with wd_forward_runner_free()
 */
WdForwardRunner *
wd_forward_runner_new(const char *folder, WdAuditTarget *target, const WdForwardOptions *options)
{
	WdForwardRunner *runner = g_new0(WdForwardRunner, 1);

	runner->folder = g_strdup(folder);
	runner->target = target;
	runner->options = *options;
	fill_in(&runner->options);
	runner->cancellable = g_cancellable_new();
	runner->reader = wd_forward_reader_new(folder);
	runner->message = g_string_sized_new(2048);
	g_mutex_init(&runner->mutex);
	g_cond_init(&runner->changed);
	if (sem_init(&runner->bell, 0, 0) != 0)
		g_error("no semaphore"); /* fails only for a value that is too large */
	runner->thread = g_thread_new("wd-forward", work, runner);
	return runner;
}

/**
 * wd_forward_runner_wake:
 * @runner: a runner
 *
 * Says that there are new lines. Never waits, for no lock either.
 */
void
wd_forward_runner_wake(WdForwardRunner *runner)
{
	if (g_atomic_int_compare_and_exchange(&runner->is_woken, FALSE, TRUE))
		(void)sem_post(&runner->bell); /* too many rings would be enough, too */
}

/**
 * wd_forward_runner_get_status:
 * @runner: a runner
 *
 * Returns: (transfer full): how it goes
 */
WdForwardStatus *
wd_forward_runner_get_status(WdForwardRunner *runner)
{
	WdForwardStatus *status;

	g_mutex_lock(&runner->mutex);
	status = g_memdup2(&runner->status, sizeof runner->status);
	status->error = g_strdup(runner->status.error);
	g_mutex_unlock(&runner->mutex);
	status->target = g_strdup(runner->target->text);
	return status;
}

/**
 * wd_forward_runner_ask_to_stop:
 * @runner: a runner
 *
 * It sends what there is and ends. Does not wait.
 */
void
wd_forward_runner_ask_to_stop(WdForwardRunner *runner)
{
	g_atomic_int_set(&runner->is_stopping, TRUE);
	(void)sem_post(&runner->bell); /* too many rings would be enough, too */
}

/**
 * wd_forward_runner_free:
 * @runner: (transfer full): a runner
 * @deadline_us: monotonic time at which whatever it still does is broken off
 *
 * Waits that long at most.
 */
void
wd_forward_runner_free(WdForwardRunner *runner, gint64 deadline_us)
{
	wd_forward_runner_ask_to_stop(runner);
	g_mutex_lock(&runner->mutex);
	while (!runner->is_done &&
	       g_cond_wait_until(&runner->changed, &runner->mutex, deadline_us)) {
	}
	g_mutex_unlock(&runner->mutex);
	g_cancellable_cancel(runner->cancellable);
	(void)g_thread_join(runner->thread); /* the thread returns nothing */
	wd_forward_link_close(runner->link);
	wd_forward_reader_free(runner->reader);
	wd_audit_target_free(runner->target);
	g_object_unref(runner->cancellable);
	(void)g_string_free(runner->message, TRUE); /* nothing is left of it */
	g_mutex_clear(&runner->mutex);
	g_cond_clear(&runner->changed);
	(void)sem_destroy(&runner->bell); /* nobody waits any more */
	g_free(runner->status.error);
	g_free(runner->folder);
	g_free(runner);
}

/**
 * wd_forward_status_free:
 * @status: (nullable) (transfer full): a status
 */
void
wd_forward_status_free(WdForwardStatus *status)
{
	if (status == NULL)
		return;
	g_free(status->target);
	g_free(status->error);
	g_free(status);
}
