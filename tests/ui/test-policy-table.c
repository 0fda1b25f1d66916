/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "ui/wd-policy-table.h"

typedef struct {
	WdPolicySetting settings[WD_N_KEYS];
	GPtrArray *rules;
} Layers;

static void
set(Layers *layers, WdPolicyKey key, const char *text, WdPolicyLevel level, const char *source)
{
	layers->settings[key] = (WdPolicySetting){(char *)text, level, (char *)source};
}

static GPtrArray *
make_table(Layers *layers)
{
	g_autoptr(WdPolicy) policy = wd_policy_new(layers->settings, layers->rules);

	return wd_policy_table_new(policy);
}

static const WdPolicyLine *
find(const GPtrArray *table, const char *name)
{
	for (guint i = 0; i < table->len; i++) {
		const WdPolicyLine *line = g_ptr_array_index(table, i);

		if (g_str_equal(line->name, name))
			return line;
	}
	g_error("no line is called %s", name);
	return NULL;
}

static void
test_all_keys(void)
{
	g_autoptr(WdPolicy) policy = wd_policy_new_default();
	g_autoptr(GPtrArray) table = wd_policy_table_new(policy);

	g_assert_cmpuint(table->len, ==, WD_N_KEYS);
	for (guint i = 0; i < table->len; i++) {
		const WdPolicyLine *line = g_ptr_array_index(table, i);

		g_test_message("%s", line->name);
		g_assert_cmpstr(line->set_by, ==, "Purple Warden");
		g_assert_true(line->status == WD_STATUS_DEFAULT ||
			      line->status == WD_STATUS_NO_EFFECT);
		g_assert_nonnull(strstr(line->sentence, line->row->doc));
		g_assert_true(wd_policy_line_matches(line, line->name));
	}
}

typedef struct {
	const char *name;
	WdPolicyLevel level;
	WdPolicyStatus status;
	const char *set_by;
} LevelCase;

static const LevelCase level_cases[] = {
	{"built-in", WD_LEVEL_BUILTIN, WD_STATUS_DEFAULT, "Purple Warden"},
	{"vendor",
	 WD_LEVEL_VENDOR_RECOMMENDED,
	 WD_STATUS_RECOMMENDED,
	 "This computer's distributor"},
	{"it-recommended", WD_LEVEL_IT_RECOMMENDED, WD_STATUS_RECOMMENDED, "Example Corp"},
	{"user", WD_LEVEL_USER, WD_STATUS_YOURS, "You"},
	{"vendor-managed",
	 WD_LEVEL_VENDOR_MANAGED,
	 WD_STATUS_LOCKED,
	 "This computer's distributor"},
	{"it-managed", WD_LEVEL_IT_MANAGED, WD_STATUS_LOCKED, "Example Corp"},
};

static void
test_level(gconstpointer data)
{
	const LevelCase *row = data;
	Layers layers = {0};
	g_autoptr(GPtrArray) table = NULL;
	const WdPolicyLine *line;

	set(&layers, WD_KEY_META_ORGANISATION, "Example Corp", WD_LEVEL_IT_MANAGED, NULL);
	set(&layers, WD_KEY_META_CONTACT, "help@corp.example", WD_LEVEL_IT_MANAGED, NULL);
	set(&layers, WD_KEY_CONTACTS_STRANGERS, "hold", row->level, "/etc/x.conf:12");
	table = make_table(&layers);
	line = find(table, "Contacts.Strangers");
	g_assert_cmpint(line->status, ==, row->status);
	g_assert_cmpstr(line->set_by, ==, row->set_by);
	g_assert_cmpstr(line->value, ==, "hold");
	g_assert_nonnull(strstr(line->sentence, "It stands in /etc/x.conf:12."));
	/* Whom to ask is said where asking helps. */
	g_assert_cmpint(strstr(line->sentence, "help@corp.example") != NULL,
			==,
			row->status == WD_STATUS_LOCKED);
}

static void
test_outranked(void)
{
	Layers layers = {0};
	g_autoptr(GPtrArray) free_table = NULL;
	g_autoptr(GPtrArray) locked_table = NULL;
	g_autoptr(GPtrArray) named_table = NULL;

	set(&layers, WD_KEY_CONTACTS_ALLOW, "*", WD_LEVEL_USER, NULL);
	free_table = make_table(&layers);
	g_assert_cmpint(find(free_table, "Contacts.Allow")->status, ==, WD_STATUS_YOURS);
	set(&layers, WD_KEY_CONTACTS_STRANGERS, "hold", WD_LEVEL_IT_MANAGED, NULL);
	locked_table = make_table(&layers);
	g_assert_cmpint(find(locked_table, "Contacts.Allow")->status, ==, WD_STATUS_NO_EFFECT);
	g_assert_nonnull(strstr(find(locked_table, "Contacts.Allow")->sentence, "does not count"));
	g_assert_null(strstr(find(locked_table, "Contacts.Strangers")->sentence, "Policy:"));
	set(&layers, WD_KEY_META_POLICY_ID, "desktops", WD_LEVEL_IT_MANAGED, NULL);
	named_table = make_table(&layers);
	g_assert_nonnull(
		strstr(find(named_table, "Contacts.Strangers")->sentence, "\nPolicy: desktops\n"));
	g_assert_null(strstr(find(named_table, "Contacts.Allow")->sentence, "Policy:"));
}

