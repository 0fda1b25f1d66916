/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What policy enforces in a running client: banned plugins, and passwords that are not remembered.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "purple/duty-fixture.h"

#define BANNED "core-plugin_pack-autoaccept"

static gboolean is_stubborn;

static gboolean
load(PurplePlugin *plugin)
{
	return TRUE;
}

static gboolean
unload(PurplePlugin *plugin)
{
	return !is_stubborn;
}

/* As a module of the client's would be, but for the file. */
static PurplePlugin *
new_plugin(const char *id)
{
	PurplePlugin *plugin = wd_null_purple_new_plugin(id);

	plugin->loaded = FALSE;
	plugin->info->load = load;
	plugin->info->unload = unload;
	purple_plugin_register(plugin);
	return plugin;
}

static void
set(const Duty *duty, WdPolicyKey key, const char *value)
{
	g_assert_true(wd_policy_store_set_user(
		wd_session_get_policy_store(duty->session), key, value, NULL));
}

static void
test_banned_when_loaded(void)
{
	const DutySetting setting = {WD_KEY_ENFORCE_BANNED_PLUGINS, BANNED};
	PurplePlugin *banned = new_plugin(BANNED);
	PurplePlugin *other = new_plugin("core-other");
	Duty *duty = duty_begin(&setting, 1);

	(void)purple_plugin_load(banned);
	g_assert_false(purple_plugin_is_loaded(banned));
	g_assert_cmpuint(wd_null_purple_count(duty->banners, BANNED), ==, 1);
	g_assert_true(purple_plugin_load(other));
	g_assert_true(purple_plugin_is_loaded(other));
	(void)purple_plugin_unload(other);
	duty_end(duty);
	g_assert_true(purple_plugin_load(banned)); /* nobody minds any more */
	g_assert_true(purple_plugin_is_loaded(banned));
	(void)purple_plugin_unload(banned);
}

static void
test_banned_while_running(void)
{
	PurplePlugin *banned = new_plugin("core-plugin_pack-slashexec");
	Duty *duty = duty_begin(NULL, 0);

	g_assert_true(purple_plugin_load(banned));
	set(duty, WD_KEY_ENFORCE_BANNED_PLUGINS, "core-plugin_pack-slashexec;core-warden");
	g_assert_false(purple_plugin_is_loaded(banned));
	duty_end(duty);
}

static void
test_stubborn_plugin(void)
{
	PurplePlugin *banned = new_plugin("core-stubborn");
	Duty *duty = duty_begin(NULL, 0);

	g_assert_true(purple_plugin_load(banned));
	is_stubborn = TRUE;
	set(duty, WD_KEY_ENFORCE_BANNED_PLUGINS, "core-stubborn");
	g_assert_true(purple_plugin_is_loaded(banned));
	g_assert_cmpuint(wd_null_purple_count(duty->banners, "refuses"), ==, 1);
	is_stubborn = FALSE;
	(void)purple_plugin_unload(banned);
	duty_end(duty);
}

static void
test_passwords(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurpleAccount *later;

	purple_account_set_remember_password(duty->account, TRUE);
	wd_null_purple_turn(0);
	g_assert_true(purple_account_get_remember_password(duty->account));
	set(duty, WD_KEY_ACCOUNTS_REMEMBER_PASSWORDS, "false");
	g_assert_false(purple_account_get_remember_password(duty->account));
	later = purple_account_new("later", "prpl-fake");
	purple_account_set_remember_password(later, TRUE);
	purple_accounts_add(later);
	g_assert_false(purple_account_get_remember_password(later));
	purple_account_set_remember_password(later, TRUE); /* ticked again */
	g_assert_true(wd_null_purple_sign_on("later") == later);
	g_assert_false(purple_account_get_remember_password(later));
	wd_null_purple_sign_off(later);
	duty_end(duty);
}

static void
test_password_stays_in_memory(void)
{
	const DutySetting setting = {WD_KEY_ACCOUNTS_REMEMBER_PASSWORDS, "false"};
	Duty *duty = duty_begin(&setting, 1);
	PurpleAccount *account = purple_account_new("typed", "prpl-fake");

	purple_account_set_password(account, "secret");
	purple_account_set_remember_password(account, TRUE);
	purple_accounts_add(account);
	g_assert_cmpstr(purple_account_get_password(account), ==, "secret");
	duty_end(duty);
}

/* Ticked in the account's window, and nobody signs on: libpurple writes it five seconds later. */
static void
test_ticked_offline(void)
{
	const DutySetting setting = {WD_KEY_ACCOUNTS_REMEMBER_PASSWORDS, "false"};
	Duty *duty = duty_begin(&setting, 1);

	purple_account_set_remember_password(duty->account, TRUE);
	for (guint i = 0; i < 400 && purple_account_get_remember_password(duty->account); i++)
		wd_null_purple_turn(10);
	g_assert_false(purple_account_get_remember_password(duty->account));
	duty_end(duty);
}

