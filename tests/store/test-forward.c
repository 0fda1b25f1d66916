/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE 1 /* RUSAGE_THREAD */

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "audit-fixture.h"
#include "store/wd-audit-files.h"
#include "store/wd-forward-cursor.h"
#include "store/wd-forward.h"

#define PATIENCE_MS  300
#define LONGEST_MS   10000
#define MAX_STALL_US 1000 /* what a collector may cost the client */

/* A socket as a syslog daemon has it. */
typedef struct {
	char *path;
	int fd;
} Receiver;

static void
receiver_open(Receiver *receiver, const StoreFixture *fixture)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	struct timeval patience = {.tv_sec = LONGEST_MS / 1000};

	receiver->path = store_fixture_path(fixture, "sock");
	(void)g_unlink(receiver->path); /* of the receiver before */
	g_assert_cmpuint(strlen(receiver->path), <, sizeof address.sun_path);
	(void)g_strlcpy(address.sun_path, receiver->path, sizeof address.sun_path);
	receiver->fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	g_assert_cmpint(receiver->fd, >=, 0);
	g_assert_cmpint(
		setsockopt(receiver->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience),
		==,
		0);
	g_assert_cmpint(
		bind(receiver->fd, (const struct sockaddr *)&address, sizeof address), ==, 0);
}

static void
receiver_close(Receiver *receiver)
{
	(void)g_unlink(receiver->path); /* for the one after it */
	(void)close(receiver->fd);      /* nothing was written */
	g_free(receiver->path);
}

/* The JSON of the next message. */
static char *
receive(const Receiver *receiver)
{
	char bytes[65536];
	gssize n = recv(receiver->fd, bytes, sizeof bytes - 1, 0);
	const char *json;

	g_assert_cmpint(n, >, 0);
	bytes[n] = '\0';
	json = strstr(bytes, "] {");
	g_assert_nonnull(json);
	return g_strdup(json + 2);
}

static void
expect_event(const Receiver *receiver, guint64 seq, const char *event)
{
	g_autofree char *json = receive(receiver);
	g_autofree char *begins = g_strdup_printf("{\"v\":1,\"seq\":%" G_GUINT64_FORMAT ",", seq);
	g_autofree char *tells = g_strdup_printf("\"ev\":\"%s\"", event);

	g_assert_true(g_str_has_prefix(json, begins));
	g_assert_nonnull(strstr(json, tells));
}

static WdForward *
start(const StoreFixture *fixture, guint64 max_waiting)
{
	g_autofree char *path = store_fixture_path(fixture, "sock");
	g_autofree char *target = g_strconcat("rfc5424+unix:", path, NULL);
	const char *const targets[] = {target, NULL};
	const WdForwardOptions options = {.max_waiting_bytes = max_waiting,
					  .patience_ms = PATIENCE_MS,
					  .first_delay_ms = 2,
					  .last_delay_ms = 20};

	return wd_forward_new(fixture->base, targets, &options);
}

static void
stop(WdForward *forward)
{
	wd_forward_free(forward, LONGEST_MS);
}

static void
test_order(StoreFixture *fixture, gconstpointer data)
{
	Receiver receiver;
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);
	WdForward *forward;

	receiver_open(&receiver, fixture);
	forward = start(fixture, 0);
	expect_event(&receiver, 0, "audit.genesis");
	for (guint i = 0; i < 3; i++) {
		audit_fixture_write(audit, "spam.flagged", NOW_MS + i);
		wd_forward_wake(forward);
		expect_event(&receiver, 1 + i, "spam.flagged");
	}
	wd_audit_close(audit, NOW_MS + 9);
	stop(forward);
	expect_event(&receiver, 4, "audit.close");
	receiver_close(&receiver);
}

/* What a run left is sent by the next one, and nothing twice. */
static void
test_goes_on(StoreFixture *fixture, gconstpointer data)
{
	Receiver receiver;

	receiver_open(&receiver, fixture);
	audit_fixture_make(fixture, 1, NOW_MS);
	stop(start(fixture, 0));
	for (guint i = 0; i < 3; i++)
		g_free(receive(&receiver));
	audit_fixture_make(fixture, 1, NOW_MS + 100);
	stop(start(fixture, 0));
	expect_event(&receiver, 3, "audit.genesis");
	expect_event(&receiver, 4, "spam.flagged");
	expect_event(&receiver, 5, "audit.close");
	g_assert_cmpint(recv(receiver.fd, &(char){0}, 1, MSG_DONTWAIT), <, 0);
	receiver_close(&receiver);
}

/* Before a target is named, nothing is for it. */
static void
test_new_target_begins_with_this_file(StoreFixture *fixture, gconstpointer data)
{
	Receiver receiver;

	receiver_open(&receiver, fixture);
	audit_fixture_make(fixture, 5, NOW_MS);
	audit_fixture_make(fixture, 0, NOW_MS + 100);
	stop(start(fixture, 0));
	expect_event(&receiver, 7, "audit.genesis");
	receiver_close(&receiver);
}

