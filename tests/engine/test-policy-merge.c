/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-policy-format.h"
#include "engine/wd-policy-merge.h"
#include "engine/wd-version.h"

typedef struct {
	WdPolicyLevel level;
	const char *text;
} Layer;

/* What holds, and whose it is, after up to four files. */
typedef struct {
	const char *name;
	Layer layers[4];
	WdPolicyKey key;
	const char *value;
	WdPolicyLevel level;
	const char *source;
	WdProblemLevel worst; /* of the problems */
	const char *message;  /* (nullable) in one of them; NULL: there are none */
} MergeCase;

#define USER   WD_LEVEL_USER
#define VENDOR WD_LEVEL_VENDOR_MANAGED
#define IT     WD_LEVEL_IT_MANAGED

static const MergeCase cases[] = {
	{"nothing",
	 {{0}},
	 WD_KEY_LINKS_ACTION,
	 "warn",
	 WD_LEVEL_BUILTIN,
	 NULL,
	 WD_PROBLEM_NOTICE,
	 NULL},
	{"user-over-recommended",
	 {{WD_LEVEL_IT_RECOMMENDED, "[Links]\nAction=plain\n"}, {USER, "[Links]\nAction=block\n"}},
	 WD_KEY_LINKS_ACTION,
	 "block",
	 USER,
	 "1.conf:2",
	 WD_PROBLEM_NOTICE,
	 "replaces “plain” of 0.conf:2"},
	{"managed-over-user",
	 {{USER, "[Links]\nAction=warn\n"}, {IT, "[Links]\nAction=block\n"}},
	 WD_KEY_LINKS_ACTION,
	 "block",
	 IT,
	 "1.conf:2",
	 WD_PROBLEM_NOTICE,
	 NULL},
	{"it-over-vendor",
	 {{VENDOR, "[Links]\nAction=plain\n"}, {IT, "[Links]\nAction=hold\n"}},
	 WD_KEY_LINKS_ACTION,
	 "hold",
	 IT,
	 "1.conf:2",
	 WD_PROBLEM_NOTICE,
	 "replaces “plain”"},
	{"later-file-wins",
	 {{IT, "[Spim]\nThreshold=0.8\n"}, {IT, "[Spim]\nThreshold=0.7\n"}},
	 WD_KEY_SPIM_THRESHOLD,
	 "0.7",
	 IT,
	 "1.conf:2",
	 WD_PROBLEM_NOTICE,
	 "replaces “0.8”"},
	{"absent-is-not-false",
	 {{IT, "[Spim]\nThreshold=0.8\n"}},
	 WD_KEY_SPIM_ENABLED,
	 "true",
	 WD_LEVEL_BUILTIN,
	 NULL,
	 WD_PROBLEM_NOTICE,
	 NULL},
	{"managed-yes-is-strict",
	 {{IT, "[Accounts]\nRequireTLS=yes\n"}},
	 WD_KEY_ACCOUNTS_REQUIRE_TLS,
	 "true",
	 IT,
	 "0.conf:2",
	 WD_PROBLEM_ERROR,
	 "write true"},
	{"managed-wrong-false-is-strict-too",
	 {{IT, "[Spim]\nEnabled=False\n"}},
	 WD_KEY_SPIM_ENABLED,
	 "true",
	 IT,
	 "0.conf:2",
	 WD_PROBLEM_ERROR,
	 "until it is mended “true” holds"},
	{"managed-remark-is-strict",
	 {{USER, "[Contacts]\nStrangers=allow\n"}, {IT, "[Contacts]\nStrangers=screen # soft\n"}},
	 WD_KEY_CONTACTS_STRANGERS,
	 "hold",
	 IT,
	 "1.conf:2",
	 WD_PROBLEM_ERROR,
	 "line of its own"},
	{"user-wrong-value-is-ignored",
	 {{WD_LEVEL_IT_RECOMMENDED, "[Spim]\nThreshold=0.8\n"}, {USER, "[Spim]\nThreshold=8\n"}},
	 WD_KEY_SPIM_THRESHOLD,
	 "0.8",
	 WD_LEVEL_IT_RECOMMENDED,
	 "0.conf:2",
	 WD_PROBLEM_ERROR,
	 "this line is ignored"},
	{"managed-typo-locks-strict",
	 {{USER, "[Accounts]\nRequireTLS=false\n"}, {IT, "[Accounts]\nRequierTLS=true\n"}},
	 WD_KEY_ACCOUNTS_REQUIRE_TLS,
	 "true",
	 IT,
	 "1.conf:2",
	 WD_PROBLEM_ERROR,
	 "did you mean [Accounts] RequireTLS?"},
	{"managed-key-case-locks-strict",
	 {{IT, "[Contacts]\nstrangers=block\n"}},
	 WD_KEY_CONTACTS_STRANGERS,
	 "hold",
	 IT,
	 "0.conf:2",
	 WD_PROBLEM_ERROR,
	 "did you mean [Contacts] Strangers?"},
	{"managed-group-case-locks-strict",
	 {{IT, "[logs]\nRequireEscrow=true\n"}},
	 WD_KEY_LOGS_REQUIRE_ESCROW,
	 "true",
	 IT,
	 "0.conf:2",
	 WD_PROBLEM_ERROR,
	 "unknown group [logs]; did you mean [Logs]?"},
	{"typo-beside-the-right-key",
	 {{IT, "[Contacts]\nStranger=allow\nStrangers=block\n"}},
	 WD_KEY_CONTACTS_STRANGERS,
	 "block",
	 IT,
	 "0.conf:3",
	 WD_PROBLEM_WARNING,
	 "It is ignored"},
	{"typo-in-meta-locks-nothing",
	 {{IT, "[Meta]\nOrganization=Corp\n"}},
	 WD_KEY_META_ORGANISATION,
	 "",
	 WD_LEVEL_BUILTIN,
	 NULL,
	 WD_PROBLEM_WARNING,
	 "did you mean [Meta] Organisation?"},
	{"user-typo-locks-nothing",
	 {{USER, "[Contacts]\nStranger=allow\n"}},
	 WD_KEY_CONTACTS_STRANGERS,
	 "screen",
	 WD_LEVEL_BUILTIN,
	 NULL,
	 WD_PROBLEM_WARNING,
	 "did you mean [Contacts] Strangers?"},
	{"newer-policy-may-have-new-keys",
	 {{IT, "[Meta]\nMinVersion=99.0\n[Contacts]\nStranger=allow\n"}},
	 WD_KEY_CONTACTS_STRANGERS,
	 "screen",
	 WD_LEVEL_BUILTIN,
	 NULL,
	 WD_PROBLEM_WARNING,
	 "written for version 99.0"},
	{"unlike-any-key",
	 {{IT, "[Spim]\nFavouriteColour=blue\n"}},
	 WD_KEY_SPIM_ENABLED,
	 "true",
	 WD_LEVEL_BUILTIN,
	 NULL,
	 WD_PROBLEM_WARNING,
	 "unknown key “FavouriteColour”"},
	{"unlike-any-group",
	 {{IT, "[Proxy]\nHost=a\nPort=1\n"}},
	 WD_KEY_SPIM_ENABLED,
	 "true",
	 WD_LEVEL_BUILTIN,
	 NULL,
	 WD_PROBLEM_WARNING,
	 "unknown group [Proxy]; it is ignored"},
	{"twice-in-one-file",
	 {{IT, "[Links]\nAction=plain\nAction=hold\n"}},
	 WD_KEY_LINKS_ACTION,
	 "hold",
	 IT,
	 "0.conf:3",
	 WD_PROBLEM_WARNING,
	 "stands in line 2 already"},
	{"lists-add-up",
	 {{VENDOR, "[Links]\nDeny=a.example\n"}, {IT, "[Links]\nDeny=b.example;a.example\n"}},
	 WD_KEY_LINKS_DENY,
	 "a.example;b.example",
	 IT,
	 "0.conf:2, 1.conf:2",
	 WD_PROBLEM_NOTICE,
	 NULL},
	{"a-locked-list-takes-no-more",
	 {{USER, "[Contacts]\nAllow=me@home.example\n"},
	  {IT, "[Contacts]\nAllow=*@corp.example\n"}},
	 WD_KEY_CONTACTS_ALLOW,
	 "*@corp.example",
	 IT,
	 "1.conf:2",
	 WD_PROBLEM_NOTICE,
	 NULL},
	{"recommended-and-user-lists-add-up",
	 {{WD_LEVEL_IT_RECOMMENDED, "[Contacts]\nDeny=a\n"}, {USER, "[Contacts]\nDeny=b\n"}},
	 WD_KEY_CONTACTS_DENY,
	 "a;b",
	 USER,
	 "0.conf:2, 1.conf:2",
	 WD_PROBLEM_NOTICE,
	 NULL},
	{"a-list-keeps-its-good-items",
	 {{IT, "[Links]\nDeny=good.example;https://bad.example/\n"}},
	 WD_KEY_LINKS_DENY,
	 "good.example",
	 IT,
	 "0.conf:2",
	 WD_PROBLEM_ERROR,
	 "what is wrong is left out"},
	{"a-spoilt-recipient-spoils-the-list",
	 {{IT, "[Logs]\nEscrowRecipients=age1oops\n"}},
	 WD_KEY_LOGS_ESCROW_RECIPIENTS,
	 "unreadable",
	 IT,
	 "0.conf:2",
	 WD_PROBLEM_ERROR,
	 "expected an age recipient"},
	{"a-spoilt-list-of-protocols-allows-none",
	 {{IT, "[Accounts]\nAllowProtocols=prpl-jabber, prpl-irc\n"}},
	 WD_KEY_ACCOUNTS_ALLOW_PROTOCOLS,
	 "none",
	 IT,
	 "0.conf:2",
	 WD_PROBLEM_ERROR,
	 "expected a protocol"},
	{"exceptions-of-what-outranks-come-first",
	 {{WD_LEVEL_IT_RECOMMENDED, "[Contacts]\nStrangersFor=a=allow\n"},
	  {USER, "[Contacts]\nStrangersFor=b=hold;a=allow\n"}},
	 WD_KEY_CONTACTS_STRANGERS_FOR,
	 "b=hold;a=allow",
	 USER,
	 "0.conf:2, 1.conf:2",
	 WD_PROBLEM_NOTICE,
	 NULL},
	{"exceptions-of-it-before-the-vendors",
	 {{VENDOR, "[Contacts]\nStrangersFor=a=allow\n"},
	  {IT, "[Contacts]\nStrangersFor=a*=block\n"}},
	 WD_KEY_CONTACTS_STRANGERS_FOR,
	 "a*=block;a=allow",
	 IT,
	 "0.conf:2, 1.conf:2",
	 WD_PROBLEM_NOTICE,
	 NULL},
	{"own-exceptions-behind-managed-ones",
	 {{USER, "[Contacts]\nStrangersFor=*=allow\n"},
	  {VENDOR, "[Contacts]\nStrangersFor=b=hold\n"},
	  {IT, "[Contacts]\nStrangersFor=a=block\n"}},
	 WD_KEY_CONTACTS_STRANGERS_FOR,
	 "a=block;b=hold;*=allow",
	 IT,
	 "1.conf:2, 2.conf:2, 0.conf:2",
	 WD_PROBLEM_NOTICE,
	 NULL},
	{"no-own-exceptions-from-a-managed-default",
	 {{USER, "[Contacts]\nStrangersFor=*=allow\n"}, {IT, "[Contacts]\nStrangers=hold\n"}},
	 WD_KEY_CONTACTS_STRANGERS_FOR,
	 "",
	 WD_LEVEL_BUILTIN,
	 NULL,
	 WD_PROBLEM_NOTICE,
	 "does not count while Strangers is managed"},
	{"managed-exceptions-from-a-managed-default",
	 {{USER, "[Contacts]\nStrangersFor=*=allow\n"},
	  {IT, "[Contacts]\nStrangers=hold\nStrangersFor=*@corp.example=allow\n"}},
	 WD_KEY_CONTACTS_STRANGERS_FOR,
	 "*@corp.example=allow",
	 IT,
	 "1.conf:3",
	 WD_PROBLEM_NOTICE,
	 "does not count while Strangers is managed"},
	{"a-spoilt-exception-holds-the-rest",
	 {{IT, "[Contacts]\nStrangersFor=a=allow;b=blok\n"}},
	 WD_KEY_CONTACTS_STRANGERS_FOR,
	 "a=allow;*=hold",
	 IT,
	 "0.conf:2",
	 WD_PROBLEM_ERROR,
	 "until it is mended “*=hold” holds"},
	{"questions",
	 {{IT, "[Contacts]\nChallengeQuestions=Up or down?=up;2+2=?=4|four\n"}},
	 WD_KEY_CONTACTS_CHALLENGE_QUESTIONS,
	 "Up or down?=up;2+2=?=4|four",
	 IT,
	 "0.conf:2",
	 WD_PROBLEM_NOTICE,
	 NULL},
	{"question-without-answer-asks-nobody",
	 {{IT, "[Contacts]\nChallengeQuestions=Up or down?=up;Left or right?=\n"}},
	 WD_KEY_CONTACTS_CHALLENGE_QUESTIONS,
	 "none",
	 IT,
	 "0.conf:2",
	 WD_PROBLEM_ERROR,
	 "found “Left or right?=”"},
	{"pool-without-question-asks-nobody",
	 {{IT, "[Contacts]\nChallengeQuestions= ; ;\n"}},
	 WD_KEY_CONTACTS_CHALLENGE_QUESTIONS,
	 "none",
	 IT,
	 "0.conf:2",
	 WD_PROBLEM_ERROR,
	 "expected a question with its answers"},
	{"mistyped-target-stays-on-the-computer",
	 {{IT, "[Audit]\nTarget=jounrald\n"}},
	 WD_KEY_AUDIT_TARGET,
	 "journald",
	 IT,
	 "0.conf:2",
	 WD_PROBLEM_ERROR,
	 "expected journald, syslog"},
	{"unknown-group-for-encryption",
	 {{IT, "[Encryption]\nRequireEndToEnd=peer-group:law\n"}},
	 WD_KEY_AUDIT_TARGET,
	 "",
	 WD_LEVEL_BUILTIN,
	 NULL,
	 WD_PROBLEM_ERROR,
	 "names the group “law”"},
	{"unknown-group-in-a-rule",
	 {{IT, "[Rules]\n10-x=peer-group=sales;action=block\n"}},
	 WD_KEY_AUDIT_TARGET,
	 "",
	 WD_LEVEL_BUILTIN,
	 NULL,
	 WD_PROBLEM_ERROR,
	 "it means everybody"},
	{"group-of-a-person-is-none-of-the-company",
	 {{USER, "[Contacts]\nGroups=sales=*@x\n"},
	  {IT, "[Rules]\n10-x=peer-group=sales;action=allow\n"}},
	 WD_KEY_CONTACTS_GROUPS,
	 "sales=*@x",
	 USER,
	 "0.conf:2",
	 WD_PROBLEM_ERROR,
	 "it means nobody"},
};

