/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "wd-judging.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	WdEncryption encryption;
	const char *text;
	const char *required;
	gboolean is_blocked;
} Case;

static const Case cases[] = {
	{"none", WD_ENCRYPTION_NONE, "hello", "*@corp.example", TRUE},
	{"unknown-fails-closed", WD_ENCRYPTION_UNKNOWN, "hello", "*@corp.example", TRUE},
	{"tls-is-not-end-to-end", WD_ENCRYPTION_TLS, "hello", "*@corp.example", TRUE},
	{"otr", WD_ENCRYPTION_OTR, "hello", "*@corp.example", FALSE},
	{"omemo", WD_ENCRYPTION_OMEMO, "hello", "*@corp.example", FALSE},
	{"openpgp", WD_ENCRYPTION_OPENPGP, "hello", "*@corp.example", FALSE},
	{"somebody-else", WD_ENCRYPTION_NONE, "hello", "*@bank.example", FALSE},
	{"not-asked-for", WD_ENCRYPTION_NONE, "hello", "", FALSE},
	{"everybody", WD_ENCRYPTION_NONE, "hello", "*", TRUE},
	{"otr-query", WD_ENCRYPTION_NONE, "?OTRv23?", "*", FALSE},
	{"otr-data", WD_ENCRYPTION_NONE, "?OTR:AAMDJ+MVmSfjFZcAAAAA=.", "*", FALSE},
	{"otr-query-of-libotr",
	 WD_ENCRYPTION_NONE,
	 "?OTRv23?\nme has requested an Off-the-Record private conversation.",
	 "*",
	 FALSE},
	{"otr-query-and-more", WD_ENCRYPTION_NONE, "?OTRv23? the secret is out", "*", TRUE},
	{"old-otr-query-and-more", WD_ENCRYPTION_NONE, "?OTR? the secret is out", "*", TRUE},
	{"no-otr-query", WD_ENCRYPTION_NONE, "?OTRvery secret", "*", TRUE},
	{"plain-text-behind-otr", WD_ENCRYPTION_NONE, "?OTR: the secret is out.", "*", TRUE},
	{"otr-data-and-more", WD_ENCRYPTION_NONE, "?OTR:AAMD. secret", "*", TRUE},
	{"empty", WD_ENCRYPTION_NONE, "", "*", TRUE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdVerdict) verdict =
		wd_test_judge(&(WdEvent){.direction = WD_DIRECTION_OUT,
					 .peer = "ann@corp.example",
					 .encryption = row->encryption,
					 .text = row->text},
			      &wd_test_contact,
			      (WdTestSetting){WD_KEY_ENCRYPTION_REQUIRE_END_TO_END, row->required});

	g_assert_cmpint(wd_verdict_has(verdict, "encryption.required"), ==, row->is_blocked);
	g_assert_cmpint(verdict->action == WD_ACTION_BLOCK, ==, row->is_blocked);
}

/* Groups of the buddy list, and those that the policy names. */
static const struct {
	const char *name;
	const char *required;
	const char *group; /* of the buddy list */
	const char *groups;
	gboolean is_blocked;
	gboolean is_company; /* who requires it; the groups are always the person's */
} groups[] = {
	{"group-of-the-list", "group:Accounts", "Accounts", "", TRUE, FALSE},
	{"letters-of-a-group", "group:accounts", "ACCOUNTS", "", TRUE, FALSE},
	{"star-in-a-group", "group:Acc*", "Accounts", "", TRUE, FALSE},
	{"another-group", "group:Accounts", "Friends", "", FALSE, FALSE},
	{"nobody-of-the-list", "group:Accounts", NULL, "", FALSE, FALSE},
	{"second-of-two", "*@bank.example;group:Accounts", "Accounts", "", TRUE, FALSE},
	{"group-of-the-policy",
	 "peer-group:law",
	 NULL,
	 "law=bob@x.example|*@corp.example",
	 TRUE,
	 FALSE},
	{"group-of-two-items",
	 "peer-group:law",
	 NULL,
	 "law=bob@x.example;law=ann@corp.example",
	 TRUE,
	 FALSE},
	{"group-of-others", "peer-group:law", NULL, "law=bob@x.example;sales=*", FALSE, FALSE},
	{"group-that-is-not-there", "peer-group:lew", NULL, "law=bob@x.example", TRUE, FALSE},
	{"group-of-the-list-is-none-of-the-policy", "group:law", NULL, "law=*", FALSE, FALSE},
	{"group-of-the-person-for-the-company", "peer-group:law", NULL, "law=nobody", TRUE, TRUE},
};

