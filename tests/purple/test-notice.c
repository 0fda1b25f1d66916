/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "fake-session.h"
#include "fakes/wd-null-purple.h"
#include "purple/wd-guidelines.h"
#include "purple/wd-purple-notice.h"
#include "purple/wd-purple-sign-on.h"

#define IT     WD_LEVEL_IT_MANAGED
#define ESCROW "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"

typedef struct {
	char *path; /* where it is remembered */
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	wd_null_purple_forget();
	fake_session_start(wd_null_purple_new_plugin("core-warden"));
	g_assert_cmpint(g_mkdir_with_parents(wd_session_get_base(wd_session_get()), 0700), ==, 0);
	fixture->path = g_build_filename(wd_session_get_base(wd_session_get()), "notice", NULL);
	wd_purple_notice_attach(wd_session_get());
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_purple_notice_detach(wd_session_get());
	(void)g_unlink(fixture->path); /* not every test accepts it */
	g_free(fixture->path);
	fake_session_stop();
}

static gboolean
holds_back(void)
{
	return wd_purple_notice_holds_back(wd_session_get());
}

static void
start_again(void)
{
	wd_purple_notice_detach(wd_session_get());
	wd_purple_notice_attach(wd_session_get());
}

static void
test_none(Fixture *fixture, gconstpointer data)
{
	g_assert_false(holds_back());
	g_assert_cmpuint(fake_session_count_questions(), ==, 0);
}

static void
test_accepted(Fixture *fixture, gconstpointer data)
{
	FakeQuestion *question;

	fake_session_set_policy(WD_KEY_META_ORGANISATION, "Example Ltd", IT);
	fake_session_set_policy(WD_KEY_NOTICE_TEXT, "We look at links.\\nAnd at files.", IT);
	g_assert_true(holds_back());
	g_assert_true(holds_back()); /* a second account asks nothing */
	g_assert_cmpuint(fake_session_count_questions(), ==, 1);
	question = fake_session_find_question();
	g_assert_cmpstr(question->secondary, ==, "We look at links.\nAnd at files.");
	g_assert_nonnull(strstr(question->primary, "Example Ltd"));
	g_assert_cmpuint(question->safe_choice, ==, 1);
	g_assert_cmpuint(fake_session_count_audits("ack.shown"), ==, 1);
	fake_session_answer("accept");
	g_assert_cmpuint(fake_session_count_audits("ack.accepted"), ==, 1);
	g_assert_false(holds_back());
	start_again();
	g_assert_false(holds_back());
	g_assert_cmpuint(fake_session_count_questions(), ==, 1);
}

static void
test_declined(Fixture *fixture, gconstpointer data)
{
	fake_session_set_policy(WD_KEY_NOTICE_TEXT, "We look at links.", IT);
	g_assert_true(holds_back());
	fake_session_answer("later");
	g_assert_cmpuint(fake_session_count_audits("ack.declined"), ==, 1);
	g_assert_true(holds_back()); /* and it is asked again */
	g_assert_cmpuint(fake_session_count_questions(), ==, 2);
	g_assert_cmpuint(fake_session_count_audits("ack.accepted"), ==, 0);
}

typedef struct {
	const char *name;
	WdPolicyKey key;
	const char *value;
} Change;

static const Change changes[] = {
	{"other-text", WD_KEY_NOTICE_TEXT, "We look at files, too."},
	{"other-version", WD_KEY_NOTICE_VERSION, "2"},
	{"somebody-reads-the-logs", WD_KEY_LOGS_ESCROW_RECIPIENTS, ESCROW},
};

static void
test_change(Fixture *fixture, gconstpointer data)
{
	const Change *row = data;

	fake_session_set_policy(WD_KEY_NOTICE_TEXT, "We look at links.", IT);
	g_assert_true(holds_back());
	fake_session_answer("accept");
	fake_session_set_policy(WD_KEY_LINKS_ACTION, "block", IT);
	g_assert_false(holds_back());
	fake_session_set_policy(row->key, row->value, IT);
	g_assert_true(holds_back());
	fake_session_answer("accept");
	g_assert_false(holds_back());
}

