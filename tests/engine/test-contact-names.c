/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/contact/wd-contact-names.h"

#define MANY 3000

static gboolean
is_found(const WdContactNames *names, const char *peer, const char *shown)
{
	const WdContactName *found[WD_CONTACT_NAMES_FIND];
	g_autoptr(WdNameForm) form = wd_name_form_new(peer);
	guint n_found = wd_contact_names_find(names, form, found);

	for (guint i = 0; i < n_found; i++) {
		if (g_str_equal(found[i]->shown, shown))
			return TRUE;
	}
	return FALSE;
}

static void
test_finds(void)
{
	static const char *const peers[] = {"ann.miller",
					    "annmiller",
					    "ann.mi11er",
					    "ann.miler",
					    "annn.miller",
					    "ann.imller",
					    "ann.muller",
					    "ann.miller42",
					    "ann.muller42",
					    "\u0430nn.miller"};
	g_autoptr(WdContactNames) names = wd_contact_names_new();

	g_assert_cmpuint(
		wd_contact_names_add(names, "prpl-jabber", "ann.miller@corp.example", NULL), !=, 0);
	for (guint i = 0; i < G_N_ELEMENTS(peers); i++)
		g_assert_true(is_found(names, peers[i], "ann.miller@corp.example"));
	g_assert_false(is_found(names, "ben.miller", "ann.miller@corp.example"));
	g_assert_false(is_found(names, "", "ann.miller@corp.example"));
}

static void
test_parts(void)
{
	const WdContactName *found[WD_CONTACT_NAMES_FIND];
	g_autoptr(WdContactNames) names = wd_contact_names_new();
	g_autoptr(WdNameForm) address = wd_name_form_new("ann.miller");
	g_autoptr(WdNameForm) alias = wd_name_form_new("Big Boss");

	(void)wd_contact_names_add(
		names, "prpl-jabber", "ann.miller@Corp.Example/phone", "Big Boss");
	g_assert_cmpuint(wd_contact_names_find(names, address, found), ==, 1);
	g_assert_cmpstr(found[0]->shown, ==, "Big Boss");
	g_assert_cmpstr(found[0]->domain, ==, "corp.example");
	g_assert_false(found[0]->is_alias);
	g_assert_cmpuint(wd_contact_names_find(names, alias, found), ==, 1);
	g_assert_true(found[0]->is_alias);
}

static void
test_removes(void)
{
	g_autoptr(WdContactNames) names = wd_contact_names_new();
	guint ann = wd_contact_names_add(names, "prpl-irc", "ann_miller", "Ann");
	guint eva = wd_contact_names_add(names, "prpl-irc", "eva_garcia", "Big Boss");

	wd_contact_names_remove(names, ann);
	g_assert_false(is_found(names, "ann_miller", "Ann"));
	g_assert_true(is_found(names, "eva_garcia", "Big Boss"));
	wd_contact_names_remove(names, ann);
	wd_contact_names_remove(names, 12345);
	wd_contact_names_remove(names, eva);
	g_assert_false(is_found(names, "big boss", "Big Boss"));
}

/* Through several sizes of the table, with half of the contacts gone again. */
static void
test_many(void)
{
	g_autoptr(WdContactNames) names = wd_contact_names_new();
	guint numbers[MANY];

	for (guint i = 0; i < MANY; i++) {
		g_autofree char *name = g_strdup_printf("person%ux@corp.example", i);
		g_autofree char *alias = g_strdup_printf("alias %u z", i);

		numbers[i] = wd_contact_names_add(names, "prpl-jabber", name, alias);
	}
	for (guint i = 0; i < MANY; i += 2)
		wd_contact_names_remove(names, numbers[i]);
	for (guint i = 0; i < MANY; i++) {
		g_autofree char *peer = g_strdup_printf("person%ux", i);
		g_autofree char *alias = g_strdup_printf("alias %u z", i);

		g_assert_cmpint(is_found(names, peer, alias), ==, i % 2);
	}
}

