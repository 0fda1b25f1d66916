/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fakes/wd-null-xmpp.h"
#include "purple/duty-fixture.h"
#include "purple/wd-session-review.h"
#include "wd-rows.h"

#define ME      "dana@corp.example"
#define BOT     "bot@b.example"
#define SERVER  "type='result' from='corp.example'"
#define DONE    "type='result'"
#define REFUSED "type='error'"
#define SPIM                                                                                       \
	"CONGRATULATIONS!!! You have WON a $1,000,000 cash prize! Act now, claim your free money " \
	"today: http://claim-prize.example/win?id=7731 or call +1-900-555-0134"
#define MISLEADING      "look: <a href=\"http://192.0.2.77/login\">https://www.example.org/watch</a>"
#define DISCO(features) "<query xmlns='http://jabber.org/protocol/disco#info'>" features "</query>"
#define BLOCKING        "<feature var='urn:xmpp:blocking'/>"
#define REPORTING       "<feature var='urn:xmpp:reporting:1'/>"
#define NOT_ALLOWED                                                                                \
	"<error type='cancel'><not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"

/* A session, and an XMPP account beside the one of the fixture. */
typedef struct {
	Duty *duty;
	PurpleAccount *xmpp;
} Fixture;

static guint n_accounts;

static void
begin(Fixture *fixture, const char *report_to)
{
	g_autofree char *name = g_strdup_printf("%s/desk%u", ME, ++n_accounts);
	const DutySetting setting = {WD_KEY_CONTACTS_REPORT_TO, report_to};

	fixture->duty = duty_begin(&setting, report_to != NULL ? 1 : 0);
	fixture->xmpp = wd_null_xmpp_sign_on(name);
	wd_null_xmpp_forget();
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
	begin(fixture, NULL);
}

/* The data is where reports go. */
static void
set_up_contact(Fixture *fixture, gconstpointer data)
{
	begin(fixture, data);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
	duty_end(fixture->duty);
	wd_null_purple_sign_off(fixture->xmpp);
	purple_accounts_delete(fixture->xmpp);
	wd_null_xmpp_forget();
}

static void
receive(const Fixture *fixture, const char *sender, const char *server_id)
{
	g_autofree char *name =
		server_id == NULL
			? g_strdup("")
			: g_strdup_printf("<stanza-id xmlns='urn:xmpp:sid:0' by='%s' id='%s'/>",
					  ME,
					  server_id);
	g_autofree char *stanza = g_strdup_printf(
		"<message from='%s'><body>%s</body>%s</message>", sender, SPIM, name);

	wd_null_xmpp_receive(fixture->xmpp, stanza);
}

static void
receive_elsewhere(const Fixture *fixture, const char *sender, const char *text)
{
	serv_got_im(duty_connection(fixture->duty), sender, text, PURPLE_MESSAGE_RECV, time(NULL));
}

static void
report_rows(const Fixture *fixture)
{
	g_autoptr(GPtrArray) rows = duty_rows(fixture->duty);

	g_assert_cmpuint(rows->len, >, 0);
	for (guint i = 0; i < rows->len; i++) {
		const WdHeld *held = g_ptr_array_index(rows, i);

		g_assert_true(wd_session_decide(
			fixture->duty->session, held->id, WD_DECISION_REPORT, NULL));
	}
	wd_null_purple_turn(0);
}

/* So that something of a contact or a room is held, too. */
static void
hold_risky_links(const Fixture *fixture)
{
	g_assert_true(wd_policy_store_set_user(wd_session_get_policy_store(fixture->duty->session),
					       WD_KEY_LINKS_ACTION,
					       "hold",
					       NULL));
}

static const char *
sent(guint index)
{
	g_assert_cmpuint(wd_null_xmpp_sent()->len, >, index);
	return g_ptr_array_index(wd_null_xmpp_sent(), index);
}

static guint
count_banners(const Fixture *fixture, const char *part)
{
	return wd_null_purple_count(fixture->duty->banners, part);
}

static DutyQuestion *
last_question(const Fixture *fixture)
{
	g_assert_cmpuint(fixture->duty->questions->len, >, 0);
	return g_ptr_array_index(fixture->duty->questions, fixture->duty->questions->len - 1);
}

/* What a server can do, and what it is told. */
typedef struct {
	const char *name;
	const char *head;
	const char *features;
	gboolean is_blocked; /* by the server */
	gboolean is_reported;
} ServerCase;

