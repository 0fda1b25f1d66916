/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/judge/wd-pause.h"
#include "engine/wd-limits.h"
#include "wd-judging.h"
#include "wd-rows.h"

/* One finding that asks for something, and what is left of that while paused. */
typedef struct {
	const char *name;
	WdEventKind kind;
	WdDirection direction;
	const char *code;
	WdAction asked;
	WdPolicyKey locked; /* WD_N_KEYS: none */
	WdAction left;
} Case;

static const Case cases[] = {
	{"words",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "spim.text",
	 WD_ACTION_HOLD,
	 WD_N_KEYS,
	 WD_ACTION_WARN},
	{"words-blocked",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "spim.text",
	 WD_ACTION_BLOCK,
	 WD_N_KEYS,
	 WD_ACTION_WARN},
	{"taught",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "spim.taught",
	 WD_ACTION_HOLD,
	 WD_N_KEYS,
	 WD_ACTION_WARN},
	{"link",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "link.lookalike-host",
	 WD_ACTION_HOLD,
	 WD_N_KEYS,
	 WD_ACTION_WARN},
	{"link-in-a-room",
	 WD_EVENT_CHAT,
	 WD_DIRECTION_IN,
	 "link.userinfo",
	 WD_ACTION_BLOCK,
	 WD_N_KEYS,
	 WD_ACTION_WARN},
	{"first-link",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "contact.first-link",
	 WD_ACTION_HOLD,
	 WD_N_KEYS,
	 WD_ACTION_WARN},
	{"a-note-stays-a-note",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "spim.text",
	 WD_ACTION_NOTE,
	 WD_N_KEYS,
	 WD_ACTION_NOTE},
	{"locked-words",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "spim.text",
	 WD_ACTION_HOLD,
	 WD_KEY_SPIM_ACTION,
	 WD_ACTION_HOLD},
	{"locked-switch",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "spim.text",
	 WD_ACTION_HOLD,
	 WD_KEY_SPIM_ENABLED,
	 WD_ACTION_HOLD},
	{"locked-links",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "link.scheme",
	 WD_ACTION_BLOCK,
	 WD_KEY_LINKS_ACTION,
	 WD_ACTION_BLOCK},
	{"locked-other",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "link.scheme",
	 WD_ACTION_HOLD,
	 WD_KEY_SPIM_ACTION,
	 WD_ACTION_WARN},
	{"denied-site",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "link.denied",
	 WD_ACTION_BLOCK,
	 WD_N_KEYS,
	 WD_ACTION_BLOCK},
	{"denied-person",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "contact.denied",
	 WD_ACTION_BLOCK,
	 WD_N_KEYS,
	 WD_ACTION_BLOCK},
	{"stranger",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "contact.stranger-held",
	 WD_ACTION_HOLD,
	 WD_N_KEYS,
	 WD_ACTION_HOLD},
	{"flood",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "spim.flood",
	 WD_ACTION_HOLD,
	 WD_N_KEYS,
	 WD_ACTION_HOLD},
	{"imitation",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "contact.imitation",
	 WD_ACTION_HOLD,
	 WD_N_KEYS,
	 WD_ACTION_HOLD},
	{"rule",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "rule.matched",
	 WD_ACTION_BLOCK,
	 WD_N_KEYS,
	 WD_ACTION_BLOCK},
	{"worm",
	 WD_EVENT_IM,
	 WD_DIRECTION_IN,
	 "worm.incoming-link",
	 WD_ACTION_HOLD,
	 WD_N_KEYS,
	 WD_ACTION_HOLD},
	{"file",
	 WD_EVENT_FILE,
	 WD_DIRECTION_IN,
	 "link.scheme",
	 WD_ACTION_HOLD,
	 WD_N_KEYS,
	 WD_ACTION_HOLD},
	{"request",
	 WD_EVENT_CONTACT_REQUEST,
	 WD_DIRECTION_IN,
	 "spim.text",
	 WD_ACTION_HOLD,
	 WD_N_KEYS,
	 WD_ACTION_HOLD},
	{"click",
	 WD_EVENT_LINK,
	 WD_DIRECTION_IN,
	 "link.scheme",
	 WD_ACTION_HOLD,
	 WD_N_KEYS,
	 WD_ACTION_HOLD},
	{"going-out",
	 WD_EVENT_IM,
	 WD_DIRECTION_OUT,
	 "link.outgoing",
	 WD_ACTION_HOLD,
	 WD_N_KEYS,
	 WD_ACTION_HOLD},
	{"secret",
	 WD_EVENT_IM,
	 WD_DIRECTION_OUT,
	 "leak.card",
	 WD_ACTION_BLOCK,
	 WD_N_KEYS,
	 WD_ACTION_BLOCK},
};

