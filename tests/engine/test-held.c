/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-held.h"

static WdHeld *
hold(void)
{
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){.peer = "eve", .text = "hello"});
	g_autoptr(WdVerdict) verdict = wd_verdict_new();

	wd_verdict_add(verdict, wd_finding_new("a.b", WD_ACTION_HOLD, 2, 0, 5, NULL));
	return wd_held_new("0123456789abcdef0123456789abcdef", event, verdict, 1000);
}

static void
test_outlives_its_verdict(void)
{
	g_autoptr(WdHeld) held = hold();

	g_assert_cmpstr(held->event->peer, ==, "eve");
	g_assert_cmpint(held->action, ==, WD_ACTION_HOLD);
	g_assert_cmpfloat(held->score, ==, 2);
	g_assert_cmpint(held->state, ==, WD_HELD_WAITING);
	g_assert_cmpint(held->held_ms, ==, 1000);
	g_assert_cmpint(held->decided_ms, ==, 0);
	g_assert_cmpuint(held->findings->len, ==, 1);
}

static void
test_copy_stands_alone(void)
{
	WdHeld *held = hold();
	g_autoptr(WdHeld) copy = wd_held_copy(held);
	const WdFinding *finding;

	held->state = WD_HELD_DELETED;
	wd_held_free(held);
	finding = g_ptr_array_index(copy->findings, 0);
	g_assert_cmpstr(copy->id, ==, "0123456789abcdef0123456789abcdef");
	g_assert_cmpstr(copy->event->text, ==, "hello");
	g_assert_cmpint(copy->state, ==, WD_HELD_WAITING);
	g_assert_cmpstr(finding->code, ==, "a.b");
}

static void
test_words_round_trip(void)
{
	for (guint i = 0; i <= WD_HELD_EXPIRED; i++) {
		WdHeldState state;

		g_assert_true(wd_held_state_parse(wd_held_state_to_string((WdHeldState)i), &state));
		g_assert_cmpuint(state, ==, i);
	}
	for (guint i = 0; i <= WD_DECISION_REPORT; i++) {
		WdDecision decision;

		g_assert_true(wd_decision_parse(wd_decision_to_string((WdDecision)i), &decision));
		g_assert_cmpuint(decision, ==, i);
	}
}

static void
test_refuses_other_words(void)
{
	WdHeldState state = WD_HELD_EXPIRED;
	WdDecision decision = WD_DECISION_REPORT;

	g_assert_false(wd_held_state_parse("Waiting", &state));
	g_assert_false(wd_held_state_parse(NULL, &state));
	g_assert_false(wd_decision_parse("", &decision));
	g_assert_cmpint(state, ==, WD_HELD_EXPIRED);
	g_assert_cmpint(decision, ==, WD_DECISION_REPORT);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/held/outlives-its-verdict", test_outlives_its_verdict);
	g_test_add_func("/held/copy-stands-alone", test_copy_stands_alone);
	g_test_add_func("/held/words-round-trip", test_words_round_trip);
	g_test_add_func("/held/refuses-other-words", test_refuses_other_words);
	return g_test_run();
}