static void
test_groups(gconstpointer data)
{
	const guint i = GPOINTER_TO_UINT(data);
	WdContext context = wd_test_contact;
	WdPolicySetting settings[WD_N_KEYS] = {0};
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){.direction = WD_DIRECTION_OUT,
							   .peer = "ann@corp.example",
							   .encryption = WD_ENCRYPTION_NONE,
							   .text = "hello"});
	g_autoptr(WdPolicy) policy = NULL;
	g_autoptr(WdVerdict) verdict = NULL;

	settings[WD_KEY_ENCRYPTION_REQUIRE_END_TO_END] = (WdPolicySetting){
		.text = (char *)groups[i].required,
		.level = groups[i].is_company ? WD_LEVEL_IT_MANAGED : WD_LEVEL_USER};
	settings[WD_KEY_CONTACTS_GROUPS] =
		(WdPolicySetting){.text = (char *)groups[i].groups, .level = WD_LEVEL_USER};
	policy = wd_policy_new(settings, NULL);
	context.group = groups[i].group;
	verdict = wd_judge(event, &context, policy);
	g_assert_cmpint(wd_verdict_has(verdict, "encryption.required"), ==, groups[i].is_blocked);
}

static void
test_incoming_is_free(void)
{
	g_autoptr(WdVerdict) verdict =
		wd_test_judge(&(WdEvent){.peer = "ann", .text = "hello"},
			      &wd_test_contact,
			      (WdTestSetting){WD_KEY_ENCRYPTION_REQUIRE_END_TO_END, "*"});

	g_assert_cmpint(verdict->action, ==, WD_ACTION_ALLOW);
}

/* In the clear to whom the last one went encrypted. */
static const struct {
	const char *name;
	WdEncryption encryption;
	gboolean was_encrypted;
	const char *setting;
	WdAction action;
} fallbacks[] = {
	{"fallback", WD_ENCRYPTION_NONE, TRUE, "warn", WD_ACTION_WARN},
	{"blocked", WD_ENCRYPTION_NONE, TRUE, "block", WD_ACTION_BLOCK},
	{"switched-off", WD_ENCRYPTION_NONE, TRUE, "allow", WD_ACTION_ALLOW},
	{"still-encrypted", WD_ENCRYPTION_OTR, TRUE, "warn", WD_ACTION_ALLOW},
	{"never-was", WD_ENCRYPTION_NONE, FALSE, "warn", WD_ACTION_ALLOW},
};

static void
test_new_key(void)
{
	WdContext context = wd_test_contact;
	g_autoptr(WdVerdict) encrypted = NULL;
	g_autoptr(WdVerdict) query = NULL;

	context.has_new_key = TRUE;
	encrypted = wd_test_judge(&(WdEvent){.direction = WD_DIRECTION_OUT,
					     .encryption = WD_ENCRYPTION_OTR,
					     .text = "hello"},
				  &context,
				  (WdTestSetting){0});
	query = wd_test_judge(&(WdEvent){.direction = WD_DIRECTION_OUT, .text = "?OTRv23?"},
			      &context,
			      (WdTestSetting){0});
	g_assert_true(wd_verdict_has(encrypted, "encryption.new-key"));
	g_assert_cmpint(encrypted->action, ==, WD_ACTION_WARN);
	g_assert_cmpint(query->action, ==, WD_ACTION_ALLOW);
}

static void
test_fallback(gconstpointer data)
{
	guint i = GPOINTER_TO_UINT(data);
	WdContext context = wd_test_contact;
	g_autoptr(WdVerdict) verdict = NULL;

	context.was_encrypted = fallbacks[i].was_encrypted;
	verdict =
		wd_test_judge(&(WdEvent){.direction = WD_DIRECTION_OUT,
					 .peer = "ann@corp.example",
					 .encryption = fallbacks[i].encryption,
					 .text = "hello"},
			      &context,
			      (WdTestSetting){WD_KEY_ENCRYPTION_ON_FALLBACK, fallbacks[i].setting});
	g_assert_cmpint(verdict->action, ==, fallbacks[i].action);
	g_assert_cmpint(wd_verdict_has(verdict, "encryption.fallback"),
			==,
			fallbacks[i].action != WD_ACTION_ALLOW);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/encryption-gate/case/", cases, test_case);
	for (guint i = 0; i < G_N_ELEMENTS(fallbacks); i++) {
		g_autofree char *path =
			g_strdup_printf("/encryption-gate/fallback/%s", fallbacks[i].name);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_fallback);
	}
	for (guint i = 0; i < G_N_ELEMENTS(groups); i++) {
		g_autofree char *path =
			g_strdup_printf("/encryption-gate/group/%s", groups[i].name);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_groups);
	}
	g_test_add_func("/encryption-gate/new-key", test_new_key);
	g_test_add_func("/encryption-gate/incoming-is-free", test_incoming_is_free);
	return g_test_run();
}
