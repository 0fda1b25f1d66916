/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "purple/duty-fixture.h"
#include "purple/wd-purple-host.h"
#include "purple/wd-session-audit.h"
#include "purple/wd-session-judge.h"
#include "purple/wd-session-life.h"
#include "purple/wd-session-review.h"
#include "store/wd-paths.h"

#define SPIM                                                                                       \
	"CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act now, claim your free money " \
	"today: http://claim-prize.example/win?id=7731 or call +1-900-555-0134"

static void
receive(const Duty *duty, const char *sender, const char *text)
{
	serv_got_im(duty_connection(duty), sender, text, PURPLE_MESSAGE_RECV, time(NULL));
}

static char *
first_row(const Duty *duty)
{
	g_autoptr(GPtrArray) rows = duty_rows(duty);

	g_assert_cmpuint(rows->len, >, 0);
	return g_strdup(((WdHeld *)g_ptr_array_index(rows, 0))->id);
}

static void
test_one_at_a_time(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_session_new(wd_session_get_plugin(duty->session), &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_BUSY);
	g_assert_true(wd_session_get() == duty->session);
	duty_end(duty);
	g_assert_null(wd_session_get());
}

static void
test_peek_leaves_no_trace(void)
{
	Duty *duty = duty_begin(NULL, 0);
	const WdEvent fields = {
		.kind = WD_EVENT_IM,
		.protocol = purple_account_get_protocol_id(duty->account),
		.account = purple_account_get_username(duty->account),
		.peer = "bot",
		.text = "hello",
		.time_ms = 1000,
	};
	g_autoptr(WdEvent) event = wd_event_new(&fields);
	WdContext context = {0};
	g_autoptr(WdVerdict) first = wd_session_peek(duty->session, duty->account, event);
	g_autoptr(WdVerdict) second = NULL;

	wd_tracker_look(wd_session_get_tracker(duty->session), event, &context);
	g_assert_true(context.is_first_message);
	second = wd_session_judge(duty->session, duty->account, event);
	g_assert_cmpint(first->action, ==, second->action);
	wd_tracker_look(wd_session_get_tracker(duty->session), event, &context);
	g_assert_false(context.is_first_message);
	duty_end(duty);
}

/* What was announced and judged counts once, and who asks in between changes nothing. */
static void
ask_about_another(WdSession *session,
		  PurpleAccount *account,
		  const WdEvent *event,
		  const WdVerdict *verdict)
{
	const WdEvent fields = {.protocol = "prpl-null", .account = "me", .peer = "other"};
	g_autoptr(WdEvent) other = wd_event_new(&fields);

	(void)wd_session_is_stranger(session, account, other);
}

static void
test_judge_again_counts_nothing(void)
{
	Duty *duty = duty_begin(NULL, 0);
	const WdEvent fields = {
		.kind = WD_EVENT_FILE,
		.protocol = purple_account_get_protocol_id(duty->account),
		.account = purple_account_get_username(duty->account),
		.peer = "bot",
		.file_name = "notes.txt",
		.file_size = 5,
		.time_ms = 1000,
	};
	g_autoptr(WdEvent) offer = wd_event_new(&fields);
	g_autoptr(WdEvent) bytes = wd_event_new(&fields);
	g_autoptr(WdVerdict) first = wd_session_judge(duty->session, duty->account, offer);
	g_autoptr(WdVerdict) second = NULL;
	WdContext context = {0};

	wd_session_set_verdict_watch(duty->session, ask_about_another);
	second = wd_session_judge_again(duty->session, duty->account, bytes);
	wd_session_set_verdict_watch(duty->session, NULL);
	g_assert_cmpint(first->action, ==, second->action);
	wd_tracker_look(wd_session_get_tracker(duty->session), bytes, &context);
	g_assert_cmpuint(context.n_recent_from_peer, ==, 2); /* the next one would be the second */
	duty_end(duty);
}

