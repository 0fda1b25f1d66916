/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-error.h"
#include "engine/wd-policy-item.h"

typedef struct {
	const char *name;
	WdItemShape shape;
	const char *item;
	gboolean is_good;
} ItemCase;

static const ItemCase items[] = {
	{"text", WD_ITEM_TEXT, "Any thing; at all", TRUE},
	{"text-empty", WD_ITEM_TEXT, "", FALSE},
	{"text-newline", WD_ITEM_TEXT, "two\nlines", FALSE},
	{"peer", WD_ITEM_PEER, "*@corp.example", TRUE},
	{"peer-bell", WD_ITEM_PEER, "a\x07", FALSE},
	{"domain", WD_ITEM_DOMAIN, "bank.example", TRUE},
	{"domain-wildcard", WD_ITEM_DOMAIN, "*.bank.example", TRUE},
	{"domain-idn", WD_ITEM_DOMAIN, "b\xc3\xa4nk.example", TRUE},
	{"domain-star-only", WD_ITEM_DOMAIN, "*", FALSE},
	{"domain-star-inside", WD_ITEM_DOMAIN, "www.*.example", FALSE},
	{"domain-star-glued", WD_ITEM_DOMAIN, "*bank.example", FALSE},
	{"domain-dot-first", WD_ITEM_DOMAIN, ".bank.example", FALSE},
	{"domain-port", WD_ITEM_DOMAIN, "bank.example:443", FALSE},
	{"domain-path", WD_ITEM_DOMAIN, "bank.example/login", FALSE},
	{"domain-user", WD_ITEM_DOMAIN, "me@bank.example", FALSE},
	{"domain-space", WD_ITEM_DOMAIN, "bank example", FALSE},
	{"extension", WD_ITEM_EXTENSION, "tar", TRUE},
	{"extension-upper", WD_ITEM_EXTENSION, "EXE", FALSE},
	{"extension-two", WD_ITEM_EXTENSION, "tar.gz", FALSE},
	{"extension-long", WD_ITEM_EXTENSION, "abcdefghijklmnopq", FALSE},
	{"protocol", WD_ITEM_PROTOCOL, "prpl-jabber", TRUE},
	{"protocol-dotted", WD_ITEM_PROTOCOL, "prpl-eion.robb-discord", TRUE},
	{"protocol-name", WD_ITEM_PROTOCOL, "Bonjour", FALSE},
	{"strangers", WD_ITEM_STRANGERS, "*@partner.example=screen", TRUE},
	{"strangers-in-parts", WD_ITEM_STRANGERS, "prpl-irc:*:*=allow", TRUE},
	{"strangers-name-with-a-mark", WD_ITEM_STRANGERS, "a=b=block", TRUE},
	{"strangers-nobody", WD_ITEM_STRANGERS, "=block", FALSE},
	{"strangers-no-treatment", WD_ITEM_STRANGERS, "*@partner.example", FALSE},
	{"strangers-empty-treatment", WD_ITEM_STRANGERS, "*@partner.example=", FALSE},
	{"strangers-other-word", WD_ITEM_STRANGERS, "*@partner.example=note", FALSE},
	{"strangers-upper", WD_ITEM_STRANGERS, "*@partner.example=Block", FALSE},
	{"strangers-space", WD_ITEM_STRANGERS, "*@partner.example= block", FALSE},
	{"path", WD_ITEM_PATH, "/etc/warden/lists/spam.txt", TRUE},
	{"path-relative", WD_ITEM_PATH, "spam.txt", TRUE},
	{"path-two-dots-in-a-name", WD_ITEM_PATH, "/srv/a..b/spam.txt", TRUE},
	{"path-up", WD_ITEM_PATH, "../spam.txt", FALSE},
	{"path-up-inside", WD_ITEM_PATH, "/etc/warden/../spam.txt", FALSE},
	{"path-up-at-the-end", WD_ITEM_PATH, "lists/..", FALSE},
	{"path-home", WD_ITEM_PATH, "~/spam.txt", FALSE},
	{"date", WD_ITEM_DATE, "2028-02-29", TRUE},
	{"date-of-no-leap-year", WD_ITEM_DATE, "2027-02-29", FALSE},
	{"date-thirteenth-month", WD_ITEM_DATE, "2027-13-01", FALSE},
	{"date-short", WD_ITEM_DATE, "2027-1-1", FALSE},
	{"date-other-order", WD_ITEM_DATE, "31-01-2027", FALSE},
	{"date-dashes", WD_ITEM_DATE, "----------", FALSE},
	{"version", WD_ITEM_VERSION, "0.1.0", TRUE},
	{"version-one", WD_ITEM_VERSION, "2", TRUE},
	{"version-v", WD_ITEM_VERSION, "v2", FALSE},
	{"version-gap", WD_ITEM_VERSION, "1..2", FALSE},
	{"version-dot-last", WD_ITEM_VERSION, "1.", FALSE},
	{"url", WD_ITEM_URL, "https://intranet.example/rules", TRUE},
	{"url-script", WD_ITEM_URL, "javascript:alert(1)", FALSE},
	{"url-bare", WD_ITEM_URL, "intranet.example/rules", FALSE},
	{"url-space", WD_ITEM_URL, "https://a b/", FALSE},
	{"report-to-mail", WD_ITEM_REPORT_TO, "mailto:abuse@corp.example", TRUE},
	{"report-to-web", WD_ITEM_REPORT_TO, "https://corp.example/abuse", FALSE},
	{"report-to-two-words", WD_ITEM_REPORT_TO, "the helpdesk", FALSE},
	{"recipient",
	 WD_ITEM_RECIPIENT,
	 "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
	 TRUE},
	{"recipient-upper",
	 WD_ITEM_RECIPIENT,
	 "AGE1ZVKYG2LQZRAA2LNJVQEJ32NKUU0UES2S82HZRYE869XEEXVN73EQUNUJWJ",
	 FALSE},
	{"recipient-secret",
	 WD_ITEM_RECIPIENT,
	 "AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ",
	 FALSE},
	{"question", WD_ITEM_QUESTION, "How many legs has a horse?=4|four", TRUE},
	{"question-equals-inside", WD_ITEM_QUESTION, "2+2=?=4", TRUE},
	{"question-no-answer", WD_ITEM_QUESTION, "How many legs has a horse?=", FALSE},
	{"question-no-equals", WD_ITEM_QUESTION, "How many legs has a horse?", FALSE},
	{"question-only-answer", WD_ITEM_QUESTION, "=four", FALSE},
	{"question-empty-alternative", WD_ITEM_QUESTION, "Up or down?=up||down", FALSE},
	{"question-answer-of-stops", WD_ITEM_QUESTION, "Up or down?=...", FALSE},
	{"pin",
	 WD_ITEM_PIN,
	 "im.corp.example sha256/ERERERERERERERERERERERERERERERERERERERERERE=",
	 TRUE},
	{"pin-of-nobody", WD_ITEM_PIN, "none", TRUE},
	{"pin-without-a-host",
	 WD_ITEM_PIN,
	 "sha256/ERERERERERERERERERERERERERERERERERERERERERE=",
	 FALSE},
	{"pin-in-hexadecimal", WD_ITEM_PIN, "im.corp.example sha256/11:11:11", FALSE},
	{"recipient-cut",
	 WD_ITEM_RECIPIENT,
	 "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujw",
	 FALSE},
};