static const ServerCase servers[] = {
	{"reports", SERVER, DISCO(BLOCKING REPORTING), TRUE, TRUE},
	{"blocks", SERVER, DISCO(BLOCKING), TRUE, FALSE},
	{"neither", SERVER, DISCO(""), FALSE, FALSE},
	{"reports-but-does-not-block", SERVER, DISCO(REPORTING), FALSE, FALSE},
	{"refuses-to-say", "type='error' from='corp.example'", NOT_ALLOWED, FALSE, FALSE},
};

static void
test_server(Fixture *fixture, gconstpointer data)
{
	const ServerCase *row = data;

	receive(fixture, BOT, "name-1");
	report_rows(fixture);
	g_assert_cmpuint(wd_null_xmpp_sent()->len, ==, 1); /* the question, and nothing else yet */
	g_assert_nonnull(strstr(sent(0), "disco#info"));
	wd_null_xmpp_answer(fixture->xmpp, row->head, row->features);
	g_assert_cmpuint(wd_null_xmpp_sent()->len, ==, row->is_blocked ? 2 : 1);
	if (row->is_blocked) {
		g_assert_nonnull(strstr(sent(1), "jid='" BOT "'"));
		g_assert_cmpint(
			strstr(sent(1), "urn:xmpp:reporting:spam") != NULL, ==, row->is_reported);
		g_assert_cmpint(strstr(sent(1), "id='name-1'") != NULL, ==, row->is_reported);
		wd_null_xmpp_answer(fixture->xmpp, DONE, "");
	}
	/* Here, too; and libpurple has neither blocked once more nor complained in a dialog. */
	g_assert_false(purple_privacy_check(fixture->xmpp, BOT));
	g_assert_cmpuint(wd_null_purple_count(wd_null_xmpp_sent(), "libpurple"), ==, 0);
	g_assert_cmpuint(wd_null_purple_notices()->len, ==, 0);
	g_assert_cmpuint(count_banners(fixture, "report|Your"), ==, 0);
	g_assert_cmpuint(fixture->duty->questions->len, ==, 0);
}

static void
test_asks_once_for_a_connection(Fixture *fixture, gconstpointer data)
{
	receive(fixture, BOT, NULL);
	receive(fixture, "bot2@b.example", NULL);
	report_rows(fixture);
	g_assert_cmpuint(wd_null_xmpp_sent()->len, ==, 1);
	wd_null_xmpp_answer(fixture->xmpp, SERVER, DISCO(BLOCKING REPORTING));
	g_assert_cmpuint(wd_null_xmpp_sent()->len, ==, 3);
	receive(fixture, "bot3@b.example", NULL);
	report_rows(fixture);
	g_assert_cmpuint(wd_null_xmpp_sent()->len, ==, 4);
	g_assert_cmpuint(wd_null_purple_count(wd_null_xmpp_sent(), "disco#info"), ==, 1);
}

/* Somebody else answers in the server's name: his word counts for nothing. */
static void
test_others_cannot_answer(Fixture *fixture, gconstpointer data)
{
	receive(fixture, BOT, NULL);
	report_rows(fixture);
	wd_null_xmpp_answer(fixture->xmpp, "type='result' from='b.example'", DISCO(BLOCKING));
	g_assert_cmpuint(wd_null_xmpp_sent()->len, ==, 1);
}

static void
test_many_messages_are_one_report(Fixture *fixture, gconstpointer data)
{
	for (guint i = 0; i < 15; i++) {
		g_autofree char *name = g_strdup_printf("name-%u", i);

		receive(fixture, BOT, name);
	}
	report_rows(fixture);
	wd_null_xmpp_answer(fixture->xmpp, SERVER, DISCO(BLOCKING REPORTING));
	g_assert_cmpuint(wd_null_xmpp_sent()->len, ==, 2);
	g_assert_nonnull(strstr(sent(1), "id='name-14'"));
	g_assert_nonnull(strstr(sent(1), "id='name-5'"));
	g_assert_null(strstr(sent(1), "id='name-4'"));
}

/* The name of one message never becomes that of another. */
static void
test_names_do_not_stick(Fixture *fixture, gconstpointer data)
{
	receive(fixture, BOT, "name-1");
	receive(fixture, "bot2@b.example", NULL);
	receive(fixture, BOT, NULL);
	report_rows(fixture);
	wd_null_xmpp_answer(fixture->xmpp, SERVER, DISCO(BLOCKING REPORTING));
	g_assert_cmpuint(wd_null_xmpp_sent()->len, ==, 3);
	g_assert_nonnull(strstr(sent(1), "id='name-1'"));
	g_assert_null(strstr(strstr(sent(1), "name-1") + 1, "stanza-id"));
	g_assert_null(strstr(sent(2), "stanza-id"));
}

