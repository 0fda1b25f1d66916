/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Received files from the first byte to their place, on real sessions and a real disk. */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fake-file-check.h"
#include "purple/duty-fixture.h"
#include "purple/wd-session-review.h"
#include "store/wd-file-place.h"
#include "store/wd-paths.h"
#include "store/wd-quarantine.h"

#define PEER    "anna"
#define NAME    "report.pdf"
#define CONTENT "synthetic bytes"

typedef struct {
	Duty *duty;
	char *folder; /* where the person saves files */
	char *target;
	PurpleConversation *conversation;
	int pipe[2]; /* the peer writes into [1] */
	guint n_cancelled;
} Fixture;

static Fixture *current; /* a protocol's functions have no data */

static void
init(PurpleXfer *xfer)
{
	purple_xfer_start(xfer, current->pipe[0], NULL, 0);
}

static void
cancel_recv(PurpleXfer *xfer)
{
	current->n_cancelled++;
	if (xfer->fd < 0)
		(void)close(current->pipe[0]); /* else libpurple does */
}

static void
set_up_with(Fixture *fixture, const char *action)
{
	const DutySetting setting = {WD_KEY_FILES_CONTACTS, action};

	current = fixture;
	fixture->duty = duty_begin(&setting, 1);
	fixture->folder = g_dir_make_tmp("warden-XXXXXX", NULL);
	fixture->target = g_build_filename(fixture->folder, NAME, NULL);
	fixture->conversation =
		purple_conversation_new(PURPLE_CONV_TYPE_IM, fixture->duty->account, PEER);
	g_assert_cmpint(pipe(fixture->pipe), ==, 0);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	set_up_with(fixture, "hold");
}

static void
remove_tree(const char *path)
{
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *child = g_build_filename(path, name, NULL);

		(void)g_remove(child);
	}
	(void)g_rmdir(path);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	duty_end(fixture->duty);
	fake_file_check_reset();
	if (fixture->pipe[1] >= 0)
		(void)close(fixture->pipe[1]);
	remove_tree(fixture->folder);
	g_free(fixture->folder);
	g_free(fixture->target);
	current = NULL;
}

static const char *
get_base(const Fixture *fixture)
{
	return wd_session_get_base(fixture->duty->session);
}

static guint
count_quarantined(const Fixture *fixture)
{
	g_autofree char *path = wd_path_get(get_base(fixture), WD_PATH_QUARANTINE);
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	guint n = 0;

	while (g_dir_read_name(dir) != NULL)
		n++;
	return n;
}

static guint
count_saved(const Fixture *fixture)
{
	g_autoptr(GDir) dir = g_dir_open(fixture->folder, 0, NULL);
	guint n = 0;

	while (g_dir_read_name(dir) != NULL)
		n++;
	return n;
}

static void
assert_file(const char *path, const char *content)
{
	g_autofree char *found = NULL;

	g_assert_true(g_file_get_contents(path, &found, NULL, NULL));
	g_assert_cmpstr(found, ==, content);
}

static void
assert_saved(const char *path, const char *content)
{
	struct stat status;

	assert_file(path, content);
	g_assert_cmpint(lstat(path, &status), ==, 0);
	g_assert_cmpuint(status.st_mode, ==, S_IFREG | 0600);
}

static PurpleXfer *
offer(Fixture *fixture, const char *name, size_t size)
{
	PurpleXfer *xfer = purple_xfer_new(fixture->duty->account, PURPLE_XFER_RECEIVE, PEER);

	purple_xfer_set_init_fnc(xfer, init);
	purple_xfer_set_cancel_recv_fnc(xfer, cancel_recv);
	purple_xfer_set_filename(xfer, name);
	purple_xfer_set_size(xfer, size);
	purple_xfer_request(xfer);
	return xfer;
}

/* The person says yes, and where. */
static PurpleXfer *
accept_at(Fixture *fixture, const char *path, size_t size)
{
	PurpleXfer *xfer = offer(fixture, NAME, size);

	wd_null_purple_turn(0);
	wd_null_purple_answer(wd_null_purple_find_request(), "Accept", NULL);
	wd_null_purple_answer(wd_null_purple_find_request(), "OK", path);
	return xfer;
}