static char *
read_trail(const Duty *duty)
{
	g_autofree char *folder = wd_path_get(wd_session_get_base(duty->session), WD_PATH_AUDIT);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	GString *all = g_string_new(NULL);
	const char *name;

	g_assert_nonnull(dir);
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_autofree char *content = NULL;

		if (g_file_get_contents(path, &content, NULL, NULL))
			g_string_append(all, content);
	}
	return g_string_free(all, FALSE);
}

static void
test_audit_says_what_and_not_who(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *trail = NULL;

	receive(duty, "verysecretname", SPIM);
	receive(duty, "anna", "harmless words");
	duty_stop(duty);
	duty_start(duty); /* the trail is on disk once it was closed */
	trail = read_trail(duty);
	g_assert_nonnull(strstr(trail, "spam.flagged"));
	g_assert_null(strstr(trail, "verysecretname"));
	g_assert_null(strstr(trail, "WON"));
	g_assert_null(strstr(trail, "harmless"));
	duty_end(duty);
}

/* Only while somebody listens; and a change of settings is told by their names. */
static void
test_heartbeat(void)
{
	Duty *duty = duty_begin(NULL, 0);
	WdPolicyStore *store = wd_session_get_policy_store(duty->session);
	g_autofree char *trail = NULL;

	wd_session_beat(duty->session);
	wd_session_note_sleep(duty->session);
	g_assert_true(wd_policy_store_set_user(
		store, WD_KEY_AUDIT_TARGET, "rfc5424+unix:/nonexistent/socket", NULL));
	wd_session_beat(duty->session);
	wd_session_note_sleep(duty->session);
	duty_stop(duty);
	duty_start(duty); /* the trail is on disk once it was closed */
	trail = read_trail(duty);
	g_assert_nonnull(strstr(trail, "\"ev\":\"audit.heartbeat\""));
	g_assert_null(strstr(strstr(trail, "audit.heartbeat") + 1, "audit.heartbeat"));
	g_assert_nonnull(strstr(trail, "\"ev\":\"audit.sleep\""));
	g_assert_null(strstr(strstr(trail, "audit.sleep") + 1, "audit.sleep"));
	g_assert_nonnull(strstr(trail, "\"data\":{\"changed\":\"Audit.Target\"}"));
	duty_end(duty);
}

/* The trail cannot be written: what the setting says happens, and the person is told. */
static void
test_audit_that_fails(void)
{
	static const struct {
		const char *on_failure;
		gboolean is_shown;
	} cases[] = {{"warn", TRUE}, {"allow", TRUE}, {"block", FALSE}};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		const DutySetting setting = {WD_KEY_AUDIT_ON_FAILURE, cases[i].on_failure};
		Duty *duty = duty_begin(&setting, 1);
		g_autofree char *folder =
			wd_path_get(wd_session_get_base(duty->session), WD_PATH_AUDIT);
		g_autofree char *aside = g_strconcat(folder, "-aside", NULL);

		duty_stop(duty);
		g_assert_cmpint(g_rename(folder, aside), ==, 0);
		g_assert_true(g_file_set_contents(folder, "in the way", -1, NULL));
		duty_start(duty);
		receive(duty, "anna", "hello");
		g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "hello"),
				 ==,
				 cases[i].is_shown ? 1 : 0);
		g_assert_cmpuint(duty->banners->len, >, 0);
		g_unlink(folder);
		duty_end(duty);
	}
}