static void
test_refusal_is_said_and_over_with_the_next(Fixture *fixture, gconstpointer data)
{
	receive(fixture, BOT, NULL);
	report_rows(fixture);
	wd_null_xmpp_answer(fixture->xmpp, SERVER, DISCO(BLOCKING REPORTING));
	wd_null_xmpp_answer(fixture->xmpp, REFUSED, NOT_ALLOWED);
	g_assert_cmpuint(
		count_banners(fixture, "report|Your server did not take the block of " BOT), ==, 1);
	receive(fixture, "bot2@b.example", NULL);
	report_rows(fixture);
	wd_null_xmpp_answer(fixture->xmpp, DONE, "");
	g_assert_cmpstr(g_ptr_array_index(fixture->duty->banners, fixture->duty->banners->len - 1),
			==,
			"report|");
}

/* The connection ends before the server has answered: said, and done again nowhere. */
static void
test_connection_ends_behind_a_block(Fixture *fixture, gconstpointer data)
{
	receive(fixture, BOT, NULL);
	report_rows(fixture);
	wd_null_xmpp_answer(fixture->xmpp, SERVER, DISCO(BLOCKING));
	wd_null_purple_sign_off(fixture->xmpp);
	g_assert_cmpuint(count_banners(fixture, "report|Your server"), ==, 1);
	g_assert_false(purple_privacy_check(fixture->xmpp, BOT));
}

/* … and before it has said what it can do: the next connection goes on with it. */
static void
test_connection_ends_behind_the_question(Fixture *fixture, gconstpointer data)
{
	receive(fixture, BOT, NULL);
	report_rows(fixture);
	wd_null_purple_sign_off(fixture->xmpp);
	wd_null_xmpp_forget();
	wd_null_xmpp_sign_on(purple_account_get_username(fixture->xmpp));
	g_assert_cmpuint(wd_null_xmpp_sent()->len, ==, 1);
	wd_null_xmpp_answer(fixture->xmpp, SERVER, DISCO(BLOCKING));
	g_assert_cmpuint(wd_null_xmpp_sent()->len, ==, 2);
}

/* "wardenctl queue report" while no client runs, and the account not on either at its start. */
static void
test_decided_while_nobody_ran(Fixture *fixture, gconstpointer data)
{
	g_autofree char *base = g_strdup(wd_session_get_base(fixture->duty->session));
	g_autoptr(WdKeys) keys = NULL;
	g_autoptr(WdQueue) tool = NULL;
	g_autoptr(GPtrArray) rows = NULL;

	receive(fixture, BOT, "name-1");
	duty_stop(fixture->duty);
	wd_null_purple_sign_off(fixture->xmpp);
	keys = wd_keys_load(base, NULL);
	tool = wd_queue_open(base, keys, NULL);
	rows = wd_queue_list(tool, NULL);
	g_assert_true(wd_queue_decide(
		tool, ((WdHeld *)g_ptr_array_index(rows, 0))->id, WD_DECISION_REPORT, 1, NULL));
	duty_start(fixture->duty);
	wd_null_purple_turn(0);
	g_assert_true(purple_privacy_check(fixture->xmpp, BOT));
	wd_null_xmpp_sign_on(purple_account_get_username(fixture->xmpp));
	wd_null_xmpp_answer(fixture->xmpp, SERVER, DISCO(BLOCKING REPORTING));
	g_assert_nonnull(strstr(sent(1), "id='name-1'"));
	g_assert_false(purple_privacy_check(fixture->xmpp, BOT));
	wd_null_xmpp_answer(fixture->xmpp, DONE, "");
	duty_restart(fixture->duty);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_xmpp_sent()->len, ==, 2); /* once, also after another start */
}

/* Another process was faster, between the look and the claim. */
static void
test_claimed_elsewhere(Fixture *fixture, gconstpointer data)
{
	g_autofree char *base = g_strdup(wd_session_get_base(fixture->duty->session));
	g_autoptr(WdQueue) other =
		wd_queue_open(base, wd_session_get_keys(fixture->duty->session), NULL);
	g_autoptr(GPtrArray) rows = NULL;

	receive(fixture, BOT, NULL);
	rows = duty_rows(fixture->duty);
	report_rows(fixture);
	g_assert_true(wd_queue_claim(other, ((WdHeld *)g_ptr_array_index(rows, 0))->id, 1, NULL));
	wd_null_xmpp_answer(fixture->xmpp, SERVER, DISCO(BLOCKING));
	g_assert_cmpuint(wd_null_xmpp_sent()->len, ==, 1);
	g_assert_true(purple_privacy_check(fixture->xmpp, BOT));
}

