/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-peer-pattern.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *pattern;
	const char *peer;
	gboolean matches;
} Case;

static const Case cases[] = {
	{"exact", "bob@corp.example", "bob@corp.example", TRUE},
	{"any-case", "Bob@Corp.Example", "bob@corp.example", TRUE},
	{"domain", "*@corp.example", "eve@corp.example", TRUE},
	{"domain-of-a-resource", "*@corp.example", "eve@corp.example/phone", TRUE},
	{"resource-itself", "eve@corp.example/ph*", "eve@corp.example/phone", TRUE},
	{"other-domain", "*@corp.example", "eve@corp.example.evil.test", FALSE},
	{"question-mark", "b?b", "bob", TRUE},
	{"question-mark-needs-one", "bo?", "bo", FALSE},
	{"question-mark-takes-a-character", "b?b", "b\u00fcb", TRUE},
	{"star-everything", "*", "anybody", TRUE},
	{"star-nothing", "bob*", "bob", TRUE},
	{"two-stars", "*spam*", "a-spam-bot", TRUE},
	{"prefix-only", "bob", "bobby", FALSE},
	{"parts", "prpl-jabber:me@corp.example:bob*", "bob@corp.example", TRUE},
	{"parts-with-stars", "*:*:bob@*", "bob@corp.example", TRUE},
	{"parts-of-another-protocol", "prpl-irc:*:bob*", "bob@corp.example", FALSE},
	{"parts-of-another-account", "prpl-jabber:you*:bob*", "bob@corp.example", FALSE},
	{"name-with-a-colon", "@bob:matrix.example", "@bob:matrix.example", TRUE},
	{"room-member", "room@rooms.example", "room@rooms.example/nick", TRUE},
	{"sign-is-a-domain", "@corp.example", "eve@corp.example", TRUE},
	{"sign-is-a-domain-with-a-resource", "@corp.example", "eve@corp.example/phone", TRUE},
	{"sign-is-not-below", "@corp.example", "eve@x.corp.example", FALSE},
	{"sign-is-no-end", "@corp.example", "eve@corp.example.evil.test", FALSE},
	{"sign-in-parts", "*:*:@corp.example", "eve@corp.example", TRUE},
	{"below-a-domain", "*.corp.example", "eve@x.corp.example", TRUE},
	{"below-is-not-the-domain", "*.corp.example", "eve@corp.example", FALSE},
	{"below-with-a-sign", "@*.corp.example", "eve@x.corp.example", TRUE},
	{"brackets-outside-irc", "eve[1]", "eve{1}", FALSE},
	{"empty-pattern", "", "bob", FALSE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){
		.protocol = "prpl-jabber", .account = "me@corp.example", .peer = row->peer});

	g_assert_cmpint(wd_peer_pattern_matches(row->pattern, event), ==, row->matches);
}

/* For the list that lets pass. */
static const Case sure_cases[] = {
	{"exact", "bob@corp.example", "bob@corp.example", TRUE},
	{"domain", "*@corp.example", "eve@corp.example", TRUE},
	{"domain-of-a-resource", "*@corp.example", "eve@corp.example/phone", TRUE},
	{"nick-like-a-name", "*@corp.example", "room@evil.test/boss@corp.example", FALSE},
	{"nick-like-an-end", "*boss", "room@evil.test/boss", FALSE},
	{"room-member", "room@rooms.example/n*", "room@rooms.example/nick", TRUE},
	{"room-member-elsewhere", "*@corp.example/*", "room@evil.test/a@corp.example/b", FALSE},
	{"member-is-asked-for", "room@rooms.example/*", "room@rooms.example", FALSE},
	{"parts", "prpl-jabber:*:*@corp.example", "room@evil.test/a@corp.example", FALSE},
	{"sign-is-a-domain", "@corp.example", "eve@corp.example", TRUE},
	{"sign-in-a-nick", "@corp.example", "room@evil.test/a@corp.example", FALSE},
	{"empty-name", "*", "", TRUE},
};

