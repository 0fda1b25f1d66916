/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "engine/machine/wd-machine-facts.h"
#include "purple/duty-fixture.h"
#include "purple/wd-purple-outgoing.h"
#include "purple/wd-session-review.h"

#define CARD      "Use the card 4111 1111 1111 1111, it is fine."
#define MASKED    "1111 1111 1111"
#define MAX_TURNS 2000 /* until a thread has asked the kernel */
#define HELLO     "See you at ten"

static PurpleConversation *
talk_to(const Duty *duty, const char *who)
{
	PurpleConversation *conversation =
		purple_find_conversation_with_account(PURPLE_CONV_TYPE_IM, who, duty->account);

	return conversation != NULL
		       ? conversation
		       : purple_conversation_new(PURPLE_CONV_TYPE_IM, duty->account, who);
}

static void
say(const Duty *duty, const char *text)
{
	purple_conv_im_send(PURPLE_CONV_IM(talk_to(duty, "anna")), text);
}

static DutyQuestion *
last_question(const Duty *duty)
{
	g_assert_cmpuint(duty->questions->len, >, 0);
	return g_ptr_array_index(duty->questions, duty->questions->len - 1);
}

static guint
count_on_wire(const char *part)
{
	return wd_null_purple_count(wd_null_purple_wire(), part);
}

static guint
count_shown(const char *part)
{
	return wd_null_purple_count(wd_null_purple_shown(), part);
}

static void
test_harmless(void)
{
	Duty *duty = duty_begin(NULL, 0);

	say(duty, HELLO);
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire("im anna " HELLO), ==, 1);
	g_assert_cmpuint(wd_null_purple_shown()->len, ==, 1);
	g_assert_cmpuint(duty->questions->len, ==, 0);
	duty_end(duty);
}

/* Before the first message that really goes, and never again in that conversation. */
static void
test_disclaimer(void)
{
	static const DutySetting settings[] = {
		{WD_KEY_NOTICE_DISCLAIMER, "This conversation is logged."}};
	Duty *duty = duty_begin(settings, G_N_ELEMENTS(settings));

	say(duty, CARD);
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire("logged"), ==, 0); /* nothing went, nothing is disclosed */
	say(duty, HELLO);
	say(duty, HELLO);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 3);
	g_assert_cmpstr(g_ptr_array_index(wd_null_purple_wire(), 0),
			==,
			"im anna This conversation is logged.");
	g_assert_cmpuint(count_on_wire("im anna " HELLO), ==, 2);
	g_assert_cmpuint(count_shown("tells the other side first"), ==, 1);
	duty_end(duty);
}

static void
stop_with_nothing(PurpleAccount *account, const char *who, char **message, gpointer data)
{
	g_free(*message);
	*message = g_strdup("");
}

/* libpurple sends no empty message, and plugins stop one by emptying it. */
static void
test_no_disclaimer_for_nothing(void)
{
	static const DutySetting settings[] = {
		{WD_KEY_NOTICE_DISCLAIMER, "This conversation is logged."}};
	Duty *duty = duty_begin(settings, G_N_ELEMENTS(settings));

	purple_signal_connect(purple_conversations_get_handle(),
			      "sending-im-msg",
			      duty,
			      PURPLE_CALLBACK(stop_with_nothing),
			      NULL);
	say(duty, HELLO);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	purple_signals_disconnect_by_handle(duty);
	duty_end(duty);
}

/* To many people it is the same line each time, and no worm for that. */
static void
test_disclaimer_is_no_worm(void)
{
	static const DutySetting settings[] = {
		{WD_KEY_NOTICE_DISCLAIMER, "This conversation is logged."}};
	static const char *const names[] = {"ada", "bob", "cid", "dot", "eli"};
	static const char *const texts[] = {"lunch?",
					    "the lights are out",
					    "thanks for yesterday",
					    "see you at ten",
					    "who is on call today"};
	Duty *duty = duty_begin(settings, G_N_ELEMENTS(settings));

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		purple_conv_im_send(PURPLE_CONV_IM(talk_to(duty, names[i])), texts[i]);
		wd_null_purple_turn(0);
	}
	g_assert_cmpuint(count_on_wire("This conversation is logged."), ==, G_N_ELEMENTS(names));
	g_assert_cmpuint(duty->questions->len, ==, 0);
	duty_end(duty);
}

