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
		g_autofree char *imitated = wd_lookalike_find(domains[i], NULL);

		g_assert_cmpstr(host, ==, domains[i]);
		g_assert_cmpstr(registrable, ==, domains[i]);
		g_assert_null(imitated);
	}
}

static void
test_lures_are_words(void)
{
	const char *const *lures = wd_brands_get_lures();

	for (guint i = 0; lures[i] != NULL; i++)
		g_assert_cmpuint(
			strspn(lures[i], "abcdefghijklmnopqrstuvwxyz"), ==, strlen(lures[i]));
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
	g_test_add_func("/brands/no-brand-imitates-another", test_no_brand_imitates_another);
	g_test_add_func("/brands/lures-are-words", test_lures_are_words);
	g_test_add_func("/brands/honest-names", test_honest_names);
	return g_test_run();
}