/* Another program of the profile had the trail when the client started, and is done soon. */
static void
test_audit_that_comes(void)
{
	const DutySetting setting = {WD_KEY_AUDIT_ON_FAILURE, "block"};
	Duty *duty = duty_begin(&setting, 1);
	g_autofree char *folder = wd_path_get(wd_session_get_base(duty->session), WD_PATH_AUDIT);
	g_autofree char *path = g_build_filename(folder, "lock", NULL);
	g_autofree char *trail = NULL;
	gint64 now_ms = g_get_real_time() / 1000;
	int fd = g_open(path, O_RDWR | O_CLOEXEC);

	duty_stop(duty);
	g_assert_cmpint(flock(fd, LOCK_EX | LOCK_NB), ==, 0);
	duty_start(duty);
	receive(duty, "anna", "while it is missing");
	g_assert_cmpuint(
		wd_null_purple_count(wd_null_purple_shown(), "while it is missing"), ==, 0);
	g_assert_false(wd_session_has_trail(duty->session));
	(void)close(fd);
	receive(duty, "anna", "too soon to ask again");
	g_assert_false(wd_session_has_trail(duty->session));
	wd_session_set_now_ms(duty->session, now_ms + 60000);
	wd_session_beat(duty->session);
	g_assert_true(wd_session_has_trail(duty->session));
	receive(duty, "anna", "now it is there");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "now it is there"), ==, 1);
	duty_stop(duty);
	duty_start(duty);
	trail = read_trail(duty);
	g_assert_nonnull(strstr(trail, "\"ev\":\"audit.gap\""));
	g_assert_nonnull(strstr(trail, "\"reason\":\"write-failed\""));
	g_assert_null(strstr(trail, "\"lost\":\"0\""));
	duty_end(duty);
}

static void
test_policy_mistake_is_said(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *path =
		wd_path_get(wd_session_get_base(duty->session), WD_PATH_USER_POLICY);

	duty_stop(duty);
	g_assert_true(g_file_set_contents(path, "[Spim]\nAction=perhaps\n", -1, NULL));
	duty_start(duty);
	receive(duty, "bot", SPIM);
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 0); /* protection stays on */
	duty_end(duty);
}

static void
test_host(void)
{
	Duty *duty = duty_begin(NULL, 0);
	WdHost *host = wd_purple_host_new(duty->session);
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) held = NULL;
	g_autofree char *id = NULL;

	g_assert_cmpuint(host->abi, ==, WD_HOST_ABI);
	receive(duty, "bot", SPIM);
	receive(duty, "bot2", SPIM);
	id = first_row(duty);
	g_assert_cmpuint(host->count_waiting(host->session), ==, 2);
	g_assert_true(host->decide(host->session, id, WD_DECISION_DELETE, &error));
	g_assert_no_error(error);
	held = host->list_held(host->session, &error);
	g_assert_cmpuint(held->len, ==, 1);
	g_assert_false(host->decide(host->session, "no such row", WD_DECISION_DELETE, &error));
	g_assert_nonnull(error);
	g_clear_error(&error);
	g_assert_true(host->set_policy(host->session, WD_KEY_SPIM_ENABLED, "false", &error));
	g_assert_false(wd_policy_get_boolean(host->get_policy(host->session), WD_KEY_SPIM_ENABLED));
	g_assert_false(host->set_policy(host->session, WD_KEY_SPIM_ACTION, "perhaps", &error));
	g_assert_nonnull(error);
	wd_purple_host_free(host);
	duty_end(duty);
}

static void
test_host_without_queue(void)
{
	Duty *duty;
	WdHost *host;
	g_autoptr(GError) error = NULL;

	duty_break_queue();
	duty = duty_begin(NULL, 0);
	host = wd_purple_host_new(duty->session);
	g_assert_cmpuint(host->count_waiting(host->session), ==, 0);
	g_assert_null(host->list_held(host->session, &error));
	g_assert_nonnull(error);
	g_clear_error(&error);
	g_assert_false(host->decide(host->session, "x", WD_DECISION_DELETE, &error));
	g_assert_nonnull(error);
	wd_purple_host_free(host);
	duty_end(duty);
}

static char *
read_state(const Duty *duty, gsize *len)
{
	g_autofree char *path = wd_path_get(wd_session_get_base(duty->session), WD_PATH_STATE_DB);
	char *bytes = NULL;

	g_assert_true(g_file_get_contents(path, &bytes, len, NULL));
	return bytes;
}

