/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "wd-judging.h"

static const WdEvent rich = {
	.peer = "eve@new.example",
	.text = "You have won a prize! Claim at https://paypa1.com/ or http://198.51.100.7/",
	.html = "You have won a prize! <a href=\"http://evil.test/\">https://paypa1.com/</a>",
};

static void
test_same_input_same_verdict(void)
{
	g_autoptr(WdVerdict) one = wd_test_judge(&rich, &wd_test_stranger, (WdTestSetting){0});
	g_autoptr(WdVerdict) two = wd_test_judge(&rich, &wd_test_stranger, (WdTestSetting){0});

	g_assert_cmpint(one->action, ==, two->action);
	g_assert_cmpfloat(one->score, ==, two->score);
	g_assert_cmpuint(one->findings->len, ==, two->findings->len);
	for (guint i = 0; i < one->findings->len; i++) {
		const WdFinding *a = g_ptr_array_index(one->findings, i);
		const WdFinding *b = g_ptr_array_index(two->findings, i);

		g_assert_cmpstr(a->code, ==, b->code);
		g_assert_cmpuint(a->start, ==, b->start);
	}
}

static void
test_worst_finding_first(void)
{
	g_autoptr(WdVerdict) verdict = wd_test_judge(&rich, &wd_test_stranger, (WdTestSetting){0});

	g_assert_cmpuint(verdict->findings->len, >, 2);
	for (guint i = 1; i < verdict->findings->len; i++) {
		const WdFinding *before = g_ptr_array_index(verdict->findings, i - 1);
		const WdFinding *after = g_ptr_array_index(verdict->findings, i);

		g_assert_cmpint(before->action, >=, after->action);
		if (before->action == after->action)
			g_assert_cmpfloat(before->weight, >=, after->weight);
	}
}

static void
test_takes_the_most(void)
{
	g_autoptr(WdVerdict) verdict = wd_test_judge(
		&rich, &wd_test_stranger, (WdTestSetting){WD_KEY_LINKS_ACTION, "block"});

	g_assert_cmpint(verdict->action, ==, WD_ACTION_BLOCK);
	g_assert_true(wd_verdict_has(verdict, "contact.stranger"));
}

static void
test_block_without_a_copy(void)
{
	WdPolicySetting settings[WD_N_KEYS] = {
		[WD_KEY_CONTACTS_DENY] = {.text = (char *)"eve", .level = WD_LEVEL_USER},
		[WD_KEY_CONTACTS_KEEP_BLOCKED] = {.text = (char *)"false", .level = WD_LEVEL_USER},
	};
	g_autoptr(WdPolicy) policy = wd_policy_new(settings, NULL);
	g_autoptr(WdEvent) eve = wd_event_new(&(WdEvent){.peer = "eve"});
	g_autoptr(WdEvent) ann = wd_event_new(&(WdEvent){.peer = "ann"});
	g_autoptr(WdVerdict) blocked = wd_judge(eve, &wd_test_contact, policy);
	g_autoptr(WdVerdict) allowed = wd_judge(ann, &wd_test_contact, policy);

	g_assert_cmphex(blocked->treatment, ==, WD_TREATMENT_NO_COPY);
	g_assert_cmphex(allowed->treatment, ==, 0);
}

static void
test_every_kind_is_calm(void)
{
	for (guint kind = 0; kind < WD_EVENT_N_KINDS; kind++) {
		for (guint direction = 0; direction < 2; direction++) {
			WdEvent fields = {.kind = (WdEventKind)kind,
					  .direction = (WdDirection)direction,
					  .peer = "ann",
					  .text = "hello"};
			g_autoptr(WdVerdict) verdict =
				wd_test_judge(&fields, &wd_test_contact, (WdTestSetting){0});

			g_assert_cmpint(verdict->action, ==, WD_ACTION_ALLOW);
			g_assert_cmpuint(verdict->findings->len, ==, 0);
		}
	}
}

static void
test_company_rule(void)
{
	g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func((GDestroyNotify)wd_rule_free);
	WdRule *rule = wd_rule_parse("10-guests",
				     "kind=im;direction=out;recipient=*@guest.example;"
				     "action=block;reason=Guests are told by mail.",
				     NULL);
	g_autoptr(WdPolicy) policy = NULL;
	g_autoptr(WdEvent) guest =
		wd_event_new(&(WdEvent){.direction = WD_DIRECTION_OUT, .peer = "x@guest.example"});
	g_autoptr(WdEvent) other =
		wd_event_new(&(WdEvent){.direction = WD_DIRECTION_OUT, .peer = "x@corp.example"});
	g_autoptr(WdVerdict) blocked = NULL;
	g_autoptr(WdVerdict) allowed = NULL;

	g_assert_nonnull(rule);
	g_ptr_array_add(rules, rule);
	policy = wd_policy_new(NULL, rules);
	blocked = wd_judge(guest, &wd_test_contact, policy);
	allowed = wd_judge(other, &wd_test_contact, policy);
	g_assert_cmpint(blocked->action, ==, WD_ACTION_BLOCK);
	g_assert_cmpstr(wd_verdict_get_main_finding(blocked)->code, ==, "rule.matched");
	g_assert_cmpstr(
		wd_verdict_get_main_finding(blocked)->detail, ==, "Guests are told by mail.");
	g_assert_cmpint(allowed->action, ==, WD_ACTION_ALLOW);
}

/* Codes are what policies, logs and translations hang on: family, dot, words. */
static void
test_codes_are_well_formed(void)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	const WdDetector *const *detectors = wd_registry_get_detectors();

	for (guint i = 0; detectors[i] != NULL; i++) {
		const char *const *codes = detectors[i]->codes;

		g_assert_nonnull(codes[0]);
		g_assert_true(g_hash_table_add(seen, (gpointer)detectors[i]->id));
		for (guint k = 0; codes[k] != NULL; k++) {
			g_assert_true(g_regex_match_simple("^[a-z]+\\.[a-z-]+$", codes[k], 0, 0));
			g_assert_true(g_hash_table_add(seen, (gpointer)codes[k]));
			g_assert_true(wd_registry_has_code(codes[k]));
		}
	}
	g_assert_false(wd_registry_has_code("no.such-code"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/judge/same-input-same-verdict", test_same_input_same_verdict);
	g_test_add_func("/judge/worst-finding-first", test_worst_finding_first);
	g_test_add_func("/judge/takes-the-most", test_takes_the_most);
	g_test_add_func("/judge/block-without-a-copy", test_block_without_a_copy);
	g_test_add_func("/judge/every-kind-is-calm", test_every_kind_is_calm);
	g_test_add_func("/judge/company-rule", test_company_rule);
	g_test_add_func("/judge/codes-are-well-formed", test_codes_are_well_formed);
	return g_test_run();
}
