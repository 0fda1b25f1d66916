/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "purple/duty-fixture.h"
#include "purple/wd-purple-lists.h"
#include "purple/wd-session-judge.h"
#include "store/wd-paths.h"

static char *
write_list(const Duty *duty, const char *name, const char *text)
{
	g_autofree char *folder = wd_path_get(wd_session_get_base(duty->session), WD_PATH_LISTS);
	char *path = g_build_filename(folder, name, NULL);
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
	g_assert_true(g_file_set_contents(path, text, -1, &error));
	return path;
}

static gboolean
give_up(gpointer data)
{
	g_error("nothing came of it");
	return G_SOURCE_REMOVE;
}

static void
set_lists(const Duty *duty, WdPolicyKey key, const char *value)
{
	g_autoptr(GError) error = NULL;

	g_assert_true(wd_policy_store_set_user(
		wd_session_get_policy_store(duty->session), key, value, &error));
	g_assert_no_error(error);
}

static WdAction
judge(const Duty *duty, const char *peer)
{
	g_autoptr(WdEvent) event =
		wd_event_new(&(WdEvent){.protocol = purple_account_get_protocol_id(duty->account),
					.account = purple_account_get_username(duty->account),
					.peer = peer,
					.text = "hello"});
	g_autoptr(WdVerdict) verdict = wd_session_peek(duty->session, duty->account, event);

	return verdict->action;
}

/* Until @peer is treated so; every turn is an event of the loop and no clock. */
static void
wait_for(const Duty *duty, const char *peer, WdAction action)
{
	guint guard = g_timeout_add_seconds(20, give_up, NULL);

	while (wd_purple_lists_is_reading(duty->session) || judge(duty, peer) != action)
		g_main_context_iteration(NULL, TRUE);
	g_source_remove(guard);
}

static void
test_deny_and_allow(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *deny = write_list(duty, "spam.txt", "# names\r\n@spam.example\r\n");
	g_autofree char *allow = write_list(duty, "good.txt", "lea@corp.example\n");

	g_assert_cmpint(judge(duty, "eve@spam.example"), ==, WD_ACTION_NOTE);
	set_lists(duty, WD_KEY_CONTACTS_DENY_LISTS, "spam.txt");
	wait_for(duty, "eve@spam.example", WD_ACTION_BLOCK);
	set_lists(duty, WD_KEY_CONTACTS_ALLOW_LISTS, allow);
	wait_for(duty, "lea@corp.example", WD_ACTION_ALLOW);
	g_assert_cmpint(judge(duty, "bob@corp.example"), ==, WD_ACTION_NOTE);
	g_assert_cmpuint(duty->banners->len, ==, 0);
	set_lists(duty, WD_KEY_CONTACTS_DENY_LISTS, NULL);
	wait_for(duty, "eve@spam.example", WD_ACTION_NOTE);
	duty_end(duty);
}

static void
test_reload(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *path = write_list(duty, "spam.txt", "eve\n");
	g_autofree char *later = NULL;

	set_lists(duty, WD_KEY_CONTACTS_DENY_LISTS, "spam.txt");
	wait_for(duty, "eve", WD_ACTION_BLOCK);
	later = write_list(duty, "spam.txt", "bob\n");
	wait_for(duty, "bob", WD_ACTION_BLOCK);
	g_assert_cmpint(judge(duty, "eve"), ==, WD_ACTION_NOTE);
	duty_end(duty);
}

static WdRisk
judge_link(const Duty *duty, const char *url)
{
	g_autoptr(WdEvent) event =
		wd_event_new(&(WdEvent){.kind = WD_EVENT_LINK,
					.protocol = purple_account_get_protocol_id(duty->account),
					.account = purple_account_get_username(duty->account),
					.peer = "lea@corp.example",
					.url = url});
	g_autoptr(WdVerdict) verdict = wd_session_peek(duty->session, duty->account, event);
	const WdLinkReport *report = g_ptr_array_index(verdict->links, 0);

	return report->risk;
}

static void
wait_for_link(const Duty *duty, const char *url, WdRisk risk)
{
	guint guard = g_timeout_add_seconds(20, give_up, NULL);

	while (wd_purple_lists_is_reading(duty->session) || judge_link(duty, url) != risk)
		g_main_context_iteration(NULL, TRUE);
	g_source_remove(guard);
}

