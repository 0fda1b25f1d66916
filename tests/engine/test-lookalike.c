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
	{"dot-forgotten", "wwwpaypal.com", "paypal.com"},
	{"lure-of-another-language", "sparkasse-sicherheit.de", "sparkasse.de"},
	{"three-letters-and-a-lure", "dhl-tracking.info", "dhl.com"},
	{"three-letters-and-a-word", "dhl-garden.info", NULL},
	{"genuine-site", "cdn.discordapp.com", NULL},
	{"genuine-status-page", "www.githubstatus.com", NULL},
	{"bank-of-a-town", "www.sparkasse-hannover.de", NULL},
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
	g_autoptr(WdProtectedNames) names = wd_protected_names_new(own);
	g_autofree char *host = wd_host_parse(row->host, -1, NULL);
	const char *imitated = "";
	WdLikeness likeness =
		wd_lookalike_judge(host, &(WdLookalikeNames){.own = names}, &imitated);

	g_assert_cmpstr(imitated, ==, row->imitated);
	g_assert_cmpint(likeness == WD_LIKENESS_NONE, ==, row->imitated == NULL);
}

typedef struct {
	const char *name;
	const char *host;
	WdLikeness likeness;
} LikenessCase;

static const LikenessCase likenesses[] = {
	{"letters-alike", "p\u0430ypal.com", WD_LIKENESS_TWIN},
	{"letters-alike-elsewhere", "paypa1.net", WD_LIKENESS_TWIN},
	{"one-letter-beside", "paypel.com", WD_LIKENESS_TYPO},
	{"one-letter-where-names-cost-nothing", "paypel.top", WD_LIKENESS_NEAR},
	{"one-letter-in-another-country", "paypel.de", WD_LIKENESS_NONE},
	{"two-letters", "paepel.com", WD_LIKENESS_NONE},
	{"short-words", "dhi.com", WD_LIKENESS_NONE},
	{"short-brand-among-lures", "ebay-login.com", WD_LIKENESS_COMBINATION},
	{"short-brand-among-words", "ebay-history.com", WD_LIKENESS_NONE},
	{"everyday-word-with-hyphen", "paypal-group.com", WD_LIKENESS_COMBINATION},
	{"everyday-word-without", "paypalgroup.com", WD_LIKENESS_NONE},
	{"number-behind", "paypal-login-24.com", WD_LIKENESS_COMBINATION},
	{"lure-and-another-word", "paypal-login-xyzzy.com", WD_LIKENESS_NEAR},
	{"typo-among-lures", "facebok-login.com", WD_LIKENESS_COMBINATION},
	{"hyphen-inside", "pay-pal.com", WD_LIKENESS_TYPO},
	{"hyphen-inside-among-lures", "pay-pal-login.com", WD_LIKENESS_COMBINATION},
	{"name-with-hyphen", "warden-bank-login.test", WD_LIKENESS_COMBINATION},
	{"embedded", "paypal.com.evil.test", WD_LIKENESS_EMBEDDED},
	{"embedded-with-another-ending", "paypal-net.evil.test", WD_LIKENESS_EMBEDDED},
	{"brand-as-subdomain", "paypal.evil.test", WD_LIKENESS_NONE},
	{"hosted", "netflix.pages.dev", WD_LIKENESS_HOSTED},
	{"hosted-by-a-builder", "paypal-help.weebly.com", WD_LIKENESS_COMBINATION},
	{"page-of-developers", "netflix.readthedocs.io", WD_LIKENESS_NONE},
};

static void
test_likeness(gconstpointer data)
{
	const LikenessCase *row = data;
	g_autoptr(WdProtectedNames) names = wd_protected_names_new(own);
	g_autofree char *host = wd_host_parse(row->host, -1, NULL);

	g_assert_cmpint(wd_lookalike_judge(host, &(WdLookalikeNames){.own = names}, NULL),
			==,
			row->likeness);
}

static void
test_lists(void)
{
	const char *const friends[] = {"jabber.example", NULL};
	g_autoptr(WdProtectedNames) near = wd_protected_names_new(friends);
	const char *imitated = NULL;

	g_assert_cmpint(wd_lookalike_judge("paypa1.com", NULL, &imitated), ==, WD_LIKENESS_TWIN);
	g_assert_cmpstr(imitated, ==, "paypal.com");
	g_assert_cmpint(wd_lookalike_judge("paypa1.com",
					   &(WdLookalikeNames){.is_without_brands = TRUE},
					   &imitated),
			==,
			WD_LIKENESS_NONE);
	g_assert_null(imitated);
	g_assert_cmpint(
		wd_lookalike_judge("jabbber.example", &(WdLookalikeNames){.near = near}, &imitated),
		==,
		WD_LIKENESS_TYPO);
	g_assert_cmpstr(imitated, ==, "jabber.example");
	g_assert_true(
		wd_lookalike_is_known("chat.jabber.example", &(WdLookalikeNames){.near = near}));
	g_assert_false(wd_lookalike_is_known("chat.jabber.example", NULL));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/lookalike/find/", cases, test_case);
	WD_ADD_ROWS("/lookalike/likeness/", likenesses, test_likeness);
	g_test_add_func("/lookalike/lists", test_lists);
	return g_test_run();
}