static void
test_sure_case(gconstpointer data)
{
	const Case *row = data;
	const char *const patterns[] = {row->pattern, NULL};
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){
		.protocol = "prpl-jabber", .account = "me@corp.example", .peer = row->peer});

	g_assert_cmpstr(
		wd_peer_pattern_find_sure(patterns, event), ==, row->matches ? row->pattern : NULL);
}

/* "[" and "{" are one letter on most IRC networks: who is denied does not come back by it, and who
 * is allowed is not somebody else. */
static void
test_irc_nicks(void)
{
	static const char *const patterns[] = {"Eve[1]*", NULL};
	g_autoptr(WdEvent) event =
		wd_event_new(&(WdEvent){.protocol = "prpl-irc", .peer = "eve{1}|away"});

	g_assert_nonnull(wd_peer_pattern_find(patterns, event));
	g_assert_null(wd_peer_pattern_find_sure(patterns, event));
}

static void
test_find(void)
{
	static const char *const patterns[] = {"alice", "b*", "*", NULL};
	static const char *const none[] = {NULL};
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){.peer = "bob"});

	g_assert_cmpstr(wd_peer_pattern_find(patterns, event), ==, "b*");
	g_assert_null(wd_peer_pattern_find(none, event));
	g_assert_null(wd_peer_pattern_find(NULL, event));
}

/* Many stars cost the product of the lengths, not a power. */
static void
test_hostile_glob(void)
{
	g_autofree char *name = g_strnfill(1000, 'a');
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){.peer = name});

	g_assert_false(wd_peer_pattern_matches("*a*a*a*a*a*a*a*a*a*a*a*a*b", event));
}

/* Whoever it is made for is meant, and nobody whom the name was chosen to take in. */
static const struct {
	const char *name;
	const char *protocol;
	const char *account;
	const char *peer;
	const char *other; /* a name on the same account that must not be meant */
} made[] = {
	{"plain", "prpl-jabber", "me@corp.example", "eve@spam.example", "bob@spam.example"},
	{"star", "prpl-irc", "me@irc.example", "*", "anybody"},
	{"stars", "prpl-irc", "me@irc.example", "a*b", "a-long-b"},
	{"domain-as-a-name", "prpl-jabber", "me@corp.example", "@corp.example", "bob@corp.example"},
	{"list", "prpl-irc", "me@irc.example", "a;*", "anybody"},
	{"backslash", "prpl-irc", "me@irc.example", "a\\;b", "b"},
	{"colons", "prpl-matrix", "me", "@bob:matrix.example", "@eve:matrix.example"},
	{"account-with-colons", "prpl-sip", "sip:me:x", "bob", "eve"},
	{"line-end", "prpl-irc", "me", "a\n[Spim]", "a"},
	{"other-kind-of-id", "eionrobb-discord", "me", "bob#1", "bob#2"},
	{"letters", "prpl-jabber", "me", "бо́б@example.org", "бб@example.org"},
};

static void
test_made(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(made); i++) {
		const WdEvent fields = {.kind = WD_EVENT_IM,
					.protocol = made[i].protocol,
					.account = made[i].account,
					.peer = made[i].peer};
		WdEvent others = fields;
		g_autoptr(WdEvent) event = wd_event_new(&fields);
		g_autoptr(WdEvent) other = NULL;
		g_autofree char *pattern =
			wd_peer_pattern_format(made[i].protocol, made[i].account, made[i].peer);

		others.peer = made[i].other;
		other = wd_event_new(&others);
		g_test_message("%s: %s", made[i].name, pattern);
		g_assert_null(strpbrk(pattern, ";\\\n"));
		g_assert_true(wd_peer_pattern_matches(pattern, event));
		g_assert_false(wd_peer_pattern_matches(pattern, other));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/peer-pattern/case/", cases, test_case);
	WD_ADD_ROWS("/peer-pattern/sure/", sure_cases, test_sure_case);
	g_test_add_func("/peer-pattern/irc-nicks", test_irc_nicks);
	g_test_add_func("/peer-pattern/find", test_find);
	g_test_add_func("/peer-pattern/hostile-glob", test_hostile_glob);
	g_test_add_func("/peer-pattern/made", test_made);
	return g_test_run();
}
