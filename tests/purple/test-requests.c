/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fake-session.h"
#include "fakes/wd-null-purple.h"
#include "purple/wd-purple-requests.h"

#define PEER "stranger@b.example"

typedef struct {
	PurpleAccount *account;
	PurplePlugin *plugin;
	PurpleAccountUiOps *ops;
	PurpleAccountUiOps before;
} Fixture;

/* What the protocol heard. */
static guint n_authorized;
static guint n_denied;

static void
authorize(void *data)
{
	g_assert_cmpstr(data, ==, "protocol's data");
	n_authorized++;
}

static void
deny(void *data)
{
	g_assert_cmpstr(data, ==, "protocol's data");
	n_denied++;
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->account = wd_null_purple_sign_on("me@a.example");
	fixture->plugin = wd_null_purple_new_plugin("core-warden");
	fixture->ops = purple_accounts_get_ui_ops();
	fixture->before = *fixture->ops;
	n_authorized = n_denied = 0;
	fake_session_start(fixture->plugin);
	wd_purple_requests_attach(wd_session_get());
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_purple_requests_detach(wd_session_get());
	fake_session_stop();
	g_assert_true(fixture->ops->request_authorize == fixture->before.request_authorize);
	g_assert_true(fixture->ops->close_account_request == fixture->before.close_account_request);
	/* Closes what the client still shows: none of our handles may come out of libpurple. */
	wd_null_purple_sign_off(fixture->account);
	wd_null_purple_forget();
}

static void
request(Fixture *fixture, const char *who, const char *message)
{
	purple_account_request_authorization(fixture->account,
					     who,
					     NULL,
					     "Nick",
					     message,
					     FALSE,
					     authorize,
					     deny,
					     "protocol's data");
}

static guint
count_open(void)
{
	guint n = 0;

	for (guint i = 0; i < wd_null_purple_requests()->len; i++)
		n += ((WdNullRequest *)g_ptr_array_index(wd_null_purple_requests(), i))->is_open;
	return n;
}

/* One row: what is decided, and what then reached client and protocol. */
typedef struct {
	const char *name;
	WdAction action;
	gboolean is_decided;
	WdDecision decision;
	guint n_shown;
	guint n_authorized;
	guint n_denied;
	guint n_rows;
	const char *refused; /* (nullable) RefusedRequests */
} Case;

static const Case cases[] = {
	{"allow-is-asked", WD_ACTION_ALLOW, FALSE, 0, 1, 0, 0, 0, NULL},
	{"note-is-asked", WD_ACTION_NOTE, FALSE, 0, 1, 0, 0, 0, NULL},
	{"warn-is-asked", WD_ACTION_WARN, FALSE, 0, 1, 0, 0, 0, NULL},
	{"hold-shows-nothing", WD_ACTION_HOLD, FALSE, 0, 0, 0, 0, 1, NULL},
	{"hold-released-is-asked", WD_ACTION_HOLD, TRUE, WD_DECISION_RELEASE, 1, 0, 0, 1, NULL},
	{"hold-trusted-is-authorized", WD_ACTION_HOLD, TRUE, WD_DECISION_TRUST, 0, 1, 0, 1, NULL},
	{"hold-deleted-is-silent", WD_ACTION_HOLD, TRUE, WD_DECISION_DELETE, 0, 0, 0, 1, NULL},
	{"hold-reported-is-silent", WD_ACTION_HOLD, TRUE, WD_DECISION_REPORT, 0, 0, 0, 1, NULL},
	{"hold-deleted-is-denied", WD_ACTION_HOLD, TRUE, WD_DECISION_DELETE, 0, 0, 1, 1, "deny"},
	{"hold-reported-is-denied", WD_ACTION_HOLD, TRUE, WD_DECISION_REPORT, 0, 0, 1, 1, "deny"},
	{"hold-says-nothing-yet", WD_ACTION_HOLD, FALSE, 0, 0, 0, 0, 1, "deny"},
	{"block-is-silent-with-a-copy", WD_ACTION_BLOCK, FALSE, 0, 0, 0, 0, 1, NULL},
	{"block-is-denied-with-a-copy", WD_ACTION_BLOCK, FALSE, 0, 0, 0, 1, 1, "deny"},
};

