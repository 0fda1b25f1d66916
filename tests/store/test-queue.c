/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store-fixture.h"
#include "store/wd-queue.h"

#define MS_PER_DAY (G_GINT64_CONSTANT(24) * 60 * 60 * 1000)
#define NOW_MS     (20000 * MS_PER_DAY)

#define N_SESSIONS 10

static const WdEvent message = {
	.kind = WD_EVENT_IM,
	.protocol = "prpl-jabber",
	.account = "myself@corp.example",
	.peer = "stranger@elsewhere.example",
	.text = "Congratulations, a unicorn is yours",
	.time_ms = NOW_MS - 5,
};

static const WdEvent request = {
	.kind = WD_EVENT_CONTACT_REQUEST,
	.protocol = "prpl-jabber",
	.account = "myself@corp.example",
	.peer = "stranger@elsewhere.example",
	.text = "add me",
};

typedef struct {
	StoreFixture store;
	WdQueue *queue;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GError) error = NULL;

	store_fixture_set_up(&fixture->store, data);
	fixture->queue = wd_queue_open(fixture->store.base, fixture->store.keys, &error);
	g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_queue_close(fixture->queue);
	store_fixture_tear_down(&fixture->store, data);
}

static GMutex synced_mutex;
static GPtrArray *synced; /* of char *; under the mutex: what was brought onto the disk */

/* Goes before that of the C library, and does the same. */
int
fsync(int fd)
{
	g_autofree char *link = g_strdup_printf("/proc/self/fd/%d", fd);
	char *path = g_file_read_link(link, NULL);

	g_mutex_lock(&synced_mutex);
	if (synced != NULL && path != NULL)
		g_ptr_array_add(synced, g_steal_pointer(&path));
	g_mutex_unlock(&synced_mutex);
	g_free(path);
	return (int)syscall(SYS_fsync, fd);
}

/* Adds a row and returns its id. */
static char *
hold(WdQueue *queue, const WdEvent *fields, gint64 now_ms)
{
	g_autoptr(WdHeld) held = store_fixture_new_held(fields, now_ms);
	g_autoptr(GError) error = NULL;

	g_assert_true(wd_queue_add(queue, held, &error));
	g_assert_no_error(error);
	return g_strdup(held->id);
}

static WdHeldState
get_state(WdQueue *queue, const char *id)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(WdHeld) held = wd_queue_find(queue, id, &error);

	g_assert_no_error(error);
	return held->state;
}

static void
test_keeps_a_row(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = hold(fixture->queue, &message, NOW_MS);
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) rows = NULL;
	const WdHeld *held;

	wd_queue_close(fixture->queue);
	fixture->queue = wd_queue_open(fixture->store.base, fixture->store.keys, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(wd_queue_count_waiting(fixture->queue), ==, 1);
	rows = wd_queue_list(fixture->queue, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(rows->len, ==, 1);
	held = g_ptr_array_index(rows, 0);
	g_assert_cmpstr(held->id, ==, id);
	g_assert_cmpstr(held->event->text, ==, message.text);
	g_assert_cmpstr(held->event->peer, ==, message.peer);
	g_assert_cmpint(held->event->time_ms, ==, message.time_ms);
	g_assert_cmpint(held->held_ms, ==, NOW_MS);
	g_assert_cmpuint(held->findings->len, ==, 1);
}

/* Everything of the row lies on disk, and nobody can read a name or a word of it there. */
static void
test_nothing_in_clear_on_disk(Fixture *fixture, gconstpointer data)
{
	g_autofree char *text = g_strnfill(200 * 1024, 'q');
	WdEvent large = message;
	g_autofree char *small_id = hold(fixture->queue, &message, NOW_MS);
	g_autofree char *large_id = NULL;

	large.text = text;
	large_id = hold(fixture->queue, &large, NOW_MS);
	g_assert_true(store_fixture_is_on_disk(&fixture->store, small_id));
	g_assert_true(store_fixture_is_on_disk(&fixture->store, large_id));
	g_assert_false(store_fixture_is_on_disk(&fixture->store, "unicorn"));
	g_assert_false(store_fixture_is_on_disk(&fixture->store, "stranger@"));
	g_assert_false(store_fixture_is_on_disk(&fixture->store, "myself@"));
	g_assert_false(store_fixture_is_on_disk(&fixture->store, "qqqqqqqq"));
	g_assert_false(store_fixture_is_on_disk(&fixture->store, "spim.text"));
}

static void
test_files_are_private(Fixture *fixture, gconstpointer data)
{
	static const char *const names[] = {"state.db", "state.db-wal", "state.db-shm"};
	g_autofree char *id = hold(fixture->queue, &message, NOW_MS);

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path = store_fixture_path(&fixture->store, names[i]);
		GStatBuf status;

		g_assert_cmpint(g_stat(path, &status), ==, 0);
		g_assert_cmpint(status.st_mode & 07777, ==, 0600);
	}
}

