/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/names/wd-name-entry.h"
#include "engine/names/wd-name-keys.h"
#include "engine/names/wd-name-list.h"
#include "wd-judging.h"
#include "wd-rows.h"

#define MANY 1000000

static const WdHashKey key = {0x0706050403020100, 0x0f0e0d0c0b0a0908};

static WdNameList *
make_list(const char *lines)
{
	WdNameListBuilder *builder = wd_name_list_builder_new(&key);
	g_auto(GStrv) each = g_strsplit(lines, "\n", -1);

	wd_name_list_builder_begin_file(builder, "spam.txt");
	for (guint i = 0; each[i] != NULL; i++) {
		g_autoptr(GError) error = NULL;

		(void)wd_name_list_builder_add_line(builder, each[i], strlen(each[i]), &error);
		g_assert_no_error(error);
	}
	return wd_name_list_builder_end(builder);
}

typedef struct {
	const char *name;
	const char *line;
	WdNameEntryKind kind;
	const char *text; /* NULL: none */
	const char *protocol;
	const char *message; /* (nullable) the line is wrong */
} EntryCase;

static const EntryCase entries[] = {
	{"name", "Eve@Spam.Example", WD_NAME_ENTRY_KEY, "eve@spam.example", NULL, NULL},
	{"space-around", " \teve \t\r", WD_NAME_ENTRY_KEY, "eve", NULL, NULL},
	{"empty", "", WD_NAME_ENTRY_NONE, NULL, NULL, NULL},
	{"only-space", " \r", WD_NAME_ENTRY_NONE, NULL, NULL, NULL},
	{"remark", "# eve", WD_NAME_ENTRY_NONE, NULL, NULL, NULL},
	{"remark-behind", "eve # since May", WD_NAME_ENTRY_KEY, "eve", NULL, NULL},
	{"mark-inside", "eve#1", WD_NAME_ENTRY_KEY, "eve#1", NULL, NULL},
	{"space-inside", "Eve Smith", WD_NAME_ENTRY_KEY, "eve smith", NULL, NULL},
	{"domain", "@spam.example", WD_NAME_ENTRY_KEY, "@spam.example", NULL, NULL},
	{"domain-as-wildcard", "*@spam.example", WD_NAME_ENTRY_KEY, "@spam.example", NULL, NULL},
	{"domain-dot", "@spam.example.", WD_NAME_ENTRY_KEY, "@spam.example", NULL, NULL},
	{"below", "*.spam.example", WD_NAME_ENTRY_KEY, ".spam.example", NULL, NULL},
	{"below-with-sign", "*@*.spam.example", WD_NAME_ENTRY_KEY, ".spam.example", NULL, NULL},
	{"idn",
	 "eve@b\xc3\xbc\x63her.example",
	 WD_NAME_ENTRY_KEY,
	 "eve@xn--bcher-kva.example",
	 NULL,
	 NULL},
	{"wildcard", "spam*@x.example", WD_NAME_ENTRY_PATTERN, "spam*@x.example", NULL, NULL},
	{"protocol", "prpl-irc:*:Eve", WD_NAME_ENTRY_KEY, "eve", "prpl-irc", NULL},
	{"any-protocol", "*:*:@spam.example", WD_NAME_ENTRY_KEY, "@spam.example", NULL, NULL},
	{"account",
	 "prpl-irc:me@net:eve",
	 WD_NAME_ENTRY_PATTERN,
	 "prpl-irc:me@net:eve",
	 NULL,
	 NULL},
	{"matrix", "@eve:server.example", WD_NAME_ENTRY_KEY, "@eve:server.example", NULL, NULL},
	{"everybody", "*", WD_NAME_ENTRY_NONE, NULL, NULL, "everybody"},
	{"everybody-anywhere", "*@*", WD_NAME_ENTRY_NONE, NULL, NULL, "everybody"},
	{"nobody", "@", WD_NAME_ENTRY_NONE, NULL, NULL, "everybody"},
	{"sign-twice", "@@spam.example", WD_NAME_ENTRY_NONE, NULL, NULL, "by a domain"},
	{"dots", "@spam..example", WD_NAME_ENTRY_NONE, NULL, NULL, "by a domain"},
	{"not-utf8", "ev\xff", WD_NAME_ENTRY_NONE, NULL, NULL, "not UTF-8"},
	{"control", "eve\x01", WD_NAME_ENTRY_NONE, NULL, NULL, "control"},
};