static void
deliver_bytes(Fixture *fixture, const char *bytes, gsize len)
{
	g_assert_cmpint(write(fixture->pipe[1], bytes, len), ==, (gssize)len);
	wd_null_purple_turn(0);
}

typedef gboolean (*Condition)(const Fixture *fixture);

static void
wait_until(const Fixture *fixture, Condition condition)
{
	for (guint i = 0; i < 10000 && !condition(fixture); i++)
		wd_null_purple_turn(1);
	g_assert_true(condition(fixture));
	wd_null_purple_turn(0);
}

static gboolean
is_quarantine_empty(const Fixture *fixture)
{
	return count_quarantined(fixture) == 0;
}

static gboolean
is_one_held(const Fixture *fixture)
{
	g_autoptr(GPtrArray) rows = duty_rows(fixture->duty);

	return rows->len == 1;
}

static gboolean
is_asked(const Fixture *fixture)
{
	return fixture->duty->questions->len > 0;
}

static void
wait_for_state(const Fixture *fixture, const char *id, WdHeldState state)
{
	for (guint i = 0; i < 10000 && duty_row_state(fixture->duty, id) != state; i++)
		wd_null_purple_turn(1);
	g_assert_cmpint(duty_row_state(fixture->duty, id), ==, state);
	wd_null_purple_turn(0);
}

static void
receive(Fixture *fixture)
{
	(void)accept_at(fixture, fixture->target, strlen(CONTENT));
	deliver_bytes(fixture, CONTENT, strlen(CONTENT));
}

static char *
get_held_id(const Fixture *fixture)
{
	g_autoptr(GPtrArray) rows = duty_rows(fixture->duty);
	const WdHeld *held;

	g_assert_cmpuint(rows->len, ==, 1);
	held = g_ptr_array_index(rows, 0);
	return g_strdup(held->id);
}

static void
decide(Fixture *fixture, const char *id, WdDecision decision)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(wd_session_decide(fixture->duty->session, id, decision, &error));
	g_assert_no_error(error);
	wd_null_purple_turn(0);
}

static guint
count_shown(const char *part)
{
	return wd_null_purple_count(wd_null_purple_shown(), part);
}

static void
test_harmless(Fixture *fixture, gconstpointer data)
{
	g_autofree char *link = g_strdup_printf("file://%s", fixture->target);

	fake_file_check_delay(TRUE);
	receive(fixture);
	g_assert_cmpuint(fake_file_check_count(), ==, 1);
	/* All bytes are here, and nobody is told where. */
	g_assert_cmpuint(count_saved(fixture), ==, 0);
	g_assert_cmpuint(count_shown("file://"), ==, 0);
	g_assert_cmpuint(count_shown("complete"), ==, 0);
	fake_file_check_answer();
	wait_until(fixture, is_quarantine_empty);
	assert_saved(fixture->target, CONTENT);
	g_assert_cmpuint(count_shown(link), ==, 1);
	g_assert_cmpuint(count_shown("complete"), ==, 0);
	g_assert_cmpuint(fixture->duty->questions->len, ==, 0);
	g_assert_cmpuint(fixture->n_cancelled, ==, 0);
	/* Afterwards libpurple speaks again. */
	purple_conversation_write(fixture->conversation, NULL, "a line", PURPLE_MESSAGE_SYSTEM, 0);
	g_assert_cmpuint(count_shown("a line"), ==, 1);
}

static void
test_without_conversation(Fixture *fixture, gconstpointer data)
{
	purple_conversation_destroy(fixture->conversation);
	receive(fixture);
	wait_until(fixture, is_quarantine_empty);
	assert_saved(fixture->target, CONTENT);
	g_assert_cmpuint(wd_null_purple_notices()->len, ==, 0);
}

static void
test_bytes_are_private_meanwhile(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer = accept_at(fixture, fixture->target, 100);
	struct stat status;

	deliver_bytes(fixture, CONTENT, strlen(CONTENT));
	g_assert_cmpint(lstat(purple_xfer_get_local_filename(xfer), &status), ==, 0);
	g_assert_cmpuint(status.st_mode, ==, S_IFREG | 0600);
	g_assert_true(g_str_has_prefix(purple_xfer_get_local_filename(xfer), get_base(fixture)));
	g_assert_cmpuint(count_saved(fixture), ==, 0);
	purple_xfer_cancel_local(xfer);
}