static void
make_newer(const char *path)
{
	sqlite3 *handle;

	g_assert_cmpint(sqlite3_open(path, &handle), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(handle, "PRAGMA user_version=2", NULL, NULL, NULL), ==, 0);
	g_assert_cmpint(sqlite3_close(handle), ==, SQLITE_OK);
}

/* Who goes back to an older version is told so once, and finds all again after going forward. */
static void
test_newer_state(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *path = wd_path_get(wd_session_get_base(duty->session), WD_PATH_STATE_DB);
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;
	gsize before_len;
	gsize after_len;

	duty_stop(duty);
	make_newer(path);
	g_ptr_array_set_size(duty->banners, 0);
	duty_start(duty);
	before = read_state(duty, &before_len);
	g_assert_cmpuint(duty->banners->len, ==, 1);
	g_assert_true(g_str_has_prefix(duty->banners->pdata[0], "queue|A newer version of "));
	receive(duty, "bot", SPIM);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "WON"), ==, 1);
	duty_restart(duty);
	after = read_state(duty, &after_len);
	g_assert_cmpmem(before, before_len, after, after_len);
	duty_end(duty);
}

/* Another process, say wardenctl, decides in the same database. */
static void
test_decided_by_another_process(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autoptr(GError) error = NULL;
	g_autofree char *id = NULL;
	WdQueue *other;

	receive(duty, "bot", SPIM);
	id = first_row(duty);
	other = wd_queue_open(
		wd_session_get_base(duty->session), wd_session_get_keys(duty->session), &error);
	g_assert_no_error(error);
	g_assert_true(wd_queue_decide(other, id, WD_DECISION_RELEASE, 1, &error));
	wd_queue_close(other);
	/* Whether or not the file monitor was faster: it appears once. */
	wd_session_deliver_released(duty->session);
	wd_null_purple_turn(20);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "WON"), ==, 1);
	duty_end(duty);
}

/* Delivery */

static guint n_delivered;
static gboolean can_deliver;

static gboolean
deliver(WdSession *session, const WdHeld *held, WdDecision decision, gpointer data)
{
	if (!can_deliver)
		return FALSE;
	n_delivered++;
	*(WdDecision *)data = decision;
	return TRUE;
}

static char *
hold_request(const Duty *duty)
{
	const WdEvent fields = {
		.kind = WD_EVENT_LOG, /* no part of its own */
		.protocol = "prpl-fake",
		.account = purple_account_get_username(duty->account),
		.peer = "bot",
		.text = "held",
	};
	g_autoptr(WdEvent) event = wd_event_new(&fields);
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	char *id = wd_session_hold(duty->session, event, verdict);

	/* In the table by now, for other processes, too. */
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_WAITING);
	return id;
}

static void
test_delivered_when_the_part_can(void)
{
	Duty *duty = duty_begin(NULL, 0);
	WdDecision seen = WD_DECISION_REPORT;
	g_autoptr(GError) error = NULL;
	g_autofree char *id = hold_request(duty);

	n_delivered = 0;
	can_deliver = FALSE;
	wd_session_set_deliver(duty->session, WD_EVENT_LOG, WD_DIRECTION_IN, deliver, &seen);
	g_assert_true(wd_session_decide(duty->session, id, WD_DECISION_TRUST, &error));
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_RELEASED);
	can_deliver = TRUE;
	wd_session_deliver_released(duty->session);
	wd_session_deliver_released(duty->session);
	wd_null_purple_turn(0);
	g_assert_cmpuint(n_delivered, ==, 1);
	g_assert_cmpint(seen, ==, WD_DECISION_TRUST);
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_DELIVERED);
	wd_session_set_deliver(duty->session, WD_EVENT_LOG, WD_DIRECTION_IN, NULL, NULL);
	duty_end(duty);
}

static guint n_asked;

static gboolean
never(WdSession *session, const WdHeld *held, WdDecision decision, gpointer data)
{
	n_asked++;
	return FALSE;
}

