/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/wd-limits.h"
#include "wd-judging.h"
#include "wd-rows.h"

typedef struct {
	const char *name;
	const char *text;
	const char *code; /* NULL: nothing found */
	WdRisk risk;
	const char *host; /* NULL: none */
} TextCase;

static const TextCase texts[] = {
	{"plain", "see https://example.com/a", NULL, WD_RISK_SAFE, "example.com"},
	{"script", "javascript:alert(1)", "link.scheme", WD_RISK_DANGEROUS, NULL},
	{"data", "open data:text/html,x", "link.scheme", WD_RISK_DANGEROUS, NULL},
	{"file", "file://server.example/x.lnk", "link.scheme", WD_RISK_DANGEROUS, "server.example"},
	{"user",
	 "https://bank.example@evil.test/",
	 "link.userinfo",
	 WD_RISK_SUSPICIOUS,
	 "evil.test"},
	{"address",
	 "http://198.51.100.7/login",
	 "link.ip-address",
	 WD_RISK_SUSPICIOUS,
	 "198.51.100.7"},
	{"address-in-disguise",
	 "http://0xC6336407/",
	 "link.ip-address",
	 WD_RISK_SUSPICIOUS,
	 "198.51.100.7"},
	{"address-is-noted",
	 "http://198.51.100.7:8080/logs.txt",
	 "link.bare-address",
	 WD_RISK_SAFE,
	 "198.51.100.7"},
	{"address-with-a-program",
	 "http://198.51.100.7/setup.exe",
	 "link.ip-address",
	 WD_RISK_SUSPICIOUS,
	 "198.51.100.7"},
	{"near-name",
	 "https://paypal-login-xyzzy.com/",
	 "link.near-name",
	 WD_RISK_SUSPICIOUS,
	 "paypal-login-xyzzy.com"},
	{"many-signs",
	 "https://secure-xk93kd02zz.vercel.app/verify",
	 "link.made-to-deceive",
	 WD_RISK_SUSPICIOUS,
	 "secure-xk93kd02zz.vercel.app"},
	{"letters-of-mathematics",
	 "https://\U0001d68abc.example/",
	 "link.mixed-script",
	 WD_RISK_SUSPICIOUS,
	 "abc.example"},
	{"carries-a-look-alike",
	 "https://example.com/go?to=https%3A%2F%2Fpaypa1.com%2F",
	 "link.leads-on",
	 WD_RISK_SUSPICIOUS,
	 "example.com"},
	{"carries-one-encoded-twice",
	 "https://example.com/go?to=https%253A%252F%252Fpaypa1.com%252F",
	 "link.leads-on",
	 WD_RISK_SUSPICIOUS,
	 "example.com"},
	{"carries-an-honest-one",
	 "https://archive.example.com/web/2010/http://example.org/",
	 NULL,
	 WD_RISK_SAFE,
	 "archive.example.com"},
	{"soft-hyphen-in-the-host",
	 "https://exa\u00admple.com/",
	 "link.mixed-script",
	 WD_RISK_SUSPICIOUS,
	 "example.com"},
	{"made-unclickable",
	 "hxxps://paypa1[.]com/",
	 "link.lookalike-host",
	 WD_RISK_DANGEROUS,
	 "paypa1.com"},
	{"share-of-a-machine",
	 "\\\\203.0.113.7\\share\\x.lnk",
	 "link.scheme",
	 WD_RISK_DANGEROUS,
	 "203.0.113.7"},
	{"own-network", "http://192.168.1.1/", NULL, WD_RISK_SAFE, "192.168.1.1"},
	{"own-network-as-a-number",
	 "http://3232235777/",
	 "link.ip-address",
	 WD_RISK_SUSPICIOUS,
	 "192.168.1.1"},
	{"own-network-in-hexadecimal",
	 "http://0xC0.0xA8.1.1/",
	 "link.ip-address",
	 WD_RISK_SUSPICIOUS,
	 "192.168.1.1"},
	{"own-machine", "http://127.0.0.1:8080/", NULL, WD_RISK_SAFE, "127.0.0.1"},
	{"look-alike",
	 "https://paypa1.com/",
	 "link.lookalike-host",
	 WD_RISK_DANGEROUS,
	 "paypa1.com"},
	{"mixed-script",
	 "https://wiki.ex\u0430mple/",
	 "link.mixed-script",
	 WD_RISK_SUSPICIOUS,
	 "wiki.xn--exmple-4nf"},
	{"foreign-letters",
	 "https://\u0441\u0435\u0445\u0440.com/",
	 "link.foreign-letters",
	 WD_RISK_SUSPICIOUS,
	 "xn--e1awbr.com"},
	{"refused", "http://exa^mple.com/", "link.invalid-host", WD_RISK_SUSPICIOUS, NULL},
	{"bad-port", "http://example.com:99999/", "link.invalid-host", WD_RISK_SUSPICIOUS, NULL},
	{"reversed",
	 "https://example.com/\u202efdp",
	 "link.direction-override",
	 WD_RISK_DANGEROUS,
	 "example.com"},
	{"shortener-is-noted", "https://bit.ly/abc", "link.shortener", WD_RISK_SAFE, "bit.ly"},
	{"program-is-noted",
	 "https://example.com/setup.exe",
	 "link.executable",
	 WD_RISK_SAFE,
	 "example.com"},
	{"download-behind-half-a-letter",
	 "https://example.com/setup%f0.exe",
	 "link.executable",
	 WD_RISK_SAFE,
	 "example.com"},
	{"half-a-letter-at-the-end",
	 "https://example.com/caf%c3",
	 NULL,
	 WD_RISK_SAFE,
	 "example.com"},
	{"latin-1-at-the-end", "https://example.com/caf%e9", NULL, WD_RISK_SAFE, "example.com"},
	{"imitation-behind-another-scheme",
	 "sftp://paypa1.com/x",
	 "link.lookalike-host",
	 WD_RISK_DANGEROUS,
	 "paypa1.com"},
	{"user-and-address-of-a-server",
	 "sftp://ann@192.0.2.5/x.sh",
	 NULL,
	 WD_RISK_SAFE,
	 "192.0.2.5"},
	{"international",
	 "https://b\u00fccher.example/",
	 NULL,
	 WD_RISK_SAFE,
	 "xn--bcher-kva.example"},
};