static void
test_waits_for_a_receiver(StoreFixture *fixture, gconstpointer data)
{
	Receiver receiver;
	WdForward *forward;
	g_autoptr(GPtrArray) all = NULL;
	const WdForwardStatus *status;

	audit_fixture_make(fixture, 1, NOW_MS);
	forward = start(fixture, 0);
	do {
		g_clear_pointer(&all, g_ptr_array_unref);
		g_thread_yield();
		all = wd_forward_get_status(forward);
		status = g_ptr_array_index(all, 0);
	} while (status->error == NULL);
	g_assert_cmpuint(status->n_sent, ==, 0);
	receiver_open(&receiver, fixture);
	expect_event(&receiver, 0, "audit.genesis");
	stop(forward);
	receiver_close(&receiver);
}

static void
test_missing_file(StoreFixture *fixture, gconstpointer data)
{
	Receiver receiver;
	g_autofree char *second = NULL;
	g_autofree char *gap = NULL;

	receiver_open(&receiver, fixture);
	audit_fixture_make(fixture, 0, NOW_MS);
	stop(start(fixture, 0));
	audit_fixture_make(fixture, 3, NOW_MS + 100);
	audit_fixture_make(fixture, 0, NOW_MS + 200);
	second = audit_fixture_path(fixture, 1);
	g_assert_cmpint(g_unlink(second), ==, 0);
	stop(start(fixture, 0));
	expect_event(&receiver, 0, "audit.genesis");
	expect_event(&receiver, 1, "audit.close");
	gap = receive(&receiver);
	g_assert_nonnull(strstr(
		gap, "\"reason\":\"not-forwarded\",\"data\":{\"expected\":\"2\",\"found\":\"7\"}"));
	expect_event(&receiver, 7, "audit.genesis");
	receiver_close(&receiver);
}

/* A line of one megabyte's worth waits at most: the numbers of the rest are told. */
static void
test_bounded_spool(StoreFixture *fixture, gconstpointer data)
{
	Receiver receiver;
	g_autofree char *gap = NULL;
	WdForward *forward;

	receiver_open(&receiver, fixture);
	audit_fixture_make(fixture, 0, NOW_MS);
	stop(start(fixture, 0));
	expect_event(&receiver, 0, "audit.genesis");
	expect_event(&receiver, 1, "audit.close");
	audit_fixture_make(fixture, 200, NOW_MS + 100);
	audit_fixture_make(fixture, 1, NOW_MS + 200);
	forward = start(fixture, 4000);
	gap = receive(&receiver);
	g_assert_nonnull(strstr(gap, "\"expected\":\"2\",\"found\":\"204\""));
	expect_event(&receiver, 204, "audit.genesis");
	stop(forward);
	receiver_close(&receiver);
}

/* How often this thread lost the processor to another without waiting for anything. */
static glong
count_preemptions(void)
{
	struct rusage usage;

	g_assert_cmpint(getrusage(RUSAGE_THREAD, &usage), ==, 0);
	return usage.ru_nivcsw;
}

/* The queue of the socket is full and nobody reads: the client does not notice. */
static void
test_stalled_receiver(StoreFixture *fixture, gconstpointer data)
{
	Receiver receiver;
	WdAudit *audit = audit_fixture_open(fixture, NOW_MS);
	WdForward *forward;
	gint64 longest_us = 0;

	receiver_open(&receiver, fixture);
	forward = start(fixture, 0);
	for (guint i = 0; i < 2000; i++) {
		glong n_preempted;
		gint64 start_us;

		audit_fixture_write(audit, "spam.flagged", NOW_MS + i);
		n_preempted = count_preemptions();
		start_us = g_get_monotonic_time();
		wd_forward_wake(forward);
		if (count_preemptions() == n_preempted)
			longest_us = MAX(longest_us, g_get_monotonic_time() - start_us);
	}
	g_test_message("longest stall %" G_GINT64_FORMAT " us", longest_us);
	/* Ten times the bar: the machine may have been stopped as a whole. */
	g_assert_cmpint(longest_us, <, 10 * MAX_STALL_US);
	wd_audit_close(audit, NOW_MS);
	wd_forward_free(forward, 1);
	receiver_close(&receiver);
}

static void
test_stopping_does_not_wait(StoreFixture *fixture, gconstpointer data)
{
	/* 192.0.2.0/24 is nobody's (RFC 5737): a connection there neither comes nor fails. */
	static const char *const targets[] = {"rfc5424+tcp://192.0.2.1:514", NULL};
	const WdForwardOptions options = {.patience_ms = LONGEST_MS};
	gint64 start_us;
	WdForward *forward;

	audit_fixture_make(fixture, 1, NOW_MS);
	forward = wd_forward_new(fixture->base, targets, &options);
	start_us = g_get_monotonic_time();
	wd_forward_free(forward, 50);
	g_assert_cmpint(g_get_monotonic_time() - start_us, <, LONGEST_MS * 500);
}

