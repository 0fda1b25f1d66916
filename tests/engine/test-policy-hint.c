/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-policy-hint.h"

typedef struct {
	const char *name;
	const char *a;
	const char *b;
	guint distance;
} DistanceCase;

static const DistanceCase distances[] = {
	{"equal", "Links", "Links", 0},
	{"case", "links", "LINKS", 0},
	{"empty", "", "ab", 2},
	{"both-empty", "", "", 0},
	{"dropped", "Lnks", "Links", 1},
	{"added", "Linkss", "Links", 1},
	{"changed", "Linka", "Links", 1},
	{"swapped", "Likns", "Links", 1},
	{"two", "Lnkz", "Links", 2},
	{"beyond-the-limit", "abcdefgh", "Links", 4},
	{"too-long",
	 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	 "a",
	 4},
};

static void
test_distance(gconstpointer data)
{
	const DistanceCase *row = data;

	g_assert_cmpuint(wd_edit_distance(row->a, row->b, 3), ==, row->distance);
	g_assert_cmpuint(wd_edit_distance(row->b, row->a, 3), ==, row->distance);
}

typedef struct {
	const char *name;
	const char *group;
	const char *key;
	const char *meant; /* NULL: nothing like it */
} KeyCase;

static const KeyCase keys[] = {
	{"typo", "Spim", "Enbaled", "Spim.Enabled"},
	{"case", "Spim", "enabled", "Spim.Enabled"},
	{"in-its-own-group-first", "Leaks", "Enabld", "Leaks.Enabled"},
	{"wrong-case-group", "logs", "Mode", "Logs.Mode"},
	{"mistyped-group", "Likns", "Action", "Links.Action"},
	{"wrong-group", "Links", "Strangers", NULL}, /* two groups have it */
	{"in-another-group", "Logs", "ProtectedDomains", "Links.ProtectedDomains"},
	{"nothing-like-it", "Links", "FavouriteColour", NULL},
	{"short-words-are-others", "Logs", "Node2", NULL},
};

static void
test_key(gconstpointer data)
{
	const KeyCase *row = data;
	const WdPolicySchemaRow *meant = wd_policy_hint_key(row->group, row->key);
	g_autofree char *name =
		meant == NULL ? NULL : g_strconcat(meant->group, ".", meant->name, NULL);

	g_assert_cmpstr(name, ==, row->meant);
}

static void
test_group(void)
{
	g_assert_cmpstr(wd_policy_hint_group("spim"), ==, "Spim");
	g_assert_cmpstr(wd_policy_hint_group("rule"), ==, "Rules");
	g_assert_cmpstr(wd_policy_hint_group("Encrytpion"), ==, "Encryption");
	g_assert_null(wd_policy_hint_group("Proxy"));
	g_assert_null(wd_policy_hint_group(""));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(distances); i++) {
		g_autofree char *path =
			g_strconcat("/policy-hint/distance/", distances[i].name, NULL);

		g_test_add_data_func(path, &distances[i], test_distance);
	}
	for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
		g_autofree char *path = g_strconcat("/policy-hint/key/", keys[i].name, NULL);

		g_test_add_data_func(path, &keys[i], test_key);
	}
	g_test_add_func("/policy-hint/group", test_group);
	return g_test_run();
}
