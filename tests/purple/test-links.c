/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fake-session.h"
#include "fakes/wd-null-purple.h"
#include "purple/wd-purple-links.h"

#define URL "https://www.example.org/a?b=c"

typedef struct {
	PurpleNotifyUiOps *ops;
	PurpleNotifyUiOps before;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->ops = purple_notify_get_ui_ops();
	fixture->before = *fixture->ops;
	wd_null_purple_forget();
	fake_session_start(wd_null_purple_new_plugin("core-warden"));
	wd_purple_links_attach(wd_session_get());
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_purple_links_detach(wd_session_get());
	fake_session_stop();
	g_assert_true(fixture->ops->notify_uri == fixture->before.notify_uri);
}

static guint
count_opened(const char *url)
{
	g_autofree char *line = g_strconcat("uri|", url, NULL);

	return wd_null_purple_count(wd_null_purple_notices(), line);
}

static guint
count_said(void)
{
	return wd_null_purple_notices()->len -
	       wd_null_purple_count(wd_null_purple_notices(), "uri|");
}

typedef struct {
	const char *name;
	const char *url;
	WdAction action;
	guint n_opened;
	guint n_asked;
	guint n_said;
} Case;

static const Case cases[] = {
	{"allow-opens", URL, WD_ACTION_ALLOW, 1, 0, 0},
	{"note-opens", URL, WD_ACTION_NOTE, 1, 0, 0},
	{"warn-asks", URL, WD_ACTION_WARN, 0, 1, 0},
	{"hold-asks", URL, WD_ACTION_HOLD, 0, 1, 0},
	{"block-says-so", URL, WD_ACTION_BLOCK, 0, 0, 1},
	{"mail-opens", "mailto:a@example.org", WD_ACTION_ALLOW, 1, 0, 0},
	{"empty-opens-nothing-bad", "", WD_ACTION_ALLOW, 1, 0, 0},
	{"file-url-never", "file:///etc/passwd", WD_ACTION_ALLOW, 0, 0, 1},
	{"file-url-in-capitals-never", "FILE:///etc/passwd", WD_ACTION_ALLOW, 0, 0, 1},
	{"file-url-after-space-never", " \tfile:/tmp/x.desktop", WD_ACTION_ALLOW, 0, 0, 1},
	{"bare-path-never", "/tmp/x.desktop", WD_ACTION_ALLOW, 0, 0, 1},
	{"share-of-windows-never", "\\\\host\\share\\x.exe", WD_ACTION_ALLOW, 0, 0, 1},
	{"not-utf8-asks", "https://example.org/\xff\xfe", WD_ACTION_WARN, 0, 1, 0},
};

static void
test_case(Fixture *fixture, gconstpointer data)
{
	const Case *row = data;

	fake_session_set_verdict(row->action, 0);
	purple_notify_uri(NULL, row->url);
	g_assert_cmpuint(count_opened(row->url), ==, row->n_opened);
	g_assert_cmpuint(fake_session_count_questions(), ==, row->n_asked);
	g_assert_cmpuint(count_said(), ==, row->n_said);
}

static void
test_question_shows_the_host_and_is_safe(Fixture *fixture, gconstpointer data)
{
	const FakeQuestion *question;

	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	purple_notify_uri(NULL, URL);
	question = fake_session_find_question();
	g_assert_cmpstr(question->host, ==, "host.example");
	g_assert_nonnull(strstr(question->secondary, URL));
	g_assert_cmpstr(g_ptr_array_index(question->choices, question->safe_choice), ==, "cancel");
	g_assert_cmpuint(question->action, ==, WD_ACTION_HOLD);
}

static gboolean
offers_always(void)
{
	return g_ptr_array_find_with_equal_func(
		fake_session_find_question()->choices, "always", g_str_equal, NULL);
}

static void
test_always_unless_it_is_held(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_WARN, 0);
	purple_notify_uri(NULL, URL);
	g_assert_true(offers_always());
	/* The name is shown as it is: none of its letters is a key. */
	g_assert_cmpstr(g_ptr_array_index(fake_session_find_question()->labels, 2),
			==,
			"_Always Open my__host.example");
	fake_session_set_verdict(WD_ACTION_HOLD, 0);
	purple_notify_uri(NULL, URL "2");
	g_assert_false(offers_always());
}

static void
test_always_not_where_the_list_is_locked(Fixture *fixture, gconstpointer data)
{
	fake_session_set_policy(WD_KEY_LINKS_ALLOW, "corp.example", WD_LEVEL_IT_MANAGED);
	fake_session_set_verdict(WD_ACTION_WARN, 0);
	purple_notify_uri(NULL, URL);
	g_assert_false(offers_always());
}

static void
test_answered_open(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_WARN, 0);
	purple_notify_uri(NULL, URL);
	fake_session_answer("open");
	g_assert_cmpuint(count_opened(URL), ==, 1);
	g_assert_cmpuint(fake_session_count_audits("link.clicked_through"), ==, 1);
}

static void
test_answered_no(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_WARN, 0);
	purple_notify_uri(NULL, URL);
	fake_session_answer("cancel");
	g_assert_cmpuint(count_opened(URL), ==, 0);
	purple_notify_uri(NULL, URL);
	g_assert_cmpuint(fake_session_count_questions(), ==, 2);
}