static void
test_large_content_has_a_file(Fixture *fixture, gconstpointer data)
{
	g_autofree char *text = g_strnfill(10 * 1024 * 1024, '\x02');
	WdEvent large = message;
	g_autofree char *id = NULL;
	g_autofree char *name = NULL;
	g_autofree char *path = NULL;
	g_autoptr(WdHeld) held = NULL;
	GStatBuf status;

	large.text = text;
	id = hold(fixture->queue, &large, NOW_MS);
	name = g_strdup_printf("queue/%s.sealed", id);
	path = store_fixture_path(&fixture->store, name);
	g_assert_cmpint(g_stat(path, &status), ==, 0);
	g_assert_cmpint(status.st_mode & 07777, ==, 0600);
	held = wd_queue_find(fixture->queue, id, NULL);
	g_assert_cmpuint(strlen(held->event->text), ==, 256 * 1024);

	g_assert_true(wd_queue_decide(fixture->queue, id, WD_DECISION_DELETE, NOW_MS, NULL));
	g_assert_true(g_file_test(path, G_FILE_TEST_EXISTS));
	g_assert_cmpuint(wd_queue_prune(fixture->queue, NOW_MS + 8 * MS_PER_DAY), ==, 0);
	wd_queue_close(g_steal_pointer(&fixture->queue)); /* a thread removes it; this waits */
	g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

/* Nobody waits for it, and yet it outlives the machine. */
static void
test_large_content_is_synced(Fixture *fixture, gconstpointer data)
{
	g_autofree char *text = g_strnfill(100 * 1024, 'x');
	WdEvent large = message;
	g_autofree char *id = NULL;
	g_autofree char *name = NULL;
	g_autofree char *path = NULL;
	g_autofree char *folder = NULL;
	g_autoptr(GPtrArray) seen = g_ptr_array_new_with_free_func(g_free);

	large.text = text;
	synced = seen;
	id = hold(fixture->queue, &large, NOW_MS);
	wd_queue_close(g_steal_pointer(&fixture->queue));
	synced = NULL;
	name = g_strdup_printf("queue/%s.sealed", id);
	path = store_fixture_path(&fixture->store, name);
	folder = g_path_get_dirname(path);
	g_assert_true(g_file_test(path, G_FILE_TEST_EXISTS));
	g_assert_true(g_ptr_array_find_with_equal_func(seen, path, g_str_equal, NULL));
	g_assert_true(g_ptr_array_find_with_equal_func(seen, folder, g_str_equal, NULL));
}

typedef struct {
	const char *name;
	WdHeldState from;
	WdDecision decision;
	WdHeldState to;
	gint code; /* -1: it stands */
} DecideCase;

static const DecideCase decide_cases[] = {
	{"release", WD_HELD_WAITING, WD_DECISION_RELEASE, WD_HELD_RELEASED, -1},
	{"trust", WD_HELD_WAITING, WD_DECISION_TRUST, WD_HELD_RELEASED, -1},
	{"delete", WD_HELD_WAITING, WD_DECISION_DELETE, WD_HELD_DELETED, -1},
	{"report", WD_HELD_WAITING, WD_DECISION_REPORT, WD_HELD_DELETED, -1},
	{"release-twice", WD_HELD_RELEASED, WD_DECISION_RELEASE, WD_HELD_RELEASED, WD_ERROR_BUSY},
	{"delete-after-release", WD_HELD_RELEASED, WD_DECISION_DELETE, WD_HELD_DELETED, -1},
	{"release-after-delete",
	 WD_HELD_DELETED,
	 WD_DECISION_RELEASE,
	 WD_HELD_DELETED,
	 WD_ERROR_BUSY},
	{"delete-after-delivery",
	 WD_HELD_DELIVERED,
	 WD_DECISION_DELETE,
	 WD_HELD_DELIVERED,
	 WD_ERROR_BUSY},
	{"release-after-delivery",
	 WD_HELD_DELIVERED,
	 WD_DECISION_RELEASE,
	 WD_HELD_DELIVERED,
	 WD_ERROR_BUSY},
	{"release-what-expired",
	 WD_HELD_EXPIRED,
	 WD_DECISION_RELEASE,
	 WD_HELD_EXPIRED,
	 WD_ERROR_BUSY},
	{"delete-what-expired", WD_HELD_EXPIRED, WD_DECISION_DELETE, WD_HELD_DELETED, -1},
	{"report-what-expired", WD_HELD_EXPIRED, WD_DECISION_REPORT, WD_HELD_DELETED, -1},
};

static void
bring_to(WdQueue *queue, const char *id, WdHeldState state)
{
	gboolean is_done = TRUE;

	if (state == WD_HELD_RELEASED || state == WD_HELD_DELIVERED)
		is_done = wd_queue_decide(queue, id, WD_DECISION_RELEASE, NOW_MS, NULL);
	if (state == WD_HELD_DELIVERED)
		is_done = is_done && wd_queue_claim(queue, id, NOW_MS, NULL);
	if (state == WD_HELD_DELETED)
		is_done = wd_queue_decide(queue, id, WD_DECISION_DELETE, NOW_MS, NULL);
	if (state == WD_HELD_EXPIRED)
		is_done = wd_queue_expire(queue, id, NOW_MS, NULL);
	g_assert_true(is_done);
	g_assert_cmpint(get_state(queue, id), ==, state);
}

static void
test_decide(Fixture *fixture, gconstpointer data)
{
	const DecideCase *row = data;
	g_autofree char *id = hold(fixture->queue, &message, NOW_MS);
	g_autoptr(GError) error = NULL;
	WdDecision decision;
	gboolean is_standing;

	bring_to(fixture->queue, id, row->from);
	is_standing = wd_queue_decide(fixture->queue, id, row->decision, NOW_MS + 1, &error);
	g_assert_cmpint(get_state(fixture->queue, id), ==, row->to);
	if (row->code != -1) {
		g_assert_false(is_standing);
		g_assert_error(error, WD_ERROR, row->code);
		return;
	}
	g_assert_no_error(error);
	g_assert_true(wd_queue_get_decision(fixture->queue, id, &decision));
	g_assert_cmpint(decision, ==, row->decision);
}

typedef struct {
	const char *name;
	WdEventKind kind;
	WdDirection direction;
	WdHeldState from;
	WdDecision decision; /* of what is deleted */
	gboolean is_restored;
} RestoreCase;

static const RestoreCase restore_cases[] = {
	{"message", WD_EVENT_IM, WD_DIRECTION_IN, WD_HELD_DELETED, WD_DECISION_DELETE, TRUE},
	{"chat", WD_EVENT_CHAT, WD_DIRECTION_IN, WD_HELD_DELETED, WD_DECISION_DELETE, TRUE},
	{"request-was-denied",
	 WD_EVENT_CONTACT_REQUEST,
	 WD_DIRECTION_IN,
	 WD_HELD_DELETED,
	 WD_DECISION_DELETE,
	 FALSE},
	{"offer-was-refused",
	 WD_EVENT_FILE,
	 WD_DIRECTION_IN,
	 WD_HELD_DELETED,
	 WD_DECISION_DELETE,
	 FALSE},
	{"reported", WD_EVENT_IM, WD_DIRECTION_IN, WD_HELD_DELETED, WD_DECISION_REPORT, FALSE},
	{"outgoing", WD_EVENT_IM, WD_DIRECTION_OUT, WD_HELD_DELETED, WD_DECISION_DELETE, FALSE},
	{"waiting", WD_EVENT_IM, WD_DIRECTION_IN, WD_HELD_WAITING, 0, FALSE},
	{"delivered", WD_EVENT_IM, WD_DIRECTION_IN, WD_HELD_DELIVERED, 0, FALSE},
};

static void
test_restore(Fixture *fixture, gconstpointer data)
{
	const RestoreCase *row = data;
	WdEvent fields = message;
	g_autofree char *id = NULL;
	g_autoptr(GError) error = NULL;
	WdDecision decision;

	fields.kind = row->kind;
	fields.direction = row->direction;
	id = hold(fixture->queue, &fields, NOW_MS);
	if (row->from == WD_HELD_DELETED)
		g_assert_true(wd_queue_decide(fixture->queue, id, row->decision, NOW_MS + 1, NULL));
	else
		bring_to(fixture->queue, id, row->from);
	g_assert_true(wd_queue_restore(fixture->queue, id, &error) == row->is_restored);
	if (!row->is_restored) {
		g_assert_error(error, WD_ERROR, WD_ERROR_BUSY);
		g_assert_cmpint(get_state(fixture->queue, id), ==, row->from);
		return;
	}
	g_assert_cmpint(get_state(fixture->queue, id), ==, WD_HELD_WAITING);
	g_assert_false(wd_queue_get_decision(fixture->queue, id, &decision));
	g_assert_true(wd_queue_decide(fixture->queue, id, WD_DECISION_RELEASE, NOW_MS + 2, NULL));
	g_assert_true(wd_queue_claim(fixture->queue, id, NOW_MS + 2, NULL)); /* as ever */
}

static void
test_unknown_ids(Fixture *fixture, gconstpointer data)
{
	static const char *const ids[] = {"", "x", "' OR 1=1 --", "../../state", "\xff"};

	for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
		g_autoptr(GError) found = NULL;
		g_autoptr(GError) decided = NULL;
		g_autoptr(GError) claimed = NULL;

		g_assert_null(wd_queue_find(fixture->queue, ids[i], &found));
		g_assert_error(found, WD_ERROR, WD_ERROR_NOT_FOUND);
		g_assert_false(wd_queue_decide(
			fixture->queue, ids[i], WD_DECISION_RELEASE, NOW_MS, &decided));
		g_assert_error(decided, WD_ERROR, WD_ERROR_NOT_FOUND);
		g_assert_false(wd_queue_claim(fixture->queue, ids[i], NOW_MS, &claimed));
		g_assert_error(claimed, WD_ERROR, WD_ERROR_NOT_FOUND);
	}
}

