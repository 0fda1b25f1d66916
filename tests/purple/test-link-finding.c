/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whatever libpurple makes clickable must have been judged, under the host that a browser contacts
 * for it. Held against libpurple's own purple_markup_linkify().
 */
#include "config.h"

#include <purple.h>

#include "engine/link/wd-host.h"
#include "engine/link/wd-suffix.h"
#include "engine/link/wd-url.h"
#include "purple/wd-link-marks.h"
#include "purple/wd-purple-event.h"
#include "wd-judging.h"
#include "wd-rows.h"

#define IMITATION "paypa1.com"
#define N_TEXTS   4000 /* of each seed */

typedef struct {
	const char *name;
	const char *html;
	const char *host; /* that must have been judged */
} Case;

static const Case cases[] = {
	{"behind-a-slash", "x/http://evil.example.com/", "evil.example.com"},
	{"in-the-path-of-a-bare-host", "a.com/?u=http://evil.example.com/", "evil.example.com"},
	{"behind-an-international-name", "\u043f\u0440.\u0440\u0444/http://evil.com", "evil.com"},
	{"behind-a-bracket", "(x)http://good.com/http://evil.com/", "evil.com"},
	{"behind-what-may-be-an-address", "a@b\u00e9http://a.com/http://evil.com/", "evil.com"},
	{"www-with-a-user", "www.good.example@evil.com/", "evil.com"},
	{"www-like-a-scheme", "www.evil.com://x", "www.evil.com"},
	{"www-like-a-scheme-and-broken", "www.evil.com://x[.]y", "www.evil.com"},
	{"www-behind-a-comma", "x,www.evil.com", "www.evil.com"},
	{"www-of-a-new-ending", "www.evil.zzzz/", "www.evil.zzzz"},
	{"ftp", "ftp.evil.com", "ftp.evil.com"},
	{"sign-behind-another-space", "\u00a0www.good.com,www.evil.com", "www.evil.com"},
	{"tab", "http://ev\til.com/", "evil.com"},
	{"tabs", "http://ev\t\til.c\tom/ x", "evil.com"},
	{"tab-as-an-entity", "http://ev&#9;il.com/", "evil.com"},
	{"line-feed-as-an-entity", "http://ev&#xA;il.com/", "evil.com"},
	{"other-space-before-the-at", "http://good.com\u3000x@evil.com/", "evil.com"},
	{"no-break-space-before-the-at", "http://good.com\u00a0@evil.com/", "evil.com"},
	{"control-before-the-at", "http://good.com\v@evil.com/", "evil.com"},
	{"entity-that-only-browsers-know",
	 "http://good.com&sol;.evil.com/",
	 "good.com&sol;.evil.com"},
	{"entity-in-capitals", "http://evil.com&QUOT;.good.com", "evil.com"},
	{"entity-with-a-space-in-it", "http://good.com&#x 2e;evil.com/", "good.com.evil.com"},
	{"entity-with-many-zeros",
	 "http://good.com&#x0000000000000000000000000000000000000000000000000000000000000000000"
	 "02e;evil.com/",
	 "good.com.evil.com"},
	{"cut-by-a-tag", "http://evil.com<b></b>.good.com/", "evil.com"},
	{"cut-by-a-comment", "http://evil.com<!-- x -->.good.com/", "evil.com"},
	{"behind-a-cut", "http://good.com/<b>http://evil.com/</b>", "evil.com"},
	{"behind-a-cut-in-a-word", "x<i>www.evil.com/</i>", "www.evil.com"},
	{"behind-a-cut-by-a-tag-with-a-link",
	 "http://good.com<b title=\"http://evil.com\">x",
	 "evil.com"}, /* GtkIMHtml shows it as text, and clickable */
	{"in-a-tag-behind-an-address", "a@b.com<b title=\"http://evil.com\">x", "evil.com"},
	{"in-a-tag-behind-a-bracket", ")<b title=\"http://evil.com\">x", "evil.com"},
	{"encoded-in-a-tag", "http://good.com< a title=\"http://ev&#10;il.com/\">x", "evil.com"},
	{"second-target-of-a-tag", "<a href\n=\"\" HREF=\"http://evil.com\">x</a>", "evil.com"},
	{"target-behind-odd-quotes",
	 "<A name\"\" HREF=\"http://evil.com\" href=\"' \">here</a>",
	 "evil.com"},
	{"tag-that-swallows-for-some",
	 "<b x=\"='\">a</b><a href=\"http://evil.com/\" title='>\">x</a>",
	 "evil.com"},
	{"words-of-a-tag-that-is-none",
	 "<a\nhref=\"http://good.com/\">http://evil.com</a>",
	 "evil.com"},
	{"second-bracket-of-a-tag-that-is-none", "<a\nx=\">www.evil.com \">x", "www.evil.com"},
	{"encoded-scheme-before", "&#104;ttp://good.com/http://evil.com/", "evil.com"},
	{"encoded-quotation-mark", "https://good.com&#34;x@evil.com/", "evil.com"},
	{"tab-behind-another-link", "http://a.com\thttp://ev\til.com/", "evil.com"},
	{"between-cuts", "http://a.com/<b></b>http://evil.com/<i>x</i>", "evil.com"},
};

