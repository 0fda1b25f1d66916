/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/duty-fixture.h"
#include "purple/wd-person-menu.h"
#include "purple/wd-purple-shield.h"
#include "purple/wd-session-judge.h"

static WdShield
look(Duty *duty, const char *peer, gboolean is_chat)
{
	const WdPlace place = {
		.protocol = purple_account_get_protocol_id(duty->account),
		.account = purple_account_get_username(duty->account),
		.peer = peer,
		.is_chat = is_chat,
	};
	WdShield shield;

	wd_purple_shield_look(duty->session, &place, &shield);
	return shield;
}

static void
receive(Duty *duty, const char *sender)
{
	serv_got_im(duty_connection(duty), sender, "shall we meet at noon?", 0, 1000000000);
}

static void
test_who(void)
{
	Duty *duty = duty_begin(NULL, 0);

	wd_null_purple_add_buddy(duty->account, "friend");
	g_assert_cmpint(look(duty, "friend", FALSE).peer, ==, WD_SHIELD_PEER_CONTACT);
	receive(duty, "newcomer");
	g_assert_cmpint(look(duty, "newcomer", FALSE).peer, ==, WD_SHIELD_PEER_STRANGER);
	g_assert_true(wd_person_set_trusted(duty->session, duty->account, "newcomer", TRUE, NULL));
	g_assert_cmpint(look(duty, "newcomer", FALSE).peer, ==, WD_SHIELD_PEER_TRUSTED);
	wd_session_note_i_wrote(duty->session, duty->account, "pen-pal");
	g_assert_cmpint(look(duty, "pen-pal", FALSE).peer, ==, WD_SHIELD_PEER_WRITTEN_TO);
	wd_null_purple_join_chat(duty->account, 7, "room");
	g_assert_cmpint(look(duty, "room", TRUE).peer, ==, WD_SHIELD_PEER_ROOM);
	duty_end(duty);
}

/* Looking at somebody is not meeting them: whoever is written to after that was written to first.
 */
static void
test_leaves_no_trace(void)
{
	Duty *duty = duty_begin(NULL, 0);
	WdTrust *trust = wd_session_get_trust(duty->session);

	(void)look(duty, "looked-at", FALSE);
	g_assert_cmpint(wd_trust_find_first_seen_ms(trust,
						    purple_account_get_protocol_id(duty->account),
						    purple_account_get_username(duty->account),
						    "looked-at"),
			==,
			0);
	wd_session_note_i_wrote(duty->session, duty->account, "looked-at");
	g_assert_cmpint(look(duty, "looked-at", FALSE).peer, ==, WD_SHIELD_PEER_WRITTEN_TO);
	duty_end(duty);
}

static void
test_held(void)
{
	Duty *duty = duty_begin(NULL, 0);

	wd_null_purple_add_buddy(duty->account, "chatty");
	g_assert_true(wd_person_set_held(duty->session, duty->account, "chatty", TRUE, NULL));
	g_assert_cmpuint(look(duty, "chatty", FALSE).n_held, ==, 0);
	receive(duty, "chatty");
	receive(duty, "chatty");
	g_assert_cmpuint(look(duty, "chatty", FALSE).n_held, ==, 2);
	g_assert_true(look(duty, "chatty", FALSE).is_always_held);
	g_assert_cmpuint(look(duty, "chatt", FALSE).n_held, ==, 0);
	duty_end(duty);
}

static void
test_connection_and_logs(void)
{
	const DutySetting settings[] = {{WD_KEY_LOGS_MODE, "always"}};
	Duty *duty = duty_begin(settings, 1);
	PurpleConversation *conversation;

	g_assert_cmpint(look(duty, "friend", FALSE).logs, ==, WD_SHIELD_LOGS_NONE); /* no window */
	conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, "friend");
	g_assert_cmpint(look(duty, "friend", FALSE).logs, ==, WD_SHIELD_LOGS_ENCRYPTED);
	purple_conversation_set_logging(conversation, FALSE);
	g_assert_cmpint(look(duty, "friend", FALSE).logs, ==, WD_SHIELD_LOGS_NONE);
	/* A protocol from elsewhere: nobody has looked at it. */
	g_assert_cmpint(look(duty, "friend", FALSE).connection, ==, WD_SHIELD_CONNECTION_UNKNOWN);
	wd_null_purple_sign_off(duty->account);
	g_assert_cmpint(look(duty, "friend", FALSE).connection, ==, WD_SHIELD_CONNECTION_OFFLINE);
	duty_end(duty);
}

static void
test_no_such_account(void)
{
	Duty *duty = duty_begin(NULL, 0);
	const WdPlace places[] = {{"prpl-none", "nobody", "x", FALSE}, {NULL, NULL, NULL, FALSE}};

	for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
		WdShield shield = {.n_held = 99};

		wd_purple_shield_look(duty->session, &places[i], &shield);
		g_assert_cmpint(shield.peer, ==, WD_SHIELD_PEER_UNKNOWN);
		g_assert_cmpuint(shield.n_held, ==, 0);
	}
	duty_end(duty);
}

static void
test_command(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurpleConversation *conversation =
		purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, "newcomer");
	char *error = NULL;

	wd_null_purple_forget();
	g_assert_cmpint(purple_cmd_do_command(conversation, "warden here", "warden here", &error),
			==,
			PURPLE_CMD_STATUS_OK);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_shown(), "A stranger"), ==, 1);
	duty_end(duty);
}

static void
add_tests(void)
{
	g_test_add_func("/shield/who", test_who);
	g_test_add_func("/shield/leaves-no-trace", test_leaves_no_trace);
	g_test_add_func("/shield/held", test_held);
	g_test_add_func("/shield/connection-and-logs", test_connection_and_logs);
	g_test_add_func("/shield/no-such-account", test_no_such_account);
	g_test_add_func("/shield/command", test_command);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
