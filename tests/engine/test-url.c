/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/link/wd-url.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *text;
	const char *scheme; /* NULL: no URL */
	const char *host;
	const char *user_info;
	const char *path;
	const char *query;
	gboolean is_refused;
} Case;

static const Case cases[] = {
	{"plain", "https://example.com/a?b#c", "https", "example.com", NULL, "/a", "b", FALSE},
	{"no-path", "http://example.com", "http", "example.com", NULL, "", NULL, FALSE},
	{"scheme-in-capitals",
	 "HTTPS://Example.COM/",
	 "https",
	 "example.com",
	 NULL,
	 "/",
	 NULL,
	 FALSE},
	{"port", "http://example.com:8080/x", "http", "example.com", NULL, "/x", NULL, FALSE},
	{"empty-port", "http://example.com:/x", "http", "example.com", NULL, "/x", NULL, FALSE},
	{"port-too-large", "http://example.com:65536/", "http", NULL, NULL, "/", NULL, TRUE},
	{"port-of-letters", "http://example.com:b/", "http", NULL, NULL, "/", NULL, TRUE},
	{"user",
	 "https://bank.example@evil.test/",
	 "https",
	 "evil.test",
	 "bank.example",
	 "/",
	 NULL,
	 FALSE},
	{"two-at-signs", "http://a@b@evil.test/", "http", "evil.test", "a@b", "/", NULL, FALSE},
	{"user-and-password",
	 "http://u:p@evil.test:80/",
	 "http",
	 "evil.test",
	 "u:p",
	 "/",
	 NULL,
	 FALSE},
	{"at-sign-in-path", "http://a.test/x@b", "http", "a.test", NULL, "/x@b", NULL, FALSE},
	{"backslash-ends-host",
	 "http://evil.test\\@bank.example/",
	 "http",
	 "evil.test",
	 NULL,
	 "\\@bank.example/",
	 NULL,
	 FALSE},
	{"backslashes-for-slashes",
	 "http:\\\\evil.test\\x",
	 "http",
	 "evil.test",
	 NULL,
	 "\\x",
	 NULL,
	 FALSE},
	{"one-slash", "http:/evil.test/", "http", "evil.test", NULL, "/", NULL, FALSE},
	{"no-slash", "http:evil.test/", "http", "evil.test", NULL, "/", NULL, FALSE},
	{"many-slashes", "http://////evil.test/", "http", "evil.test", NULL, "/", NULL, FALSE},
	{"white-space-around",
	 " \t http://evil.test/ \n",
	 "http",
	 "evil.test",
	 NULL,
	 "/",
	 NULL,
	 FALSE},
	{"white-space-inside",
	 "ht\ntp://ev\til.te\rst/",
	 "http",
	 "evil.test",
	 NULL,
	 "/",
	 NULL,
	 FALSE},
	{"v6-with-port", "http://[::1]:80/", "http", "[::1]", NULL, "/", NULL, FALSE},
	{"query-without-path",
	 "http://a.test?x=http://b.test",
	 "http",
	 "a.test",
	 NULL,
	 "",
	 "x=http://b.test",
	 FALSE},
	{"fragment-without-path", "http://a.test#@b.test", "http", "a.test", NULL, "", NULL, FALSE},
	{"empty-host", "http://", "http", NULL, NULL, "", NULL, TRUE},
	{"empty-host-with-user", "http://user@/x", "http", NULL, "user", "/x", NULL, TRUE},
	{"refused-host", "http://a b/", "http", NULL, NULL, "/", NULL, TRUE},
	{"script", "javascript:alert(1)", "javascript", NULL, NULL, "alert(1)", NULL, FALSE},
	{"mail",
	 "mailto:a@b.example?subject=x",
	 "mailto",
	 NULL,
	 NULL,
	 "a@b.example",
	 "subject=x",
	 FALSE},
	{"file-host",
	 "file://server.test/share",
	 "file",
	 "server.test",
	 NULL,
	 "/share",
	 NULL,
	 FALSE},
	{"file-backslashes",
	 "file:\\\\server.test\\share",
	 "file",
	 "server.test",
	 NULL,
	 "\\share",
	 NULL,
	 FALSE},
	{"file-local", "file:///etc/passwd", "file", NULL, NULL, "/etc/passwd", NULL, FALSE},
	{"other-scheme", "ssh://git@host.test/x", "ssh", "host.test", "git", "/x", NULL, FALSE},
	{"no-scheme", "example.com/x", NULL, NULL, NULL, NULL, NULL, FALSE},
	{"digit-first", "1http://x", NULL, NULL, NULL, NULL, NULL, FALSE},
	{"empty", "", NULL, NULL, NULL, NULL, NULL, FALSE},
	{"colon", ":", NULL, NULL, NULL, NULL, NULL, FALSE},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdUrl) url = wd_url_parse(row->text);

	if (row->scheme == NULL) {
		g_assert_null(url);
		return;
	}
	g_assert_nonnull(url);
	g_assert_cmpstr(url->scheme, ==, row->scheme);
	g_assert_cmpstr(url->host, ==, row->host);
	g_assert_cmpstr(url->user_info, ==, row->user_info);
	g_assert_cmpstr(url->path, ==, row->path);
	g_assert_cmpstr(url->query, ==, row->query);
	g_assert_cmpint(url->is_refused, ==, row->is_refused);
}

typedef struct {
	const char *name;
	const char *text;
	const char *formatted;
} FormatCase;

static const FormatCase formats[] = {
	{"plain", "https://example.com/a?b=c#d", "https://example.com/a?b=c"},
	{"no-path", "HTTP://Example.com", "http://example.com"},
	{"user-goes", "https://bank.example@evil.test/", "https://evil.test/"},
	{"port-goes", "https://evil.test:8443/x", "https://evil.test/x"},
	{"letters-of-another-script", "https://p\u0430ypal.com/in", "https://xn--pypal-4ve.com/in"},
	{"full-width", "https://\uff45vil.test/", "https://evil.test/"},
	{"number", "http://3232235777/", "http://192.168.1.1/"},
};

static void
test_format(gconstpointer data)
{
	const FormatCase *row = data;
	g_autoptr(WdUrl) url = wd_url_parse(row->text);
	g_autofree char *formatted = wd_url_format(url);

	g_assert_cmpstr(formatted, ==, row->formatted);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/url/", cases, test_case);
	WD_ADD_ROWS("/url/format/", formats, test_format);
	return g_test_run();
}
