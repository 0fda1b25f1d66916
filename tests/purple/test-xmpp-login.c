/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fake-session.h"
#include "fakes/wd-null-purple.h"
#include "fakes/wd-null-xmpp.h"
#include "purple/wd-purple-xmpp-login.h"
#include "purple/wd-tls-watch.h"

#define FEATURES(inside) "<features>" inside "</features>"
#define MECHANISM(name)  "<mechanism>" name "</mechanism>"
#define MECHANISMS(inside)                                                                         \
	"<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>" inside "</mechanisms>"
#define STARTTLS "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"
#define AUTH(mechanism)                                                                            \
	"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='" mechanism "'>AG1l</auth>"
#define QUERY(type, namespace, inside)                                                             \
	"<iq type='" type "'><query xmlns='" namespace "'>" inside "</query></iq>"

typedef enum { IN, OUT } Way;

typedef struct {
	const char *name;
	Way way;
	const char *stanza;
	const char *may_be_clear;
	const char *require_tls;
	gboolean is_tls;
	gboolean is_refused;
	const char *left; /* (nullable): in what comes through; out and NULL: nothing does */
	const char *gone; /* (nullable): not in there any more */
} Case;

static const Case cases[] = {
	{"offer-of-both",
	 IN,
	 FEATURES(MECHANISMS(MECHANISM("PLAIN") MECHANISM("SCRAM-SHA-1") MECHANISM("LOGIN"))),
	 "false",
	 "false",
	 FALSE,
	 FALSE,
	 "SCRAM",
	 "PLAIN"},
	{"offer-of-plain-alone",
	 IN,
	 FEATURES(MECHANISMS(MECHANISM("PLAIN"))),
	 "false",
	 "false",
	 FALSE,
	 TRUE,
	 "mechanisms",
	 "PLAIN"},
	{"offer-of-plain-before-tls",
	 IN,
	 FEATURES(STARTTLS MECHANISMS(MECHANISM("PLAIN"))),
	 "false",
	 "false",
	 FALSE,
	 FALSE,
	 "starttls",
	 "PLAIN"},
	{"offer-over-tls",
	 IN,
	 FEATURES(MECHANISMS(MECHANISM("PLAIN"))),
	 "false",
	 "false",
	 TRUE,
	 FALSE,
	 "PLAIN",
	 NULL},
	{"offer-that-is-allowed",
	 IN,
	 FEATURES(MECHANISMS(MECHANISM("PLAIN"))),
	 "true",
	 "false",
	 FALSE,
	 FALSE,
	 "PLAIN",
	 NULL},
	{"features-after-the-login",
	 IN,
	 FEATURES("<bind/>"),
	 "false",
	 "false",
	 FALSE,
	 FALSE,
	 "bind",
	 NULL},
	{"old-offer-of-both",
	 IN,
	 QUERY("result", "jabber:iq:auth", "<username/><password/><digest/>"),
	 "false",
	 "false",
	 FALSE,
	 FALSE,
	 "digest",
	 "password"},
	{"old-offer-of-plain-alone",
	 IN,
	 QUERY("result", "jabber:iq:auth", "<username/><password/>"),
	 "false",
	 "false",
	 FALSE,
	 TRUE,
	 "username",
	 "password"},
	{"roster-in",
	 IN,
	 QUERY("result", "jabber:iq:roster", "<password/>"),
	 "false",
	 "false",
	 FALSE,
	 FALSE,
	 "password",
	 NULL},
	{"plain", OUT, AUTH("PLAIN"), "false", "false", FALSE, TRUE, NULL, NULL},
	{"login", OUT, AUTH("LOGIN"), "false", "false", FALSE, TRUE, NULL, NULL},
	{"plain-over-tls", OUT, AUTH("PLAIN"), "false", "true", TRUE, FALSE, "AG1l", NULL},
	{"plain-allowed", OUT, AUTH("PLAIN"), "true", "false", FALSE, FALSE, "AG1l", NULL},
	{"scram", OUT, AUTH("SCRAM-SHA-1"), "false", "false", FALSE, FALSE, "AG1l", NULL},
	{"scram-where-tls-is-required",
	 OUT,
	 AUTH("SCRAM-SHA-1"),
	 "true",
	 "true",
	 FALSE,
	 TRUE,
	 NULL,
	 NULL},
	{"old-way",
	 OUT,
	 QUERY("set", "jabber:iq:auth", "<password>synthetic</password>"),
	 "false",
	 "false",
	 FALSE,
	 TRUE,
	 NULL,
	 NULL},
	{"old-way-with-a-digest",
	 OUT,
	 QUERY("set", "jabber:iq:auth", "<digest>ab</digest>"),
	 "false",
	 "false",
	 FALSE,
	 FALSE,
	 "digest",
	 NULL},
	{"new-password",
	 OUT,
	 QUERY("set", "jabber:iq:register", "<password>synthetic</password>"),
	 "false",
	 "false",
	 FALSE,
	 TRUE,
	 NULL,
	 NULL},
	{"message-about-it",
	 OUT,
	 "<message to='a@b.example'><body>password</body></message>",
	 "false",
	 "true",
	 FALSE,
	 FALSE,
	 "body",
	 NULL},
};

