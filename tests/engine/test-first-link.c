/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "wd-judging.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	WdEvent event;
	WdContext context;
	const char *value; /* of the setting; NULL: the built-in one */
	WdAction action;
} Case;

#define LINK "see https://flowers.example/roses"
#define FIRST                                                                                      \
	{                                                                                          \
		.is_roster_loaded = TRUE, .is_first_message = TRUE                                 \
	}
#define LATER                                                                                      \
	{                                                                                          \
		.is_roster_loaded = TRUE                                                           \
	}
#define CONTACT                                                                                    \
	{                                                                                          \
		.is_known = TRUE, .is_roster_loaded = TRUE, .is_first_message = TRUE               \
	}

static const Case cases[] = {
	{"built-in", {.text = LINK}, FIRST, NULL, WD_ACTION_NOTE},
	{"holds", {.text = LINK}, FIRST, "hold", WD_ACTION_HOLD},
	{"warns", {.text = LINK}, FIRST, "warn", WD_ACTION_WARN},
	{"request",
	 {.kind = WD_EVENT_CONTACT_REQUEST, .text = LINK},
	 FIRST,
	 "hold",
	 WD_ACTION_HOLD},
	{"later-message", {.text = LINK}, LATER, "hold", WD_ACTION_NOTE},
	{"contact", {.text = LINK}, CONTACT, "hold", WD_ACTION_ALLOW},
	{"no-link", {.text = "see the roses"}, FIRST, "hold", WD_ACTION_NOTE},
	{"room", {.kind = WD_EVENT_CHAT, .text = LINK}, FIRST, "hold", WD_ACTION_ALLOW},
	{"sent", {.direction = WD_DIRECTION_OUT, .text = LINK}, FIRST, "hold", WD_ACTION_ALLOW},
	{"hostile-bytes", {.text = "\xff\xfe http\xff://"}, FIRST, "hold", WD_ACTION_NOTE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdVerdict) verdict =
		wd_test_judge(&row->event,
			      &row->context,
			      (WdTestSetting){WD_KEY_CONTACTS_FIRST_LINKS, row->value});

	g_assert_cmpint(verdict->action, ==, row->action);
	g_assert_cmpint(
		wd_verdict_has(verdict, "contact.first-link"), ==, row->action > WD_ACTION_NOTE);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/first-link/", cases, test_case);
	return g_test_run();
}
