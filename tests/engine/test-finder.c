/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/link/wd-finder.h"
#include "engine/wd-limits.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *text;
	const char *links; /* as written, one a line */
} Case;

static const Case cases[] = {
	{"alone", "https://example.com/", "https://example.com/"},
	{"in-a-sentence", "see https://example.com/a?b=c#d please", "https://example.com/a?b=c#d"},
	{"final-dot", "It is http://example.com/a.", "http://example.com/a"},
	{"question", "Seen http://example.com/a?!", "http://example.com/a"},
	{"in-brackets", "(http://example.com/a)", "http://example.com/a"},
	{"brackets-inside", "http://example.com/a_(b)", "http://example.com/a_(b)"},
	{"in-quotes", "\"http://example.com/a\"", "http://example.com/a"},
	{"in-angles", "<http://example.com/a>", "http://example.com/a"},
	{"behind-a-word", "link:http://example.com/a", "http://example.com/a"},
	{"behind-letters", "xhttp://192.0.2.7/a", "http://192.0.2.7/a"},
	{"behind-a-plus", "git+https://example.com/", "https://example.com/"},
	{"sftp", "sftp://example.com/", "sftp://example.com/"},
	{"behind-a-slash", "x/http://b.test/", "http://b.test/"},
	{"in-a-bare-path", "a.com/?u=http://b.test/", "a.com/?u=\nhttp://b.test/"},
	{"in-a-www-path", "www.a.com/?u=http://b.test/", "www.a.com/?u=\nhttp://b.test/"},
	{"in-another-scheme", "view-source:http://b.test/", "view-source\nhttp://b.test/"},
	{"two-in-one-word", "(x)http://a.test/http://b.test/", "http://a.test/\nhttp://b.test/"},
	{"www-behind-a-comma", "x,www.b.com", "www.b.com"},
	{"www-with-a-user", "www.good.example@b.com", "www.good.example@b.com"},
	{"www-of-a-new-ending", "www.b.zzzz", "www.b.zzzz"},
	{"www-like-a-scheme", "www.b.com://x", "www.b.com://x"},
	{"www-and-a-word", "www.paypal or www...", ""},
	{"tab-in-a-host", "http://ev\til.com/ x", "http://ev\nil.com/\nhttp://ev\til.com/"},
	{"tab-behind-a-link",
	 "http://a.test/\twords and more",
	 "http://a.test/\nhttp://a.test/\twords"},
	{"tab-before-a-number", "https://a.test\t1.2", "https://a.test"},
	{"wide-space-before-an-at",
	 "http://a.test\u3000x@b.com/",
	 "http://a.test\nhttp://a.test\u3000x@b.com/"},
	{"wide-space-behind-a-link", "http://a.test/\u3000\u4e0a", "http://a.test/"},
	{"behind-chinese", "\u770bhttps://example.com/", "https://example.com/"},
	{"url-in-a-query", "http://a.test/?u=http://b.test/", "http://a.test/?u=http://b.test/"},
	{"two", "http://a.test/ and http://b.test/", "http://a.test/\nhttp://b.test/"},
	{"www", "go to www.example.com now", "www.example.com"},
	{"bare-host", "try example.com, friend", "example.com"},
	{"bare-host-with-path", "bit.ly/abc", "bit.ly/abc"},
	{"bare-international", "b\u00fccher.de/x", "b\u00fccher.de/x"},
	{"installer", "start driver-5.run now", ""},
	{"ideographic-dot", "example\u3002com/x", "example\u3002com/x"},
	{"script", "javascript:alert(1)", "javascript:alert(1)"},
	{"backslashes", "http:\\\\evil.test\\x", "http:\\\\evil.test\\x"},
	{"any-scheme-with-slashes", "smb://server/share", "smb://server/share"},
	{"mail", "mailto:bob@example.com", "mailto:bob@example.com"},
	{"no-break-space-ends", "http://a.test/\u00a0next", "http://a.test/"},
	{"broken", "see hxxps://evil[.]test/a now", "hxxps://evil[.]test/a"},
	{"broken-bare", "it was evil[.]example[.]com, right", "evil[.]example[.]com"},
	{"broken-with-words", "evil(dot)example(dot)com", "evil(dot)example(dot)com"},
	{"share-of-a-machine",
	 "open \\\\203.0.113.7\\share\\x.lnk",
	 "\\\\203.0.113.7\\share\\x.lnk"},
	{"share-elsewhere", "\\\\files.example.com\\a", "\\\\files.example.com\\a"},
	{"share-over-the-web",
	 "\\\\files.example.com@SSL@443\\a",
	 "\\\\files.example.com@SSL@443\\a"},
	{"host-among-chinese", "\u770bexample.com\u5427", "example.com"},
	{"host-behind-chinese",
	 "\u70b9\u51fbexample.com/x",
	 "\u70b9\u51fbexample.com/x\nexample.com/x"},
	{"host-in-chinese-brackets", "\u300aexample.com\u300b", "example.com"},
	{"host-before-a-chinese-comma", "example.com\uff0c\u8bf7", "example.com"},
	{"host-behind-a-colon", "see:example.com", "example.com"},
	{"hosts-with-commas", "a.com,b.com", "a.com\nb.com"},
	{"code-with-names", "x=self.id(b.com)", ""},
	{"share-of-ones-own", "on \\\\fileserver\\public\\x.doc", ""},
	{"brackets-of-code", "call list[.5] or f(:a) and x[dim]", ""},
	{"search",
	 "search-ms:query=x&crumb=location:\\\\203.0.113.7\\a",
	 "search-ms:query=x&crumb=location:\\\\203.0.113.7\\a"},
	{"plain-words", "hello there", ""},
	{"abbreviation", "e.g. this and i.e. that", ""},
	{"version", "version 2.0 is out", ""},
	{"file-name", "open file.txt or notes.md", ""},
	{"product", "written in Node.js and ASP.NET", ""},
	{"address-of-a-person", "write to bob@example.com", ""},
	{"time", "at 12:30", ""},
	{"scheme-alone", "links begin with http:// usually", ""},
	{"smiley", "nice :/ and :// too", ""},
	{"ip-without-scheme", "host 192.0.2.1 is down", ""},
	{"service", "cannot reach in.archive.example.com:http:", ""},
	{"port", "on example.com:8080 now", "example.com:8080"},
	{"dots", "well... ok", ""},
	{"empty", "", ""},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(GPtrArray) found = wd_finder_find_all(row->text);
	g_autoptr(GString) links = g_string_new(NULL);

	for (guint i = 0; i < found->len; i++) {
		const WdFound *one = g_ptr_array_index(found, i);

		g_string_append_printf(links,
				       "%s%.*s",
				       i > 0 ? "\n" : "",
				       (int)(one->end - one->start),
				       row->text + one->start);
		g_assert_nonnull(strstr(one->url, ":"));
	}
	g_assert_cmpstr(links->str, ==, row->links);
}

