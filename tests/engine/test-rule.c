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
	{"files",
	 "kind=file;class=program,script;content=macros,encrypted;type=image/*;size=>10M;"
	 "group=Work*;action=hold",
	 NULL},
	{"size-below", "size=<500k;action=note", NULL},
	{"size-without-sign", "size=10M;action=hold", "a size such as"},
	{"size-of-another-unit", "size=>10TB;action=hold", "a size such as"},
	{"size-without-number", "size=>;action=hold", "a size such as"},
	{"size-below-nothing", "size=<-5;action=hold", "a size such as"},
	{"size-too-large", "size=>99999999999G;action=hold", "a size such as"},
	{"unknown-class", "class=virus;action=hold", "a class of file"},
	{"unknown-content", "content=virus;action=hold", "what may be in a file"},
	{"peer-group", "peer-group=sales, press;action=warn", NULL},
	{"empty-group", "peer-group=sales,;action=warn", "the name of a group"},
	{"hours", "time=08:00-12:00,13:00-17:00;days=mon-fri,sun;action=warn", NULL},
	{"hours-without-end", "time=08:00;action=warn", "hours such as"},
	{"hours-by-word", "time=noon;action=warn", "hours such as"},
	{"no-day", "days=weekend;action=warn", "days such as"},
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

static const WdFileFacts zip_facts = {
	.size = 2048,
	.type = "application/zip",
	.file_class = WD_FILE_ARCHIVE,
	.flags = WD_FILE_PROGRAM_INSIDE,
};

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
	{"domain", "domain=x.example;action=warn", IM_IN("a@X.example/desk", ""), FALSE, TRUE},
	{"domain-below", "domain=x.example;action=warn", IM_IN("a@y.x.example", ""), FALSE, FALSE},
	{"domain-wildcard",
	 "domain=*.x.example;action=warn",
	 IM_IN("a@y.x.example", ""),
	 FALSE,
	 TRUE},
	{"domain-in-nick",
	 "domain=x.example;action=warn",
	 IM_IN("r@y/a@x.example", ""),
	 FALSE,
	 FALSE},
	{"no-domain", "domain=*;action=warn", IM_IN("nick", ""), FALSE, FALSE},
	{"room",
	 "room=press@*;action=warn",
	 {.kind = WD_EVENT_CHAT, .peer = "press@rooms.example/ann"},
	 FALSE,
	 TRUE},
	{"room-of-conversation",
	 "room=#press;action=warn",
	 {.kind = WD_EVENT_CHAT, .peer = "ann", .conversation = "#press"},
	 FALSE,
	 TRUE},
	{"room-of-an-im", "room=*;action=warn", IM_IN("press@rooms.example/ann", ""), FALSE, FALSE},
	{"peer-group",
	 "peer-group=sales;action=block",
	 IM_OUT("ann@corp.example/desk", ""),
	 FALSE,
	 TRUE},
	{"group-by-domain",
	 "peer-group=sales;action=block",
	 IM_OUT("x@Sales.example", ""),
	 FALSE,
	 TRUE},
	{"group-of-two-items",
	 "peer-group=sales;action=block",
	 IM_OUT("late@corp.example", ""),
	 FALSE,
	 TRUE},
	{"other-peer-group",
	 "peer-group=press;action=block",
	 IM_OUT("ann@corp.example", ""),
	 FALSE,
	 FALSE},
	{"wall",
	 "my-group=press;peer-group=sales;action=block",
	 {.account = "eva@corp.example/x", .peer = "ann@corp.example"},
	 FALSE,
	 TRUE},
	{"wall-other-side",
	 "my-group=press;peer-group=sales;action=block",
	 {.account = "ann@corp.example", .peer = "eva@corp.example"},
	 FALSE,
	 FALSE},
	{"unknown-group-blocks", "peer-group=nobody;action=block", IM_OUT("a@x", ""), FALSE, TRUE},
	{"unknown-group-of-mine",
	 "my-group=nobody;peer-group=sales;action=block",
	 {.account = "me", .peer = "ann@corp.example"},
	 FALSE,
	 TRUE},
	{"unknown-group-allows", "peer-group=nobody;action=allow", IM_OUT("a@x", ""), FALSE, FALSE},
	{"nick-to-allow-by-group",
	 "peer-group=sales;action=allow",
	 IM_IN("r@rooms.example/ann@corp.example", ""),
	 FALSE,
	 FALSE},
	{"hours", "time=00:00-01:00;action=warn", IM_IN("a", ""), FALSE, TRUE},
	{"other-hours", "time=01:00-24:00;action=warn", IM_IN("a", ""), FALSE, FALSE},
	{"day", "days=thu;action=warn", IM_IN("a", ""), FALSE, TRUE},
	{"other-day", "days=fri-wed;action=warn", IM_IN("a", ""), FALSE, FALSE},
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
	{"content",
	 "content=macros,program-inside;action=warn",
	 {.kind = WD_EVENT_FILE, .file_facts = &zip_facts},
	 FALSE,
	 TRUE},
	{"other-content",
	 "content=macros;action=warn",
	 {.kind = WD_EVENT_FILE, .file_facts = &zip_facts},
	 FALSE,
	 FALSE},
	{"content-not-looked-at",
	 "content=macros;action=warn",
	 {.kind = WD_EVENT_FILE},
	 FALSE,
	 FALSE},
	{"type",
	 "type=application/*;action=warn",
	 {.kind = WD_EVENT_FILE, .file_facts = &zip_facts},
	 FALSE,
	 TRUE},
	{"type-not-looked-at", "type=*;action=warn", {.kind = WD_EVENT_FILE}, FALSE, FALSE},
	{"larger-than-it-is",
	 "size=>2k;action=warn",
	 {.kind = WD_EVENT_FILE, .file_facts = &zip_facts},
	 FALSE,
	 FALSE},
	{"larger",
	 "size=>1k;action=warn",
	 {.kind = WD_EVENT_FILE, .file_size = 5, .file_facts = &zip_facts},
	 FALSE,
	 TRUE},
	{"claims-more",
	 "size=>1M;action=warn",
	 {.kind = WD_EVENT_FILE, .file_size = 9000000, .file_facts = &zip_facts},
	 FALSE,
	 TRUE},
	{"size-unknown",
	 "size=>1;action=warn",
	 {.kind = WD_EVENT_FILE, .file_size = -1},
	 FALSE,
	 FALSE},
	{"group", "group=WORK;action=warn", IM_IN("a@x", ""), FALSE, TRUE},
	{"other-group", "group=family;action=warn", IM_IN("a@x", ""), FALSE, FALSE},
	{"class", "class=archive;action=warn", {.kind = WD_EVENT_FILE}, FALSE, TRUE},
	{"other-class", "class=program;action=warn", {.kind = WD_EVENT_FILE}, FALSE, FALSE},
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
	g_autoptr(WdFileFacts) facts =
		row->event.file_facts != NULL ? wd_file_facts_new(row->event.file_facts) : NULL;
	WdEvent fields = row->event;
	g_autoptr(WdEvent) event = NULL;
	const WdContext context = {
		.is_known = row->is_known,
		.is_roster_loaded = TRUE,
		.group = "Work",
		.file_classes = 1u << WD_FILE_ARCHIVE,
	};
	static const char *const groups[] = {"sales=ann@corp.example| *@sales.example",
					     "press=eva@corp.example",
					     "sales=late@corp.example",
					     NULL};

	fields.file_facts = facts;
	event = wd_event_new(&fields);

	g_assert_no_error(error);
	(void)wd_rule_bind(rule, groups); /* rows without groups do not mind */
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