static void
test_asked_once_before_it_leaves(void)
{
	Duty *duty = duty_begin(NULL, 0);
	DutyQuestion *question;

	say(duty, CARD);
	g_assert_cmpuint(duty->questions->len, ==, 0); /* the client is inside its send function */
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(count_shown(CARD), ==, 0);
	g_assert_cmpuint(count_shown("Not sent."), ==, 1);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	question = last_question(duty);
	g_assert_cmpstr(question->text, ==, CARD);
	g_assert_cmpstr(question->safe, ==, "edit");
	g_assert_nonnull(strstr(question->primary, "anna"));
	duty_end(duty);
}

/* What the answer leads to. */
static const struct {
	const char *name;
	const char *choice;
	const char *text; /* (nullable) as the person left the draft */
	const char *on_wire;
	guint n_on_wire;
	guint n_drafts;
	guint n_questions;
} answers[] = {
	{"send", "send", NULL, CARD, 1, 0, 1},
	{"send-unchanged-text", "send", CARD, CARD, 1, 0, 1},
	{"send-changed-text", "send", "Use the company card", "Use the company card", 1, 0, 1},
	{"send-text-changed-for-the-worse", "send", CARD " Or 5500 0000 0000 0004", "im", 0, 0, 2},
	{"edit", "edit", NULL, "im", 0, 1, 1},
	{"cancel", "cancel", NULL, "im", 0, 0, 1},
	{"unknown-choice-is-edit", "?", NULL, "im", 0, 1, 1},
};

static void
test_answer(gconstpointer data)
{
	guint i = GPOINTER_TO_UINT(data);
	Duty *duty = duty_begin(NULL, 0);

	say(duty, CARD);
	wd_null_purple_turn(0);
	duty_answer(duty, answers[i].choice, answers[i].text);
	g_assert_cmpuint(count_on_wire(answers[i].on_wire), ==, answers[i].n_on_wire);
	g_assert_cmpuint(duty->drafts->len, ==, answers[i].n_drafts);
	g_assert_cmpuint(duty->questions->len, ==, answers[i].n_questions);
	duty_end(duty);
}

static void
test_override_is_for_one_message(void)
{
	Duty *duty = duty_begin(NULL, 0);

	say(duty, CARD);
	wd_null_purple_turn(0);
	duty_answer(duty, "send", NULL);
	g_assert_cmpuint(count_on_wire(CARD), ==, 1);
	g_assert_cmpuint(count_shown(CARD), ==, 1);
	say(duty, CARD);
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire(CARD), ==, 1);
	g_assert_cmpuint(duty->questions->len, ==, 2);
	duty_end(duty);
}

/* A number that says nothing by itself says everything as an answer. */
static void
test_answer_to_a_question(void)
{
	Duty *duty = duty_begin(NULL, 0);

	say(duty, "111222333");
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire("111222333"), ==, 1);
	serv_got_im(duty_connection(duty), "anna", "and what is your BSN?", 0, time(NULL));
	wd_null_purple_turn(0);
	say(duty, "111222333");
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire("111222333"), ==, 1);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	duty_end(duty);
}

