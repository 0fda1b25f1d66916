/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "store-fixture.h"
#include "store/wd-peer-token.h"

/* Two peers that must not share a token, though all their names in a row are the same. */
static const struct {
	const char *name;
	const char *first[4]; /* purpose, protocol, account, peer */
	const char *second[4];
} pairs[] = {
	{"purpose", {"trust", "prpl-irc", "me", "ann"}, {"queue", "prpl-irc", "me", "ann"}},
	{"protocol", {"trust", "prpl-irc", "me", "ann"}, {"trust", "prpl-jabber", "me", "ann"}},
	{"account", {"trust", "prpl-irc", "me", "ann"}, {"trust", "prpl-irc", "you", "ann"}},
	{"peer", {"trust", "prpl-irc", "me", "ann"}, {"trust", "prpl-irc", "me", "bob"}},
	{"case", {"trust", "prpl-irc", "me", "ann"}, {"trust", "prpl-irc", "me", "Ann"}},
	{"account-runs-on", {"trust", "p", "me", "ann"}, {"trust", "p", "mea", "nn"}},
	{"protocol-runs-on", {"trust", "p", "me", "ann"}, {"trust", "pm", "e", "ann"}},
	{"peer-with-a-length", {"trust", "p", "me", "2:ann"}, {"trust", "p", "me2:", "ann"}},
	{"empty-account", {"trust", "p", "", "0:ann"}, {"trust", "p0:", "", "ann"}},
};

static char *
make(const StoreFixture *fixture, const char *const *words)
{
	return wd_peer_token_new(fixture->keys, words[0], words[1], words[2], words[3]);
}

static void
test_differ(StoreFixture *fixture, gconstpointer data)
{
	const guint i = GPOINTER_TO_UINT(data);
	g_autofree char *first = make(fixture, pairs[i].first);
	g_autofree char *second = make(fixture, pairs[i].second);
	g_autofree char *again = make(fixture, pairs[i].first);

	g_assert_cmpstr(first, !=, second);
	g_assert_cmpstr(first, ==, again);
	g_assert_cmpuint(strlen(first), ==, 32);
}

/* Another person's tokens say nothing about this one's. */
static void
test_other_keys(StoreFixture *fixture, gconstpointer data)
{
	StoreFixture other = {0};
	g_autofree char *mine = make(fixture, pairs[0].first);
	g_autofree char *theirs = NULL;

	store_fixture_set_up(&other, NULL);
	theirs = make(&other, pairs[0].first);
	g_assert_cmpstr(mine, !=, theirs);
	store_fixture_tear_down(&other, NULL);
}

#define ADD(path, data, test)                                                                      \
	g_test_add(path, StoreFixture, data, store_fixture_set_up, test, store_fixture_tear_down)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
		g_autofree char *path = g_strconcat("/peer-token/differ/", pairs[i].name, NULL);

		ADD(path, GUINT_TO_POINTER(i), test_differ);
	}
	ADD("/peer-token/other-keys", NULL, test_other_keys);
	return g_test_run();
}
