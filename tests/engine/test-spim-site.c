/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/spim/wd-spim-site.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *word;
	const char *site; /* NULL: it is no link */
} Case;

static const Case cases[] = {
	{"scheme", "https://shop.example/x", "shop.example"},
	{"scheme-behind-a-mark", "(http://shop.example)", "shop.example)"},
	{"any-scheme", "steam://run/1", "run"},
	{"nothing-behind-the-scheme", "http://", ""},
	{"port", "http://shop.example:80/", "shop.example"},
	{"www", "www.anything", "www.anything"},
	{"suffix", "win.biz", "win.biz"},
	{"suffix-and-path", "win.biz/now?x#y", "win.biz"},
	{"suffix-in-the-path", "either/or.com", NULL},
	{"no-such-suffix", "over.then", NULL},
	{"long-suffix", "over.thereafter", NULL},
	{"mail", "ann@corp.com", NULL},
	{"user-in-a-path", "corp.com/@ann", "corp.com"},
	{"dot-at-the-start", ".com", NULL},
	{"dot-at-the-end", "word.", NULL},
	{"word", "word", NULL},
	{"empty", "", NULL},
	{"dots", "....", NULL},
	{"other-letters",
	 "\u043f\u0440\u0438\u0432\u0435\u0442.ru",
	 "\u043f\u0440\u0438\u0432\u0435\u0442.ru"},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	const char *end = NULL;
	const char *site = wd_spim_site_find(row->word, &end);
	g_autofree char *found = site == NULL ? NULL : g_strndup(site, (gsize)(end - site));

	g_assert_cmpstr(found, ==, row->site);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/spim-site/", cases, test_case);
	return g_test_run();
}
