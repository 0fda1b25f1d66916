/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-policy-schema.h"
#include "ui/wd-setting-words.h"
#include "wd-rows.h"

static WdPolicy *
policy_with(WdPolicyKey key, const char *value, WdPolicyLevel level, const char *source)
{
	WdPolicySetting settings[WD_N_KEYS] = {0};

	settings[key] =
		(WdPolicySetting){.text = (char *)value, .level = level, .source = (char *)source};
	return wd_policy_new(settings, NULL);
}

static void
test_the_few(void)
{
	/* What the frame and its window have besides: Advanced and Close. */
	g_autoptr(GString) keys = g_string_new("dc");
	gsize n_rows;
	const WdSettingRow *rows = wd_setting_rows(&n_rows);

	g_assert_nonnull(rows[0].section);
	for (gsize i = 0; i < n_rows; i++) {
		const char *mark = strchr(rows[i].label, '_'); /* for the keyboard */
		char key;

		g_assert_true(wd_setting_is_among_the_few(rows[i].key));
		g_assert_nonnull(mark);
		key = g_ascii_tolower(mark[1]);
		g_assert_null(strchr(keys->str, key)); /* one key, one setting */
		g_string_append_c(keys, key);
		for (gsize j = 0; j < i; j++)
			g_assert_cmpint(rows[i].key, !=, rows[j].key);
	}
	g_assert_false(wd_setting_is_among_the_few(WD_KEY_META_POLICY_ID));
}

/* A word of the schema that has no label would show as it is. */
static void
test_every_choice_has_words(void)
{
	for (guint key = 0; key < WD_N_KEYS; key++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)key);

		for (guint i = 0; row->type == WD_TYPE_CHOICE && row->choices[i] != NULL; i++) {
			g_test_message("%s.%s=%s", row->group, row->name, row->choices[i]);
			g_assert_cmpstr(
				wd_setting_label_for_word(row->choices[i]), !=, row->choices[i]);
		}
	}
	g_assert_cmpstr(wd_setting_label_for_word("unheard-of"), ==, "unheard-of");
}

/* Twice as wide, with a border, is what Finch needs for one; 80 columns are usual. */
static void
test_wide_labels(void)
{
	gsize n_rows;
	const WdSettingRow *rows = wd_setting_rows(&n_rows);

	for (gsize i = 0; i < n_rows; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get(rows[i].key);
		g_autofree char *label = wd_setting_format_label(&rows[i]);
		g_autofree char *wide = wd_setting_format_wide_label(&rows[i]);

		g_assert_true(g_str_has_prefix(wide, label));
		if (row->type != WD_TYPE_CHOICE) {
			g_assert_cmpstr(wide, ==, label);
			continue;
		}
		for (guint j = 0; row->choices[j] != NULL; j++)
			g_assert_cmpuint(
				strlen(wide),
				>=,
				MIN(strlen(wd_setting_label_for_word(row->choices[j])) + 6, 38));
		g_assert_cmpuint(strlen(g_strchomp(wide)), ==, strlen(label));
	}
}

static void
test_values(void)
{
	g_autoptr(WdPolicy) policy = policy_with(WD_KEY_CONTACTS_ALLOW, "a;b", WD_LEVEL_USER, NULL);
	g_autofree char *on = wd_setting_format_value(policy, WD_KEY_SPIM_ENABLED);
	g_autofree char *choice = wd_setting_format_value(policy, WD_KEY_SPIM_ACTION);
	g_autofree char *list = wd_setting_format_value(policy, WD_KEY_CONTACTS_ALLOW);

	g_assert_cmpstr(on, ==, "On");
	g_assert_cmpstr(choice, ==, "Hold for review");
	g_assert_cmpstr(list, ==, "a;b");
}

static void
test_locked_by_nobody_named(void)
{
	g_autoptr(WdPolicy) policy =
		policy_with(WD_KEY_LEAKS_ENABLED, "true", WD_LEVEL_IT_MANAGED, NULL);
	g_autofree char *why = wd_setting_format_lock(policy, WD_KEY_LEAKS_ENABLED);

	g_assert_cmpstr(why, ==, "Set by your organisation.");
}

