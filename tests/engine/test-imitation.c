/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/contact/wd-contact-names.h"
#include "wd-judging.h"
#include "wd-rows.h"

static const struct {
	const char *protocol;
	const char *name;
	const char *alias;
} contacts[] = {
	{"prpl-jabber", "ann.miller@corp.example", "Ann Miller (Finance)"},
	{"prpl-jabber", "bob@partner.example", "Bob"},
	{"prpl-jabber", "thomas@jabber.example", NULL},
	{"prpl-jabber", "mallorca@jabber.example", "Holiday Desk"},
	{"prpl-irc", "madsen", NULL},
	{"prpl-jabber", "x17@jabber.example", "J\u00f6rg M\u00fcller"},
};

static WdContactNames *
new_contacts(void)
{
	WdContactNames *names = wd_contact_names_new();

	for (guint i = 0; i < G_N_ELEMENTS(contacts); i++)
		(void)wd_contact_names_add(
			names, contacts[i].protocol, contacts[i].name, contacts[i].alias);
	return names;
}

static WdVerdict *
judge(const WdEvent *fields, const WdContext *known, WdTestSetting setting)
{
	g_autoptr(WdContactNames) names = new_contacts();
	const WdKnowledge knowledge = {.contacts = names};
	WdContext context = *known;
	WdEvent event = *fields;

	context.knowledge = &knowledge;
	event.protocol = event.protocol != NULL ? event.protocol : "prpl-jabber";
	return wd_test_judge(&event, &context, setting);
}

/* A stranger sends a link. */
typedef struct {
	const char *name;
	const char *peer;
	const char *alias;
	const char *code; /* NULL: nothing found */
	WdAction action;  /* with a link */
} Case;

#define IMITATION "contact.imitation", WD_ACTION_HOLD
#define NAMESAKE  "contact.namesake", WD_ACTION_WARN
#define NOBODY    NULL, WD_ACTION_NOTE

static const Case cases[] = {
	{"digits-for-letters", "ann.mi11er@corp.example", NULL, IMITATION},
	{"dropped", "ann.miler@corp.example", NULL, IMITATION},
	{"swapped", "ann.imller@corp.example", NULL, IMITATION},
	{"dot-dropped", "annmiller@corp.example", NULL, IMITATION},
	{"number-behind", "ann.miller1@corp.example", NULL, IMITATION},
	{"cyrillic", "\u0430nn.miller@corp.example", NULL, IMITATION},
	{"disguised-elsewhere", "ann.mi11er@free.example", NULL, IMITATION},
	{"lookalike-server", "ann.miller@c0rp.example", NULL, IMITATION},
	{"lookalike-server-common-name", "thomas@jabb3r.example", NULL, IMITATION},
	{"lookalike-server-short-name", "bob@paltner.example", NULL, IMITATION},
	{"disguised-alias", "q@free.example", "Ann Mi\u200bller (Finance)", IMITATION},
	{"nick-in-a-room", "room@chat.example/m\u0430llorca", NULL, IMITATION},
	{"same-name-elsewhere", "ann.miller@free.example", NULL, NAMESAKE},
	{"number-elsewhere", "ann.miller1@free.example", NULL, NAMESAKE},
	{"long-typo-elsewhere", "ann.muller@free.example", NULL, NAMESAKE},
	{"same-alias", "q@free.example", "ann miller finance", NAMESAKE},
	{"address-like-an-alias", "jorg.muller@free.example", NULL, NAMESAKE},
	{"other-protocol", "mallorca", NULL, NAMESAKE},
	{"common-first-name", "thomas@free.example", NULL, NOBODY},
	{"common-first-name-misspelt", "tomas@jabber.example", NULL, NOBODY},
	{"short-name", "bob@free.example", NULL, NOBODY},
	{"the-contact", "ann.miller@corp.example", "Ann Miller (Finance)", NOBODY},
	{"the-contact-with-a-device", "ann.miller@corp.example/phone", NULL, NOBODY},
	{"somebody-else", "carla.lopez@corp.example", "Carla", NOBODY},
	{"half-the-name", "miller@corp.example", NULL, NOBODY},
	{"no-name", "@corp.example", "", NOBODY},
	{"hostile-bytes", "\xff@\xfe/\xfd", "\xff\xfe", NOBODY},
};