static void
test_claim_is_exactly_once(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = hold(fixture->queue, &message, NOW_MS);
	g_autoptr(WdQueue) other = wd_queue_open(fixture->store.base, fixture->store.keys, NULL);
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) released = NULL;

	g_assert_false(wd_queue_claim(fixture->queue, id, NOW_MS, NULL));
	g_assert_true(wd_queue_decide(other, id, WD_DECISION_RELEASE, NOW_MS, NULL));
	released = wd_queue_list_released_ids(fixture->queue);
	g_assert_cmpuint(released->len, ==, 1);
	g_assert_cmpstr(g_ptr_array_index(released, 0), ==, id);
	g_assert_true(wd_queue_claim(fixture->queue, id, NOW_MS, NULL));
	g_assert_false(wd_queue_claim(other, id, NOW_MS, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_BUSY);
	g_assert_cmpint(get_state(other, id), ==, WD_HELD_DELIVERED);
	g_ptr_array_unref(g_steal_pointer(&released));
	released = wd_queue_list_released_ids(fixture->queue);
	g_assert_cmpuint(released->len, ==, 0);
}

#define N_ROWS      40
#define N_PROCESSES 4

/* In the child: claims what it can, and says how many through its exit status. */
static int
claim_all(const Fixture *fixture, const GPtrArray *ids)
{
	g_autoptr(WdQueue) queue = wd_queue_open(fixture->store.base, fixture->store.keys, NULL);
	int n_claimed = 0;

	for (guint i = 0; queue != NULL && i < ids->len; i++) {
		g_autoptr(GError) error = NULL;

		if (wd_queue_claim(queue, g_ptr_array_index(ids, i), NOW_MS, &error))
			n_claimed++;
		else if (!g_error_matches(error, WD_ERROR, WD_ERROR_BUSY))
			return 255;
	}
	return queue == NULL ? 255 : n_claimed;
}

static void
test_processes_share_the_rows(Fixture *fixture, gconstpointer data)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	pid_t children[N_PROCESSES];
	int n_claimed = 0;

	for (guint i = 0; i < N_ROWS; i++) {
		g_ptr_array_add(ids, hold(fixture->queue, &message, NOW_MS + i));
		bring_to(fixture->queue, g_ptr_array_index(ids, i), WD_HELD_RELEASED);
	}
	/* SQLite's handles and threads do not survive a fork: none may be open here. */
	g_clear_pointer(&fixture->queue, wd_queue_close);
	for (guint i = 0; i < N_PROCESSES; i++) {
		children[i] = fork();
		if (children[i] == 0)
			_exit(claim_all(fixture, ids));
	}
	for (guint i = 0; i < N_PROCESSES; i++) {
		int status;

		g_assert_cmpint(waitpid(children[i], &status, 0), ==, children[i]);
		g_assert_true(WIFEXITED(status));
		g_assert_cmpint(WEXITSTATUS(status), !=, 255);
		n_claimed += WEXITSTATUS(status);
	}
	g_assert_cmpint(n_claimed, ==, N_ROWS);
}

