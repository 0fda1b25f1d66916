/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/link/wd-host.h"
#include "engine/wd-error.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *raw;
	const char *host; /* NULL: refused */
} Case;

static const Case cases[] = {
	{"plain", "example.com", "example.com"},
	{"lower-cases", "EXAMPLE.Org", "example.org"},
	{"keeps-final-dot", "example.com.", "example.com."},
	{"underscore", "a_b.example", "a_b.example"},
	{"percent", "ex%61mple.com", "example.com"},
	{"percent-of-utf8", "b%C3%BCcher.example", "xn--bcher-kva.example"},
	{"international", "b\u00fccher.example", "xn--bcher-kva.example"},
	{"sharp-s-stays-itself", "fa\u00df.example", "xn--fa-hia.example"},
	{"full-width", "\uff47\uff4f.com", "go.com"},
	{"ideographic-dot", "example\u3002com", "example.com"},
	{"soft-hyphen", "exa\u00admple.com", "example.com"},
	{"capital-sharp-s", "stra\u1e9ee.example", "xn--strae-oqa.example"},
	{"mongolian-vowel-separator", "pay\u180epal.example", "paypal.example"},
	{"invisible-times", "pay\u2062pal.example", "paypal.example"},
	{"hangul-filler", "pay\u3164pal.example", "paypal.example"},
	{"outlined-letters", "\U0001ccd6\U0001ccef\U0001ccf9.example", "az9.example"},
	{"capital-palochka", "\u04c0.example", "xn--s5a.example"},
	{"capital-georgian", "\u10a0\u10c5.example", "xn--rkj0d.example"},
	{"long-label",
	 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com",
	 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com"},
	{"hyphens-are-tolerated", "-a--b-.com", "-a--b-.com"},
	{"address-in-hexadecimal", "0x7f.1", "127.0.0.1"},
	{"address-in-full-width", "\uff11\uff12\uff17.1", "127.0.0.1"},
	{"address-percent", "%31%32%37.0.0.1", "127.0.0.1"},
	{"division-slash", "example.com\u2215login.test", "example.xn--comlogin-0f7d.test"},
	{"ascii-that-is-no-punycode", "a.XN--pokxncvks", "a.xn--pokxncvks"},
	{"bare-punycode-prefix", "xn--", "xn--"},
	{"v6", "[2001:DB8::1]", "[2001:db8::1]"},
	{"empty", "", NULL},
	{"only-soft-hyphen", "\u00ad", NULL},
	{"inner-space", "exam ple.org", NULL},
	{"percent-of-space", "a%20b", NULL},
	{"percent-of-nul", "a%00b", NULL},
	{"percent-of-slash", "a%2fb", NULL},
	{"lone-percent", "a%b", NULL},
	{"control", "a\x01", NULL},
	{"delete", "a\x7f", NULL},
	{"angle-bracket", "a<b", NULL},
	{"caret", "a^b", NULL},
	{"pipe", "a|b", NULL},
	{"not-utf8", "\xff.com", NULL},
	{"bad-punycode", "xn--a\u00e4.com", NULL},

	{"invalid-v4", "1.2.3.999", NULL},
	{"number-at-the-end", "example.1", NULL},
	{"unclosed-v6", "[::1", NULL},
	{"lone-bracket", "[", NULL},
	{"v6-zone", "[fe80::1%25en0]", NULL},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(GError) error = NULL;
	g_autofree char *host = wd_host_parse(row->raw, -1, &error);
	g_autofree char *twice = NULL;

	g_assert_cmpstr(host, ==, row->host);
	if (row->host == NULL) {
		g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
		return;
	}
	g_assert_no_error(error);
	twice = wd_host_parse(host, -1, NULL);
	g_assert_cmpstr(twice, ==, host);
}

static void
test_stops_at_length(void)
{
	g_autofree char *host = wd_host_parse("example.com:80", strlen("example.com"), NULL);

	g_assert_cmpstr(host, ==, "example.com");
}

typedef struct {
	const char *name;
	const char *host;
	const char *unicode;
	gboolean is_address;
} ReadCase;

static const ReadCase read[] = {
	{"ascii", "example.com", "example.com", FALSE},
	{"german", "xn--bcher-kva.example", "b\u00fccher.example", FALSE},
	{"v4", "127.0.0.1", "127.0.0.1", TRUE},
	{"v6", "[::1]", "[::1]", TRUE},
};

static void
test_read(gconstpointer data)
{
	const ReadCase *row = data;
	g_autofree char *unicode = wd_host_to_unicode(row->host);

	g_assert_cmpstr(unicode, ==, row->unicode);
	g_assert_cmpint(wd_host_is_address(row->host), ==, row->is_address);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/host/parse/", cases, test_case);
	WD_ADD_ROWS("/host/read/", read, test_read);
	g_test_add_func("/host/stops-at-length", test_stops_at_length);
	return g_test_run();
}
