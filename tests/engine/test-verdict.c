/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-limits.h"
#include "engine/wd-verdict.h"

static void
add(WdVerdict *verdict, const char *code, WdAction action, double weight)
{
	wd_verdict_add(verdict, wd_finding_new(code, action, weight, 1, 2, "datum"));
}

static void
test_begins_calm(void)
{
	g_autoptr(WdVerdict) verdict = wd_verdict_new();

	g_assert_cmpint(verdict->action, ==, WD_ACTION_ALLOW);
	g_assert_cmpfloat(verdict->score, ==, 0);
	g_assert_cmpfloat(verdict->spim_probability, ==, -1);
	g_assert_null(verdict->redacted);
	g_assert_null(wd_verdict_get_main_finding(verdict));
	g_assert_false(wd_verdict_has(verdict, "a.b"));
}

static void
test_takes_the_maximum(void)
{
	g_autoptr(WdVerdict) verdict = wd_verdict_new();

	add(verdict, "a.warn", WD_ACTION_WARN, 9);
	add(verdict, "a.hold", WD_ACTION_HOLD, 1);
	add(verdict, "a.heavier-hold", WD_ACTION_HOLD, 2);
	add(verdict, "a.note", WD_ACTION_NOTE, 0);
	g_assert_cmpint(verdict->action, ==, WD_ACTION_HOLD);
	g_assert_cmpfloat(verdict->score, ==, 12);
	g_assert_cmpstr(wd_verdict_get_main_finding(verdict)->code, ==, "a.heavier-hold");
	g_assert_true(wd_verdict_has(verdict, "a.note"));
}

/* A flood of findings is not listed, but none of it is lost for the decision. */
static void
test_bounds_the_list(void)
{
	g_autoptr(WdVerdict) verdict = wd_verdict_new();

	for (guint i = 0; i < WD_LIMIT_FINDINGS; i++)
		add(verdict, "a.note", WD_ACTION_NOTE, 0);
	add(verdict, "a.block", WD_ACTION_BLOCK, 3);
	g_assert_cmpuint(verdict->findings->len, ==, WD_LIMIT_FINDINGS);
	g_assert_cmpint(verdict->action, ==, WD_ACTION_BLOCK);
	g_assert_cmpfloat(verdict->score, ==, 3);
}

static void
test_links(void)
{
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	WdLinkReport *link = wd_verdict_add_link(verdict, "http://a.test/");

	g_assert_cmpstr(link->url, ==, "http://a.test/");
	g_assert_null(link->host);
	g_assert_cmpint(link->risk, ==, WD_RISK_SAFE);
	g_assert_cmpuint(link->codes->len, ==, 0);
	g_assert_cmpstr(wd_risk_to_string(WD_RISK_SAFE), ==, "safe");
	g_assert_cmpstr(wd_risk_to_string(WD_RISK_SUSPICIOUS), ==, "suspicious");
	g_assert_cmpstr(wd_risk_to_string(WD_RISK_DANGEROUS), ==, "dangerous");
}

static void
test_finding_copies(void)
{
	g_autoptr(WdFinding) finding = wd_finding_new("a.b", WD_ACTION_WARN, 1.5, 3, 7, "datum");
	g_autoptr(WdFinding) copy = wd_finding_copy(finding);

	g_assert_cmpstr(copy->code, ==, "a.b");
	g_assert_cmpint(copy->action, ==, WD_ACTION_WARN);
	g_assert_cmpfloat(copy->weight, ==, 1.5);
	g_assert_cmpuint(copy->start, ==, 3);
	g_assert_cmpuint(copy->end, ==, 7);
	g_assert_cmpstr(copy->detail, ==, "datum");
	g_assert_true(copy->detail != finding->detail);
}

static void
test_copies(void)
{
	g_autoptr(WdVerdict) verdict = wd_verdict_new();
	g_autoptr(WdVerdict) copy = NULL;

	add(verdict, "a.hold", WD_ACTION_HOLD, 2);
	verdict->treatment = WD_TREATMENT_NO_COPY;
	copy = wd_verdict_copy(verdict);
	add(copy, "a.block", WD_ACTION_BLOCK, 1);
	g_assert_cmpint(verdict->action, ==, WD_ACTION_HOLD);
	g_assert_cmpuint(verdict->findings->len, ==, 1);
	g_assert_cmpint(copy->action, ==, WD_ACTION_BLOCK);
	g_assert_cmpfloat(copy->score, ==, 3);
	g_assert_cmpuint(copy->treatment, ==, WD_TREATMENT_NO_COPY);
	g_assert_true(wd_verdict_has(copy, "a.hold"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/verdict/begins-calm", test_begins_calm);
	g_test_add_func("/verdict/takes-the-maximum", test_takes_the_maximum);
	g_test_add_func("/verdict/bounds-the-list", test_bounds_the_list);
	g_test_add_func("/verdict/links", test_links);
	g_test_add_func("/verdict/finding-copies", test_finding_copies);
	g_test_add_func("/verdict/copies", test_copies);
	return g_test_run();
}
