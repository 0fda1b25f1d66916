/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fake-session.h"
#include "fakes/wd-null-purple.h"
#include "purple/wd-purple-irc-guard.h"
#include "purple/wd-purple-sign-on.h"
#include "purple/wd-tls-rules.h"
#include "purple/wd-tls-watch.h"

typedef struct {
	PurplePluginProtocolInfo *protocol;
	PurplePluginProtocolInfo before;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
	fixture->protocol = wd_null_purple_get_protocol();
	fixture->before = *fixture->protocol;
	wd_null_purple_forget();
	fake_session_start(wd_null_purple_new_plugin("core-warden"));
	wd_tls_watch_attach(wd_session_get());
	wd_purple_irc_guard_attach(wd_session_get());
	wd_purple_sign_on_attach(wd_session_get());
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	wd_purple_sign_on_detach(wd_session_get());
	wd_purple_irc_guard_detach(wd_session_get());
	wd_tls_watch_detach(wd_session_get());
	fake_session_stop();
	g_assert_true(fixture->protocol->login == fixture->before.login);
	g_assert_true(fixture->protocol->register_user == fixture->before.register_user);
	g_assert_true(fixture->protocol->unregister_user == fixture->before.unregister_user);
}

static const char *
get_error(PurpleAccount *account)
{
	const PurpleConnectionErrorInfo *error = purple_account_get_current_error(account);

	return error == NULL ? NULL : error->description;
}

/* An account's settings, the policy, and whether the sign-on goes through. */
typedef struct {
	const char *name;
	const char *allow;
	WdPolicyLevel level;
	const char *require_tls;
	const char *error; /* (nullable) part of what the account says */
} Case;

static const Case cases[] = {
	{"no-rules", "", WD_LEVEL_BUILTIN, "false", NULL},
	{"listed", "prpl-jabber;prpl-fake", WD_LEVEL_IT_MANAGED, "false", NULL},
	{"not-listed", "prpl-jabber", WD_LEVEL_IT_MANAGED, "false", "do not allow prpl-fake"},
	{"longer-id-is-not-listed", "prpl-fake2", WD_LEVEL_IT_MANAGED, "false", "do not allow"},
	{"none-listed", "none", WD_LEVEL_IT_MANAGED, "false", "do not allow"},
	{"unknown-transport", "", WD_LEVEL_IT_MANAGED, "true", "not known how prpl-fake"},
	{"unknown-but-vouched-for", "prpl-fake", WD_LEVEL_IT_MANAGED, "true", NULL},
};

static void
apply(const Case *row)
{
	fake_session_set_policy(WD_KEY_ACCOUNTS_ALLOW_PROTOCOLS, row->allow, row->level);
	fake_session_set_policy(WD_KEY_ACCOUNTS_REQUIRE_TLS, row->require_tls, row->level);
}

static void
test_case(Fixture *fixture, gconstpointer data)
{
	const Case *row = data;
	gboolean is_allowed = row->error == NULL;
	PurpleAccount *account;

	apply(row);
	account = wd_null_purple_sign_on("me@a.example");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "login"), ==, is_allowed);
	g_assert_cmpint(purple_account_is_connected(account), ==, is_allowed);
	if (!is_allowed) {
		g_assert_nonnull(strstr(get_error(account), row->error));
		g_assert_true(purple_account_is_disconnected(account));
		g_assert_cmpuint(fake_session_count_audits("account.blocked"), ==, 1);
	}
	wd_null_purple_sign_off(account);
}

static void
test_retry_after_the_rule_went(Fixture *fixture, gconstpointer data)
{
	PurpleAccount *account;

	apply(&cases[2]);
	account = wd_null_purple_sign_on("me@a.example");
	wd_null_purple_sign_off(account);
	apply(&cases[0]);
	account = wd_null_purple_sign_on("me@a.example");
	g_assert_true(purple_account_is_connected(account));
	g_assert_null(get_error(account));
	wd_null_purple_sign_off(account);
}

static void
test_register_is_refused(Fixture *fixture, gconstpointer data)
{
	PurpleAccount *account = purple_account_new("new@a.example", "prpl-fake");

	purple_accounts_add(account);
	apply(&cases[2]);
	purple_account_register(account);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "register"), ==, 0);
	apply(&cases[0]);
	purple_account_register(account);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "register"), ==, 1);
	purple_account_disconnect(account);
}