/* Without the rest of a file its beginning is of no use. */
static void
test_cancelled(Fixture *fixture, gconstpointer data)
{
	gboolean is_remote = GPOINTER_TO_INT(data);
	PurpleXfer *xfer = accept_at(fixture, fixture->target, 100);

	deliver_bytes(fixture, CONTENT, strlen(CONTENT));
	g_assert_cmpuint(count_quarantined(fixture), ==, 2); /* the bytes and the note */
	if (is_remote)
		purple_xfer_cancel_remote(xfer);
	else
		purple_xfer_cancel_local(xfer);
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_quarantined(fixture), ==, 0);
	g_assert_cmpuint(count_saved(fixture), ==, 0);
	g_assert_cmpuint(fixture->n_cancelled, ==, 1);
	g_assert_true(fake_file_check_count() == 0);
}

static void
test_connection_breaks(Fixture *fixture, gconstpointer data)
{
	(void)accept_at(fixture, fixture->target, 100);
	deliver_bytes(fixture, CONTENT, strlen(CONTENT));
	(void)close(fixture->pipe[1]);
	fixture->pipe[1] = -1;
	wait_until(fixture, is_quarantine_empty);
	g_assert_cmpuint(count_saved(fixture), ==, 0);
	g_assert_cmpuint(fixture->n_cancelled, ==, 1);
}

/* A file that turns out to be something else when somebody looks into it. */
static void
test_held(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = NULL;
	g_autoptr(WdHeld) held = NULL;

	fake_file_check_rename("report.pdf.exe");
	receive(fixture);
	wait_until(fixture, is_one_held);
	id = get_held_id(fixture);
	g_assert_true(wd_quarantine_has(get_base(fixture), id));
	g_assert_cmpuint(count_quarantined(fixture), ==, 1); /* the note is the row's by now */
	g_assert_cmpuint(count_saved(fixture), ==, 0);
	g_assert_cmpuint(count_shown("is kept for your review"), ==, 1);
	g_assert_cmpuint(fixture->duty->questions->len, ==, 0);
	held = wd_queue_find(wd_session_get_queue(fixture->duty->session), id, NULL);
	g_assert_cmpstr(held->event->file_path, ==, fixture->target);
	g_assert_cmpint(held->event->file_size, ==, (gint64)strlen(CONTENT));
	decide(fixture, id, WD_DECISION_RELEASE);
	wait_for_state(fixture, id, WD_HELD_DELIVERED);
	g_assert_cmpuint(count_quarantined(fixture), ==, 0);
	assert_saved(fixture->target, CONTENT);
	g_assert_cmpuint(count_shown("file://"), ==, 1);
}

static void
test_held_and_deleted(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = NULL;

	fake_file_check_rename("report.pdf.exe");
	receive(fixture);
	wait_until(fixture, is_one_held);
	id = get_held_id(fixture);
	decide(fixture, id, GPOINTER_TO_INT(data));
	wait_until(fixture, is_quarantine_empty);
	g_assert_cmpuint(count_saved(fixture), ==, 0);
	g_assert_cmpint(duty_row_state(fixture->duty, id), ==, WD_HELD_DELETED);
}

/* It needs no connection, and not the same run either. */
static void
test_released_after_a_restart(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = NULL;

	fake_file_check_rename("report.pdf.exe");
	receive(fixture);
	wait_until(fixture, is_one_held);
	id = get_held_id(fixture);
	duty_restart(fixture->duty);
	g_assert_cmpint(duty_row_state(fixture->duty, id), ==, WD_HELD_WAITING);
	decide(fixture, id, WD_DECISION_RELEASE);
	wait_for_state(fixture, id, WD_HELD_DELIVERED);
	g_assert_cmpuint(count_quarantined(fixture), ==, 0);
	assert_saved(fixture->target, CONTENT);
}