typedef struct {
	const char *name;
	const char *id;
	const char *revision;
	WdPolicyLevel level; /* of both */
	const char *expected;
} LockCase;

static const LockCase locks[] = {
	{"id-and-revision",
	 "desktops",
	 "17",
	 WD_LEVEL_IT_MANAGED,
	 "Set by Example Corp.\nIt stands in /etc/w/50.conf:9.\nPolicy: desktops r17\nQuestions: "
	 "it@corp.example"},
	{"id-alone",
	 "desktops",
	 NULL,
	 WD_LEVEL_VENDOR_MANAGED,
	 "Set by Example Corp.\nIt stands in /etc/w/50.conf:9.\nPolicy: desktops\nQuestions: "
	 "it@corp.example"},
	{"revision-alone",
	 NULL,
	 "3",
	 WD_LEVEL_IT_MANAGED,
	 "Set by Example Corp.\nIt stands in /etc/w/50.conf:9.\nPolicy: r3\nQuestions: "
	 "it@corp.example"},
	{"neither",
	 "",
	 "0",
	 WD_LEVEL_IT_MANAGED,
	 "Set by Example Corp.\nIt stands in /etc/w/50.conf:9.\nQuestions: it@corp.example"},
	{"the-persons-own-are-none",
	 "mine",
	 "99",
	 WD_LEVEL_USER,
	 "Set by Example Corp.\nIt stands in /etc/w/50.conf:9.\nQuestions: it@corp.example"},
};

static void
test_lock(gconstpointer data)
{
	const LockCase *row = data;
	WdPolicySetting settings[WD_N_KEYS] = {0};
	g_autoptr(WdPolicy) policy = NULL;
	g_autofree char *why = NULL;

	settings[WD_KEY_LEAKS_ENABLED] = (WdPolicySetting){.text = (char *)"true",
							   .level = WD_LEVEL_IT_MANAGED,
							   .source = (char *)"/etc/w/50.conf:9"};
	settings[WD_KEY_META_ORGANISATION] =
		(WdPolicySetting){.text = (char *)"Example Corp", .level = WD_LEVEL_IT_MANAGED};
	settings[WD_KEY_META_CONTACT] =
		(WdPolicySetting){.text = (char *)"it@corp.example", .level = WD_LEVEL_IT_MANAGED};
	settings[WD_KEY_META_POLICY_ID] =
		(WdPolicySetting){.text = (char *)row->id, .level = row->level};
	settings[WD_KEY_META_REVISION] =
		(WdPolicySetting){.text = (char *)row->revision, .level = row->level};
	policy = wd_policy_new(settings, NULL);
	why = wd_setting_format_lock(policy, WD_KEY_LEAKS_ENABLED);
	g_assert_cmpstr(why, ==, row->expected);
}

static void
test_levels(void)
{
	for (guint level = 0; level < WD_N_LEVELS; level++)
		g_assert_cmpstr(wd_setting_label_for_level((WdPolicyLevel)level), !=, "");
}

/* What describes a policy file is nobody's setting. */
static void
test_what_is_shown(void)
{
	g_assert_false(wd_setting_may_be_shown(WD_KEY_META_REVISION));
	g_assert_true(wd_setting_may_be_shown(WD_KEY_ENFORCE_ALLOW_PAUSE));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/setting-words/the-few", test_the_few);
	g_test_add_func("/setting-words/every-choice-has-words", test_every_choice_has_words);
	g_test_add_func("/setting-words/values", test_values);
	g_test_add_func("/setting-words/wide-labels", test_wide_labels);
	g_test_add_func("/setting-words/locked-by-nobody-named", test_locked_by_nobody_named);
	WD_ADD_ROWS("/setting-words/lock/", locks, test_lock);
	g_test_add_func("/setting-words/levels", test_levels);
	g_test_add_func("/setting-words/what-is-shown", test_what_is_shown);
	return g_test_run();
}
