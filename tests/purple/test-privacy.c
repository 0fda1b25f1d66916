/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fakes/wd-null-purple.h"
#include "purple/wd-privacy.h"
#include "wd-rows.h"

/* One mode of an account, and what is in its lists before: "bot" is blocked in all of them. */
typedef struct {
	const char *name;
	PurplePrivacyType mode;
	const char *peer;
	WdPrivacy result;
	PurplePrivacyType mode_after;
	gboolean is_friend_let_in; /* who is on the list of those permitted */
	gboolean is_anna_let_in;   /* the contact */
	gboolean is_other_let_in;  /* anybody else */
	gboolean has_foe;          /* somebody was denied before */
} Case;

static const Case cases[] = {
	{"allow-all",
	 PURPLE_PRIVACY_ALLOW_ALL,
	 "bot",
	 WD_PRIVACY_BLOCKED,
	 PURPLE_PRIVACY_DENY_USERS,
	 TRUE,
	 TRUE,
	 TRUE,
	 FALSE},
	{"allow-all-with-an-idle-list",
	 PURPLE_PRIVACY_ALLOW_ALL,
	 "bot",
	 WD_PRIVACY_BLOCKED_OTHERS_TOO,
	 PURPLE_PRIVACY_DENY_USERS,
	 TRUE,
	 TRUE,
	 TRUE,
	 TRUE},
	{"deny-users",
	 PURPLE_PRIVACY_DENY_USERS,
	 "bot",
	 WD_PRIVACY_BLOCKED,
	 PURPLE_PRIVACY_DENY_USERS,
	 TRUE,
	 TRUE,
	 TRUE,
	 TRUE},
	{"deny-all",
	 PURPLE_PRIVACY_DENY_ALL,
	 "bot",
	 WD_PRIVACY_BLOCKED,
	 PURPLE_PRIVACY_DENY_ALL,
	 FALSE,
	 FALSE,
	 FALSE,
	 TRUE},
	{"allow-users",
	 PURPLE_PRIVACY_ALLOW_USERS,
	 "bot",
	 WD_PRIVACY_BLOCKED,
	 PURPLE_PRIVACY_ALLOW_USERS,
	 TRUE,
	 FALSE,
	 FALSE,
	 TRUE},
	{"contacts-only",
	 PURPLE_PRIVACY_ALLOW_BUDDYLIST,
	 "bot",
	 WD_PRIVACY_BLOCKED,
	 PURPLE_PRIVACY_ALLOW_BUDDYLIST,
	 FALSE,
	 TRUE,
	 FALSE,
	 TRUE},
	{"contacts-only-and-a-contact",
	 PURPLE_PRIVACY_ALLOW_BUDDYLIST,
	 "emil",
	 WD_PRIVACY_BLOCKED,
	 PURPLE_PRIVACY_ALLOW_USERS,
	 FALSE,
	 TRUE,
	 FALSE,
	 TRUE},
};

static guint n_accounts;

static PurpleAccount *
new_account(const Case *row)
{
	g_autofree char *name = g_strdup_printf("privacy%u", ++n_accounts);
	PurpleAccount *account = wd_null_purple_sign_on(name);

	wd_null_purple_add_buddy(account, "anna");
	wd_null_purple_add_buddy(account, "emil");
	purple_privacy_permit_add(account, "friend", TRUE);
	purple_privacy_permit_add(account, "bot", TRUE);
	if (row->has_foe)
		purple_privacy_deny_add(account, "foe", TRUE);
	purple_account_set_privacy_type(account, row->mode);
	wd_null_purple_forget();
	return account;
}

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	PurpleAccount *account = new_account(row);

	g_assert_cmpint(wd_privacy_block(account, row->peer, FALSE), ==, row->result);
	g_assert_cmpint(purple_account_get_privacy_type(account), ==, row->mode_after);
	g_assert_false(purple_privacy_check(account, row->peer));
	g_assert_cmpint(purple_privacy_check(account, "friend"), ==, row->is_friend_let_in);
	g_assert_cmpint(purple_privacy_check(account, "anna"), ==, row->is_anna_let_in);
	g_assert_cmpint(purple_privacy_check(account, "other"), ==, row->is_other_let_in);
	g_assert_cmpuint(g_slist_length(account->deny), ==, row->has_foe ? 2 : 1);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "deny "), ==, 1);
	wd_null_purple_sign_off(account);
}

/* Twice is once, and of nothing the server hears. */
static void
test_local(void)
{
	PurpleAccount *account = wd_null_purple_sign_on("local");

	wd_null_purple_forget();
	for (guint i = 0; i < 2; i++)
		g_assert_cmpint(wd_privacy_block(account, "bot", TRUE), ==, WD_PRIVACY_BLOCKED);
	g_assert_cmpuint(g_slist_length(account->deny), ==, 1);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	wd_null_purple_sign_off(account);
}

int
main(int argc, char **argv)
{
	int status;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start();
	WD_ADD_ROWS("/privacy/", cases, test_case);
	g_test_add_func("/privacy/local", test_local);
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