static WdPolicyFile *
parse(const Layer *layer, guint number, GPtrArray *problems)
{
	g_autofree char *path = g_strdup_printf("%u.conf", number);

	return wd_policy_file_parse(path, layer->level, layer->text, strlen(layer->text), problems);
}

static WdPolicy *
merge(const Layer *layers, guint n_layers, gboolean is_floor, GPtrArray *problems)
{
	g_autoptr(GPtrArray) files =
		g_ptr_array_new_with_free_func((GDestroyNotify)wd_policy_file_free);

	for (guint i = 0; i < n_layers && layers[i].text != NULL; i++)
		g_ptr_array_add(files, parse(&layers[i], i, problems));
	return wd_policy_merge(files, is_floor, problems);
}

static gboolean
has_message(const GPtrArray *problems, const char *message)
{
	for (guint i = 0; i < problems->len; i++) {
		const WdPolicyProblem *problem = g_ptr_array_index(problems, i);

		if (strstr(problem->message, message) != NULL)
			return TRUE;
	}
	return FALSE;
}

static void
test_merge(gconstpointer data)
{
	const MergeCase *row = data;
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(WdPolicy) policy = merge(row->layers, 4, FALSE, problems);
	g_autofree char *value = wd_policy_format_value(policy, row->key);

	g_assert_cmpstr(value, ==, row->value);
	g_assert_cmpuint(wd_policy_get_level(policy, row->key), ==, row->level);
	g_assert_cmpstr(wd_policy_get_source(policy, row->key), ==, row->source);
	g_assert_cmpint(wd_policy_is_locked(policy, row->key), ==, row->level >= VENDOR);
	if (row->message == NULL) {
		g_assert_cmpuint(problems->len, ==, 0);
		return;
	}
	g_assert_true(has_message(problems, row->message));
	g_assert_cmpuint(wd_policy_problems_count(problems, row->worst), >, 0);
	if (row->worst < WD_PROBLEM_ERROR)
		g_assert_cmpuint(wd_policy_problems_count(problems, row->worst + 1), ==, 0);
}