static void
test_two_clicks_one_question(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_WARN, 0);
	purple_notify_uri(NULL, URL);
	purple_notify_uri(NULL, URL);
	g_assert_cmpuint(fake_session_count_questions(), ==, 1);
	fake_session_answer("open");
	g_assert_cmpuint(count_opened(URL), ==, 1);
}

/* Pidgin's way: its own click handler asks first, then the same link arrives at notify_uri. */
static void
test_both_click_paths_judge_once(Fixture *fixture, gconstpointer data)
{
	g_assert_true(wd_purple_links_may_open(wd_session_get(), URL));
	purple_notify_uri(NULL, URL);
	g_assert_cmpuint(fake_session_count_judged(), ==, 1);
	g_assert_cmpuint(count_opened(URL), ==, 1);
}

static void
test_open_is_remembered_for_a_moment(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_WARN, 0);
	purple_notify_uri(NULL, URL);
	fake_session_answer("open");
	purple_notify_uri(NULL, URL);
	g_assert_cmpuint(fake_session_count_questions(), ==, 1);
	g_assert_cmpuint(count_opened(URL), ==, 2);
	fake_session_advance(60 * 1000);
	purple_notify_uri(NULL, URL);
	g_assert_cmpuint(fake_session_count_questions(), ==, 2);
}

static void
test_approval_is_for_the_very_link(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_WARN, 0);
	purple_notify_uri(NULL, URL);
	fake_session_answer("open");
	purple_notify_uri(NULL, URL "d");
	g_assert_cmpuint(fake_session_count_questions(), ==, 2);
}

static void
test_many_links_are_bounded(Fixture *fixture, gconstpointer data)
{
	g_assert_true(wd_purple_links_may_open(wd_session_get(), URL));
	for (guint i = 0; i < 100; i++) {
		g_autofree char *url = g_strdup_printf(URL "%u", i);

		g_assert_true(wd_purple_links_may_open(wd_session_get(), url));
	}
	fake_session_set_verdict(WD_ACTION_WARN, 0);
	g_assert_false(wd_purple_links_may_open(wd_session_get(), URL));
}

static void
test_unload_with_a_question(Fixture *fixture, gconstpointer data)
{
	fake_session_set_verdict(WD_ACTION_WARN, 0);
	purple_notify_uri(NULL, URL);
	wd_purple_links_detach(wd_session_get());
	g_assert_null(fake_session_find_question());
	g_assert_false(wd_purple_links_may_open(wd_session_get(), URL));
	purple_notify_uri(NULL, URL);
	g_assert_cmpuint(count_opened(URL), ==, 1);
	wd_purple_links_attach(wd_session_get());
}

static void
test_client_that_opens_nothing(Fixture *fixture, gconstpointer data)
{
	wd_purple_links_detach(wd_session_get());
	purple_notify_set_ui_ops(NULL);
	wd_purple_links_attach(wd_session_get());
	purple_notify_uri(NULL, URL);
	wd_purple_links_detach(wd_session_get());
	purple_notify_set_ui_ops(fixture->ops);
	wd_purple_links_attach(wd_session_get());
	g_assert_cmpuint(count_opened(URL), ==, 0);
}

static void
add(const char *name, gconstpointer data, void (*test)(Fixture *, gconstpointer))
{
	g_autofree char *path = g_strconcat("/links/", name, NULL);

	g_test_add(path, Fixture, data, set_up, test, tear_down);
}

/* What is asked about must not repeat the letters that deceived. */
static void
test_shows_the_real_host(Fixture *fixture, gconstpointer data)
{
	const FakeQuestion *question;

	fake_session_set_verdict(WD_ACTION_WARN, 0);
	purple_notify_uri(NULL, "https://p\u0430ypal.com/signin");
	question = fake_session_find_question();
	g_assert_nonnull(question);
	g_assert_nonnull(strstr(question->secondary, "https://xn--pypal-4ve.com/signin"));
	g_assert_null(strstr(question->secondary, "\u0430"));
}

int
main(int argc, char **argv)
{
	int status;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start();
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		add(cases[i].name, &cases[i], test_case);
	add("question-shows-the-host-and-is-safe", NULL, test_question_shows_the_host_and_is_safe);
	add("shows-the-real-host", NULL, test_shows_the_real_host);
	add("always-unless-it-is-held", NULL, test_always_unless_it_is_held);
	add("always-not-where-the-list-is-locked", NULL, test_always_not_where_the_list_is_locked);
	add("answered-open", NULL, test_answered_open);
	add("answered-no", NULL, test_answered_no);
	add("two-clicks-one-question", NULL, test_two_clicks_one_question);
	add("both-click-paths-judge-once", NULL, test_both_click_paths_judge_once);
	add("open-is-remembered-for-a-moment", NULL, test_open_is_remembered_for_a_moment);
	add("approval-is-for-the-very-link", NULL, test_approval_is_for_the_very_link);
	add("many-links-are-bounded", NULL, test_many_links_are_bounded);
	add("unload-with-a-question", NULL, test_unload_with_a_question);
	add("client-that-opens-nothing", NULL, test_client_that_opens_nothing);
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