/* wardenctl decides while no client runs. */
static void
test_decided_elsewhere(Fixture *fixture, gconstpointer data)
{
	WdDecision decision = GPOINTER_TO_INT(data);
	g_autofree char *id = NULL;
	g_autofree char *base = g_strdup(get_base(fixture));
	WdKeys *keys;
	WdQueue *queue;

	fake_file_check_rename("report.pdf.exe");
	receive(fixture);
	wait_until(fixture, is_one_held);
	id = get_held_id(fixture);
	duty_stop(fixture->duty);
	keys = wd_keys_load(base, NULL);
	queue = wd_queue_open(base, keys, NULL);
	g_assert_true(wd_queue_decide(queue, id, decision, 1, NULL));
	wd_queue_close(queue);
	wd_keys_free(keys);
	duty_start(fixture->duty);
	wait_until(fixture, is_quarantine_empty);
	if (decision == WD_DECISION_RELEASE)
		wait_for_state(fixture, id, WD_HELD_DELIVERED);
	g_assert_cmpuint(count_saved(fixture), ==, decision == WD_DECISION_RELEASE ? 1 : 0);
}

static void
test_place_is_taken_meanwhile(Fixture *fixture, gconstpointer data)
{
	g_autofree char *second = g_build_filename(fixture->folder, "report (2).pdf", NULL);

	fake_file_check_delay(TRUE);
	receive(fixture);
	g_assert_true(g_file_set_contents(fixture->target, "mine", -1, NULL));
	fake_file_check_answer();
	wait_until(fixture, is_quarantine_empty);
	assert_saved(second, CONTENT);
	g_assert_cmpuint(count_shown("report (2).pdf"), ==, 1);
}

static void
test_replaces_what_the_person_chose(Fixture *fixture, gconstpointer data)
{
	g_assert_true(g_file_set_contents(fixture->target, "old", -1, NULL));
	receive(fixture);
	wait_until(fixture, is_quarantine_empty);
	assert_saved(fixture->target, CONTENT);
	g_assert_cmpuint(count_saved(fixture), ==, 1);
}

/* They agreed before the file was held, and need not do so again. */
static void
test_held_replaces_what_the_person_chose(Fixture *fixture, gconstpointer data)
{
	gboolean is_changed = GPOINTER_TO_INT(data);
	g_autofree char *second = g_build_filename(fixture->folder, "report (2).pdf", NULL);
	g_autofree char *id = NULL;

	g_assert_true(g_file_set_contents(fixture->target, "old", -1, NULL));
	fake_file_check_rename("report.pdf.exe");
	receive(fixture);
	wait_until(fixture, is_one_held);
	id = get_held_id(fixture);
	if (is_changed)
		g_assert_true(g_file_set_contents(fixture->target, "written since", -1, NULL));
	duty_stop(fixture->duty); /* nor after the next start */
	duty_start(fixture->duty);
	decide(fixture, id, WD_DECISION_RELEASE);
	wait_until(fixture, is_quarantine_empty);
	assert_saved(is_changed ? second : fixture->target, CONTENT);
	if (is_changed)
		assert_file(fixture->target, "written since");
	g_assert_cmpuint(count_saved(fixture), ==, is_changed ? 2 : 1);
}

/* A link is put there between the choice and the last byte. */
static void
test_link_is_put_there(Fixture *fixture, gconstpointer data)
{
	g_autofree char *victim = g_build_filename(fixture->folder, "victim", NULL);
	g_autofree char *content = NULL;

	g_assert_true(g_file_set_contents(fixture->target, "old", -1, NULL));
	g_assert_true(g_file_set_contents(victim, "mine", -1, NULL));
	fake_file_check_delay(TRUE);
	receive(fixture);
	g_assert_cmpint(g_unlink(fixture->target), ==, 0);
	g_assert_cmpint(symlink(victim, fixture->target), ==, 0);
	fake_file_check_answer();
	wait_until(fixture, is_one_held); /* kept, and said */
	g_assert_true(g_file_get_contents(victim, &content, NULL, NULL));
	g_assert_cmpstr(content, ==, "mine");
	g_assert_cmpuint(count_shown("could not be saved"), ==, 1);
}