/* The worker has not synced and nothing was closed: the row is in the kernel's hands already. */
/* A session that is short: a journal, a database that is closed by its last user. */
static int
hold_often(const Fixture *fixture)
{
	for (guint i = 0; i < N_SESSIONS; i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(WdHeld) held = store_fixture_new_held(&message, NOW_MS + i);
		WdQueue *queue = wd_queue_open(fixture->store.base, fixture->store.keys, &error);
		gboolean is_held;

		if (queue == NULL) {
			g_printerr("open: %s\n", error->message);
			return 1;
		}
		is_held = wd_queue_add(queue, held, &error);
		wd_queue_close(queue);
		if (!is_held) {
			g_printerr("add: %s\n", error->message);
			return 1;
		}
	}
	return 0;
}

static void
test_short_sessions_at_once(Fixture *fixture, gconstpointer data)
{
	pid_t children[N_PROCESSES];
	g_autoptr(GPtrArray) rows = NULL;

	g_clear_pointer(&fixture->queue, wd_queue_close); /* as above */
	for (guint i = 0; i < N_PROCESSES; i++) {
		children[i] = fork();
		if (children[i] == 0)
			_exit(hold_often(fixture));
	}
	for (guint i = 0; i < N_PROCESSES; i++) {
		int status;

		g_assert_cmpint(waitpid(children[i], &status, 0), ==, children[i]);
		g_assert_cmpint(status, ==, 0);
	}
	fixture->queue = wd_queue_open(fixture->store.base, fixture->store.keys, NULL);
	rows = wd_queue_list(fixture->queue, NULL);
	g_assert_cmpuint(rows->len, ==, N_PROCESSES * N_SESSIONS);
}

static void
test_survives_kill(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = wd_queue_new_id();
	pid_t child;
	int status;

	g_clear_pointer(&fixture->queue, wd_queue_close);
	child = fork();
	if (child == 0) {
		WdQueue *queue = wd_queue_open(fixture->store.base, fixture->store.keys, NULL);
		WdHeld *held = store_fixture_new_held(&message, NOW_MS);

		g_free(held->id);
		held->id = g_strdup(id);
		if (wd_queue_add(queue, held, NULL))
			(void)kill(getpid(), SIGKILL);
		_exit(1);
	}
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	g_assert_true(WIFSIGNALED(status));
	fixture->queue = wd_queue_open(fixture->store.base, fixture->store.keys, NULL);
	g_assert_null(wd_queue_get_damaged_path(fixture->queue));
	g_assert_cmpint(get_state(fixture->queue, id), ==, WD_HELD_WAITING);
}

static void
test_expired_rows_stay(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = hold(fixture->queue, &request, NOW_MS);
	g_autoptr(GPtrArray) rows = NULL;

	g_assert_true(wd_queue_expire(fixture->queue, id, NOW_MS, NULL));
	g_assert_false(wd_queue_expire(fixture->queue, id, NOW_MS, NULL));
	g_assert_cmpuint(wd_queue_count_waiting(fixture->queue), ==, 0);
	rows = wd_queue_list(fixture->queue, NULL);
	g_assert_cmpuint(rows->len, ==, 1);
}

typedef struct {
	const char *name;
	WdEventKind kind;
	WdDirection direction;
	WdDecision decision;
	gboolean is_expired;
	guint n_refused; /* rows about which somebody must be told */
} RefuseCase;

static const RefuseCase refuse_cases[] = {
	{"message", WD_EVENT_IM, WD_DIRECTION_IN, WD_DECISION_DELETE, FALSE, 0},
	{"reported-message", WD_EVENT_IM, WD_DIRECTION_IN, WD_DECISION_REPORT, FALSE, 1},
	{"request", WD_EVENT_CONTACT_REQUEST, WD_DIRECTION_IN, WD_DECISION_DELETE, FALSE, 1},
	{"invitation", WD_EVENT_CHAT_INVITE, WD_DIRECTION_IN, WD_DECISION_DELETE, FALSE, 1},
	{"file", WD_EVENT_FILE, WD_DIRECTION_IN, WD_DECISION_DELETE, FALSE, 1},
	{"outgoing-file", WD_EVENT_FILE, WD_DIRECTION_OUT, WD_DECISION_DELETE, FALSE, 0},
	{"expired-file", WD_EVENT_FILE, WD_DIRECTION_IN, WD_DECISION_DELETE, TRUE, 0},
	{"reported-expired-file", WD_EVENT_FILE, WD_DIRECTION_IN, WD_DECISION_REPORT, TRUE, 1},
};

static void
test_refused(Fixture *fixture, gconstpointer data)
{
	const RefuseCase *row = data;
	WdEvent fields = message;
	g_autofree char *id = NULL;
	g_autoptr(GPtrArray) before = NULL;
	g_autoptr(GPtrArray) after = NULL;

	fields.kind = row->kind;
	fields.direction = row->direction;
	id = hold(fixture->queue, &fields, NOW_MS);
	if (row->is_expired)
		g_assert_true(wd_queue_expire(fixture->queue, id, NOW_MS, NULL));
	g_assert_true(wd_queue_decide(fixture->queue, id, row->decision, NOW_MS, NULL));
	before = wd_queue_list_refused_ids(fixture->queue);
	g_assert_cmpuint(before->len, ==, row->n_refused);
	g_assert_cmpint(wd_queue_claim(fixture->queue, id, NOW_MS, NULL), ==, row->n_refused == 1);
	g_assert_cmpint(get_state(fixture->queue, id), ==, WD_HELD_DELETED);
	after = wd_queue_list_refused_ids(fixture->queue);
	g_assert_cmpuint(after->len, ==, 0);
}

