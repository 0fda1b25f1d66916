/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "purple/wd-purple-event.h"
#include "purple/wd-purple-markup.h"

typedef struct {
	const char *name;
	const char *html;
	const char *text;  /* what a person sees */
	const char *plain; /* without links */
} MarkupCase;

static const MarkupCase cases[] = {
	{"text", "hello", "hello", "hello"},
	{"empty", "", "", ""},
	{"bold", "<b>hi</b> there", "hi there", "<b>hi</b> there"},
	{"line-break", "one<br>two", "one\ntwo", "one<br>two"},
	{"entity", "a &amp; b &lt;c&gt;", "a & b <c>", "a &amp; b &lt;c&gt;"},
	{"link", "<a href=\"http://x.example/\">here</a>!", "here!", "here [http://x.example/]!"},
	{"link-single-quotes",
	 "<a href='http://x.example/'>here</a>",
	 "here",
	 "here [http://x.example/]"},
	{"link-no-quotes",
	 "<a href=http://x.example/>here</a>",
	 "here",
	 "here [http://x.example/]"},
	{"link-capitals",
	 "<A HREF=\"http://x.example/\">here</A>",
	 "here",
	 "here [http://x.example/]"},
	{"link-never-closed",
	 "<a href=\"http://x.example/\">here",
	 "here",
	 "here [http://x.example/]"},
	{"link-bracket-in-target",
	 "<a href=\"http://x/>y\">here</a>",
	 "here",
	 "here [http://x/&gt;y]"},
	{"link-tag-in-target", "<a href=\"&lt;b&gt;\">here</a>", "here", "here [&lt;b&gt;]"},
	{"link-without-target", "<a name=\"x\">here</a>", "here", "here"},
	{"unclosed-tag", "<a href=", "<a href=", "&lt;a href="},
	{"unclosed-quote", "<a href=\"x>y", "<a href=\"x>y", "&lt;a href=\"x>y"},
	{"unknown-tag", "<x>y</x>", "<x>y</x>", "&lt;x>y&lt;/x>"},
	{"heart", "I <3 you > me", "I <3 you > me", "I &lt;3 you > me"},
	{"comment", "a<!-- b -->c", "ac", "ac"},
	{"comment-never-closed", "a<!-- b", "a<!-- b", "a&lt;!-- b"},
	{"tag-in-tag", "<b <i>x</i>", "x", "<b &lt;i>x</i>"},
	{"long-name",
	 "<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa>",
	 "<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa>",
	 "&lt;aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa>"},
	{"only-brackets", "<<<>>>", "<<<>>>", "&lt;&lt;&lt;>>>"},
};

static void
test_case(gconstpointer data)
{
	const MarkupCase *row = data;
	g_autofree char *text = wd_purple_markup_to_text(row->html);
	g_autofree char *plain = wd_purple_markup_make_plain(row->html);
	g_autofree char *tame = wd_purple_markup_tame(row->html);
	g_autofree char *tame_text = wd_purple_markup_to_text(tame);

	g_assert_cmpstr(text, ==, row->text);
	g_assert_cmpstr(plain, ==, row->plain);
	g_assert_cmpstr(tame_text, ==, text);
}

/* As GtkIMHtml 2.14 shows it; then what it swallows. */
static const struct {
	const char *name;
	const char *html;
	const char *text;
} judged[] = {
	{"text", "hello", "hello"},
	{"bold", "<b>hi</b> there", "hi there"},
	{"entity", "a &lt;b&gt; c", "a <b> c"},
	{"link", "<a href=\"http://x.example/\">here</a>!", "here!"},
	{"unknown-tag-joins", "fr<x>ee", "free\nx"},
	{"unknown-tag-with-words", "fr<x you won>ee", "free\nx you won"},
	{"bracket-in-quotes-ends-bold", "fr<b x=\">ee\">", "free\">"},
	{"bracket-in-quotes-of-a-font", "fr<font x=\">you won\">ee", "free\nfont x=\">you won\""},
	{"unclosed-quote", "fr<a x=\">ee", "free\na x=\""},
	{"unclosed-tag", "fr<a x", "fr<a x"},
	{"comment", "fr<!-- x -->ee", "free"},
	{"comment-with-bracket", "fr<!-- > you won -->ee", "free\n!-- > you won --"},
	{"comment-never-closed", "<!-- you won", "<!-- you won"},
	{"declaration", "fr<!x>ee", "free\n!x"},
	{"title-is-shown", "<title>you won</title>", "you won"},
	{"script-is-shown", "<script>you won</script>", "you won\nscript\n/script"},
};

static void
test_judged(gconstpointer data)
{
	guint i = GPOINTER_TO_UINT(data);
	g_autofree char *text = wd_purple_markup_to_judged_text(judged[i].html);

	g_assert_cmpstr(text, ==, judged[i].text);
}

static void
test_mark_is_escaped(void)
{
	g_autofree char *marked = wd_purple_markup_add_mark("<i>x", "a <b> c", "see \"d\" & e");
	g_autofree char *alone = wd_purple_markup_add_mark("x", "mark", NULL);

	g_assert_true(
		g_str_has_prefix(marked, "<b>[\u26a0 Purple Warden: a &lt;b&gt; c]</b> <i>see "));
	g_assert_true(g_str_has_suffix(marked, "<br><i>x"));
	g_assert_cmpstr(alone, ==, "<b>[\u26a0 Purple Warden: mark]</b><br>x");
}