static void
test_item(gconstpointer data)
{
	const ItemCase *row = data;
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(wd_policy_item_check(row->shape, row->item, &error), ==, row->is_good);
	if (row->is_good) {
		g_assert_no_error(error);
		return;
	}
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
	g_assert_nonnull(strstr(error->message, wd_policy_item_describe(row->shape)));
}

static void
test_long_text(void)
{
	g_autofree char *long_text = g_strnfill(257, 'a');

	g_assert_false(wd_policy_item_check(WD_ITEM_PEER, long_text, NULL));
	long_text[256] = '\0';
	g_assert_true(wd_policy_item_check(WD_ITEM_PEER, long_text, NULL));
}

/* A secret key that ended up in the wrong place must not be told in full. */
static void
test_shows_little(void)
{
	g_autoptr(GError) error = NULL;

	g_assert_false(wd_policy_reject(
		&error, "x", "AGE-SECRET-KEY-1ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOTAIL", ""));
	g_assert_null(strstr(error->message, "TAIL"));
}

static void
test_remark(void)
{
	g_assert_cmpstr(wd_policy_hint_remark("true"), ==, "");
	g_assert_cmpstr(wd_policy_hint_remark("a#b"), ==, "");
	g_assert_nonnull(strstr(wd_policy_hint_remark("true # note"), "line of its own"));
	g_assert_nonnull(strstr(wd_policy_hint_remark("true ; note"), "line of its own"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(items); i++) {
		g_autofree char *path = g_strconcat("/policy-item/", items[i].name, NULL);

		g_test_add_data_func(path, &items[i], test_item);
	}
	g_test_add_func("/policy-item/long-text", test_long_text);
	g_test_add_func("/policy-item/shows-little", test_shows_little);
	g_test_add_func("/policy-item/remark", test_remark);
	return g_test_run();
}
