/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/detect/wd-screening.h"
#include "engine/judge/wd-judge.h"
#include "engine/names/wd-name-list.h"
#include "wd-judging.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	WdEventKind kind;
	WdContext context;
	WdTestSetting setting;
	WdAction action;
	const char *code; /* NULL: none */
	guint treatment;
} Case;

#define STRANGER                                                                                   \
	{                                                                                          \
		.is_roster_loaded = TRUE, .is_first_message = TRUE                                 \
	}

#define EMPTY_ROSTER                                                                               \
	{                                                                                          \
		.is_roster_loaded = TRUE, .is_roster_empty = TRUE, .is_first_message = TRUE        \
	}

static const Case cases[] = {
	{"screens-by-itself",
	 WD_EVENT_IM,
	 STRANGER,
	 {0},
	 WD_ACTION_NOTE,
	 "contact.stranger",
	 WD_TREATMENT_SCREEN},
	{"lets-in",
	 WD_EVENT_IM,
	 STRANGER,
	 {WD_KEY_CONTACTS_STRANGERS, "allow"},
	 WD_ACTION_ALLOW,
	 NULL,
	 0},
	{"asks",
	 WD_EVENT_IM,
	 STRANGER,
	 {WD_KEY_CONTACTS_STRANGERS, "challenge"},
	 WD_ACTION_HOLD,
	 "contact.challenge",
	 WD_TREATMENT_CHALLENGE},
	{"cannot-ask-a-request",
	 WD_EVENT_CONTACT_REQUEST,
	 STRANGER,
	 {WD_KEY_CONTACTS_STRANGERS, "challenge"},
	 WD_ACTION_HOLD,
	 "contact.stranger-held",
	 0},
	{"holds",
	 WD_EVENT_IM,
	 STRANGER,
	 {WD_KEY_CONTACTS_STRANGERS, "hold"},
	 WD_ACTION_HOLD,
	 "contact.stranger-held",
	 0},
	{"holds-attention",
	 WD_EVENT_ATTENTION,
	 STRANGER,
	 {WD_KEY_CONTACTS_STRANGERS, "hold"},
	 WD_ACTION_HOLD,
	 "contact.stranger-held",
	 0},
	{"holds-files",
	 WD_EVENT_FILE,
	 STRANGER,
	 {WD_KEY_CONTACTS_STRANGERS, "hold"},
	 WD_ACTION_HOLD,
	 "contact.stranger-held",
	 0},
	{"blocks",
	 WD_EVENT_IM,
	 STRANGER,
	 {WD_KEY_CONTACTS_STRANGERS, "block"},
	 WD_ACTION_BLOCK,
	 "contact.stranger-blocked",
	 0},
	{"request-action",
	 WD_EVENT_CONTACT_REQUEST,
	 STRANGER,
	 {WD_KEY_CONTACTS_REQUESTS, "hold"},
	 WD_ACTION_HOLD,
	 "contact.request",
	 WD_TREATMENT_SCREEN},
	{"invitation-action",
	 WD_EVENT_CHAT_INVITE,
	 STRANGER,
	 {WD_KEY_CONTACTS_INVITATIONS, "block"},
	 WD_ACTION_BLOCK,
	 "contact.invitation",
	 WD_TREATMENT_SCREEN},
	{"attention-action",
	 WD_EVENT_ATTENTION,
	 STRANGER,
	 {WD_KEY_CONTACTS_ATTENTION, "block"},
	 WD_ACTION_BLOCK,
	 "contact.attention",
	 WD_TREATMENT_SCREEN},
	{"attention-noted",
	 WD_EVENT_ATTENTION,
	 STRANGER,
	 {0},
	 WD_ACTION_NOTE,
	 "contact.attention",
	 WD_TREATMENT_SCREEN},
	{"attention-of-a-contact",
	 WD_EVENT_ATTENTION,
	 {.is_known = TRUE, .is_roster_loaded = TRUE},
	 {WD_KEY_CONTACTS_ATTENTION, "block"},
	 WD_ACTION_ALLOW,
	 NULL,
	 0},
	{"request-allowed",
	 WD_EVENT_CONTACT_REQUEST,
	 STRANGER,
	 {WD_KEY_CONTACTS_REQUESTS, "allow"},
	 WD_ACTION_NOTE,
	 "contact.stranger",
	 WD_TREATMENT_SCREEN},
	{"rooms-are-joined",
	 WD_EVENT_CHAT,
	 STRANGER,
	 {WD_KEY_CONTACTS_STRANGERS, "block"},
	 WD_ACTION_ALLOW,
	 NULL,
	 0},
	{"contact",
	 WD_EVENT_IM,
	 {.is_known = TRUE, .is_roster_loaded = TRUE},
	 {WD_KEY_CONTACTS_STRANGERS, "block"},
	 WD_ACTION_ALLOW,
	 NULL,
	 0},
	{"trusted",
	 WD_EVENT_IM,
	 {.is_trusted = TRUE, .is_roster_loaded = TRUE},
	 {WD_KEY_CONTACTS_STRANGERS, "block"},
	 WD_ACTION_ALLOW,
	 NULL,
	 0},
	{"written-to-first",
	 WD_EVENT_IM,
	 {.wrote_first = TRUE, .is_roster_loaded = TRUE},
	 {WD_KEY_CONTACTS_STRANGERS, "block"},
	 WD_ACTION_ALLOW,
	 NULL,
	 0},
	{"roster-not-loaded",
	 WD_EVENT_IM,
	 {.is_first_message = TRUE},
	 {WD_KEY_CONTACTS_STRANGERS, "block"},
	 WD_ACTION_ALLOW,
	 NULL,
	 0},
	{"exception-lets-in",
	 WD_EVENT_IM,
	 STRANGER,
	 {WD_KEY_CONTACTS_STRANGERS_FOR, "*@new.example=allow"},
	 WD_ACTION_ALLOW,
	 NULL,
	 0},
	{"exception-blocks",
	 WD_EVENT_IM,
	 STRANGER,
	 {WD_KEY_CONTACTS_STRANGERS_FOR, "*@old.example=allow;*@new.example=block"},
	 WD_ACTION_BLOCK,
	 "contact.stranger-blocked",
	 0},
	{"first-exception-counts",
	 WD_EVENT_IM,
	 STRANGER,
	 {WD_KEY_CONTACTS_STRANGERS_FOR, "eve@*=hold;*@new.example=block"},
	 WD_ACTION_HOLD,
	 "contact.stranger-held",
	 0},
	{"exception-for-a-protocol",
	 WD_EVENT_IM,
	 STRANGER,
	 {WD_KEY_CONTACTS_STRANGERS_FOR, "prpl-irc:*:*=block;prpl-jabber:me@*:*=hold"},
	 WD_ACTION_HOLD,
	 "contact.stranger-held",
	 0},
	{"exception-for-another-account",
	 WD_EVENT_IM,
	 STRANGER,
	 {WD_KEY_CONTACTS_STRANGERS_FOR, "prpl-jabber:you@*:*=hold"},
	 WD_ACTION_NOTE,
	 "contact.stranger",
	 WD_TREATMENT_SCREEN},
	{"exception-asks",
	 WD_EVENT_IM,
	 STRANGER,
	 {WD_KEY_CONTACTS_STRANGERS_FOR, "*=challenge"},
	 WD_ACTION_HOLD,
	 "contact.challenge",
	 WD_TREATMENT_CHALLENGE},
	{"exception-is-for-strangers",
	 WD_EVENT_IM,
	 {.is_known = TRUE, .is_roster_loaded = TRUE},
	 {WD_KEY_CONTACTS_STRANGERS_FOR, "*=block"},
	 WD_ACTION_ALLOW,
	 NULL,
	 0},
	{"empty-roster-blocks-nobody",
	 WD_EVENT_IM,
	 EMPTY_ROSTER,
	 {WD_KEY_CONTACTS_STRANGERS, "block"},
	 WD_ACTION_NOTE,
	 "contact.stranger",
	 WD_TREATMENT_SCREEN},
	{"empty-roster-asks-nobody",
	 WD_EVENT_IM,
	 EMPTY_ROSTER,
	 {WD_KEY_CONTACTS_STRANGERS, "challenge"},
	 WD_ACTION_NOTE,
	 "contact.stranger",
	 WD_TREATMENT_SCREEN},
	{"empty-roster-and-the-action-for-requests",
	 WD_EVENT_CONTACT_REQUEST,
	 EMPTY_ROSTER,
	 {WD_KEY_CONTACTS_REQUESTS, "block"},
	 WD_ACTION_BLOCK,
	 "contact.request",
	 WD_TREATMENT_SCREEN},
	{"empty-roster-and-an-exception",
	 WD_EVENT_IM,
	 EMPTY_ROSTER,
	 {WD_KEY_CONTACTS_STRANGERS_FOR, "*@new.example=block"},
	 WD_ACTION_BLOCK,
	 "contact.stranger-blocked",
	 0},
	{"on-the-allow-list",
	 WD_EVENT_IM,
	 STRANGER,
	 {WD_KEY_CONTACTS_ALLOW, "*@new.example"},
	 WD_ACTION_ALLOW,
	 NULL,
	 0},
	{"not-on-the-allow-list",
	 WD_EVENT_IM,
	 STRANGER,
	 {WD_KEY_CONTACTS_ALLOW, "*@old.example"},
	 WD_ACTION_NOTE,
	 "contact.stranger",
	 WD_TREATMENT_SCREEN},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdVerdict) verdict = wd_test_judge(&(WdEvent){.kind = row->kind,
								.protocol = "prpl-jabber",
								.account = "me@corp.example",
								.peer = "eve@new.example",
								.text = "hello"},
						     &row->context,
						     row->setting);

	g_assert_cmpstr(wd_action_to_string(verdict->action), ==, wd_action_to_string(row->action));
	g_assert_cmphex(verdict->treatment, ==, row->treatment);
	g_assert_cmpfloat(verdict->score, ==, 0);
	if (row->code == NULL)
		g_assert_cmpuint(verdict->findings->len, ==, 0);
	else
		g_assert_true(wd_verdict_has(verdict, row->code));
}