static void
test_redacted_everywhere(void)
{
	const DutySetting setting = {WD_KEY_LEAKS_ACTION, "redact"};
	Duty *duty = duty_begin(&setting, 1);
	PurpleConvMessage *message;

	say(duty, CARD);
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire("im anna Use the card"), ==, 1);
	g_assert_cmpuint(count_on_wire(MASKED), ==, 0);
	g_assert_cmpuint(count_shown(MASKED), ==, 0);
	g_assert_cmpuint(count_shown("Use the card"), ==, 1);
	for (GList *l = purple_conversation_get_message_history(talk_to(duty, "anna")); l != NULL;
	     l = l->next) {
		message = l->data;
		g_assert_null(strstr(purple_conversation_message_get_message(message), MASKED));
	}
	g_assert_cmpuint(duty->questions->len, ==, 0);
	duty_end(duty);
}

static void
test_blocked_is_given_back(void)
{
	const DutySetting setting = {WD_KEY_LEAKS_ACTION, "block"};
	Duty *duty = duty_begin(&setting, 1);

	say(duty, CARD);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 0);
	g_assert_cmpstr(g_ptr_array_index(duty->drafts, 0), ==, "anna|" CARD);
	duty_end(duty);
}

static void
test_blocked_without_entry_box(void)
{
	const DutySetting setting = {WD_KEY_LEAKS_ACTION, "block"};
	Duty *duty = duty_begin(&setting, 1);

	duty->has_entry_box = FALSE;
	say(duty, CARD);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(count_shown("This was not sent: " CARD), ==, 1);
	duty_end(duty);
}

static const char *
only_row(const Duty *duty)
{
	static char id[64];
	g_autoptr(GPtrArray) rows = duty_rows(duty);

	g_assert_cmpuint(rows->len, ==, 1);
	g_strlcpy(id, ((WdHeld *)g_ptr_array_index(rows, 0))->id, sizeof id);
	return id;
}

static void
hold_card(Duty *duty)
{
	say(duty, CARD);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpstr(last_question(duty)->safe, ==, "later");
}

static void
test_held_and_answered_in_the_question(void)
{
	const DutySetting setting = {WD_KEY_LEAKS_ACTION, "hold"};
	Duty *duty = duty_begin(&setting, 1);

	const char *id;

	hold_card(duty);
	id = only_row(duty);
	duty_answer(duty, "send", NULL);
	g_assert_cmpuint(count_on_wire(CARD), ==, 1);
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_DELIVERED);
	duty_end(duty);
}

static void
test_held_and_answered_in_the_queue(void)
{
	const DutySetting setting = {WD_KEY_LEAKS_ACTION, "hold"};
	Duty *duty = duty_begin(&setting, 1);
	g_autoptr(GError) error = NULL;
	const char *id;

	hold_card(duty);
	id = only_row(duty);
	g_assert_true(wd_session_decide(duty->session, id, WD_DECISION_RELEASE, &error));
	wd_null_purple_turn(0);
	g_assert_false(last_question(duty)->is_open); /* one decision: the question is gone */
	g_assert_cmpuint(count_on_wire(CARD), ==, 1);
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_DELIVERED);
	duty_end(duty);
}

static void
test_held_survives_a_restart(void)
{
	const DutySetting setting = {WD_KEY_LEAKS_ACTION, "hold"};
	Duty *duty = duty_begin(&setting, 1);
	g_autoptr(GError) error = NULL;
	const char *id;

	hold_card(duty);
	id = only_row(duty);
	duty_restart(duty);
	g_assert_true(wd_session_decide(duty->session, id, WD_DECISION_RELEASE, &error));
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire(CARD), ==, 1);
	duty_end(duty);
}

static void
test_held_later_and_deleted(void)
{
	const DutySetting setting = {WD_KEY_LEAKS_ACTION, "hold"};
	Duty *duty = duty_begin(&setting, 1);
	g_autoptr(GError) error = NULL;
	const char *id;

	hold_card(duty);
	id = only_row(duty);
	duty_answer(duty, "later", NULL);
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_WAITING);
	g_assert_true(wd_session_decide(duty->session, id, WD_DECISION_DELETE, &error));
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	duty_end(duty);
}