static void
test_online_against_policy(Fixture *fixture, gconstpointer data)
{
	PurpleAccount *account = wd_null_purple_sign_on("me@a.example");

	wd_purple_sign_on_detach(wd_session_get());
	apply(&cases[2]);
	g_assert_true(purple_account_is_connected(account));
	wd_purple_sign_on_attach(wd_session_get());
	wd_null_purple_turn(0);
	g_assert_true(purple_account_is_disconnected(account));
	g_assert_nonnull(strstr(get_error(account), "do not allow"));
	wd_null_purple_sign_off(account);
}

static void
test_enforce_after_a_change(Fixture *fixture, gconstpointer data)
{
	PurpleAccount *account = wd_null_purple_sign_on("me@a.example");

	apply(&cases[1]);
	wd_null_purple_turn(0);
	g_assert_true(purple_account_is_connected(account));
	apply(&cases[2]);
	wd_null_purple_turn(0);
	g_assert_true(purple_account_is_disconnected(account));
	wd_null_purple_sign_off(account);
}

static void
late_login(PurpleAccount *account)
{
	g_ptr_array_add(wd_null_purple_wire(), g_strdup("late login"));
	purple_connection_set_state(purple_account_get_connection(account), PURPLE_CONNECTED);
}

static guint n_closed;

/* As in a protocol that knows only connections of its own login. */
static void
late_close(PurpleConnection *connection)
{
	n_closed++;
}

static PurplePluginProtocolInfo late_protocol;
static PurplePluginInfo late_info = {
	.magic = PURPLE_PLUGIN_MAGIC,
	.major_version = PURPLE_MAJOR_VERSION,
	.minor_version = PURPLE_MINOR_VERSION,
	.type = PURPLE_PLUGIN_PROTOCOL,
	.id = "prpl-late",
	.name = "Late",
	.extra_info = &late_protocol,
};

static void
test_protocol_loaded_later(Fixture *fixture, gconstpointer data)
{
	PurplePlugin *plugin = purple_plugin_new(TRUE, NULL);
	PurpleAccount *account;

	late_protocol = fixture->before;
	late_protocol.login = late_login;
	late_protocol.close = late_close;
	plugin->info = &late_info;
	purple_plugin_register(plugin);
	purple_plugins_probe("no-such-extension");
	apply(&cases[2]);
	account = purple_account_new("me@a.example", "prpl-late");
	purple_accounts_add(account);
	purple_account_set_enabled(account, purple_core_get_ui(), TRUE);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "late login"), ==, 0);
	g_assert_nonnull(strstr(get_error(account), "do not allow"));
	wd_null_purple_sign_off(account);
	g_assert_cmpuint(n_closed, ==, 0);
	apply(&cases[0]);
	purple_account_set_enabled(account, purple_core_get_ui(), TRUE);
	g_assert_true(purple_account_is_connected(account));
	wd_null_purple_sign_off(account);
	g_assert_cmpuint(n_closed, ==, 1);
	purple_accounts_delete(account);
}

/* The plugin goes before the turn of the main loop in which a refused connection ends. */
static void
test_detached_before_the_end(Fixture *fixture, gconstpointer data)
{
	PurpleAccount *account = purple_account_new("me@a.example", "prpl-fake");
	void (*stock)(PurpleConnection *) = fixture->before.close;

	purple_accounts_add(account);
	apply(&cases[2]);
	wd_purple_sign_on_detach(wd_session_get());
	g_assert_true(fixture->protocol->close == stock);
	fixture->protocol->close = late_close;
	wd_purple_sign_on_attach(wd_session_get());
	n_closed = 0;
	purple_account_set_enabled(account, purple_core_get_ui(), TRUE);
	wd_purple_sign_on_detach(wd_session_get());
	g_assert_true(purple_account_is_disconnected(account));
	g_assert_cmpuint(n_closed, ==, 0);
	fixture->protocol->close = stock;
	wd_purple_sign_on_attach(wd_session_get());
	wd_null_purple_sign_off(account);
	purple_accounts_delete(account);
}

static void (*wrapped_login)(PurpleAccount *account);

static void
login_from_outside(PurpleAccount *account)
{
	wrapped_login(account);
}