static void
test_reminder(Fixture *fixture, gconstpointer data)
{
	fake_session_set_policy(WD_KEY_NOTICE_TEXT, "We look at links.", IT);
	fake_session_set_policy(WD_KEY_NOTICE_ON_DECLINE, "remind", IT);
	g_assert_false(holds_back());
	fake_session_answer("later");
	g_assert_false(holds_back());
	g_assert_cmpuint(fake_session_count_questions(), ==, 1);
	start_again();
	g_assert_false(holds_back());
	g_assert_cmpuint(fake_session_count_questions(), ==, 2);
}

/* Who else can read is said whether somebody wrote a notice or not; a person's own second key is
 * no news. */
static void
test_escrow(Fixture *fixture, gconstpointer data)
{
	fake_session_set_policy(WD_KEY_LOGS_ESCROW_RECIPIENTS, ESCROW, WD_LEVEL_USER);
	g_assert_false(holds_back());
	fake_session_set_policy(WD_KEY_LOGS_ESCROW_RECIPIENTS, ESCROW, IT);
	g_assert_true(holds_back());
	g_assert_nonnull(strstr(fake_session_find_question()->secondary, "key of its own"));
	fake_session_answer("accept");
	g_assert_false(holds_back());
}

/* What the file says is not believed beyond its meaning. */
static void
test_hostile_file(Fixture *fixture, gconstpointer data)
{
	static const char *const texts[] = {"", "1:", "1:0000000000000000", "*", "\xff\n"};
	g_autofree char *long_text = g_strnfill(100000, '1');

	fake_session_set_policy(WD_KEY_NOTICE_TEXT, "We look at links.", IT);
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_assert_true(g_file_set_contents(fixture->path, texts[i], -1, NULL));
		start_again();
		g_assert_true(holds_back());
	}
	g_assert_true(g_file_set_contents(fixture->path, long_text, -1, NULL));
	start_again();
	g_assert_true(holds_back());
}

/* Not one byte goes out before it was read; then the account comes by itself. */
static void
test_sign_on(Fixture *fixture, gconstpointer data)
{
	PurpleAccount *account;

	wd_purple_sign_on_attach(wd_session_get());
	fake_session_set_policy(WD_KEY_NOTICE_TEXT, "We look at links.", IT);
	account = wd_null_purple_sign_on("me@a.example");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "login"), ==, 0);
	g_assert_true(purple_account_is_disconnected(account));
	g_assert_nonnull(strstr(purple_account_get_current_error(account)->description, "notice"));
	fake_session_answer("accept");
	wd_null_purple_turn(0);
	g_assert_true(purple_account_is_connected(account));
	/* A new notice waits for the next time. */
	fake_session_set_policy(WD_KEY_NOTICE_VERSION, "2", IT);
	wd_null_purple_turn(0);
	g_assert_true(purple_account_is_connected(account));
	wd_null_purple_sign_off(account);
	wd_purple_sign_on_detach(wd_session_get());
}

static void
test_guidelines(Fixture *fixture, gconstpointer data)
{
	g_autofree char *none =
		wd_guidelines_add(wd_session_get_policy(wd_session_get()), "A risk.");
	g_autofree char *some = NULL;
	g_autofree char *alone = NULL;

	g_assert_cmpstr(none, ==, "A risk.");
	fake_session_set_policy(WD_KEY_NOTICE_GUIDELINES_URL, "https://corp.example/rules", IT);
	some = wd_guidelines_add(wd_session_get_policy(wd_session_get()), "A risk.");
	g_assert_cmpstr(some, ==, "A risk.\nYour organisation's rules: https://corp.example/rules");
	alone = wd_guidelines_add(wd_session_get_policy(wd_session_get()), NULL);
	g_assert_cmpstr(alone, ==, "Your organisation's rules: https://corp.example/rules");
}

#define ADD(path, function) g_test_add(path, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
	int result;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start();
	ADD("/notice/none", test_none);
	ADD("/notice/accepted", test_accepted);
	ADD("/notice/declined", test_declined);
	for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
		g_autofree char *path = g_strconcat("/notice/change/", changes[i].name, NULL);

		g_test_add(path, Fixture, &changes[i], set_up, test_change, tear_down);
	}
	ADD("/notice/reminder", test_reminder);
	ADD("/notice/escrow", test_escrow);
	ADD("/notice/hostile-file", test_hostile_file);
	ADD("/notice/sign-on", test_sign_on);
	ADD("/notice/guidelines", test_guidelines);
	result = g_test_run();
	wd_null_purple_stop();
	return result;
}
