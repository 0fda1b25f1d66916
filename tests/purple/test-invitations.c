/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fake-session.h"
#include "fakes/wd-null-purple.h"
#include "purple/wd-purple-invitations.h"

#define PEER "stranger@b.example"
#define ROOM "lobby"

typedef struct {
	PurpleAccount *account;
	PurpleRequestUiOps *ops;
	PurpleRequestUiOps before;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->account = wd_null_purple_sign_on("me@a.example");
	fixture->ops = purple_request_get_ui_ops();
	fixture->before = *fixture->ops;
	wd_null_purple_forget();
	fake_session_start(wd_null_purple_new_plugin("core-warden"));
	wd_purple_invitations_attach(wd_session_get());
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_purple_invitations_detach(wd_session_get());
	fake_session_stop();
	g_assert_true(fixture->ops->request_action == fixture->before.request_action);
	g_assert_true(fixture->ops->close_request == fixture->before.close_request);
	wd_null_purple_sign_off(fixture->account);
	wd_null_purple_forget();
}

static void
invite(Fixture *fixture, const char *who, const char *message)
{
	GHashTable *components = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

	g_hash_table_insert(components, g_strdup("room"), g_strdup(ROOM));
	serv_got_chat_invite(
		purple_account_get_connection(fixture->account), ROOM, who, message, components);
}

static guint
count_wire(const char *line)
{
	return wd_null_purple_count(wd_null_purple_wire(), line);
}

typedef struct {
	const char *name;
	WdAction action;
	gboolean is_decided;
	WdDecision decision;
	guint n_shown;
	guint n_rejected;
	guint n_rows;
	const char *refused; /* (nullable) RefusedRequests */
} Case;

static const Case cases[] = {
	{"allow-is-asked", WD_ACTION_ALLOW, FALSE, 0, 1, 0, 0, NULL},
	{"note-is-asked", WD_ACTION_NOTE, FALSE, 0, 1, 0, 0, NULL},
	{"warn-is-asked", WD_ACTION_WARN, FALSE, 0, 1, 0, 0, NULL},
	{"hold-shows-nothing", WD_ACTION_HOLD, FALSE, 0, 0, 0, 1, NULL},
	{"hold-released-is-asked", WD_ACTION_HOLD, TRUE, WD_DECISION_RELEASE, 1, 0, 1, NULL},
	{"hold-trusted-is-asked", WD_ACTION_HOLD, TRUE, WD_DECISION_TRUST, 1, 0, 1, NULL},
	{"hold-deleted-is-silent", WD_ACTION_HOLD, TRUE, WD_DECISION_DELETE, 0, 0, 1, NULL},
	{"hold-deleted-is-rejected", WD_ACTION_HOLD, TRUE, WD_DECISION_DELETE, 0, 1, 1, "deny"},
	{"block-is-silent", WD_ACTION_BLOCK, FALSE, 0, 0, 0, 1, NULL},
	{"block-is-rejected", WD_ACTION_BLOCK, FALSE, 0, 0, 1, 1, "deny"},
};

static void
test_case(Fixture *fixture, gconstpointer data)
{
	const Case *row = data;

	if (row->refused != NULL)
		fake_session_set_policy(
			WD_KEY_CONTACTS_REFUSED_REQUESTS, row->refused, WD_LEVEL_USER);
	fake_session_set_verdict(row->action, 0);
	invite(fixture, PEER, "come");
	if (row->is_decided)
		fake_session_decide(row->decision);
	g_assert_cmpuint(wd_null_purple_requests()->len, ==, row->n_shown);
	g_assert_cmpuint(count_wire("reject " ROOM), ==, row->n_rejected);
	g_assert_cmpuint(count_wire("join"), ==, 0);
	g_assert_cmpuint(fake_session_rows()->len, ==, row->n_rows);
	g_assert_cmpuint(fake_session_count_judged(), ==, 1);
}