static void
test_entry(gconstpointer data)
{
	const EntryCase *row = data;
	g_auto(WdNameEntry) entry = {0};
	g_autoptr(GError) error = NULL;
	gboolean is_good = wd_name_entry_parse(row->line, strlen(row->line), &entry, &error);

	g_assert_cmpint(is_good, ==, row->message == NULL);
	if (!is_good) {
		g_assert_nonnull(strstr(error->message, row->message));
		return;
	}
	g_assert_no_error(error);
	g_assert_cmpuint(entry.kind, ==, row->kind);
	g_assert_cmpstr(entry.text, ==, row->text);
	g_assert_cmpstr(entry.protocol, ==, row->protocol);
}

typedef struct {
	const char *name;
	const char *lines;
	const char *protocol;
	const char *peer;
	gboolean is_loose; /* found by a list that restricts */
	gboolean is_sure;  /* and by one that lets pass */
} FindCase;

#define XMPP "prpl-jabber"
#define IRC  "prpl-irc"

static const FindCase finds[] = {
	{"name", "a\neve@spam.example\nb", XMPP, "eve@spam.example", TRUE, TRUE},
	{"any-case", "Eve@Spam.Example", XMPP, "EVE@spam.example", TRUE, TRUE},
	{"resource", "eve@spam.example", XMPP, "eve@spam.example/phone", TRUE, TRUE},
	{"resource-itself", "eve@x.example/a", XMPP, "eve@x.example/a", TRUE, TRUE},
	{"other-resource", "eve@x.example/a", XMPP, "eve@x.example/b", FALSE, FALSE},
	{"other-name", "eve@spam.example", XMPP, "eva@spam.example", FALSE, FALSE},
	{"domain", "@spam.example", XMPP, "eve@spam.example", TRUE, TRUE},
	{"domain-case", "@spam.example", XMPP, "Eve@SPAM.example", TRUE, TRUE},
	{"domain-dot", "@spam.example", XMPP, "eve@spam.example.", TRUE, TRUE},
	{"domain-is-not-below", "@spam.example", XMPP, "eve@x.spam.example", FALSE, FALSE},
	{"domain-is-no-end", "@spam.example", XMPP, "eve@notspam.example", FALSE, FALSE},
	{"domain-in-a-resource",
	 "@good.example",
	 XMPP,
	 "eve@x.example/a@good.example",
	 FALSE,
	 FALSE},
	{"domain-of-a-resource", "@x.example", XMPP, "eve@x.example/a@good.example", TRUE, TRUE},
	{"slash-in-front", "@good.example", XMPP, "x/a@good.example", FALSE, FALSE},
	{"bare-domain", "spam.example", XMPP, "eve@spam.example", TRUE, FALSE},
	{"server", "@spam.example", XMPP, "spam.example", TRUE, FALSE},
	{"below", "*.spam.example", XMPP, "eve@x.y.spam.example", TRUE, TRUE},
	{"below-is-not-the-domain", "*.spam.example", XMPP, "eve@spam.example", FALSE, FALSE},
	{"many-labels",
	 "*.spam.example",
	 XMPP,
	 "e@a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.spam.example",
	 TRUE,
	 TRUE},
	{"below-in-front", "*.spam.example", XMPP, "a.spam.example@x.example", FALSE, FALSE},
	{"idn", "@b\xc3\xbc\x63her.example", XMPP, "eve@xn--bcher-kva.example", TRUE, TRUE},
	{"idn-of-the-peer",
	 "@xn--bcher-kva.example",
	 XMPP,
	 "eve@B\xc3\x9c\x43her.example",
	 TRUE,
	 TRUE},
	{"full-width", "eve", XMPP, "\xef\xbd\x85\xef\xbd\x96\xef\xbd\x85", TRUE, TRUE},
	{"nick", "eve", IRC, "Eve", TRUE, TRUE},
	{"nick-is-no-domain", "eve", XMPP, "bob@eve", FALSE, FALSE},
	{"nick-brackets", "eve[1]", IRC, "Eve{1}", TRUE, FALSE},
	{"nick-braces", "eve{1}", IRC, "eve[1]", TRUE, FALSE},
	{"nick-tilde", "eve~", IRC, "eve^", TRUE, FALSE},
	{"brackets-elsewhere", "eve[1]", XMPP, "eve{1}", FALSE, FALSE},
	{"protocol", "prpl-irc:*:eve", IRC, "eve", TRUE, TRUE},
	{"other-protocol", "prpl-irc:*:eve", XMPP, "eve", FALSE, FALSE},
	{"protocol-and-domain",
	 "prpl-jabber:*:@spam.example",
	 XMPP,
	 "eve@spam.example",
	 TRUE,
	 TRUE},
	{"wildcard", "spam*", IRC, "Spammer", TRUE, TRUE},
	{"wildcard-and-resource", "spam*@x.example", XMPP, "spam1@x.example/a", TRUE, TRUE},
	{"wildcard-in-a-resource", "*boss*", XMPP, "eve@x.example/boss", TRUE, FALSE},
	{"account", "prpl-jabber:me@*:e*", XMPP, "eve", TRUE, TRUE},
	{"other-account", "prpl-jabber:you@*:e*", XMPP, "eve", FALSE, FALSE},
	{"matrix", "@eve:server.example", XMPP, "@eve:server.example", TRUE, TRUE},
	{"matrix-domain", "@server.example", XMPP, "@eve:server.example", FALSE, FALSE},
	{"nobody", "eve", XMPP, "", FALSE, FALSE},
	{"empty-list", "", XMPP, "eve", FALSE, FALSE},
};