/* The client is closed while the question is open: the text is there when it comes back. */
static void
test_asked_survives_a_quit(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autoptr(GError) error = NULL;
	const char *id;

	say(duty, CARD);
	wd_null_purple_turn(0);
	g_assert_true(last_question(duty)->is_open);
	purple_signal_emit(purple_get_core(), "quitting");
	duty_restart(duty);
	id = only_row(duty);
	g_assert_cmpint(duty_row_state(duty, id), ==, WD_HELD_WAITING);
	g_assert_true(wd_session_decide(duty->session, id, WD_DECISION_RELEASE, &error));
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire(CARD), ==, 1);
	duty_end(duty);
}

static void
test_question_open_at_the_end(void)
{
	Duty *duty = duty_begin(NULL, 0);

	say(duty, CARD);
	wd_null_purple_turn(0);
	duty_restart(duty);
	g_assert_cmpuint(duty->drafts->len, ==, 1);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	duty_end(duty);
}

static void
test_account_gone_when_answered(void)
{
	Duty *duty = duty_begin(NULL, 0);

	say(duty, CARD);
	wd_null_purple_turn(0);
	wd_null_purple_sign_off(duty->account);
	duty_answer(duty, "send", NULL);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(duty->drafts->len, ==, 1);
	duty_end(duty);
}

/* Chats */

static void
test_chat(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurpleConversation *room = wd_null_purple_join_chat(duty->account, 7, "kitchen");

	wd_null_purple_forget();
	purple_conv_chat_send(PURPLE_CONV_CHAT(room), HELLO);
	g_assert_cmpuint(count_on_wire("chat 7 " HELLO), ==, 1);
	purple_conv_chat_send(PURPLE_CONV_CHAT(room), CARD);
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire(CARD), ==, 0);
	duty_answer(duty, "send", NULL);
	g_assert_cmpuint(count_on_wire("chat 7 " CARD), ==, 1);
	duty_end(duty);
}

static void
test_chat_left_when_answered(void)
{
	Duty *duty = duty_begin(NULL, 0);
	PurpleConversation *room = wd_null_purple_join_chat(duty->account, 7, "kitchen");

	purple_conv_chat_send(PURPLE_CONV_CHAT(room), CARD);
	wd_null_purple_turn(0);
	serv_got_chat_left(duty_connection(duty), 7);
	duty_answer(duty, "send", NULL);
	g_assert_cmpuint(count_on_wire(CARD), ==, 0);
	g_assert_cmpuint(duty->drafts->len, ==, 1);
	duty_end(duty);
}

/* Protocols that send line by line */

static void
say_lines(const Duty *duty, const char *const *lines)
{
	PurpleConversation *conversation = talk_to(duty, "anna");

	purple_conversation_set_features(conversation, PURPLE_CONNECTION_NO_NEWLINES);
	for (; *lines != NULL; lines++)
		purple_conv_im_send(PURPLE_CONV_IM(conversation), *lines);
}

static void
test_private_key_line_by_line(void)
{
	static const char *const lines[] = {"here it is",
					    "-----BEGIN RSA PRIVATE KEY-----",
					    "MIIEowIBAAKCAQEA75f",
					    "-----END RSA PRIVATE KEY-----",
					    NULL};
	Duty *duty = duty_begin(NULL, 0);

	say_lines(duty, lines);
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire("here it is"), ==, 1); /* gone before anything was wrong */
	g_assert_cmpuint(count_on_wire("PRIVATE KEY"), ==, 0);
	g_assert_cmpuint(count_on_wire("MIIE"), ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	duty_answer(duty, "send", NULL);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 4);
	g_assert_cmpstr(
		g_ptr_array_index(wd_null_purple_wire(), 2), ==, "im anna MIIEowIBAAKCAQEA75f");
	duty_end(duty);
}

static void
test_card_over_two_lines(void)
{
	static const char *const lines[] = {"my card is 4111 1111", "1111 1111 thanks", NULL};
	Duty *duty = duty_begin(NULL, 0);

	say_lines(duty, lines);
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire("thanks"), ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	duty_end(duty);
}