/* To know what is in a row it has to be opened: not all of those that wait for their account with
 * each message that is held for another. */
static void
test_not_asked_with_every_change(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *first = hold_request(duty);
	g_autofree char *second = hold_request(duty);
	g_autofree char *third = NULL;

	n_asked = 0;
	wd_session_set_deliver(duty->session, WD_EVENT_LOG, WD_DIRECTION_IN, never, NULL);
	g_assert_true(wd_session_decide(duty->session, first, WD_DECISION_RELEASE, NULL));
	g_assert_cmpuint(n_asked, ==, 1);
	g_assert_true(wd_session_decide(duty->session, second, WD_DECISION_RELEASE, NULL));
	g_assert_cmpuint(n_asked, ==, 2);
	third = hold_request(duty);
	wd_null_purple_turn(0);
	g_assert_cmpuint(n_asked, ==, 2);
	wd_session_deliver_released(duty->session); /* somebody signs on */
	g_assert_cmpuint(n_asked, ==, 4);
	wd_session_set_now_ms(duty->session, wd_session_now_ms(duty->session) + 61000);
	wd_session_deliver_new(duty->session);
	g_assert_cmpuint(n_asked, ==, 6);
	wd_session_set_deliver(duty->session, WD_EVENT_LOG, WD_DIRECTION_IN, NULL, NULL);
	duty_end(duty);
}

/* Decided already, from a window that did not know: what counts is what the row says. */
static void
test_decided_too_late(void)
{
	Duty *duty = duty_begin(NULL, 0);
	WdDecision seen = WD_DECISION_REPORT;
	g_autofree char *id = hold_request(duty);

	n_delivered = 0;
	can_deliver = FALSE;
	wd_session_set_deliver(duty->session, WD_EVENT_LOG, WD_DIRECTION_IN, deliver, &seen);
	g_assert_true(wd_session_decide(duty->session, id, WD_DECISION_RELEASE, NULL));
	g_assert_false(wd_session_decide(duty->session, id, WD_DECISION_TRUST, NULL));
	can_deliver = TRUE;
	wd_session_deliver_released(duty->session);
	g_assert_cmpuint(n_delivered, ==, 1);
	g_assert_cmpint(seen, ==, WD_DECISION_RELEASE);
	wd_session_set_deliver(duty->session, WD_EVENT_LOG, WD_DIRECTION_IN, NULL, NULL);
	duty_end(duty);
}

/* "wardenctl queue report", with the client running: its account blocks the peer, once. */
static void
test_reported_by_another_process(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *base = g_strdup(wd_session_get_base(duty->session));
	g_autoptr(WdQueue) tool = wd_queue_open(base, wd_session_get_keys(duty->session), NULL);
	g_autofree char *id = hold_request(duty);
	g_autoptr(GPtrArray) refused = NULL;

	g_assert_null(duty->account->deny);
	g_assert_true(wd_queue_decide(tool, id, WD_DECISION_REPORT, 1, NULL));
	wd_session_deliver_released(duty->session);
	wd_null_purple_turn(0);
	g_assert_cmpuint(g_slist_length(duty->account->deny), ==, 1);
	g_assert_cmpstr(duty->account->deny->data, ==, "bot");
	wd_session_deliver_released(duty->session);
	wd_null_purple_turn(0);
	g_assert_cmpuint(g_slist_length(duty->account->deny), ==, 1);
	refused = wd_queue_list_refused_ids(tool);
	g_assert_cmpuint(refused->len, ==, 0);
	duty_end(duty);
}

