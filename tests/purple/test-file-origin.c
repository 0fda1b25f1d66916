/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "purple/wd-file-origin.h"

typedef struct {
	const char *name;
	const char *protocol;
	const char *account;
	const char *peer;
	const char *url;
} Case;

static const Case cases[] = {
	{"xmpp", "prpl-jabber", "me@a.example/x", "anna@b.example", "xmpp:anna@b.example"},
	{"xmpp-without-device",
	 "prpl-jabber",
	 "me@a.example",
	 "anna@b.example/phone",
	 "xmpp:anna@b.example"},
	{"irc", "prpl-irc", "dana@irc.example", "anna", "irc://irc.example/anna,isnick"},
	{"irc-account-without-server", "prpl-irc", "dana", "anna", "irc:///anna,isnick"},
	{"another", "prpl-bonjour", "me", "anna@host", "x-purple:prpl-bonjour/anna@host"},
	{"hostile", "prpl-irc", "d@s", "a b\n#?\"<%", "irc://s/a%20b%0A%23%3F%22%3C%25,isnick"},
	{"password-in-the-name",
	 "prpl-x",
	 "user:secret@host",
	 "anna",
	 "x-purple:prpl-x/anna"}, /* never the account's */
	{"letters", "prpl-jabber", "me@a", "\xc3\xa4@b.example", "xmpp:%C3%A4@b.example"},
	{"nobody", "", "", "", "x-purple:/"},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	const WdEvent fields = {
		.kind = WD_EVENT_FILE,
		.protocol = row->protocol,
		.account = row->account,
		.peer = row->peer,
	};
	g_autoptr(WdEvent) event = wd_event_new(&fields);
	g_autofree char *url = wd_file_origin_format(event);

	g_assert_cmpstr(url, ==, row->url);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/file-origin/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_case);
	}
	return g_test_run();
}