/* An administrator finds the one bad item of a long line. */
static void
test_item_column(void)
{
	const Layer layer = {IT, "[Contacts]\nStrangersFor = a=allow; b\\;=hold;c=blok;d=allow\n"};
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(WdPolicy) policy = merge(&layer, 1, FALSE, problems);
	const WdPolicyProblem *problem = g_ptr_array_index(problems, 0);

	g_assert_cmpuint(problems->len, ==, 1);
	g_assert_cmpuint(problem->line, ==, 2);
	g_assert_cmpuint(problem->column, ==, strlen("StrangersFor = a=allow; b\\;=hold;") + 1);
	g_assert_nonnull(strstr(problem->message, "“c=blok”"));
	g_assert_cmpstr(
		wd_policy_get_list(policy, WD_KEY_CONTACTS_STRANGERS_FOR)[1], ==, "b;=hold");
}

/* The same where one bad item spoils the whole list. */
static void
test_item_column_of_a_whole(void)
{
	const Layer layer = {IT, "[Contacts]\nChallengeQuestions=Up?=up;Left or right?=;x\n"};
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(WdPolicy) policy = merge(&layer, 1, FALSE, problems);
	const WdPolicyProblem *problem = g_ptr_array_index(problems, 0);

	g_assert_cmpuint(problems->len, ==, 1);
	g_assert_cmpuint(problem->column, ==, strlen("ChallengeQuestions=Up?=up;") + 1);
}