/* Given back with the words that stopped it selected, where they stand in it. */
static void
test_passage_of_a_line(void)
{
	static const char *const whole[] = {"it is 4111 1111 1111 1111, hush", NULL};
	static const char *const split[] = {
		"4111 1111", "1111 1111, natürlich ist das meine", NULL};
	const DutySetting setting = {WD_KEY_LEAKS_ACTION, "block"};
	Duty *duty = duty_begin(&setting, 1);

	say_lines(duty, whole);
	wd_null_purple_turn(0);
	g_assert_cmpuint(duty->drafts->len, ==, 1);
	g_assert_cmpstr(duty->passage, ==, "4111 1111 1111 1111");
	duty_end(duty);

	duty = duty_begin(&setting, 1);
	say_lines(duty, split);
	wd_null_purple_turn(0);
	g_assert_cmpuint(duty->drafts->len, ==, 1);
	g_assert_null(duty->passage); /* half of it has left */
	duty_end(duty);
}

/* The line that left cannot be masked, so that the rest does not leave. */
static void
test_redacted_lines(void)
{
	static const char *const split[] = {"my card is 4111 1111", "1111 1111 thanks", NULL};
	static const char *const whole[] = {"4111 1111 1111 1111", "that is it", NULL};
	const DutySetting setting = {WD_KEY_LEAKS_ACTION, "redact"};
	Duty *duty = duty_begin(&setting, 1);

	say_lines(duty, split);
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire("1111 1111 thanks"), ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 0);
	g_assert_cmpuint(duty->drafts->len, ==, 1);
	duty_end(duty);

	duty = duty_begin(&setting, 1);
	say_lines(duty, whole);
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire("4111 1111"), ==, 0);
	g_assert_cmpuint(count_on_wire("**** **** **** 1111"), ==, 1);
	g_assert_cmpuint(count_on_wire("that is it"), ==, 1);
	g_assert_cmpuint(duty->questions->len, ==, 0);
	duty_end(duty);
}

static void
test_lines_long_apart_are_no_paste(void)
{
	static const char *const first[] = {"my number is 4111 1111", NULL};
	static const char *const second[] = {"1111 1111 thanks", NULL};
	Duty *duty = duty_begin(NULL, 0);

	wd_session_set_now_ms(duty->session, 1000000);
	say_lines(duty, first);
	wd_session_set_now_ms(duty->session, 1060000);
	say_lines(duty, second);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 2);
	duty_end(duty);
}

/* What a Trojan would tell. The part has asked this computer by then; the test speaks of another.
 */
static void
test_trace_of_this_computer(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autoptr(WdMachineFacts) facts = wd_machine_facts_new();
	WdKnowledge *knowledge = wd_session_get_knowledge(duty->session);

	for (guint i = 0; i < MAX_TURNS && knowledge->machine == NULL; i++)
		wd_null_purple_turn(10);
	g_assert_nonnull(knowledge->machine);
	g_assert_true(wd_machine_facts_add(facts, WD_MACHINE_ADDRESS, "192.168.1.23"));
	knowledge->machine = facts;
	say(duty, "I am at 192.168.1.23");
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire("im anna I am at 192.168.1.23"), ==, 1);
	purple_conv_im_send(PURPLE_CONV_IM(talk_to(duty, "mallory")), "I am at 192.168.1.23");
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire("im mallory"), ==, 0);
	g_assert_nonnull(strstr(last_question(duty)->secondary, "192.168.1.23"));
	duty_answer(duty, "send", NULL);
	g_assert_cmpuint(count_on_wire("im mallory I am at 192.168.1.23"), ==, 1);
	duty_end(duty);
}

/* Other plugins on the way out */

typedef struct {
	guint n_seen;
	const char *text; /* what becomes of the message; NULL: it is stolen */
} Rewriter;