/* Lists of sites are read like those of people, and again when they change. */
static void
test_links(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *deny = write_list(duty, "sites.txt", "bad.example\n");
	g_autofree char *allow = write_list(duty, "fine.txt", "paypa1.com\n");
	g_autofree char *later = NULL;

	g_assert_cmpint(judge_link(duty, "http://bad.example/"), ==, WD_RISK_SAFE);
	g_assert_cmpint(judge_link(duty, "http://paypa1.com/"), ==, WD_RISK_DANGEROUS);
	set_lists(duty, WD_KEY_LINKS_DENY_LISTS, "sites.txt");
	wait_for_link(duty, "http://bad.example/", WD_RISK_DANGEROUS);
	set_lists(duty, WD_KEY_LINKS_ALLOW_LISTS, allow);
	wait_for_link(duty, "http://paypa1.com/", WD_RISK_SAFE);
	later = write_list(duty, "sites.txt", "worse.example\npaypa1.com\n");
	wait_for_link(duty, "http://worse.example/", WD_RISK_DANGEROUS);
	g_assert_cmpint(judge_link(duty, "http://bad.example/"), ==, WD_RISK_SAFE);
	/* What is denied stays so. */
	g_assert_cmpint(judge_link(duty, "http://paypa1.com/"), ==, WD_RISK_DANGEROUS);
	g_assert_cmpuint(duty->banners->len, ==, 0);
	duty_end(duty);
}

static guint
count_banners(const Duty *duty, const char *text)
{
	guint n = 0;

	for (guint i = 0; i < duty->banners->len; i++)
		n += g_str_has_prefix(g_ptr_array_index(duty->banners, i), "lists|") &&
		     strstr(g_ptr_array_index(duty->banners, i), text) != NULL;
	return n;
}

static void
test_mistakes_are_said_once(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *path = write_list(duty, "spam.txt", "bob\n@\n");
	g_autofree char *later = NULL;

	set_lists(duty, WD_KEY_CONTACTS_DENY_LISTS, "spam.txt");
	wait_for(duty, "bob", WD_ACTION_BLOCK);
	g_assert_cmpuint(count_banners(duty, "spam.txt:2:"), ==, 1);
	later = write_list(duty, "spam.txt", "eve\n@\n");
	wait_for(duty, "eve", WD_ACTION_BLOCK);
	g_assert_cmpuint(count_banners(duty, "spam.txt"), ==, 1);
	g_free(write_list(duty, "spam.txt", "lea\n"));
	wait_for(duty, "lea", WD_ACTION_BLOCK);
	g_assert_cmpstr(g_ptr_array_index(duty->banners, duty->banners->len - 1), ==, "lists|");
	duty_end(duty);
}

/* A person's own list that is missing is said, and holds nobody. */
static void
test_missing(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *path = write_list(duty, "spam.txt", "bob\n");

	set_lists(duty, WD_KEY_CONTACTS_DENY_LISTS, "gone.txt;spam.txt");
	wait_for(duty, "bob", WD_ACTION_BLOCK);
	g_assert_cmpuint(count_banners(duty, "gone.txt"), ==, 1);
	g_assert_cmpint(judge(duty, "eve"), ==, WD_ACTION_NOTE);
	g_free(write_list(duty, "gone.txt", "eve\n"));
	wait_for(duty, "eve", WD_ACTION_BLOCK);
	duty_end(duty);
}

/* The thread is joined and the engine forgets the tables, whatever was under way. */
static void
test_stop_while_reading(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *path = write_list(duty, "spam.txt", "bob\n");

	set_lists(duty, WD_KEY_CONTACTS_DENY_LISTS, "spam.txt");
	duty_restart(duty);
	wait_for(duty, "bob", WD_ACTION_BLOCK);
	duty_restart(duty);
	duty_end(duty);
}

static void
add_tests(void)
{
	g_test_add_func("/lists/deny-and-allow", test_deny_and_allow);
	g_test_add_func("/lists/links", test_links);
	g_test_add_func("/lists/reload", test_reload);
	g_test_add_func("/lists/mistakes-are-said-once", test_mistakes_are_said_once);
	g_test_add_func("/lists/missing", test_missing);
	g_test_add_func("/lists/stop-while-reading", test_stop_while_reading);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