static void
test_floor(void)
{
	const Layer layers[] = {
		{WD_LEVEL_IT_RECOMMENDED, "[Meta]\nContact=help@corp.example\n"},
		{USER, "[Contacts]\nStrangers=allow\nDeny=*\n[Logs]\nRequireEscrow=false\n"},
	};
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(WdPolicy) policy = merge(layers, 2, TRUE, problems);

	for (guint i = 0; i < WD_N_KEYS; i++) {
		WdPolicyKey key = (WdPolicyKey)i;

		if (g_str_equal(wd_policy_schema_get(key)->group, "Meta"))
			continue;
		g_assert_true(wd_policy_is_locked(policy, key));
		g_assert_cmpstr(wd_policy_get_source(policy, key), ==, WD_POLICY_FLOOR_SOURCE);
	}
	g_assert_cmpuint(
		wd_policy_get_choice(policy, WD_KEY_CONTACTS_STRANGERS), ==, WD_STRANGERS_HOLD);
	g_assert_true(wd_policy_get_boolean(policy, WD_KEY_LOGS_REQUIRE_ESCROW));
	g_assert_null(wd_policy_get_list(policy, WD_KEY_CONTACTS_DENY)[0]);
	g_assert_cmpstr(wd_policy_get_string(policy, WD_KEY_META_CONTACT), ==, "help@corp.example");
}

