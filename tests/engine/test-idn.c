/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-host.h"
#include "engine/link/wd-idn.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *host; /* as a person writes it */
	WdIdnRisk risk;
} Case;

static const Case cases[] = {
	{"ascii", "example.com", WD_IDN_SAFE},
	/* Names of many languages are in order. */
	{"german", "b\u00fccher.de", WD_IDN_SAFE},
	{"portuguese", "p\u00e3o.com.br", WD_IDN_SAFE},
	{"vietnamese", "b\u00e1nh-m\u00ec-vi\u1ec7t.vn", WD_IDN_SAFE},
	{"russian", "\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444", WD_IDN_SAFE},
	{"russian-word-under-com", "\u043f\u0440\u0438\u0432\u0435\u0442.com", WD_IDN_SAFE},
	{"greek", "\u03bf\u03c5\u03c4\u03bf\u03c0\u03af\u03b1.gr", WD_IDN_SAFE},
	{"hebrew", "\u05d5\u05d0\u05d4.il", WD_IDN_SAFE},
	{"thai", "\u0e2a\u0e32\u0e22\u0e01\u0e32\u0e23.th", WD_IDN_SAFE},
	{"hindi", "\u0905\u0915\u094b\u0932\u093e.in", WD_IDN_SAFE},
	{"arabic", "\u0645\u062b\u0627\u0644.com", WD_IDN_SAFE},
	{"korean", "\ud55c\uae00.kr", WD_IDN_SAFE},
	{"korean-and-latin", "\ud55c\uae00han.kr", WD_IDN_SAFE},
	{"chinese-and-latin", "\u6f22\u5b57hanzi.tw", WD_IDN_SAFE},
	{"japanese", "\u6771\u4eac\u30bf\u30ef\u30fc.jp", WD_IDN_SAFE},
	{"dot-between-japanese-words", "\u30a2\u30fb\u30a4.jp", WD_IDN_SAFE},
	{"catalan", "col\u00b7lecci\u00f3.cat", WD_IDN_SAFE},
	{"icelandic", "\u00feing.is", WD_IDN_SAFE},
	{"armenian-at-home", "\u0578\u057d\u0582\u0585.am", WD_IDN_SAFE},
	{"digits-at-home", "\u1090\u1091\u1095.mm", WD_IDN_SAFE},
	/* Scripts that nobody mixes. */
	{"latin-and-cyrillic", "p\u0430ypal.com", WD_IDN_MIXED},
	{"latin-and-greek", "g\u03bfogle.com", WD_IDN_MIXED},
	{"cyrillic-and-greek", "\u03c1\u0430\u0443.ru", WD_IDN_MIXED},
	{"latin-and-armenian", "b\u057ds.com", WD_IDN_MIXED},
	{"kana-and-bopomofo", "\u3105\u3106\u30ab.tw", WD_IDN_MIXED},
	{"accent-beside-hangul", "\ud55cf\u00e9.kr", WD_IDN_MIXED},
	/* Scripts and letters that no living language writes its names with. */
	{"yi", "\ua188\ua320.cn", WD_IDN_MIXED},
	{"phonetic-g", "\u0261oogle.com", WD_IDN_MIXED},
	{"dot-below", "\u1e37ily.com", WD_IDN_MIXED},
	{"emoji", "\U0001f355.com", WD_IDN_MIXED},
	{"apostrophe", "a\u2019b.com", WD_IDN_MIXED},
	{"letter-like-apostrophe", "a\u02bcb.com", WD_IDN_MIXED},
	/* Signs out of place. */
	{"division-slash", "example.com\u2215login.test", WD_IDN_MIXED},
	{"dot-elsewhere", "l\u00b7l.com", WD_IDN_MIXED},
	{"thorn-elsewhere", "\u00feaypal.com", WD_IDN_MIXED},
	{"dot-over-l", "l\u0307ace.com", WD_IDN_MIXED},
	{"accent-over-dotless-i", "p\u0131\u0300xel.com", WD_IDN_MIXED},
	{"accent-over-han", "\u6f22\u0307\u5b57.com", WD_IDN_MIXED},
	{"arabic-mark-over-latin", "foog\u0650.com", WD_IDN_MIXED},
	{"long-mark-behind-han", "\u65e5\u672c\u30fc\u91ce\u7403.jp", WD_IDN_MIXED},
	{"iteration-mark-behind-latin", "a\u30fd.jp", WD_IDN_MIXED},
	{"stroke-between-latin", "google\u4e36example.com", WD_IDN_MIXED},
	{"stroke-among-han", "\u4e00\u4e01.com", WD_IDN_SAFE},
	/* Whole names that read as other letters. */
	{"cyrillic-under-com", "\u0455\u0441\u043e\u0440\u0435.com", WD_IDN_FOREIGN},
	{"cyrillic-at-home", "\u0455\u0441\u043e\u0440\u0435.ru", WD_IDN_SAFE},
	{"cyrillic-in-cyrillic", "\u0441\u0435\u0445\u0440.\u0440\u0444", WD_IDN_SAFE},
	{"armenian", "\u0578\u057d\u0582\u0585.com", WD_IDN_FOREIGN},
	{"thai-under-com", "\u0e1e\u0e1a\u0e40\u0e50.com", WD_IDN_FOREIGN},
	{"digits-of-bengal", "\u09e6\u09e8.com", WD_IDN_FOREIGN},
	{"letter-as-digit", "16\u10d9.com", WD_IDN_FOREIGN},
	/* Punycode that says nothing, or something else than it may. */
	{"no-punycode", "xn--pokxncvks.com", WD_IDN_UNREADABLE},
	{"capital-in-punycode", "xn--1nd.com", WD_IDN_UNREADABLE},
	{"mathematics-in-punycode", "xn--bc-9x80a.xyz", WD_IDN_UNREADABLE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *host = wd_host_parse(row->host, -1, NULL);
	g_autofree char *display = NULL;

	g_assert_nonnull(host);
	g_assert_cmpint(wd_idn_judge(host), ==, row->risk);
	/* Only what is safe is shown in its own letters. */
	display = wd_idn_display(host);
	g_assert_cmpstr(display, ==, row->risk == WD_IDN_SAFE ? row->host : host);
}

static void
test_long_label(void)
{
	GString *text = g_string_new(NULL);
	g_autofree char *host = NULL;

	for (guint i = 0; i < 300; i++)
		g_string_append(text, i % 2 == 0 ? "\u00fc" : "b");
	g_string_append(text, ".de");
	host = wd_host_parse(text->str, -1, NULL);
	g_assert_nonnull(host);
	g_assert_cmpint(wd_idn_judge(host), ==, WD_IDN_UNREADABLE);
	g_string_free(text, TRUE);
}

static void
test_styled(void)
{
	g_assert_true(wd_idn_is_styled("https://\U0001d68abc.example/"));
	g_assert_true(wd_idn_is_styled("https://\u24d0bc.example/"));
	g_assert_false(wd_idn_is_styled("https://abc.example/\U0001d68a"));
	g_assert_false(wd_idn_is_styled("https://b\u00fccher.example/"));
	/* Typed with an East Asian keyboard. */
	g_assert_false(wd_idn_is_styled("https://\uff41bc\u3002example/"));
	g_assert_false(wd_idn_is_styled(""));
}

/* What is shown leads back to the name, or is the name itself. */
static void
test_leads_back(void)
{
	static const char *const hosts[] = {
		"xn-----43d.43.com", "xn--bcher-kva.example", "a.example"};

	for (gsize i = 0; i < G_N_ELEMENTS(hosts); i++) {
		g_autofree char *display = wd_idn_display(hosts[i]);
		g_autofree char *again = wd_host_parse(display, -1, NULL);

		g_assert_cmpstr(again, ==, hosts[i]);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/idn/judge/", cases, test_case);
	g_test_add_func("/idn/long-label", test_long_label);
	g_test_add_func("/idn/styled", test_styled);
	g_test_add_func("/idn/leads-back", test_leads_back);
	return g_test_run();
}
