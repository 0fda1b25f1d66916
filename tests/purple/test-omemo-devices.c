/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "fakes/wd-null-xmpp.h"
#include "purple/duty-fixture.h"
#include "store/wd-lurch-devices.h"

#define ME    "me@corp.example"
#define ANNA  "anna@corp.example"
#define HELLO "See you at ten"
#define TOLD  "device that was not there"

#define OLD(devices)                                                                               \
	"<message from='" ANNA "'><event xmlns='http://jabber.org/protocol/pubsub#event'>"         \
	"<items node='eu.siacs.conversations.axolotl.devicelist'><item id='current'>"              \
	"<list xmlns='eu.siacs.conversations.axolotl'>" devices                                    \
	"</list></item></items></event></message>"
#define NEW(devices)                                                                               \
	"<message from='" ANNA "'><event xmlns='http://jabber.org/protocol/pubsub#event'>"         \
	"<items node='urn:xmpp:omemo:2:devices'><item id='current'>"                               \
	"<devices xmlns='urn:xmpp:omemo:2'>" devices "</devices></item></items></event></message>"

/* What a server sends one after the other, and whether the second is told about. */
static const struct {
	const char *name;
	const char *lurch; /* (nullable) a device that lurch remembers */
	const char *first;
	const char *second;
	gboolean is_told;
} cases[] = {
	{"another", NULL, OLD("<device id='1'/>"), OLD("<device id='1'/><device id='2'/>"), TRUE},
	{"another-in-the-new-form",
	 NULL,
	 NEW("<device id='1'/>"),
	 NEW("<device id='1'/><device id='2'/>"),
	 TRUE},
	{"instead", NULL, OLD("<device id='1'/>"), OLD("<device id='2'/>"), TRUE},
	{"same", NULL, OLD("<device id='1'/>"), OLD("<device id='1'/>"), FALSE},
	{"fewer", NULL, OLD("<device id='1'/><device id='2'/>"), OLD("<device id='1'/>"), FALSE},
	{"none-yet", NULL, OLD(""), OLD("<device id='1'/>"), FALSE},
	{"lurch-knows-it", "1", OLD("<device id='1'/>"), OLD("<device id='1'/>"), FALSE},
	{"lurch-knows-another", "9", OLD("<device id='1'/>"), OLD("<device id='1'/>"), TRUE},
	{"not-numbers",
	 NULL,
	 OLD("<device id='1'/>"),
	 OLD("<device id='1'/><device id='x'/><device/><device id='99999999999'/>"),
	 FALSE},
	{"sent-by-somebody",
	 NULL,
	 OLD("<device id='1'/>"),
	 "<message from='" ANNA "/phone'><event xmlns='http://jabber.org/protocol/pubsub#event'>"
	 "<items node='eu.siacs.conversations.axolotl.devicelist'><item><list "
	 "xmlns='eu.siacs.conversations.axolotl'><device id='2'/></list></item></items></event>"
	 "</message>",
	 FALSE},
	{"of-a-stranger",
	 NULL,
	 OLD("<device id='1'/>"),
	 "<message from='eve@evil.example'><event "
	 "xmlns='http://jabber.org/protocol/pubsub#event'>"
	 "<items node='eu.siacs.conversations.axolotl.devicelist'><item><list "
	 "xmlns='eu.siacs.conversations.axolotl'><device id='2'/></list></item></items></event>"
	 "</message>",
	 FALSE},
	{"another-node",
	 NULL,
	 OLD("<device id='1'/>"),
	 "<message from='" ANNA "'><event xmlns='http://jabber.org/protocol/pubsub#event'>"
	 "<items node='urn:example'><item><list><device id='2'/></list></item></items></event>"
	 "</message>",
	 FALSE},
};

static void
receive(PurpleAccount *account, const char *text)
{
	xmlnode *made = xmlnode_from_str(text, -1);
	xmlnode *stanza = made;

	g_assert_nonnull(made);
	purple_signal_emit(purple_find_prpl("prpl-jabber"),
			   "jabber-receiving-xmlnode",
			   purple_account_get_connection(account),
			   &stanza);
	xmlnode_free(made);
}

