/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "ui/wd-shield.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	WdShield shield;
	WdShieldLevel level;
	const char *says;  /* (nullable) */
	const char *hides; /* (nullable) */
} Case;

static const Case cases[] = {
	{"contact-over-tls",
	 {.peer = WD_SHIELD_PEER_CONTACT, .connection = WD_SHIELD_CONNECTION_TLS},
	 WD_SHIELD_GOOD,
	 "In your contact list.",
	 "Held"},
	{"stranger",
	 {.peer = WD_SHIELD_PEER_STRANGER, .connection = WD_SHIELD_CONNECTION_TLS},
	 WD_SHIELD_CARE,
	 "stranger",
	 NULL},
	{"written-to",
	 {.peer = WD_SHIELD_PEER_WRITTEN_TO, .connection = WD_SHIELD_CONNECTION_TLS},
	 WD_SHIELD_PLAIN,
	 "first",
	 NULL},
	{"open-connection",
	 {.peer = WD_SHIELD_PEER_CONTACT, .connection = WD_SHIELD_CONNECTION_PLAIN},
	 WD_SHIELD_CARE,
	 "anybody on the way",
	 NULL},
	{"by-the-settings",
	 {.peer = WD_SHIELD_PEER_CONTACT, .connection = WD_SHIELD_CONNECTION_TLS},
	 WD_SHIELD_GOOD,
	 "by the account's settings",
	 "TLS was seen"},
	{"seen-encrypted",
	 {.peer = WD_SHIELD_PEER_CONTACT,
	  .connection = WD_SHIELD_CONNECTION_SEEN_TLS,
	  .tls_version = "TLS 1.3"},
	 WD_SHIELD_GOOD,
	 "TLS 1.3 was seen",
	 "settings"},
	{"seen-encrypted-somehow",
	 {.peer = WD_SHIELD_PEER_CONTACT, .connection = WD_SHIELD_CONNECTION_SEEN_TLS},
	 WD_SHIELD_GOOD,
	 "TLS was seen",
	 NULL},
	{"seen-in-the-clear",
	 {.peer = WD_SHIELD_PEER_CONTACT, .connection = WD_SHIELD_CONNECTION_SEEN_CLEAR},
	 WD_SHIELD_CARE,
	 "no encryption was seen",
	 NULL},
	{"open-but-end-to-end",
	 {.peer = WD_SHIELD_PEER_CONTACT,
	  .connection = WD_SHIELD_CONNECTION_PLAIN,
	  .is_end_to_end = TRUE},
	 WD_SHIELD_GOOD,
	 "only the other side",
	 NULL},
	{"stranger-end-to-end",
	 {.peer = WD_SHIELD_PEER_STRANGER,
	  .connection = WD_SHIELD_CONNECTION_TLS,
	  .is_end_to_end = TRUE},
	 WD_SHIELD_CARE,
	 "stranger",
	 NULL},
	{"logs-in-the-clear",
	 {.peer = WD_SHIELD_PEER_CONTACT,
	  .connection = WD_SHIELD_CONNECTION_TLS,
	  .logs = WD_SHIELD_LOGS_CLEAR},
	 WD_SHIELD_CARE,
	 "plain text",
	 NULL},
	{"one-held",
	 {.peer = WD_SHIELD_PEER_CONTACT, .connection = WD_SHIELD_CONNECTION_TLS, .n_held = 1},
	 WD_SHIELD_CARE,
	 "1 thing of theirs waits",
	 NULL},
	{"three-held",
	 {.peer = WD_SHIELD_PEER_CONTACT, .connection = WD_SHIELD_CONNECTION_TLS, .n_held = 3},
	 WD_SHIELD_CARE,
	 "3 things of theirs wait",
	 NULL},
	{"always-held",
	 {.peer = WD_SHIELD_PEER_CONTACT,
	  .connection = WD_SHIELD_CONNECTION_TLS,
	  .is_always_held = TRUE},
	 WD_SHIELD_GOOD,
	 "look at everything",
	 NULL},
	{"paused",
	 {.peer = WD_SHIELD_PEER_CONTACT,
	  .connection = WD_SHIELD_CONNECTION_TLS,
	  .paused_until_ms = 1},
	 WD_SHIELD_CARE,
	 "not held, but arrive with a mark",
	 NULL},
	{"room",
	 {.peer = WD_SHIELD_PEER_ROOM, .connection = WD_SHIELD_CONNECTION_TLS},
	 WD_SHIELD_PLAIN,
	 "everybody in it",
	 "End to end"},
	{"nothing-known", {0}, WD_SHIELD_PLAIN, "not here yet", NULL},
	{"impossible-end",
	 {.peer = WD_SHIELD_PEER_CONTACT, .is_end_to_end = 7},
	 WD_SHIELD_GOOD,
	 "only the other",
	 NULL},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *text = wd_shield_format(&row->shield);

	g_assert_cmpint(wd_shield_get_level(&row->shield), ==, row->level);
	if (row->says != NULL)
		g_assert_nonnull(strstr(text, row->says));
	if (row->hides != NULL)
		g_assert_null(strstr(text, row->hides));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/shield-text/", cases, test_case);
	return g_test_run();
}
