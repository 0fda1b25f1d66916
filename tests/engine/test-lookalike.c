/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-host.h"
#include "engine/link/wd-lookalike.h"
#include "wd-rows.h"

static const char *const own[] = {"warden-bank.example", "*.corp.example", NULL};

typedef struct {
	const char *name;
	const char *host; /* as a person writes it */
	const char *imitated;
} Case;

static const Case cases[] = {
	{"digit-for-letter", "paypa1.com", "paypal.com"},
	{"zero-for-o", "g00gle.com", "google.com"},
	{"rn-for-m", "rnicrosoft.com", "microsoft.com"},
	{"cyrillic-letter", "p\u0430ypal.com", "paypal.com"},
	{"accent", "payp\u00e0l.com", "paypal.com"},
	{"letter-dropped", "paypl.com", "paypal.com"},
	{"letter-added", "paypaal.com", "paypal.com"},
	{"letters-swapped", "facebok.com", "facebook.com"},
	{"neighbours-swapped", "gihtub.com", "github.com"},
	{"login-behind", "paypal-login.com", "paypal.com"},
	{"secure-before", "secure-paypal.net", "paypal.com"},
	{"without-hyphen", "paypalsupport.com", "paypal.com"},
	{"whole-domain-in-front", "www.paypal.com.orders.example", "paypal.com"},
	{"hosted-brand", "netflix.vercel.app", "netflix.com"},
	{"hosted-name-with-a-brand", "my-netflix-page.vercel.app", "netflix.com"},
	{"own-bank", "wardem-bank.example", "warden-bank.example"},
	{"own-bank-in-front", "warden-bank.example.evil.test", "warden-bank.example"},
	{"own-star", "corp.example.evil.test", "corp.example"},
	{"whole-domain-with-hyphens", "paypal-com.orders.example", "paypal.com"},
	{"my-before", "mypaypal-billing.net", "paypal.com"},
	{"own-page-of-developers", "netflix.github.io", NULL},
	{"other-country-of-two-labels", "www.google.com.au", NULL},
	{"honest-neighbour", "telegraf.com.ua", NULL},
	{"itself", "paypal.com", NULL},
	{"below-itself", "www.paypal.com", NULL},
	{"own-itself", "login.warden-bank.example", NULL},
	{"own-below-star", "wiki.corp.example", NULL},
	{"other-country", "paypal.de", NULL},
	{"other-site", "example.com", NULL},
	{"brand-with-another-word", "paypal-mafia-history.org", NULL},
	{"brand-inside-a-word", "pineapple.com", NULL},
	{"subdomain-of-brand-name", "paypal.example.org", NULL},
	{"address", "192.0.2.1", NULL},
	{"v6", "[::1]", NULL},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *host = wd_host_parse(row->host, -1, NULL);
	g_autofree char *imitated = wd_lookalike_find(host, own);

	g_assert_cmpstr(imitated, ==, row->imitated);
}

typedef struct {
	const char *name;
	const char *host;
	gboolean is_mixed;
	gboolean is_whole;
} ScriptCase;

static const ScriptCase scripts[] = {
	{"ascii", "example.com", FALSE, FALSE},
	{"german", "b\u00fccher.de", FALSE, FALSE},
	{"russian", "\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444", FALSE, FALSE},
	{"japanese", "\u6771\u4eac\u30bf\u30ef\u30fc.jp", FALSE, FALSE},
	{"chinese", "\u5317\u4eac.cn", FALSE, FALSE},
	{"latin-and-cyrillic", "p\u0430ypal.com", TRUE, FALSE},
	{"latin-and-greek", "g\u03bfogle.com", TRUE, FALSE},
	{"invalid-punycode", "xn--pokxncvks.com", TRUE, FALSE},
	{"division-slash", "example.com\u2215login.test", TRUE, FALSE},
	{"middle-dot-of-japanese", "\u30a2\u30fb\u30a4.jp", FALSE, FALSE},
	{"whole-cyrillic-under-com", "\u0441\u0435\u0445\u0440.com", FALSE, TRUE},
	{"whole-cyrillic-at-home", "\u0441\u0435\u0445\u0440.\u0440\u0444", FALSE, FALSE},
	{"whole-cyrillic-word", "\u043f\u0440\u0438\u0432\u0435\u0442.com", FALSE, FALSE},
};

static void
test_script(gconstpointer data)
{
	const ScriptCase *row = data;
	g_autofree char *host = wd_host_parse(row->host, -1, NULL);

	g_assert_nonnull(host);
	g_assert_cmpint(wd_lookalike_has_mixed_script(host), ==, row->is_mixed);
	g_assert_cmpint(wd_lookalike_is_whole_script(host), ==, row->is_whole);
}

static void
test_without_a_list(void)
{
	g_autofree char *imitated = wd_lookalike_find("paypa1.com", NULL);

	g_assert_cmpstr(imitated, ==, "paypal.com");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/lookalike/find/", cases, test_case);
	WD_ADD_ROWS("/lookalike/script/", scripts, test_script);
	g_test_add_func("/lookalike/without-a-list", test_without_a_list);
	return g_test_run();
}