static void
test_event_names_the_room(Fixture *fixture, gconstpointer data)
{
	invite(fixture, PEER, "come");
	g_assert_cmpstr(fake_session_last_event()->conversation, ==, ROOM);
	g_assert_cmpstr(fake_session_last_event()->peer, ==, PEER);
	g_assert_cmpstr(fake_session_last_event()->text, ==, "come");
}

static void
test_warning_stands_in_the_question(Fixture *fixture, gconstpointer data)
{
	g_autofree char *plain = NULL;

	invite(fixture, PEER, "come");
	plain = g_strdup(wd_null_purple_find_request()->secondary);
	wd_null_purple_answer(wd_null_purple_find_request(), "Cancel", NULL);
	fake_session_set_verdict(WD_ACTION_WARN, 0);
	invite(fixture, PEER, "come");
	g_assert_true(g_str_has_prefix(wd_null_purple_find_request()->secondary, plain));
	g_assert_cmpuint(strlen(wd_null_purple_find_request()->secondary), >, strlen(plain) + 2);
}

static void
test_released_is_answered(Fixture *fixture, gconstpointer label)
{
	gboolean is_yes = g_str_equal(label, "Accept");

	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	invite(fixture, PEER, NULL);
	fake_session_decide(WD_DECISION_RELEASE);
	wd_null_purple_answer(wd_null_purple_find_request(), label, NULL);
	g_assert_cmpuint(count_wire("join " ROOM), ==, is_yes);
	g_assert_cmpuint(count_wire("reject " ROOM), ==, !is_yes);
	g_assert_cmpuint(fake_session_last_row()->state, ==, WD_HELD_DELIVERED);
	g_assert_null(wd_null_purple_find_request());
}

static void
test_connection_ends_while_held(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	invite(fixture, PEER, NULL);
	wd_null_purple_sign_off(fixture->account);
	g_assert_cmpuint(fake_session_last_row()->state, ==, WD_HELD_EXPIRED);
	g_assert_cmpstr(fake_session_last_row()->event->conversation, ==, ROOM);
}

static void
test_connection_ends_while_shown(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	invite(fixture, PEER, NULL);
	fake_session_decide(WD_DECISION_RELEASE);
	wd_null_purple_sign_off(fixture->account);
	g_assert_null(wd_null_purple_find_request());
	g_assert_cmpuint(fake_session_last_row()->state, ==, WD_HELD_DELIVERED);
}

static void
test_again_stays_one_row(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	invite(fixture, PEER, "one");
	invite(fixture, PEER, "two");
	g_assert_cmpuint(fake_session_rows()->len, ==, 1);
	fake_session_decide(WD_DECISION_RELEASE);
	g_assert_cmpuint(wd_null_purple_requests()->len, ==, 1);
	wd_null_purple_answer(wd_null_purple_find_request(), "Accept", NULL);
	g_assert_cmpuint(count_wire("join " ROOM), ==, 1);
	g_assert_cmpuint(count_wire("reject"), ==, 0);
}

static int
decide_first(PurpleAccount *account,
	     const char *who,
	     const char *room,
	     const char *message,
	     GHashTable *components,
	     gpointer data)
{
	return GPOINTER_TO_INT(data);
}

/* Then no question follows, and the next question about the same person is another matter. */
static void
test_another_plugin_decides(Fixture *fixture, gconstpointer data)
{
	static int handle;

	purple_signal_connect(purple_conversations_get_handle(),
			      "chat-invited",
			      &handle,
			      PURPLE_CALLBACK(decide_first),
			      GINT_TO_POINTER(-1));
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	invite(fixture, PEER, NULL);
	purple_signals_disconnect_by_handle(&handle);
	g_assert_cmpuint(count_wire("reject " ROOM), ==, 1);
	purple_request_action(NULL,
			      NULL,
			      "something else",
			      NULL,
			      0,
			      fixture->account,
			      PEER,
			      NULL,
			      NULL,
			      2,
			      "_Yes",
			      NULL,
			      "_No",
			      NULL);
	g_assert_nonnull(wd_null_purple_find_request());
	g_assert_cmpuint(fake_session_rows()->len, ==, 0);
	wd_null_purple_answer(wd_null_purple_find_request(), "No", NULL);
}