/* A contact whose message was held: whether that was meant is asked, once for all of it. */
static void
test_contact_is_asked_about(Fixture *fixture, gconstpointer data)
{
	static const struct {
		const char *choice;
		gboolean is_blocked;
	} rows[] = {{"cancel", FALSE}, {"report", TRUE}};

	hold_risky_links(fixture);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		receive_elsewhere(fixture, "anna", MISLEADING);
		receive_elsewhere(fixture, "anna", MISLEADING);
		report_rows(fixture);
		g_assert_cmpuint(fixture->duty->questions->len, ==, i + 1);
		g_assert_cmpstr(last_question(fixture)->safe, ==, "cancel");
		g_assert_true(purple_privacy_check(fixture->duty->account, "anna"));
		duty_answer(fixture->duty, rows[i].choice, NULL);
		g_assert_cmpint(purple_privacy_check(fixture->duty->account, "anna"),
				!=,
				rows[i].is_blocked);
	}
}

/* Left open, it is asked again after the next start: nothing was claimed. */
static void
test_open_question_comes_again(Fixture *fixture, gconstpointer data)
{
	hold_risky_links(fixture);
	receive_elsewhere(fixture, "anna", MISLEADING);
	report_rows(fixture);
	g_assert_cmpuint(fixture->duty->questions->len, ==, 1);
	duty_restart(fixture->duty);
	wd_null_purple_turn(0);
	g_assert_cmpuint(fixture->duty->questions->len, ==, 2);
	g_assert_true(purple_privacy_check(fixture->duty->account, "anna"));
}

/* A line of a room: that member is ignored there, and the account's lists stay as they are. */
static void
test_member_of_a_room(Fixture *fixture, gconstpointer data)
{
	PurpleConversation *room = wd_null_purple_join_chat(fixture->duty->account, 7, "lobby");

	hold_risky_links(fixture);
	purple_conv_chat_add_user(PURPLE_CONV_CHAT(room), "bot", NULL, PURPLE_CBFLAGS_NONE, FALSE);
	serv_got_chat_in(duty_connection(fixture->duty),
			 7,
			 "bot",
			 PURPLE_MESSAGE_RECV,
			 MISLEADING,
			 time(NULL));
	report_rows(fixture);
	g_assert_true(purple_conv_chat_is_user_ignored(PURPLE_CONV_CHAT(room), "bot"));
	g_assert_null(fixture->duty->account->deny);
}

/* A member's private message, reported after the room was left: "room/nick" would mean the room. */
static void
test_room_itself_is_not_blocked(Fixture *fixture, gconstpointer data)
{
	receive(fixture, "room@b.example/bot", NULL);
	wd_null_xmpp_leave_rooms();
	report_rows(fixture);
	wd_null_xmpp_answer(fixture->xmpp, SERVER, DISCO(BLOCKING));
	g_assert_nonnull(strstr(sent(1), "jid='room@b.example/bot'"));
	g_assert_null(fixture->xmpp->deny);
}

#define CHAT "prpl-fake:helpdesk"

static void
test_report_to_chat(Fixture *fixture, gconstpointer data)
{
	receive_elsewhere(fixture, "bot", SPIM);
	report_rows(fixture);
	wd_null_purple_turn(0);
	g_assert_cmpstr(last_question(fixture)->safe, ==, "cancel");
	g_assert_nonnull(strstr(last_question(fixture)->text, "bot (prpl-fake)"));
	g_assert_nonnull(
		strstr(last_question(fixture)->text, "hxxp[:]//claim-prize[.]example/win"));
	g_assert_null(strstr(last_question(fixture)->text, "http://"));
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "im "), ==, 0);
	duty_answer(fixture->duty, "send", "My words. 4111 1111 1111 1111");
	g_assert_cmpuint(
		wd_null_purple_count(wd_null_purple_wire(), "im helpdesk My words."), ==, 1);
	g_assert_cmpuint(fixture->duty->questions->len, ==, 1); /* no gate asked once more */
}