static void
test_text(gconstpointer data)
{
	const TextCase *row = data;
	g_autoptr(WdVerdict) verdict =
		wd_test_judge(&(WdEvent){.text = row->text}, &wd_test_contact, (WdTestSetting){0});
	const WdLinkReport *link;

	g_assert_cmpuint(verdict->links->len, ==, 1);
	link = g_ptr_array_index(verdict->links, 0);
	g_assert_cmpstr(link->host, ==, row->host);
	g_assert_cmpstr(wd_risk_to_string(link->risk), ==, wd_risk_to_string(row->risk));
	g_assert_cmpint(verdict->action >= WD_ACTION_WARN, ==, row->risk > WD_RISK_SAFE);
	g_assert_cmpint(verdict->score > 0, ==, row->risk > WD_RISK_SAFE);
	if (row->code != NULL)
		g_assert_true(wd_verdict_has(verdict, row->code));
	else
		g_assert_cmpuint(verdict->findings->len, ==, 0);
}

typedef struct {
	const char *name;
	const char *url;
	const char *link_text; /* NULL: not known */
	const char *code;      /* NULL: opens */
} ClickCase;

static const ClickCase clicks[] = {
	{"same", "https://example.com/a", "https://example.com/a", NULL},
	{"words", "https://example.com/a", "click here", NULL},
	{"text-not-known", "https://example.com/a", NULL, NULL},
	{"another-host", "https://evil.test/", "https://example.com/", "link.text-mismatch"},
	{"bare-host", "https://evil.test/", "paypal.com", "link.text-mismatch"},
	{"host-among-words", "https://evil.test/", "see example.com", "link.text-mismatch"},
	{"same-site", "https://www.example.com/x", "example.com", NULL},
	{"other-spelling", "http://127.0.0.1/", "http://2130706433/", NULL},
	{"customers-of-one-platform",
	 "https://eve.github.io/",
	 "https://ann.github.io/",
	 "link.text-mismatch"},
	{"mail", "mailto:help@example.com", "help@example.com", NULL},
	{"mail-elsewhere", "mailto:help@evil.test", "help@example.com", "link.text-mismatch"},
	{"mail-text-web-target", "https://evil.test/", "help@example.com", "link.text-mismatch"},
	{"two-sites-named", "https://b.example/", "https://a.example/ or https://b.example/", NULL},
	{"nothing-to-see", "https://example.com/", "", "link.hidden"},
	{"zero-width", "https://example.com/", "\u200b\u2060", "link.hidden"},
	{"redirector",
	 "https://www.google.com/url?q=https%3A%2F%2Fevil.test%2F",
	 "www.google.com",
	 "link.redirector"},
	{"redirector-in-words", "https://www.google.com/url?q=https://evil.test/", "results", NULL},
	{"redirector-to-itself",
	 "https://www.google.com/url?q=https://maps.google.com/",
	 "www.google.com",
	 NULL},
	{"no-scheme", "just words", "just words", NULL},
	{"empty", "", NULL, NULL},
	{"refused", "http://exa mple.com/", "http://exa mple.com/", "link.invalid-host"},
};