static void
test_slot_of_somebody_else_is_left(Fixture *fixture, gconstpointer data)
{
	PurpleAccount *account;

	wrapped_login = fixture->protocol->login;
	fixture->protocol->login = login_from_outside;
	wd_purple_sign_on_detach(wd_session_get());
	g_assert_true(fixture->protocol->login == login_from_outside);
	account = wd_null_purple_sign_on("me@a.example"); /* through our code, off duty */
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "login"), ==, 1);
	wd_null_purple_sign_off(account);
	fixture->protocol->login = wrapped_login;
	wd_purple_sign_on_attach(wd_session_get());
}

/* What is known of the protocols, from their settings. */
typedef struct {
	const char *name;
	const char *protocol;
	const char *setting;
	const char *text; /* string setting */
	gboolean is_on;   /* or boolean */
	WdTransport transport;
} RuleCase;

static const RuleCase rule_cases[] = {
	{"jabber-default", "prpl-jabber", NULL, NULL, FALSE, WD_TRANSPORT_TLS},
	{"jabber-required",
	 "prpl-jabber",
	 "connection_security",
	 "require_tls",
	 FALSE,
	 WD_TRANSPORT_TLS},
	{"jabber-old-ssl",
	 "prpl-jabber",
	 "connection_security",
	 "old_ssl",
	 FALSE,
	 WD_TRANSPORT_TLS},
	{"jabber-opportunistic",
	 "prpl-jabber",
	 "connection_security",
	 "opportunistic_tls",
	 FALSE,
	 WD_TRANSPORT_SETTING},
	{"jabber-over-open-http", "prpl-jabber", "bosh_url", "http://x/", FALSE, WD_TRANSPORT_TLS},
	{"jabber-nonsense",
	 "prpl-jabber",
	 "connection_security",
	 "maybe",
	 FALSE,
	 WD_TRANSPORT_SETTING},
	{"irc-default", "prpl-irc", NULL, NULL, FALSE, WD_TRANSPORT_SETTING},
	{"irc-ssl", "prpl-irc", "ssl", NULL, TRUE, WD_TRANSPORT_TLS},
	{"irc-plain", "prpl-irc", "ssl", NULL, FALSE, WD_TRANSPORT_SETTING},
	{"novell", "prpl-novell", NULL, NULL, FALSE, WD_TRANSPORT_TLS},
	{"gadu-gadu", "prpl-gg", "encryption", "opportunistic_tls", FALSE, WD_TRANSPORT_PLAIN},
	{"bonjour", "prpl-bonjour", NULL, NULL, FALSE, WD_TRANSPORT_PLAIN},
	{"sametime", "prpl-meanwhile", NULL, NULL, FALSE, WD_TRANSPORT_PLAIN},
	{"rehearsal", "prpl-rehearsal", NULL, NULL, FALSE, WD_TRANSPORT_TLS},
	{"from-elsewhere", "prpl-third-party", NULL, NULL, FALSE, WD_TRANSPORT_UNKNOWN},
};

static void
test_rule(gconstpointer data)
{
	const RuleCase *row = data;
	PurpleAccount *account = purple_account_new("me@a.example", row->protocol);

	if (row->text != NULL)
		purple_account_set_string(account, row->setting, row->text);
	else if (row->setting != NULL)
		purple_account_set_bool(account, row->setting, row->is_on);
	g_assert_cmpint(wd_tls_rules_judge(account), ==, row->transport);
	/* libpurple trips over destroying an account whose protocol is not there. */
	if (purple_find_prpl(row->protocol) != NULL)
		purple_account_destroy(account);
}

/* IRC goes on in the clear when the TLS connection cannot be made. */
static PurpleConnection *
new_irc_connection(PurpleAccount *account)
{
	PurpleConnection *connection = g_new0(PurpleConnection, 1);

	connection->account = account;
	connection->disconnect_timeout = 1; /* as if it was failing already: nothing to time */
	return connection;
}

static void
pretend_connect(PurpleSslConnection *connection)
{
}

