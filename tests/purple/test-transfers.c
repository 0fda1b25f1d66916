/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "fake-file-check.h"
#include "fake-session.h"
#include "fakes/wd-null-purple.h"
#include "purple/wd-purple-arrivals.h"
#include "purple/wd-purple-transfers.h"
#include "store/wd-paths.h"

#define PEER "stranger@b.example"

/*
 * What the protocol was told. Its functions free their data without a second look, as IRC's do: if
 * two of them run, or one twice, the allocator says so.
 */
static struct {
	guint n_init;
	guint n_denied;
	guint n_cancel_recv;
	guint n_cancel_send;
	guint n_destroyed;
	char *local_filename; /* at init */
} calls;

typedef struct {
	PurpleAccount *account;
	PurpleXferUiOps *ops;
	PurpleXferUiOps before;
	char *sent_path;
	guint n_before;
} Fixture;

static void
init(PurpleXfer *xfer)
{
	calls.n_init++;
	g_free(calls.local_filename);
	calls.local_filename = g_strdup(purple_xfer_get_local_filename(xfer));
}

static void
denied(PurpleXfer *xfer)
{
	calls.n_denied++;
	g_free(xfer->data);
}

static void
cancel_recv(PurpleXfer *xfer)
{
	calls.n_cancel_recv++;
	g_free(xfer->data);
}

static void
cancel_send(PurpleXfer *xfer)
{
	calls.n_cancel_send++;
	g_free(xfer->data);
}

static PurpleXfer *
new_xfer(Fixture *fixture, PurpleXferType type)
{
	PurpleXfer *xfer = purple_xfer_new(fixture->account, type, PEER);

	xfer->data = g_strdup("protocol's data");
	purple_xfer_set_init_fnc(xfer, init);
	purple_xfer_set_request_denied_fnc(xfer, denied);
	purple_xfer_set_cancel_recv_fnc(xfer, cancel_recv);
	purple_xfer_set_cancel_send_fnc(xfer, cancel_send);
	return xfer;
}

static PurpleXfer *
offer(Fixture *fixture, const char *name)
{
	PurpleXfer *xfer = new_xfer(fixture, PURPLE_XFER_RECEIVE);

	purple_xfer_set_filename(xfer, name);
	purple_xfer_set_size(xfer, 4711);
	purple_xfer_request(xfer);
	return xfer;
}

static PurpleXfer *
send_file(Fixture *fixture)
{
	PurpleXfer *xfer = new_xfer(fixture, PURPLE_XFER_SEND);

	purple_xfer_request_accepted(xfer, fixture->sent_path);
	return xfer;
}

static guint
count_xfers(const Fixture *fixture)
{
	return g_list_length(purple_xfers_get_all()) - fixture->n_before;
}

static void
attach(void)
{
	wd_purple_transfers_attach(wd_session_get());
	wd_purple_arrivals_attach(wd_session_get());
}

static void
detach(void)
{
	wd_purple_arrivals_detach(wd_session_get());
	wd_purple_transfers_detach(wd_session_get());
}

/* What was copied or received is gone with its transfer. */
static void
assert_quarantine_is_empty(void)
{
	g_autofree char *path =
		wd_path_get(wd_session_get_base(wd_session_get()), WD_PATH_QUARANTINE);
	g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);

	g_assert_cmpstr(g_dir_read_name(folder), ==, NULL);
}

/* A file that is sent is copied by a thread first. */
static void
turn_until_judged(void)
{
	guint n_judged = fake_session_count_judged();
	gint64 end = g_get_monotonic_time() + 10 * G_USEC_PER_SEC;

	while (fake_session_count_judged() == n_judged && g_get_monotonic_time() < end)
		wd_null_purple_turn(1);
	wd_null_purple_turn(0);
	g_assert_cmpuint(fake_session_count_judged(), >, n_judged);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->account = wd_null_purple_sign_on("me@a.example");
	fixture->ops = purple_xfers_get_ui_ops();
	fixture->before = *fixture->ops;
	fixture->sent_path = g_build_filename(wd_null_purple_get_user_dir(), "report.pdf", NULL);
	fixture->n_before = g_list_length(purple_xfers_get_all());
	g_assert_true(g_file_set_contents(fixture->sent_path, "synthetic", -1, NULL));
	memset(&calls, 0, sizeof calls);
	wd_null_purple_forget();
	fake_session_start(wd_null_purple_new_plugin("core-warden"));
	g_assert_true(wd_path_prepare(wd_session_get_base(wd_session_get()), NULL));
	attach();
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	detach();
	assert_quarantine_is_empty();
	fake_file_check_reset();
	fake_session_stop();
	g_assert_true(memcmp(fixture->ops, &fixture->before, sizeof fixture->before) == 0);
	wd_null_purple_sign_off(fixture->account);
	wd_null_purple_forget();
	g_unlink(fixture->sent_path);
	g_free(fixture->sent_path);
	g_clear_pointer(&calls.local_filename, g_free);
}