static PurplePlugin *
get_xmpp(void)
{
	PurplePlugin *xmpp = purple_find_prpl("prpl-jabber");

	g_assert_nonnull(xmpp);
	return xmpp;
}

static void
begin(const char *may_be_clear, const char *require_tls)
{
	fake_session_start(wd_null_purple_new_plugin("core-warden"));
	fake_session_set_policy(WD_KEY_ACCOUNTS_CLEAR_PASSWORDS, may_be_clear, WD_LEVEL_IT_MANAGED);
	fake_session_set_policy(WD_KEY_ACCOUNTS_REQUIRE_TLS, require_tls, WD_LEVEL_IT_MANAGED);
	wd_tls_watch_attach(wd_session_get());
	wd_purple_xmpp_login_attach(wd_session_get());
}

static void
end(void)
{
	wd_purple_xmpp_login_detach(wd_session_get());
	wd_tls_watch_detach(wd_session_get());
	fake_session_stop();
}

static void
pretend(PurpleSslConnection *tls)
{
}

/* As if the stream had been handed to TLS. */
static void
hand_to_tls(PurpleConnection *connection)
{
	PurpleSslConnection tls = {.connect_cb_data = connection};
	PurpleSslOps *ops;
	void (*stock)(PurpleSslConnection *);

	g_assert_true(purple_ssl_is_supported());
	ops = purple_ssl_get_ops();
	wd_tls_watch_detach(wd_session_get());
	stock = ops->connectfunc;
	ops->connectfunc = pretend;
	wd_tls_watch_attach(wd_session_get());
	ops->connectfunc(&tls);
	g_assert_true(wd_tls_watch_has_seen(connection));
	/* The watch goes with the test; the plugin gets its own function back now. */
	ops->connectfunc = stock;
}

static void
check_stanza(const Case *row, xmlnode *stanza)
{
	g_autofree char *text = stanza != NULL ? xmlnode_to_str(stanza, NULL) : NULL;

	if (row->left == NULL) {
		g_assert_null(text);
		return;
	}
	g_assert_nonnull(text);
	g_assert_nonnull(strstr(text, row->left));
	if (row->gone != NULL)
		g_assert_null(strstr(text, row->gone));
}

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	const char *signal = row->way == IN ? "jabber-receiving-xmlnode" : "jabber-sending-xmlnode";
	PurpleAccount *account = wd_null_xmpp_sign_on("me@corp.example/desk");
	PurpleConnection *connection = purple_account_get_connection(account);
	xmlnode *made = xmlnode_from_str(row->stanza, -1);
	xmlnode *stanza = made;

	g_assert_nonnull(made);
	begin(row->may_be_clear, row->require_tls);
	connection->state = PURPLE_CONNECTING;
	purple_signal_emit(purple_connections_get_handle(), "signed-off", connection);
	if (row->is_tls)
		hand_to_tls(connection);
	purple_signal_emit(get_xmpp(), signal, connection, &stanza);
	check_stanza(row, stanza);
	g_assert_cmpuint(fake_session_count_audits("account.blocked"), ==, row->is_refused);
	end();
	xmlnode_free(made);
	connection->state = PURPLE_CONNECTED;
	wd_null_purple_turn(0);
	wd_null_purple_sign_off(account);
	purple_accounts_delete(account);
	wd_null_xmpp_forget();
}

/* Somebody said yes once. */
static void
test_yes_is_taken_back(void)
{
	PurpleAccount *account = purple_account_new("me@corp.example/desk", "prpl-jabber");

	purple_account_set_bool(account, "auth_plain_in_clear", TRUE);
	begin("true", "false");
	purple_signal_emit(purple_accounts_get_handle(), "account-connecting", account);
	g_assert_true(purple_account_get_bool(account, "auth_plain_in_clear", FALSE));
	fake_session_set_policy(WD_KEY_ACCOUNTS_CLEAR_PASSWORDS, "false", WD_LEVEL_IT_MANAGED);
	purple_signal_emit(purple_accounts_get_handle(), "account-connecting", account);
	g_assert_false(purple_account_get_bool(account, "auth_plain_in_clear", FALSE));
	end();
	purple_account_destroy(account);
}

int
main(int argc, char **argv)
{
	int status;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start();
	wd_null_xmpp_register();
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/xmpp-login/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_case);
	}
	g_test_add_func("/xmpp-login/yes-is-taken-back", test_yes_is_taken_back);
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