static void
test_irc_in_the_clear(Fixture *fixture, gconstpointer data)
{
	gboolean is_tls = GPOINTER_TO_INT(data);
	PurplePlugin *irc = purple_find_prpl("prpl-irc");
	PurpleAccount *account = purple_account_new("me@irc.example", "prpl-irc");
	PurpleConnection *connection = new_irc_connection(account);
	PurpleSslConnection tls = {.connect_cb_data = connection};
	PurpleSslOps *ops;
	void (*stock)(PurpleSslConnection *);
	const char *line = "PASS synthetic\r\n";
	char *text = g_strdup(line);

	g_assert_nonnull(irc);
	g_assert_true(purple_ssl_is_supported());
	ops = purple_ssl_get_ops();
	wd_tls_watch_detach(wd_session_get());
	stock = ops->connectfunc;
	ops->connectfunc = pretend_connect;
	wd_tls_watch_attach(wd_session_get());
	fake_session_set_policy(WD_KEY_ACCOUNTS_REQUIRE_TLS, "true", WD_LEVEL_IT_MANAGED);
	purple_signal_emit(purple_accounts_get_handle(), "account-connecting", account);
	if (is_tls)
		ops->connectfunc(&tls);
	purple_signal_emit(irc, "irc-sending-text", connection, &text);
	/* NULL, or anything shorter, makes the protocol try again for ever. */
	g_assert_cmpstr(text, ==, is_tls ? line : "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n");
	g_free(text);
	g_assert_cmpuint(fake_session_count_audits("account.blocked"), ==, !is_tls);
	wd_tls_watch_detach(wd_session_get());
	g_assert_true(ops->connectfunc == pretend_connect);
	ops->connectfunc = stock;
	wd_tls_watch_attach(wd_session_get());
	g_free(connection);
	purple_account_destroy(account);
}

/* TLS of something else, long over, at whose address an account's connection lies now. */
static void
test_irc_after_other_tls(Fixture *fixture, gconstpointer data)
{
	PurpleAccount *account = purple_account_new("me@irc.example", "prpl-irc");
	PurpleConnection *connection = new_irc_connection(account);
	PurpleSslConnection tls = {.connect_cb_data = connection};
	PurpleSslConnection other = {.connect_cb_data = connection};
	PurpleSslOps *ops;
	PurpleSslOps stock;

	g_assert_true(purple_ssl_is_supported());
	ops = purple_ssl_get_ops();
	wd_tls_watch_detach(wd_session_get());
	stock = *ops;
	ops->connectfunc = ops->close = pretend_connect;
	wd_tls_watch_attach(wd_session_get());
	ops->connectfunc(&tls);
	ops->connectfunc(&other);
	ops->close(&other);
	g_assert_true(wd_tls_watch_has_seen(connection));
	ops->close(&tls);
	g_assert_false(wd_tls_watch_has_seen(connection));
	wd_tls_watch_detach(wd_session_get());
	*ops = stock;
	wd_tls_watch_attach(wd_session_get());
	g_free(connection);
	purple_account_destroy(account);
}

static void
test_irc_in_the_clear_is_allowed(Fixture *fixture, gconstpointer data)
{
	PurpleConnection *connection = new_irc_connection(NULL);
	char *text = g_strdup("NICK me\r\n");

	purple_signal_emit(purple_find_prpl("prpl-irc"), "irc-sending-text", connection, &text);
	g_assert_cmpstr(text, ==, "NICK me\r\n");
	g_free(text);
	g_free(connection);
}

/* Lines that hand over a password, and lines that look a little like it. */
typedef struct {
	const char *name;
	const char *line;
	gboolean is_stopped;
} LineCase;