static void
test_same_request_is_one_row(Fixture *fixture, gconstpointer data)
{
	g_autoptr(WdEvent) event = wd_event_new(&request);
	WdEvent fields = request;
	g_autoptr(WdEvent) other_peer = NULL;
	g_autoptr(WdEvent) other_kind = NULL;
	g_autofree char *id = NULL;
	g_autofree char *found = NULL;
	g_autoptr(WdHeld) held = NULL;

	g_assert_null(wd_queue_find_same(fixture->queue, event));
	id = hold(fixture->queue, &request, NOW_MS);
	found = wd_queue_find_same(fixture->queue, event);
	g_assert_cmpstr(found, ==, id);
	fields.peer = "somebody@elsewhere.example";
	other_peer = wd_event_new(&fields);
	g_assert_null(wd_queue_find_same(fixture->queue, other_peer));
	fields = request;
	fields.kind = WD_EVENT_CHAT_INVITE;
	other_kind = wd_event_new(&fields);
	g_assert_null(wd_queue_find_same(fixture->queue, other_kind));

	g_assert_true(wd_queue_note_repeat(fixture->queue, id, NULL));
	g_assert_true(wd_queue_note_repeat(fixture->queue, id, NULL));
	held = wd_queue_find(fixture->queue, id, NULL);
	g_assert_cmpuint(held->n_repeats, ==, 2);
	bring_to(fixture->queue, id, WD_HELD_RELEASED);
	g_assert_null(wd_queue_find_same(fixture->queue, event));
	g_assert_false(wd_queue_note_repeat(fixture->queue, id, NULL));
}

/* At every sign-on a server puts what nobody answered before. */
static void
test_same_request_after_a_reconnect(Fixture *fixture, gconstpointer data)
{
	g_autoptr(WdEvent) event = wd_event_new(&request);
	g_autofree char *id = hold(fixture->queue, &request, NOW_MS);
	g_autofree char *found = NULL;
	g_autoptr(WdHeld) held = NULL;

	g_assert_true(wd_queue_expire(fixture->queue, id, NOW_MS, NULL));
	g_assert_cmpuint(wd_queue_count_waiting(fixture->queue), ==, 0);
	found = wd_queue_find_same(fixture->queue, event);
	g_assert_cmpstr(found, ==, id);
	g_assert_true(wd_queue_note_repeat(fixture->queue, found, NULL));
	g_assert_cmpuint(wd_queue_count_waiting(fixture->queue), ==, 1);
	held = wd_queue_find(fixture->queue, id, NULL);
	g_assert_cmpuint(held->state, ==, WD_HELD_WAITING);
	g_assert_cmpuint(held->n_repeats, ==, 1);
	g_assert_cmpint(held->decided_ms, ==, 0);
}

static void
test_invitations_to_two_rooms_are_two(Fixture *fixture, gconstpointer data)
{
	WdEvent fields = request;
	g_autoptr(WdEvent) other_room = NULL;
	g_autoptr(WdEvent) same_room = NULL;
	g_autofree char *id = NULL;
	g_autofree char *found = NULL;

	fields.kind = WD_EVENT_CHAT_INVITE;
	fields.conversation = "lobby";
	id = hold(fixture->queue, &fields, NOW_MS);
	same_room = wd_event_new(&fields);
	found = wd_queue_find_same(fixture->queue, same_room);
	g_assert_cmpstr(found, ==, id);
	fields.conversation = "cellar";
	other_room = wd_event_new(&fields);
	g_assert_null(wd_queue_find_same(fixture->queue, other_room));
}

/* Names joined to one string must not make one peer out of two. */
static void
test_names_do_not_run_together(Fixture *fixture, gconstpointer data)
{
	WdEvent fields = {.kind = WD_EVENT_IM, .protocol = "p", .account = "a", .peer = "b1:c"};
	g_autofree char *id = hold(fixture->queue, &fields, NOW_MS);
	g_autoptr(WdEvent) other = NULL;

	fields.account = "ab";
	fields.peer = "1:c";
	other = wd_event_new(&fields);
	g_assert_null(wd_queue_find_same(fixture->queue, other));
}

static void
test_lists_the_oldest_first(Fixture *fixture, gconstpointer data)
{
	static const gint64 times[] = {5, 1, 9, 3};
	g_autoptr(GPtrArray) rows = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(times); i++) {
		g_autofree char *id = hold(fixture->queue, &message, NOW_MS + times[i]);

		if (times[i] == 3)
			bring_to(fixture->queue, id, WD_HELD_EXPIRED);
	}
	rows = wd_queue_list(fixture->queue, NULL);
	g_assert_cmpuint(rows->len, ==, 4);
	for (guint i = 1; i < rows->len; i++) {
		const WdHeld *before = g_ptr_array_index(rows, i - 1);
		const WdHeld *after = g_ptr_array_index(rows, i);

		g_assert_cmpint(before->held_ms, <, after->held_ms);
	}
}

/* A report waits for its account longer than a finished row is kept. */
static void
test_prunes_no_open_report(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = hold(fixture->queue, &message, NOW_MS);
	g_autoptr(GPtrArray) ids = NULL;

	g_assert_true(wd_queue_decide(fixture->queue, id, WD_DECISION_REPORT, NOW_MS, NULL));
	(void)wd_queue_prune(fixture->queue, NOW_MS + 100 * MS_PER_DAY);
	ids = wd_queue_list_refused_ids(fixture->queue);
	g_assert_cmpuint(ids->len, ==, 1);
	g_assert_true(wd_queue_claim(fixture->queue, id, NOW_MS + 100 * MS_PER_DAY, NULL));
	(void)wd_queue_prune(fixture->queue, NOW_MS + 108 * MS_PER_DAY);
	g_assert_null(wd_queue_find(fixture->queue, id, NULL));
}