/* Ten reports, one after the other: no outbreak, and each as it was shown. */
static void
test_reports_are_no_worm(Fixture *fixture, gconstpointer data)
{
	for (guint i = 0; i < 10; i++) {
		g_autofree char *bot = g_strdup_printf("bot%u", i);

		receive_elsewhere(fixture, bot, SPIM);
		report_rows(fixture);
		wd_null_purple_turn(0);
		g_assert_cmpuint(fixture->duty->questions->len, ==, i + 1);
		duty_answer(fixture->duty, "send", NULL);
		g_assert_cmpuint(
			wd_null_purple_count(wd_null_purple_wire(), "im helpdesk Unwanted"),
			==,
			i + 1);
	}
}

static void
test_nothing_leaves_without_a_yes(Fixture *fixture, gconstpointer data)
{
	receive_elsewhere(fixture, "bot", SPIM);
	report_rows(fixture);
	wd_null_purple_turn(0);
	duty_answer(fixture->duty, "cancel", NULL);
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_wire(), "im "), ==, 0);
	g_assert_cmpuint(wd_null_purple_notices()->len, ==, 0);
	g_assert_false(purple_privacy_check(fixture->duty->account, "bot"));
}

/* Five senders at once are one question; what comes while it is open is the next one. */
static void
test_one_question_at_a_time(Fixture *fixture, gconstpointer data)
{
	for (guint i = 0; i < 5; i++) {
		g_autofree char *bot = g_strdup_printf("bot%u", i);

		receive_elsewhere(fixture, bot, SPIM);
	}
	report_rows(fixture);
	wd_null_purple_turn(0);
	receive_elsewhere(fixture, "late", SPIM);
	report_rows(fixture);
	wd_null_purple_turn(0);
	g_assert_cmpuint(fixture->duty->questions->len, ==, 1);
	g_assert_nonnull(strstr(last_question(fixture)->text, "bot4"));
	g_assert_null(strstr(last_question(fixture)->text, "late"));
	duty_answer(fixture->duty, "send", NULL);
	g_assert_cmpuint(fixture->duty->questions->len, ==, 2);
	g_assert_nonnull(strstr(last_question(fixture)->text, "late"));
}

/* Where the server takes reports it gets them, and nobody else. */
static void
test_server_goes_first(Fixture *fixture, gconstpointer data)
{
	receive(fixture, BOT, NULL);
	report_rows(fixture);
	wd_null_xmpp_answer(fixture->xmpp, SERVER, DISCO(BLOCKING REPORTING));
	wd_null_xmpp_answer(fixture->xmpp, DONE, "");
	wd_null_purple_turn(0);
	g_assert_cmpuint(fixture->duty->questions->len, ==, 0);
	receive(fixture, "bot2@b.example", NULL);
	report_rows(fixture);
	wd_null_xmpp_answer(fixture->xmpp, REFUSED, NOT_ALLOWED); /* then the contact after all */
	wd_null_purple_turn(0);
	g_assert_cmpuint(fixture->duty->questions->len, ==, 1);
}

static void
test_report_by_mail(Fixture *fixture, gconstpointer data)
{
	receive_elsewhere(fixture, "bot", SPIM);
	report_rows(fixture);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_notices()->len, ==, 0);
	duty_answer(fixture->duty, "send", "two\nlines");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_notices(),
					      "uri|mailto:abuse@corp.example?subject="),
			 ==,
			 1);
	g_assert_cmpuint(
		wd_null_purple_count(wd_null_purple_notices(), "&body=two%0D%0Alines"), ==, 1);
}

/* No account speaks that protocol: the text is shown, so that it can be copied. */
static void
test_no_way_there(Fixture *fixture, gconstpointer data)
{
	receive_elsewhere(fixture, "bot", SPIM);
	report_rows(fixture);
	wd_null_purple_turn(0);
	duty_answer(fixture->duty, "send", "My words.");
	g_assert_cmpuint(wd_null_purple_count(wd_null_purple_notices(), "My words."), ==, 1);
}

/* What a person finds in a menu. */
static PurpleMenuAction *
find_entry(GList *menu)
{
	for (GList *l = menu; l != NULL; l = l->next) {
		PurpleMenuAction *action = l->data;

		if (strstr(action->label, "Report and Block") != NULL)
			return action;
	}
	return NULL;
}

static void
free_menu(GList *menu)
{
	g_list_free_full(menu, (GDestroyNotify)purple_menu_action_free);
}

