/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-safe-text.h"

typedef struct {
	const char *name;
	const char *raw;
	const char *safe;
} Case;

static const Case names[] = {
	{"keeps-plain", "report.pdf", "report.pdf"},
	{"keeps-letters-of-the-world", "Überblick 2026 日本.pdf", "Überblick 2026 日本.pdf"},
	{"null", NULL, "_"},
	{"empty", "", "_"},
	{"slashes", "../../etc/passwd", "_.._etc_passwd"},
	{"backslashes", "..\\..\\autoexec.bat", "_.._autoexec.bat"},
	{"drive", "C:evil.exe", "C_evil.exe"},
	{"right-to-left-override", "invoice\u202efdp.exe", "invoicefdp.exe"},
	{"isolates", "a\u2066b\u2069.exe", "ab.exe"},
	{"zero-width", "pay\u200bpal\ufeff.exe", "paypal.exe"},
	{"newlines", "a\r\nb.txt", "a b.txt"},
	{"control",
	 "a\x01\x7f"
	 "b.txt",
	 "ab.txt"},
	{"hidden", ".bashrc", "bashrc"},
	{"only-dots", "...", "_"},
	{"trailing-dots-and-spaces", "a.exe. . ", "a.exe"},
	{"padding-before-the-extension", "photo.jpg            .exe", "photo.jpg .exe"},
	{"fullwidth-slash", "a\uff0fb", "a_b"},
	{"invalid-utf8", "a\xff.txt", "a\ufffd.txt"},
};

static void
test_name(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *safe = wd_safe_file_name(row->raw);
	g_autofree char *again = wd_safe_file_name(safe);

	g_assert_cmpstr(safe, ==, row->safe);
	g_assert_cmpstr(again, ==, safe);
}

static const Case texts[] = {
	{"keeps-slashes", "room@conference.example/nick", "room@conference.example/nick"},
	{"null-is-empty", NULL, ""},
	{"one-line", "a\n\n\tb", "a b"},
	{"trims", "  a  ", "a"},
	{"override", "a\u202eb", "ab"},
};

static const Case urls[] = {
	{"keeps-plain", "https://www.example.org/a?b=c#d", "https://www.example.org/a?b=c#d"},
	{"real-host", "https://p\u0430ypal.com/in", "https://xn--pypal-4ve.com/in"},
	{"not-an-address", "caf\u00e9", "caf\u00e9"},
	{"override", "https://example.org/\u202egnp.exe", "https://example.org/gnp.exe"},
	{"invalid-utf8", "https://example.org/\xff", "https://example.org/\ufffd"},
};

static void
test_url(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *safe = wd_safe_url(row->raw);

	g_assert_cmpstr(safe, ==, row->safe);
}

static void
test_text(gconstpointer data)
{
	const Case *row = data;
	g_autofree char *safe = wd_safe_text(row->raw, 40);

	g_assert_cmpstr(safe, ==, row->safe);
}

static void
test_long_name_keeps_its_end(void)
{
	g_autofree char *stem = g_strnfill(50000, 'x');
	g_autofree char *raw = g_strconcat("first", stem, ".pdf.exe", NULL);
	g_autofree char *safe = wd_safe_file_name(raw);

	g_assert_cmpint(g_utf8_strlen(safe, -1), ==, WD_SAFE_NAME_CHARS);
	g_assert_true(g_str_has_prefix(safe, "first"));
	g_assert_true(g_str_has_suffix(safe, ".pdf.exe"));
}

static void
add(const char *prefix, const Case *rows, guint n, GTestDataFunc test)
{
	for (guint i = 0; i < n; i++) {
		g_autofree char *path = g_strconcat(prefix, rows[i].name, NULL);

		g_test_add_data_func(path, &rows[i], test);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	add("/safe-text/name/", names, G_N_ELEMENTS(names), test_name);
	add("/safe-text/text/", texts, G_N_ELEMENTS(texts), test_text);
	add("/safe-text/url/", urls, G_N_ELEMENTS(urls), test_url);
	g_test_add_func("/safe-text/long-name-keeps-its-end", test_long_name_keeps_its_end);
	return g_test_run();
}