static void
test_case(gconstpointer data)
{
	const Case *row = data;
	WdEvent event = {
		.peer = row->peer,
		.peer_alias = row->alias,
		.text = "have a look: http://pictures.example/1",
	};
	g_autoptr(WdVerdict) with_link = judge(&event, &wd_test_stranger, (WdTestSetting){0});
	g_autoptr(WdVerdict) without = NULL;

	event.text = "are you there?";
	without = judge(&event, &wd_test_stranger, (WdTestSetting){0});
	g_assert_cmpint(with_link->action, ==, row->action);
	g_assert_cmpint(without->action, ==, MIN(row->action, WD_ACTION_WARN));
	if (row->code != NULL)
		g_assert_true(wd_verdict_has(with_link, row->code));
}

/* Nicks have no server. */
static const Case irc[] = {
	{"second-connection", "madsen_", NULL, NAMESAKE},
	{"leet", "m4dsen", NULL, IMITATION},
	{"letter-changed", "madsem", NULL, IMITATION},
	{"another", "jensen", NULL, NOBODY},
};

static void
test_irc(gconstpointer data)
{
	const Case *row = data;
	const WdEvent event = {
		.protocol = "prpl-irc",
		.peer = row->peer,
		.text = "http://pictures.example/1",
	};
	g_autoptr(WdVerdict) verdict = judge(&event, &wd_test_stranger, (WdTestSetting){0});

	g_assert_cmpint(verdict->action, ==, row->action);
	if (row->code != NULL)
		g_assert_true(wd_verdict_has(verdict, row->code));
}

/* The company protects corp.example. */
static const Case company[] = {
	{"lookalike-domain",
	 "anybody@c0rp.example",
	 NULL,
	 "contact.lookalike-domain",
	 WD_ACTION_HOLD},
	{"help-desk", "corp-helpdesk@free.example", NULL, "contact.help-desk", WD_ACTION_HOLD},
	{"help-desk-by-alias",
	 "q@free.example",
	 "Corp IT Support",
	 "contact.help-desk",
	 WD_ACTION_HOLD},
	{"help-desk-by-server",
	 "q@corp-support.example",
	 NULL,
	 "contact.help-desk",
	 WD_ACTION_HOLD},
	{"help-desk-of-nobody", "helpdesk@free.example", NULL, "contact.help-desk", WD_ACTION_WARN},
	{"colleague", "ann.muller@corp.example", NULL, NOBODY},
	{"colleague-disguised", "ann.mi11er@corp.example", NULL, IMITATION},
	{"own-help-desk", "helpdesk@corp.example", "Corp Helpdesk", NOBODY},
	{"supporter-of-somebody", "support@vendor.example", "Vendor Support", NOBODY},
	{"corporal", "corporal@free.example", NULL, NOBODY},
};

static void
test_company(gconstpointer data)
{
	const Case *row = data;
	const WdEvent event = {
		.peer = row->peer,
		.peer_alias = row->alias,
		.text = "please sign in: http://pictures.example/1",
	};
	g_autoptr(WdVerdict) verdict =
		judge(&event,
		      &wd_test_stranger,
		      (WdTestSetting){WD_KEY_LINKS_PROTECTED_DOMAINS, "corp.example"});

	g_assert_cmpint(verdict->action, ==, row->action);
	if (row->code != NULL)
		g_assert_true(wd_verdict_has(verdict, row->code));
}

typedef struct {
	const char *name;
	WdEventKind kind;
	WdContext context;
	WdTestSetting setting;
	WdAction action;
} WayCase;

#define STRANGER                                                                                   \
	{                                                                                          \
		.is_roster_loaded = TRUE                                                           \
	}