static void
test_same_targets(StoreFixture *fixture, gconstpointer data)
{
	static const char *const none[] = {NULL};
	static const char *const nonsense[] = {"nowhere", NULL};
	const WdForwardOptions options = {0};
	WdForward *forward = wd_forward_new(fixture->base, nonsense, &options);

	g_assert_true(wd_forward_is_for(NULL, none, &options));
	g_assert_false(wd_forward_is_for(NULL, nonsense, &options));
	g_assert_true(wd_forward_is_for(forward, nonsense, &options));
	g_assert_false(wd_forward_is_for(forward, none, &options));
	g_assert_false(
		wd_forward_is_for(forward, nonsense, &(WdForwardOptions){.enterprise_number = 1}));
	wd_forward_wake(forward);
	wd_forward_free(forward, 0);
	g_assert_null(wd_forward_new(fixture->base, none, &options));
	wd_forward_wake(NULL);
	wd_forward_free(NULL, 0);
}

static void
test_cursor(StoreFixture *fixture, gconstpointer data)
{
	static const char *const bad[] = {
		"",
		"WDFORWARD1",
		"WDFORWARD2 2024-10-04-0001.jsonl 0 0",
		"WDFORWARD1 ../x.jsonl 0 0",
		"WDFORWARD1 2024-10-04-0001.jsonl -1 0",
		"WDFORWARD1 2024-10-04-0001.jsonl 1 x",
		"WDFORWARD1 2024-10-04-0001.jsonl 99999999999999999999 0"};
	WdForwardCursor cursor = {.file = "2024-10-04-0001.jsonl", .offset = 4711, .seq = 12};
	g_autofree char *record = wd_forward_cursor_format(&cursor);
	g_autofree char *folder = store_fixture_path(fixture, "audit");
	g_autofree char *name = wd_forward_cursor_get_name("journald");
	g_autofree char *path = g_build_filename(folder, name, NULL);
	WdForwardCursor read;

	g_assert_cmpuint(strlen(record), ==, 128);
	g_assert_true(wd_forward_cursor_parse(record, &read));
	g_assert_cmpstr(read.file, ==, cursor.file);
	g_assert_cmpuint(read.offset, ==, 4711);
	g_assert_cmpuint(read.seq, ==, 12);
	for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
		g_assert_false(wd_forward_cursor_parse(bad[i], &read));
	g_assert_false(wd_forward_cursor_load(folder, "journald", &read));
	g_assert_true(wd_forward_cursor_save(folder, "journald", &cursor));
	g_assert_true(wd_forward_cursor_load(folder, "journald", &read));
	g_assert_cmpuint(read.offset, ==, 4711);
	/* A record that says nothing: all that is there is sent again, rather than lost. */
	audit_fixture_make(fixture, 0, NOW_MS);
	g_assert_true(g_file_set_contents(path, "x", 1, NULL));
	g_assert_true(wd_forward_cursor_load(folder, "journald", &read));
	g_assert_cmpstr(read.file, ==, "2024-10-04-0001.jsonl");
	g_assert_cmpuint(read.offset, ==, 0);
	g_assert_false(read.has_seq);
}

/* What a collector cannot get is not in the way of what it can. */
static void
test_lines_that_are_none(StoreFixture *fixture, gconstpointer data)
{
	Receiver receiver;
	gsize len;
	g_autofree char *bytes = NULL;
	g_autofree char *garbage = g_strnfill(200000, 'x');
	g_autofree char *spoilt = NULL;
	g_autofree char *gap = NULL;
	g_auto(GStrv) lines = NULL;

	receiver_open(&receiver, fixture);
	audit_fixture_make(fixture, 3, NOW_MS);
	bytes = audit_fixture_read(fixture, 0, &len);
	lines = g_strsplit(bytes, "\n", -1);
	spoilt = g_strconcat(lines[0],
			     "\n",
			     garbage,
			     "\n{\"v\":1}\n\n\xff\n",
			     lines[3],
			     "\n",
			     lines[4],
			     "\n",
			     NULL);
	audit_fixture_replace(fixture, 0, spoilt, strlen(spoilt));
	stop(start(fixture, 0));
	expect_event(&receiver, 0, "audit.genesis");
	gap = receive(&receiver);
	g_assert_nonnull(strstr(gap, "\"expected\":\"1\",\"found\":\"3\""));
	expect_event(&receiver, 3, "spam.flagged");
	expect_event(&receiver, 4, "audit.close");
	receiver_close(&receiver);
}

static const struct {
	const char *path;
	void (*run)(StoreFixture *fixture, gconstpointer data);
} tests[] = {
	{"/forward/order", test_order},
	{"/forward/goes-on", test_goes_on},
	{"/forward/new-target-begins-with-this-file", test_new_target_begins_with_this_file},
	{"/forward/waits-for-a-receiver", test_waits_for_a_receiver},
	{"/forward/missing-file", test_missing_file},
	{"/forward/bounded-spool", test_bounded_spool},
	{"/forward/stalled-receiver", test_stalled_receiver},
	{"/forward/stopping-does-not-wait", test_stopping_does_not_wait},
	{"/forward/same-targets", test_same_targets},
	{"/forward/cursor", test_cursor},
	{"/forward/lines-that-are-none", test_lines_that_are_none},
};

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].path,
			   StoreFixture,
			   NULL,
			   store_fixture_set_up,
			   tests[i].run,
			   store_fixture_tear_down);
	return g_test_run();
}
