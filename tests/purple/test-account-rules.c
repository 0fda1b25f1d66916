/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "fakes/wd-null-purple.h"
#include "purple/wd-account-rules.h"

typedef struct {
	const char *name;
	const char *username;
	const char *setting; /* (nullable) */
	const char *value;
	const char *servers; /* separated by blanks */
} ServerCase;

static const ServerCase servers[] = {
	{"domain", "me@corp.example", NULL, NULL, "corp.example"},
	{"resource", "me@corp.example/phone", NULL, NULL, "corp.example"},
	{"irc", "nick@irc.corp.example", NULL, NULL, "irc.corp.example"},
	{"no-domain", "me", NULL, NULL, ""},
	{"connect-server",
	 "me@corp.example",
	 "connect_server",
	 "10.0.0.5",
	 "corp.example 10.0.0.5"},
	{"empty-connect-server", "me@corp.example", "connect_server", "", "corp.example"},
	{"port-is-no-part", "me", "server", "im.corp.example:1533", "im.corp.example"},
	{"bosh",
	 "me@corp.example",
	 "bosh_url",
	 "https://Proxy.Other.example:5281/http-bind",
	 "corp.example proxy.other.example"},
	{"upper-case", "me@CORP.example", NULL, NULL, "corp.example"},
	{"two-at-signs", "me@a.example@b.example", NULL, NULL, "b.example"},
	{"blanks", "me@ corp.example ", NULL, NULL, "corp.example"},
};

static void
test_servers(gconstpointer data)
{
	const ServerCase *row = data;
	PurpleAccount *account = purple_account_new(row->username, "prpl-fake");
	g_auto(GStrv) found = NULL;
	g_autofree char *joined = NULL;

	if (row->setting != NULL)
		purple_account_set_string(account, row->setting, row->value);
	found = wd_account_rules_list_servers(account);
	joined = g_strjoinv(" ", found);
	g_assert_cmpstr(joined, ==, row->servers);
	purple_account_destroy(account);
}

typedef struct {
	const char *name;
	const char *server;
	const char *allowed;
	gboolean is_allowed;
} AllowCase;

static const AllowCase allows[] = {
	{"named", "corp.example", "corp.example", TRUE},
	{"second", "b.example", "a.example;b.example", TRUE},
	{"case", "corp.example", "Corp.Example", TRUE},
	{"other", "evil.example", "corp.example", FALSE},
	{"below-is-not-it", "im.corp.example", "corp.example", FALSE},
	{"below", "im.corp.example", "*.corp.example", TRUE},
	{"far-below", "a.b.corp.example", "*.corp.example", TRUE},
	{"it-is-not-below-itself", "corp.example", "*.corp.example", FALSE},
	{"longer-name", "evilcorp.example", "*.corp.example", FALSE},
	{"other-end", "corp.example.evil.example", "*.corp.example", FALSE},
	{"none", "corp.example", "none", FALSE},
	{"empty-server", "", "*.corp.example", FALSE},
	{"address", "10.0.0.5", "10.0.0.5", TRUE},
};

static void
test_allowed(gconstpointer data)
{
	const AllowCase *row = data;
	g_auto(GStrv) list = g_strsplit(row->allowed, ";", -1);

	g_assert_cmpint(wd_account_rules_is_server_allowed(row->server, (const char *const *)list),
			==,
			row->is_allowed);
}

static WdPolicy *
new_policy(WdPolicyKey key, const char *value)
{
	WdPolicySetting settings[WD_N_KEYS] = {0};

	settings[key] = (WdPolicySetting){.text = (char *)value, .level = WD_LEVEL_IT_MANAGED};
	return wd_policy_new(settings, NULL);
}

typedef struct {
	const char *name;
	WdPolicyKey key;
	const char *value;
	const char *username;
	const char *why; /* (nullable) part of the sentence */
} WhyCase;

static const WhyCase whys[] = {
	{"no-list", WD_KEY_ACCOUNTS_ALLOW_SERVERS, "", "me@evil.example", NULL},
	{"listed", WD_KEY_ACCOUNTS_ALLOW_SERVERS, "corp.example", "me@corp.example", NULL},
	{"not-listed",
	 WD_KEY_ACCOUNTS_ALLOW_SERVERS,
	 "corp.example",
	 "me@evil.example",
	 "do not allow the server evil.example"},
	{"unknown", WD_KEY_ACCOUNTS_ALLOW_SERVERS, "corp.example", "me", "not known which"},
	{"new-enough", WD_KEY_ENFORCE_MIN_CLIENT_VERSION, "2.10", "me", NULL},
	{"too-old", WD_KEY_ENFORCE_MIN_CLIENT_VERSION, "2.99", "me", "Have it updated"},
};

static void
test_why_not(gconstpointer data)
{
	const WhyCase *row = data;
	g_autoptr(WdPolicy) policy = new_policy(row->key, row->value);
	PurpleAccount *account = purple_account_new(row->username, "prpl-fake");
	g_autofree char *why = wd_account_rules_why_not(account, policy);

	if (row->why == NULL)
		g_assert_null(why);
	else
		g_assert_nonnull(g_strstr_len(why, -1, row->why));
	purple_account_destroy(account);
}

#define ADD_ROWS(prefix, rows, test)                                                               \
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {                                           \
		g_autofree char *path = g_strconcat(prefix, rows[i].name, NULL);                   \
                                                                                                   \
		g_test_add_data_func(path, &rows[i], test);                                        \
	}

int
main(int argc, char **argv)
{
	int status;

	g_test_init(&argc, &argv, NULL);
	wd_null_purple_start();
	ADD_ROWS("/account-rules/servers/", servers, test_servers);
	ADD_ROWS("/account-rules/allowed/", allows, test_allowed);
	ADD_ROWS("/account-rules/why-not/", whys, test_why_not);
	status = g_test_run();
	wd_null_purple_stop();
	return status;
}