static void
test_find(gconstpointer data)
{
	const FindCase *row = data;
	g_autoptr(WdNameList) list = make_list(row->lines);
	g_autoptr(WdEvent) event = wd_event_new(&(WdEvent){
		.protocol = row->protocol, .account = "me@corp.example", .peer = row->peer});

	g_assert_cmpstr(
		wd_name_list_find(list, event, FALSE), ==, row->is_loose ? "spam.txt" : NULL);
	g_assert_cmpstr(wd_name_list_find(list, event, TRUE), ==, row->is_sure ? "spam.txt" : NULL);
}

static void
test_files(void)
{
	WdNameListBuilder *builder = wd_name_list_builder_new(&key);
	g_autoptr(WdNameList) list = NULL;
	g_autoptr(WdEvent) both = wd_event_new(&(WdEvent){.peer = "both"});
	g_autoptr(WdEvent) second = wd_event_new(&(WdEvent){.peer = "second"});

	wd_name_list_builder_begin_file(builder, "a.txt");
	g_assert_true(wd_name_list_builder_add_line(builder, "both", 4, NULL));
	wd_name_list_builder_begin_file(builder, "b.txt");
	g_assert_true(wd_name_list_builder_add_line(builder, "second", 6, NULL));
	g_assert_true(wd_name_list_builder_add_line(builder, "BOTH", 4, NULL));
	list = wd_name_list_builder_end(builder);
	g_assert_cmpuint(wd_name_list_count(list), ==, 2);
	g_assert_cmpstr(wd_name_list_find(list, both, FALSE), ==, "a.txt");
	g_assert_cmpstr(wd_name_list_find(list, second, FALSE), ==, "b.txt");
	g_assert_null(wd_name_list_find(NULL, both, FALSE));
}

/* Wildcards have to be tried one by one, so there is an end to them; names go on. */
static void
test_wildcards_are_bounded(void)
{
	WdNameListBuilder *builder = wd_name_list_builder_new(&key);
	g_autoptr(WdNameList) list = NULL;
	g_autoptr(GError) error = NULL;

	wd_name_list_builder_begin_file(builder, "a.txt");
	for (guint i = 0; i < WD_NAME_LIST_MAX_PATTERNS; i++) {
		g_autofree char *line = g_strdup_printf("a%u*b", i);

		g_assert_true(wd_name_list_builder_add_line(builder, line, strlen(line), NULL));
	}
	g_assert_false(wd_name_list_builder_add_line(builder, "c*", 2, &error));
	g_assert_nonnull(strstr(error->message, "more than 256 wildcards"));
	g_assert_true(wd_name_list_builder_add_line(builder, "eve", 3, NULL));
	list = wd_name_list_builder_end(builder);
	g_assert_cmpuint(wd_name_list_count(list), ==, WD_NAME_LIST_MAX_PATTERNS + 1);
}