static const WayCase ways[] = {
	{"request", WD_EVENT_CONTACT_REQUEST, STRANGER, {0}, WD_ACTION_HOLD},
	{"invitation", WD_EVENT_CHAT_INVITE, STRANGER, {0}, WD_ACTION_HOLD},
	{"file", WD_EVENT_FILE, STRANGER, {0}, WD_ACTION_HOLD},
	{"attention", WD_EVENT_ATTENTION, STRANGER, {0}, WD_ACTION_WARN},
	{"room", WD_EVENT_CHAT, STRANGER, {0}, WD_ACTION_ALLOW},
	{"contact",
	 WD_EVENT_CONTACT_REQUEST,
	 {.is_known = TRUE, .is_roster_loaded = TRUE, .contact_age_ms = -1},
	 {0},
	 WD_ACTION_ALLOW},
	{"new-contact",
	 WD_EVENT_FILE,
	 {.is_known = TRUE, .is_roster_loaded = TRUE, .contact_age_ms = 60000},
	 {0},
	 WD_ACTION_WARN},
	{"new-contact-only-talks",
	 WD_EVENT_IM,
	 {.is_known = TRUE, .is_roster_loaded = TRUE, .contact_age_ms = 60000},
	 {0},
	 WD_ACTION_ALLOW},
	{"contact-of-yesterday",
	 WD_EVENT_FILE,
	 {.is_known = TRUE, .is_roster_loaded = TRUE, .contact_age_ms = 90000000},
	 {0},
	 WD_ACTION_ALLOW},
	{"trusted",
	 WD_EVENT_CONTACT_REQUEST,
	 {.is_trusted = TRUE, .is_roster_loaded = TRUE},
	 {0},
	 WD_ACTION_ALLOW},
	{"roster-not-loaded", WD_EVENT_CONTACT_REQUEST, {0}, {0}, WD_ACTION_ALLOW},
	{"blocks",
	 WD_EVENT_CONTACT_REQUEST,
	 STRANGER,
	 {WD_KEY_CONTACTS_IMITATION, "block"},
	 WD_ACTION_BLOCK},
	{"warns",
	 WD_EVENT_CONTACT_REQUEST,
	 STRANGER,
	 {WD_KEY_CONTACTS_IMITATION, "warn"},
	 WD_ACTION_WARN},
	{"switched-off",
	 WD_EVENT_CONTACT_REQUEST,
	 STRANGER,
	 {WD_KEY_CONTACTS_IMITATION, "allow"},
	 WD_ACTION_NOTE},
};

static void
test_way(gconstpointer data)
{
	const WayCase *row = data;
	const WdEvent event = {
		.kind = row->kind, .peer = "ann.mi11er@corp.example", .file_name = "plan.pdf"};
	g_autoptr(WdVerdict) verdict = judge(&event, &row->context, row->setting);

	g_assert_cmpint(verdict->action, ==, row->action);
}

/* The sentence names whom the stranger resembles, as the person knows them. */
static void
test_names_the_contact(void)
{
	const WdEvent event = {.peer = "ann.mi11er@corp.example", .text = "hi"};
	g_autoptr(WdVerdict) verdict = judge(&event, &wd_test_stranger, (WdTestSetting){0});

	g_assert_cmpstr(wd_verdict_get_main_finding(verdict)->detail, ==, "Ann Miller (Finance)");
}

/* A new contact is in the table under the very name that resembles somebody, and so is what the
 * person calls them. */
static void
test_new_contact_does_not_imitate_itself(void)
{
	const WdContext context = {
		.is_known = TRUE, .is_roster_loaded = TRUE, .contact_age_ms = 60000};
	const WdEvent event = {
		.peer = "ann.miller@corp.example",
		.peer_alias = "Ann Mi\u200bller (Finance)",
		.text = "http://pictures.example/1",
	};
	g_autoptr(WdVerdict) verdict = judge(&event, &context, (WdTestSetting){0});

	g_assert_cmpuint(verdict->findings->len, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	WD_ADD_ROWS("/imitation/name/", cases, test_case);
	WD_ADD_ROWS("/imitation/irc/", irc, test_irc);
	WD_ADD_ROWS("/imitation/company/", company, test_company);
	WD_ADD_ROWS("/imitation/way/", ways, test_way);
	g_test_add_func("/imitation/names-the-contact", test_names_the_contact);
	g_test_add_func("/imitation/new-contact-itself", test_new_contact_does_not_imitate_itself);
	return g_test_run();
}