static void
test_rules_in_order(void)
{
	const Layer layers[] = {
		{VENDOR, "[Rules]\n20-b=action=warn\n10-a=action=note\n"},
		{IT, "[Rules]\n15-c=action=block\n20-b=action=hold\n"},
	};
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(WdPolicy) policy = merge(layers, 2, FALSE, problems);
	const GPtrArray *rules = wd_policy_get_rules(policy);
	const char *const ids[] = {"10-a", "15-c", "20-b"};

	g_assert_cmpuint(rules->len, ==, 3);
	for (guint i = 0; i < 3; i++)
		g_assert_cmpstr(((const WdRule *)g_ptr_array_index(rules, i))->id, ==, ids[i]);
	g_assert_cmpuint(((const WdRule *)g_ptr_array_index(rules, 2))->action, ==, WD_ACTION_HOLD);
	g_assert_true(has_message(problems, "rule “20-b” replaces that of 0.conf:2"));
}

/* A person's rule can neither replace a company's nor end the search before it. */
static void
test_managed_rules_first(void)
{
	const Layer layers[] = {
		{WD_LEVEL_IT_RECOMMENDED, "[Rules]\n05-x=action=note\n"},
		{USER, "[Rules]\n00-me=action=allow\n50-a=action=allow\n05-x=action=allow\n"},
		{IT, "[Rules]\n50-a=action=block\n60-b=action=hold\n"},
	};
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(WdPolicy) policy = merge(layers, 3, FALSE, problems);
	const GPtrArray *rules = wd_policy_get_rules(policy);
	const char *const ids[] = {"50-a", "60-b", "00-me", "05-x"};

	g_assert_cmpuint(rules->len, ==, G_N_ELEMENTS(ids));
	for (guint i = 0; i < rules->len; i++)
		g_assert_cmpstr(((const WdRule *)g_ptr_array_index(rules, i))->id, ==, ids[i]);
	g_assert_cmpuint(
		((const WdRule *)g_ptr_array_index(rules, 0))->action, ==, WD_ACTION_BLOCK);
}