typedef struct {
	const char *name;
	WdPolicyLevel strangers; /* who set it to "hold" */
	WdPolicyLevel allow;     /* who lets everybody in */
	gboolean is_list;        /* by a file */
	WdAction action;
} OwnListCase;

/* The company's word about strangers stands against a person's own list, and gives way to its own.
 */
static const OwnListCase own_lists[] = {
	{"own-word-own-list", WD_LEVEL_USER, WD_LEVEL_USER, FALSE, WD_ACTION_ALLOW},
	{"default-word-own-list", WD_LEVEL_IT_RECOMMENDED, WD_LEVEL_USER, FALSE, WD_ACTION_ALLOW},
	{"managed-word-own-list", WD_LEVEL_IT_MANAGED, WD_LEVEL_USER, FALSE, WD_ACTION_HOLD},
	{"vendors-word-own-list", WD_LEVEL_VENDOR_MANAGED, WD_LEVEL_USER, FALSE, WD_ACTION_HOLD},
	{"managed-word-default-list",
	 WD_LEVEL_IT_MANAGED,
	 WD_LEVEL_IT_RECOMMENDED,
	 FALSE,
	 WD_ACTION_ALLOW},
	{"managed-word-managed-list",
	 WD_LEVEL_IT_MANAGED,
	 WD_LEVEL_IT_MANAGED,
	 FALSE,
	 WD_ACTION_ALLOW},
	{"own-word-own-file", WD_LEVEL_USER, WD_LEVEL_USER, TRUE, WD_ACTION_ALLOW},
	{"managed-word-own-file", WD_LEVEL_IT_MANAGED, WD_LEVEL_USER, TRUE, WD_ACTION_HOLD},
	{"managed-word-managed-file",
	 WD_LEVEL_IT_MANAGED,
	 WD_LEVEL_IT_MANAGED,
	 TRUE,
	 WD_ACTION_ALLOW},
};