static void
test_case(Fixture *fixture, gconstpointer data)
{
	const Case *row = data;

	if (row->refused != NULL)
		fake_session_set_policy(
			WD_KEY_CONTACTS_REFUSED_REQUESTS, row->refused, WD_LEVEL_USER);
	fake_session_set_verdict(row->action, 0);
	request(fixture, PEER, "hello");
	if (row->is_decided)
		fake_session_decide(row->decision);
	g_assert_cmpuint(wd_null_purple_authorizations()->len, ==, row->n_shown);
	g_assert_cmpuint(n_authorized, ==, row->n_authorized);
	g_assert_cmpuint(n_denied, ==, row->n_denied);
	g_assert_cmpuint(fake_session_rows()->len, ==, row->n_rows);
	g_assert_cmpuint(fake_session_count_judged(), ==, 1);
}

static void
test_event_carries_what_the_peer_wrote(Fixture *fixture, gconstpointer data)
{
	request(fixture, PEER, "hello");
	g_assert_cmpuint(fake_session_last_event()->kind, ==, WD_EVENT_CONTACT_REQUEST);
	g_assert_cmpstr(fake_session_last_event()->peer, ==, PEER);
	g_assert_cmpstr(fake_session_last_event()->text, ==, "hello\nNick");
	g_assert_cmpstr(fake_session_last_event()->protocol, ==, "prpl-fake");
}

static void
test_warning_stands_in_the_question(Fixture *fixture, gconstpointer data)
{
	g_autofree char *plain = g_strconcat("me@a.example|", PEER, "|hello", NULL);

	fake_session_set_verdict(WD_ACTION_WARN, 0);
	request(fixture, PEER, "hello");
	g_assert_true(
		g_str_has_prefix(g_ptr_array_index(wd_null_purple_authorizations(), 0), plain));
	g_assert_cmpuint(
		strlen(g_ptr_array_index(wd_null_purple_authorizations(), 0)), >, strlen(plain));
}

static void
test_released_question_is_answered(Fixture *fixture, gconstpointer label)
{
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	request(fixture, PEER, NULL);
	fake_session_decide(WD_DECISION_RELEASE);
	wd_null_purple_answer(wd_null_purple_find_request(), label, NULL);
	g_assert_cmpuint(n_authorized, ==, g_str_equal(label, "Authorize"));
	g_assert_cmpuint(n_denied, ==, g_str_equal(label, "Deny"));
	g_assert_cmpuint(fake_session_last_row()->state, ==, WD_HELD_DELIVERED);
}

static void
test_connection_ends_while_held(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	request(fixture, PEER, NULL);
	wd_null_purple_sign_off(fixture->account);
	g_assert_cmpuint(fake_session_last_row()->state, ==, WD_HELD_EXPIRED);
	g_assert_cmpuint(n_authorized + n_denied, ==, 0);
}

static void
test_connection_ends_while_shown(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	request(fixture, PEER, NULL);
	fake_session_decide(WD_DECISION_RELEASE);
	g_assert_cmpuint(count_open(), ==, 1);
	wd_null_purple_sign_off(fixture->account);
	g_assert_cmpuint(count_open(), ==, 0);
	g_assert_cmpuint(fake_session_last_row()->state, ==, WD_HELD_DELIVERED);
}

static void
test_release_comes_too_late(Fixture *fixture, gconstpointer data)
{
	WdHeld *row;

	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	request(fixture, PEER, NULL);
	wd_null_purple_sign_off(fixture->account);
	row = fake_session_last_row();
	row->state = WD_HELD_WAITING; /* as if another process had put it back */
	fake_session_decide(WD_DECISION_RELEASE);
	g_assert_cmpuint(row->state, ==, WD_HELD_RELEASED);
	g_assert_cmpuint(wd_null_purple_authorizations()->len, ==, 0);
}

static void
test_again_stays_one_row(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	request(fixture, PEER, "one");
	request(fixture, PEER, "two");
	request(fixture, PEER, "three");
	g_assert_cmpuint(fake_session_rows()->len, ==, 1);
	g_assert_cmpuint(fake_session_last_row()->n_repeats, ==, 2);
	g_assert_cmpuint(fake_session_last_row()->state, ==, WD_HELD_WAITING);
	fake_session_decide(WD_DECISION_RELEASE);
	g_assert_cmpuint(count_open(), ==, 1);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_authorizations(), "three"), ==, 1);
	wd_null_purple_answer(wd_null_purple_find_request(), "Authorize", NULL);
	g_assert_cmpuint(n_authorized, ==, 1);
}

static void
test_two_peers_are_two_rows(Fixture *fixture, gconstpointer data)
{
	fake_session_set_policy(WD_KEY_CONTACTS_REFUSED_REQUESTS, "deny", WD_LEVEL_USER);
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	request(fixture, PEER, NULL);
	request(fixture, "other@b.example", NULL);
	g_assert_cmpuint(fake_session_rows()->len, ==, 2);
	fake_session_decide(WD_DECISION_DELETE);
	g_assert_cmpuint(n_denied, ==, 1);
	g_assert_cmpuint(
		((WdHeld *)g_ptr_array_index(fake_session_rows(), 0))->state, ==, WD_HELD_WAITING);
}

