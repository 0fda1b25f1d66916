/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Kills a writing process at any moment: whatever append acknowledged is in the log. */
#include "config.h"

#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/wd-log-fixture.h"

#define RUNS_SHORT   60
#define RUNS_LONG    1000 /* with WARDEN_LONG in the environment */
#define MAX_MESSAGES 400
#define MAX_PATH     512

/* What the writing process says while it lives; shared memory outlives it. */
typedef struct {
	_Atomic guint n_acknowledged;
	_Atomic gboolean is_open;
	char path[MAX_PATH];
} Shared;

/* Bodies of many lengths, up to several pages and records, that name their place. */
static char *
make_body(guint i)
{
	gsize len = i % 7 == 0 ? 9000 : i % 31 == 0 ? 150000 : 20 + i % 300;
	char *body = g_strnfill(len, (char)('a' + i % 26));
	g_autofree char *number = g_strdup_printf("%08u", i);

	memcpy(body, number, strlen(number));
	return body;
}

/* The child: writes until it is killed. */
static void
write_on(const WdLogFixture *fixture, Shared *shared)
{
	WdLogMeta meta = wd_log_fixture_meta();
	WdLogWriter *writer = wd_log_writer_open(&fixture->home, &meta, NULL);

	if (writer == NULL)
		_exit(1);
	g_strlcpy(shared->path, wd_log_writer_get_path(writer), MAX_PATH);
	shared->is_open = TRUE;
	for (guint i = 0;; i++) {
		g_autofree char *body = make_body(i);
		WdLogMessage message = {.time_ms = i, .sender = "me", .body = body};

		if (wd_log_writer_append(writer, &message, NULL) < 0)
			_exit(1);
		shared->n_acknowledged = i + 1;
	}
}

static gboolean
check_body(const WdLogMessage *message, gpointer data)
{
	guint *n = data;
	g_autofree char *body = make_body(*n);

	g_assert_cmpstr(message->body, ==, body);
	(*n)++;
	return TRUE;
}

/* Returns whether the log ends in a part of a frame. */
static gboolean
run_once(WdLogFixture *fixture, Shared *shared, guint n_wanted)
{
	WdLogReport report;
	guint n_read = 0;
	int status;
	pid_t child;

	memset(shared, 0, sizeof *shared);
	child = fork();
	g_assert_cmpint(child, >=, 0);
	if (child == 0)
		write_on(fixture, shared);
	while (!shared->is_open || shared->n_acknowledged < n_wanted)
		g_thread_yield(); /* then wherever it stands by now */
	g_assert_cmpint(kill(child, SIGKILL), ==, 0);
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	g_assert_true(WIFSIGNALED(status));

	g_assert_true(wd_log_read(shared->path, fixture->keys, check_body, &n_read, &report, NULL));
	g_assert_cmpuint(n_read, >=, shared->n_acknowledged);
	g_assert_cmpuint(n_read, <=, shared->n_acknowledged + 1);
	g_assert_cmpint(report.condition, !=, WD_LOG_DAMAGED);
	g_assert_cmpint(report.condition, !=, WD_LOG_COMPLETE);
	return report.condition == WD_LOG_TORN;
}

static void
test_kill(void)
{
	guint n_runs = g_getenv("WARDEN_LONG") != NULL ? RUNS_LONG : RUNS_SHORT;
	g_autoptr(WdLogFixture) fixture = wd_log_fixture_new();
	Shared *shared = mmap(
		NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	guint n_torn = 0;
	guint n_records = 0;

	g_assert_true(shared != MAP_FAILED);
	for (guint i = 0; i < n_runs; i++) {
		guint n_wanted = (guint)g_test_rand_int_range(0, MAX_MESSAGES);

		n_torn += run_once(fixture, shared, n_wanted);
		n_records += shared->n_acknowledged;
	}
	g_test_message("%u runs, %u messages acknowledged, none lost, %u torn tails",
		       n_runs,
		       n_records,
		       n_torn);
	munmap(shared, sizeof *shared);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/log-kill/at-any-moment", test_kill);
	return g_test_run();
}