static void
test_folder_goes(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = NULL;

	fake_file_check_rename("report.pdf.exe");
	receive(fixture);
	wait_until(fixture, is_one_held);
	id = get_held_id(fixture);
	g_assert_cmpint(g_rmdir(fixture->folder), ==, 0);
	decide(fixture, id, WD_DECISION_RELEASE);
	for (guint i = 0; i < 10000 && count_shown("could not be saved") == 0; i++)
		wd_null_purple_turn(1);
	g_assert_cmpint(duty_row_state(fixture->duty, id), ==, WD_HELD_WAITING);
	g_assert_true(wd_quarantine_has(get_base(fixture), id));
	/* And when it is there again. */
	g_assert_cmpint(g_mkdir(fixture->folder, 0700), ==, 0);
	decide(fixture, id, WD_DECISION_RELEASE);
	wait_for_state(fixture, id, WD_HELD_DELIVERED);
	g_assert_cmpuint(count_quarantined(fixture), ==, 0);
	assert_saved(fixture->target, CONTENT);
}

static void
set_up_warn(Fixture *fixture, gconstpointer data)
{
	set_up_with(fixture, "warn");
}

static void
test_warned(Fixture *fixture, gconstpointer data)
{
	const char *choice = data;
	const DutyQuestion *question;

	fake_file_check_rename("report.pdf.exe");
	receive(fixture);
	wait_until(fixture, is_asked);
	question = g_ptr_array_index(fixture->duty->questions, 0);
	g_assert_cmpstr(question->safe, ==, "later");
	g_assert_cmpuint(count_saved(fixture), ==, 0);
	duty_answer(fixture->duty, choice, NULL);
	if (g_str_equal(choice, "later"))
		wait_until(fixture, is_one_held);
	else
		wait_until(fixture, is_quarantine_empty);
	g_assert_cmpuint(count_saved(fixture), ==, g_str_equal(choice, "release") ? 1 : 0);
	g_assert_cmpuint(fixture->duty->questions->len, ==, 1);
}

/* What the person knew when they said yes is not asked again. */
static void
test_warned_once(Fixture *fixture, gconstpointer data)
{
	g_autofree char *target = g_build_filename(fixture->folder, "tool.exe", NULL);

	(void)offer(fixture, "tool.exe", strlen(CONTENT));
	wd_null_purple_turn(0);
	duty_answer(fixture->duty, "release", NULL);
	wd_null_purple_answer(wd_null_purple_find_request(), "OK", target);
	deliver_bytes(fixture, CONTENT, strlen(CONTENT));
	wait_until(fixture, is_quarantine_empty);
	assert_saved(target, CONTENT);
	g_assert_cmpuint(fixture->duty->questions->len, ==, 1);
}

static void
set_up_block(Fixture *fixture, gconstpointer data)
{
	set_up_with(fixture, "block");
}

static void
test_blocked(Fixture *fixture, gconstpointer data)
{
	fake_file_check_rename("report.pdf.exe");
	receive(fixture);
	wait_until(fixture, is_one_held); /* a copy, unless policy says no */
	g_assert_cmpuint(count_saved(fixture), ==, 0);
	g_assert_cmpuint(count_shown("was refused"), ==, 1);
}

static void
set_up_small(Fixture *fixture, gconstpointer data)
{
	set_up_with(fixture, "hold");
	g_assert_true(wd_policy_store_set_user(wd_session_get_policy_store(fixture->duty->session),
					       WD_KEY_FILES_MAX_MEGABYTES,
					       "1",
					       NULL));
}

static void
test_more_than_allowed(Fixture *fixture, gconstpointer data)
{
	size_t claimed = GPOINTER_TO_SIZE(data);
	g_autofree char *block = g_strnfill(4096, 'x');

	(void)accept_at(fixture, fixture->target, claimed);
	for (guint i = 0; i < 600 && fixture->n_cancelled == 0; i++)
		deliver_bytes(fixture, block, 4096);
	wd_null_purple_turn(0);
	g_assert_cmpuint(fixture->n_cancelled, ==, 1);
	g_assert_cmpuint(count_quarantined(fixture), ==, 0);
	g_assert_cmpuint(count_saved(fixture), ==, 0);
	g_assert_cmpuint(count_shown("did not arrive"), ==, 1);
	g_assert_cmpuint(count_shown("You cancelled"), ==, 0);
}

