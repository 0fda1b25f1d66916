/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/data/wd-brands.h"
#include "engine/link/wd-host.h"
#include "engine/link/wd-lookalike.h"
#include "engine/link/wd-suffix.h"

/* A table that accuses its own rows would accuse the sites that people use most. */
static void
test_no_brand_imitates_another(void)
{
	const char *const *domains = wd_brands_get_domains();

	for (guint i = 0; domains[i] != NULL; i++) {
		g_autofree char *host = wd_host_parse(domains[i], -1, NULL);
		g_autofree char *registrable = wd_suffix_get_registrable(domains[i]);
		/* A name below another one: what is it without the list that it is on? */
		g_autofree char *elsewhere = g_strconcat("www.", domains[i], NULL);

		g_assert_cmpstr(host, ==, domains[i]);
		g_assert_cmpstr(registrable, ==, domains[i]);
		g_assert_cmpint(wd_lookalike_judge(elsewhere, NULL, NULL), ==, WD_LIKENESS_NONE);
	}
}

/* What is imitated needs no row there, and a row that resembles nothing is needless. */
static void
test_genuine_sites(void)
{
	const char *const *domains = wd_brands_get_genuine();

	for (guint i = 0; domains[i] != NULL; i++) {
		g_autofree char *host = wd_host_parse(domains[i], -1, NULL);

		g_assert_cmpstr(host, ==, domains[i]);
		g_assert_false(g_strv_contains(wd_brands_get_domains(), domains[i]));
		g_assert_cmpint(wd_lookalike_judge(host, NULL, NULL), ==, WD_LIKENESS_NONE);
	}
}

static void
test_shared_names(void)
{
	g_assert_true(wd_brands_is_shared("sparkasse", "de"));
	g_assert_true(wd_brands_is_shared("raiffeisen", "lu"));
	g_assert_false(wd_brands_is_shared("sparkasse", "com"));
	g_assert_false(wd_brands_is_shared("paypal", "de"));
}

static void
test_lures_are_words(void)
{
	const char *const *lures = wd_brands_get_lures();

	for (guint i = 0; lures[i] != NULL; i++)
		g_assert_cmpuint(
			strspn(lures[i], "abcdefghijklmnopqrstuvwxyz"), ==, strlen(lures[i]));
}

/* bsearch() needs the order; and every row must be found. */
static void
test_words_are_found(void)
{
	for (const char *const *word = wd_brands_get_lures(); *word != NULL; word++)
		g_assert_true(wd_brands_is_lure(*word, strlen(*word)));
	for (const char *const *word = wd_brands_get_companions(); *word != NULL; word++) {
		g_assert_true(wd_brands_is_companion(*word, strlen(*word)));
		g_assert_false(wd_brands_is_lure(*word, strlen(*word)));
	}
	g_assert_true(wd_brands_is_lure("login-now", strlen("login")));
	g_assert_false(wd_brands_is_lure("logi", strlen("logi")));
	g_assert_false(wd_brands_is_lure("logins", strlen("logins")));
	g_assert_false(wd_brands_is_lure("", 0));
}

static void
test_honest_names(void)
{
	g_assert_true(wd_brands_is_honest("wikimedia"));
	g_assert_false(wd_brands_is_honest("paypal"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/brands/genuine", test_genuine_sites);
	g_test_add_func("/brands/shared", test_shared_names);
	g_test_add_func("/brands/no-brand-imitates-another", test_no_brand_imitates_another);
	g_test_add_func("/brands/lures-are-words", test_lures_are_words);
	g_test_add_func("/brands/words-are-found", test_words_are_found);
	g_test_add_func("/brands/honest-names", test_honest_names);
	return g_test_run();
}
