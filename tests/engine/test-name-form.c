/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/contact/wd-name-form.h"
#include "engine/data/wd-first-names.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *peer;
	const char *contact;
	WdNameRelation relation;
} Case;

static const Case cases[] = {
	{"same", "ann.miller", "ann.miller", WD_NAME_SAME},
	{"case", "Ann.Miller", "ann.miller", WD_NAME_SAME},
	{"accents", "jorg muller", "J\u00f6rg M\u00fcller", WD_NAME_SAME},
	{"dot-added", "ann.miller", "annmiller", WD_NAME_VARIANT},
	{"space-for-dot", "Ann Miller", "ann.miller", WD_NAME_VARIANT},
	{"underscore-behind", "ann.miller_", "ann.miller", WD_NAME_VARIANT},
	{"number-behind", "ann.miller42", "ann.miller", WD_NAME_VARIANT},
	{"digits-for-letters", "ann.mi11er", "ann.miller", WD_NAME_DISGUISED},
	{"leet", "4nn.m1ll3r", "ann.miller", WD_NAME_DISGUISED},
	{"sign-for-a-letter", "mi$$ouri", "missouri", WD_NAME_DISGUISED},
	{"signs-between", "|jason|away", "jason_away", WD_NAME_VARIANT},
	{"last-letter-a-digit", "migue1", "miguel", WD_NAME_DISGUISED},
	{"cyrillic", "\u0430nn.miller", "ann.miller", WD_NAME_DISGUISED},
	{"greek", "ann.m\u03b9ller", "ann.miller", WD_NAME_DISGUISED},
	{"two-letters-for-one", "marnie", "mamie", WD_NAME_DISGUISED},
	{"invisible", "ann\u200b.miller", "ann.miller", WD_NAME_DISGUISED},
	{"wide", "\uff41nn.miller", "ann.miller", WD_NAME_DISGUISED},
	{"dropped", "ann.miler", "ann.miller", WD_NAME_TYPO},
	{"doubled", "annn.miller", "ann.miller", WD_NAME_TYPO},
	{"swapped", "ann.imller", "ann.miller", WD_NAME_TYPO},
	{"changed", "ann.muller", "ann.miller", WD_NAME_TYPO},
	{"changed-and-numbered", "ann.muller7", "ann.miller", WD_NAME_TYPO},
	{"strokes-of-honest-names", "meiler", "meller", WD_NAME_TYPO},
	{"two-typos", "an.muller", "ann.miller", WD_NAME_DIFFERENT},
	{"short-typo", "emma", "erma", WD_NAME_DIFFERENT},
	{"other-numbers", "worker8", "worker7", WD_NAME_DIFFERENT},
	{"number-of-the-contact", "worker", "worker7", WD_NAME_VARIANT},
	{"long-number-of-the-contact", "worker", "worker1977", WD_NAME_VARIANT},
	{"typo-beside-a-number", "ann.muller", "ann.miller7", WD_NAME_TYPO},
	{"number-like-letters", "nicklas", "nick14", WD_NAME_DIFFERENT},
	{"another-beginning", "zipper", "ripper", WD_NAME_DIFFERENT},
	{"swapped-beginning", "na.nmiller", "an.nmiller", WD_NAME_TYPO},
	{"prefix", "ann", "ann.miller", WD_NAME_DIFFERENT},
	{"other-script", "\u0410\u043d\u043d\u0430", "Anna Miller", WD_NAME_DIFFERENT},
	{"empty", "", "ann.miller", WD_NAME_DIFFERENT},
	{"empty-contact", "ann.miller", "", WD_NAME_DIFFERENT},
	{"signs-alone", "...", "___", WD_NAME_DIFFERENT},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdNameForm) peer = wd_name_form_new(row->peer);
	g_autoptr(WdNameForm) contact = wd_name_form_new(row->contact);

	g_assert_cmpint(wd_name_form_compare(peer, contact), ==, row->relation);
}

typedef struct {
	const char *name;
	const char *contact;
	gboolean is_distinctive;
} DistinctiveCase;

static const DistinctiveCase distinctive[] = {
	{"full-name", "ann.miller", TRUE},
	{"rare-name", "mallory", TRUE},
	{"first-name", "Thomas", FALSE},
	{"first-name-with-accent", "Andr\u00e9", FALSE},
	{"first-name-with-number", "dave105", FALSE},
	{"nobody-in-particular", "Guest15312", FALSE},
	{"short", "bob", FALSE},
	{"empty", "", FALSE},
};

static void
test_distinctive(gconstpointer data)
{
	const DistinctiveCase *row = data;
	g_autoptr(WdNameForm) form = wd_name_form_new(row->contact);

	g_assert_cmpint(wd_name_form_is_distinctive(form), ==, row->is_distinctive);
}

/* They are found by halving. */
static void
test_first_names_are_sorted(void)
{
	gsize n_names;
	const char *const *names = wd_first_names_get(&n_names);

	for (gsize i = 1; i < n_names; i++)
		g_assert_cmpstr(names[i - 1], <, names[i]);
	g_assert_true(wd_first_names_has(names[0]));
	g_assert_true(wd_first_names_has(names[n_names - 1]));
	g_assert_false(wd_first_names_has(""));
}

static void
test_long_name(void)
{
	g_autofree char *name = g_strnfill(100000, 'x');
	g_autoptr(WdNameForm) form = wd_name_form_new(name);

	g_assert_cmpuint(form->n_skeleton, ==, WD_NAME_MAX_LETTERS);
	g_assert_cmpuint(strlen(form->plain), <=, 4 * WD_NAME_MAX_LETTERS);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/name-form/compare/", cases, test_case);
	WD_ADD_ROWS("/name-form/distinctive/", distinctive, test_distinctive);
	g_test_add_func("/name-form/first-names-are-sorted", test_first_names_are_sorted);
	g_test_add_func("/name-form/long", test_long_name);
	return g_test_run();
}
