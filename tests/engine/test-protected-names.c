/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/link/wd-confusables.h"
#include "engine/link/wd-protected-names.h"
#include "wd-rows.h"

static const char *const domains[] = {"paypal.com",
				      "*.corp.example",
				      "mail.bank.co.uk",
				      "sparkasse.de",
				      "sparkasse.at",
				      "b\u00fccher.example",
				      "192.0.2.1",
				      "not a domain",
				      "",
				      NULL};

static WdProtectedNames *
make(void)
{
	return wd_protected_names_new(domains);
}

static void
test_size(void)
{
	g_autoptr(WdProtectedNames) names = make();
	g_autoptr(WdProtectedNames) none = wd_protected_names_new(NULL);

	g_assert_cmpuint(wd_protected_names_get_size(names), ==, 6);
	g_assert_cmpuint(wd_protected_names_get_size(none), ==, 0);
	g_assert_null(wd_protected_names_find_above(none, "paypal.com"));
	g_assert_null(wd_protected_names_find_typo(none, "paypal", "com"));
	g_assert_null(wd_protected_names_find_inside(none, "paypal", 1));
}

typedef struct {
	const char *name;
	const char *host;
	const char *above; /* NULL: nobody's */
} AboveCase;

static const AboveCase aboves[] = {
	{"itself", "paypal.com", "paypal.com"},
	{"below", "www.de.paypal.com", "paypal.com"},
	{"final-dot", "www.paypal.com.", "paypal.com"},
	{"star", "wiki.corp.example", "corp.example"},
	{"international", "www.xn--bcher-kva.example", "xn--bcher-kva.example"},
	{"longer-label", "notpaypal.com", NULL},
	{"in-front", "paypal.com.evil.test", NULL},
	{"above-the-name", "bank.co.uk", NULL},
	{"empty", "", NULL},
	{"dots", "...", NULL},
};

static void
test_above(gconstpointer data)
{
	const AboveCase *row = data;
	g_autoptr(WdProtectedNames) names = make();
	const WdProtectedName *name = wd_protected_names_find_above(names, row->host);

	g_assert_cmpstr(name != NULL ? name->domain : NULL, ==, row->above);
}

static void
test_label(void)
{
	g_autoptr(WdProtectedNames) names = make();
	const WdProtectedName *name =
		wd_protected_names_find_domain(names, "mail.bank.co.uk", strlen("mail.bank.co.uk"));

	/* What its owner registered, not what stands in front. */
	g_assert_nonnull(name);
	g_assert_cmpstr(name->label, ==, "bank");
	g_assert_cmpstr(name->suffix, ==, "co.uk");
}

typedef struct {
	const char *name;
	const char *label;
	const char *suffix;
	const char *domain; /* NULL: none */
} TypoCase;

static const TypoCase typos[] = {
	{"dropped", "paypl", "com", "paypal.com"},
	{"added", "paypaal", "com", "paypal.com"},
	{"doubled", "ppaypal", "com", "paypal.com"},
	{"changed", "paypel", "com", "paypal.com"},
	{"swapped", "pyapal", "com", "paypal.com"},
	{"first-letter", "aypal", "com", "paypal.com"},
	{"last-letter", "paypax", "com", "paypal.com"},
	{"same", "paypal", "com", NULL},
	{"two", "paxpel", "com", NULL},
	{"short-name", "cor", "example", NULL},
	{"prefers-the-suffix", "sparkase", "at", "sparkasse.at"},
	{"prefers-the-other-suffix", "sparkase", "de", "sparkasse.de"},
};

static void
test_typo(gconstpointer data)
{
	const TypoCase *row = data;
	g_autoptr(WdProtectedNames) names = make();
	g_autofree char *skeleton = wd_confusable_skeleton(row->label);
	const WdProtectedName *name = wd_protected_names_find_typo(names, skeleton, row->suffix);

	g_assert_cmpstr(name != NULL ? name->domain : NULL, ==, row->domain);
}

/* Every slip of one finger is found, unless it makes two letters look like one. */
static void
test_every_change(void)
{
	g_autoptr(WdProtectedNames) names = make();

	for (gsize i = 0; i < strlen("sparkasse"); i++) {
		for (char c = 'a'; c <= 'z'; c++) {
			char word[] = "sparkasse";
			g_autofree char *skeleton = NULL;

			word[i] = c;
			skeleton = wd_confusable_skeleton(word);
			if (strcmp(word, "sparkasse") != 0 && strlen(skeleton) == strlen(word))
				g_assert_nonnull(
					wd_protected_names_find_typo(names, skeleton, "de"));
		}
	}
}

static void
test_inside(void)
{
	g_autoptr(WdProtectedNames) names = make();
	const WdProtectedName *name =
		wd_protected_names_find_inside(names, "mypaypallogin", strlen("paypal"));

	g_assert_nonnull(name);
	g_assert_cmpstr(name->domain, ==, "paypal.com");
	g_assert_null(wd_protected_names_find_inside(names, "mypaypallogin", 7));
	g_assert_null(wd_protected_names_find_inside(names, "", 1));
}

static void
test_many(void)
{
	g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
	g_auto(GStrv) many = NULL;
	g_autoptr(WdProtectedNames) names = NULL;

	for (guint i = 0; i < 10000; i++) {
		g_autofree char *domain = g_strdup_printf("name-%u-of-many.example", i * 7919);

		g_strv_builder_add(builder, domain);
	}
	many = g_strv_builder_end(builder);
	names = wd_protected_names_new((const char *const *)many);
	g_assert_cmpuint(wd_protected_names_get_size(names), ==, 10000);
	for (guint i = 0; i < 10000; i += 97)
		g_assert_nonnull(wd_protected_names_find_above(names, many[i]));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/protected-names/size", test_size);
	WD_ADD_ROWS("/protected-names/above/", aboves, test_above);
	g_test_add_func("/protected-names/label", test_label);
	WD_ADD_ROWS("/protected-names/typo/", typos, test_typo);
	g_test_add_func("/protected-names/every-change", test_every_change);
	g_test_add_func("/protected-names/inside", test_inside);
	g_test_add_func("/protected-names/many", test_many);
	return g_test_run();
}
