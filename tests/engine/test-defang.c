/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/link/wd-defang.h"
#include "engine/link/wd-finder.h"
#include "engine/wd-limits.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *text;
	const char *safe;
} Case;

static const Case cases[] = {
	{"http", "see http://evil.example/x now", "see hxxp[:]//evil[.]example/x now"},
	{"https", "HTTPS://evil.example", "hxxpS[:]//evil[.]example"},
	{"other-scheme", "smb://server/share", "smb[:]//server/share"},
	{"bare-host", "bit.ly/abc", "bit[.]ly/abc"},
	{"www", "www.example.com", "www[.]example[.]com"},
	{"www-of-no-host", "www.evil", "www[.]evil"},
	{"script", "javascript:alert(1)", "javascript[:]alert(1)"},
	{"port", "http://192.0.2.7:8080/", "hxxp[:]//192[.]0[.]2[.]7[:]8080/"},
	{"ideographic-dot", "evil\u3002com/x", "evil[.]com/x"},
	{"url-in-a-query",
	 "http://a.test/?u=http://b.test/",
	 "hxxp[:]//a[.]test/?u=http[:]//b[.]test/"},
	{"numbers-and-times-stay", "pay 1.50 at 12:30.", "pay 1.50 at 12:30."},
	{"address-of-a-person", "from bob@example.com", "from bob[@]example.com"},
	{"written-so-before", "hxxp[:]//evil[.]example/x", "hxxp[:]//evil[.]example/x"},
	{"short-scheme", "ht http", "ht http"},
	{"empty", "", ""},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *safe = wd_defang(row->text);
	g_autofree char *twice = wd_defang(safe);
	g_autoptr(GPtrArray) found = wd_finder_find(safe);

	g_assert_cmpstr(safe, ==, row->safe);
	g_assert_cmpstr(twice, ==, safe);
	g_assert_cmpuint(found->len, ==, 0);
}

/* More links than are looked at in one message. */
static void
test_many(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *safe = NULL;
	g_autoptr(GPtrArray) found = NULL;

	for (guint i = 0; i < 10 * WD_LIMIT_LINKS; i++)
		g_string_append(text, "http://a.test ");
	safe = wd_defang(text->str);
	found = wd_finder_find(safe);
	g_assert_cmpuint(found->len, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/defang/", cases, test_case);
	g_test_add_func("/defang/many", test_many);
	return g_test_run();
}