static void
test_adds_a_scheme(void)
{
	g_autoptr(GPtrArray) found = wd_finder_find("www.example.com");
	const WdFound *one = g_ptr_array_index(found, 0);

	g_assert_cmpstr(one->url, ==, "http://www.example.com");
	g_assert_false(one->has_scheme);
}

static void
test_bounds(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GPtrArray) found = NULL;

	for (guint i = 0; i < 5000; i++)
		g_string_append(text, "http://a.test ");
	found = wd_finder_find(text->str);
	g_assert_cmpuint(found->len, ==, WD_LIMIT_LINKS + 1);
}

/* Also where they are one word. */
static void
test_bounds_in_a_word(void)
{
	static const char *const units[] = {"www.a.com,", ")http://a.test", "@)sftp://a.test/"};

	for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autoptr(GPtrArray) found = NULL;

		while (text->len < WD_LIMIT_TEXT_BYTES)
			g_string_append(text, units[i]);
		found = wd_finder_find_all(text->str);
		g_assert_cmpuint(found->len, <=, WD_LIMIT_LINKS + 2);
	}
}

/* Behind an endless row of words that might be hosts, marked links are still found. */
static void
test_many_words_with_dots(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GPtrArray) found = NULL;

	for (guint i = 0; i < 5000; i++)
		g_string_append(text, "a.zzzz ");
	g_string_append(text, "example.com www.example.com http://example.com/");
	found = wd_finder_find(text->str);
	g_assert_cmpuint(found->len, ==, 2);
}

/* A megabyte of closing brackets and of one endless word. */
static void
test_hostile_is_linear(void)
{
	g_autofree char *brackets = g_strnfill(WD_LIMIT_TEXT_BYTES, ')');
	g_autofree char *dots = g_strnfill(WD_LIMIT_TEXT_BYTES, '.');
	g_autoptr(GString) text = g_string_new("http://a.test/");
	g_autoptr(GPtrArray) found = NULL;
	g_autoptr(GPtrArray) none = wd_finder_find(dots);

	g_string_append(text, brackets);
	found = wd_finder_find(text->str);
	g_assert_cmpuint(found->len, <=, 1);
	g_assert_cmpuint(none->len, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/finder/case/", cases, test_case);
	g_test_add_func("/finder/adds-a-scheme", test_adds_a_scheme);
	g_test_add_func("/finder/bounds", test_bounds);
	g_test_add_func("/finder/bounds-in-a-word", test_bounds_in_a_word);
	g_test_add_func("/finder/many-words-with-dots", test_many_words_with_dots);
	g_test_add_func("/finder/hostile-is-linear", test_hostile_is_linear);
	return g_test_run();
}