static void
test_unreadable_file_says_nothing(void)
{
	const Layer layers[] = {{IT, "[Links]\nAction=block\njunk\n"}};
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(WdPolicy) policy = merge(layers, 1, FALSE, problems);

	g_assert_cmpuint(wd_policy_get_level(policy, WD_KEY_LINKS_ACTION), ==, WD_LEVEL_BUILTIN);
	g_assert_cmpuint(problems->len, ==, 1);
}

/* What is saved as the last good snapshot says the same again, and locks the same. */
static void
test_managed_round_trip(void)
{
	const Layer layers[] = {
		{VENDOR, "[Links]\nDeny=a.example\nAction=plain\n[Rules]\n1=kind=im;action=warn\n"},
		{IT, "[Links]\nDeny=b.example\n[Meta]\nContact=a\\\\b\\s\n[Spim]\nEnabled=on\n"},
	};
	g_autoptr(GPtrArray) problems = wd_policy_problems_new();
	g_autoptr(WdPolicy) policy = merge(layers, 2, FALSE, problems);
	g_autofree char *text = wd_policy_format_managed(policy);
	const Layer again[] = {{IT, text}};
	g_autoptr(GPtrArray) none = wd_policy_problems_new();
	g_autoptr(WdPolicy) restored = merge(again, 1, FALSE, none);

	g_assert_cmpuint(none->len, ==, 0);
	g_assert_cmpstr(wd_policy_get_digest(restored), ==, wd_policy_get_digest(policy));
	for (guint i = 0; i < WD_N_KEYS; i++)
		g_assert_cmpint(wd_policy_is_locked(restored, (WdPolicyKey)i),
				==,
				wd_policy_is_locked(policy, (WdPolicyKey)i));
}

static void
test_templates_are_clean(void)
{
	for (guint is_strict = 0; is_strict < 2; is_strict++) {
		g_autofree char *text = wd_policy_format_template(is_strict != 0);
		const Layer layers[] = {{IT, text}};
		g_autoptr(GPtrArray) problems = wd_policy_problems_new();
		g_autoptr(WdPolicy) policy = merge(layers, 1, FALSE, problems);
		g_autoptr(WdPolicy) builtin = wd_policy_new_default();

		g_assert_cmpuint(problems->len, ==, 0);
		for (guint i = 0; i < WD_N_KEYS; i++)
			g_assert_nonnull(strstr(text, wd_policy_schema_get((WdPolicyKey)i)->name));
		if (is_strict == 0)
			g_assert_cmpstr(
				wd_policy_get_digest(policy), ==, wd_policy_get_digest(builtin));
		else
			g_assert_true(wd_policy_is_locked(policy, WD_KEY_ACCOUNTS_REQUIRE_TLS));
	}
}

static void
test_versions(void)
{
	g_assert_cmpint(wd_version_compare("0.1.0", "0.1"), ==, 0);
	g_assert_cmpint(wd_version_compare("0.10", "0.9"), >, 0);
	g_assert_cmpint(wd_version_compare("1", "1.0.1"), <, 0);
	g_assert_cmpint(wd_version_compare("", "0.0"), ==, 0);
	g_assert_cmpint(wd_version_compare("x", "1"), <, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/policy-merge/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_merge);
	}
	g_test_add_func("/policy-merge/item-column", test_item_column);
	g_test_add_func("/policy-merge/item-column-of-a-whole", test_item_column_of_a_whole);
	g_test_add_func("/policy-merge/floor", test_floor);
	g_test_add_func("/policy-merge/rules-in-order", test_rules_in_order);
	g_test_add_func("/policy-merge/managed-rules-first", test_managed_rules_first);
	g_test_add_func("/policy-merge/unreadable-file-says-nothing",
			test_unreadable_file_says_nothing);
	g_test_add_func("/policy-merge/managed-round-trip", test_managed_round_trip);
	g_test_add_func("/policy-merge/templates-are-clean", test_templates_are_clean);
	g_test_add_func("/policy-merge/versions", test_versions);
	return g_test_run();
}
