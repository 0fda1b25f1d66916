/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/text/wd-markup.h"
#include "engine/wd-limits.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *html;
	const char *text;
	const char *href;    /* of the first link; NULL: no link */
	const char *visible; /* of the first link */
} Case;

static const Case cases[] = {
	{"plain", "hello", "hello", NULL, NULL},
	{"empty", "", "", NULL, NULL},
	{"tags-vanish", "<b>he</b>l<FONT COLOR=\"#f00\">lo</FONT>", "hello", NULL, NULL},
	{"breaks", "a<br>b<BR/>c", "a\nb\nc", NULL, NULL},
	{"entities", "&lt;b&gt; &amp; &quot;x&quot; &#65;&#x42;", "<b> & \"x\" AB", NULL, NULL},
	{"entity-without-semicolon", "a&amp b", "a& b", NULL, NULL},
	{"unknown-entity-stays", "&bogus;", "&bogus;", NULL, NULL},
	{"lone-ampersand", "a & b &", "a & b &", NULL, NULL},
	{"entity-out-of-range", "&#x110000;&#xD800;&#0;", "\ufffd\ufffd\ufffd", NULL, NULL},
	{"entity-of-many-digits", "&#00000000000000000000000065;", "A", NULL, NULL},
	{"lone-bracket-is-text", "1 < 2 and <3", "1 < 2 and <3", NULL, NULL},
	{"comment", "a<!-- <a href=x>y</a> -->b", "ab", NULL, NULL},
	{"unclosed-comment", "a<!-- b", "a", NULL, NULL},
	{"doctype", "<!DOCTYPE html>x", "x", NULL, NULL},
	{"script-is-not-seen", "a<script>alert('</b>')</script>b", "ab", NULL, NULL},
	{"title-is-seen", "<title>a</title>b", "ab", NULL, NULL},
	{"unclosed-script", "a<script>b", "a", NULL, NULL},
	{"link",
	 "see <a href=\"http://x.test/?a=1&amp;b=2\">this</a>!",
	 "see this!",
	 "http://x.test/?a=1&b=2",
	 "this"},
	{"link-in-single-quotes", "<A HREF='http://x.test/'>t</A>", "t", "http://x.test/", "t"},
	{"link-without-quotes",
	 "<a class=q href=http://x.test/ id=z>t</a>",
	 "t",
	 "http://x.test/",
	 "t"},
	{"link-with-spaces", "<a href = \" http://x.test/\n\" >t</a >", "t", "http://x.test/", "t"},
	{"link-with-slash", "<a/href=\"http://x.test/\">t</a>", "t", "http://x.test/", "t"},
	{"first-href-counts",
	 "<a href=\"http://a.test/\" href=\"http://b.test/\">t</a>",
	 "t",
	 "http://a.test/",
	 "t"},
	{"bracket-inside-quotes",
	 "<a title=\">\" href=\"http://x.test/\">t</a>",
	 "t",
	 "http://x.test/",
	 "t"},
	{"formatted-link", "<a href=\"u:x\"><b>b</b>o<i>ld</i></a>", "bold", "u:x", "bold"},
	{"empty-link", "a<a href=\"http://x.test/\"></a>b", "ab", "http://x.test/", ""},
	{"unclosed-link",
	 "<a href=\"http://x.test/\">rest of it",
	 "rest of it",
	 "http://x.test/",
	 "rest of it"},
	{"unclosed-quote", "<a href=\"http://x.test/>text", "", "http://x.test/>text", ""},
	{"scheme-in-entities",
	 "<a href=\"java&#115;cript&colon;x\">t</a>",
	 "t",
	 "javascript:x",
	 "t"},
	{"link-in-link", "<a href=\"u:1\">one<a href=\"u:2\">two</a></a>", "onetwo", "u:1", "one"},
	{"anchor-without-href", "<a name=\"top\">t</a>", "t", NULL, NULL},
	{"multibyte",
	 "\u00fc<a href=\"u:\u00e4\">\u00f6</a>",
	 "\u00fc\u00f6",
	 "u:\u00e4",
	 "\u00f6"},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdMarkup) markup = wd_markup_parse(row->html);
	const WdMarkupLink *link;
	g_autofree char *visible = NULL;

	g_assert_cmpstr(markup->text, ==, row->text);
	if (row->href == NULL) {
		g_assert_cmpuint(markup->links->len, ==, 0);
		return;
	}
	g_assert_cmpuint(markup->links->len, >, 0);
	link = g_ptr_array_index(markup->links, 0);
	visible = g_strndup(markup->text + link->start, link->end - link->start);
	g_assert_cmpstr(link->href, ==, row->href);
	g_assert_cmpstr(visible, ==, row->visible);
}

static void
test_bounds_links(void)
{
	g_autoptr(GString) html = g_string_new(NULL);
	g_autoptr(WdMarkup) markup = NULL;

	for (guint i = 0; i < 3 * WD_LIMIT_LINKS; i++)
		g_string_append(html, "<a href=\"u:x\">y</a>");
	markup = wd_markup_parse(html->str);
	g_assert_cmpuint(markup->links->len, ==, WD_LIMIT_LINKS);
	g_assert_cmpuint(strlen(markup->text), ==, 3 * WD_LIMIT_LINKS);
}

/* What costs a square in careless parsers: many openings that never close. */
static void
test_hostile_is_linear(void)
{
	static const char *const pieces[] = {
		"<", "<a ", "<!--", "&", "<script", "<a href=\"", "</"};

	for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) html = g_string_new(NULL);
		g_autoptr(WdMarkup) markup = NULL;

		while (html->len < WD_LIMIT_TEXT_BYTES)
			g_string_append(html, pieces[i]);
		markup = wd_markup_parse(html->str);
		g_assert_cmpuint(strlen(markup->text), <=, html->len);
	}
}

static void
test_escape_round_trips(void)
{
	const char *text = "<a href=\"x\">&amp; \u00fc</a>";
	g_autofree char *html = wd_markup_escape(text);
	g_autoptr(WdMarkup) markup = wd_markup_parse(html);

	g_assert_cmpstr(html, ==, "&lt;a href=&quot;x&quot;&gt;&amp;amp; \u00fc&lt;/a&gt;");
	g_assert_cmpstr(markup->text, ==, text);
	g_assert_cmpuint(markup->links->len, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/markup/case/", cases, test_case);
	g_test_add_func("/markup/bounds-links", test_bounds_links);
	g_test_add_func("/markup/hostile-is-linear", test_hostile_is_linear);
	g_test_add_func("/markup/escape-round-trips", test_escape_round_trips);
	return g_test_run();
}
