/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fakes/wd-null-xmpp.h"
#include "purple/duty-fixture.h"
#include "purple/wd-person-menu.h"
#include "purple/wd-purple-shield.h"
#include "purple/wd-session-judge.h"
#include "wd-rows.h"

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
pretend(PurpleSslConnection *tls)
{
}

/* How a connection is made, and what the settings say. */
typedef struct {
	const char *name;
	const char *security;
	const char *bosh_url;  /* (nullable) */
	gboolean is_tls;       /* the stream is handed to libpurple's TLS */
	const char *http_host; /* (nullable): a connection to there is, not the stream's own */
	gboolean is_older;     /* than the session */
	WdShieldConnection expected;
} WireCase;

static const WireCase wires[] = {
	{"seen", "opportunistic_tls", NULL, TRUE, NULL, FALSE, WD_SHIELD_CONNECTION_SEEN_TLS},
	/* The settings promise what did not happen. */
	{"nothing-seen", "require_tls", NULL, FALSE, NULL, FALSE, WD_SHIELD_CONNECTION_SEEN_CLEAR},
	{"nothing-seen-nor-wanted",
	 "opportunistic_tls",
	 NULL,
	 FALSE,
	 NULL,
	 FALSE,
	 WD_SHIELD_CONNECTION_SEEN_CLEAR},
	{"older-than-we", "require_tls", NULL, FALSE, NULL, TRUE, WD_SHIELD_CONNECTION_TLS},
	{"older-than-we-and-loose",
	 "opportunistic_tls",
	 NULL,
	 FALSE,
	 NULL,
	 TRUE,
	 WD_SHIELD_CONNECTION_LOOSE},
	{"over-http",
	 "require_tls",
	 "https://Web.corp.example:5281/bosh",
	 FALSE,
	 "web.corp.example",
	 FALSE,
	 WD_SHIELD_CONNECTION_SEEN_TLS},
	{"over-open-http",
	 "old_ssl",
	 "http://web.corp.example/bosh",
	 FALSE,
	 "web.corp.example",
	 FALSE,
	 WD_SHIELD_CONNECTION_SEEN_CLEAR},
};

/* As libpurple's protocols do it, up to the TLS plugin, which is none here. */
static void
hand_to_tls(PurpleSslConnection *tls, const char *host, gpointer owner)
{
	*tls = (PurpleSslConnection){.host = (char *)host, .connect_cb_data = owner};
	purple_ssl_get_ops()->connectfunc(tls);
}

static void
test_wire(gconstpointer data)
{
	static PurpleSslOps ops = {.connectfunc = pretend, .close = pretend};
	const WireCase *row = data;
	PurpleSslOps *stock = purple_ssl_get_ops();
	PurpleSslConnection tls;
	PurpleSslConnection http;
	PurpleAccount *xmpp = NULL;
	WdShield shield;
	Duty *duty;

	purple_ssl_set_ops(&ops);
	if (row->is_older)
		xmpp = wd_null_xmpp_sign_on("me@corp.example/desk");
	duty = duty_begin(NULL, 0);
	if (!row->is_older)
		xmpp = wd_null_xmpp_sign_on("me@corp.example/desk");
	purple_account_set_string(xmpp, "connection_security", row->security);
	if (row->bosh_url != NULL)
		purple_account_set_string(xmpp, "bosh_url", row->bosh_url);
	if (row->is_tls)
		hand_to_tls(&tls, "corp.example", purple_account_get_connection(xmpp));
	if (row->http_host != NULL)
		hand_to_tls(&http, row->http_host, &http);
	wd_purple_shield_look(duty->session,
			      &(const WdPlace){"prpl-jabber", "me@corp.example/desk", "a@b", FALSE},
			      &shield);
	g_assert_cmpint(shield.connection, ==, row->expected);
	if (row->expected == WD_SHIELD_CONNECTION_SEEN_TLS)
		g_assert_cmpstr(shield.tls_version, ==, "TLS"); /* nobody can tell which */
	else
		g_assert_null(shield.tls_version);
	if (row->is_tls)
		purple_ssl_get_ops()->close(&tls);
	if (row->http_host != NULL)
		purple_ssl_get_ops()->close(&http);
	wd_null_purple_sign_off(xmpp);
	purple_accounts_delete(xmpp);
	wd_null_xmpp_forget();
	duty_end(duty);
	purple_ssl_set_ops(stock);
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
	wd_null_xmpp_register();
	WD_ADD_ROWS("/shield/wire/", wires, test_wire);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