static gboolean
is_same_host(const char *a, const char *b)
{
	gsize n_a = a != NULL ? strlen(a) : 0;
	gsize n_b = b != NULL ? strlen(b) : 0;

	n_a -= n_a > 0 && a[n_a - 1] == '.';
	n_b -= n_b > 0 && b[n_b - 1] == '.';
	return n_a > 0 && n_a == n_b && memcmp(a, b, n_a) == 0;
}

static gboolean
was_judged(const WdVerdict *verdict, const char *host)
{
	for (guint i = 0; i < verdict->links->len; i++) {
		const WdLinkReport *report = g_ptr_array_index(verdict->links, i);
		g_autoptr(WdUrl) url = wd_url_parse(report->url);

		if (url != NULL && url->is_web && is_same_host(url->host, host))
			return TRUE;
	}
	return FALSE;
}

/* A browser asks for others, too, and no name service has them. */
static gboolean
can_exist(const char *host)
{
	const char *last = strrchr(host, '.');

	return wd_host_is_address(host) ||
	       (last != NULL && last[1] != '\0' && wd_suffix_is_known(host));
}

static WdVerdict *
judge(const char *html)
{
	const WdPurpleMessage message = {
		.kind = WD_EVENT_IM,
		.direction = WD_DIRECTION_IN,
		.raw_peer = "eve@evil.example",
		.raw_html = html,
	};
	g_autoptr(WdEvent) event = wd_purple_event_new(&message);
	g_autoptr(WdPolicy) policy = wd_policy_new_default();

	return wd_judge(event, &wd_test_contact, policy);
}

/* The next link of @html, as GtkIMHtml reads its target; NULL at the end. */
static char *
next_href(const char **html)
{
	const char *at = strchr(*html, '<');
	g_autofree char *escaped = NULL;

	while (at != NULL && g_ascii_strncasecmp(at, "<a href=\"", strlen("<a href=\"")) != 0)
		at = strchr(at + 1, '<');
	if (at == NULL)
		return NULL;
	at += strlen("<a href=\"");
	escaped = g_strndup(at, strcspn(at, "\""));
	*html = at;
	return purple_unescape_html(escaped);
}

/* Holds each link of @linked, which libpurple made, against what was judged. */
static guint
check_links(const char *html, const char *linked, const WdVerdict *verdict)
{
	g_autofree char *shown = g_strescape(html, NULL);
	guint n = 0;
	char *href;

	while ((href = next_href(&linked)) != NULL) {
		g_autoptr(WdUrl) url = wd_url_parse(href);

		g_free(href);
		if (url == NULL || !url->is_web || url->host == NULL || !can_exist(url->host))
			continue;
		n++;
		if (!was_judged(verdict, url->host))
			g_error("%s is clickable and was not judged in \"%s\"", url->host, shown);
	}
	return n;
}

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	g_autoptr(WdVerdict) verdict = judge(row->html);
	char *linked = purple_markup_linkify(row->html);

	g_assert_true(was_judged(verdict, row->host));
	(void)check_links(row->html, linked, verdict);
	g_free(linked);
}

