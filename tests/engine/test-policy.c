/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-policy.h"

/* What people meet who set nothing: nothing is lost, nothing leaves, risks are asked about. */
static void
test_defaults(void)
{
	g_autoptr(WdPolicy) policy = wd_policy_new_default();

	g_assert_cmpuint(
		wd_policy_get_choice(policy, WD_KEY_CONTACTS_STRANGERS), ==, WD_STRANGERS_SCREEN);
	g_assert_cmpuint(wd_policy_get_choice(policy, WD_KEY_SPIM_ACTION), ==, WD_ACTION_HOLD);
	g_assert_cmpuint(wd_policy_get_choice(policy, WD_KEY_FILES_STRANGERS), ==, WD_ACTION_HOLD);
	g_assert_cmpuint(wd_policy_get_choice(policy, WD_KEY_FILES_CONTACTS), ==, WD_ACTION_WARN);
	g_assert_cmpuint(wd_policy_get_choice(policy, WD_KEY_LINKS_ACTION), ==, WD_LINK_WARN);
	g_assert_cmpuint(wd_policy_get_choice(policy, WD_KEY_LEAKS_ACTION), ==, WD_LEAK_WARN);
	g_assert_cmpuint(wd_policy_get_choice(policy, WD_KEY_LOGS_MODE), ==, WD_LOGS_AUTO);
	g_assert_true(wd_policy_get_boolean(policy, WD_KEY_LOGS_HONOUR_NO_LOG));
	g_assert_true(wd_policy_get_boolean(policy, WD_KEY_AUDIT_ENABLED));
	g_assert_true(wd_policy_get_boolean(policy, WD_KEY_CONTACTS_KEEP_BLOCKED));
	g_assert_null(wd_policy_get_list(policy, WD_KEY_AUDIT_TARGET)[0]);
	g_assert_false(wd_policy_get_boolean(policy, WD_KEY_ACCOUNTS_REQUIRE_TLS));
	g_assert_cmpfloat(wd_policy_get_number(policy, WD_KEY_SPIM_THRESHOLD), ==, 0.5);
	g_assert_cmpint(wd_policy_get_integer(policy, WD_KEY_WORMS_WINDOW), ==, 10 * 60 * 1000);
}

static void
test_default_is_nobodys(void)
{
	g_autoptr(WdPolicy) policy = wd_policy_new_default();

	for (guint i = 0; i < WD_N_KEYS; i++) {
		g_assert_cmpuint(wd_policy_get_level(policy, (WdPolicyKey)i), ==, WD_LEVEL_BUILTIN);
		g_assert_null(wd_policy_get_source(policy, (WdPolicyKey)i));
		g_assert_false(wd_policy_is_locked(policy, (WdPolicyKey)i));
	}
	g_assert_cmpuint(wd_policy_get_rules(policy)->len, ==, 0);
}

/* The enums beside the schema are indices into its words: they must not drift apart. */
static void
test_enums_follow_words(void)
{
	const struct {
		WdPolicyKey key;
		guint value;
		const char *word;
	} rows[] = {
		{WD_KEY_CONTACTS_STRANGERS, WD_STRANGERS_ALLOW, "allow"},
		{WD_KEY_CONTACTS_STRANGERS, WD_STRANGERS_CHALLENGE, "challenge"},
		{WD_KEY_CONTACTS_STRANGERS, WD_STRANGERS_BLOCK, "block"},
		{WD_KEY_LINKS_ACTION, WD_LINK_PLAIN, "plain"},
		{WD_KEY_LINKS_ACTION, WD_LINK_BLOCK, "block"},
		{WD_KEY_LEAKS_ACTION, WD_LEAK_REDACT, "redact"},
		{WD_KEY_LEAKS_ACTION, WD_LEAK_BLOCK, "block"},
		{WD_KEY_LOGS_MODE, WD_LOGS_NEVER, "never"},
		{WD_KEY_AUDIT_ON_FAILURE, WD_ON_FAILURE_BLOCK, "block"},
		{WD_KEY_AUDIT_PEER_NAMES, WD_PEER_NAMES_CLEAR, "clear"},
		{WD_KEY_SPIM_ACTION, WD_ACTION_NOTE, "note"},
		{WD_KEY_FILES_OUTGOING, WD_ACTION_BLOCK, "block"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
		g_assert_cmpstr(wd_policy_schema_get(rows[i].key)->choices[rows[i].value],
				==,
				rows[i].word);
}

static void
test_settings(void)
{
	WdPolicySetting settings[WD_N_KEYS] = {0};
	g_autoptr(WdPolicy) policy = NULL;
	g_autoptr(WdPolicy) plain = wd_policy_new_default();
	g_autoptr(WdPolicy) kept = NULL;

	settings[WD_KEY_LINKS_ALLOW].text = (char *)"a.example;b.example";
	settings[WD_KEY_LINKS_ALLOW].level = WD_LEVEL_IT_MANAGED;
	settings[WD_KEY_LINKS_ALLOW].source = (char *)"/p.conf:3";
	policy = wd_policy_new(settings, NULL);
	kept = wd_policy_ref(policy);
	g_assert_cmpstr(wd_policy_get_list(kept, WD_KEY_LINKS_ALLOW)[1], ==, "b.example");
	g_assert_null(wd_policy_get_list(kept, WD_KEY_LINKS_ALLOW)[2]);
	g_assert_true(wd_policy_is_locked(kept, WD_KEY_LINKS_ALLOW));
	g_assert_cmpstr(wd_policy_get_source(kept, WD_KEY_LINKS_ALLOW), ==, "/p.conf:3");
	g_assert_cmpstr(wd_policy_get_digest(kept), !=, wd_policy_get_digest(plain));
}

/* Nobody should hand in an unchecked value; if somebody does, it protects. */
static void
test_wrong_setting_is_strict(void)
{
	WdPolicySetting settings[WD_N_KEYS] = {0};
	g_autoptr(WdPolicy) policy = NULL;

	settings[WD_KEY_CONTACTS_STRANGERS].text = (char *)"perhaps";
	settings[WD_KEY_CONTACTS_STRANGERS].level = WD_LEVEL_USER;
	policy = wd_policy_new(settings, NULL);
	g_assert_cmpuint(
		wd_policy_get_choice(policy, WD_KEY_CONTACTS_STRANGERS), ==, WD_STRANGERS_HOLD);
}

static void
test_digest(void)
{
	g_autoptr(WdPolicy) a = wd_policy_new_default();
	g_autoptr(WdPolicy) b = wd_policy_new_default();

	g_assert_cmpstr(wd_policy_get_digest(a), ==, wd_policy_get_digest(b));
	g_assert_true(g_str_has_prefix(wd_policy_get_digest(a), "sha256:"));
	g_assert_cmpuint(strlen(wd_policy_get_digest(a)), ==, 7 + 64);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/policy/defaults", test_defaults);
	g_test_add_func("/policy/default-is-nobodys", test_default_is_nobodys);
	g_test_add_func("/policy/enums-follow-words", test_enums_follow_words);
	g_test_add_func("/policy/settings", test_settings);
	g_test_add_func("/policy/wrong-setting-is-strict", test_wrong_setting_is_strict);
	g_test_add_func("/policy/digest", test_digest);
	return g_test_run();
}