/* "wardenctl queue trust": the part that delivers is told what was decided. */
static void
test_trusted_by_another_process(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *base = g_strdup(wd_session_get_base(duty->session));
	g_autoptr(WdQueue) tool = wd_queue_open(base, wd_session_get_keys(duty->session), NULL);
	g_autofree char *id = hold_request(duty);
	WdDecision seen = WD_DECISION_REPORT;

	n_delivered = 0;
	can_deliver = TRUE;
	wd_session_set_deliver(duty->session, WD_EVENT_LOG, WD_DIRECTION_IN, deliver, &seen);
	g_assert_true(wd_queue_decide(tool, id, WD_DECISION_TRUST, 1, NULL));
	wd_session_deliver_released(duty->session);
	g_assert_cmpuint(n_delivered, ==, 1);
	g_assert_cmpint(seen, ==, WD_DECISION_TRUST);
	wd_session_set_deliver(duty->session, WD_EVENT_LOG, WD_DIRECTION_IN, NULL, NULL);
	duty_end(duty);
}

static void
test_expired(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *id = hold_request(duty);

	wd_session_expire(duty->session, id);
	wd_session_expire(duty->session, id);
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_EXPIRED);
	duty_end(duty);
}

/* Commands */

static PurpleCmdStatus
command(const Duty *duty, const char *line)
{
	PurpleConversation *conversation =
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, "anna", duty->account);
	char *error = NULL;
	PurpleCmdStatus status;

	if (conversation == NULL)
		conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, "anna");
	status = purple_cmd_do_command(conversation, line, line, &error);
	g_free(error);
	return status;
}

static void
test_commands(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *id = NULL;
	g_autofree char *release = NULL;

	receive(duty, "bot", SPIM);
	id = first_row(duty);
	release = g_strdup_printf("warden release %.6s", id);
	g_assert_cmpint(command(duty, "warden"), ==, PURPLE_CMD_STATUS_OK);
	g_assert_cmpint(command(duty, "warden status"), ==, PURPLE_CMD_STATUS_OK);
	g_assert_cmpint(command(duty, "warden list"), ==, PURPLE_CMD_STATUS_OK);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "1 thing is held"), ==, 1);
	g_assert_cmpint(command(duty, "warden nonsense"), ==, PURPLE_CMD_STATUS_FAILED);
	g_assert_cmpint(command(duty, "warden release"), ==, PURPLE_CMD_STATUS_OK);
	g_assert_cmpint(command(duty, "warden delete zzz"), ==, PURPLE_CMD_STATUS_OK);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "No such thing"), ==, 2);
	g_assert_cmpint(command(duty, release), ==, PURPLE_CMD_STATUS_OK);
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_DELIVERED);
	duty_end(duty);
	g_assert_cmpint(purple_cmd_list(NULL) == NULL, ==, FALSE);
}

static void
add_tests(void)
{
	g_test_add_func("/session/one-at-a-time", test_one_at_a_time);
	g_test_add_func("/session/peek", test_peek_leaves_no_trace);
	g_test_add_func("/session/judge-again", test_judge_again_counts_nothing);
	g_test_add_func("/session/audit", test_audit_says_what_and_not_who);
	g_test_add_func("/session/audit-fails", test_audit_that_fails);
	g_test_add_func("/session/audit-comes", test_audit_that_comes);
	g_test_add_func("/session/heartbeat", test_heartbeat);
	g_test_add_func("/session/policy-mistake", test_policy_mistake_is_said);
	g_test_add_func("/session/host", test_host);
	g_test_add_func("/session/host-without-queue", test_host_without_queue);
	g_test_add_func("/session/newer-state", test_newer_state);
	g_test_add_func("/session/another-process", test_decided_by_another_process);
	g_test_add_func("/session/delivery", test_delivered_when_the_part_can);
	g_test_add_func("/session/delivery/not-with-every-change",
			test_not_asked_with_every_change);
	g_test_add_func("/session/delivery/decided-too-late", test_decided_too_late);
	g_test_add_func("/session/reported-elsewhere", test_reported_by_another_process);
	g_test_add_func("/session/trusted-elsewhere", test_trusted_by_another_process);
	g_test_add_func("/session/expired", test_expired);
	g_test_add_func("/session/commands", test_commands);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