/* Ends a transfer that the test let through. */
static void
finish(PurpleXfer *xfer)
{
	purple_xfer_cancel_local(xfer);
}

static PurpleConversation *
open_conversation(Fixture *fixture)
{
	return purple_conversation_new(PURPLE_CONV_TYPE_IM, fixture->account, PEER);
}

/* Received: what is decided, and what then happened. */
typedef struct {
	const char *name;
	WdAction action;
	gboolean is_decided;
	WdDecision decision;
	guint n_shown; /* libpurple's own dialogs */
	guint n_asked;
	guint n_rows;
	guint n_denied;
	guint n_left;
} Case;

static const Case cases[] = {
	{"allow-takes-the-stock-way", WD_ACTION_ALLOW, FALSE, 0, 1, 0, 0, 0, 1},
	{"note-takes-the-stock-way", WD_ACTION_NOTE, FALSE, 0, 1, 0, 0, 0, 1},
	{"warn-is-asked-once", WD_ACTION_WARN, FALSE, 0, 0, 1, 0, 0, 1},
	{"hold-shows-nothing", WD_ACTION_HOLD, FALSE, 0, 0, 0, 1, 0, 1},
	{"hold-released-asks-for-the-place",
	 WD_ACTION_HOLD,
	 TRUE,
	 WD_DECISION_RELEASE,
	 1,
	 0,
	 1,
	 0,
	 1},
	{"hold-trusted-asks-for-the-place", WD_ACTION_HOLD, TRUE, WD_DECISION_TRUST, 1, 0, 1, 0, 1},
	{"hold-deleted-is-denied", WD_ACTION_HOLD, TRUE, WD_DECISION_DELETE, 0, 0, 1, 1, 0},
	{"hold-reported-is-denied", WD_ACTION_HOLD, TRUE, WD_DECISION_REPORT, 0, 0, 1, 1, 0},
	{"block-is-denied", WD_ACTION_BLOCK, FALSE, 0, 0, 0, 1, 1, 0},
};

static void
test_case(Fixture *fixture, gconstpointer data)
{
	const Case *row = data;

	fake_session_set_verdict(row->action, 0);
	(void)offer(fixture, "invoice.pdf.exe");
	wd_null_purple_turn(0);
	if (row->is_decided)
		fake_session_decide(row->decision);
	g_assert_cmpuint(wd_null_purple_requests()->len, ==, row->n_shown);
	g_assert_cmpuint(fake_session_count_questions(), ==, row->n_asked);
	g_assert_cmpuint(fake_session_rows()->len, ==, row->n_rows);
	g_assert_cmpuint(calls.n_denied, ==, row->n_denied);
	g_assert_cmpuint(calls.n_cancel_recv, ==, 0);
	g_assert_cmpuint(calls.n_init, ==, 0);
	g_assert_cmpuint(count_xfers(fixture), ==, row->n_left);
	g_assert_cmpuint(fake_session_count_judged(), ==, 1);
	if (wd_null_purple_find_request() != NULL) {
		wd_null_purple_answer(wd_null_purple_find_request(), "Cancel", NULL);
		g_assert_cmpuint(calls.n_denied, ==, 1);
		g_assert_cmpuint(count_xfers(fixture), ==, 0);
	}
}