static const char *const beginnings[] = {
	"http://",     "https://", "HTTP://", "ftp://",      "sftp://",   "file://",
	"www.",        "WWW.",     "ftp.",    "xmpp:",       "mailto:",   "",
	"javascript:", "data:",    "http:/",  "git+http://", "gopher://", "view-source:http://",
	"http:\\\\",   "\\\\",
};
static const char *const hosts[] = {
	"evil.com",
	"www.evil.com",
	"ftp.evil.org",
	"192.0.2.7",
	"0x7f.1",
	"[::1]",
	"m\u00fcnchen.de",
	"ex\u3002com",
	"evil.com.",
	"x.y.co.uk",
	"user@evil.com",
	"u:p@evil.com",
	"good.example@evil.com",
	"evil.com:8080",
	"bit.ly",
	"paypa1.com",
};
static const char *const ends[] = {
	"",
	"/",
	"/a",
	"/a/b?c=d",
	"?q",
	"#f",
	"/(x)",
	"/a,b",
	"/a.",
	"/)",
	"/'",
	":80",
	"\\x",
	"/!",
};
static const char *const between[] = {
	" ",      ",",      ", ",     "\n",       "\t",      "(",      ")",      "[",      "]",
	"&lt;",   "&gt;",   "&quot;", "&amp;",    "&apos;",  "'",      "\"",     ".",      ":",
	"/",      "//",     "*",      "-",        "=",       "@",      "%",      "\u00a0", "\u3000",
	"\u2028", "\u200b", "\u202e", "\u2060",   "\u3002",  "\uff0c", "&#9;",   "&#10;",  "&#32;",
	"&#46;",  "&#x2e;", "&#64;",  "&nbsp;",   "&colon;", "&sol;",  "&#9",    "&Quot;", "<b>",
	"</b>",   "<br>",   "<x>",    "<!--x-->", "\v",      "\x7f",   "\u00df", "://",    "?u=",
};

/* What is dangerous is not clickable once the marks are in, whatever the message looks like. */
static void
check_marked(const char *html, const WdVerdict *verdict)
{
	gboolean is_complete;
	g_autofree char *marked = wd_link_marks_add(html, verdict, &is_complete);
	g_autofree char *shown = g_strescape(html, NULL);
	const char *at = marked;
	char *href;

	while ((href = next_href(&at)) != NULL) {
		g_autoptr(WdUrl) url = wd_url_parse(href);

		if (url != NULL && is_same_host(url->host, IMITATION))
			g_error("%s is still clickable in \"%s\"", href, shown);
		g_free(href);
	}
}

#define PICK(rand, table) (table)[g_rand_int_range(rand, 0, G_N_ELEMENTS(table))]

static void
test_random(gconstpointer data)
{
	GRand *rand = g_rand_new_with_seed(GPOINTER_TO_UINT(data));
	guint n_links = 0;

	for (guint i = 0; i < N_TEXTS; i++) {
		g_autoptr(GString) html = g_string_new(NULL);
		g_autoptr(WdVerdict) verdict = NULL;
		char *linked;

		for (int n = g_rand_int_range(rand, 1, 7); n > 0; n--) {
			if (g_rand_int_range(rand, 0, 5) < 2)
				g_string_append_printf(html,
						       "%s%s%s",
						       PICK(rand, beginnings),
						       PICK(rand, hosts),
						       PICK(rand, ends));
			else
				g_string_append(html, PICK(rand, between));
		}
		verdict = judge(html->str);
		linked = purple_markup_linkify(html->str);
		n_links += check_links(html->str, linked, verdict);
		check_marked(html->str, verdict);
		g_free(linked);
	}
	g_rand_free(rand);
	g_assert_cmpuint(n_links, >, N_TEXTS / 8); /* or nothing was tried */
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/link-finding/", cases, test_case);
	for (guint seed = 1; seed <= 5; seed++) {
		g_autofree char *path = g_strdup_printf("/link-finding/random/%u", seed);

		g_test_add_data_func(path, GUINT_TO_POINTER(seed), test_random);
	}
	return g_test_run();
}