static void
test_click(gconstpointer data)
{
	const ClickCase *row = data;
	g_autoptr(WdVerdict) verdict = wd_test_judge(
		&(WdEvent){.kind = WD_EVENT_LINK, .url = row->url, .link_text = row->link_text},
		&wd_test_contact,
		(WdTestSetting){0});

	g_assert_cmpuint(verdict->links->len, ==, 1);
	g_assert_cmpint(verdict->action, ==, row->code == NULL ? WD_ACTION_ALLOW : WD_ACTION_WARN);
	if (row->code != NULL)
		g_assert_true(wd_verdict_has(verdict, row->code));
}

typedef struct {
	const char *name;
	const char *text;
	const char *html;
	guint n_links;
	const char *code; /* NULL: nothing found */
	gsize start;
	gsize end;
} HtmlCase;

static const HtmlCase htmls[] = {
	{"elsewhere",
	 "go to example.com now",
	 "go to <a href=\"https://evil.test/\">example.com</a> now",
	 2,
	 "link.text-mismatch",
	 6,
	 17},
	{"same",
	 "https://example.com/",
	 "<a href=\"https://example.com/\">https://example.com/</a>",
	 1,
	 NULL,
	 0,
	 20},
	{"words-that-lead-elsewhere",
	 "https://b.example/",
	 "<a href=\"https://a.example/\">https://b.example/</a>",
	 2,
	 "link.text-mismatch",
	 0,
	 18},
	{"words-of-another-scheme",
	 "file://b.example/",
	 "<a href=\"xmpp:a\">file://b.example/</a>",
	 2,
	 "link.scheme",
	 0,
	 17},
	{"marked-and-plain",
	 "here or https://b.example/",
	 "<a href=\"https://a.example/\">here</a> or https://b.example/",
	 2,
	 NULL,
	 0,
	 4},
	{"hidden", "hi", "hi<a href=\"https://example.com/\"></a>", 1, "link.hidden", 0, 0},
	{"script", "notes", "<a href='java&#115;cript:x'>notes</a>", 1, "link.scheme", 0, 5},
	{"text-not-there", "other", "<a href=\"https://example.com/\">words</a>", 1, NULL, 0, 0},
};

static void
test_html(gconstpointer data)
{
	const HtmlCase *row = data;
	g_autoptr(WdVerdict) verdict =
		wd_test_judge(&(WdEvent){.text = row->text, .html = row->html},
			      &wd_test_contact,
			      (WdTestSetting){0});
	const WdLinkReport *first;

	g_assert_cmpuint(verdict->links->len, ==, row->n_links);
	first = g_ptr_array_index(verdict->links, 0);
	g_assert_cmpuint(first->start, ==, row->start);
	g_assert_cmpuint(first->end, ==, row->end);
	if (row->code != NULL)
		g_assert_true(wd_verdict_has(verdict, row->code));
	else
		g_assert_cmpuint(verdict->findings->len, ==, 0);
}

typedef struct {
	const char *name;
	WdTestSetting setting;
	const char *text;
	WdAction action;
	guint treatment;
} PolicyCase;