static void
test_event_has_what_was_offered(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer;

	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	xfer = offer(fixture, "../a\u202efdp.exe");
	g_assert_cmpstr(fake_session_last_event()->file_name, ==, "../a\u202efdp.exe");
	g_assert_cmpint(fake_session_last_event()->file_size, ==, 4711);
	g_assert_cmpstr(fake_session_last_event()->peer, ==, PEER);
	g_assert_cmpuint(fake_session_last_event()->direction, ==, WD_DIRECTION_IN);
	g_assert_cmpstr(purple_xfer_get_filename(xfer), ==, "_afdp.exe");
}

static void
accept_and_receive(Fixture *fixture, PurpleXfer *xfer)
{
	g_autofree char *path = g_build_filename(wd_null_purple_get_user_dir(), "received", NULL);
	WdNullRequest *request = wd_null_purple_find_request();

	g_assert_cmpuint(request->type, ==, PURPLE_REQUEST_FILE);
	wd_null_purple_answer(request, "OK", path);
	g_assert_cmpuint(calls.n_init, ==, 1);
	g_assert_true(g_str_has_suffix(calls.local_filename, ".part")); /* in the quarantine */
	g_assert_cmpuint(fake_session_count_judged(), ==, 1);
	finish(xfer);
	g_assert_cmpuint(calls.n_cancel_recv, ==, 1);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
}

static void
test_released_is_received(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer;

	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	xfer = offer(fixture, "a.exe");
	fake_session_decide(WD_DECISION_RELEASE);
	g_assert_cmpuint(fake_session_last_row()->state, ==, WD_HELD_DELIVERED);
	accept_and_receive(fixture, xfer);
}

static void
test_warned_is_received(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer;

	fake_session_set_verdict(WD_ACTION_WARN, 0);
	xfer = offer(fixture, "a.exe");
	wd_null_purple_turn(0);
	fake_session_answer("release");
	accept_and_receive(fixture, xfer);
}

static void
test_warned_is_refused(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_WARN, 0);
	(void)offer(fixture, "a.exe");
	wd_null_purple_turn(0);
	g_assert_cmpstr(g_ptr_array_index(fake_session_find_question()->choices,
					  fake_session_find_question()->safe_choice),
			==,
			"delete");
	fake_session_answer("delete");
	g_assert_cmpuint(calls.n_denied, ==, 1);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
}

static void
test_peer_cancels(Fixture *fixture, gconstpointer data)
{
	WdAction action = GPOINTER_TO_INT(data);
	PurpleConversation *conversation = open_conversation(fixture);
	PurpleXfer *xfer;

	fake_session_set_verdict(action, 0);
	xfer = offer(fixture, "a.exe");
	wd_null_purple_turn(0);
	purple_xfer_cancel_remote(xfer);
	wd_null_purple_turn(0);
	g_assert_null(fake_session_find_question());
	if (action == WD_ACTION_HOLD)
		g_assert_cmpuint(fake_session_last_row()->state, ==, WD_HELD_EXPIRED);
	g_assert_cmpuint(calls.n_cancel_recv, ==, 1);
	g_assert_cmpuint(calls.n_denied, ==, 0);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
	/* Nobody saw the offer come, nobody sees it go. */
	g_assert_cmpuint(wd_null_purple_notices()->len, ==, 0);
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 0);
	/* And afterwards libpurple speaks again. */
	purple_notify_error(NULL, NULL, "something else", NULL);
	purple_conversation_write(conversation, NULL, "a line", PURPLE_MESSAGE_SYSTEM, 0);
	g_assert_cmpuint(wd_null_purple_notices()->len, ==, 1);
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 1);
	purple_conversation_destroy(conversation);
}

static void
test_hold_is_silent_in_a_conversation(Fixture *fixture, gconstpointer data)
{
	PurpleConversation *conversation = open_conversation(fixture);

	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	(void)offer(fixture, "a.exe");
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 0);
	purple_conversation_write(conversation, NULL, "a line", PURPLE_MESSAGE_SYSTEM, 0);
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 1);
	purple_conversation_destroy(conversation);
}

static void
test_block_is_said_in_a_conversation(Fixture *fixture, gconstpointer data)
{
	PurpleConversation *conversation = open_conversation(fixture);

	fake_session_set_verdict(WD_ACTION_BLOCK, 0);
	(void)offer(fixture, "a<b>.exe");
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 1);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "a&lt;b&gt;.exe"), ==, 1);
	purple_conversation_destroy(conversation);
}