/* A million: every one of them is found, nobody else is, and the memory is what was promised. */
static void
test_many(void)
{
	WdNameListBuilder *builder = wd_name_list_builder_new(&key);
	g_autoptr(WdNameList) list = NULL;
	char line[64];

	wd_name_list_builder_begin_file(builder, "a.txt");
	for (guint i = 0; i < MANY; i++) {
		int len = g_snprintf(line, sizeof line, "user%u@host%u.example", i, i % 5000);

		g_assert_true(wd_name_list_builder_add_line(builder, line, (gsize)len, NULL));
	}
	list = wd_name_list_builder_end(builder);
	g_assert_cmpuint(wd_name_list_count(list), ==, MANY);
	g_assert_cmpuint(wd_name_list_get_bytes(list), <=, 12 * 1024 * 1024);
	for (guint i = 0; i < MANY; i += 997) {
		g_autoptr(WdEvent) listed = NULL;
		g_autoptr(WdEvent) other = NULL;

		g_snprintf(line, sizeof line, "user%u@host%u.example", i, i % 5000);
		listed = wd_event_new(&(WdEvent){.peer = line});
		g_snprintf(line, sizeof line, "user%u@host%u.example", i, i % 5000 + 1);
		other = wd_event_new(&(WdEvent){.peer = line});
		g_assert_nonnull(wd_name_list_find(list, listed, TRUE));
		g_assert_null(wd_name_list_find(list, other, FALSE));
	}
}

/* Folding twice changes nothing, or a list would not find what stands in it. */
static void
test_fold(void)
{
	static const char *const names[] = {"Eve@B\xc3\xbc\x63her.Example./X",
					    "\xc7\x85",
					    "\xef\xac\x83",
					    "I\xcc\x87",
					    "a@b@c.",
					    "@",
					    "/@",
					    "\xe2\x84\xa6@\xe2\x84\xa6"};

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *once = wd_name_fold(names[i]);
		g_autofree char *twice = wd_name_fold(once);

		g_assert_cmpstr(once, ==, twice);
	}
}

typedef struct {
	const char *name;
	WdContext context;
	const char *allowed;
	const char *denied;
	gboolean is_missing;
	WdAction action;
	const char *code; /* NULL: none */
} JudgeCase;

#define STRANGER                                                                                   \
	{                                                                                          \
		.is_roster_loaded = TRUE, .is_first_message = TRUE                                 \
	}

static const JudgeCase judgements[] = {
	{"nobody-listed", STRANGER, "", "", FALSE, WD_ACTION_NOTE, "contact.stranger"},
	{"allowed", STRANGER, "@new.example", "", FALSE, WD_ACTION_ALLOW, NULL},
	{"denied", STRANGER, "", "@new.example", FALSE, WD_ACTION_BLOCK, "contact.denied"},
	{"both",
	 STRANGER,
	 "eve@new.example",
	 "@new.example",
	 FALSE,
	 WD_ACTION_BLOCK,
	 "contact.denied"},
	{"denied-contact",
	 {.is_known = TRUE, .is_roster_loaded = TRUE},
	 "",
	 "@new.example",
	 FALSE,
	 WD_ACTION_BLOCK,
	 "contact.denied"},
	{"missing", STRANGER, "", "", TRUE, WD_ACTION_HOLD, "contact.list-missing"},
	{"missing-for-a-contact",
	 {.is_known = TRUE, .is_roster_loaded = TRUE},
	 "",
	 "",
	 TRUE,
	 WD_ACTION_ALLOW,
	 NULL},
	{"missing-for-the-allowed", STRANGER, "eve@new.example", "", TRUE, WD_ACTION_ALLOW, NULL},
};

static void
test_judgement(gconstpointer data)
{
	const JudgeCase *row = data;
	g_autoptr(WdNameList) allow = make_list(row->allowed);
	g_autoptr(WdNameList) deny = make_list(row->denied);
	const WdKnowledge knowledge = {
		.allow_list = allow, .deny_list = deny, .is_deny_list_missing = row->is_missing};
	WdContext context = row->context;
	g_autoptr(WdVerdict) verdict = NULL;
	const WdFinding *finding;

	context.knowledge = &knowledge;
	verdict = wd_test_judge(
		&(WdEvent){.protocol = XMPP, .peer = "eve@new.example", .text = "hello"},
		&context,
		(WdTestSetting){0});
	finding = wd_verdict_get_main_finding(verdict);
	g_assert_cmpstr(wd_action_to_string(verdict->action), ==, wd_action_to_string(row->action));
	g_assert_cmpstr(finding != NULL ? finding->code : NULL, ==, row->code);
	if (g_strcmp0(row->code, "contact.denied") == 0)
		g_assert_cmpstr(finding->detail, ==, "spam.txt");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/name-list/entry/", entries, test_entry);
	WD_ADD_ROWS("/name-list/find/", finds, test_find);
	g_test_add_func("/name-list/files", test_files);
	g_test_add_func("/name-list/wildcards-are-bounded", test_wildcards_are_bounded);
	g_test_add_func("/name-list/many", test_many);
	g_test_add_func("/name-list/fold", test_fold);
	WD_ADD_ROWS("/name-list/judge/", judgements, test_judgement);
	return g_test_run();
}