static void
test_prunes_by_age(Fixture *fixture, gconstpointer data)
{
	g_autofree char *waiting = hold(fixture->queue, &message, NOW_MS);
	g_autofree char *done = hold(fixture->queue, &message, NOW_MS);

	bring_to(fixture->queue, done, WD_HELD_DELIVERED);
	g_assert_cmpuint(wd_queue_prune(fixture->queue, NOW_MS + 6 * MS_PER_DAY), ==, 0);
	g_assert_cmpint(get_state(fixture->queue, done), ==, WD_HELD_DELIVERED);
	g_assert_cmpuint(wd_queue_prune(fixture->queue, NOW_MS + 8 * MS_PER_DAY), ==, 0);
	g_assert_null(wd_queue_find(fixture->queue, done, NULL));
	g_assert_cmpuint(wd_queue_prune(fixture->queue, NOW_MS + 179 * MS_PER_DAY), ==, 0);
	g_assert_cmpint(get_state(fixture->queue, waiting), ==, WD_HELD_WAITING);
	g_assert_cmpuint(wd_queue_prune(fixture->queue, NOW_MS + 181 * MS_PER_DAY), ==, 1);
	g_assert_null(wd_queue_find(fixture->queue, waiting, NULL));
	g_assert_cmpuint(wd_queue_take_n_dropped(fixture->queue), ==, 1);
	g_assert_cmpuint(wd_queue_take_n_dropped(fixture->queue), ==, 0);
}

/* Somebody set the clock to another decade for an hour. */
static void
test_prunes_nothing_after_a_leap(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = hold(fixture->queue, &message, NOW_MS);
	gint64 far_ms = NOW_MS + 5000 * MS_PER_DAY;

	g_assert_cmpuint(wd_queue_prune(fixture->queue, NOW_MS + 1), ==, 0);
	g_assert_cmpuint(wd_queue_prune(fixture->queue, far_ms), ==, 0);
	g_assert_cmpuint(wd_queue_prune(fixture->queue, far_ms + 1), ==, 0);
	g_assert_cmpint(get_state(fixture->queue, id), ==, WD_HELD_WAITING);
	g_assert_cmpuint(wd_queue_prune(fixture->queue, far_ms + MS_PER_DAY), ==, 1);
	g_assert_null(wd_queue_find(fixture->queue, id, NULL));
}