static WdPolicy *
policy_with_lock(WdPolicyKey key)
{
	WdPolicySetting settings[WD_N_KEYS] = {0};

	if (key != WD_N_KEYS)
		settings[key] = (WdPolicySetting){
			.text = (char *)wd_policy_schema_get(key)->fallback,
			.level = WD_LEVEL_IT_MANAGED,
		};
	return wd_policy_new(settings, NULL);
}

static WdEvent *
event_of(WdEventKind kind, WdDirection direction)
{
	const WdEvent fields = {
		.kind = kind,
		.direction = direction,
		.protocol = "prpl-jabber",
		.account = "me@corp.example",
		.peer = "x@y.example",
		.text = "see http://a.example/",
		.url = kind == WD_EVENT_LINK ? "http://a.example/" : NULL,
		.file_size = -1,
		.time_ms = 1,
	};

	return wd_event_new(&fields);
}

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdPolicy) policy = policy_with_lock(row->locked);
	g_autoptr(WdEvent) event = event_of(row->kind, row->direction);
	g_autoptr(WdVerdict) verdict = wd_verdict_new();

	g_assert_true(wd_registry_has_code(row->code));
	wd_verdict_add(verdict, wd_finding_new(row->code, row->asked, 1, 0, 0, NULL));
	wd_pause_soften(verdict, event, policy);
	g_assert_cmpint(verdict->action, ==, row->left);
	g_assert_true(wd_verdict_has(verdict, row->code)); /* the reason is told all the same */
}

/* What rests beside what does not changes nothing. */
static void
test_the_most_counts(void)
{
	g_autoptr(WdPolicy) policy = policy_with_lock(WD_N_KEYS);
	g_autoptr(WdEvent) event = event_of(WD_EVENT_IM, WD_DIRECTION_IN);
	g_autoptr(WdVerdict) verdict = wd_verdict_new();

	wd_verdict_add(verdict, wd_finding_new("spim.text", WD_ACTION_BLOCK, 1, 0, 0, NULL));
	wd_verdict_add(verdict, wd_finding_new("spim.flood", WD_ACTION_HOLD, 1, 0, 0, NULL));
	wd_pause_soften(verdict, event, policy);
	g_assert_cmpint(verdict->action, ==, WD_ACTION_HOLD);
	g_assert_cmpstr(wd_verdict_get_main_finding(verdict)->code, ==, "spim.flood");
}

/* The list is bounded, the action is not: what is not listed might be what it rests on. */
static void
test_full_list_stays(void)
{
	g_autoptr(WdPolicy) policy = policy_with_lock(WD_N_KEYS);
	g_autoptr(WdEvent) event = event_of(WD_EVENT_IM, WD_DIRECTION_IN);
	g_autoptr(WdVerdict) verdict = wd_verdict_new();

	for (guint i = 0; i < WD_LIMIT_FINDINGS; i++)
		wd_verdict_add(verdict,
			       wd_finding_new("link.scheme", WD_ACTION_HOLD, 1, 0, 0, NULL));
	wd_verdict_add(verdict, wd_finding_new("contact.denied", WD_ACTION_BLOCK, 1, 0, 0, NULL));
	wd_pause_soften(verdict, event, policy);
	g_assert_cmpint(verdict->action, ==, WD_ACTION_BLOCK);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/pause/", cases, test_case);
	g_test_add_func("/pause/the-most-counts", test_the_most_counts);
	g_test_add_func("/pause/full-list-stays", test_full_list_stays);
	return g_test_run();
}
