/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of contacts keeps step with the buddy list; seen by what happens to a stranger. */
#include "config.h"

#include "purple/duty-fixture.h"
#include "purple/wd-session-judge.h"

#define BAIT "have a look: http://pictures.example/1"

/* The same from three senders would be held for that. */
static const DutySetting no_worms = {WD_KEY_WORMS_ENABLED, "false"};

static gboolean
is_held(const Duty *duty, const char *peer)
{
	g_autoptr(GPtrArray) before = duty_rows(duty);
	g_autoptr(GPtrArray) after = NULL;

	serv_got_im(duty_connection(duty), peer, BAIT, 0, 0);
	after = duty_rows(duty);
	return after->len > before->len;
}

static void
test_buddy_comes_and_goes(void)
{
	Duty *duty = duty_begin(&no_worms, 1);
	PurpleBuddy *buddy = wd_null_purple_add_buddy(duty->account, "ann.miller");

	wd_null_purple_turn(0);
	g_assert_true(is_held(duty, "ann.mi11er"));
	g_assert_false(is_held(duty, "ann.miller"));
	purple_blist_remove_buddy(buddy);
	g_assert_false(is_held(duty, "ann.mil1er"));
	duty_end(duty);
}

static void
test_buddy_is_renamed(void)
{
	Duty *duty = duty_begin(&no_worms, 1);
	PurpleBuddy *buddy = wd_null_purple_add_buddy(duty->account, "x17");

	wd_null_purple_turn(0);
	g_assert_false(is_held(duty, "big.b0ss"));
	purple_blist_alias_buddy(buddy, "Big Boss");
	wd_null_purple_turn(0);
	g_assert_true(is_held(duty, "big.bo5s"));
	purple_blist_server_alias_buddy(buddy, "\xff");
	wd_null_purple_turn(0);
	duty_end(duty);
}

/* Bonjour and transient buddies are put into the list by their own. */
static void
test_unsaved_is_nobody_to_imitate(void)
{
	Duty *duty = duty_begin(&no_worms, 1);
	PurpleBuddy *buddy = wd_null_purple_add_buddy(duty->account, "mallorca");

	purple_blist_node_set_flags(PURPLE_BLIST_NODE(buddy), PURPLE_BLIST_NODE_FLAG_NO_SAVE);
	wd_null_purple_turn(0);
	g_assert_false(is_held(duty, "ma11orca"));
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

/* Where the person's people are, nobody else is to be taken for. */
static void
test_domains_of_contacts(void)
{
	Duty *duty = duty_begin(&no_worms, 1);

	g_assert_cmpint(judge_link(duty, "http://jabberr.example/"), ==, WD_RISK_SAFE);
	wd_null_purple_add_buddy(duty->account, "ann@jabber.example");
	wd_null_purple_turn(0);
	g_assert_cmpint(judge_link(duty, "http://jabberr.example/"), ==, WD_RISK_DANGEROUS);
	g_assert_cmpint(judge_link(duty, "http://chat.jabber.example/"), ==, WD_RISK_SAFE);
	duty_end(duty);
}

static void
test_list_that_was_there(void)
{
	Duty *duty = duty_begin(&no_worms, 1);

	duty_stop(duty);
	for (guint i = 0; i < 120; i++) {
		g_autofree char *name = g_strdup_printf("colleague%ux", i);

		wd_null_purple_add_buddy(duty->account, name);
	}
	duty_start(duty);
	for (guint i = 0; i < 10; i++)
		wd_null_purple_turn(0);
	g_assert_true(is_held(duty, "co11eague119x"));
	g_assert_true(is_held(duty, "co11eague7x"));
	duty_end(duty);
}

static void
add_tests(void)
{
	g_test_add_func("/contacts/comes-and-goes", test_buddy_comes_and_goes);
	g_test_add_func("/contacts/domains", test_domains_of_contacts);
	g_test_add_func("/contacts/renamed", test_buddy_is_renamed);
	g_test_add_func("/contacts/unsaved", test_unsaved_is_nobody_to_imitate);
	g_test_add_func("/contacts/was-there", test_list_that_was_there);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