static int
let_another_in(PurpleAccount *account, const char *who, gpointer data)
{
	if (g_str_equal(who, PEER))
		request(data, "other@b.example", NULL);
	return 0;
}

/* A question that runs a main loop of its own lets other peers' requests in. */
static void
test_another_comes_with_what_is_released(Fixture *fixture, gconstpointer data)
{
	static int handle;

	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	request(fixture, PEER, NULL);
	purple_signal_connect(purple_accounts_get_handle(),
			      "account-authorization-requested",
			      &handle,
			      PURPLE_CALLBACK(let_another_in),
			      fixture);
	fake_session_decide(WD_DECISION_RELEASE);
	purple_signals_disconnect_by_handle(&handle);
	g_assert_cmpuint(count_open(), ==, 1);
	g_assert_cmpuint(fake_session_rows()->len, ==, 2);
	g_assert_cmpuint(fake_session_last_row()->state, ==, WD_HELD_WAITING);
}

static void
test_unkeepable_is_shown(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	fake_session_break_queue(TRUE);
	request(fixture, PEER, "hello");
	g_assert_cmpuint(count_open(), ==, 1);
}

static int
accept_everybody(PurpleAccount *account, const char *who, gpointer data)
{
	return 1;
}

/* Two rows: a person's own block is silent, a company's keeps other plugins from accepting. */
static void
test_block_against_a_plugin_that_accepts(Fixture *fixture, gconstpointer data)
{
	WdPolicyLevel level = GPOINTER_TO_INT(data);
	static int handle;

	purple_signal_connect(purple_accounts_get_handle(),
			      "account-authorization-requested",
			      &handle,
			      PURPLE_CALLBACK(accept_everybody),
			      NULL);
	fake_session_set_policy(WD_KEY_CONTACTS_DENY, PEER, level);
	fake_session_set_verdict(WD_ACTION_BLOCK, 0);
	request(fixture, PEER, NULL);
	purple_signals_disconnect_by_handle(&handle);
	g_assert_cmpuint(n_denied, ==, level >= WD_LEVEL_VENDOR_MANAGED);
	g_assert_cmpuint(n_authorized, ==, level < WD_LEVEL_VENDOR_MANAGED);
}

/* A company that wants silence gets it, and with it a plugin that may answer first. */
static void
test_managed_silence(Fixture *fixture, gconstpointer data)
{
	fake_session_set_policy(WD_KEY_CONTACTS_DENY, PEER, WD_LEVEL_IT_MANAGED);
	fake_session_set_policy(WD_KEY_CONTACTS_REFUSED_REQUESTS, "ignore", WD_LEVEL_IT_MANAGED);
	fake_session_set_verdict(WD_ACTION_BLOCK, 0);
	request(fixture, PEER, NULL);
	g_assert_cmpuint(n_denied + n_authorized, ==, 0);
	g_assert_cmpuint(fake_session_rows()->len, ==, 1);
}

/* The signals do not know the nickname: only the question shows what must be blocked. */
static void
test_block_for_the_nickname(Fixture *fixture, gconstpointer refused)
{
	gboolean is_no = g_str_equal(refused, "deny");

	fake_session_set_policy(WD_KEY_CONTACTS_REFUSED_REQUESTS, refused, WD_LEVEL_USER);
	fake_session_set_verdict(WD_ACTION_BLOCK, 0);
	fake_session_demand("Nick");
	request(fixture, PEER, "hello");
	g_assert_cmpuint(n_denied, ==, 0);
	wd_null_purple_turn(0);
	g_assert_cmpuint(n_denied, ==, is_no);
	g_assert_cmpuint(n_authorized, ==, 0);
	g_assert_cmpuint(wd_null_purple_authorizations()->len, ==, 0);
}

static void
test_block_without_copy(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_BLOCK, WD_TREATMENT_NO_COPY);
	request(fixture, PEER, "hello");
	g_assert_cmpuint(fake_session_rows()->len, ==, 0);
	g_assert_cmpuint(wd_null_purple_authorizations()->len, ==, 0);
}