static void
rewrite(PurpleAccount *account, const char *who, char **message, gpointer data)
{
	Rewriter *rewriter = data;

	if (*message == NULL)
		return;
	rewriter->n_seen++;
	g_free(*message);
	*message = g_strdup(rewriter->text);
}

static void
connect_rewriter(Rewriter *rewriter)
{
	purple_signal_connect(purple_conversations_get_handle(),
			      "sending-im-msg",
			      rewriter,
			      PURPLE_CALLBACK(rewrite),
			      rewriter);
}

static void
test_plaintext_is_judged_before_otr(void)
{
	Rewriter otr = {0, "?OTR:AAMDabcdef."};
	Duty *duty;

	connect_rewriter(&otr);
	duty = duty_begin(NULL, 0);
	say(duty, CARD);
	wd_null_purple_turn(0);
	g_assert_cmpuint(otr.n_seen, ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	say(duty, HELLO);
	g_assert_cmpuint(count_on_wire("im anna ?OTR:AAMDabcdef."), ==, 1);
	purple_signals_disconnect_by_handle(&otr);
	duty_end(duty);
}

static void
test_text_of_another_plugin_is_judged(void)
{
	Rewriter slashexec = {0, CARD};
	Duty *duty;

	connect_rewriter(&slashexec);
	duty = duty_begin(NULL, 0);
	say(duty, HELLO);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpstr(last_question(duty)->text, ==, CARD);
	purple_signals_disconnect_by_handle(&slashexec);
	duty_end(duty);
}

static const DutySetting must_encrypt = {WD_KEY_ENCRYPTION_REQUIRE_END_TO_END, "anna"};

static void
test_required_encryption_is_missing(void)
{
	Duty *duty = duty_begin(&must_encrypt, 1);

	say(duty, HELLO);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpstr(g_ptr_array_index(duty->drafts, 0), ==, "anna|" HELLO);
	purple_conv_im_send(PURPLE_CONV_IM(talk_to(duty, "ben")), HELLO);
	g_assert_cmpuint(count_on_wire("im ben " HELLO), ==, 1);
	duty_end(duty);
}

/* A person who types "?OTR" has encrypted nothing. */
static void
test_required_encryption_is_typed(void)
{
	static const char *const texts[] = {"?OTR " HELLO, "?OTR: " HELLO ".", "?OTR? " HELLO};

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		Duty *duty = duty_begin(&must_encrypt, 1);

		say(duty, texts[i]);
		wd_null_purple_turn(0);
		g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
		g_assert_cmpuint(duty->drafts->len, ==, 1);
		duty_end(duty);
	}
}

static void
test_required_encryption_is_there(void)
{
	Rewriter otr = {0, "?OTR:AAMDabcdef."};
	Duty *duty;

	connect_rewriter(&otr);
	duty = duty_begin(&must_encrypt, 1);
	say(duty, HELLO);
	g_assert_cmpuint(count_on_wire("?OTR:AAMDabcdef."), ==, 1);
	purple_signals_disconnect_by_handle(&otr);
	duty_end(duty);
}

static void
test_answer_does_not_lift_required_encryption(void)
{
	Duty *duty = duty_begin(&must_encrypt, 1);

	say(duty, CARD);
	wd_null_purple_turn(0);
	duty_answer(duty, "send", NULL);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(duty->drafts->len, ==, 1);
	duty_end(duty);
}

static void
test_stolen_message(void)
{
	Rewriter thief = {0, NULL};
	Duty *duty;

	connect_rewriter(&thief);
	duty = duty_begin(NULL, 0);
	say(duty, HELLO);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 0);
	purple_signals_disconnect_by_handle(&thief);
	duty_end(duty);
}

static void
test_secret_behind_the_first_part(void)
{
	Duty *duty = duty_begin(NULL, 0);
	g_autofree char *filler = g_strnfill(1024 * 1024, 'x');
	g_autofree char *text = g_strconcat(filler, " ", CARD, NULL);

	say(duty, text);
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	duty_end(duty);
}