static const PolicyCase policies[] = {
	{"plain",
	 {WD_KEY_LINKS_ACTION, "plain"},
	 "http://198.51.100.7/login",
	 WD_ACTION_WARN,
	 WD_TREATMENT_PLAIN},
	{"plain-but-safe", {WD_KEY_LINKS_ACTION, "plain"}, "http://a.example/", WD_ACTION_ALLOW, 0},
	{"hold", {WD_KEY_LINKS_ACTION, "hold"}, "http://198.51.100.7/login", WD_ACTION_HOLD, 0},
	{"block", {WD_KEY_LINKS_ACTION, "block"}, "http://198.51.100.7/login", WD_ACTION_BLOCK, 0},
	{"switched-off",
	 {WD_KEY_LINKS_ENABLED, "false"},
	 "http://198.51.100.7/login",
	 WD_ACTION_ALLOW,
	 0},
	{"denied", {WD_KEY_LINKS_DENY, "bad.example"}, "http://x.bad.example/", WD_ACTION_WARN, 0},
	{"denied-star",
	 {WD_KEY_LINKS_DENY, "*.bad.example"},
	 "http://x.bad.example/",
	 WD_ACTION_WARN,
	 0},
	{"denied-behind-another-scheme",
	 {WD_KEY_LINKS_DENY, "bad.example"},
	 "sftp://x.bad.example/",
	 WD_ACTION_WARN,
	 0},
	{"not-denied",
	 {WD_KEY_LINKS_DENY, "bad.example"},
	 "http://notbad.example/",
	 WD_ACTION_ALLOW,
	 0},
	{"allowed", {WD_KEY_LINKS_ALLOW, "paypa1.com"}, "http://paypa1.com/", WD_ACTION_ALLOW, 0},
	{"allowed-site-in-a-script",
	 {WD_KEY_LINKS_ALLOW, "good.example"},
	 "javascript://good.example/%0aalert(1)",
	 WD_ACTION_WARN,
	 0},
	{"protected",
	 {WD_KEY_LINKS_PROTECTED_DOMAINS, "warden-bank.example"},
	 "http://wardem-bank.example/",
	 WD_ACTION_WARN,
	 0},
	{"not-protected", {WD_KEY_LINKS_ENABLED, "true"}, "http://login7.top/", WD_ACTION_WARN, 0},
	{"protected-itself",
	 {WD_KEY_LINKS_PROTECTED_DOMAINS, "login7.top"},
	 "http://login7.top/",
	 WD_ACTION_ALLOW,
	 0},
};

static void
test_policy(gconstpointer data)
{
	const PolicyCase *row = data;
	g_autoptr(WdVerdict) verdict =
		wd_test_judge(&(WdEvent){.text = row->text}, &wd_test_contact, row->setting);

	g_assert_cmpstr(wd_action_to_string(verdict->action), ==, wd_action_to_string(row->action));
	g_assert_cmphex(verdict->treatment, ==, row->treatment);
}

/* The person's own list of allowed sites must not undo what the company denies. */
static void
test_denied_beats_allowed(void)
{
	WdPolicySetting settings[WD_N_KEYS] = {0};
	const WdEvent fields = {.text = "http://x.bad.example/ http://y.good.example/"};
	g_autoptr(WdEvent) event = wd_event_new(&fields);
	g_autoptr(WdPolicy) policy = NULL;
	g_autoptr(WdVerdict) verdict = NULL;
	const WdLinkReport *link;

	settings[WD_KEY_LINKS_ALLOW] = (WdPolicySetting){.text = (char *)"bad.example;good.example",
							 .level = WD_LEVEL_USER};
	settings[WD_KEY_LINKS_DENY] =
		(WdPolicySetting){.text = (char *)"bad.example", .level = WD_LEVEL_IT_MANAGED};
	policy = wd_policy_new(settings, NULL);
	verdict = wd_judge(event, &wd_test_contact, policy);
	g_assert_cmpuint(verdict->links->len, ==, 2);
	link = g_ptr_array_index(verdict->links, 0);
	g_assert_cmpint(link->risk, ==, WD_RISK_DANGEROUS);
	link = g_ptr_array_index(verdict->links, 1);
	g_assert_cmpint(link->risk, ==, WD_RISK_SAFE);
}

/* A link alone, in a stranger's first message, is never a finding. */
static void
test_link_of_a_stranger(void)
{
	g_autoptr(WdVerdict) verdict = wd_test_judge(
		&(WdEvent){.text = "https://example.com/"}, &wd_test_stranger, (WdTestSetting){0});

	g_assert_cmpint(verdict->action, ==, WD_ACTION_NOTE);
	g_assert_cmpfloat(verdict->score, ==, 0);
}

static void
test_too_many(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(WdVerdict) verdict = NULL;

	for (guint i = 0; i < WD_LIMIT_LINKS + 5; i++)
		g_string_append(text, "http://a.example/ ");
	verdict =
		wd_test_judge(&(WdEvent){.text = text->str}, &wd_test_contact, (WdTestSetting){0});
	g_assert_true(wd_verdict_has(verdict, "link.too-many"));
	g_assert_cmpuint(verdict->links->len, ==, WD_LIMIT_LINKS);
}