static void
test_unload_while_held(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	request(fixture, PEER, NULL);
	wd_purple_requests_detach(wd_session_get());
	g_assert_cmpuint(fake_session_last_row()->state, ==, WD_HELD_EXPIRED);
	wd_null_purple_sign_off(fixture->account); /* would hand a stale handle to the client */
	g_assert_cmpuint(n_authorized + n_denied, ==, 0);
	wd_purple_requests_attach(wd_session_get());
}

static void
test_unload_while_shown(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	request(fixture, PEER, NULL);
	fake_session_decide(WD_DECISION_RELEASE);
	wd_purple_requests_detach(wd_session_get());
	g_assert_cmpuint(count_open(), ==, 0);
	wd_purple_requests_attach(wd_session_get());
}

static void
test_client_without_questions(Fixture *fixture, gconstpointer data)
{
	wd_purple_requests_detach(wd_session_get());
	purple_accounts_set_ui_ops(NULL);
	wd_purple_requests_attach(wd_session_get());
	request(fixture, PEER, NULL); /* allowed, but nobody could see it */
	g_assert_cmpuint(fake_session_rows()->len, ==, 1);
	fake_session_decide(WD_DECISION_RELEASE);
	g_assert_cmpuint(n_authorized, ==, 1);
	wd_purple_requests_detach(wd_session_get());
	g_assert_null(purple_accounts_get_ui_ops());
	purple_accounts_set_ui_ops(fixture->ops);
	wd_purple_requests_attach(wd_session_get());
}

static void *(*wrapped_ask)(PurpleAccount *,
			    const char *,
			    const char *,
			    const char *,
			    const char *,
			    gboolean,
			    PurpleAccountRequestAuthorizationCb,
			    PurpleAccountRequestAuthorizationCb,
			    void *);

static void *
ask_from_outside(PurpleAccount *account,
		 const char *who,
		 const char *id,
		 const char *alias,
		 const char *message,
		 gboolean is_on_list,
		 PurpleAccountRequestAuthorizationCb yes,
		 PurpleAccountRequestAuthorizationCb no,
		 void *data)
{
	return wrapped_ask(account, who, id, alias, message, is_on_list, yes, no, data);
}

static void
test_slot_of_somebody_else_is_left(Fixture *fixture, gconstpointer data)
{
	wrapped_ask = fixture->ops->request_authorize;
	fixture->ops->request_authorize = ask_from_outside;
	wd_purple_requests_detach(wd_session_get());
	g_assert_true(fixture->ops->request_authorize == ask_from_outside);
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	request(fixture, PEER, NULL); /* through our code, which is off duty */
	g_assert_cmpuint(wd_null_purple_authorizations()->len, ==, 1);
	fixture->ops->request_authorize = fixture->before.request_authorize;
	wd_purple_requests_attach(wd_session_get());
}

static void
add(const char *name, gconstpointer data, void (*test)(Fixture *, gconstpointer))
{
	g_autofree char *path = g_strconcat("/requests/", name, NULL);

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
	add("event-carries-what-the-peer-wrote", NULL, test_event_carries_what_the_peer_wrote);
	add("warning-stands-in-the-question", NULL, test_warning_stands_in_the_question);
	add("released-then-authorized", "Authorize", test_released_question_is_answered);
	add("released-then-denied", "Deny", test_released_question_is_answered);
	add("connection-ends-while-held", NULL, test_connection_ends_while_held);
	add("connection-ends-while-shown", NULL, test_connection_ends_while_shown);
	add("release-comes-too-late", NULL, test_release_comes_too_late);
	add("again-stays-one-row", NULL, test_again_stays_one_row);
	add("two-peers-are-two-rows", NULL, test_two_peers_are_two_rows);
	add("another-comes-with-what-is-released", NULL, test_another_comes_with_what_is_released);
	add("unkeepable-is-shown", NULL, test_unkeepable_is_shown);
	add("own-block-against-a-plugin",
	    GINT_TO_POINTER(WD_LEVEL_USER),
	    test_block_against_a_plugin_that_accepts);
	add("company-block-against-a-plugin",
	    GINT_TO_POINTER(WD_LEVEL_IT_MANAGED),
	    test_block_against_a_plugin_that_accepts);
	add("managed-silence", NULL, test_managed_silence);
	add("nickname-blocked-silently", "ignore", test_block_for_the_nickname);
	add("nickname-blocked-and-denied", "deny", test_block_for_the_nickname);
	add("block-without-copy", NULL, test_block_without_copy);
	add("unload-while-held", NULL, test_unload_while_held);
	add("unload-while-shown", NULL, test_unload_while_shown);
	add("client-without-questions", NULL, test_client_without_questions);
	add("slot-of-somebody-else-is-left", NULL, test_slot_of_somebody_else_is_left);
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
