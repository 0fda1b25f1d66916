/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Passwords that policy puts into the keyring. Run by in-keyring.sh it is the real one; without,
 * there is none, and the person is asked as ever. */
#include "config.h"

#include <string.h>

#include "purple/duty-fixture.h"
#include "store/wd-password-ring.h"

#define SECRET  "synthetic-secret"
#define OTHER   "synthetic-other"
#define SETTING "warden-keyring"
#define TURNS   2000 /* of 5 ms: until the keyring has answered */

static const DutySetting keyring = {WD_KEY_ACCOUNTS_REMEMBER_PASSWORDS, "keyring"};

/* What libpurple asks a client, and what the client does with it. */
static struct {
	guint n_asked;
	guint n_closed;
	PurpleRequestFields *fields;
	GCallback accept;
	void *data;
} client;

static void *
ask(const char *title,
    const char *primary,
    const char *secondary,
    PurpleRequestFields *fields,
    const char *ok_text,
    GCallback ok_callback,
    const char *cancel_text,
    GCallback cancel_callback,
    PurpleAccount *account,
    const char *who,
    PurpleConversation *conversation,
    void *data)
{
	client.n_asked++;
	client.fields = fields;
	client.accept = ok_callback;
	client.data = data;
	return &client;
}

static void (*stock_close)(PurpleRequestType type, void *handle);

static void
close_request(PurpleRequestType type, void *handle)
{
	if (handle != &client) {
		stock_close(type, handle);
		return;
	}
	client.n_closed++;
	g_clear_pointer(&client.fields, purple_request_fields_destroy);
}

static void
type_password(const char *text, gboolean is_remembered)
{
	PurpleRequestFields *fields = client.fields;

	purple_request_field_string_set_value(purple_request_fields_get_field(fields, "password"),
					      text);
	purple_request_field_bool_set_value(purple_request_fields_get_field(fields, "remember"),
					    is_remembered);
	((void (*)(void *, PurpleRequestFields *))client.accept)(client.data, fields);
	purple_request_close(PURPLE_REQUEST_FIELDS, &client);
}

static Duty *
begin(const DutySetting *setting, PurpleProtocolOptions options)
{
	Duty *duty = duty_begin(setting, setting != NULL ? 1 : 0);

	wd_null_purple_get_protocol()->options = options;
	memset(&client, 0, sizeof client);
	return duty;
}

static void
end(Duty *duty)
{
	wd_null_purple_get_protocol()->options = OPT_PROTO_NO_PASSWORD;
	duty_end(duty);
}

static void
turn_until(gboolean (*is_true)(PurpleAccount *account), PurpleAccount *account)
{
	for (guint i = 0; i < TURNS && !is_true(account); i++)
		wd_null_purple_turn(5);
	g_assert_true(is_true(account));
}

static gboolean
is_kept(PurpleAccount *account)
{
	return purple_account_get_bool(account, SETTING, FALSE);
}

static gboolean
is_connected(PurpleAccount *account)
{
	return purple_account_is_connected(account);
}

static gboolean
is_asked(PurpleAccount *account)
{
	return client.n_asked > 0;
}

static PurpleAccount *
add_account(const char *name, const char *password, gboolean is_remembered)
{
	PurpleAccount *account = purple_account_new(name, "prpl-fake");

	purple_account_set_password(account, password);
	purple_account_set_remember_password(account, is_remembered);
	purple_accounts_add(account);
	return account;
}

static void
sign_on(PurpleAccount *account)
{
	if (purple_account_get_enabled(account, purple_core_get_ui()))
		purple_account_connect(account);
	else
		purple_account_set_enabled(account, purple_core_get_ui(), TRUE);
}

static void
sign_off(PurpleAccount *account)
{
	wd_null_purple_sign_off(account);
	purple_account_set_password(account, NULL); /* as after a restart */
}

static void
remove_account(PurpleAccount *account)
{
	sign_off(account);
	purple_accounts_delete(account);
}

static const char *
get_password(PurpleAccount *account)
{
	return purple_connection_get_password(purple_account_get_connection(account));
}

/* Remembered by libpurple: it comes into the keyring, and from there at the next sign-on. */
static void
test_moves(void)
{
	Duty *duty = begin(&keyring, 0);
	PurpleAccount *account = add_account("moves", SECRET, TRUE);

	g_assert_false(purple_account_get_remember_password(account));
	turn_until(is_kept, account);
	sign_off(account);
	sign_on(account);
	g_assert_false(purple_account_is_connected(account)); /* nothing waited for */
	turn_until(is_connected, account);
	g_assert_cmpstr(get_password(account), ==, SECRET);
	g_assert_false(purple_account_get_remember_password(account));
	g_assert_cmpuint(client.n_asked, ==, 0);
	remove_account(account);
	end(duty);
}

/* Typed into libpurple's question, with the box ticked. */
static void
test_typed(void)
{
	Duty *duty = begin(&keyring, 0);
	PurpleAccount *account = add_account("typed", NULL, FALSE);

	sign_on(account);
	turn_until(is_asked, account);
	type_password(SECRET, TRUE);
	turn_until(is_kept, account);
	g_assert_false(purple_account_get_remember_password(account));
	sign_off(account);
	sign_on(account);
	turn_until(is_connected, account);
	g_assert_cmpstr(get_password(account), ==, SECRET);
	g_assert_cmpuint(client.n_asked, ==, 1);
	remove_account(account);
	end(duty);
}