static void
test_hostile_bytes(void)
{
	Duty *duty = duty_begin(NULL, 0);

	say(duty, "caf\xe9 \xff");
	say(duty, "<a href=\"<b <<>>&&#;");
	say(duty, "");
	wd_null_purple_turn(0);
	g_assert_cmpuint(wd_null_purple_wire()->len, ==, 2);
	duty_end(duty);
}

/* The whole audit trail of a session, as it stands on disk. */
static char *
read_trail(const Duty *duty)
{
	g_autofree char *folder =
		g_build_filename(wd_session_get_base(duty->session), "audit", NULL);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	GString *all = g_string_new(NULL);
	const char *name;

	g_assert_nonnull(dir);
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_autofree char *text = NULL;

		if (g_file_get_contents(path, &text, NULL, NULL))
			g_string_append(all, text);
	}
	return g_string_free(all, FALSE);
}

/* Where a company asks why, the answer is a button, and the trail has it; of the secret itself it
 * has what may be shown. */
static void
test_reason_is_kept(void)
{
	static const DutySetting asks = {WD_KEY_LEAKS_ASK_REASON, "true"};
	static const struct {
		const char *choice;
		const char *reason;
	} rows[] = {{"send-harmless", "\"reason\":\"not-confidential\""},
		    {"send-needed", "\"reason\":\"needed-by-reader\""}};

	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		Duty *duty = duty_begin(&asks, 1);
		g_autofree char *trail = NULL;

		say(duty, CARD);
		wd_null_purple_turn(0);
		g_assert_cmpuint(last_question(duty)->choices->len, ==, 4);
		g_assert_cmpstr(last_question(duty)->safe, ==, "edit");
		duty_answer(duty, rows[i].choice, NULL);
		g_assert_cmpuint(count_on_wire(CARD), ==, 1);
		trail = read_trail(duty);
		g_assert_nonnull(strstr(trail, "msg.send.overridden"));
		g_assert_nonnull(strstr(trail, rows[i].reason));
		g_assert_nonnull(strstr(trail, "\"masked\":\"\u20261111\""));
		/* Four digits alone stand in a digest now and then. */
		g_assert_null(strstr(trail, "4111 1111"));
		g_assert_null(strstr(trail, "41111111"));
		duty_end(duty);
	}
}

/* Who is asked about something else is not asked for a reason. */
static void
test_no_reason_without_a_secret(void)
{
	static const DutySetting settings[] = {{WD_KEY_LEAKS_ASK_REASON, "true"},
					       {WD_KEY_LEAKS_ENABLED, "false"}};
	Duty *duty = duty_begin(settings, 2);

	say(duty, CARD);
	wd_null_purple_turn(0);
	g_assert_cmpuint(duty->questions->len, ==, 0);
	duty_end(duty);
}

/* What a company names, through the session that compiles it. */
static void
test_company_words(void)
{
	static const DutySetting settings[] = {{WD_KEY_LEAKS_KEYWORDS, "Project Falcon"},
					       {WD_KEY_LEAKS_DOCUMENTS, "/nonexistent/index"},
					       {WD_KEY_LEAKS_ON_PATTERN_FAILURE, "allow"}};
	Duty *duty = duty_begin(settings, 3);
	gboolean is_told = FALSE;

	for (guint i = 0; i < duty->banners->len; i++)
		is_told |= g_str_has_prefix(g_ptr_array_index(duty->banners, i), "documents|");
	g_assert_true(is_told);
	say(duty, HELLO);
	g_assert_cmpuint(count_on_wire(HELLO), ==, 1);
	say(duty, "about PROJECT falcon");
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire("falcon"), ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	duty_end(duty);
}

