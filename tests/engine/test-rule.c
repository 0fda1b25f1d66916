/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/wd-error.h"
#include "engine/wd-rule.h"

typedef struct {
	const char *name;
	const char *text;
	const char *expected; /* NULL: it parses */
} ParseCase;

static const ParseCase texts[] = {
	{"everything", "action=block", NULL},
	{"guests",
	 "kind=im,chat;direction=out;recipient=*@guest.example;action=block;reason=No business.",
	 NULL},
	{"space", " kind = im , chat ; action = hold ", NULL},
	{"reason-with-semicolon", "action=warn;reason=First\\; then second", NULL},
	{"stranger", "stranger=true;action=hold", NULL},
	{"empty", "", "action=…"},
	{"no-action", "kind=im", "action=…"},
	{"unknown-kind", "kind=mail;action=warn", "a kind of event"},
	{"unknown-action", "action=drop", "an action"},
	{"unknown-condition", "colour=red;action=warn", "kind, direction"},
	{"no-equals", "im;action=warn", "condition=value"},
	{"twice", "kind=im;kind=chat;action=warn", "each condition once"},
	{"empty-pattern", "peer=;action=warn", "a pattern"},
	{"empty-choice", "kind=;action=warn", "a kind of event"},
	{"sender-goes-out", "direction=out;sender=*;action=warn", "agrees with direction"},
	{"recipient-comes-in", "recipient=*;direction=in;action=warn", "recipient implies"},
	{"two-peers", "sender=a;recipient=b;action=warn", "only one of peer"},
	{"half-truth", "stranger=maybe;action=warn", "true or false"},
};

static void
test_parse(gconstpointer data)
{
	const ParseCase *row = data;
	g_autoptr(GError) error = NULL;
	g_autoptr(WdRule) rule = wd_rule_parse("10-x", row->text, &error);

	if (row->expected == NULL) {
		g_assert_no_error(error);
		g_assert_cmpstr(rule->id, ==, "10-x");
		g_assert_cmpstr(rule->text, ==, row->text);
		return;
	}
	g_assert_null(rule);
	g_assert_error(error, WD_ERROR, WD_ERROR_MALFORMED);
	g_assert_nonnull(strstr(error->message, row->expected));
}

typedef struct {
	const char *name;
	const char *text;
	WdEvent event;
	gboolean is_known;
	gboolean is_match;
} MatchCase;

#define IM_IN(peer_, text_)                                                                        \
	{                                                                                          \
		.peer = peer_, .text = text_                                                       \
	}
#define IM_OUT(peer_, text_)                                                                       \
	{                                                                                          \
		.direction = WD_DIRECTION_OUT, .peer = peer_, .text = text_                        \
	}