static WdNameList *
new_list(const char *line)
{
	static const WdHashKey key = {1, 2};
	WdNameListBuilder *builder = wd_name_list_builder_new(&key);

	wd_name_list_builder_begin_file(builder, "list");
	g_assert_true(wd_name_list_builder_add_line(builder, line, strlen(line), NULL));
	return wd_name_list_builder_end(builder);
}

static void
test_own_list(gconstpointer data)
{
	const OwnListCase *row = data;
	WdPolicyKey key = row->is_list ? WD_KEY_CONTACTS_ALLOW_LISTS : WD_KEY_CONTACTS_ALLOW;
	WdPolicySetting settings[WD_N_KEYS] = {
		[WD_KEY_CONTACTS_STRANGERS] = {.text = (char *)"hold", .level = row->strangers},
	};
	g_autoptr(WdNameList) list = new_list("*@new.example");
	const WdKnowledge knowledge = {.allow_list = row->is_list ? list : NULL};
	WdContext context = STRANGER;
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){.protocol = "prpl-jabber",
							   .account = "me@corp.example",
							   .peer = "eve@new.example",
							   .text = "hello"});
	g_autoptr(WdPolicy) policy = NULL;
	g_autoptr(WdVerdict) verdict = NULL;

	settings[key] = (WdPolicySetting){.text = (char *)(row->is_list ? "/a/list" : "*"),
					  .level = row->allow};
	policy = wd_policy_new(settings, NULL);
	context.knowledge = &knowledge;
	verdict = wd_judge(event, &context, policy);
	g_assert_cmpint(verdict->action, ==, row->action);
}

/* Who lets somebody pass must be sure of him; who stops somebody need not be. */
static void
test_nicks(void)
{
	static const struct {
		const char *exception;
		WdStrangers treatment;
	} rows[] = {
		{"*@corp.example=allow", WD_STRANGERS_SCREEN},
		{"*@corp.example=block", WD_STRANGERS_BLOCK},
		{"*@rooms.example=allow", WD_STRANGERS_ALLOW},
		{"*@rooms.example/*=hold", WD_STRANGERS_HOLD},
	};
	g_autoptr(WdEvent) event =
		wd_event_new(&(WdEvent){.peer = "room@rooms.example/boss@corp.example"});

	for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(WdPolicy) policy = wd_test_policy(
			(WdTestSetting){WD_KEY_CONTACTS_STRANGERS_FOR, rows[i].exception});

		g_assert_cmpuint(wd_screening_get_treatment(event, &wd_test_stranger, policy),
				 ==,
				 rows[i].treatment);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/stranger-gate/", cases, test_case);
	WD_ADD_ROWS("/stranger-gate/own-list/", own_lists, test_own_list);
	g_test_add_func("/stranger-gate/nicks", test_nicks);
	return g_test_run();
}