/* A held content that another hand moved into another row, or changed, is not believed. */
static void
test_damaged_content(Fixture *fixture, gconstpointer data)
{
	const char *sql = data;
	g_autofree char *first = hold(fixture->queue, &message, NOW_MS);
	g_autofree char *second = hold(fixture->queue, &request, NOW_MS + 1);
	g_autofree char *path = store_fixture_path(&fixture->store, "state.db");
	g_autoptr(GPtrArray) rows = NULL;
	g_autoptr(GError) error = NULL;
	sqlite3 *handle;
	guint n_unreadable = 0;

	wd_queue_close(fixture->queue);
	g_assert_cmpint(sqlite3_open(path, &handle), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
	sqlite3_close(handle);
	fixture->queue = wd_queue_open(fixture->store.base, fixture->store.keys, NULL);
	rows = wd_queue_list(fixture->queue, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(rows->len, ==, 2);
	for (guint i = 0; i < rows->len; i++) {
		const WdHeld *held = g_ptr_array_index(rows, i);
		const WdFinding *finding = g_ptr_array_index(held->findings, 0);

		if (g_str_equal(finding->code, WD_QUEUE_CODE_UNREADABLE)) {
			n_unreadable++;
			g_assert_cmpstr(held->event->text, ==, "");
			g_assert_true(wd_queue_decide(
				fixture->queue, held->id, WD_DECISION_DELETE, NOW_MS, NULL));
		}
	}
	g_assert_cmpuint(n_unreadable, ==, 1);
}

/* A database that came from elsewhere: what its rows are called becomes the name of a file. */
static void
test_foreign_id(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = hold(fixture->queue, &message, NOW_MS);
	g_autofree char *path = store_fixture_path(&fixture->store, "state.db");
	g_autofree char *key = store_fixture_path(&fixture->store, "keys/identity.sealed");
	g_autofree char *file = store_fixture_path(&fixture->store, "keys/identity.file");
	g_autofree char *sql = g_strdup_printf(
		"UPDATE held SET id='%s', sealed=NULL, n_bytes=70000", (const char *)data);
	g_autoptr(GPtrArray) rows = NULL;
	sqlite3 *handle;

	g_assert_true(g_file_set_contents(key, "a key", -1, NULL));
	g_assert_true(g_file_set_contents(file, "", -1, NULL));
	wd_queue_close(fixture->queue);
	g_assert_cmpint(sqlite3_open(path, &handle), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
	sqlite3_close(handle);
	fixture->queue = wd_queue_open(fixture->store.base, fixture->store.keys, NULL);
	rows = wd_queue_list(fixture->queue, NULL);
	g_assert_cmpuint(rows->len, ==, 1);
	g_assert_cmpuint(wd_queue_prune(fixture->queue, NOW_MS + 181 * MS_PER_DAY), ==, 1);
	wd_queue_close(g_steal_pointer(&fixture->queue)); /* waits for what it removes */
	g_assert_true(g_file_test(key, G_FILE_TEST_EXISTS));
	g_assert_true(g_file_test(file, G_FILE_TEST_EXISTS));
}

static gboolean
is_known(const char *id, gpointer known)
{
	return g_strcmp0(id, known) == 0;
}

/* What is known comes without content, the newest first; one row is opened however short the time.
 */
static void
test_lists_news(Fixture *fixture, gconstpointer data)
{
	g_autofree char *oldest = hold(fixture->queue, &message, NOW_MS);
	g_autofree char *middle = hold(fixture->queue, &request, NOW_MS + 1);
	g_autofree char *newest = hold(fixture->queue, &message, NOW_MS + 2);
	WdHeldReader patient = {is_known, middle, G_USEC_PER_SEC, 0};
	WdHeldReader hurried = {is_known, middle, 0, 0};
	g_autoptr(GPtrArray) all = NULL;
	g_autoptr(GPtrArray) some = NULL;
	const WdHeldNews *news;

	all = wd_queue_list_news(fixture->queue, &patient, NULL);
	g_assert_cmpuint(all->len, ==, 3);
	g_assert_cmpuint(patient.n_left, ==, 0);
	news = g_ptr_array_index(all, 0);
	g_assert_cmpstr(news->id, ==, newest);
	g_assert_cmpstr(news->held->event->text, ==, message.text);
	news = g_ptr_array_index(all, 1);
	g_assert_cmpstr(news->id, ==, middle);
	g_assert_null(news->held);
	g_assert_cmpint(news->state, ==, WD_HELD_WAITING);
	news = g_ptr_array_index(all, 2);
	g_assert_cmpstr(news->id, ==, oldest);
	g_assert_nonnull(news->held);
	some = wd_queue_list_news(fixture->queue, &hurried, NULL);
	g_assert_cmpuint(some->len, ==, 3);
	g_assert_cmpuint(hurried.n_left, ==, 1);
	g_assert_nonnull(((const WdHeldNews *)g_ptr_array_index(some, 0))->held);
	g_assert_null(((const WdHeldNews *)g_ptr_array_index(some, 2))->held);
}

/* The same rows as the list of all: none that was decided, and those that expired. */
static void
test_news_are_the_list(Fixture *fixture, gconstpointer data)
{
	g_autofree char *deleted = hold(fixture->queue, &message, NOW_MS);
	g_autofree char *waiting = hold(fixture->queue, &message, NOW_MS + 1);
	WdHeldReader reader = {is_known, NULL, G_USEC_PER_SEC, 0};
	g_autoptr(GPtrArray) all = NULL;
	g_autoptr(GPtrArray) list = NULL;

	g_assert_true(
		wd_queue_decide(fixture->queue, deleted, WD_DECISION_DELETE, NOW_MS + 2, NULL));
	all = wd_queue_list_news(fixture->queue, &reader, NULL);
	list = wd_queue_list(fixture->queue, NULL);
	g_assert_cmpuint(all->len, ==, 1);
	g_assert_cmpuint(list->len, ==, 1);
	g_assert_cmpstr(((const WdHeldNews *)g_ptr_array_index(all, 0))->id, ==, waiting);
}

static void
test_missing_payload_file(Fixture *fixture, gconstpointer data)
{
	g_autofree char *text = g_strnfill(100 * 1024, 'x');
	WdEvent large = message;
	g_autofree char *id = NULL;
	g_autofree char *name = NULL;
	g_autofree char *path = NULL;
	g_autoptr(WdHeld) held = NULL;
	const WdFinding *finding;

	large.text = text;
	id = hold(fixture->queue, &large, NOW_MS);
	name = g_strdup_printf("queue/%s.sealed", id);
	path = store_fixture_path(&fixture->store, name);
	g_assert_cmpint(g_unlink(path), ==, 0);
	held = wd_queue_find(fixture->queue, id, NULL);
	finding = g_ptr_array_index(held->findings, 0);
	g_assert_cmpstr(finding->code, ==, WD_QUEUE_CODE_UNREADABLE);
}

static void
test_removes_orphans(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = store_fixture_path(&fixture->store,
						   "queue/00112233445566778899aabbccddeeff.sealed");
	const struct timespec long_ago[2] = {{.tv_sec = 1000000}, {.tv_sec = 1000000}};
	g_autofree char *other = store_fixture_path(&fixture->store, "queue/README");

	g_assert_true(g_file_set_contents(path, "x", 1, NULL));
	g_assert_true(g_file_set_contents(other, "x", 1, NULL));
	g_assert_cmpint(utimensat(AT_FDCWD, path, long_ago, 0), ==, 0);
	wd_queue_close(fixture->queue);
	fixture->queue = wd_queue_open(fixture->store.base, fixture->store.keys, NULL);
	g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
	g_assert_true(g_file_test(other, G_FILE_TEST_EXISTS));
}

/* The folder for large contents is a file: the row must not be kept without its content. */
static void
test_write_failure_keeps_no_row(Fixture *fixture, gconstpointer data)
{
	g_autofree char *folder = store_fixture_path(&fixture->store, "queue");
	g_autofree char *text = g_strnfill(100 * 1024, 'x');
	WdEvent large = message;
	g_autoptr(WdHeld) held = NULL;
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(g_rmdir(folder), ==, 0);
	g_assert_true(g_file_set_contents(folder, "", 0, NULL));
	large.text = text;
	held = store_fixture_new_held(&large, NOW_MS);
	g_assert_false(wd_queue_add(fixture->queue, held, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_IO);
	g_assert_cmpuint(wd_queue_count_waiting(fixture->queue), ==, 0);
}

static void
test_two_adds_of_one_id(Fixture *fixture, gconstpointer data)
{
	g_autoptr(WdHeld) held = store_fixture_new_held(&message, NOW_MS);

	g_assert_true(wd_queue_add(fixture->queue, held, NULL));
	g_assert_false(wd_queue_add(fixture->queue, held, NULL)); /* the first is on its way */
	g_assert_cmpint(get_state(fixture->queue, held->id), ==, WD_HELD_WAITING);
	g_assert_cmpuint(wd_queue_count_waiting(fixture->queue), ==, 1);
}

static void
count_change(WdQueue *queue, gpointer data)
{
	(*(guint *)data)++;
}

/* Turns the main loop until @n_changes were told, at most a second: what is promised. */
static void
wait_for(const guint *n_changes, guint expected)
{
	gint64 end_us = g_get_monotonic_time() + G_USEC_PER_SEC;

	while (*n_changes < expected && g_get_monotonic_time() < end_us)
		(void)g_main_context_iteration(NULL, *n_changes == expected);
	g_assert_cmpuint(*n_changes, ==, expected);
}

static void
test_watch_hears_another_process(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = hold(fixture->queue, &message, NOW_MS);
	g_autoptr(WdQueue) other = wd_queue_open(fixture->store.base, fixture->store.keys, NULL);
	guint n_changes = 0;

	g_assert_cmpint(get_state(fixture->queue, id), ==, WD_HELD_WAITING); /* in the table */
	wd_queue_watch(fixture->queue, count_change, &n_changes);
	g_assert_true(wd_queue_decide(other, id, WD_DECISION_RELEASE, NOW_MS, NULL));
	g_assert_cmpuint(n_changes, ==, 0);
	wait_for(&n_changes, 1);
	wd_queue_watch(fixture->queue, NULL, NULL);
}

static void
test_watch_tells_own_changes_once(Fixture *fixture, gconstpointer data)
{
	guint n_changes = 0;
	g_autofree char *first = NULL;
	g_autofree char *second = NULL;

	wd_queue_watch(fixture->queue, count_change, &n_changes);
	first = hold(fixture->queue, &message, NOW_MS);
	second = hold(fixture->queue, &message, NOW_MS);
	wait_for(&n_changes, 1);
	wd_queue_watch(fixture->queue, NULL, NULL);
}

#define ADD(path, test)            g_test_add(path, Fixture, NULL, set_up, test, tear_down)
#define ADD_DATA(path, data, test) g_test_add(path, Fixture, data, set_up, test, tear_down)

static void
add_rows(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(restore_cases); i++) {
		g_autofree char *path = g_strconcat("/queue/restore/", restore_cases[i].name, NULL);

		ADD_DATA(path, &restore_cases[i], test_restore);
	}
	for (guint i = 0; i < G_N_ELEMENTS(decide_cases); i++) {
		g_autofree char *path = g_strconcat("/queue/decide/", decide_cases[i].name, NULL);

		ADD_DATA(path, &decide_cases[i], test_decide);
	}
	for (guint i = 0; i < G_N_ELEMENTS(refuse_cases); i++) {
		g_autofree char *path = g_strconcat("/queue/refused/", refuse_cases[i].name, NULL);

		ADD_DATA(path, &refuse_cases[i], test_refused);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	add_rows();
	ADD("/queue/keeps-a-row", test_keeps_a_row);
	ADD("/queue/nothing-in-clear-on-disk", test_nothing_in_clear_on_disk);
	ADD("/queue/files-are-private", test_files_are_private);
	ADD_DATA("/queue/foreign-id/another-folder", "../keys/identity", test_foreign_id);
	ADD_DATA("/queue/foreign-id/empty", "", test_foreign_id);
	ADD_DATA("/queue/foreign-id/not-in-lower-case",
		 "00112233445566778899AABBCCDDEEFF",
		 test_foreign_id);
	ADD("/queue/large-content-has-a-file", test_large_content_has_a_file);
	ADD("/queue/short-sessions-at-once", test_short_sessions_at_once);
	ADD("/queue/large-content-is-synced", test_large_content_is_synced);
	ADD("/queue/unknown-ids", test_unknown_ids);
	ADD("/queue/claim-is-exactly-once", test_claim_is_exactly_once);
	ADD("/queue/processes-share-the-rows", test_processes_share_the_rows);
	ADD("/queue/survives-kill", test_survives_kill);
	ADD("/queue/expired-rows-stay", test_expired_rows_stay);
	ADD("/queue/same-request-is-one-row", test_same_request_is_one_row);
	ADD("/queue/same-request-after-a-reconnect", test_same_request_after_a_reconnect);
	ADD("/queue/invitations-to-two-rooms-are-two", test_invitations_to_two_rooms_are_two);
	ADD("/queue/names-do-not-run-together", test_names_do_not_run_together);
	ADD("/queue/lists-the-oldest-first", test_lists_the_oldest_first);
	ADD("/queue/lists-news", test_lists_news);
	ADD("/queue/news-are-the-list", test_news_are_the_list);
	ADD("/queue/prunes-by-age", test_prunes_by_age);
	ADD("/queue/prunes-nothing-after-a-leap", test_prunes_nothing_after_a_leap);
	ADD("/queue/prunes-no-open-report", test_prunes_no_open_report);
	ADD_DATA(
		"/queue/damaged-content/swapped",
		"UPDATE held SET sealed=(SELECT sealed FROM held WHERE kind='im') WHERE kind!='im'",
		test_damaged_content);
	ADD_DATA("/queue/damaged-content/cut",
		 "UPDATE held SET sealed=substr(sealed, 1, 100) WHERE kind='im'",
		 test_damaged_content);
	ADD_DATA("/queue/damaged-content/empty",
		 "UPDATE held SET sealed=x'' WHERE kind='im'",
		 test_damaged_content);
	ADD_DATA("/queue/damaged-content/text",
		 "UPDATE held SET sealed='age' WHERE kind='im'",
		 test_damaged_content);
	ADD("/queue/missing-payload-file", test_missing_payload_file);
	ADD("/queue/removes-orphans", test_removes_orphans);
	ADD("/queue/write-failure-keeps-no-row", test_write_failure_keeps_no_row);
	ADD("/queue/two-adds-of-one-id", test_two_adds_of_one_id);
	ADD("/queue/watch/another-process", test_watch_hears_another_process);
	ADD("/queue/watch/own-changes-once", test_watch_tells_own_changes_once);
	return g_test_run();
}
