/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/data/wd-suffix-ratings.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *host;
	WdHosting hosting;
	const char *label; /* NULL: no customer's */
} Case;

static const Case cases[] = {
	{"instant", "some-page.vercel.app", WD_HOSTING_INSTANT, "some-page"},
	{"instant-below", "a.b.pages.dev", WD_HOSTING_INSTANT, "b"},
	{"first-of-the-table", "x.000webhostapp.com", WD_HOSTING_INSTANT, "x"},
	{"last-of-the-table", "x.zapto.org", WD_HOSTING_INSTANT, "x"},
	{"developers", "ann.github.io", WD_HOSTING_PROJECTS, "ann"},
	{"blog-of-a-country", "ann.blogspot.co.uk", WD_HOSTING_PROJECTS, "ann"},
	{"documentation", "sphinx.readthedocs.io", WD_HOSTING_CATALOGUE, "sphinx"},
	{"platform-itself", "vercel.app", WD_HOSTING_NONE, NULL},
	{"somebody", "www.example.com", WD_HOSTING_NONE, NULL},
	{"no-dot", "localhost", WD_HOSTING_NONE, NULL},
	{"empty", "", WD_HOSTING_NONE, NULL},
};

static void
test_hosting(gconstpointer data)
{
	const Case *row = data;
	const char *label = NULL;
	gsize n_label = 0;

	g_assert_cmpint(wd_suffix_get_hosting(row->host, &label, &n_label), ==, row->hosting);
	if (row->label != NULL)
		g_assert_cmpmem(label, n_label, row->label, strlen(row->label));
}

static void
test_cheapness(void)
{
	g_assert_cmpuint(wd_suffix_get_cheapness("top"), ==, 3);
	g_assert_cmpuint(wd_suffix_get_cheapness("zip"), ==, 2);
	g_assert_cmpuint(wd_suffix_get_cheapness("autos"), ==, 3);
	g_assert_cmpuint(wd_suffix_get_cheapness("yachts"), ==, 3);
	g_assert_cmpuint(wd_suffix_get_cheapness("bar"), ==, 2);
	g_assert_cmpuint(wd_suffix_get_cheapness("info"), ==, 1);
	g_assert_cmpuint(wd_suffix_get_cheapness("com"), ==, 0);
	g_assert_cmpuint(wd_suffix_get_cheapness(""), ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/suffix-ratings/hosting/", cases, test_hosting);
	g_test_add_func("/suffix-ratings/cheapness", test_cheapness);
	return g_test_run();
}