/* The private conversation ended unseen: asked about once, then it is the person's will. */
static void
test_fallback_to_plain(void)
{
	Duty *duty = duty_begin(NULL, 0);

	say(duty, "?OTR:AAMDJ+MVmSfjFZcAAAAA=.");
	g_assert_cmpuint(count_on_wire("?OTR:"), ==, 1);
	say(duty, HELLO);
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire(HELLO), ==, 0);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	duty_answer(duty, "send", NULL);
	g_assert_cmpuint(count_on_wire(HELLO), ==, 1);
	say(duty, HELLO);
	wd_null_purple_turn(0);
	g_assert_cmpuint(count_on_wire(HELLO), ==, 2);
	g_assert_cmpuint(duty->questions->len, ==, 1);
	duty_end(duty);
}

static const struct {
	const char *path;
	void (*run)(void);
} tests[] = {
	{"/outgoing/harmless", test_harmless},
	{"/outgoing/disclaimer", test_disclaimer},
	{"/outgoing/no-disclaimer-for-nothing", test_no_disclaimer_for_nothing},
	{"/outgoing/disclaimer-is-no-worm", test_disclaimer_is_no_worm},
	{"/outgoing/asked-once", test_asked_once_before_it_leaves},
	{"/outgoing/override-is-for-one", test_override_is_for_one_message},
	{"/outgoing/answer-to-a-question", test_answer_to_a_question},
	{"/outgoing/redacted-everywhere", test_redacted_everywhere},
	{"/outgoing/blocked-is-given-back", test_blocked_is_given_back},
	{"/outgoing/blocked-without-entry-box", test_blocked_without_entry_box},
	{"/outgoing/held/answered-in-question", test_held_and_answered_in_the_question},
	{"/outgoing/held/answered-in-queue", test_held_and_answered_in_the_queue},
	{"/outgoing/held/survives-restart", test_held_survives_a_restart},
	{"/outgoing/held/asked-at-a-quit", test_asked_survives_a_quit},
	{"/outgoing/held/later-and-deleted", test_held_later_and_deleted},
	{"/outgoing/question-open-at-the-end", test_question_open_at_the_end},
	{"/outgoing/account-gone", test_account_gone_when_answered},
	{"/outgoing/chat", test_chat},
	{"/outgoing/chat-left", test_chat_left_when_answered},
	{"/outgoing/lines/private-key", test_private_key_line_by_line},
	{"/outgoing/lines/card", test_card_over_two_lines},
	{"/outgoing/lines/redacted", test_redacted_lines},
	{"/outgoing/lines/passage", test_passage_of_a_line},
	{"/outgoing/lines/far-apart", test_lines_long_apart_are_no_paste},
	{"/outgoing/trace-of-this-computer", test_trace_of_this_computer},
	{"/outgoing/otr", test_plaintext_is_judged_before_otr},
	{"/outgoing/other-plugin", test_text_of_another_plugin_is_judged},
	{"/outgoing/encryption/missing", test_required_encryption_is_missing},
	{"/outgoing/encryption-typed", test_required_encryption_is_typed},
	{"/outgoing/encryption/there", test_required_encryption_is_there},
	{"/outgoing/encryption/not-lifted", test_answer_does_not_lift_required_encryption},
	{"/outgoing/encryption/fallback", test_fallback_to_plain},
	{"/outgoing/reason-is-kept", test_reason_is_kept},
	{"/outgoing/no-reason-without-a-secret", test_no_reason_without_a_secret},
	{"/outgoing/company-words", test_company_words},
	{"/outgoing/stolen", test_stolen_message},
	{"/outgoing/one-megabyte", test_secret_behind_the_first_part},
	{"/outgoing/hostile-bytes", test_hostile_bytes},
};

static void
add_tests(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
		g_autofree char *path = g_strdup_printf("/outgoing/answer/%s", answers[i].name);

		g_test_add_data_func(path, GUINT_TO_POINTER(i), test_answer);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add_func(tests[i].path, tests[i].run);
}

int
main(int argc, char **argv)
{
	return duty_run(&argc, &argv, add_tests);
}
