/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-address-signs.h"
#include "engine/link/wd-suffix.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *url;
	gboolean is_suspicious; /* from a stranger, in their first message */
} Case;

static const Case cases[] = {
	{"page-in-a-minute-with-a-made-up-name", "https://xk93kd02zz.vercel.app/", TRUE},
	{"page-in-a-minute-with-a-series", "https://help-center-8831.pages.dev/", TRUE},
	{"page-in-a-minute-with-a-lure", "https://secure-desk.netlify.app/verify", TRUE},
	{"bucket", "https://pub-88bfb6384f4a46d09efb691ba8d0fa9d.r2.dev/index.html", TRUE},
	{"series-of-cheap-names", "https://bb86666.cc/", TRUE},
	{"lure-under-a-cheap-suffix", "http://secure-notice.top/", TRUE},
	{"brand-in-the-path-of-developers", "https://ann.github.io/Netflix-clone", TRUE},
	{"brand-with-hyphens", "https://bank-of-america-check.evil.example/", TRUE},
	{"among-the-files-of-a-blog", "http://garden.example/wp-includes/x/login.php", TRUE},
	{"it-knows-whom-it-was-sent-to",
	 "https://docs-sharing-77.example/?e=ann@corp.example",
	 TRUE},
	{"on-a-port-of-its-own", "http://garden.shop:9365/", TRUE},
	{"front-page-of-a-worthless-name", "http://garden.top/", TRUE},
	{"number-of-a-series", "https://62371.xyz/", TRUE},
	{"number-and-front-page-of-a-cheap-name", "https://8838.vip/", TRUE},
	/* One sign alone is none. */
	{"number-in-china", "https://www.12306.cn/index/", FALSE},
	{"number-that-people-know", "https://mail.163.com/", FALSE},
	{"picture-under-a-cheap-number", "http://b.1339.cf/aqmjzyr.jpg", FALSE},
	{"picture-in-a-blog",
	 "http://g1.example/wp-content/uploads/2008/11/pink-150-19.jpg",
	 FALSE},
	{"savings-bank-of-a-town", "https://www.sparkasse-hannover.de/", FALSE},
	{"genuine-site-of-a-brand", "https://www.google-analytics.com/", FALSE},
	{"port", "http://garden.example:9365/roses", FALSE},
	{"front-page-of-a-cheap-name", "http://garden.shop/", FALSE},
	{"page-in-a-minute", "https://kitchen.vercel.app/soups", FALSE},
	{"cheap-name", "https://garden.top/roses/2024/", FALSE},
	{"login", "https://www.example.com/login", FALSE},
	{"digits", "https://route66.example/", FALSE},
	{"long-name", "https://gardeningforbeginners.example/roses", FALSE},
	{"developers", "https://pytest-dev.github.io/pytest-bdd/", FALSE},
	{"documentation", "https://argon2-cffi.readthedocs.io/", FALSE},
	{"headline-about-a-brand",
	 "https://news.example/2024/google-and-netflix-agree-about-prices",
	 FALSE},
	{"known-site", "https://help.github.com/articles/verify-login-account", FALSE},
	{"international", "https://\u0915\u094b\u0932\u093e.in/", FALSE},
	{"address", "http://192.0.2.1/login", FALSE},
	{"no-path", "https://example.com", FALSE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdUrl) url = wd_url_parse(row->url);
	g_autofree char *registrable = wd_suffix_get_registrable(url->host);
	int points = wd_address_signs_weigh(url, registrable) + WD_ADDRESS_STRANGER;

	g_assert_cmpint(points >= WD_ADDRESS_SUSPICIOUS, ==, row->is_suspicious);
}

/* The longest names and paths cost what short ones do. */
static void
test_long(void)
{
	g_autofree char *name = g_strnfill(60, 'a');
	g_autofree char *path = g_strnfill(60000, '-');
	g_autofree char *text = g_strdup_printf("https://%s.vercel.app/%s", name, path);
	g_autoptr(WdUrl) url = wd_url_parse(text);

	g_assert_cmpint(wd_address_signs_weigh(url, "a.vercel.app"), >, 0);
	g_assert_cmpint(wd_address_signs_weigh(url, NULL), ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/address-signs/", cases, test_case);
	g_test_add_func("/address-signs/long", test_long);
	return g_test_run();
}