static void
test_connection_ends(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(GPOINTER_TO_INT(data), 0);
	(void)offer(fixture, "a.exe");
	wd_null_purple_turn(0);
	wd_null_purple_sign_off(fixture->account);
	g_assert_cmpuint(calls.n_denied, ==, 1);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
	g_assert_null(fake_session_find_question());
	if (fake_session_rows()->len > 0)
		g_assert_cmpuint(fake_session_last_row()->state, ==, WD_HELD_EXPIRED);
}

/* As the bundled Autoaccept does, from the middle of the same signal. */
static void
auto_accept(PurpleXfer *xfer, gpointer data)
{
	purple_xfer_request_accepted(xfer, data);
}

static void
auto_reject(PurpleXfer *xfer, gpointer data)
{
	xfer->status = PURPLE_XFER_STATUS_CANCEL_LOCAL;
}

static void
offer_with(Fixture *fixture, PurpleCallback handler, gpointer data)
{
	static int handle;

	purple_signal_connect(
		purple_xfers_get_handle(), "file-recv-request", &handle, handler, data);
	(void)offer(fixture, "a.exe");
	purple_signals_disconnect_by_handle(&handle);
	wd_null_purple_turn(0);
}

static void
test_autoaccept_against_hold(Fixture *fixture, gconstpointer data)
{
	PurpleConversation *conversation = open_conversation(fixture);
	g_autofree char *path = g_build_filename(wd_null_purple_get_user_dir(), "auto", NULL);

	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	offer_with(fixture, PURPLE_CALLBACK(auto_accept), path);
	g_assert_cmpuint(calls.n_init, ==, 0);
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 0);
	g_assert_cmpuint(fake_session_last_row()->state, ==, WD_HELD_WAITING);
	g_assert_cmpuint(count_xfers(fixture), ==, 1);
	fake_session_decide(WD_DECISION_DELETE);
	g_assert_cmpuint(calls.n_denied, ==, 1);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
	purple_conversation_destroy(conversation);
}

static void
test_autoaccept_against_block(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = g_build_filename(wd_null_purple_get_user_dir(), "auto", NULL);

	fake_session_set_verdict(WD_ACTION_BLOCK, 0);
	offer_with(fixture, PURPLE_CALLBACK(auto_accept), path);
	g_assert_cmpuint(calls.n_init, ==, 0);
	g_assert_cmpuint(calls.n_denied, ==, 1);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
}

static void
test_autoaccept_of_what_is_allowed(Fixture *fixture, gconstpointer data)
{
	g_autofree char *path = g_build_filename(wd_null_purple_get_user_dir(), "auto", NULL);

	offer_with(fixture, PURPLE_CALLBACK(auto_accept), path);
	g_assert_cmpuint(calls.n_init, ==, 1);
	g_assert_true(g_str_has_suffix(calls.local_filename, ".part"));
	g_assert_cmpuint(fake_session_count_judged(), ==, 1);
	finish(purple_xfers_get_all()->data);
}

static void
test_autoreject_against_hold(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	offer_with(fixture, PURPLE_CALLBACK(auto_reject), NULL);
	g_assert_cmpuint(calls.n_cancel_recv, ==, 1);
	g_assert_cmpuint(calls.n_denied, ==, 0);
	g_assert_cmpuint(fake_session_last_row()->state, ==, WD_HELD_EXPIRED);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
}

static void
test_offer_without_a_name(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer;

	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	xfer = offer(fixture, NULL);
	g_assert_null(wd_null_purple_find_request());
	fake_session_decide(WD_DECISION_RELEASE);
	g_assert_cmpuint(wd_null_purple_find_request()->type, ==, PURPLE_REQUEST_ACTION);
	g_assert_null(purple_xfer_get_filename(xfer));
	wd_null_purple_answer(wd_null_purple_find_request(), "Cancel", NULL);
	g_assert_cmpuint(calls.n_denied, ==, 1);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
}

static void
test_offered_again_while_held(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer;

	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	xfer = offer(fixture, "a.exe");
	purple_xfer_request(xfer);
	g_assert_cmpuint(fake_session_rows()->len, ==, 1);
	g_assert_null(wd_null_purple_find_request());
	fake_session_decide(WD_DECISION_DELETE);
	g_assert_cmpuint(calls.n_denied, ==, 1);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
}