static const LineCase line_cases[] = {
	{"pass", "PASS synthetic\r\n", TRUE},
	{"small-letters", "pass synthetic\r\n", TRUE},
	{"sasl", "AUTHENTICATE bWUAbWUAc3ludGhldGlj\r\n", TRUE},
	{"operator", "OPER me synthetic\r\n", TRUE},
	{"second-line", "NICK me\r\nPASS synthetic\r\n", TRUE},
	{"service", "PRIVMSG NickServ :identify synthetic\r\n", TRUE},
	{"service-of-a-server", "PRIVMSG nickserv@services.example :IDENTIFY synthetic\r\n", TRUE},
	{"service-by-its-command", "NICKSERV identify synthetic\r\n", TRUE},
	{"short-command", "NS IDENTIFY synthetic\r\n", TRUE},
	{"other-service", "PRIVMSG Q@CServe.quakenet.org :AUTH me synthetic\r\n", TRUE},
	{"service-for-accounts",
	 "PRIVMSG AuthServ@Services.GameSurge.net :auth me synthetic\r\n",
	 TRUE},
	{"service-for-accounts-by-its-command", "AUTHSERV :auth me synthetic\r\n", TRUE},
	{"service-of-undernet", "PRIVMSG X@channels.undernet.org :login me synthetic\r\n", TRUE},
	{"service-for-operators", "OPERSERV :login me synthetic\r\n", TRUE},
	{"service-for-rooms", "PRIVMSG ChanServ :identify #room synthetic\r\n", TRUE},
	{"more-spaces", "PRIVMSG  NickServ   :identify synthetic\r\n", TRUE},
	{"space-in-front", " PASS synthetic\r\n", TRUE},
	{"says-who-it-is", ":me PASS synthetic\r\n", TRUE},
	{"tagged", "@label=1 PASS synthetic\r\n", TRUE},
	{"somebody-called-like-a-service", "PRIVMSG X :login is broken again\r\n", FALSE},
	{"somebody-called-a-little-like-one", "PRIVMSG NickServant :identify him\r\n", FALSE},
	{"service-without-a-password", "PRIVMSG NickServ :help\r\n", FALSE},
	{"somebody", "PRIVMSG anna :identify yourself\r\n", FALSE},
	{"room", "PRIVMSG #pass :PASS me the salt\r\n", FALSE},
	{"nick", "NICK pass\r\n", FALSE},
	{"nothing", "\r\n", FALSE},
	{"spaces", "   \r\n", FALSE},
	{"command-alone", "NICKSERV\r\n", FALSE},
};

static void
test_irc_line(Fixture *fixture, gconstpointer data)
{
	const LineCase *row = data;
	PurpleAccount *account = purple_account_new("me@irc.example", "prpl-irc");
	PurpleConnection *connection = new_irc_connection(account);
	char *text = g_strdup(row->line);

	purple_signal_emit(purple_find_prpl("prpl-irc"), "irc-sending-text", connection, &text);
	g_assert_cmpstr(text, ==, row->line); /* nobody forbids it */
	fake_session_set_policy(WD_KEY_ACCOUNTS_CLEAR_PASSWORDS, "false", WD_LEVEL_IT_MANAGED);
	purple_signal_emit(purple_find_prpl("prpl-irc"), "irc-sending-text", connection, &text);
	g_assert_cmpuint(strlen(text), ==, strlen(row->line));
	g_assert_cmpint(g_str_equal(text, row->line), ==, !row->is_stopped);
	g_assert_cmpuint(fake_session_count_audits("account.blocked"), ==, row->is_stopped);
	g_free(text);
	g_free(connection);
	purple_account_destroy(account);
}

static void
add(const char *name, gconstpointer data, void (*test)(Fixture *, gconstpointer))
{
	g_autofree char *path = g_strconcat("/sign-on/", name, NULL);

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
	add("retry-after-the-rule-went", NULL, test_retry_after_the_rule_went);
	add("register-is-refused", NULL, test_register_is_refused);
	add("online-against-policy", NULL, test_online_against_policy);
	add("enforce-after-a-change", NULL, test_enforce_after_a_change);
	add("protocol-loaded-later", NULL, test_protocol_loaded_later);
	add("detached-before-the-end", NULL, test_detached_before_the_end);
	add("slot-of-somebody-else-is-left", NULL, test_slot_of_somebody_else_is_left);
	add("irc-in-the-clear-is-stopped", GINT_TO_POINTER(FALSE), test_irc_in_the_clear);
	add("irc-over-tls-passes", GINT_TO_POINTER(TRUE), test_irc_in_the_clear);
	add("irc-after-other-tls", NULL, test_irc_after_other_tls);
	add("irc-in-the-clear-is-allowed", NULL, test_irc_in_the_clear_is_allowed);
	for (guint i = 0; i < G_N_ELEMENTS(line_cases); i++) {
		g_autofree char *name = g_strconcat("irc-line/", line_cases[i].name, NULL);

		add(name, &line_cases[i], test_irc_line);
	}
	for (guint i = 0; i < G_N_ELEMENTS(rule_cases); i++) {
		g_autofree char *path = g_strconcat("/sign-on/rule/", rule_cases[i].name, NULL);

		g_test_add_data_func(path, &rule_cases[i], test_rule);
	}
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
