/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "wd-judging.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	WdEventKind kind;
	const char *peer;
	const char *denied;
	gboolean is_denied;
} Case;

static const Case cases[] = {
	{"message", WD_EVENT_IM, "eve@spam.example", "*@spam.example", TRUE},
	{"request", WD_EVENT_CONTACT_REQUEST, "eve@spam.example", "*@spam.example", TRUE},
	{"invitation", WD_EVENT_CHAT_INVITE, "eve@spam.example", "*@spam.example", TRUE},
	{"file", WD_EVENT_FILE, "eve@spam.example", "*@spam.example", TRUE},
	{"room", WD_EVENT_CHAT, "bad@rooms.example/eve", "bad@rooms.example", TRUE},
	{"second-pattern", WD_EVENT_IM, "eve@spam.example", "bob;eve@*", TRUE},
	{"nobody-listed", WD_EVENT_IM, "eve@spam.example", "", FALSE},
	{"another-domain", WD_EVENT_IM, "eve@notspam.example", "*@spam.example", FALSE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdVerdict) verdict =
		wd_test_judge(&(WdEvent){.kind = row->kind, .peer = row->peer, .text = "hello"},
			      &wd_test_contact,
			      (WdTestSetting){WD_KEY_CONTACTS_DENY, row->denied});

	g_assert_cmpint(wd_verdict_has(verdict, "contact.denied"), ==, row->is_denied);
	g_assert_cmpint(verdict->action == WD_ACTION_BLOCK, ==, row->is_denied);
}

/* Hold: contacts too; deny outranks it, and nobody else is touched. */
static void
test_hold(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdVerdict) verdict =
		wd_test_judge(&(WdEvent){.kind = row->kind, .peer = row->peer, .text = "hello"},
			      &wd_test_contact,
			      (WdTestSetting){WD_KEY_CONTACTS_HOLD, row->denied});

	g_assert_cmpint(wd_verdict_has(verdict, "contact.always-held"), ==, row->is_denied);
	g_assert_cmpint(verdict->action == WD_ACTION_HOLD, ==, row->is_denied);
}

static void
test_outgoing_is_free(void)
{
	g_autoptr(WdVerdict) verdict =
		wd_test_judge(&(WdEvent){.direction = WD_DIRECTION_OUT, .peer = "eve@spam.example"},
			      &wd_test_contact,
			      (WdTestSetting){WD_KEY_CONTACTS_DENY, "*@spam.example"});

	g_assert_cmpint(verdict->action, ==, WD_ACTION_ALLOW);
}

static void
test_block_keeps_a_copy(void)
{
	g_autoptr(WdVerdict) verdict = wd_test_judge(&(WdEvent){.peer = "eve"},
						     &wd_test_contact,
						     (WdTestSetting){WD_KEY_CONTACTS_DENY, "eve"});

	g_assert_cmphex(verdict->treatment & WD_TREATMENT_NO_COPY, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/contact-lists/case/", cases, test_case);
	WD_ADD_ROWS("/contact-lists/hold/", cases, test_hold);
	g_test_add_func("/contact-lists/outgoing-is-free", test_outgoing_is_free);
	g_test_add_func("/contact-lists/block-keeps-a-copy", test_block_keeps_a_copy);
	return g_test_run();
}