static void
test_group_off(void)
{
	Layers layers = {0};
	g_autoptr(GPtrArray) table = NULL;

	set(&layers, WD_KEY_LINKS_ENABLED, "false", WD_LEVEL_USER, NULL);
	table = make_table(&layers);
	g_assert_cmpint(find(table, "Links.Enabled")->status, ==, WD_STATUS_YOURS);
	g_assert_cmpint(find(table, "Links.Action")->status, ==, WD_STATUS_NO_EFFECT);
	g_assert_nonnull(strstr(find(table, "Links.Action")->sentence, "while Links.Enabled"));
	g_assert_cmpint(find(table, "Spim.Enabled")->status, ==, WD_STATUS_DEFAULT);
}

static void
test_rules(void)
{
	Layers layers = {0};
	g_autoptr(GPtrArray) table = NULL;
	g_autoptr(GError) error = NULL;
	const WdPolicyLine *line;
	WdRule *rule = wd_rule_parse(
		"10-guests", "kind=im;recipient=*@guest.example;action=block", &error);

	g_assert_no_error(error);
	rule->level = WD_LEVEL_IT_MANAGED;
	rule->source = g_strdup("/etc/rules.conf:3");
	layers.rules = g_ptr_array_new_with_free_func((GDestroyNotify)wd_rule_free);
	g_ptr_array_add(layers.rules, rule);
	table = make_table(&layers);
	g_ptr_array_unref(layers.rules);
	line = find(table, "Rules.10-guests");
	g_assert_cmpint(line->status, ==, WD_STATUS_LOCKED);
	g_assert_cmpstr(line->set_by, ==, "Your organisation");
	g_assert_nonnull(strstr(line->value, "guest.example"));
	g_assert_nonnull(strstr(line->sentence, "/etc/rules.conf:3"));
}

typedef struct {
	const char *name;
	const char *words;
	gboolean is_match;
} MatchCase;

static const MatchCase match_cases[] = {
	{"nothing", NULL, TRUE},
	{"empty", "", TRUE},
	{"blanks", "  ", TRUE},
	{"key", "strangers", TRUE},
	{"upper-case", "CONTACTS", TRUE},
	{"two-words", "locked strangers", TRUE},
	{"one-wrong", "strangers zebra", FALSE},
	{"value", "hold", TRUE},
	{"percent", "%s", FALSE},
};

static void
test_match(gconstpointer data)
{
	const MatchCase *row = data;
	Layers layers = {0};
	g_autoptr(GPtrArray) table = NULL;

	set(&layers, WD_KEY_CONTACTS_STRANGERS, "hold", WD_LEVEL_IT_MANAGED, NULL);
	table = make_table(&layers);
	g_assert_cmpint(wd_policy_line_matches(find(table, "Contacts.Strangers"), row->words),
			==,
			row->is_match);
}

/* A megabyte of a value, and what turns the line round, do no harm. */
static void
test_hostile_value(void)
{
	Layers layers = {0};
	g_autoptr(GPtrArray) table = NULL;
	g_autofree char *many = g_strnfill(1000000, 'x');
	g_autofree char *value = g_strconcat("\xe2\x80\xae<b>", many, NULL);
	const WdPolicyLine *line;

	set(&layers, WD_KEY_META_ORGANISATION, value, WD_LEVEL_IT_MANAGED, NULL);
	table = make_table(&layers);
	line = find(table, "Meta.Organisation");
	g_assert_cmpuint(strlen(line->value), <, 500);
	g_assert_cmpuint(strlen(line->set_by), <, 200);
	g_assert_null(strstr(line->value, "\xe2\x80\xae"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/policy-table/all-keys", test_all_keys);
	for (gsize i = 0; i < G_N_ELEMENTS(level_cases); i++) {
		g_autofree char *path =
			g_strconcat("/policy-table/level/", level_cases[i].name, NULL);

		g_test_add_data_func(path, &level_cases[i], test_level);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(match_cases); i++) {
		g_autofree char *path =
			g_strconcat("/policy-table/match/", match_cases[i].name, NULL);

		g_test_add_data_func(path, &match_cases[i], test_match);
	}
	g_test_add_func("/policy-table/outranked", test_outranked);
	g_test_add_func("/policy-table/group-off", test_group_off);
	g_test_add_func("/policy-table/rules", test_rules);
	g_test_add_func("/policy-table/hostile-value", test_hostile_value);
	return g_test_run();
}