/* What the server does not take is asked of the person, and the keyring forgets it. */
static void
test_wrong(void)
{
	Duty *duty = begin(&keyring, 0);
	PurpleAccount *account = add_account("wrong", OTHER, TRUE);

	turn_until(is_kept, account);
	sign_off(account);
	sign_on(account);
	turn_until(is_connected, account);
	purple_connection_error_reason(purple_account_get_connection(account),
				       PURPLE_CONNECTION_ERROR_AUTHENTICATION_FAILED,
				       "no");
	wd_null_purple_turn(5);
	sign_off(account);
	sign_on(account);
	g_assert_cmpuint(client.n_asked, ==, 1); /* at once */
	type_password(SECRET, FALSE);
	g_assert_true(purple_account_is_connected(account));
	g_assert_false(is_kept(account));
	remove_account(account);
	end(duty);
}

/* IRC: libpurple would sign on without one. */
static void
test_optional(void)
{
	Duty *duty = begin(&keyring, OPT_PROTO_PASSWORD_OPTIONAL);
	PurpleAccount *account = add_account("optional", SECRET, TRUE);

	turn_until(is_kept, account);
	sign_off(account);
	sign_on(account);
	turn_until(is_connected, account);
	g_assert_cmpstr(get_password(account), ==, SECRET);
	remove_account(account);
	end(duty);
}

static void
note_found(const char *text, const char *problem, gpointer data)
{
	*(char **)data = g_strdup(text != NULL ? text : "");
}

static void
test_forgotten_with_the_account(void)
{
	Duty *duty = begin(&keyring, 0);
	PurpleAccount *account = add_account("gone", SECRET, TRUE);
	g_autofree char *found = NULL;

	turn_until(is_kept, account);
	remove_account(account);
	wd_null_purple_turn(300);
	(void)wd_password_ring_find("prpl-fake", "gone", note_found, &found);
	while (found == NULL)
		wd_null_purple_turn(5);
	g_assert_cmpstr(found, ==, "");
	end(duty);
}

/* The plugin goes while the keyring is asked: libpurple's question is the person's. */
static void
test_ends_meanwhile(void)
{
	Duty *duty = begin(&keyring, 0);
	PurpleAccount *account = add_account("meanwhile", NULL, FALSE);

	sign_on(account);
	g_assert_cmpuint(client.n_asked, ==, 0);
	duty_stop(duty);
	g_assert_cmpuint(client.n_asked, ==, 1);
	type_password(SECRET, FALSE);
	g_assert_true(purple_account_is_connected(account));
	duty_start(duty);
	remove_account(account);
	end(duty);
}

/* The account goes while the keyring is asked. */
static void
test_account_goes_meanwhile(void)
{
	Duty *duty = begin(&keyring, 0);
	PurpleAccount *account = add_account("leaves", NULL, FALSE);

	sign_on(account);
	purple_accounts_delete(account);
	wd_null_purple_turn(100);
	g_assert_cmpuint(client.n_asked, ==, 0);
	end(duty);
}

static void
test_not_in_force(void)
{
	Duty *duty = begin(NULL, 0);
	PurpleAccount *account = add_account("free", NULL, FALSE);

	sign_on(account);
	g_assert_cmpuint(client.n_asked, ==, 1);
	type_password(SECRET, TRUE);
	g_assert_true(purple_account_get_remember_password(account));
	remove_account(account);
	end(duty);
}

/* No keyring: the person is asked, told that nothing is kept, and the disk does not have it either.
 */
static void
test_no_keyring(void)
{
	Duty *duty = begin(&keyring, 0);
	PurpleAccount *account = add_account("alone", NULL, FALSE);

	sign_on(account);
	turn_until(is_asked, account);
	type_password(SECRET, TRUE);
	g_assert_true(purple_account_is_connected(account));
	for (guint i = 0;
	     i < TURNS && wd_null_purple_count(duty->banners, "could not be kept") == 0;
	     i++)
		wd_null_purple_turn(5);
	g_assert_cmpuint(wd_null_purple_count(duty->banners, "password of alone"), ==, 1);
	g_assert_false(is_kept(account));
	g_assert_false(purple_account_get_remember_password(account));
	remove_account(account);
	end(duty);
}

static void
test_client_without_questions(void)
{
	PurpleRequestUiOps *ops = purple_request_get_ui_ops();
	Duty *duty;

	purple_request_set_ui_ops(NULL);
	duty = begin(NULL, 0);
	end(duty);
	g_assert_null(purple_request_get_ui_ops());
	purple_request_set_ui_ops(ops);
}

static void
add_tests(void)
{
	PurpleRequestUiOps *ops = purple_request_get_ui_ops();

	ops->request_fields = ask;
	stock_close = ops->close_request;
	ops->close_request = close_request;
	g_test_add_func("/keyring-passwords/not-in-force", test_not_in_force);
	g_test_add_func("/keyring-passwords/client-without-questions",
			test_client_without_questions);
	if (g_getenv("WARDEN_IN_KEYRING") == NULL) { /* in-keyring.sh */
		g_setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
		g_test_add_func("/keyring-passwords/no-keyring", test_no_keyring);
		return;
	}
	g_test_add_func("/keyring-passwords/moves", test_moves);
	g_test_add_func("/keyring-passwords/typed", test_typed);
	g_test_add_func("/keyring-passwords/wrong", test_wrong);
	g_test_add_func("/keyring-passwords/optional", test_optional);
	g_test_add_func("/keyring-passwords/forgotten-with-the-account",
			test_forgotten_with_the_account);
	g_test_add_func("/keyring-passwords/ends-meanwhile", test_ends_meanwhile);
	g_test_add_func("/keyring-passwords/account-goes-meanwhile", test_account_goes_meanwhile);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