static void
test_menu_of_a_conversation(Fixture *fixture, gconstpointer data)
{
	PurpleConversation *conversation;
	PurpleMenuAction *entry;
	GList *menu;

	receive_elsewhere(fixture, "emil", "buy my poster");
	conversation = purple_find_conversation_with_account(
		PURPLE_CONV_TYPE_IM, "emil", fixture->duty->account);
	menu = purple_conversation_get_extended_menu(conversation);
	entry = find_entry(menu);
	g_assert_nonnull(entry);
	((void (*)(PurpleConversation *, gpointer))entry->callback)(conversation, entry->data);
	free_menu(menu);
	wd_null_purple_turn(0);
	g_assert_nonnull(strstr(last_question(fixture)->primary, "emil"));
	g_assert_true(purple_privacy_check(fixture->duty->account, "emil"));
	duty_answer(fixture->duty, "report", NULL);
	wd_null_purple_turn(0);
	g_assert_false(purple_privacy_check(fixture->duty->account, "emil"));
	g_assert_nonnull(strstr(last_question(fixture)->text, "buy my poster"));
}

/* A contact has it in the list, and not a second time in the window. */
static void
test_menu_of_a_contact(Fixture *fixture, gconstpointer data)
{
	PurpleBuddy *buddy = purple_find_buddy(fixture->duty->account, "anna");
	PurpleConversation *conversation =
		purple_conversation_new(PURPLE_CONV_TYPE_IM, fixture->duty->account, "anna");
	GList *menu = purple_conversation_get_extended_menu(conversation);
	PurpleMenuAction *entry;

	g_assert_null(find_entry(menu));
	free_menu(menu);
	menu = purple_blist_node_get_extended_menu((PurpleBlistNode *)buddy);
	entry = find_entry(menu);
	g_assert_nonnull(entry);
	((void (*)(PurpleBlistNode *, gpointer))entry->callback)((PurpleBlistNode *)buddy,
								 entry->data);
	free_menu(menu);
	wd_null_purple_turn(0);
	g_assert_nonnull(strstr(last_question(fixture)->secondary, "contact list"));
	duty_answer(fixture->duty, "cancel", NULL);
	g_assert_true(purple_privacy_check(fixture->duty->account, "anna"));
}

typedef struct {
	const char *name;
	const char *report_to; /* (nullable) */
	void (*test)(Fixture *fixture, gconstpointer data);
} Test;

static const Test tests[] = {
	{"asks-once-for-a-connection", NULL, test_asks_once_for_a_connection},
	{"others-cannot-answer", NULL, test_others_cannot_answer},
	{"many-messages-are-one-report", NULL, test_many_messages_are_one_report},
	{"names-do-not-stick", NULL, test_names_do_not_stick},
	{"refusal-is-said", NULL, test_refusal_is_said_and_over_with_the_next},
	{"connection-ends-behind-a-block", NULL, test_connection_ends_behind_a_block},
	{"connection-ends-behind-the-question", NULL, test_connection_ends_behind_the_question},
	{"decided-while-nobody-ran", NULL, test_decided_while_nobody_ran},
	{"claimed-elsewhere", NULL, test_claimed_elsewhere},
	{"contact-is-asked-about", NULL, test_contact_is_asked_about},
	{"open-question-comes-again", NULL, test_open_question_comes_again},
	{"member-of-a-room", NULL, test_member_of_a_room},
	{"room-itself-is-not-blocked", NULL, test_room_itself_is_not_blocked},
	{"to-chat", CHAT, test_report_to_chat},
	{"is-no-worm", CHAT, test_reports_are_no_worm},
	{"nothing-leaves-without-a-yes", CHAT, test_nothing_leaves_without_a_yes},
	{"one-question-at-a-time", CHAT, test_one_question_at_a_time},
	{"server-goes-first", CHAT, test_server_goes_first},
	{"by-mail", "mailto:abuse@corp.example", test_report_by_mail},
	{"no-way-there", "prpl-none:abuse", test_no_way_there},
	{"menu-of-a-conversation", CHAT, test_menu_of_a_conversation},
	{"menu-of-a-contact", NULL, test_menu_of_a_contact},
};

static void
add_tests(void)
{
	wd_null_xmpp_register();
	for (guint i = 0; i < G_N_ELEMENTS(servers); i++) {
		g_autofree char *path = g_strconcat("/report/server/", servers[i].name, NULL);

		g_test_add(path, Fixture, &servers[i], set_up, test_server, tear_down);
	}
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++) {
		g_autofree char *path = g_strconcat("/report/", tests[i].name, NULL);

		g_test_add(path,
			   Fixture,
			   tests[i].report_to,
			   set_up_contact,
			   tests[i].test,
			   tear_down);
	}
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