static void
test_from_text(void)
{
	g_autofree char *html = wd_purple_markup_from_text("a < b\nc & d");
	g_autofree char *back = wd_purple_markup_to_text(html);

	g_assert_cmpstr(html, ==, "a &lt; b<br>c &amp; d");
	g_assert_cmpstr(back, ==, "a < b\nc & d");
}

static void
test_break_links(void)
{
	static const char *const texts[] = {
		"http://x.example/",
		"see www.x.example",
		"MAILTO:a@b.example",
		"a@b.example",
		"xmpp:a",
		"://",
		"www.",
		"@@",
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *broken = wd_purple_markup_break_links(texts[i]);
		char *linked = purple_markup_linkify(broken);

		g_assert_cmpstr(linked, ==, broken);
		g_assert_null(strstr(linked, "<A"));
		g_free(linked);
	}
}

/* Hostile shapes must not take longer than their length. */
static void
test_linear(void)
{
	static const char *const shapes[] = {"<",
					     "<a ",
					     "<a href=\"",
					     "<a '",
					     "<!--",
					     "&",
					     "&#",
					     "<b>",
					     "</",
					     "<a \"<a \" ",
					     "<a b=\">",
					     "<x>",
					     "<a ' href=\"'>",
					     "<!-- >"};

	for (gsize i = 0; i < G_N_ELEMENTS(shapes); i++) {
		g_autoptr(GString) html = g_string_new(NULL);
		g_autofree char *plain = NULL;
		g_autofree char *judged_text = NULL;
		gint64 start_us = g_get_monotonic_time();

		while (html->len < 256 * 1024)
			g_string_append(html, shapes[i]);
		plain = wd_purple_markup_make_plain(html->str);
		g_assert_null(strstr(plain, "<a"));
		judged_text = wd_purple_markup_to_judged_text(html->str);
		g_assert_cmpuint(strlen(judged_text), <=, 2 * html->len);
		g_test_message("%s: %" G_GINT64_FORMAT " us",
			       shapes[i],
			       g_get_monotonic_time() - start_us);
		g_assert_cmpint(g_get_monotonic_time() - start_us, <, 5 * G_USEC_PER_SEC);
	}
}

static const struct {
	const char *name;
	const char *html;
	gboolean is_ciphertext;
} ciphertexts[] = {
	{"otr-data", "?OTR:AAMDabc+/=.", TRUE},
	{"otr-in-tags", "<font>?OTR:AAMD.</font>", TRUE},
	{"otr-fragment", "?OTR|5a73a599|27e31597,00001,00003,?OTR:AAMD,", TRUE},
	{"otr-fragment-of-version-2", "?OTR,2,2,abc.,", TRUE},
	{"pgp",
	 "-----BEGIN PGP MESSAGE-----\nVersion: 1\n\nhQEM\n=ab\n-----END PGP MESSAGE-----",
	 TRUE},
	{"otr-query", "?OTRv23?", FALSE},
	{"otr-error", "?OTR Error: 4111 1111 1111 1111", FALSE},
	{"text-behind-otr", "?OTR: my card is 4111 1111 1111 1111.", FALSE},
	{"text-behind-otr-data", "?OTR:AAMD. 4111 1111 1111 1111", FALSE},
	{"text-before-otr", "card 4111 1111 1111 1111 ?OTR:AAMD.", FALSE},
	{"text-in-fragment", "?OTR,1,1,4111 1111 1111 1111,", FALSE},
	{"fragment-without-numbers", "?OTR,,,abc,", FALSE},
	{"fragment-without-tags", "?OTR|,1,1,abc,", FALSE},
	{"text-behind-pgp", "-----BEGIN PGP MESSAGE-----\n4111 1111 1111 1111", FALSE},
	{"text-in-pgp",
	 "-----BEGIN PGP MESSAGE-----\n\n4111 1111 1111 1111\n-----END PGP MESSAGE-----",
	 FALSE},
	{"plain", "hello", FALSE},
	{"empty", "", FALSE},
	{"not-utf8", "?OTR:\xff.", FALSE},
};

static void
test_ciphertext(gconstpointer data)
{
	guint i = GPOINTER_TO_UINT(data);

	g_assert_cmpint(wd_purple_event_is_ciphertext(ciphertexts[i].html),
			==,
			ciphertexts[i].is_ciphertext);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strdup_printf("/markup/%s", cases[i].name);

		g_test_add_data_func(path, &cases[i], test_case);
	}
	for (guint i = 0; i < G_N_ELEMENTS(judged); i++) {
		g_autofree char *path = g_strdup_printf("/markup/judged/%s", judged[i].name);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_judged);
	}
	g_test_add_func("/markup/mark", test_mark_is_escaped);
	g_test_add_func("/markup/from-text", test_from_text);
	g_test_add_func("/markup/break-links", test_break_links);
	g_test_add_func("/markup/linear", test_linear);
	for (guint i = 0; i < G_N_ELEMENTS(ciphertexts); i++) {
		g_autofree char *path =
			g_strdup_printf("/event/ciphertext/%s", ciphertexts[i].name);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_ciphertext);
	}
	return g_test_run();
}