static void
test_protocol_without_denial(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer = new_xfer(fixture, PURPLE_XFER_RECEIVE);

	purple_xfer_set_request_denied_fnc(xfer, NULL);
	purple_xfer_set_filename(xfer, "a.exe");
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	purple_xfer_request(xfer);
	fake_session_decide(WD_DECISION_DELETE);
	g_assert_cmpuint(calls.n_cancel_recv, ==, 1);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
}

static void
test_caption_comes_with_the_release(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer = new_xfer(fixture, PURPLE_XFER_RECEIVE);
	static char caption[] = "look at this";

	xfer->message = caption;
	purple_xfer_set_filename(xfer, "a.exe");
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	purple_xfer_request(xfer);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), caption), ==, 0);
	fake_session_decide(WD_DECISION_RELEASE);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), caption), ==, 1);
	wd_null_purple_answer(wd_null_purple_find_request(), "Cancel", NULL);
	purple_conversation_destroy(
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, PEER, fixture->account));
}

static void
test_unkeepable_is_asked(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	fake_session_break_queue(TRUE);
	(void)offer(fixture, "a.exe");
	wd_null_purple_turn(0);
	g_assert_null(wd_null_purple_find_request());
	fake_session_answer("delete");
	g_assert_cmpuint(calls.n_denied, ==, 1);
}

static void
test_two_offers_are_two_rows(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	(void)offer(fixture, "a.exe");
	(void)offer(fixture, "b.exe");
	g_assert_cmpuint(fake_session_rows()->len, ==, 2);
	fake_session_decide(WD_DECISION_DELETE);
	g_assert_cmpuint(count_xfers(fixture), ==, 1);
}

/* Some protocols hand their own download over when it has begun. */
static void
test_begun_past_every_hook(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer = new_xfer(fixture, PURPLE_XFER_RECEIVE);
	g_autofree char *path = g_build_filename(wd_null_purple_get_user_dir(), "begun", NULL);

	purple_xfer_set_filename(xfer, "a.exe");
	purple_xfer_set_local_filename(xfer, path);
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	purple_xfer_start(xfer, -1, NULL, 0);
	g_assert_cmpuint(calls.n_cancel_recv, ==, 0);
	wd_null_purple_turn(0);
	g_assert_cmpuint(calls.n_cancel_recv, ==, 1);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
	g_unlink(path);
}

/* Accepted by the protocol itself, without a request. */
static void
test_accepted_without_request(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer = new_xfer(fixture, PURPLE_XFER_RECEIVE);
	g_autofree char *path = g_build_filename(wd_null_purple_get_user_dir(), "direct", NULL);

	purple_xfer_set_filename(xfer, "a.exe");
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	purple_xfer_request_accepted(xfer, path);
	g_assert_cmpuint(calls.n_init, ==, 0);
	fake_session_decide(WD_DECISION_RELEASE);
	g_assert_cmpuint(calls.n_init, ==, 1);
	g_assert_true(g_str_has_suffix(calls.local_filename, ".part"));
	finish(xfer);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
}

static void
test_unload_while_held(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(GPOINTER_TO_INT(data), 0);
	(void)offer(fixture, "a.exe");
	wd_null_purple_turn(0);
	detach();
	g_assert_cmpuint(calls.n_denied, ==, 1);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
	g_assert_null(fake_session_find_question());
	attach();
}

static void
test_unload_before_the_timer(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_BLOCK, 0);
	(void)offer(fixture, "a.exe");
	detach();
	wd_null_purple_turn(0);
	g_assert_cmpuint(calls.n_denied, ==, 1);
	attach();
}

/* Sent. */

typedef struct {
	const char *name;
	WdAction action;
	const char *choice; /* (nullable) what the question is answered with */
	guint n_asked;
	guint n_init;
	guint n_cancelled;
	guint n_said;
} SendCase;

