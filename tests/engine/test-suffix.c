/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-suffix.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *host;
	const char *registrable; /* NULL: none */
	gboolean is_private;
} Case;

static const Case cases[] = {
	{"plain", "www.example.com", "example.com", FALSE},
	{"itself", "example.com", "example.com", FALSE},
	{"final-dot", "www.example.com.", "example.com", FALSE},
	{"two-label-suffix", "a.b.shop.co.uk", "shop.co.uk", FALSE},
	{"private-suffix", "x.alice.github.io", "alice.github.io", TRUE},
	{"suffix-itself", "co.uk", NULL, FALSE},
	{"international", "www.xn--bcher-kva.de", "xn--bcher-kva.de", FALSE},
	{"v4", "192.0.2.1", NULL, FALSE},
	{"v6", "[::1]", NULL, FALSE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *registrable = wd_suffix_get_registrable(row->host);

	g_assert_cmpstr(registrable, ==, row->registrable);
	if (registrable != NULL)
		g_assert_cmpint(wd_suffix_is_private(registrable), ==, row->is_private);
}

typedef struct {
	const char *name;
	const char *host;
	const char *domain;
	gboolean is_under;
} UnderCase;

static const UnderCase under[] = {
	{"same", "example.com", "example.com", TRUE},
	{"below", "a.b.example.com", "example.com", TRUE},
	{"any-case", "www.example.com", "Example.COM", TRUE},
	{"final-dot", "www.example.com.", "example.com", TRUE},
	{"longer-label", "notexample.com", "example.com", FALSE},
	{"above", "com", "example.com", FALSE},
	{"other", "example.org", "example.com", FALSE},
	{"empty-domain", "example.com", "", FALSE},
};

static void
test_under(gconstpointer data)
{
	const UnderCase *row = data;

	g_assert_cmpint(wd_suffix_is_under(row->host, row->domain), ==, row->is_under);
}

static void
test_known(void)
{
	g_assert_true(wd_suffix_is_known("example.com"));
	g_assert_true(wd_suffix_is_known("x.xn--p1ai"));
	g_assert_false(wd_suffix_is_known("readme.txt"));
	g_assert_false(wd_suffix_is_known("node.js"));
	g_assert_false(wd_suffix_is_known("x.test"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/suffix/registrable/", cases, test_case);
	WD_ADD_ROWS("/suffix/under/", under, test_under);
	g_test_add_func("/suffix/known", test_known);
	return g_test_run();
}