/* More findings than a verdict holds, and the one that says so is among them. */
static void
test_too_many_risky(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(WdVerdict) verdict = NULL;

	for (guint i = 0; i < WD_LIMIT_LINKS + 5; i++)
		g_string_append_printf(text, "http://paypa1.com/%u ", i);
	verdict =
		wd_test_judge(&(WdEvent){.text = text->str}, &wd_test_contact, (WdTestSetting){0});
	g_assert_true(wd_verdict_has(verdict, "link.too-many"));
	g_assert_true(wd_verdict_has(verdict, "link.lookalike-host"));
}

static void
test_outgoing_is_free(void)
{
	g_autoptr(WdVerdict) verdict = wd_test_judge(
		&(WdEvent){.direction = WD_DIRECTION_OUT, .text = "http://198.51.100.7/login"},
		&wd_test_contact,
		(WdTestSetting){0});

	g_assert_cmpint(verdict->action, ==, WD_ACTION_ALLOW);
}

/* One question, whatever the message holds, and none for what a person may well send. */
static void
test_outgoing_asks_once(void)
{
	static const struct {
		const char *text;
		gboolean is_asked;
	} rows[] = {
		{"sign in at https://paypa1.com/ or https://g00gle.com/", TRUE},
		{"the page was hxxps://paypa1[.]com/", TRUE},
		{"see file:///etc/motd and javascript:alert(1)", FALSE},
		{"see https://www.paypal.com/", FALSE},
		{"no link", FALSE},
	};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		g_autoptr(WdVerdict) verdict = wd_test_judge(
			&(WdEvent){.direction = WD_DIRECTION_OUT, .text = rows[i].text},
			&wd_test_contact,
			(WdTestSetting){0});

		g_assert_cmpint(
			verdict->action, ==, rows[i].is_asked ? WD_ACTION_WARN : WD_ACTION_ALLOW);
		g_assert_cmpuint(verdict->findings->len, ==, rows[i].is_asked ? 1 : 0);
		g_assert_cmpint(wd_verdict_has(verdict, "link.outgoing"), ==, rows[i].is_asked);
	}
}

/* A link of a hundred kilobytes is judged by its beginning, and is marked. */
static void
test_very_long(void)
{
	g_autofree char *path = g_strnfill(100000, 'a');
	g_autofree char *text = g_strconcat("see https://example.com/", path, " now", NULL);
	g_autoptr(WdVerdict) verdict =
		wd_test_judge(&(WdEvent){.text = text}, &wd_test_contact, (WdTestSetting){0});
	const WdLinkReport *link;

	g_assert_cmpuint(verdict->links->len, ==, 1);
	link = g_ptr_array_index(verdict->links, 0);
	g_assert_cmpstr(link->host, ==, "example.com");
	g_assert_true(wd_verdict_has(verdict, "link.very-long"));
	g_assert_cmpint(verdict->action, ==, WD_ACTION_WARN);
}

/* A host of tens of thousands of labels, which no name service knows: looking through all of them
 * for each would take twenty seconds. */
static void
test_endless_host(void)
{
	g_autoptr(GString) text = g_string_new("http://");
	g_autoptr(WdVerdict) verdict = NULL;

	for (guint i = 0; i < 30000; i++)
		g_string_append(text, "a.");
	g_string_append(text, "com/");
	verdict =
		wd_test_judge(&(WdEvent){.text = text->str}, &wd_test_contact, (WdTestSetting){0});
	g_assert_true(wd_verdict_has(verdict, "link.very-long"));
}

static void
test_click_in_own_message(void)
{
	g_autoptr(WdVerdict) verdict = wd_test_judge(&(WdEvent){.kind = WD_EVENT_LINK,
								.direction = WD_DIRECTION_OUT,
								.url = "http://198.51.100.7/login"},
						     &wd_test_contact,
						     (WdTestSetting){0});

	g_assert_cmpint(verdict->action, ==, WD_ACTION_WARN);
}

/* The last one of many in the markup shows nothing that could be found in the text. */
static void
test_too_many_in_markup(void)
{
	g_autoptr(GString) html = g_string_new(NULL);
	g_autoptr(WdVerdict) verdict = NULL;

	for (guint i = 0; i < WD_LIMIT_LINKS; i++)
		g_string_append(html, "<a href=\"https://example.com/\">x</a>");
	g_string_append(html, "<a href=\"http://198.51.100.7/\">example.com</a>");
	verdict = wd_test_judge(
		&(WdEvent){.text = "x", .html = html->str}, &wd_test_contact, (WdTestSetting){0});
	g_assert_true(wd_verdict_has(verdict, "link.too-many"));
	g_assert_cmpint(verdict->action, ==, WD_ACTION_WARN);
}