static void
test_claims_more_than_allowed(Fixture *fixture, gconstpointer data)
{
	(void)accept_at(fixture, fixture->target, 2 * 1024 * 1024);
	wd_null_purple_turn(0);
	g_assert_cmpuint(fixture->n_cancelled, ==, 1);
	g_assert_cmpuint(count_shown("was refused"), ==, 1);
	g_assert_cmpuint(count_quarantined(fixture), ==, 0);
}

/* Claims less than it sends: libpurple takes what was claimed. */
static void
test_claims_less(Fixture *fixture, gconstpointer data)
{
	(void)accept_at(fixture, fixture->target, 4);
	deliver_bytes(fixture, CONTENT, strlen(CONTENT));
	wait_until(fixture, is_quarantine_empty);
	assert_saved(fixture->target, "synt");
}

/* The last bytes are in the buffer of stdio when the disk is full. */
static void
test_disk_is_full(Fixture *fixture, gconstpointer data)
{
	const struct rlimit small = {8, RLIM_INFINITY};
	struct rlimit old;
	void (*handler)(int);

	(void)accept_at(fixture, fixture->target, strlen(CONTENT));
	handler = signal(SIGXFSZ, SIG_IGN);
	g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &old), ==, 0);
	g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &small), ==, 0);
	deliver_bytes(fixture, CONTENT, strlen(CONTENT));
	g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &old), ==, 0);
	(void)signal(SIGXFSZ, handler);
	g_assert_cmpuint(count_quarantined(fixture), ==, 0);
	g_assert_cmpuint(count_saved(fixture), ==, 0);
	g_assert_cmpuint(count_shown("the disk may be full"), ==, 1);
}

/* Where a file is to be saved that must not be. */
typedef struct {
	const char *name;
	void (*make)(const char *path);
} PlaceCase;

static void
make_link(const char *path)
{
	g_assert_cmpint(symlink("/etc/hostname", path), ==, 0);
}

static void
make_pipe(const char *path)
{
	g_assert_cmpint(mkfifo(path, 0600), ==, 0);
}

static const PlaceCase place_cases[] = {
	{"refuses-a-link", make_link},
	{"refuses-a-pipe", make_pipe},
};

static void
refuse_at(Fixture *fixture, const char *path)
{
	(void)accept_at(fixture, path, strlen(CONTENT));
	wd_null_purple_turn(0);
	g_assert_cmpuint(fixture->n_cancelled, ==, 1);
	g_assert_cmpuint(count_shown("was refused"), ==, 1);
	g_assert_cmpuint(count_quarantined(fixture), ==, 0);
}

static void
test_place(Fixture *fixture, gconstpointer data)
{
	const PlaceCase *row = data;

	row->make(fixture->target);
	refuse_at(fixture, fixture->target);
}

static void
test_device(Fixture *fixture, gconstpointer data)
{
	refuse_at(fixture, "/dev/null");
}

/* Some protocols hand their own download over when it has begun. */
static void
test_begun_past_every_hook(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer = purple_xfer_new(fixture->duty->account, PURPLE_XFER_RECEIVE, PEER);

	purple_xfer_set_cancel_recv_fnc(xfer, cancel_recv);
	purple_xfer_set_filename(xfer, NAME);
	purple_xfer_set_size(xfer, strlen(CONTENT));
	purple_xfer_set_local_filename(xfer, fixture->target);
	fake_file_check_delay(TRUE);
	purple_xfer_start(xfer, fixture->pipe[0], NULL, 0);
	deliver_bytes(fixture, CONTENT, strlen(CONTENT));
	g_assert_cmpuint(count_saved(fixture), ==, 0);
	fake_file_check_answer();
	wait_until(fixture, is_quarantine_empty);
	assert_saved(fixture->target, CONTENT);
}

static void
test_nothing_at_all(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer = accept_at(fixture, fixture->target, 0);

	purple_xfer_set_completed(xfer, TRUE);
	purple_xfer_end(xfer);
	wait_until(fixture, is_quarantine_empty);
	assert_saved(fixture->target, "");
}

