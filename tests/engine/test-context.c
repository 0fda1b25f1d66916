/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/detect/wd-screening.h"
#include "engine/wd-action.h"
#include "wd-judging.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	WdContext context;
	gboolean is_stranger;
} Case;

static const Case cases[] = {
	{"nobody-knows", {.is_roster_loaded = TRUE}, TRUE},
	{"contact", {.is_roster_loaded = TRUE, .is_known = TRUE}, FALSE},
	{"trusted", {.is_roster_loaded = TRUE, .is_trusted = TRUE}, FALSE},
	{"written-to-first", {.is_roster_loaded = TRUE, .wrote_first = TRUE}, FALSE},
	{"roster-not-loaded", {.is_roster_loaded = FALSE}, FALSE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;

	g_assert_cmpint(wd_context_is_stranger(&row->context), ==, row->is_stranger);
}

static void
test_screening(void)
{
	g_autoptr(WdPolicy) policy =
		wd_test_policy((WdTestSetting){WD_KEY_CONTACTS_ALLOW, "*@corp.example"});
	g_autoptr(WdEvent) colleague = wd_event_new(&(WdEvent){.peer = "ann@corp.example"});
	g_autoptr(WdEvent) other = wd_event_new(&(WdEvent){.peer = "eve@new.example"});
	g_autoptr(WdEvent) member =
		wd_event_new(&(WdEvent){.kind = WD_EVENT_CHAT, .peer = "room@new.example/eve"});

	g_assert_false(wd_screening_applies(colleague, &wd_test_stranger, policy));
	g_assert_true(wd_screening_applies(other, &wd_test_stranger, policy));
	g_assert_false(wd_screening_applies(other, &wd_test_contact, policy));
	g_assert_false(wd_screening_applies(member, &wd_test_stranger, policy));
}

static void
test_action_words(void)
{
	WdAction action = WD_ACTION_HOLD;

	for (guint i = 0; i <= WD_ACTION_BLOCK; i++) {
		WdAction parsed;

		g_assert_true(wd_action_parse(wd_action_to_string((WdAction)i), &parsed));
		g_assert_cmpuint(parsed, ==, i);
	}
	g_assert_false(wd_action_parse("Block", &action));
	g_assert_false(wd_action_parse(NULL, &action));
	g_assert_cmpint(action, ==, WD_ACTION_HOLD);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/context/stranger/", cases, test_case);
	g_test_add_func("/context/screening", test_screening);
	g_test_add_func("/context/action-words", test_action_words);
	return g_test_run();
}