/* Everybody is renamed again and again: nobody is lost, nobody comes back, and nothing grows. */
static void
test_churn(void)
{
	g_autoptr(WdContactNames) names = wd_contact_names_new();
	guint numbers[MANY / 10] = {0};

	for (guint round = 0; round < 30; round++) {
		for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
			g_autofree char *name = g_strdup_printf("round%uperson%ux", round, i);
			guint former = numbers[i];

			wd_contact_names_remove(names, former);
			numbers[i] = wd_contact_names_add(names, "prpl-irc", name, NULL);
			wd_contact_names_remove(names, former); /* is nobody by now */
			g_assert_true(is_found(names, name, name));
		}
	}
	for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
		g_autofree char *name = g_strdup_printf("round29person%ux", i);
		g_autofree char *former = g_strdup_printf("round28person%ux", i);

		g_assert_true(is_found(names, name, name));
		g_assert_false(is_found(names, former, former));
	}
}

/* Somebody goes by one short name and another in turns, until one comes whose name it is. */
static void
test_one_name_again_and_again(void)
{
	g_autoptr(WdContactNames) names = wd_contact_names_new();

	for (guint i = 0; i < 100; i++)
		wd_contact_names_remove(names,
					wd_contact_names_add(names, "prpl-irc", "bob", NULL));
	(void)wd_contact_names_add(names, "prpl-irc", "bob", "Bob");
	g_assert_true(is_found(names, "bob", "Bob"));
}

/* Also while the table is being moved everybody is found. */
static void
test_found_at_every_size(void)
{
	g_autoptr(WdContactNames) names = wd_contact_names_new();

	for (guint i = 0; i < MANY; i++) {
		g_autofree char *name = g_strdup_printf("person%uxy", i);
		g_autofree char *first = g_strdup_printf("person%uxy", i / 7);

		g_assert_cmpuint(wd_contact_names_add(names, "prpl-irc", name, NULL), !=, 0);
		g_assert_true(is_found(names, name, name));
		g_assert_true(is_found(names, first, first));
	}
}

static void
test_is_bounded(void)
{
	g_autoptr(WdContactNames) names = wd_contact_names_new();
	guint last = 0;

	for (guint i = 0; i < WD_CONTACT_NAMES_MAX / 2; i++) {
		g_autofree char *name = g_strdup_printf("p%u", i);

		last = wd_contact_names_add(names, "prpl-irc", name, NULL);
		g_assert_cmpuint(last, !=, 0);
	}
	g_assert_cmpuint(wd_contact_names_add(names, "prpl-irc", "one.more", NULL), ==, 0);
	wd_contact_names_remove(names, last);
	g_assert_cmpuint(wd_contact_names_add(names, "prpl-irc", "one.more", NULL), !=, 0);
	g_assert_true(is_found(names, "one.more", "one.more"));
}

/* A thousand companies have an "info": neither time nor space may suffer. */
static void
test_same_name_everywhere(void)
{
	const WdContactName *found[WD_CONTACT_NAMES_FIND];
	g_autoptr(WdContactNames) names = wd_contact_names_new();
	g_autoptr(WdNameForm) form = wd_name_form_new("information");

	for (guint i = 0; i < 20000; i++) {
		g_autofree char *name = g_strdup_printf("information@c%u.example", i);

		(void)wd_contact_names_add(names, "prpl-jabber", name, NULL);
	}
	g_assert_cmpuint(wd_contact_names_find(names, form, found), ==, WD_CONTACT_NAMES_FIND);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/contact-names/finds", test_finds);
	g_test_add_func("/contact-names/parts", test_parts);
	g_test_add_func("/contact-names/removes", test_removes);
	g_test_add_func("/contact-names/many", test_many);
	g_test_add_func("/contact-names/churn", test_churn);
	g_test_add_func("/contact-names/one-name-again-and-again", test_one_name_again_and_again);
	g_test_add_func("/contact-names/found-at-every-size", test_found_at_every_size);
	g_test_add_func("/contact-names/is-bounded", test_is_bounded);
	g_test_add_func("/contact-names/same-name-everywhere", test_same_name_everywhere);
	return g_test_run();
}