/* Says that it is complete and never closes. */
static void
test_protocol_that_does_not_end(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer = accept_at(fixture, fixture->target, 0);

	deliver_bytes(fixture, CONTENT, strlen(CONTENT));
	purple_xfer_set_completed(xfer, TRUE);
	wait_until(fixture, is_quarantine_empty);
	assert_saved(fixture->target, CONTENT);
	g_assert_null(xfer->dest_fp);
	purple_xfer_end(xfer);
}

static void
test_exchanged_in_the_quarantine(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer = accept_at(fixture, fixture->target, strlen(CONTENT));
	g_autofree char *path = g_strdup(purple_xfer_get_local_filename(xfer));

	g_assert_cmpint(g_unlink(path), ==, 0);
	g_assert_true(g_file_set_contents(path, CONTENT, -1, NULL));
	deliver_bytes(fixture, CONTENT, strlen(CONTENT));
	wait_until(fixture, is_quarantine_empty);
	g_assert_cmpuint(count_saved(fixture), ==, 0);
	g_assert_cmpuint(count_shown("did not arrive"), ==, 1);
}

static void
test_unload_while_arriving(Fixture *fixture, gconstpointer data)
{
	(void)accept_at(fixture, fixture->target, 100);
	deliver_bytes(fixture, CONTENT, strlen(CONTENT));
	duty_restart(fixture->duty);
	g_assert_cmpuint(fixture->n_cancelled, ==, 1);
	g_assert_cmpuint(count_quarantined(fixture), ==, 0);
	g_assert_cmpuint(count_saved(fixture), ==, 0);
}

static void
test_unload_while_looked_at(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = NULL;

	fake_file_check_delay(TRUE);
	receive(fixture);
	g_assert_cmpuint(fake_file_check_count(), ==, 1);
	fake_file_check_delay(FALSE);
	duty_restart(fixture->duty);
	wait_until(fixture, is_one_held);
	id = get_held_id(fixture);
	g_assert_cmpuint(count_saved(fixture), ==, 0);
	decide(fixture, id, WD_DECISION_RELEASE);
	wait_for_state(fixture, id, WD_HELD_DELIVERED);
	g_assert_cmpuint(count_quarantined(fixture), ==, 0);
	assert_saved(fixture->target, CONTENT);
}

static void
test_unload_while_asked(Fixture *fixture, gconstpointer data)
{
	fake_file_check_rename("report.pdf.exe");
	receive(fixture);
	wait_until(fixture, is_asked);
	duty_restart(fixture->duty);
	wait_until(fixture, is_one_held);
	g_assert_cmpuint(count_saved(fixture), ==, 0);
}

/* What a client leaves that is killed. */
static char *
leave_behind(const Fixture *fixture, gboolean is_whole)
{
	const WdEvent fields = {
		.kind = WD_EVENT_FILE,
		.direction = WD_DIRECTION_IN,
		.protocol = "prpl-fake",
		.account = purple_account_get_username(fixture->duty->account),
		.peer = PEER,
		.file_name = NAME,
		.file_path = fixture->target,
		.file_size = 4711,
	};
	g_autoptr(WdEvent) event = wd_event_new(&fields);
	g_autoptr(WdVerdict) nothing = wd_verdict_new();
	g_autofree char *id = wd_queue_new_id();
	g_autoptr(WdHeld) held = wd_held_new(id, event, nothing, 1);
	g_autoptr(WdQuarantine) file = wd_quarantine_begin(
		get_base(fixture), wd_session_get_keys(fixture->duty->session), held, NULL);

	g_assert_cmpint(write(wd_quarantine_get_fd(file), CONTENT, strlen(CONTENT)), >, 0);
	if (is_whole)
		g_assert_true(wd_quarantine_complete(file, NULL));
	return g_steal_pointer(&id);
}