static const SendCase send_cases[] = {
	{"send-allow", WD_ACTION_ALLOW, NULL, 0, 1, 0, 0},
	{"send-note", WD_ACTION_NOTE, NULL, 0, 1, 0, 0},
	{"send-warn-waits", WD_ACTION_WARN, NULL, 1, 0, 0, 0},
	{"send-warn-anyway", WD_ACTION_WARN, "send", 1, 1, 0, 0},
	{"send-warn-cancel", WD_ACTION_WARN, "cancel", 1, 0, 1, 0},
	{"send-hold-waits", WD_ACTION_HOLD, NULL, 1, 0, 0, 0},
	{"send-hold-anyway", WD_ACTION_HOLD, "send", 1, 1, 0, 0},
	{"send-hold-cancel", WD_ACTION_HOLD, "cancel", 1, 0, 1, 0},
	{"send-block", WD_ACTION_BLOCK, NULL, 0, 0, 1, 1},
};

static void
test_send_case(Fixture *fixture, gconstpointer data)
{
	const SendCase *row = data;
	PurpleXfer *xfer;

	fake_session_set_verdict(row->action, 0);
	xfer = send_file(fixture);
	g_assert_cmpuint(calls.n_cancel_send, ==, 0); /* never within the call */
	g_assert_cmpuint(calls.n_init, ==, 0);        /* nor before it was looked at */
	if (row->action != WD_ACTION_BLOCK)
		turn_until_judged();
	wd_null_purple_turn(0);
	g_assert_cmpuint(fake_session_count_questions(), ==, row->n_asked);
	if (row->choice != NULL)
		fake_session_answer(row->choice);
	g_assert_cmpuint(calls.n_init, ==, row->n_init);
	g_assert_cmpuint(calls.n_cancel_send, ==, row->n_cancelled);
	g_assert_cmpuint(wd_null_purple_notices()->len, ==, row->n_said);
	g_assert_cmpuint(count_xfers(fixture), ==, 1 - row->n_cancelled);
	if (row->choice != NULL && row->action == WD_ACTION_HOLD)
		g_assert_cmpuint(fake_session_last_row()->state,
				 ==,
				 row->n_init ? WD_HELD_DELIVERED : WD_HELD_DELETED);
	if (row->n_init > 0)
		finish(xfer);
}

static void
test_sent_event(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer = send_file(fixture);

	turn_until_judged();
	g_assert_cmpuint(fake_session_last_event()->direction, ==, WD_DIRECTION_OUT);
	g_assert_cmpstr(fake_session_last_event()->file_name, ==, "report.pdf");
	g_assert_cmpstr(fake_session_last_event()->file_path, ==, fixture->sent_path);
	g_assert_cmpint(fake_session_last_event()->file_size, ==, strlen("synthetic"));
	finish(xfer);
}

static void
test_send_answered_in_the_queue(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer;

	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	xfer = send_file(fixture);
	turn_until_judged();
	fake_session_decide(WD_DECISION_RELEASE);
	g_assert_null(fake_session_find_question());
	g_assert_cmpuint(calls.n_init, ==, 1);
	finish(xfer);
}

static void
test_send_cancelled_by_the_person(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer;

	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	xfer = send_file(fixture);
	turn_until_judged();
	purple_xfer_cancel_local(xfer);
	g_assert_null(fake_session_find_question());
	wd_null_purple_turn(0);
	g_assert_cmpuint(calls.n_cancel_send, ==, 1);
	g_assert_cmpuint(fake_session_last_row()->state, ==, WD_HELD_EXPIRED);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
}

static void
test_send_and_the_connection_ends(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_WARN, 0);
	(void)send_file(fixture);
	turn_until_judged();
	wd_null_purple_sign_off(fixture->account);
	g_assert_null(fake_session_find_question());
	g_assert_cmpuint(calls.n_cancel_send, ==, 1);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
}

/* What was looked at is what leaves. */
static void
test_send_private_copy(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer = send_file(fixture);
	g_autofree char *content = NULL;
	g_autofree char *name = NULL;
	g_autofree char *copy = NULL;

	turn_until_judged();
	g_assert_cmpuint(calls.n_init, ==, 1);
	copy = g_strdup(calls.local_filename);
	name = g_path_get_basename(copy);
	g_assert_cmpstr(copy, !=, fixture->sent_path);
	g_assert_cmpstr(name, ==, "report.pdf");
	g_assert_cmpuint(purple_xfer_get_size(xfer), ==, strlen("synthetic"));
	g_assert_true(g_file_set_contents(fixture->sent_path, "exchanged", -1, NULL));
	g_assert_true(g_file_get_contents(copy, &content, NULL, NULL));
	g_assert_cmpstr(content, ==, "synthetic");
	finish(xfer);
	g_assert_false(g_file_test(copy, G_FILE_TEST_EXISTS));
}