/* The words of a harmless link stand inside a bare one that is not. */
static void
test_words_inside_another_link(void)
{
	g_autoptr(WdVerdict) verdict =
		wd_test_judge(&(WdEvent){.text = "http://198.51.100.7/login or login",
					 .html = "http://198.51.100.7/login or "
						 "<a href=\"https://example.com/\">login</a>"},
			      &wd_test_contact,
			      (WdTestSetting){0});

	g_assert_true(wd_verdict_has(verdict, "link.ip-address"));
}

/* A link to a program is a download that has not begun: at the click [Files] decides. */
typedef struct {
	const char *name;
	WdEventKind kind;
	gboolean is_known;
	const char *url;
	WdAction action;
} DownloadCase;

static const DownloadCase download_cases[] = {
	{"said-by-a-contact", WD_EVENT_IM, TRUE, "https://a.example/x.deb", WD_ACTION_NOTE},
	{"said-by-a-stranger", WD_EVENT_IM, FALSE, "https://a.example/x.deb", WD_ACTION_NOTE},
	{"clicked-from-a-contact", WD_EVENT_LINK, TRUE, "https://a.example/x.deb", WD_ACTION_WARN},
	{"clicked-from-a-stranger",
	 WD_EVENT_LINK,
	 FALSE,
	 "https://a.example/x.deb",
	 WD_ACTION_HOLD},
	{"disguised-of-a-contact",
	 WD_EVENT_IM,
	 TRUE,
	 "https://a.example/invoice.pdf.exe",
	 WD_ACTION_WARN},
	{"disguised-of-a-stranger",
	 WD_EVENT_IM,
	 FALSE,
	 "https://a.example/invoice.pdf.exe",
	 WD_ACTION_HOLD},
	{"escaped-disguise",
	 WD_EVENT_IM,
	 TRUE,
	 "https://a.example/up/photo.jpg%20%20.scr",
	 WD_ACTION_WARN},
	{"picture", WD_EVENT_LINK, FALSE, "https://a.example/x.jpg", WD_ACTION_ALLOW},
};

static void
test_download(gconstpointer data)
{
	const DownloadCase *row = data;
	const WdEvent fields = {
		.kind = row->kind,
		.protocol = "prpl-jabber",
		.account = "me@a.example",
		.peer = "x@b.example",
		.text = row->url,
		.url = row->url,
	};
	const WdContext context = {.is_known = row->is_known, .is_roster_loaded = TRUE};
	g_autoptr(WdPolicy) policy = wd_policy_new(NULL, NULL);
	g_autoptr(WdEvent) event = wd_event_new(&fields);
	g_autoptr(WdVerdict) verdict = wd_judge(event, &context, policy);

	g_assert_cmpint(verdict->action, ==, row->action);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/risky-link/text/", texts, test_text);
	WD_ADD_ROWS("/risky-link/click/", clicks, test_click);
	WD_ADD_ROWS("/risky-link/html/", htmls, test_html);
	WD_ADD_ROWS("/risky-link/download/", download_cases, test_download);
	WD_ADD_ROWS("/risky-link/policy/", policies, test_policy);
	g_test_add_func("/risky-link/denied-beats-allowed", test_denied_beats_allowed);
	g_test_add_func("/risky-link/link-of-a-stranger", test_link_of_a_stranger);
	g_test_add_func("/risky-link/too-many", test_too_many);
	g_test_add_func("/risky-link/too-many-risky", test_too_many_risky);
	g_test_add_func("/risky-link/too-many-in-markup", test_too_many_in_markup);
	g_test_add_func("/risky-link/words-inside-another", test_words_inside_another_link);
	g_test_add_func("/risky-link/outgoing-is-free", test_outgoing_is_free);
	g_test_add_func("/risky-link/outgoing-asks-once", test_outgoing_asks_once);
	g_test_add_func("/risky-link/very-long", test_very_long);
	g_test_add_func("/risky-link/endless-host", test_endless_host);
	g_test_add_func("/risky-link/click-in-own-message", test_click_in_own_message);
	return g_test_run();
}