static void
test_killed_while_arriving(Fixture *fixture, gconstpointer data)
{
	g_autofree char *id = leave_behind(fixture, FALSE);

	duty_restart(fixture->duty);
	wait_until(fixture, is_one_held);
	g_assert_cmpint(duty_row_state(fixture->duty, id), ==, WD_HELD_EXPIRED);
	g_assert_false(wd_session_decide(fixture->duty->session, id, WD_DECISION_RELEASE, NULL));
	decide(fixture, id, WD_DECISION_DELETE);
	wait_until(fixture, is_quarantine_empty);
	g_assert_cmpuint(count_saved(fixture), ==, 0); /* never half of it */
}

static void
add(const char *name, gconstpointer data, void (*test)(Fixture *, gconstpointer))
{
	g_autofree char *path = g_strconcat("/arrivals/", name, NULL);

	g_test_add(path, Fixture, data, set_up, test, tear_down);
}

static void
add_with(const char *name,
	 gconstpointer data,
	 void (*prepare)(Fixture *, gconstpointer),
	 void (*test)(Fixture *, gconstpointer))
{
	g_autofree char *path = g_strconcat("/arrivals/", name, NULL);

	g_test_add(path, Fixture, data, prepare, test, tear_down);
}

static void
add_tests(void)
{
	add("harmless", NULL, test_harmless);
	add("without-conversation", NULL, test_without_conversation);
	add("bytes-are-private-meanwhile", NULL, test_bytes_are_private_meanwhile);
	add("cancelled-here", GINT_TO_POINTER(FALSE), test_cancelled);
	add("cancelled-by-the-peer", GINT_TO_POINTER(TRUE), test_cancelled);
	add("connection-breaks", NULL, test_connection_breaks);
	add("held", NULL, test_held);
	add("held-and-deleted", GINT_TO_POINTER(WD_DECISION_DELETE), test_held_and_deleted);
	add("held-and-reported", GINT_TO_POINTER(WD_DECISION_REPORT), test_held_and_deleted);
	add("released-after-a-restart", NULL, test_released_after_a_restart);
	add("released-elsewhere", GINT_TO_POINTER(WD_DECISION_RELEASE), test_decided_elsewhere);
	add("deleted-elsewhere", GINT_TO_POINTER(WD_DECISION_DELETE), test_decided_elsewhere);
	add("place-is-taken-meanwhile", NULL, test_place_is_taken_meanwhile);
	add("replaces-what-the-person-chose", NULL, test_replaces_what_the_person_chose);
	add("held-replaces-what-the-person-chose",
	    GINT_TO_POINTER(FALSE),
	    test_held_replaces_what_the_person_chose);
	add("held-keeps-what-was-written-since",
	    GINT_TO_POINTER(TRUE),
	    test_held_replaces_what_the_person_chose);
	add("link-is-put-there", NULL, test_link_is_put_there);
	add("folder-goes", NULL, test_folder_goes);
	add_with("warned-and-saved", "release", set_up_warn, test_warned);
	add_with("warned-and-deleted", "delete", set_up_warn, test_warned);
	add_with("warned-and-left", "later", set_up_warn, test_warned);
	add_with("warned-once", NULL, set_up_warn, test_warned_once);
	add_with("blocked", NULL, set_up_block, test_blocked);
	add_with("says-no-size", GSIZE_TO_POINTER(0), set_up_small, test_more_than_allowed);
	add_with("claims-more-than-allowed", NULL, set_up_small, test_claims_more_than_allowed);
	add("claims-less", NULL, test_claims_less);
	add("disk-is-full", NULL, test_disk_is_full);
	for (guint i = 0; i < G_N_ELEMENTS(place_cases); i++)
		add(place_cases[i].name, &place_cases[i], test_place);
	add("refuses-a-device", NULL, test_device);
	add("begun-past-every-hook", NULL, test_begun_past_every_hook);
	add("nothing-at-all", NULL, test_nothing_at_all);
	add("protocol-that-does-not-end", NULL, test_protocol_that_does_not_end);
	add("exchanged-in-the-quarantine", NULL, test_exchanged_in_the_quarantine);
	add("unload-while-arriving", NULL, test_unload_while_arriving);
	add("unload-while-looked-at", NULL, test_unload_while_looked_at);
	add_with("unload-while-asked", NULL, set_up_warn, test_unload_while_asked);
	add("killed-while-arriving", NULL, test_killed_while_arriving);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
