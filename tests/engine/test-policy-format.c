/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-policy-format.h"

static void
test_nothing_managed(void)
{
	g_autoptr(WdPolicy) policy = wd_policy_new_default();
	g_autofree char *text = wd_policy_format_managed(policy);

	g_assert_cmpstr(text, ==, "");
}

/* Only what a company locked is kept for the day its files cannot be read. */
static void
test_managed_alone(void)
{
	WdPolicySetting settings[WD_N_KEYS] = {0};
	g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func((GDestroyNotify)wd_rule_free);
	g_autoptr(WdPolicy) policy = NULL;
	g_autofree char *text = NULL;

	settings[WD_KEY_SPIM_ACTION] = (WdPolicySetting){(char *)"warn", WD_LEVEL_USER, NULL};
	settings[WD_KEY_LINKS_ACTION] =
		(WdPolicySetting){(char *)"block", WD_LEVEL_IT_MANAGED, (char *)"/p.conf:3"};
	g_ptr_array_add(rules, wd_rule_parse("10", "action=note", NULL));
	g_ptr_array_add(rules, wd_rule_parse("20", "action=hold", NULL));
	((WdRule *)g_ptr_array_index(rules, 0))->level = WD_LEVEL_USER;
	((WdRule *)g_ptr_array_index(rules, 1))->level = WD_LEVEL_VENDOR_MANAGED;
	policy = wd_policy_new(settings, rules);
	text = wd_policy_format_managed(policy);
	g_assert_cmpstr(
		text, ==, "\n[Links]\n# /p.conf:3\nAction=block\n\n[Rules]\n20=action=hold\n");
}

static void
check_lines(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (guint i = 0; lines[i] != NULL; i++) {
		if (g_str_has_prefix(lines[i], "# 10-guests"))
			continue; /* an example is one line, as a rule must be */
		if (lines[i][0] == '#' && strchr(lines[i], '=') == NULL)
			g_assert_cmpint(g_utf8_strlen(lines[i], -1), <=, 80);
	}
}

static void
test_template_has_every_group_once(void)
{
	g_autofree char *text = wd_policy_format_template(FALSE);

	for (guint i = 0; i < WD_N_KEYS; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)i);
		g_autofree char *group = g_strdup_printf("\n[%s]\n", row->group);
		const char *first = strstr(text, group);

		g_assert_nonnull(first);
		g_assert_null(strstr(first + 1, group));
	}
	check_lines(text);
}

static void
test_strict_template(void)
{
	g_autofree char *text = wd_policy_format_template(TRUE);

	g_assert_nonnull(strstr(text, "\nStrangers=hold\n"));
	g_assert_nonnull(strstr(text, "\n# AllowProtocols=\n")); /* nobody could sign on */
	g_assert_nonnull(strstr(text, "\n# PolicyId=\n"));
	check_lines(text);
}

/* Whatever a rule may say is told in the template: the words are read from where they are parsed.
 */
static void
test_template_has_every_condition(void)
{
	g_autofree char *path =
		g_test_build_filename(G_TEST_DIST, "..", "plugin", "engine", "wd-rule.c", NULL);
	g_autofree char *template = wd_policy_format_template(FALSE);
	g_autoptr(GRegex) pattern = g_regex_new("\\{\"([a-z-]+)\", read_", 0, 0, NULL);
	g_autofree char *source = NULL;
	g_autoptr(GMatchInfo) match = NULL;
	const char *rules = strstr(template, "\n[Rules]\n");
	guint n_words = 0;

	g_assert_nonnull(rules);
	g_assert_true(g_file_get_contents(path, &source, NULL, NULL));
	for (g_regex_match(pattern, source, 0, &match); g_match_info_matches(match);
	     g_match_info_next(match, NULL)) {
		g_autofree char *word = g_match_info_fetch(match, 1);
		g_autofree char *expression = g_strdup_printf("\\b%s\\b", word);

		n_words++;
		if (!g_regex_match_simple(expression, rules, 0, 0))
			g_error("the template does not name %s", word);
	}
	g_assert_cmpuint(n_words, >, 20);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/policy-format/nothing-managed", test_nothing_managed);
	g_test_add_func("/policy-format/managed-alone", test_managed_alone);
	g_test_add_func("/policy-format/template-groups", test_template_has_every_group_once);
	g_test_add_func("/policy-format/strict-template", test_strict_template);
	g_test_add_func("/policy-format/every-condition", test_template_has_every_condition);
	return g_test_run();
}
