/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "ctl/wd-ctl-commands.h"
#include "ctl/wd-ctl-man.h"
#include "engine/wd-policy-schema.h"

/* Every request the pages use; another one at the start of a line is text that was not escaped. */
static const char *const requests[] = {
	".TH ",
	".SH ",
	".SS ",
	".TP",
	".B ",
	".BI ",
	".BR ",
	".I ",
	".RI ",
	".br",
	".PP",
	".nf",
	".fi",
};

static gboolean
is_request(const char *line)
{
	for (guint i = 0; i < G_N_ELEMENTS(requests); i++) {
		if (g_str_has_prefix(line, requests[i]))
			return TRUE;
	}
	return FALSE;
}

static void
check_page(const char *page)
{
	g_auto(GStrv) lines = g_strsplit(page, "\n", -1);

	g_assert_true(g_str_has_prefix(page, ".TH "));
	g_assert_true(g_str_has_suffix(page, "\n"));
	for (guint i = 0; lines[i] != NULL; i++) {
		if (lines[i][0] == '.')
			g_assert_true(is_request(lines[i]));
		g_assert_cmpint(lines[i][0], !=, '\'');
		g_assert_true(i == 0 || lines[i][0] != '\0' || lines[i + 1] == NULL);
	}
}

static void
check_command(const char *command, const char *usage, const char *help, gpointer data)
{
	g_autofree char *line = g_strconcat(".B wardenctl ", command, " ", NULL);

	g_assert_nonnull(strstr(data, line));
	g_assert_cmpuint(strlen(help), >, 10);
	g_assert_nonnull(usage);
}

/* Whatever a usage line names is explained below. */
static void
check_options(const char *command, const char *usage, const char *help, gpointer data)
{
	g_autoptr(GRegex) pattern = g_regex_new("--?[a-z][a-z-]*", 0, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	const char *section = strstr(data, ".SH OPTIONS\n");

	g_assert_nonnull(section);
	for (g_regex_match(pattern, usage, 0, &match); g_match_info_matches(match);
	     g_match_info_next(match, NULL)) {
		g_autofree char *option = g_match_info_fetch(match, 0);
		g_auto(GStrv) parts = g_strsplit(option, "-", -1);
		g_autofree char *escaped = g_strjoinv("\\-", parts);
		g_autofree char *plain = g_strdup_printf(".B %s", escaped);
		g_autofree char *with_argument = g_strdup_printf(".BI %s ", escaped);

		if (strstr(section, plain) == NULL && strstr(section, with_argument) == NULL)
			g_error("%s: %s is not explained", command, option);
	}
}

static void
test_tool(void)
{
	g_autofree char *page = wd_ctl_man_format_tool();

	check_page(page);
	wd_ctl_visit_commands(check_command, page);
	wd_ctl_visit_commands(check_options, page);
}

static void
test_policy(void)
{
	g_autofree char *page = wd_ctl_man_format_policy();

	check_page(page);
	for (guint i = 0; i < WD_N_KEYS; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)i);
		g_autofree char *group = g_strdup_printf("\n.SS [%s]\n", row->group);
		g_autofree char *name = g_strdup_printf("\n.B %s\n", row->name);

		g_assert_nonnull(strstr(page, group));
		g_assert_nonnull(strstr(page, name));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/ctl-man/tool", test_tool);
	g_test_add_func("/ctl-man/policy", test_policy);
	return g_test_run();
}