static char *
get_path(void)
{
	return g_build_filename(purple_user_dir(), ME "_omemo_db.sqlite", NULL);
}

/* The table as libomemo makes it. */
static void
remember(const char *device)
{
	g_autofree char *path = get_path();
	g_autofree char *sql = g_strdup_printf(
		"CREATE TABLE devicelists(name TEXT NOT NULL, id INTEGER NOT NULL, date_added TEXT "
		"NOT NULL, date_lastuse TEXT NOT NULL, trust_status INTEGER NOT NULL, PRIMARY "
		"KEY(name, id)); INSERT INTO devicelists VALUES('" ANNA
		"', %s, datetime('now'), datetime('now'), 0);",
		device);
	sqlite3 *database = NULL;

	g_assert_cmpint(sqlite3_open(path, &database), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_close(database), ==, SQLITE_OK);
}

static PurpleAccount *
begin(Duty **duty)
{
	PurpleAccount *account;
	PurpleBuddy *buddy;

	*duty = duty_begin(NULL, 0);
	account = wd_null_xmpp_sign_on(ME);
	buddy = purple_buddy_new(account, ANNA, NULL);
	purple_blist_add_buddy(buddy, NULL, NULL, NULL);
	return account;
}

static void
end(Duty *duty, PurpleAccount *account)
{
	g_autofree char *path = get_path();

	duty_end(duty);
	wd_null_purple_sign_off(account);
	purple_accounts_delete(account);
	wd_null_xmpp_forget();
	(void)g_remove(path);
}

static void
test_list(gconstpointer data)
{
	const guint i = GPOINTER_TO_UINT(data);
	PurpleConversation *conversation;
	PurpleAccount *account;
	Duty *duty;

	if (cases[i].lurch != NULL)
		remember(cases[i].lurch);
	account = begin(&duty);
	conversation = purple_conversation_new(PURPLE_CONV_TYPE_IM, account, ANNA);
	receive(account, cases[i].first);
	receive(account, cases[i].second);
	g_assert_cmpuint(
		wd_null_purple_count(wd_null_purple_shown(), TOLD), ==, cases[i].is_told ? 1 : 0);
	/* The next message is asked about, once. */
	purple_conv_im_send(PURPLE_CONV_IM(conversation), HELLO);
	wd_null_purple_turn(0);
	g_assert_cmpuint(duty->questions->len, ==, cases[i].is_told ? 1 : 0);
	end(duty, account);
}

/* Lurch's file is another program's: it may be anything. */
static void
test_file(void)
{
	g_autofree char *path = get_path();
	g_autoptr(GArray) none = NULL;
	g_autoptr(GArray) garbage = NULL;
	g_autoptr(GArray) stranger = NULL;
	g_autoptr(GArray) known = NULL;

	none = wd_lurch_devices_read("/nowhere/at/all.sqlite", ANNA);
	g_assert_cmpuint(none->len, ==, 0);
	g_assert_true(g_file_set_contents(path, "no database", -1, NULL));
	garbage = wd_lurch_devices_read(path, ANNA);
	g_assert_cmpuint(garbage->len, ==, 0);
	(void)g_remove(path);
	remember("7");
	stranger = wd_lurch_devices_read(path, "eve'; DROP TABLE devicelists; --");
	g_assert_cmpuint(stranger->len, ==, 0);
	known = wd_lurch_devices_read(path, ANNA);
	g_assert_cmpuint(known->len, ==, 1);
	g_assert_cmpuint(g_array_index(known, guint32, 0), ==, 7);
	(void)g_remove(path);
}

static void
add_tests(void)
{
	wd_null_xmpp_register();
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strdup_printf("/omemo-devices/list/%s", cases[i].name);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_list);
	}
	g_test_add_func("/omemo-devices/file", test_file);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