static void
test_unkeepable_is_shown(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	fake_session_break_queue(TRUE);
	invite(fixture, PEER, NULL);
	g_assert_nonnull(wd_null_purple_find_request());
}

/* Two rows: a company's block keeps plugins from accepting, if it does not want silence. */
static void
test_company_block(Fixture *fixture, gconstpointer refused)
{
	fake_session_set_policy(WD_KEY_CONTACTS_INVITATIONS, "block", WD_LEVEL_IT_MANAGED);
	if (refused != NULL)
		fake_session_set_policy(
			WD_KEY_CONTACTS_REFUSED_REQUESTS, refused, WD_LEVEL_IT_MANAGED);
	fake_session_set_verdict(WD_ACTION_BLOCK, 0);
	invite(fixture, PEER, NULL);
	g_assert_cmpuint(count_wire("reject " ROOM), ==, refused == NULL);
	g_assert_null(wd_null_purple_find_request());
}

static void
test_unload_while_blocked(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_BLOCK, 0);
	invite(fixture, PEER, NULL);
	wd_purple_invitations_detach(wd_session_get());
	wd_null_purple_sign_off(fixture->account); /* would hand a stale handle to the client */
	wd_purple_invitations_attach(wd_session_get());
	g_assert_cmpuint(count_wire("reject"), ==, 0);
}

static void
test_unload_while_held(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	invite(fixture, PEER, NULL);
	wd_purple_invitations_detach(wd_session_get());
	g_assert_cmpuint(fake_session_last_row()->state, ==, WD_HELD_EXPIRED);
	wd_null_purple_sign_off(fixture->account); /* would hand a stale handle to the client */
	wd_purple_invitations_attach(wd_session_get());
}

static void
test_client_without_questions(Fixture *fixture, gconstpointer data)
{
	wd_purple_invitations_detach(wd_session_get());
	purple_request_set_ui_ops(NULL);
	wd_purple_invitations_attach(wd_session_get());
	invite(fixture, PEER, NULL); /* allowed, but nobody could see it */
	fake_session_decide(WD_DECISION_RELEASE);
	g_assert_cmpuint(count_wire("join " ROOM), ==, 1);
	wd_purple_invitations_detach(wd_session_get());
	g_assert_null(purple_request_get_ui_ops());
	purple_request_set_ui_ops(fixture->ops);
	wd_purple_invitations_attach(wd_session_get());
}

static void
add(const char *name, gconstpointer data, void (*test)(Fixture *, gconstpointer))
{
	g_autofree char *path = g_strconcat("/invitations/", name, NULL);

	g_test_add(path, Fixture, data, set_up, test, tear_down);
}

int
main(int argc, char **argv)
{
	int status;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start();
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		add(cases[i].name, &cases[i], test_case);
	add("event-names-the-room", NULL, test_event_names_the_room);
	add("warning-stands-in-the-question", NULL, test_warning_stands_in_the_question);
	add("released-then-accepted", "Accept", test_released_is_answered);
	add("released-then-rejected", "Cancel", test_released_is_answered);
	add("connection-ends-while-held", NULL, test_connection_ends_while_held);
	add("connection-ends-while-shown", NULL, test_connection_ends_while_shown);
	add("again-stays-one-row", NULL, test_again_stays_one_row);
	add("another-plugin-decides", NULL, test_another_plugin_decides);
	add("unkeepable-is-shown", NULL, test_unkeepable_is_shown);
	add("company-block", NULL, test_company_block);
	add("company-block-in-silence", "ignore", test_company_block);
	add("unload-while-blocked", NULL, test_unload_while_blocked);
	add("unload-while-held", NULL, test_unload_while_held);
	add("client-without-questions", NULL, test_client_without_questions);
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