/* What is known of holes, in a list of the test's; Debian's libpurple has none of the shipped ones.
 */
typedef struct {
	const char *name;
	const char *line;
	const char *demand;
	gboolean is_told;
	gboolean is_refused;
} HoleCase;

static const HoleCase holes[] = {
	{"warns", "libpurple <=99 https://a.example/ It is a sieve.", "warn", TRUE, FALSE},
	{"refuses", "libpurple <=99 https://a.example/ It is a sieve.", "refuse", TRUE, TRUE},
	{"ignores", "libpurple <=99 https://a.example/ It is a sieve.", "ignore", FALSE, FALSE},
	{"newer", "libpurple <2.10 https://a.example/ It is a sieve.", "refuse", FALSE, FALSE},
	{"protocol", "prpl-fake * - It is a sieve.", "refuse", TRUE, TRUE},
	{"other-protocol", "prpl-other * - It is a sieve.", "refuse", FALSE, FALSE},
	{"nothing-listed", "# nothing", "refuse", FALSE, FALSE},
};

static void
test_hole(gconstpointer data)
{
	const HoleCase *row = data;
	g_autofree char *path = g_build_filename(wd_null_purple_get_user_dir(), "holes.txt", NULL);
	const DutySetting settings[] = {
		{WD_KEY_ENFORCE_ON_ADVISORY, row->demand},
		{WD_KEY_ENFORCE_ADVISORIES, path},
	};
	const PurpleConnectionErrorInfo *error;
	PurpleAccount *account;
	Duty *duty;

	g_assert_true(g_file_set_contents(path, row->line, -1, NULL));
	duty = duty_begin(settings, G_N_ELEMENTS(settings));
	account = wd_null_purple_sign_on("somebody");
	wd_null_purple_turn(0);
	g_assert_cmpint(purple_account_is_connected(account), ==, !row->is_refused);
	g_assert_cmpuint(wd_null_purple_count(duty->banners, "It is a sieve."), ==, row->is_told);
	error = purple_account_get_current_error(account);
	if (row->is_refused)
		g_assert_nonnull(strstr(error->description, "It is a sieve. Have it updated."));
	wd_null_purple_sign_off(account);
	duty_end(duty);
}

/* A list that is gone, or has a mistake, is told of and keeps nobody offline. */
static void
test_hole_list_is_wrong(void)
{
	g_autofree char *path =
		g_build_filename(wd_null_purple_get_user_dir(), "no-such-list.txt", NULL);
	const DutySetting settings[] = {
		{WD_KEY_ENFORCE_ADVISORIES, path},
		{WD_KEY_ENFORCE_ON_ADVISORY, "refuse"},
	};
	Duty *duty = duty_begin(settings, G_N_ELEMENTS(settings));

	g_assert_cmpuint(wd_null_purple_count(duty->banners, "no-such-list.txt:0"), ==, 1);
	g_assert_true(purple_account_is_connected(duty->account));
	duty_end(duty);
	g_assert_true(g_file_set_contents(path, "libpurple 2.14 - x\n", -1, NULL));
	duty = duty_begin(settings, G_N_ELEMENTS(settings));
	g_assert_cmpuint(wd_null_purple_count(duty->banners, "no-such-list.txt:1"), ==, 1);
	duty_end(duty);
	g_assert_cmpint(g_unlink(path), ==, 0);
}

static void
test_hole_list_is_huge(void)
{
	g_autofree char *path = g_build_filename(wd_null_purple_get_user_dir(), "huge.txt", NULL);
	g_autofree char *text = g_strnfill(10 * 1024 * 1024, '\n');
	const DutySetting setting = {WD_KEY_ENFORCE_ADVISORIES, path};
	Duty *duty;

	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	duty = duty_begin(&setting, 1);
	g_assert_cmpuint(wd_null_purple_count(duty->banners, "larger than 256 KiB"), ==, 1);
	duty_end(duty);
	g_assert_cmpint(g_unlink(path), ==, 0);
}

static void
add_tests(void)
{
	g_test_add_func("/enforce/banned-when-loaded", test_banned_when_loaded);
	g_test_add_func("/enforce/banned-while-running", test_banned_while_running);
	g_test_add_func("/enforce/stubborn-plugin", test_stubborn_plugin);
	g_test_add_func("/enforce/passwords", test_passwords);
	g_test_add_func("/enforce/password-stays-in-memory", test_password_stays_in_memory);
	g_test_add_func("/enforce/ticked-offline", test_ticked_offline);
	for (guint i = 0; i < G_N_ELEMENTS(holes); i++) {
		g_autofree char *path_of = g_strconcat("/enforce/hole/", holes[i].name, NULL);

		g_test_add_data_func(path_of, &holes[i], test_hole);
	}
	g_test_add_func("/enforce/hole-list-is-wrong", test_hole_list_is_wrong);
	g_test_add_func("/enforce/hole-list-is-huge", test_hole_list_is_huge);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
