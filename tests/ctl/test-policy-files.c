/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The policies that are installed as examples: that they are without mistakes, and keep their word.
 */
#include "config.h"

#include <string.h>

#include "ctl-output.h"
#include "engine/wd-policy-schema.h"
#include "store/wd-policy-store.h"
#include "wd-rows.h"

static char *
get_path(const char *name)
{
	return g_test_build_filename(G_TEST_DIST, "..", "plugin", "data", "policy", name, NULL);
}

static char *
get_example(const char *name)
{
	return g_test_build_filename(G_TEST_DIST, "..", "docs", "policy", name, NULL);
}

static WdPolicyStore *
open_file(const char *name)
{
	g_autofree char *path = get_path(name);
	const char *const paths[] = {path, NULL};
	WdPolicyStore *store = wd_policy_store_open_files(paths);
	const GPtrArray *problems = wd_policy_store_get_problems(store);

	g_assert_cmpuint(wd_policy_store_get_state(store), ==, WD_POLICY_MANAGED);
	for (guint i = 0; i < problems->len; i++) {
		const WdPolicyProblem *problem = g_ptr_array_index(problems, i);
		g_autofree char *text = wd_policy_problem_format(problem);

		/* What a later version reads is no mistake. */
		if (problem->level > WD_PROBLEM_NOTICE)
			g_error("%s", text);
	}
	return store;
}

static void
test_small_business(void)
{
	g_autoptr(WdPolicyStore) store = open_file("small-business.conf");
	const WdPolicy *policy = wd_policy_store_get(store);

	g_assert_true(wd_policy_get_boolean(policy, WD_KEY_ACCOUNTS_REQUIRE_TLS));
	g_assert_cmpuint(wd_policy_get_choice(policy, WD_KEY_FILES_CONTACTS), ==, WD_ACTION_HOLD);
	g_assert_nonnull(strchr(wd_policy_get_string(policy, WD_KEY_NOTICE_TEXT), '\n'));
	g_assert_true(wd_policy_is_locked(policy, WD_KEY_SPIM_ENABLED));
	/* Nothing in it is weaker than what holds without a policy. */
	g_assert_true(wd_policy_get_boolean(policy, WD_KEY_AUDIT_ENABLED));
	g_assert_true(wd_policy_get_boolean(policy, WD_KEY_CONTACTS_KEEP_BLOCKED));
}

static void
test_monitor_only(void)
{
	g_autoptr(WdPolicyStore) store = open_file("monitor-only.conf");
	const WdPolicy *policy = wd_policy_store_get(store);

	for (guint i = 0; i < WD_N_KEYS; i++) {
		const WdPolicySchemaRow *row = wd_policy_schema_get((WdPolicyKey)i);
		g_autofree char *value = wd_policy_format_value(policy, row->key);
		gboolean stops = g_str_equal(value, "hold") || g_str_equal(value, "block") ||
				 g_str_equal(value, "challenge");

		if (stops && wd_policy_is_locked(policy, row->key))
			g_error("[%s] %s=%s stops something", row->group, row->name, value);
	}
}

/* 2026-11-27 is a Friday; the zone is that of Berlin, an hour ahead of UTC in winter. */
#define ZONE         "CET-1"
#define FRIDAY_NOON  G_GINT64_CONSTANT(1795777200000)
#define FRIDAY_NIGHT G_GINT64_CONSTANT(1795804200000) /* 19:30 there, 18:30 UTC */
#define SATURDAY     G_GINT64_CONSTANT(1795863600000)

/* What docs/rules.md promises of its examples. */
typedef struct {
	const char *name;
	const char *file;
	const char *kind; /* and direction: "file in" */
	const char *account;
	const char *peer;
	gint64 time_ms;
	const char *action;
} RuleCase;

#define ME    "me@corp.example"
#define ANN   "ann@corp.example"
#define EVA   "eva@research.corp.example"
#define TOM   "tom@trading.corp.example"
#define GUEST "x@guest.example"

static const RuleCase rule_cases[] = {
	{"wall", "walls.conf", "im out", EVA, TOM, 0, "block"},
	{"wall-in", "walls.conf", "im in", EVA, TOM "/desk", 0, "block"},
	{"wall-from-the-other-side", "walls.conf", "im out", TOM, ANN, 0, "block"},
	{"within-a-department", "walls.conf", "im out", EVA, ANN, 0, "allow"},
	{"compliance-hears-both",
	 "walls.conf",
	 "im out",
	 TOM,
	 "joe@compliance.corp.example",
	 0,
	 "allow"},
	{"outside-the-walls", "walls.conf", "im out", TOM, "x@elsewhere.example", 0, "allow"},
	{"file-at-noon", "hours.conf", "file in", ME, ANN, FRIDAY_NOON, "allow"},
	{"file-at-night", "hours.conf", "file in", ME, ANN, FRIDAY_NIGHT, "hold"},
	{"file-at-the-weekend", "hours.conf", "file in", ME, ANN, SATURDAY, "hold"},
	{"file-out-at-night", "hours.conf", "file out", ME, ANN, FRIDAY_NIGHT, "allow"},
	{"contact-at-night", "hours.conf", "im in", ME, ANN, FRIDAY_NIGHT, "allow"},
	{"guest-file", "guests.conf", "file out", ME, GUEST, FRIDAY_NOON, "block"},
	{"guest-chats", "guests.conf", "im out", ME, GUEST, FRIDAY_NOON, "allow"},
	{"partner-file",
	 "guests.conf",
	 "file out",
	 ME,
	 "x@lab.partner.example",
	 FRIDAY_NOON,
	 "warn"},
};

static char *
make_line(const RuleCase *row)
{
	g_auto(GStrv) kind = g_strsplit(row->kind, " ", 2);

	return g_strdup_printf("{\"kind\":\"%s\",\"direction\":\"%s\",\"protocol\":\"prpl-jabber\","
			       "\"account\":\"%s\",\"peer\":\"%s\",\"known\":true,%s,"
			       "\"time_ms\":%" G_GINT64_FORMAT "}\n",
			       kind[0],
			       kind[1],
			       row->account,
			       row->peer,
			       g_str_equal(kind[0], "file")
				       ? "\"file\":{\"name\":\"plan.odt\",\"size\":9}"
				       : "\"text\":\"lunch?\"",
			       row->time_ms);
}

/* Runs "judge --policy" as somebody would who tries a rule out. */
static void
test_rule(gconstpointer data)
{
	const RuleCase *row = data;
	g_autofree char *policy = get_example(row->file);
	g_autofree char *line = make_line(row);
	g_autofree char *expected = g_strdup_printf("{\"action\":\"%s\"", row->action);
	const char *const words[] = {"judge", "--policy", policy, NULL};
	g_autoptr(WdPolicyStore) store =
		wd_policy_store_open_files((const char *const[]){policy, NULL});
	char *out_text = NULL;

	g_assert_cmpuint(
		wd_policy_problems_count(wd_policy_store_get_problems(store), WD_PROBLEM_NOTICE),
		==,
		0);
	g_assert_cmpint(ctl_output_feed(line, words, &out_text), ==, WD_CTL_GOOD);
	if (!g_str_has_prefix(out_text, expected))
		g_error("expected %s, judged %s", expected, out_text);
	free(out_text);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_assert_true(g_setenv("TZ", ZONE, TRUE));
	WD_ADD_ROWS("/policy-files/rule/", rule_cases, test_rule);
	g_test_add_func("/policy-files/small-business", test_small_business);
	g_test_add_func("/policy-files/monitor-only", test_monitor_only);
	return g_test_run();
}