static const MatchCase matches[] = {
	{"kind", "kind=im;action=warn", IM_IN("a@x", ""), FALSE, TRUE},
	{"other-kind", "kind=chat,file;action=warn", IM_IN("a@x", ""), FALSE, FALSE},
	{"sender", "sender=*@x;action=warn", IM_IN("a@x", ""), FALSE, TRUE},
	{"sender-of-mine", "sender=*@x;action=warn", IM_OUT("a@x", ""), FALSE, FALSE},
	{"recipient", "recipient=*@x;action=warn", IM_OUT("a@x", ""), FALSE, TRUE},
	{"resource", "recipient=*@x;action=warn", IM_OUT("a@x/desk", ""), FALSE, TRUE},
	{"nick-like-a-name", "sender=*@x;action=block", IM_IN("r@y/a@x", ""), FALSE, TRUE},
	{"nick-like-a-name-to-allow",
	 "sender=*@x;action=allow",
	 IM_IN("r@y/a@x", ""),
	 FALSE,
	 FALSE},
	{"resource-to-allow", "sender=*@x;action=allow", IM_IN("a@x/desk", ""), FALSE, TRUE},
	{"nick-to-allow", "sender=r@y/a*;action=allow", IM_IN("r@y/ann", ""), FALSE, TRUE},
	{"case", "peer=*@X.Example;action=warn", IM_IN("A@x.exAmple", ""), FALSE, TRUE},
	{"suffix-is-no-domain", "peer=*@x;action=warn", IM_IN("a@xy", ""), FALSE, FALSE},
	{"any-of", "peer=b@x,a@x;action=warn", IM_IN("a@x", ""), FALSE, TRUE},
	{"text", "text=*invoice*;action=warn", IM_IN("a@x", "Your INVOICE, sir"), FALSE, TRUE},
	{"text-whole", "text=invoice;action=warn", IM_IN("a@x", "Your invoice"), FALSE, FALSE},
	{"stranger", "stranger=true;action=warn", IM_IN("a@x", ""), FALSE, TRUE},
	{"no-stranger", "stranger=true;action=warn", IM_IN("a@x", ""), TRUE, FALSE},
	{"contact", "stranger=false;action=warn", IM_IN("a@x", ""), TRUE, TRUE},
	{"no-file-there", "file=*;action=warn", IM_IN("a@x", ""), FALSE, FALSE},
	{"file",
	 "file=*.iso;action=warn",
	 {.kind = WD_EVENT_FILE, .peer = "a", .file_name = "Disk.ISO"},
	 FALSE,
	 TRUE},
	{"encryption",
	 "encryption=none,tls;action=warn",
	 {.peer = "a", .encryption = WD_ENCRYPTION_TLS},
	 FALSE,
	 TRUE},
	{"encrypted",
	 "encryption=none,tls;action=warn",
	 {.peer = "a", .encryption = WD_ENCRYPTION_OTR},
	 FALSE,
	 FALSE},
	{"protocol",
	 "protocol=prpl-irc;account=me*;action=warn",
	 {.protocol = "prpl-irc", .account = "me@irc.example", .peer = "a"},
	 FALSE,
	 TRUE},
	{"every-condition",
	 "protocol=prpl-irc;account=you*;action=warn",
	 {.protocol = "prpl-irc", .account = "me@irc.example", .peer = "a"},
	 FALSE,
	 FALSE},
};

static void
test_match(gconstpointer data)
{
	const MatchCase *row = data;
	g_autoptr(GError) error = NULL;
	g_autoptr(WdRule) rule = wd_rule_parse("r", row->text, &error);
	g_autoptr(WdEvent) event = wd_event_new(&row->event);
	const WdContext context = {.is_known = row->is_known, .is_roster_loaded = TRUE};

	g_assert_no_error(error);
	g_assert_cmpint(wd_rule_matches(rule, event, &context), ==, row->is_match);
}

static void
test_first_match_decides(void)
{
	g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func((GDestroyNotify)wd_rule_free);
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){.peer = "boss@corp.example"});
	const WdContext context = {.is_roster_loaded = TRUE};

	g_ptr_array_add(rules, wd_rule_parse("10", "peer=*@other.example;action=block", NULL));
	g_ptr_array_add(rules, wd_rule_parse("20", "peer=boss@*;action=allow", NULL));
	g_ptr_array_add(rules, wd_rule_parse("30", "peer=*;action=block", NULL));
	g_assert_cmpstr(wd_rule_find(rules, event, &context)->id, ==, "20");
	g_ptr_array_set_size(rules, 1);
	g_assert_null(wd_rule_find(rules, event, &context));
}

static void
test_too_long(void)
{
	g_autofree char *peer = g_strnfill(5000, 'a');
	g_autofree char *text = g_strconcat("action=warn;peer=", peer, NULL);
	g_autoptr(GError) error = NULL;

	g_assert_null(wd_rule_parse("10", text, &error));
	g_assert_error(error, WD_ERROR, WD_ERROR_TOO_LONG);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *path = g_strconcat("/rule/parse/", texts[i].name, NULL);

		g_test_add_data_func(path, &texts[i], test_parse);
	}
	for (guint i = 0; i < G_N_ELEMENTS(matches); i++) {
		g_autofree char *path = g_strconcat("/rule/match/", matches[i].name, NULL);

		g_test_add_data_func(path, &matches[i], test_match);
	}
	g_test_add_func("/rule/first-match-decides", test_first_match_decides);
	g_test_add_func("/rule/too-long", test_too_long);
	return g_test_run();
}