static void
test_send_grew_meanwhile(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer = new_xfer(fixture, PURPLE_XFER_SEND);

	purple_xfer_request_accepted(xfer, fixture->sent_path);
	g_assert_true(g_file_set_contents(fixture->sent_path, "synthetic and more", -1, NULL));
	turn_until_judged();
	g_assert_cmpuint(
		purple_xfer_get_size(xfer), ==, (gsize)fake_session_last_event()->file_size);
	finish(xfer);
}

/* libpurple does not look what it is. */
static void
test_send_what_is_no_file(Fixture *fixture, gconstpointer data)
{
	g_assert_cmpint(g_unlink(fixture->sent_path), ==, 0);
	g_assert_cmpint(mkfifo(fixture->sent_path, 0600), ==, 0);
	(void)send_file(fixture);
	for (guint i = 0; i < 5000 && calls.n_cancel_send == 0; i++)
		wd_null_purple_turn(1);
	g_assert_cmpuint(calls.n_init, ==, 0);
	g_assert_cmpuint(calls.n_cancel_send, ==, 1);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_notices(), "cannot be sent"), ==, 1);
	g_assert_cmpuint(fake_session_rows()->len, ==, 0);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
}

static void
turn_until_checking(void)
{
	for (guint i = 0; i < 5000 && fake_file_check_count() == 0; i++)
		wd_null_purple_turn(1);
	g_assert_cmpuint(fake_file_check_count(), ==, 1);
}

static void
test_send_cancelled_while_looked_at(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer;

	fake_file_check_delay(TRUE);
	xfer = send_file(fixture);
	turn_until_checking();
	purple_xfer_cancel_local(xfer);
	g_assert_cmpuint(fake_file_check_count(), ==, 0);
	wd_null_purple_turn(0);
	g_assert_cmpuint(calls.n_cancel_send, ==, 1);
	g_assert_cmpuint(calls.n_init, ==, 0);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
}

static void
test_send_cancelled_while_copied(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer = send_file(fixture);

	purple_xfer_cancel_local(xfer);
	wd_null_purple_turn(20); /* the copy comes back to nobody */
	g_assert_cmpuint(calls.n_cancel_send, ==, 1);
	g_assert_cmpuint(calls.n_init, ==, 0);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
}

static void
test_send_offline_while_looked_at(Fixture *fixture, gconstpointer data)
{
	fake_file_check_delay(TRUE);
	(void)send_file(fixture);
	turn_until_checking();
	wd_null_purple_sign_off(fixture->account);
	g_assert_cmpuint(fake_file_check_count(), ==, 0);
	g_assert_cmpuint(calls.n_cancel_send, ==, 1);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
}

static void
test_send_unload_while_looked_at(Fixture *fixture, gconstpointer data)
{
	fake_file_check_delay(TRUE);
	(void)send_file(fixture);
	turn_until_checking();
	detach();
	g_assert_cmpuint(fake_file_check_count(), ==, 0);
	g_assert_cmpuint(calls.n_cancel_send, ==, 1);
	g_assert_cmpuint(count_xfers(fixture), ==, 0);
	attach();
}

static void
test_send_many(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfers[20];

	for (guint i = 0; i < G_N_ELEMENTS(xfers); i++)
		xfers[i] = send_file(fixture);
	for (guint i = 0; i < 5000 && calls.n_init < G_N_ELEMENTS(xfers); i++)
		wd_null_purple_turn(1);
	g_assert_cmpuint(calls.n_init, ==, G_N_ELEMENTS(xfers));
	for (guint i = 0; i < G_N_ELEMENTS(xfers); i++)
		finish(xfers[i]);
}

static void
test_client_without_transfers(Fixture *fixture, gconstpointer data)
{
	PurpleXfer *xfer;

	detach();
	purple_xfers_set_ui_ops(NULL);
	xfer = new_xfer(fixture, PURPLE_XFER_SEND);
	attach();
	fake_session_set_verdict(WD_ACTION_WARN, 0);
	purple_xfer_request_accepted(xfer, fixture->sent_path);
	turn_until_judged();
	fake_session_answer("send");
	g_assert_cmpuint(calls.n_init, ==, 1);
	detach();
	g_assert_null(purple_xfers_get_ui_ops());
	g_assert_null(xfer->ui_ops); /* not a pointer into an unloaded module */
	finish(xfer);
	purple_xfers_set_ui_ops(fixture->ops);
	attach();
}

static void
add(const char *name, gconstpointer data, void (*test)(Fixture *, gconstpointer))
{
	g_autofree char *path = g_strconcat("/transfers/", name, NULL);

	g_test_add(path, Fixture, data, set_up, test, tear_down);
}

#define ACTION(action) GINT_TO_POINTER(action)

static void
add_all(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		add(cases[i].name, &cases[i], test_case);
	add("event-has-what-was-offered", NULL, test_event_has_what_was_offered);
	add("released-is-received", NULL, test_released_is_received);
	add("warned-is-received", NULL, test_warned_is_received);
	add("warned-is-refused", NULL, test_warned_is_refused);
	add("peer-cancels-held", ACTION(WD_ACTION_HOLD), test_peer_cancels);
	add("peer-cancels-asked", ACTION(WD_ACTION_WARN), test_peer_cancels);
	add("hold-is-silent-in-a-conversation", NULL, test_hold_is_silent_in_a_conversation);
	add("block-is-said-in-a-conversation", NULL, test_block_is_said_in_a_conversation);
	add("connection-ends-held", ACTION(WD_ACTION_HOLD), test_connection_ends);
	add("connection-ends-asked", ACTION(WD_ACTION_WARN), test_connection_ends);
	add("autoaccept-against-hold", NULL, test_autoaccept_against_hold);
	add("autoaccept-against-block", NULL, test_autoaccept_against_block);
	add("autoaccept-of-what-is-allowed", NULL, test_autoaccept_of_what_is_allowed);
	add("autoreject-against-hold", NULL, test_autoreject_against_hold);
	add("offer-without-a-name", NULL, test_offer_without_a_name);
	add("offered-again-while-held", NULL, test_offered_again_while_held);
	add("protocol-without-denial", NULL, test_protocol_without_denial);
	add("caption-comes-with-the-release", NULL, test_caption_comes_with_the_release);
	add("unkeepable-is-asked", NULL, test_unkeepable_is_asked);
	add("two-offers-are-two-rows", NULL, test_two_offers_are_two_rows);
	add("begun-past-every-hook", NULL, test_begun_past_every_hook);
	add("accepted-without-request", NULL, test_accepted_without_request);
	add("unload-while-held", ACTION(WD_ACTION_HOLD), test_unload_while_held);
	add("unload-while-asked", ACTION(WD_ACTION_WARN), test_unload_while_held);
	add("unload-before-the-timer", NULL, test_unload_before_the_timer);
	for (guint i = 0; i < G_N_ELEMENTS(send_cases); i++)
		add(send_cases[i].name, &send_cases[i], test_send_case);
	add("sent-event", NULL, test_sent_event);
	add("send-answered-in-the-queue", NULL, test_send_answered_in_the_queue);
	add("send-cancelled-by-the-person", NULL, test_send_cancelled_by_the_person);
	add("send-and-the-connection-ends", NULL, test_send_and_the_connection_ends);
	add("send-private-copy", NULL, test_send_private_copy);
	add("send-grew-meanwhile", NULL, test_send_grew_meanwhile);
	add("send-what-is-no-file", NULL, test_send_what_is_no_file);
	add("send-cancelled-while-looked-at", NULL, test_send_cancelled_while_looked_at);
	add("send-cancelled-while-copied", NULL, test_send_cancelled_while_copied);
	add("send-offline-while-looked-at", NULL, test_send_offline_while_looked_at);
	add("send-unload-while-looked-at", NULL, test_send_unload_while_looked_at);
	add("send-many", NULL, test_send_many);
	add("client-without-transfers", NULL, test_client_without_transfers);
}

int
main(int argc, char **argv)
{
	int status;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start();
	add_all();
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
